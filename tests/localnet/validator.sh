# Sourced by run: a validator of our own, with the programs of artifacts/ in its
# genesis. It needs $root (the checkout) and $work (an empty folder).
rpc_port=${PROVENUE_LOCALNET_PORT:-8899}
url=http://127.0.0.1:$rpc_port
log=$work/ledger/validator.log
pid=

# One JSON-RPC call: METHOD [PARAMS].
rpc() {
  curl -sS --fail --max-time 10 "$url" -H 'content-type: application/json' \
    -d "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"$1\",\"params\":${2:-[]}}"
}

# The programs of artifacts/manifest.json, a line each: NAME ID.
programs() {
  python3 - "$root/artifacts/manifest.json" <<'PY'
import json, sys
for name, program in json.load(open(sys.argv[1]))["programs"].items():
    print(name, program["id"])
PY
}

# Starts it in the background and waits until it takes transactions.
start_validator() {
  local arguments=(--ledger "$work/ledger" --quiet --bind-address 127.0.0.1 --rpc-port "$rpc_port"
    --faucet-port "$((rpc_port + 1001))")
  local name id validator tries
  while read -r name id; do
    arguments+=(--bpf-program "$id" "$root/artifacts/$name.so")
  done < <(programs)

  if (exec 3<>"/dev/tcp/127.0.0.1/$rpc_port") 2>/dev/null; then
    die "port $rpc_port is taken: stop what listens there, or set PROVENUE_LOCALNET_PORT"
  fi
  validator=$("$here/install")
  RUST_LOG=${RUST_LOG:-warn} "$validator" "${arguments[@]}" >"$work/validator.out" 2>&1 &
  pid=$!
  for tries in $(seq 240); do
    kill -0 "$pid" 2>/dev/null || die_with_log "the validator stopped while starting"
    # Healthy comes before the first block whose hash a transaction can name.
    if rpc getHealth 2>/dev/null | grep -q '"ok"' && [ "$(slot)" -ge 2 ]; then
      return
    fi
    sleep 0.5
  done
  die_with_log "the validator does not answer on $url after two minutes"
}

# The newest slot that the cluster has voted on.
slot() {
  rpc getSlot '[{"commitment":"confirmed"}]' | sed -n 's/.*"result":\([0-9]*\).*/\1/p' | grep . || echo 0
}

# Every program has to be there and executable.
check_programs() {
  local name id
  while read -r name id; do
    rpc getAccountInfo "[\"$id\",{\"encoding\":\"base64\",\"dataSlice\":{\"offset\":0,\"length\":0},\"commitment\":\"confirmed\"}]" \
      | grep -q '"executable":true' || die_with_log "$name is not loaded at $id"
    say "$name is at $id"
  done < <(programs)
}

stop_validator() {
  [ -n "$pid" ] || return 0
  kill "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
  pid=
}

die_with_log() {
  tail -20 "$work/validator.out" "$log" >&2 2>/dev/null || true
  die "$1"
}
