# What the jobs beside it share, sourced with their arguments: URL WORKDIR. `here` is this folder.
root=$(cd "$here/../.." && pwd)
if [ $# -ne 2 ]; then
  printf 'usage: %s URL WORKDIR\n' "$0" >&2
  exit 2
fi
url=$1
mkdir -p "$2"
work=$(cd "$2" && pwd)
say() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; }
die() { say "$*"; exit 1; }
command -v python3 >/dev/null || die "python3 is missing: install it first"

if [ -z "${PROVENUE:-}" ]; then
  cargo build --quiet --ignore-rust-version --manifest-path "$root/Cargo.toml" -p provenue-cli
  PROVENUE=${CARGO_TARGET_DIR:-$root/target}/debug/provenue
fi

# Nothing of the user's own: no configuration, no keypair, no ledger.
export HOME=$work
unset XDG_DATA_HOME
keys=$work/keys
out=$work/out
rm -rf "$keys" "$out"
mkdir -p "$out"

# Runs a command and keeps what it printed: NAME ARGUMENTS...
run() {
  local name=$1
  shift
  say "$name"
  "$PROVENUE" "$@" --url "$url" --ledger "$work/ledger" --output json >"$out/$name.json" \
    || die "failed with status $?: provenue $*"
}

# A value of what a command printed: NAME KEY.
field() {
  python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$out/$1.json" "$2"
}

# A command that must end with a status of its own: STATUS NAME ARGUMENTS...
run_expecting() {
  local expected=$1 name=$2 status=0
  shift 2
  say "$name"
  "$PROVENUE" "$@" --url "$url" --ledger "$work/ledger" --output json >"$out/$name.json" || status=$?
  [ "$status" -eq "$expected" ] || die "ended with status $status, not $expected: provenue $*"
}

# Where somebody's keypair is.
key() { printf %s "$keys/$1.json"; }

# Makes keypairs, with 10 SOL each: NAMES...
people() {
  local person
  for person in "$@"; do
    run "keypair-$person" keypair new "$keys/$person.json"
    run "airdrop-$person" airdrop 10 "$keys/$person.json"
  done
}
