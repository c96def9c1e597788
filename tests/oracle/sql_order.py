"""Ranks a list with generated SQL in SQLite and compares it with what `waitlist rank` printed.

    sql_order.py CASES.csv RANKED.csv --policy POLICY.toml --as-of YYYY-MM-DD

RANKED.csv is the output of `waitlist rank --format csv`. Compared are the order of all ranked cases
and their points, risk points, waiting points, filing points and days waited, from the facts at
once and from the kept table `undated` of benchmarks/compare/policy_sql.py.
"""

import argparse
import csv
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks" / "compare"))

from case_tables import CaseTables, calendar_rows, columns_of  # noqa: E402
from engines import Sqlite  # noqa: E402
from policy_sql import PolicySql  # noqa: E402

COMPARED = ["case_id", "points", "risk_points", "waiting_points", "filing_points", "days_waiting"]

COLUMNS = ["cases.id", "points", "scored.risk", "waiting_points", "filing_points", "waited"]


def thousandths(text):
    whole, part = text.split(".")
    return int(whole + part)


def expected(ranked):
    with open(ranked, encoding="utf-8", newline="") as text:
        rows = [row for row in csv.DictReader(text) if row["position"]]
    return [(row["case_id"], *(thousandths(row[name]) for name in COMPARED[1:5]),
             int(row["days_waiting"])) for row in rows]


def load(case_file, tables, calendar):
    engine = Sqlite()
    engine.load(case_file, tables, columns_of(case_file))
    engine.keep_calendar(calendar_rows(calendar))
    return engine


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cases")
    parser.add_argument("ranked")
    parser.add_argument("--policy", required=True, type=Path)
    parser.add_argument("--as-of", required=True, type=date.fromisoformat)
    arguments = parser.parse_args()
    written = PolicySql(arguments.policy, "sqlite")
    folder = arguments.policy.parent
    engine = load(arguments.cases, CaseTables(folder / written.policy["facts"], "sqlite"),
                  Path(__file__).parents[2] / "policies/calendars/england_and_wales.csv")
    right = expected(arguments.ranked)
    engine.run(f"CREATE TABLE undated AS {written.undated(arguments.as_of)}")
    for form in ("whole", "dated"):
        found = engine.rows(written.ordered(arguments.as_of, form, COLUMNS))
        ordered = engine.rows(written.queue(arguments.as_of, form))
        if len(found) != len(right) or len(ordered) != len(right):
            sys.exit(f"{form}: {len(found)} cases are ranked, not {len(right)}")
        for place, (sql, library) in enumerate(zip(found, right), 1):
            if sql != library:
                sys.exit(f"{form}, place {place}: SQL {sql}, waitlist {library} ({COMPARED})")


if __name__ == "__main__":
    main()
