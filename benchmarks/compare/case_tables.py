"""Writes the SQL that makes tables ready to rank from a case file.

`file` holds the columns of the file as they are written. From it come:
- `cases`: a row for each case; days as numbers, answers as small numbers, the unit of linked cases;
- `children`: a row for each child, with what completed months are counted from;
- `calendar`: working days up to each day.

An answer is NULL while it is unknown. A choice is 0 for `no` and 1 for its first level, a checklist
has a bit for each marker, a count or a date is -1 for `no`.
"""

import csv
import tomllib
from datetime import date, timedelta

from dialects import DIALECTS
from policy_sql import day_number, quoted

STATUSES = ["awaiting", "on_hold", "duty_allocated", "allocated", "withdrawn"]
# The columns of a case file that never hold words beside a date; decisions are compared to nothing.
DATES = {"listed_on", "filing_date", "hold_until", "decision_made_on", "decision_expires_on"}
UNKNOWN = "IN ('', 'unknown', 'not_asked')"


def columns_of(case_file):
    with open(case_file, encoding="utf-8-sig", newline="") as text:
        return next(csv.reader(text))


class CaseTables:
    def __init__(self, facts_path, dialect):
        with open(facts_path, "rb") as text:
            self.facts = tomllib.load(text)["fact"]
        self.sql = DIALECTS[dialect]

    def file_table(self, columns, kind="TABLE"):
        typed = ", ".join(f"{quoted(name)} {self.file_type(name)}" for name in columns)
        return f"CREATE {kind} file ({typed})"

    def file_type(self, column):
        return self.sql.date if column in DATES else "text"

    def answer(self, fact):
        """The number for a cell."""
        cell, levels = quoted(fact["id"]), [level["id"] for level in fact.get("levels", [])]
        if fact["kind"] == "choice":
            rows = " ".join(f"WHEN '{level}' THEN {code}" for code, level in enumerate(levels, 1))
            return f"CASE {cell} WHEN 'no' THEN 0 {rows} END"
        no, number = -1, f"CAST({cell} AS integer)"
        if fact["kind"] == "date":
            number = self.sql.day(cell)
        if fact["kind"] == "checklist":
            no = 0
            wrapped = f"';' || {cell} || ';'"
            ticked = [self.sql.holds(wrapped, f"';{level};'") for level in levels]
            number = " + ".join(f"CASE WHEN {one} THEN {1 << bit} ELSE 0 END"
                                for bit, one in enumerate(ticked))
        return (f"CASE WHEN {cell} IS NULL OR {cell} {UNKNOWN} OR {cell} LIKE 'pending%' THEN NULL"
                f" WHEN {cell} = 'no' THEN {no} ELSE {number} END")

    def answer_columns(self):
        return ",\n  ".join(
            f"CAST({self.answer(fact)} AS {'integer' if fact['kind'] == 'date' else 'smallint'})"
            f" AS {quoted(fact['id'])}" for fact in self.facts if not fact.get("monitoring_only"))

    def coded(self, numbered=True):
        """The statement that reads every cell, into numbers."""
        case_no = "CAST(row_number() OVER () AS integer) AS case_no,\n  " if numbered else ""
        statuses = " ".join(f"WHEN '{name}' THEN {code}" for code, name in enumerate(STATUSES))
        day, month, day_of_month = self.sql.day, self.sql.calendar_month, self.sql.day_of_month
        return f"""CREATE TABLE coded AS
SELECT {case_no}case_id{self.sql.bytewise} AS id, child_dobs, linked_to,
  CAST(CASE coalesce(status, '') WHEN '' THEN 0 {statuses} END AS smallint) AS status,
  CAST({day('listed_on')} AS integer) AS listed, {month('listed_on')} AS listed_month,
  {day_of_month('listed_on')} AS listed_day, CAST({day('filing_date')} AS integer) AS filing,
  {self.answer_columns()}
FROM file"""

    def make(self, kind="TABLE"):
        """Statements that make `cases` and `children` from `file`, which is of this kind, and drop
        it."""
        answers = [quoted(fact["id"]) for fact in self.facts if not fact.get("monitoring_only")]
        day, month, day_of_month = self.sql.day, self.sql.calendar_month, self.sql.day_of_month
        return [
            self.coded(),
            f"DROP {kind} file",
            # Linked cases reach each other directly or through others; the least number names them.
            f"""CREATE TABLE families AS
WITH RECURSIVE named AS (
  SELECT link.case_no AS one, coded.case_no AS other
  FROM ({self.sql.parts('linked_to', 'coded')}) AS link JOIN coded ON coded.id = link.part),
link AS (SELECT one, other FROM named UNION SELECT other, one FROM named),
reach AS (SELECT one, one AS other FROM link
  UNION SELECT reach.one, link.other FROM reach JOIN link ON link.one = reach.other)
SELECT one AS case_no, min(other) AS unit FROM reach GROUP BY one""",
            f"""CREATE TABLE cases AS
SELECT coded.case_no, id, coalesce(families.unit, coded.case_no) AS unit,
  CAST(CASE WHEN families.unit IS NULL THEN 0 ELSE 1 END AS smallint) AS linked,
  status, listed, listed_month, listed_day, filing,
  {', '.join(answers)}
FROM coded LEFT JOIN families ON families.case_no = coded.case_no""",
            f"""CREATE TABLE children AS
SELECT case_no, CAST({day('born')} AS integer) AS born, {month('born')} AS born_month,
  {day_of_month('born')} AS born_day
FROM (SELECT case_no, CASE WHEN part <> 'unknown' THEN part END AS born
      FROM ({self.sql.parts('child_dobs', 'coded')}) AS birth) AS known""",
            "DROP TABLE families", "DROP TABLE coded",
        ]


def calendar_rows(path):
    """Each day of the calendar's data, and the working days up to it (section 1)."""
    with open(path, encoding="utf-8") as text:
        holidays = {date.fromisoformat(row[0]) for row in csv.reader(text) if row[0][:1].isdigit()}
    day, last = date(min(holidays).year, 1, 1), date(max(holidays).year, 12, 31)
    working = 0
    while day <= last:
        working += day.weekday() < 5 and day not in holidays
        yield day_number(day), working
        day += timedelta(1)
