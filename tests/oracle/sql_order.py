"""Ranks a list with generated SQL in SQLite and compares it with what `waitlist rank` printed.

    sql_order.py CASES.csv RANKED.csv --policy POLICY.toml --as-of YYYY-MM-DD

RANKED.csv is the output of `waitlist rank --format csv`. Compared are the order of all ranked cases
and their points, risk points, waiting points, filing points and days waited, from the facts at
once and from the kept table `undated` of benchmarks/compare/policy_sql.py.
"""

import argparse
import csv
import sqlite3
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks" / "compare"))

from case_tables import CaseTables, calendar_rows, columns_of  # noqa: E402
from policy_sql import PolicySql  # noqa: E402

COMPARED = ["case_id", "points", "risk_points", "waiting_points", "filing_points", "days_waiting"]


def thousandths(text):
    whole, part = text.split(".")
    return int(whole + part)


def expected(ranked):
    with open(ranked, encoding="utf-8", newline="") as text:
        rows = [row for row in csv.DictReader(text) if row["position"]]
    return [(row["case_id"], *(thousandths(row[name]) for name in COMPARED[1:5]),
             int(row["days_waiting"])) for row in rows]


def load(database, case_file, tables, calendar):
    columns = columns_of(case_file)
    database.execute(tables.file_table(columns))
    with open(case_file, encoding="utf-8-sig", newline="") as text:
        rows = csv.reader(text)
        next(rows)
        database.executemany(f"INSERT INTO file VALUES ({', '.join('?' * len(columns))})",
                             ([cell.strip() or None for cell in row] for row in rows))
    for statement in tables.make():
        database.execute(statement)
    database.execute("CREATE TABLE calendar (day integer PRIMARY KEY, working_days integer)")
    database.executemany("INSERT INTO calendar VALUES (?, ?)", calendar_rows(calendar))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cases")
    parser.add_argument("ranked")
    parser.add_argument("--policy", required=True, type=Path)
    parser.add_argument("--as-of", required=True, type=date.fromisoformat)
    arguments = parser.parse_args()
    written = PolicySql(arguments.policy, "sqlite")
    folder = arguments.policy.parent
    database = sqlite3.connect(":memory:")
    load(database, arguments.cases, CaseTables(folder / written.policy["facts"], "sqlite"),
         folder / "calendars" / "england_and_wales.csv")
    right = expected(arguments.ranked)
    database.execute(f"CREATE TABLE undated AS {written.undated(arguments.as_of)}")
    for form in ("whole", "dated"):
        found = database.execute(written.explained_queue(arguments.as_of, form)).fetchall()
        ordered = database.execute(written.queue(arguments.as_of, form)).fetchall()
        if len(found) != len(right) or len(ordered) != len(right):
            sys.exit(f"{form}: {len(found)} cases are ranked, not {len(right)}")
        for place, (sql, library) in enumerate(zip(found, right), 1):
            if sql != library:
                sys.exit(f"{form}, place {place}: SQL {sql}, waitlist {library} ({COMPARED})")


if __name__ == "__main__":
    main()
