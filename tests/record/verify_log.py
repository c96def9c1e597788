#!/usr/bin/env python3
"""Checks a log by docs/reference/record.md alone, with nothing of the program.

    verify_log.py LOG [SIZE:ROOT …]     heads that were kept
    verify_log.py --proof PROOF LOG     the proof of one entry

Prints what it counted, or ends with 1 and what does not hold.
"""

import base64
import datetime
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
ENTRIES_MAX = 10_000_000
ENTRY_BYTES_MAX = 65_535
ROWS_MAX = 20_000_000
CODE = "[A-Za-z0-9._:/-]{1,64}"
NUMBER = "(0|[1-9][0-9]*)"
PLACE = "[1-9][0-9]*"
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
DIGEST = "[0-9a-f]{64}"
# What a value is: of all entries, or of one kind alone. Of others any text.
VALUES = {
    "as-of": DAY, "on": DAY, ("erased", "erased"): DAY,
    "root": DIGEST, "policy": DIGEST, "stamp": DIGEST, "facts": f"({DIGEST})?",
    "calendar": f"({DIGEST})?", "reason": f"({DIGEST})?",
    "ranked": NUMBER, "apart": NUMBER, "faulty": NUMBER, "raised": NUMBER, "lowered": NUMBER,
    "row": NUMBER, ("decision", "decision"): NUMBER, ("given", "given"): NUMBER,
    ("later", "later"): NUMBER, ("decision", "proposed"): PLACE, "decided": PLACE,
    ("given", "proposed"): f"({CODE})?", "practitioner": CODE, "code": CODE, "proposed-by": CODE,
    "made-by": CODE, "ground": CODE, "ordered-by": CODE,
    ("list", "list"): f"{DAY}/{PLACE}",
    "rows": f"({NUMBER}:{NUMBER}(,{NUMBER}:{NUMBER})*)?", "reasons": f"({NUMBER}(,{NUMBER})*)?",
}
OF_ROWS = {"ranked", "apart", "faulty", "raised", "lowered", "row", "proposed", "decided"}


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


def number(text, what, most=ENTRIES_MAX):
    require(re.fullmatch(NUMBER, text), f"{what}: {text!r} is no number")
    require(int(text) <= most, f"{what}: {text} is greater than {most}")
    return int(text)


def read(folder, path):
    with open(os.path.join(folder, path), "rb") as file:
        return file.read()


def exists(folder, path):
    return os.path.exists(os.path.join(folder, path))


def names_in(folder, path):
    """Nothing where the folder is not there or closed to the reader."""
    try:
        return sorted(os.listdir(os.path.join(folder, path)))
    except (FileNotFoundError, PermissionError):
        return []


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


def check_value(kind, name, value):
    pattern = VALUES.get((kind, name), VALUES.get(name, ".*"))
    require(re.fullmatch(pattern, value, re.DOTALL), f"the value {value!r} of {name}")
    if pattern == DAY:
        require(1900 <= datetime.date.fromisoformat(value).year <= 2199, f"the day {value}")
    elif pattern in (NUMBER, PLACE):
        number(value, name, ROWS_MAX if name in OF_ROWS else ENTRIES_MAX)


def read_entry(line):
    require(len(line) <= ENTRY_BYTES_MAX, "an entry is too long")
    first, parts = parts_of(line)
    require(first == FORMAT and parts and parts[0][0] in KINDS, f"{line!r} is no entry")
    kind = parts[0][0]
    require([name for name, _ in parts] == KINDS[kind], f"the parts of {line!r}")
    for name, value in parts:
        check_value(kind, name, value)
    return kind, dict(parts)


def commitment(key, purpose, list_id, text):
    message = FORMAT.encode() + b"\0" + purpose + b"\0" + list_id.encode()
    salt = hmac.new(key, message, hashlib.sha256).digest()
    return sha256(b"\2" + salt + text)


def read_keys(folder):
    """Empty where there is no such file, as before the first list."""
    if not exists(folder, "private/keys"):
        return {}
    lines = read(folder, "private/keys").split(b"\n")
    require(lines[0] == FORMAT.encode() + b" keys" and lines[-1] == b"", "private/keys")
    for line in lines[1:-1]:
        require(re.fullmatch(rb"[0-9a-f]{64} .+", line), "a line of private/keys")
    names = [line[65:] for line in lines[1:-1]]
    require(names == sorted(set(names)), "the order of private/keys")
    return {line[65:].decode(): bytes.fromhex(line[:64].decode()) for line in lines[1:-1]}


def read_opening_line(line, word, most, path):
    """The number of a row or a decision, and the name of a key; of a row without an id `none`."""
    match = re.fullmatch(f"{word} {NUMBER} (none|case:.+)".encode(), line)
    require(match, f"a line of {path}")
    return number(match.group(1).decode(), path, most), match.group(2).decode()


def read_openings(folder, index):
    """Rows with the name of their key, the text of the case and that of the row."""
    path = f"private/openings/{index}"
    lines = read(folder, path).split(b"\n")
    require(lines[0] == f"{FORMAT} openings {index}".encode() and lines[-1] == b""
            and len(lines) % 3 == 2, path)
    found = {}
    for at in range(1, len(lines) - 1, 3):
        row, name = read_opening_line(lines[at], "row", ROWS_MAX, path)
        require(row > max(found, default=-1), f"the order of {path}")
        key = f"row:{index}:{row}" if name == "none" else name
        found[row] = (key, lines[at + 1], lines[at + 2])
    return found


def read_reasons(folder, index):
    path = f"private/reasons/{index}"
    if not exists(folder, path):
        return {}
    lines = read(folder, path).split(b"\n")
    require(lines[0] == f"{FORMAT} reasons {index}".encode() and lines[-1] == b""
            and len(lines) % 2 == 0, path)
    found = {}
    for at in range(1, len(lines) - 1, 2):
        decision, name = read_opening_line(lines[at], "decision", ENTRIES_MAX, path)
        require(decision > max(found, default=-1), f"the order of {path}")
        found[decision] = (name, lines[at + 1])
    return found


def places(text):
    """Rising, none twice."""
    found = [tuple(number(part, "a place", ROWS_MAX) for part in one.split(":"))
             for one in text.split(",")] if text else []
    require(found == sorted(set(found)), f"the order of {text}")
    return found


class Log:
    def __init__(self, folder):
        self.folder = folder
        self.origin, self.size, self.root = read_head(read(folder, "checkpoint"))
        lines = read_entries(folder, self.size)
        self.leaves = [leaf(line) for line in lines]
        check_tiles(folder, self.leaves)
        require(root_of(self.leaves) == self.root, "the root is another one than the head has")
        self.entries = [read_entry(line) for line in lines]
        self.private = bool(names_in(folder, "private"))
        self.keys = read_keys(folder) if self.private else {}
        self.used = set()
        self.cases = {}
        self.erased = set()
        self.erased_reasons = set()
        self.counts = {"rows": 0, "opened": 0, "erased": 0, "decisions": 0, "lists": 0}

    def check(self):
        if self.private:
            self.check_private_head()
        days = {}
        for index, (kind, entry) in enumerate(self.entries):
            if kind == "erased":
                self.check_erased(index, entry)
            elif kind in ("decision", "given"):
                self.check_decision(index, kind, entry)
            elif kind == "later":
                about = self.list_before(index, entry["later"])
                require(about["as-of"] <= entry["on"], f"the day of entry {index}")
            else:
                day = entry["as-of"]
                days[day] = days.get(day, 0) + 1
                require(entry["list"] == f"{day}/{days[day]}", f"entry {index}")
                require(self.rows_of(entry) <= ROWS_MAX, f"the rows of entry {index}")
        self.counts["erased"] = len(self.erased)
        for index, (kind, entry) in enumerate(self.entries):
            if kind == "list":
                self.check_list(index, entry)
            elif kind == "later" and self.private:
                self.check_reasons(index, int(entry["later"]))
        if self.private:
            self.check_private_files()
        return self.counts

    def check_private_head(self):
        """That of the public part, or one that grew from it."""
        origin, size, root = read_head(read(self.folder, "private/state"))
        alike = (size, root) == (self.size, self.root)
        require(origin == self.origin and (alike or size > self.size),
                "private/state has another head than checkpoint")

    @staticmethod
    def rows_of(entry):
        return sum(int(entry[kind]) for kind in ("ranked", "apart", "faulty"))

    def list_before(self, index, at):
        at = int(at)
        require(at < index and self.entries[at][0] == "list", f"entry {index} is about no list")
        return self.entries[at][1]

    def check_erased(self, index, entry):
        for at, row in places(entry["rows"]):
            about = self.list_before(index, at)
            require(row < self.rows_of(about), f"entry {index} is about a row that is not there")
            require((at, row) not in self.erased, f"entry {index} erases a row again")
            self.erased.add((at, row))
        for (at,) in places(entry["reasons"]):
            require(at < index and self.entries[at][0] in ("decision", "given")
                    and self.entries[at][1]["reason"], f"entry {index} is about no reason")
            require(at not in self.erased_reasons, f"entry {index} erases a reason again")
            self.erased_reasons.add(at)

    def check_decision(self, index, kind, entry):
        self.counts["decisions"] += 1
        about = self.list_before(index, entry[kind])
        before_kind, before = self.entries[index - 1]
        stands_behind = {"list": str(index - 1), "erased": None}.get(before_kind,
                                                                    before[before_kind])
        require(stands_behind == entry[kind], f"entry {index} stands elsewhere")
        ranked = int(about["ranked"])
        require(int(entry["row"]) < ranked, f"entry {index} is about a row that is not ranked")
        if kind == "decision":
            require(max(int(entry["proposed"]), int(entry["decided"])) <= ranked,
                    f"entry {index} has a place beyond the list")

    def decisions_behind(self, index):
        at = index + 1
        while at < self.size and self.entries[at][0] in ("decision", "given"):
            yield at, self.entries[at][1]
            at += 1

    def check_list(self, index, entry):
        self.counts["lists"] += 1
        for name in ("policy", "facts", "calendar"):
            if entry[name]:
                payload = read(self.folder, "payload/" + entry[name])
                require(sha256(payload).hex() == entry[name], f"payload/{entry[name]}")
        rows = self.rows_of(entry)
        data = read(self.folder, f"rows/{index}")
        require(len(data) == 64 * rows, f"the size of rows/{index}")
        pairs = [data[64 * row:64 * row + 64] for row in range(rows)]
        leaves = [leaf(b"row" + row.to_bytes(4, "big") + pair) for row, pair in enumerate(pairs)]
        require(root_of(leaves).hex() == entry["root"], f"the root of rows/{index}")
        self.counts["rows"] += rows
        if self.private:
            self.check_openings(index, entry, pairs)
            self.check_reasons(index, index)

    def check_openings(self, index, entry, pairs):
        openings = read_openings(self.folder, index)
        for row, (name, case_text, row_text) in openings.items():
            key = self.keys[name]
            both = (commitment(key, b"case", entry["list"], case_text)
                    + commitment(key, b"row", entry["list"], row_text))
            require(both == pairs[row], f"row {row} of the list at entry {index}")
            self.used.add(name)
            self.cases[index, row] = name
            self.counts["opened"] += 1
        gone = {row for at, row in self.erased if at == index}
        require(set(range(len(pairs))) - set(openings) == gone,
                f"what is missing of the list at entry {index} is not what was erased")

    def check_reasons(self, behind, about):
        """Of the decisions directly behind an entry, about the list at an entry."""
        reasons = read_reasons(self.folder, behind)
        for at, decision in self.decisions_behind(behind):
            wanted = bool(decision["reason"]) and at not in self.erased_reasons
            require((at in reasons) == wanted, f"the reason of decision {at}")
            if not wanted:
                continue
            name, text = reasons.pop(at)
            list_id = self.entries[about][1]["list"]
            found = commitment(self.keys[name], b"reason", list_id, text)
            require(found.hex() == decision["reason"], f"the reason of decision {at}")
            require(name == self.cases.get((about, int(decision["row"]))),
                    f"the reason of decision {at} is kept with another case than that of its row")
        require(not reasons, f"private/reasons/{behind} has reasons of no decision behind it")

    def check_private_files(self):
        """That no file lies beside those of the entries, and no key opens nothing."""
        lists = {at for at, (kind, _) in enumerate(self.entries) if kind == "list"}
        reasoned = {at for at, (kind, _) in enumerate(self.entries) if kind in ("list", "later")
                    and any(decision["reason"] for _, decision in self.decisions_behind(at))}
        for folder, named in (("private/openings", lists), ("private/reasons", reasoned)):
            for name in names_in(self.folder, folder):
                is_number = re.fullmatch(NUMBER, name)
                # What a writer has begun.
                if name.endswith(".new") or (is_number and self.size <= int(name) < 2**64):
                    continue
                require(is_number and int(name) in named, f"no entry asks for {folder}/{name}")
        # A list that is being added has its keys first.
        if not exists(self.folder, f"rows/{self.size}"):
            require(set(self.keys) <= self.used, "private/keys has keys that open nothing")

    def check_head(self, text):
        size, _, root = text.partition(":")
        size = number(size, "the size of a kept head")
        require(0 < size <= self.size, f"the kept head {text} is of a longer log")
        require(root_of(self.leaves[:size]).hex() == root,
                f"the kept head {text} is of another log")


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
