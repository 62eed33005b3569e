#!/usr/bin/env bash
# usage: build.sh [--check]
# Compiles spl-token-swap for the chain to token_swap.so beside this file, and
# writes its SHA-256. --check writes nothing, and fails when other bytes come out.
# Run tools/sbf/setup.sh first.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
die() { printf 'amm build: %s\n' "$*" >&2; exit 1; }
check=
case ${1:-} in
  '') ;;
  --check) check=1 ;;
  *) die "usage: build.sh [--check]" ;;
esac
# A target folder of its own, for tools/sbf tells crates apart by name and version.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$here/../../target}/amm
# Curves are behind an Arc, whose fence and counters the linker's code generator
# cannot express. A program runs in one thread, so plain loads and stores will do.
plain='target."cfg(target_os=\"solana\")".rustflags=["-Cpasses=lower-atomic"]'
"$here/../../tools/sbf/build.sh" "$here/Cargo.toml" --locked --ignore-rust-version --config "$plain"
built=$CARGO_TARGET_DIR/deploy/token_swap.so
if [ -n "$check" ]; then
  cmp "$built" "$here/token_swap.so" || die "other bytes than the committed ones came out"
  exit
fi
install -m 644 "$built" "$here/token_swap.so"
cd "$here" && sha256sum token_swap.so >token_swap.so.sha256
