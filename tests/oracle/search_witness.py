"""Holds `policy diff --witness` against every case of tiny schemas, scored by score_list.py.

    search_witness.py PROGRAM [--pairs N]

Prints how many pairs of policies were alike in what they lose and gain at most. Nothing of the
library is used but the program itself: cases are written here, and scored from the pages alone.
"""

import argparse
import csv
import io
import itertools
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
AS_OF = "2009-10-05"
LISTED = ["2009-10-02", "2009-10-04", "2009-10-05", "2009-10-03"]

FACTS = """format = 1
id = "tiny"
version = "1"
title = "Tiny"
service_from = 2009-10-02

[[fact]]
id = "harm"
label = "Harm"
kind = "choice"
levels = [{ id = "some", label = "Some" }, { id = "much", label = "Much" }]

[[fact]]
id = "calls"
label = "Calls"
kind = "count"
maximum = 3

[[fact]]
id = "signs"
label = "Signs"
kind = "checklist"
levels = [{ id = "a", label = "A" }, { id = "b", label = "B" }]
"""

ANSWERS = {
    "harm": ["no", "unknown", "some", "much"],
    "calls": ["no", "unknown", "0", "1", "2", "3"],
    "signs": ["no", "unknown", "a", "b", "a;b"],
}


def policy_head(name, first_from):
    """What a policy of two bands begins with."""
    return f"""format = 1
id = "{name}"
version = "1"
title = "Drawn"
status = "illustrative"
status_line = "A test."
facts = "facts.toml"
order = ["tier", "points", "case_id"]

[[band]]
id = "P1"
label = "One"
from = {first_from}

[[band]]
id = "P2"
label = "Two"
from = 0

"""


def policy(draw):
    def points(most):
        return draw.randint(0, most) + draw.choice([0, 0.5])

    def group(name):
        cap = f"cap = {draw.randint(1, 8)}\n" if draw.random() < 0.5 else ""
        combine = draw.choice(["sum", "highest", "highest_plus_half_of_rest"])
        return f'[[group]]\nid = "{name}"\nlabel = "Group"\ncombine = "{combine}"\n{cap}\n'

    def criterion(fact, scale):
        if draw.random() < 0.2:
            return ""
        where = draw.choice(
            ['{ fact = "harm", at_least = "much" }', '{ fact = "calls", at_least = 2 }']
        )
        when = f"all = [{where}]\n" if draw.random() < 0.3 else ""
        return f'[[criterion]]\nfact = "{fact}"\ngroup = "{draw.choice("ab")}"\n{scale}\n{when}\n'

    text = policy_head("tiny", 5)
    text += group("a") + group("b")
    text += criterion("harm", f"levels = {{ some = {points(4)}, much = {points(6)} }}")
    text += criterion(
        "calls", f"ranges = [{{ from = 0, points = 0 }}, {{ from = 2, points = {points(4)} }}]"
    )
    text += criterion("signs", f"markers = {{ a = {points(2)}, b = {points(3)} }}")
    if draw.random() < 0.6:
        text += f'[unknown]\nshare = "half"\ntotal_cap = {points(4)}\n\n'
    if draw.random() < 0.7:
        rate = f"{{ from_day = {draw.randint(0, 2)}, per_day = {points(2)} }}"
        text += f"[waiting]\nrates = [{rate}]\n"
        if draw.random() < 0.6:
            text += '\n[[waiting.faster]]\ntimes = 2\nall = [{ band = "P1" }]\n'
    return text


def cases():
    """Every case there can be, but for days that no rule looks at."""
    rows = io.StringIO()
    writer = csv.writer(rows, lineterminator="\n")
    writer.writerow(["case_id", "listed_on", "filing_date", *ANSWERS])
    every = itertools.product(LISTED, *ANSWERS.values())
    for number, (listed, *answers) in enumerate(every):
        writer.writerow([f"c{number}", listed, "none", *answers])
    return rows.getvalue()


def run(*command):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def scored(file, by):
    """The points of each case in thousandths, from the page alone."""
    text = run(sys.executable, HERE / "score_list.py", file, "--policy", by, "--as-of", AS_OF)
    return {
        row["case_id"]: round(float(row["points"]) * 1000)
        for row in csv.DictReader(io.StringIO(text))
    }


def claimed(words, most, other):
    """What the program says of one way, in thousandths: at most so much."""
    if "treat them all alike" in words:
        return 0
    line = re.search(rf"^{most}: (.*)$", words, re.MULTILINE).group(1)
    if not line.startswith("none"):
        assert "Proved" in line and "Not proved" not in line, line
        return round(float(line.split()[0]) * 1000)
    each = re.search(rf"each {other} at least (\S+) point", line)
    return -round(float(each.group(1)) * 1000) if each else 0


def check_written(witness, old, new, most, where):
    """The cases that were written lose and gain what is said of them."""
    if max(most) <= 0:
        return
    before, after = scored(witness, old), scored(witness, new)
    for case, sign, by in zip(("loses_most", "gains_most"), (1, -1), most):
        if by > 0 and sign * (before[case] - after[case]) != by:
            sys.exit(f"{where}: {case} does not differ by {by}")


def check(program, folder, seed):
    draw = random.Random(seed)
    old, new, every = folder / "old.toml", folder / "new.toml", folder / "every.csv"
    old.write_text(policy(draw))
    new.write_text(policy(draw))
    before, after = scored(every, old), scored(every, new)
    losses = [before[case] - after[case] for case in before]
    witness = folder / "witness.csv"
    words = run(program, "policy", "diff", old, new, "--as-of", AS_OF, "--witness", witness)
    loss, gain = claimed(words, "Most lost", "gains"), claimed(words, "Most gained", "loses")
    if (loss, gain) != (max(losses), -min(losses)):
        sys.exit(f"seed {seed}: claimed {loss} and {gain}, found {max(losses)} and {-min(losses)}")
    check_written(witness, old, new, (loss, gain), f"seed {seed}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--pairs", type=int, default=200)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "facts.toml").write_text(FACTS)
        (folder / "every.csv").write_text(cases())
        for seed in range(arguments.pairs):
            check(arguments.program, folder, seed)
    print(f"{arguments.pairs} pairs of policies: no case of all loses or gains more than is proved")


if __name__ == "__main__":
    main()
