#!/usr/bin/env bash
# usage: build.sh [--check]
# Compiles this program for the chain to caller.so beside this file, and writes its
# SHA-256. --check writes nothing, and fails when other bytes come out.
# Run tools/sbf/setup.sh first.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
die() { printf 'caller build: %s\n' "$*" >&2; exit 1; }
check=
case ${1:-} in
  '') ;;
  --check) check=1 ;;
  *) die "usage: build.sh [--check]" ;;
esac
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$here/../../target}/caller
"$here/../../tools/sbf/build.sh" "$here/Cargo.toml" --locked --ignore-rust-version
built=$CARGO_TARGET_DIR/deploy/caller.so
if [ -n "$check" ]; then
  cmp "$built" "$here/caller.so" || die "other bytes than the committed ones came out"
  exit
fi
install -m 644 "$built" "$here/caller.so"
cd "$here" && sha256sum caller.so >caller.so.sha256
