#!/usr/bin/env python3
"""Forges a log in many ways, each whole as far as its hashes go, and has both readers look at it.

    forged_logs.py PROGRAM LOG FOLDER   LOG: two lists; the first with decisions, and later ones

What `record verify` refuses verify_log.py has to refuse as well, and each forgery must be refused.
"""

import base64
import os
import shutil
import subprocess
import sys

from verify_log import commitment, leaf, parts_of, read_entries, read_head, read_keys, root_of

READER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "verify_log.py")


def write(folder, path, data):
    path = os.path.join(folder, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)


def read(folder, path):
    with open(os.path.join(folder, path), "rb") as file:
        return file.read()


def entries_of(folder):
    return read_entries(folder, read_head(read(folder, "checkpoint"))[1])


def write_entries(folder, entries):
    """A log of these entries, fewer than a tile has, and its heads."""
    origin = read_head(read(folder, "checkpoint"))[0]
    shutil.rmtree(os.path.join(folder, "tile"))
    leaves = [leaf(entry) for entry in entries]
    bundle = b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)
    write(folder, f"tile/entries/000.p/{len(entries)}", bundle)
    write(folder, f"tile/0/000.p/{len(entries)}", b"".join(leaves))
    root = base64.b64encode(root_of(leaves)).decode()
    for path in ("checkpoint", "private/state"):
        write(folder, path, f"{origin}\n{len(entries)}\n{root}\n".encode())


def value(entry, name):
    return dict(parts_of(entry)[1])[name]


def with_value(entry, name, new):
    words = entry.split(b" ")
    at = [word.partition(b"=")[0] for word in words].index(name.encode())
    words[at] = f"{name}={new}".encode()
    return b" ".join(words)


def first_of(entries, kind):
    return [parts_of(entry)[1][0][0] for entry in entries].index(kind)


def changed(kind, name, new):
    """The first entry of a kind says another thing; the private part is away, and hides nothing."""
    def forge(folder):
        entries = entries_of(folder)
        at = first_of(entries, kind)
        entries[at] = with_value(entries[at], name, new)
        write_entries(folder, entries)
        shutil.rmtree(os.path.join(folder, "private"))
    return forge


def added(*lines):
    """Entries behind those of the log, without its private part."""
    def forge(folder):
        write_entries(folder, entries_of(folder) + [b"waitlist-record/1 " + one for one in lines])
        shutil.rmtree(os.path.join(folder, "private"))
    return forge


def erased(rows, reasons=""):
    return f"erased=2010-01-04 ground=G ordered-by=P rows={rows} reasons={reasons}".encode()


def rewritten(path, change):
    def forge(folder):
        old = read(folder, path)
        new = change(old)
        if new == old:
            raise ValueError(f"{path} was not changed")
        write(folder, path, new)
    return forge


def replaced(path, old, new):
    return rewritten(path, lambda data: data.replace(old, new))


def beside(path):
    """A file without a reason, well formed where its name is the number of an entry."""
    text = f"waitlist-record/1 reasons {path.rpartition('/')[2]}\n"
    return lambda folder: write(folder, path, text.encode())


def lines_swapped(data, first, second, count):
    """Blocks of so many lines change places."""
    lines = data.split(b"\n")
    blocks = lines[first:first + count], lines[second:second + count]
    lines[second:second + count], lines[first:first + count] = blocks
    return b"\n".join(lines)


def with_reason_kept_by(other):
    """A later decision about a row, whose reason lies with its own case or with another one."""
    def forge(folder):
        entries = entries_of(folder)
        names = [line.split(b" ", 2)[2].decode() for line in
                 read(folder, "private/openings/0").split(b"\n")[1:-1:3]]
        name = names[1 if other else 0]
        text = b"a word"
        reason = commitment(read_keys(folder)[name], b"reason", value(entries[0], "list"), text)
        decision = with_value(entries[first_of(entries, "decision")], "row", 0)
        decision = with_value(decision, "reason", reason.hex())
        at = len(entries)
        write_entries(folder, entries + [b"waitlist-record/1 later=0 on=2010-01-04", decision])
        write(folder, f"private/reasons/{at}",
              f"waitlist-record/1 reasons {at}\ndecision {at + 1} {name}\n".encode() + text + b"\n")
    return forge


REASONS = "private/reasons/0"
OPENINGS = "private/openings/0"
HOLDS = {
    "the log as it is": lambda folder: None,
    "its entries written again": lambda folder: write_entries(folder, entries_of(folder)),
    "a row and a reason erased, without the private part": added(erased("0:0", "1")),
    "a later decision whose reason lies with its own case": with_reason_kept_by(False),
    "a file that a writer has begun": beside("private/reasons/200"),
    "a file that is not whole yet": beside("private/reasons/1.new"),
}
FORGED = {
    "a decision about a row that is not ranked":
        changed("decision", "row", 10_000),
    "a place beyond the list": changed("decision", "decided", 10_000),
    "a place proposed beyond the list": changed("decision", "proposed", 10_000),
    "the place 0": changed("decision", "decided", 0),
    "a place with a zero before it": changed("decision", "decided", "01"),
    "a code of two words": changed("decision", "code", "two%20words"),
    "a code that is too long": changed("decision", "code", "c" * 65),
    "nobody who decided": changed("decision", "made-by", ""),
    "nobody who proposed": changed("given", "proposed-by", ""),
    "a practitioner of two words": changed("given", "practitioner", "two%20words"),
    "no practitioner": changed("given", "practitioner", ""),
    "a proposed practitioner of two words": changed("given", "proposed", "two%20words"),
    "a commitment that is cut": changed("decision", "reason", "ab"),
    "a commitment in capitals": changed("decision", "reason", "AB" * 32),
    "an escape of a letter": changed("decision", "team", "%41"),
    "an escape in small letters": changed("decision", "team", "%0a"),
    "later decisions of no day": changed("later", "on", "2010-02-30"),
    "later decisions of a month 13": changed("later", "on", "2010-13-01"),
    "later decisions after the year 2199": changed("later", "on", "2200-01-01"),
    "later decisions before their list": changed("later", "on", "2009-10-04"),
    "later decisions about another list": changed("later", "later", 3),
    "later decisions about a decision": changed("later", "later", 1),
    "a list of another number": changed("list", "list", "2009-10-05/2"),
    "a list of another day": changed("list", "as-of", "2009-10-06"),
    "a list without a policy": changed("list", "policy", ""),
    "a list without a stamp": changed("list", "stamp", ""),
    "a list with a count that is none": changed("list", "raised", "none"),
    "a list with a count that is too great": changed("list", "lowered", 20_000_001),
    "a row erased that is not there": added(erased("0:400")),
    "a row erased of a decision": added(erased("1:0")),
    "a row erased twice": added(erased("0:0"), erased("0:0")),
    "rows erased that fall": added(erased("0:1,0:0")),
    "a row erased twice at once": added(erased("0:0,0:0")),
    "a row with three numbers": added(erased("0:0:0")),
    "a row with one number": added(erased("0")),
    "a reason erased that was not written": added(erased("", "2")),
    "a reason erased of a list": added(erased("", "0")),
    "a reason erased twice": added(erased("", "1"), erased("", "1")),
    "a reason erased that is not there yet": added(erased("", "100")),
    "an erasure on no ground": added(erased("0:0").replace(b"ground=G", b"ground=")),
    "an erasure of no day": added(erased("0:0").replace(b"01-04", b"02-29")),
    "a decision behind an erasure":
        added(erased("0:0"), b"given=0 row=1 proposed= practitioner=P code=C proposed-by=P "
              b"made-by=M team= reason="),
    "an entry of no kind": added(b"other=1"),
    "an entry with a part too many": added(b"later=0 on=2010-01-04 more=1"),
    "a private head of another root":
        rewritten("private/state", lambda data: data[:-10] + b"AAAAA" + data[-5:]),
    "a private head of another name": rewritten("private/state", lambda data: b"x" + data),
    "no private head": lambda folder: os.remove(os.path.join(folder, "private/state")),
    "a key that opens nothing":
        rewritten("private/keys", lambda data: data + b"0" * 64 + b" row:999:9\n"),
    "a key in capitals": rewritten("private/keys", lambda data: data[:23] + data[23:87].upper()
                                   + data[87:]),
    "keys in another order": rewritten("private/keys", lambda data: lines_swapped(data, 1, 2, 1)),
    "a key without a name": rewritten("private/keys", lambda data: data + b"0" * 64 + b" \n"),
    "no keys": lambda folder: os.remove(os.path.join(folder, "private/keys")),
    "rows in another order": rewritten(OPENINGS, lambda data: lines_swapped(data, 1, 4, 3)),
    "a row twice":
        rewritten(OPENINGS, lambda data: data + b"\n".join(data.split(b"\n")[1:4]) + b"\n"),
    "a row with a zero before it": replaced(OPENINGS, b"row 1 ", b"row 01 "),
    "a row of another word": replaced(OPENINGS, b"row 1 ", b"Row 1 "),
    "a reason of another word": replaced(REASONS, b"decision ", b"decided "),
    "a reason of another decision": replaced(REASONS, b"decision 1 ", b"decision 2 "),
    "a reason of no decision of the list":
        rewritten(REASONS, lambda data: data + b"decision 5 case:X\na word\n"),
    "reasons that fall": rewritten(REASONS, lambda data: data + b"decision 0 case:X\na word\n"),
    "a reason that is away": lambda folder: os.remove(os.path.join(folder, REASONS)),
    "a reason that lies with the case of another row": with_reason_kept_by(True),
    "reasons behind a decision": beside("private/reasons/1"),
    "reasons behind a list that has none": beside("private/reasons/3"),
    "a copy of reasons": beside("private/reasons/0~"),
    "reasons under a number with a zero before it": beside("private/reasons/00"),
    "openings of no list": beside("private/openings/1"),
}


def refused(command):
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                          check=False).returncode != 0


def main(program, log, folder):
    wrong = 0
    for forgeries, wanted in ((HOLDS, False), (FORGED, True)):
        for name, forge in forgeries.items():
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(log, folder)
            forge(folder)
            found = {"record verify": refused([program, "record", "verify", folder]),
                     "verify_log.py": refused([sys.executable, READER, folder])}
            for reader, is_refused in found.items():
                if is_refused != wanted:
                    wrong += 1
                    print(f"{reader} {'refuses' if is_refused else 'takes'}: {name}")
    print(f"{len(FORGED)} forgeries, {wrong} not seen as they are")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
