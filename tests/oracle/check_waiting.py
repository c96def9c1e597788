"""Ranks invented lists under rates that are fractions, and in months and years, in three ways.

    check_waiting.py WAITLIST-PROGRAM      run from the repository

What the program prints is what score_list.py says, cell by cell, and where SQL can say it, what
the SQL of benchmarks/compare/policy_sql.py says in SQLite. Rates take the place of those of a
shipped policy, which is ordered by points within tiers.
"""

import csv
import shutil
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

POLICY = Path("policies/staffordshire_2009.toml")
ORACLES = Path(__file__).parent

FASTER = """
[[waiting.faster]]
times = 1.501
all = [{ youngest_under_months = 12 }]

[[waiting.faster]]
times = 0.333
all = [{ fact = "da.reported", at_least = "reported" }]
"""

# What [waiting] says, and whether SQL can say it.
WAITING = (
    ("rates = [{ from_day = 0, points = 1, days = 365 }]", True),
    ("rates = [{ from_day = 3, points = 0.001, days = 7 }, { from_day = 60, per_day = 0.013 }]" +
     FASTER, True),
    ("rates = [{ from_day = 0, points = -1, days = 30 }, { from_day = 90, points = 2, days = 9 }]\n"
     "cap = 4.5" + FASTER, True),
    ('pauses = "exclude"\nrates = [{ from_day = 0, points = 0.05, days = 3 }]' + FASTER, False),
    ('count = "months"\nrates = [{ from_month = 0, per_month = 0.5 }]', True),
    ('count = "months"\nrates = [{ from_month = 1, points = 1, months = 7 }, '
     '{ from_month = 3, per_month = 2 }]\ncap = 5.1' + FASTER, True),
    ('count = "months"\npauses = "exclude"\nrates = [{ from_month = 0, points = 2, months = 3 }]',
     False),
    ('count = "years"\nrates = [{ from_year = 0, points = 20, years = 7 }]' + FASTER, True),
)

DAYS = ("2009-10-05", "2010-02-28", "2010-03-01")


def with_waiting(text, waiting):
    begin = text.index("[waiting]")
    return text[:begin] + "[waiting]\n" + waiting + "\n\n" + text[text.index("[filing]"):]


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True,
                          encoding="utf-8")
    if done.returncode != 0:
        sys.exit(f"{command}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def add_pauses(cases):
    """To every third case one, half of which do not end."""
    with open(cases, encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    for number, row in enumerate(rows):
        if number % 3 == 0:
            listed = date.fromisoformat(row["listed_on"])
            end = "" if number % 2 else listed + timedelta(45)
            row["pauses"] = f"{listed + timedelta(10)}/{end} agreed"
    with open(cases, "w", encoding="utf-8", newline="") as text:
        out = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
        out.writeheader()
        out.writerows(rows)


def check(program, folder, number, waiting, in_sql):
    policy = folder / "policy.toml"
    policy.write_text(with_waiting(POLICY.read_text(encoding="utf-8"), waiting), encoding="utf-8")
    cases = folder / "cases.csv"
    run(program, "generate", "--cases", 150, "--seed", number, "--as-of", DAYS[0], "--output", cases)
    if "exclude" in waiting:
        add_pauses(cases)
    for day in DAYS:
        ranked = run(program, "rank", cases, "--policy", policy, "--as-of", day, "--format", "csv")
        told = run(sys.executable, ORACLES / "score_list.py", cases, "--policy", policy,
                   "--as-of", day)
        for ours, theirs in zip(ranked.splitlines(), told.splitlines(), strict=True):
            # Reports of what comes are not the arithmetic's.
            if ours.split(",")[:17] != theirs.split(",")[:17]:
                sys.exit(f"{waiting}\n{day}\nwaitlist   {ours}\nscore_list {theirs}")
        if in_sql:
            (folder / "ranked.csv").write_text(ranked, encoding="utf-8")
            run(sys.executable, ORACLES / "sql_order.py", cases, folder / "ranked.csv",
                "--policy", policy, "--as-of", day)
    print(f"ok: {waiting.splitlines()[0]}")


def main():
    program = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree("policies/calendars", folder / "calendars")
        shutil.copy("policies/private_law_facts.toml", folder)
        for number, (waiting, in_sql) in enumerate(WAITING):
            check(program, folder, number, waiting, in_sql)


if __name__ == "__main__":
    main()
