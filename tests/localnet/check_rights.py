"""Checks what the commands of `rights` printed, with none of the project's code: check_rights.py FOLDER"""

import json
import sys
from pathlib import Path

OUT = Path(sys.argv[1])


def read(name):
    return json.loads((OUT / f"{name}.json").read_text())


def check(what, found, expected):
    if found != expected:
        sys.exit(f"check: {what}: {found}, not {expected}")


address = {name: read(f"keypair-{name}")["address"] for name in ("ada", "ben", "judge", "fan")}
photo, remix, second = (read(name)["asset"] for name in ("mint", "mint-remix", "mint-second"))

said = {one["kind"]: one for one in read("attest-list")["attestations"]}
check("who attests", {kind: one["attestor"] for kind, one in said.items()},
      {"review": address["judge"], "authorship": address["ada"]})
check("how", {one["signed_with"] for one in said.values()}, {"ed25519", "transaction"})
check("the score", said["review"]["score_bps"], 8_500)

# A licence for 1 SOL, and a tenth of the 2 SOL that the remix earned.
[money] = read("vault-photo")["currencies"]
check("what the photo earned", (money["received"], money["balanced"]), ("1200000000", True))
tree = read("tree")
check("ancestors of the photo", tree["ancestors"], [])
[link] = tree["descendants"]
check("made from the photo", (link["child"], link["relative_bps"], link["licensed"]), (remix, 1_000, True))
check("paid and due", [(due["paid"]["units"], due["due"]["units"]) for due in link["dues"]], [("200000000", "0")])

[near] = read("verify-near")["near"]
check("what looks the same", (near["asset"], near["distance"]), (photo, 0))

[claim] = read("verify")["claims"]
check("the photo's fate", (claim["status"], claim["superseded_by"]), ("revoked", second))
check("its reason", claim["revocation_reason"]["code"], 4)
check("its owners", (claim["owner"], claim["registrant"], claim["nft"]), (address["fan"], address["ada"], None))
check("its holder", read("show-wrapped")["owner"], address["fan"])

check("anchors", [read(name)["size"] for name in ("batch-anchor", "batch-anchor-more")], [200, 203])
proved, [member] = read("batch-check"), read("verify-member")["claims"]
check("the proof", (proved["valid"], proved["compared"], proved["owner"]), (True, True, address["ada"]))
check("its time", member["registered_at"], proved["anchored_at"])
check("its place", (member["log"], member["log_index"]), (proved["log"], proved["index"]))
print("check: the ledger of rights says what it should")
