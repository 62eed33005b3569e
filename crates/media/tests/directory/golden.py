"""The golden vectors of `golden.rs`, from the documented format alone.

Run it with Python 3 to see them; it needs nothing but the standard library.
"""

from hashlib import sha256
from struct import pack

CHUNK_LOG2 = 12
FILES = {
    "config.json": b'{"layers": 2}',
    "empty": b"",
    "tokenizer/vocab.txt": b"a\nb\n",
    "tokenizer.json": b"{}",
    "weights/part-1.bin": bytes(i % 251 for i in range(10_000)),
    "weights/pärt-2.bin": b"\x00" * 4096,
}


def root(leaves):
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return sha256(b"\x01" + root(leaves[:k]) + root(leaves[k:])).digest()


def content_id(data):
    chunks = [data[i : i + (1 << CHUNK_LOG2)] for i in range(0, len(data), 1 << CHUNK_LOG2)]
    return root([sha256(b"\x00" + chunk).digest() for chunk in chunks])


def entry(path, data):
    name = path.encode()
    return pack("<I", len(name)) + name + pack("<QB", len(data), CHUNK_LOG2) + content_id(data)


def directory_id(files):
    ordered = sorted(files, key=str.encode)
    tree = root([sha256(b"\x00" + entry(path, files[path])).digest() for path in ordered])
    total = sum(map(len, files.values()))
    return sha256(b"\x02\x01" + pack("<QQ", len(files), total) + tree).digest()


if __name__ == "__main__":
    for path, data in FILES.items():
        print(path, len(data), content_id(data).hex())
    print("all", directory_id(FILES).hex())
    print("one", directory_id({"empty": b""}).hex())
