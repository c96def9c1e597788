"""Checks that the JSON Schema of mappings says the same as the program.

    check_mapping_schema.py WAITLIST-PROGRAM      run from the repository
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import jsonschema

from schema_keys import keys_of, named_by

WHOLE = '''format = 1
title = "Whole"
[file]
separator = ";"
header_line = 2
ignore = ["Worker", 8]
ignore_others = false
rows = "case"
fill_down = "Team"
[columns]
case_id = "Case"
listed_on = "Received"
child_dobs = ["D1", "D2"]
team = "Team"
"da.dash" = "Score"
"da.dash@received_on" = 9
[constants]
status = "awaiting"
[words."da.dash"]
"none" = "unknown"
[words."*"]
"N" = "no"
"" = "unknown"
[dates]
order = "day/month/year"
two_digit_years_from = 1980
times = "drop"
excel_serials = 1900
[dates_of.child_dobs]
order = "month/day/year"
[numbers]
decimal_comma = true
[lists]
separator = ","
[[skip]]
column = "Case"
words = ["Total"]
'''

EXPORT = '''A title
Case;Received;D1;D2;Team;Score;Worker;;On
A;06/04/2009;12/31/2008, 1/2/07;;North;12;W;x;39909
B;06/04/2009 12:30;;;;N;W;;
Total;2;;;;;;;
'''

# A part of the mapping, what stands in its place, and whether that is right.
CHANGES = (
    ("", "", True),
    ("format = 1", "format = 2", False),
    ("format = 1", "", False),
    ("format = 1", "format = 1\ncolour = 1", False),
    ('title = "Whole"', "title = 1", False),
    ('title = "Whole"', 'title = ""', True),
    ('title = "Whole"', 'title = "Two\\nlines"', False),
    ('separator = ";"', 'separator = "semicolon"', False),
    ('separator = ";"', 'sep = ";"', False),
    ("header_line = 2", "header_line = 0", False),
    ("header_line = 2", "header_line = 1001", False),
    ('ignore = ["Worker", 8]', "ignore = true", False),
    ('ignore = ["Worker", 8]', 'ignore = ["Worker", 8, ""]', False),
    ('ignore = ["Worker", 8]', 'ignore = ["Worker", 8, 513]', False),
    ('ignore = ["Worker", 8]', 'ignore = ["Worker", 8, 8]', False),
    ('ignore = ["Worker", 8]', 'ignore = ["Worker", 8, "Gone"]', True),
    ("ignore_others = false", "ignore_others = true", True),
    ("ignore_others = false", 'ignore_others = "no"', False),
    ('rows = "case"', 'rows = "row"', False),
    ('fill_down = "Team"', "fill_down = []", True),
    ('fill_down = "Team"', "fill_down = 1.5", False),
    ('case_id = "Case"', "", False),
    ('listed_on = "Received"', "", False),
    ('listed_on = "Received"', "listed_on = 2", True),
    ('listed_on = "Received"', "listed_on = []", False),
    ('["D1", "D2"]', '["D1", "D1"]', False),
    ('team = "Team"', 'Team = "Team"', False),
    ('status = "awaiting"', "status = 1", False),
    ('status = "awaiting"', 'status = ""', False),
    ('status = "awaiting"', 'case_id = "A"', False),
    ('[words."da.dash"]', "[words.case_id]", False),
    ('"none" = "unknown"', '"none" = true', False),
    ('"none" = "unknown"', '"none" = "a\\nb"', False),
    ('"day/month/year"', '"dmy"', False),
    ("= 1980", "= 80", False),
    ("= 1980", "= 2101", False),
    ('"drop"', "true", False),
    ("excel_serials = 1900", "excel_serials = 1904", True),
    ("excel_serials = 1900", "excel_serials = 1901", False),
    ('"month/day/year"', '"month/day"', False),
    ("decimal_comma = true", 'decimal_comma = "yes"', False),
    ("decimal_comma = true", "comma = true", False),
    ('separator = ","', 'separator = ";"', False),
    ('column = "Case"\n', "", False),
    ('words = ["Total"]', "words = []", False),
    ('words = ["Total"]', 'words = ["Total", "Total"]', False),
    ('words = ["Total"]', "", False),
)


def main():
    schema = json.loads(Path("policies/mapping.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator(schema)
    keys = named_by(schema) - {"case_id"}  # named in order to be refused
    if unseen := keys - keys_of(tomllib.loads(WHOLE)):
        sys.exit(f"keys that the whole mapping lacks: {sorted(unseen)}")
    for path in sorted(Path("examples").rglob("*_mapping.toml")):
        for error in checker.iter_errors(tomllib.loads(path.read_text(encoding="utf-8"))):
            sys.exit(f"{path}: {error.json_path}: {error.message}")
    with tempfile.TemporaryDirectory() as folder:
        export, mapping = Path(folder) / "export.csv", Path(folder) / "mapping.toml"
        export.write_text(EXPORT, encoding="utf-8")
        for part, instead, right in CHANGES:
            if part not in WHOLE:
                sys.exit(f"there is no {part!r} in the mapping")
            # The last one: [file] has a separator too.
            text = instead.join(WHOLE.rsplit(part, 1)) if part else WHOLE
            mapping.write_text(text, encoding="utf-8")
            if right is not None and checker.is_valid(tomllib.loads(text)) != right:
                sys.exit(f"{instead!r} for {part!r}: the schema says {not right}")
            run = subprocess.run(
                [sys.argv[1], "rank", str(export), "--mapping", str(mapping), "--policy",
                 "policies/first_come_first_served.toml", "--as-of", "2009-10-05"],
                capture_output=True, text=True, check=False)
            if right is not None and (run.returncode == 0) != right:
                sys.exit(f"{instead!r} for {part!r}: the program ends with {run.returncode}\n"
                         + run.stderr)
            print(f"ok: {instead!r} for {part!r}")


if __name__ == "__main__":
    main()
