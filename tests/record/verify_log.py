#!/usr/bin/env python3
"""Checks a log by docs/reference/record.md alone, with nothing of the program.

    verify_log.py LOG [SIZE:ROOT …]     heads that were kept
    verify_log.py --proof PROOF LOG     the proof of one entry

Prints what it counted, or ends with 1 and what does not hold.
"""

import base64
import hashlib
import hmac
import os
import re
import sys

FORMAT = "waitlist-record/1"
KINDS = {
    "list": ["list", "as-of", "ranked", "apart", "faulty", "root", "policy", "facts", "calendar",
             "stamp", "program", "raised", "lowered"],
    "decision": ["decision", "row", "proposed", "decided", "code", "proposed-by", "made-by", "team",
                 "reason"],
    "given": ["given", "row", "proposed", "practitioner", "code", "proposed-by", "made-by", "team",
              "reason"],
    "later": ["later", "on"],
    "erased": ["erased", "ground", "ordered-by", "rows", "reasons"],
}


def require(holds, what):
    if not holds:
        raise ValueError(what)


def sha256(data):
    return hashlib.sha256(data).digest()


def leaf(entry):
    return sha256(b"\0" + entry)


def node(left, right):
    return sha256(b"\1" + left + right)


def root_of(leaves):
    if not leaves:
        return sha256(b"")
    if len(leaves) == 1:
        return leaves[0]
    left = 1
    while left * 2 < len(leaves):
        left *= 2
    return node(root_of(leaves[:left]), root_of(leaves[left:]))


def included(entry_hash, index, size, root, proof):
    """RFC 9162, 2.1.3.2."""
    if index >= size:
        return False
    fn, sn, r = index, size - 1, entry_hash
    for p in proof:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node(p, r)
            while not fn & 1 and fn != 0:
                fn >>= 1
                sn >>= 1
        else:
            r = node(r, p)
        fn >>= 1
        sn >>= 1
    return sn == 0 and r == root


def number(text, what):
    require(re.fullmatch(r"0|[1-9][0-9]*", text), f"{what}: {text!r} is no number")
    return int(text)


def read(folder, path):
    with open(os.path.join(folder, path), "rb") as file:
        return file.read()


def exists(folder, path):
    return os.path.exists(os.path.join(folder, path))


def read_head(data):
    lines = data.decode("ascii").split("\n")
    require(len(lines) == 4 and lines[3] == "", "a head has three lines")
    origin, size, root = lines[:3]
    require(re.fullmatch(r"[!-~]{1,200}", origin), "the origin of a head")
    digest = base64.b64decode(root, validate=True)
    require(len(digest) == 32 and base64.b64encode(digest).decode() == root, "the root of a head")
    return origin, number(size, "the size of a head"), digest


def numbered(prefix, index, width):
    groups = []
    while True:
        groups.insert(0, f"{index % 1000:03}")
        index //= 1000
        if index == 0:
            break
    path = prefix + "/".join(["x" + group for group in groups[:-1]] + groups[-1:])
    return path if width == 256 else f"{path}.p/{width}"


def part_or_full(folder, prefix, index, width):
    """The file of this width, or the full one that took its place, and how wide it is."""
    path = numbered(prefix, index, width)
    if width < 256 and not exists(folder, path):
        return read(folder, numbered(prefix, index, 256)), 256, path
    return read(folder, path), width, path


def read_entries(folder, size):
    entries = []
    for bundle in range((size + 255) // 256):
        width = min(256, size - 256 * bundle)
        data, held, path = part_or_full(folder, "tile/entries/", bundle, width)
        found = []
        at = 0
        while at < len(data):
            length = int.from_bytes(data[at:at + 2], "big")
            require(at + 2 + length <= len(data), f"{path} is cut")
            found.append(data[at + 2:at + 2 + length])
            at += 2 + length
        require(len(found) == held, f"{path} has {len(found)} entries")
        entries += found[:width]
    return entries


def check_tiles(folder, leaves):
    level = 0
    hashes = leaves
    while hashes:
        for tile in range((len(hashes) + 255) // 256):
            wanted = hashes[256 * tile:256 * tile + 256]
            data, held, path = part_or_full(folder, f"tile/{level}/", tile, len(wanted))
            require(len(data) == 32 * held and data.startswith(b"".join(wanted)),
                    f"{path} does not have the hashes of the entries")
        hashes = [root_of(hashes[i:i + 256]) for i in range(0, len(hashes) - 255, 256)]
        level += 1


def unescaped(value):
    def character(match):
        byte = int(match.group(1), 16)
        require(byte <= 0x20 or byte in (0x25, 0x7F), f"{match.group()} needs no escape")
        return bytes([byte])

    require(not re.search(rb"%(?![0-9A-F]{2})|[\0-\x20\x7f]", value), f"the value {value!r}")
    return re.sub(rb"%([0-9A-F]{2})", character, value)


def parts_of(line):
    words = line.split(b" ")
    parts = []
    for word in words[1:]:
        name, equals, value = word.partition(b"=")
        require(name and equals, f"{word!r} is no part")
        parts.append((name.decode(), unescaped(value).decode()))
    return words[0].decode(), parts


def read_entry(line):
    first, parts = parts_of(line)
    require(first == FORMAT and parts and parts[0][0] in KINDS, f"{line!r} is no entry")
    kind = parts[0][0]
    require([name for name, _ in parts] == KINDS[kind], f"the parts of {line!r}")
    return kind, dict(parts)


def commitment(key, purpose, list_id, text):
    message = FORMAT.encode() + b"\0" + purpose + b"\0" + list_id.encode()
    salt = hmac.new(key, message, hashlib.sha256).digest()
    return sha256(b"\2" + salt + text)


def read_keys(folder):
    lines = read(folder, "private/keys").split(b"\n")
    require(lines[0] == FORMAT.encode() + b" keys" and lines[-1] == b"", "private/keys")
    names = [line[65:] for line in lines[1:-1]]
    require(names == sorted(set(names)), "the order of private/keys")
    return {line[65:].decode(): bytes.fromhex(line[:64].decode()) for line in lines[1:-1]}


def read_openings(folder, index):
    """Rows with the name of their key, the text of the case and that of the row."""
    lines = read(folder, f"private/openings/{index}").split(b"\n")
    require(lines[0] == f"{FORMAT} openings {index}".encode() and lines[-1] == b""
            and len(lines) % 3 == 2, f"private/openings/{index}")
    found = {}
    for at in range(1, len(lines) - 1, 3):
        word, row, name = lines[at].decode().split(" ")
        require(word == "row", f"private/openings/{index}")
        row = number(row, "a row")
        key = f"row:{index}:{row}" if name == "none" else name
        found[row] = (key, lines[at + 1], lines[at + 2])
    return found


def read_reasons(folder, index):
    path = f"private/reasons/{index}"
    if not exists(folder, path):
        return {}
    lines = read(folder, path).split(b"\n")
    require(lines[0] == f"{FORMAT} reasons {index}".encode() and lines[-1] == b"", path)
    found = {}
    for at in range(1, len(lines) - 1, 2):
        _, entry, name = lines[at].decode().split(" ")
        found[number(entry, "a decision")] = (name, lines[at + 1])
    return found


def places(text):
    return [tuple(number(part, "a place") for part in one.split(":"))
            for one in text.split(",")] if text else []


class Log:
    def __init__(self, folder):
        self.folder = folder
        self.origin, self.size, self.root = read_head(read(folder, "checkpoint"))
        lines = read_entries(folder, self.size)
        self.leaves = [leaf(line) for line in lines]
        check_tiles(folder, self.leaves)
        require(root_of(self.leaves) == self.root, "the root is another one than the head has")
        self.entries = [read_entry(line) for line in lines]
        self.lines = lines
        self.private = exists(folder, "private")
        self.keys = read_keys(folder) if self.private else {}
        self.erased = set()
        self.erased_reasons = set()
        self.counts = {"rows": 0, "opened": 0, "erased": 0, "decisions": 0, "lists": 0}

    def check(self):
        days = {}
        for index, (kind, entry) in enumerate(self.entries):
            if kind == "erased":
                for place in places(entry["rows"]):
                    require(place not in self.erased and place[0] < index, f"entry {index}")
                    require(self.entries[place[0]][0] == "list", f"entry {index}")
                    self.erased.add(place)
                self.erased_reasons |= {place[0] for place in places(entry["reasons"])}
        self.counts["erased"] = len(self.erased)
        for index, (kind, entry) in enumerate(self.entries):
            if kind in ("decision", "given"):
                self.counts["decisions"] += 1
                before = self.entries[index - 1]
                about = before[1].get(before[0]) if before[0] != "list" else str(index - 1)
                require(index > 0 and about == entry[kind], f"entry {index} stands elsewhere")
                require(self.entries[int(about)][0] == "list", f"entry {index}")
            if kind == "later":
                about = number(entry["later"], "a list")
                require(about < index and self.entries[about][0] == "list", f"entry {index}")
                require(self.entries[about][1]["as-of"] <= entry["on"], f"the day of entry {index}")
                self.check_reasons(index, self.entries[about][1]["list"])
            if kind != "list":
                continue
            self.counts["lists"] += 1
            days[entry["as-of"]] = days.get(entry["as-of"], 0) + 1
            require(entry["list"] == f"{entry['as-of']}/{days[entry['as-of']]}", f"entry {index}")
            for name in ("policy", "facts", "calendar"):
                if entry[name]:
                    payload = read(self.folder, "payload/" + entry[name])
                    require(sha256(payload).hex() == entry[name], f"payload/{entry[name]}")
            self.check_rows(index, entry)
        return self.counts

    def check_rows(self, index, entry):
        rows = sum(number(entry[kind], kind) for kind in ("ranked", "apart", "faulty"))
        data = read(self.folder, f"rows/{index}")
        require(len(data) == 64 * rows, f"the size of rows/{index}")
        pairs = [data[64 * row:64 * row + 64] for row in range(rows)]
        leaves = [leaf(b"row" + row.to_bytes(4, "big") + pair) for row, pair in enumerate(pairs)]
        require(root_of(leaves).hex() == entry["root"], f"the root of rows/{index}")
        self.counts["rows"] += rows
        if not self.private:
            return
        openings = read_openings(self.folder, index)
        for row, (name, case_text, row_text) in openings.items():
            key = self.keys[name]
            both = (commitment(key, b"case", entry["list"], case_text)
                    + commitment(key, b"row", entry["list"], row_text))
            require(both == pairs[row], f"row {row} of the list at entry {index}")
            self.counts["opened"] += 1
        gone = {place[1] for place in self.erased if place[0] == index}
        require(set(range(rows)) - set(openings) == gone,
                f"what is missing of the list at entry {index} is not what was erased")
        self.check_reasons(index, entry["list"])

    def check_reasons(self, index, list_id):
        """Of the decisions directly behind an entry."""
        if not self.private:
            return
        reasons = read_reasons(self.folder, index)
        for at in range(index + 1, self.size):
            kind, decision = self.entries[at]
            if kind not in ("decision", "given"):
                break
            wanted = bool(decision["reason"]) and at not in self.erased_reasons
            require((at in reasons) == wanted, f"the reason of decision {at}")
            if wanted:
                name, text = reasons[at]
                found = commitment(self.keys[name], b"reason", list_id, text)
                require(found.hex() == decision["reason"], f"the reason of decision {at}")

    def check_head(self, text):
        size, _, root = text.partition(":")
        size = number(size, "the size of a kept head")
        require(0 < size <= self.size, f"the kept head {text} is of a longer log")
        require(root_of(self.leaves[:size]).hex() == root, f"the kept head {text} is of another log")


def check_proof(path, log):
    text = read("", path).decode("ascii")
    proof, _, head = text.partition("\n\n")
    lines = proof.split("\n")
    require(lines[0] == "c2sp.org/tlog-proof@v1" and lines[1].startswith("index "), "the proof")
    index = number(lines[1][6:], "the index of the proof")
    origin, size, root = read_head(head.encode())
    require(origin == log.origin, "the proof is of another log")
    hashes = [base64.b64decode(line, validate=True) for line in lines[2:]]
    require(included(log.leaves[index], index, size, root, hashes), "the proof does not hold")
    log.check_head(f"{size}:{root.hex()}")


def main(arguments):
    proof = None
    if arguments[0] == "--proof":
        proof, arguments = arguments[1], arguments[2:]
    log = Log(arguments[0])
    counts = log.check()
    for head in arguments[1:]:
        log.check_head(head)
    if proof:
        check_proof(proof, log)
    print(" ".join(f"{name}={count}" for name, count in counts.items()))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (ValueError, OSError, KeyError, IndexError) as fault:
        print(f"does not hold: {fault!r}", file=sys.stderr)
        sys.exit(1)
