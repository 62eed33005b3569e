"""The golden vectors of `golden.rs`, from the documented format alone.

Run it with Python 3 to see them; it needs nothing but the standard library. For these
values, without fractions and control characters, Python's own JSON is RFC 8785's.
"""

import json
from hashlib import sha256
from struct import pack

RECORD = {
    "version": 1,
    "prompt": 'a "lighthouse" – dusk €\\',
    "negative_prompt": "",
    "seed": "18446744073709551615",
    "parameters": {"steps": 20, "cfg/scale": 7, "tile~d": False, "nested": {"b": [1, None], "a": "x"}},
    "models": [{"role": "checkpoint", "name": "base"}, {"name": "detail"}],
    "tool": {"version": "1.9", "name": "webui"},
    "created": "2026-03-01T12:00:00Z",
}


def escaped(name):
    return name.replace("~", "~0").replace("/", "~1")


def fields(record):
    found = {}
    for name, value in record.items():
        if name == "parameters":
            found.update({f"/{name}/{escaped(part)}": value[part] for part in value})
        elif name in ("models", "inputs"):
            found.update({f"/{name}/{place}": part for place, part in enumerate(value)})
        else:
            found["/" + name] = value
    return found


def canonical(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def salt(name):
    return sha256(b"salt of " + name.encode()).hexdigest()


def filler(slot):
    return sha256(b"\x03\x02" + sha256(b"filler").digest() + pack("<Q", slot)).digest()


def slot(name, slots, nonce):
    digest = sha256(b"\x03\x03" + pack("<Q", nonce) + name.encode()).digest()
    return int.from_bytes(digest[:8], "big") % slots


def root(leaves):
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return sha256(b"\x01" + root(leaves[:k]) + root(leaves[k:])).digest()


def commitment(record):
    named = fields(record)
    slots, nonce = 256, 0
    while slots < len(named) ** 2:
        slots *= 2
    while len({slot(name, slots, nonce) for name in named}) < len(named):
        nonce += 1
    leaves = [filler(place) for place in range(slots)]
    for name, value in named.items():
        leaf = sha256(b"\x00" + canonical([salt(name), name, value])).digest()
        leaves[slot(name, slots, nonce)] = leaf
    sealed = sha256(b"\x03\x01" + pack("<QQ", slots, nonce) + root(leaves))
    return slots, nonce, sealed.hexdigest()


MANY = {"version": 1, "parameters": {f"p{place}": place for place in range(100)}}

if __name__ == "__main__":
    print(json.dumps(sorted(fields(RECORD), key=str.encode), indent=4))
    for record in (RECORD, {"version": 1, "prompt": "x"}, MANY):
        print(*commitment(record))
