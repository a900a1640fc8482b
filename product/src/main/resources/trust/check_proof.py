#!/usr/bin/env python3
"""Checks offline that a payment stands on sealed books. Needs Python 3.8 or later, and nothing of ours.

    python3 check_proof.py RECEIPT.pdf|PROOF.json [--key HEX] [--head HEAD.json]

--key   the public key that you know to be ours (64 digits, as shown at /trust/books)
--head  a head that was published or that you kept: it must be the one that the proof leads to
Ends with 0 when everything asked holds, with 1 when something does not. docs/proofs.md describes each step.
"""
import hashlib, json, re, sys, zlib

# Ed25519 as RFC 8032 section 5.1 and its appendix A write it; only verifying, so no secret is at stake.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)

def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P

def times(n, p):
    q = (0, 1, 1, 0)
    while n:
        if n & 1: q = add(q, p)
        p, n = add(p, p), n >> 1
    return q

def same(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0

def point(encoded):
    y = int.from_bytes(encoded, "little")
    odd, y = y >> 255, y & (1 << 255) - 1
    if len(encoded) != 32 or y >= P: raise ValueError("no point of the curve")
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P: x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and odd): raise ValueError("no point of the curve")
    if x & 1 != odd: x = P - x
    return x, y, 1, x * y % P

BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))

def signed(key, text, signature):
    if len(signature) != 64: return False
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    if s >= ORDER: return False
    h = int.from_bytes(hashlib.sha512(r + key + text).digest(), "little") % ORDER
    return same(times(s, BASE), add(point(r), times(h, point(key))))

# The tree of RFC 9162 section 2.1.
def leaf(text): return hashlib.sha256(b"\0" + text.encode()).digest()
def join(left, right): return hashlib.sha256(b"\1" + left + right).digest()

def root(found, place, size, path):
    last = size - 1
    if not 0 <= place <= last: raise ValueError("no such place")
    for beside in map(bytes.fromhex, path):
        if last == 0: raise ValueError("the path is too long")
        if place & 1 or place == last:
            found = join(beside, found)
            while not place & 1 and place: place, last = place >> 1, last >> 1
        else:
            found = join(found, beside)
        place, last = place >> 1, last >> 1
    if last: raise ValueError("the path is too short")
    return found.hex()

def head_text(h): return f"tsudoi head 1\nbatches {h['batches']}\nroot {h['root']}\nsigned {h['signedAt']}\n"
def head_signed(h): return signed(bytes.fromhex(h["publicKey"]), head_text(h).encode(), bytes.fromhex(h["signature"]))

def check(proof, key=None, published=None):
    """Says what does not hold; nothing when all does."""
    batch, head = proof["batch"], proof["head"]
    if root(leaf(proof["journal"]), proof["place"], batch["journals"], proof["pathInBatch"]) != batch["root"]:
        yield "the journal is not the one that was sealed"
    text = "tsudoi batch 1\nnumber {number}\nafter {after}\nthrough {through}\njournals {journals}\nroot {root}\n".format(**batch)
    if root(leaf(text), batch["number"] - 1, head["batches"], proof["pathInLog"]) != head["root"]:
        yield "its part of the books is not under the head"
    if not head_signed(head): yield "the head is not signed by the key that it names"
    if key is not None and head["publicKey"] != key.lower(): yield "the head is signed by another key than the one you gave"
    if published is not None:
        if published["publicKey"] != head["publicKey"] or not head_signed(published):
            yield "the published head is not signed by the same key"
        if published["batches"] != head["batches"]:
            yield f"the published head is of {published['batches']} parts; get the one of {head['batches']}: /trust/books/heads/{head['batches']}.json"
        elif published["root"] != head["root"]: yield "the published head is another one: the books were changed"

def once(pairs):
    if len(dict(pairs)) < len(pairs): raise ValueError("a name stands in it twice")
    return dict(pairs)

def read(file):
    """The proof from a file of its own, or from among the files that a PDF carries."""
    content = open(file, "rb").read()
    if not content.startswith(b"%PDF"): return json.loads(content, object_pairs_hook=once)
    for start in re.finditer(rb"stream\r?\n", content):
        try:
            found = json.loads(zlib.decompressobj().decompress(content[start.end():], 1_000_000), object_pairs_hook=once)
            if isinstance(found, dict) and "pathInLog" in found: return found
        except (zlib.error, ValueError): pass
    raise ValueError("this PDF carries no proof")

def main(arguments):
    if not arguments or arguments[0].startswith("-"): sys.exit(__doc__)
    options = dict(zip(arguments[1::2], arguments[2::2]))
    if len(arguments) != 1 + 2 * len(options) or set(options) - {"--key", "--head"}: sys.exit(__doc__)
    if not re.fullmatch("[0-9a-fA-F]{64}", options.get("--key", 64 * "0")): sys.exit("A key has 64 hexadecimal digits.")
    try:
        proof = read(arguments[0])
        wrong = list(check(proof, options.get("--key"), read(options["--head"]) if "--head" in options else None))
        print("".join(one if one == "\n" or one.isprintable() else f"\\x{ord(one):02x}" for one in proof["journal"]))
        print("signed", proof["head"]["signedAt"], "by", proof["head"]["publicKey"])
        if "--key" not in options: print("Compare this key with the one that you know to be ours.")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as unreadable:
        wrong = [f"not readable as a proof ({unreadable})"]
    print("\n".join("DOES NOT HOLD: " + one for one in wrong) or "HOLDS")
    sys.exit(1 if wrong else 0)

if __name__ == "__main__": main(sys.argv[1:])
