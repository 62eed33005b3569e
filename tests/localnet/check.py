"""Adds up what the commands of `journey` printed: who should have got what, in exact
fractions and without any of the project's code, and whether the vault's books close.

    python3 check.py FOLDER     the folder with one JSON file for each command
"""

import json
import sys
from fractions import Fraction
from pathlib import Path

folder = Path(sys.argv[1])
HOLDERS = ("ada", "ben", "cleo")
SHARES_AT_FIRST = {"ada": 70, "ben": 30, "cleo": 0}
SHARES_LATER = {"ada": 30, "ben": 30, "cleo": 40}


def read(name):
    return json.loads((folder / f"{name}.json").read_text())


def check(what, found, expected):
    if found != expected:
        sys.exit(f"check: {what}: found {found}, expected {expected}")


def fee(units):
    """What the toll token keeps of a transfer: 1 %, rounded up."""
    return -(-units // 100)


def whole(fraction):
    return fraction.numerator // fraction.denominator


def split(revenue):
    """What each holder earns of (units, shares at the time) pairs, exactly."""
    return {
        who: sum((Fraction(units * shares[who], 100) for units, shares in revenue), Fraction(0))
        for who in HOLDERS
    }


def check_books(sheet, earned, paid):
    """The books of one currency, when `earned` (fractions) came and `paid` went out."""
    received = sum(earned.values())
    check("received", int(sheet["received"]), received)
    check("paid to holders", int(sheet["paid_holders"]), sum(paid.values()))
    check("paid upstream", int(sheet["paid_upstream"]), 0)
    check("reserved upstream", int(sheet["reserved_upstream"]), 0)
    check("unbooked", int(sheet["unbooked"]), 0)
    out = sum(int(sheet[key]) for key in ("paid_holders", "paid_upstream", "reserved_upstream", "claimable"))
    check("fractions", int(sheet["fractional_q64"]), (int(sheet["received"]) - out) << 64)
    check("treasury", int(sheet["treasury_amount"]), received - sum(paid.values()))
    check("the vault's own verdict", sheet["balanced"], True)
    claimable = sum(whole(earned[who] - paid[who]) for who in HOLDERS)
    check("claimable", int(sheet["claimable"]), claimable)


address = {who: read(f"keypair-{who}")["address"] for who in HOLDERS}
mints = {
    "dollar": read("token-create-dollar")["mint"],
    "toll": read("token-create-toll")["mint"],
    "sol": "So11111111111111111111111111111111111111112",
}
license_price, dollars, tolls, lamports = 25_000_000, 7_777_777, 1_000_000_050, 1_234_567_891
earned = {
    "dollar": split([(license_price, SHARES_AT_FIRST), (dollars, SHARES_LATER)]),
    "toll": split([(tolls - fee(tolls), SHARES_LATER)]),
    "sol": split([(lamports, SHARES_LATER)]),
}
# The chain counts in 2^-64 of a base unit and rounds down, so an exact share that is a whole number would
# be paid as one unit less, and that unit later. The amounts avoid it.
for shares in earned.values():
    check("shares that are whole", [share for share in shares.values() if share.denominator == 1], [])
nothing = dict.fromkeys(HOLDERS, 0)
paid = {money: {who: whole(share) for who, share in shares.items()} for money, shares in earned.items()}

sent = {money: read(f"deposit-{money}") for money in mints}
check("dollars booked", int(sent["dollar"]["booked"]["units"]), dollars)
check("tolls booked", int(sent["toll"]["booked"]["units"]), tolls - fee(tolls))
check("lamports booked", int(sent["sol"]["booked"]["units"]), lamports)

for name, payments in (("vault-before", dict.fromkeys(mints, nothing)), ("vault-after", paid)):
    vault = read(name)
    check(f"{name}: shares that earn", vault["live_units"], "100000000")
    check(f"{name}: holders", vault["holders"], 3)
    check(f"{name}: books", vault["balanced"], True)
    sheets = {sheet["mint"]: sheet for sheet in vault["currencies"]}
    check(f"{name}: currencies", sorted(sheets), sorted(mints.values()))
    for money, mint in mints.items():
        check_books(sheets[mint], earned[money], payments[money])

# Cleo claimed her SOL herself and unwrapped it; all the rest was distributed.
claim = read("vault-claim")["currencies"]
check("Cleo's claim", [(one["mint"], one["total"]) for one in claim], [(mints["sol"], str(paid["sol"]["cleo"]))])
distributed = {one["mint"]: one for one in read("vault-distribute")["currencies"]}
for money, mint in mints.items():
    got = {payment["owner"]: int(payment["units"]) for payment in distributed[mint]["payments"]}
    due = {address[who]: paid[money][who] for who in HOLDERS if (money, who) != ("sol", "cleo")}
    check(f"payout in {money}", got, due)
    check(f"skipped in {money}", distributed[mint]["skipped"], [])
    for who in HOLDERS:
        amount = paid[money][who]
        kept = fee(amount) if money == "toll" else 0
        held = 0 if (money, who) == ("sol", "cleo") else amount - kept
        check(f"{money} of {who}", int(read(f"balance-{money}-{who}")["units"]), held)

license_ = read("license-show")
check("the licence", (license_["valid"], license_["license"]["licensee"]), (True, read("keypair-agent")["address"]))
check("no licence", (read("license-show-none")["valid"], read("license-show-none")["license"]), (False, None))
terms = read("terms-list")["terms"]
check("terms", [(one["index"], one["active"], one["sold"]) for one in terms], [(0, False, 1)])

verified = read("verify")
claims = {one["asset"]: one["owner"] for one in verified["claims"]}
check("the claim's owner", claims.get(read("mint")["asset"]), address["ada"])
check("claims on an altered file", read("verify-altered")["claims"], [])

# The film's revenue comes twice, from outside, while one holds all its shares, and later once more. The model's
# payouts are held at the second time.
first, again = 2 * 10_000_001, 12_000_006
film = first + again
to_tune = film * 2_000 // 10_000
to_model = film * 500 // 10_000 + to_tune * 1_500 // 10_000
for name, gross in (("film", film), ("tune", to_tune), ("model", to_model)):
    vault = read(f"vault-{name}")
    check(f"{name}: revenue", int(vault["currencies"][0]["received"]), gross)
    check(f"{name}: books", vault["balanced"], True)
tune, model = read("vault-create-tune")["vault"], read("vault-create-model")["vault"]
waited = read("vault-pull-held")
check("paid while the model is held", [one["parent"] for one in waited["paid"]], [tune])
check("waiting for the model", [one["parent"] for one in waited["skipped"]], [model, model])
pulled = read("vault-pull")
check("paid afterwards", [one["parent"] for one in pulled["paid"]], [model, model])
check("nothing is skipped then", pulled["skipped"], [])
for name in ("vault-graph", "vault-graph-film"):
    edges = [edge for row in read(name)["vaults"] for edge in row["upstream"]]
    due = [one["due"]["units"] for edge in edges for one in edge["currencies"]]
    check(f"{name}: nothing is due", due, ["0", "0", "0"])
burned = read("vault-burn")
check("shares after the burn", (burned["units_left"], read("vault-film")["live_units"]), ("50000000", "60000000"))

# Of 60 shares left the film's maker has 40, Ben and Eve 10 each. Eve has no SOL and never signs anything.
address["eve"], address["film"] = read("keypair-eve")["address"], read("keypair-film")["address"]
alone = first - first * 2_500 // 10_000
shared = film - film * 2_500 // 10_000 - alone
film_earned = {"film": alone + Fraction(shared * 40, 60), "ben": Fraction(shared, 6), "eve": Fraction(shared, 6)}
film_paid = {address[who]: whole(share) for who, share in film_earned.items()}
[payout] = read("vault-distribute-film")["currencies"]
check("the film's payout", {one["owner"]: int(one["units"]) for one in payout["payments"]}, film_paid)
check("skipped by the film", payout["skipped"], [])
check("what Eve has", int(read("balance-dollar-eve")["units"]), whole(film_earned["eve"]))
check("Eve's SOL", int(read("balance-eve")["lamports"]), 0)
held = {one["owner"]: int(one["units"]) for one in read("shares-list-film")["holders"]}
check("the film's shares", held, {address["film"]: 40_000_000, address["ben"]: 10_000_000, address["eve"]: 10_000_000})
# The reserve has paid for the positions of Ben and Eve, who made accounts for nothing else.
spent = int(read("vault-fund-rent")["lamports"]) - int(read("balance-reserve")["lamports"])
check("rent of two positions", (spent > 0, spent % 2), (True, 0))
created = [one["kind"] for step in read("shares-transfer-eve")["steps"] for one in step["created"]]
check("made for Eve", created, ["share token account"])
[claimed] = read("vault-claim-model")["currencies"]
check("the model's claim after the hold", int(claimed["total"]), to_model)
print("check: every base unit is where it should be")
