"""Checks the published JSON Schemas against what the library reads and writes.

    check_schemas.py WAITLIST-PROGRAM      run from the repository
"""

import datetime
import json
import subprocess
import sys
import tempfile
import tomllib
from decimal import Decimal
from pathlib import Path

import jsonschema

from schema_keys import keys_of, named_by


def validator(name):
    text = Path(f"policies/{name}.schema.json").read_text(encoding="utf-8")
    jsonschema.Draft202012Validator.check_schema(json.loads(text))
    return jsonschema.Draft202012Validator(json.loads(text, parse_float=Decimal))


def read(path):
    """A TOML document whose numbers are what is written."""
    return tomllib.loads(Path(path).read_text(encoding="utf-8"), parse_float=Decimal)


def accept(checker, document, what):
    for error in checker.iter_errors(document):
        sys.exit(f"{what}: {error.json_path}: {error.message}")
    print(f"ok: {what}")


def refuse(checker, document, what):
    if checker.is_valid(document):
        sys.exit(f"{what}: accepted")
    print(f"ok: refused, {what}")


def plain(value):
    """A TOML document as JSON has it: days are texts."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


ROSTER = "examples/allocation_simulation/from_a_roster.toml"
HELP = "examples/allocation_simulation/what_would_help.toml"
BACKLOG = "examples/allocation_simulation/clear_the_backlog.toml"
REPLAY = "examples/replay/october.toml"
QUEUE = "examples/textbook_queues/four_disciplines.toml"

# A scenario, a part of it, and what makes it one that neither schema nor program takes.
BAD_SCENARIOS = (
    (ROSTER, "format = 1", "format = 2"),
    (ROSTER, 'kind = "service_area"', 'kind = "area"'),
    (ROSTER, 'kind = "service_area"\n', ""),
    (ROSTER, 'id = "from_a_roster"', 'id = "from a roster"'),
    (ROSTER, 'title = "', 'title = "Two\\nlines'),
    (ROSTER, 'status_line = "', 'status_line = "bell\\u0007'),
    (ROSTER, 'work = "', 'work = "bell\\u0007'),
    (ROSTER, "seed = 2009", "seed = -1"),
    (ROSTER, "seed = 2009", "seed = 2009.5"),
    (ROSTER, "replications = 100", "replications = 0"),
    (ROSTER, "replications = 100", 'replications = 100\ncolour = "red"'),
    (ROSTER, "from = 2009-10-05", 'from = "soon"'),
    (ROSTER, "horizon_days = 1826", "horizon_days = 0"),
    (ROSTER, "horizon_days = 1826", "horizon_days = 1826\nwarm_up_days = -1"),
    (ROSTER, "horizon_days = 1826", "horizon = 1826"),
    (ROSTER, "[start]\ncases", "[start]\ncase"),
    (ROSTER, "children = [0.6, 0.3, 0.08]", "children = [1.6, 0.3, 0.08]"),
    (ROSTER, "children = [0.6, 0.3, 0.08]", "children = 0.6"),
    (ROSTER, "under_months = 216", "under_months = 217"),
    (ROSTER, "birth_unknown = 0.02", 'birth_unknown = "few"'),
    (ROSTER, "linked = 0.04", "linked = -0.04"),
    (ROSTER, "days = [126, 196]", "days = [126]"),
    (ROSTER, "answered_days = [7, 40]", "answered_days = [7.5, 40]"),
    (ROSTER, "withdrawn_per_30_days = 0.01", "withdrawn_per_30_days = 31"),
    (ROSTER, "levels = { s7 = 0.89", "levels = { s7 = 1.89"),
    (ROSTER, "numbers = [{ from = 0", "numbers = [{ from = -1"),
    (ROSTER, "days_before = [{ from = 5, to = 334, share = 1 }]", "days_before = [{ from = 5 }]"),
    (ROSTER, "per_30_days = 0.01\nonly_if", "per_30_days = 31\nonly_if"),
    (ROSTER, 'only_if = { fact = "da.reported", at_least', 'only_if = { at_least'),
    (ROSTER, "per_working_day = 1.6", "per_working_day = 501"),
    (ROSTER, "per_working_day = 1.6", ""),
    (ROSTER, "per_working_day = 1.6", 'per_working_day = 1.6\nrecorded = "x.csv"'),
    (ROSTER, 'law = "negative_binomial"', ""),
    (ROSTER, 'law = "negative_binomial"', 'law = "binomial"'),
    (ROSTER, "dispersion = 1.5", "# dispersion = 1.5"),
    (ROSTER, "months = [1, 1, ", "months = [1, "),
    (ROSTER, ", times = 1.165", ""),
    (ROSTER, 'law = "erlang"', 'law = "fixed"'),
    (ROSTER, "stages = 20", ""),
    (ROSTER, "stages = 20", "stages = 1001"),
    (ROSTER, "mean_days = 98", "mean_days = 0"),
    (ROSTER, 'by = "work_type"', ""),
    (ROSTER, "[practitioners]\n", "[practitioners]\ncount = 3\n"),
    (ROSTER, "[practitioners]\n", "[practitioners]\nin_hand = 1\n"),
    (ROSTER, "staffordshire_roster.csv", "staffordshire_roster.json"),
    (ROSTER, 'work = "', 'wrok = "'),
    (ROSTER, "urgent_tiers = 0", "urgent_tiers = 18"),
    (ROSTER, "urgent_tiers = 0", "count_cases = 1"),
    (ROSTER, "vacant_days = [60, 120]", ""),
    (ROSTER, "away = 13", "away = 0"),
    (ROSTER, "until = 2010-01-02, away", "away"),
    (ROSTER, "youngest_under_months = 24", "youngest_under_months = 0"),
    (ROSTER, "youngest_under_months = 24", ""),
    (ROSTER, "[report]", "[target]\nnobody_over_days = 9\nmost_practitioners = 9\nlike = 3\n[report]"),
    (BACKLOG, "[target]\n", '[target]\nlike = ["SF-01"]\n'),
    (HELP, 'id = "six_more"', 'id = "six more"'),
    (HELP, 'title = "Six more practitioners from January"', ""),
    (HELP, 'title = "Six', 'title = "Two\\nlines of six'),
    (HELP, 'without = "nobody leaves"', 'without = "bell\\u0007"'),
    (HELP, "demand = 1.1", "demand = -1"),
    (HELP, "demand = 1.1", ""),
    (HELP, "demand = 1.1", "start = 1"),
    (HELP, 'arrivals = [\n  { id = "neighbours", ', 'arrivals = [\n  { '),
    (HELP, 'without = "nobody leaves"', ""),
    (HELP, 'measures = ["wait_mean", "over_20_weeks"]', "measures = []"),
    (HELP, 'measures = ["wait_mean", "over_20_weeks"]', "measure = 1"),
    (BACKLOG, "caseload = ", "case_load = "),
    (BACKLOG, "caseload = ", 'travel = "t.csv"\ncaseload = '),
    (BACKLOG, "within_days = ", "nobody_over_days = 9\nwithin_days = "),
    (BACKLOG, "list_at_most = ", "list_at_least = "),
    (BACKLOG, "most_practitioners = ", "most_practitioners = 0 #"),
    (REPLAY, 'in_hand = "recorded"', 'in_hand = "record"'),
    (REPLAY, 'in_hand = "recorded"', 'in_hand = 1.5'),
    (REPLAY, "until = 2009-11-14", ""),
    (REPLAY, "until = 2009-11-14", 'until = "soon"'),
    (REPLAY, 'outcomes = "outcomes.csv"', ""),
    (REPLAY, 'outcomes = "outcomes.csv"', 'outcome = "outcomes.csv"'),
    (REPLAY, "[record]", "[records]"),
    (QUEUE, "cases = 100_000", "cases = 100_000\nhorizon_days = 5"),
    (QUEUE, "cases = 100_000", ""),
    (QUEUE, "ticks_per_day = 1_000_000", "ticks_per_day = 0"),
    (QUEUE, "warm_up_days = 2000", "warm_up_days = -1"),
    (QUEUE, "count = 6", "count = 0"),
    (QUEUE, "[servers]", "[server]"),
    (QUEUE, "over_days = [2, 5]", "over_days = 2"),
    (QUEUE, 'work = {', 'works = {'),
    (QUEUE, 'law = "exponential"', 'law = "exponentail"'),
    (QUEUE, 'law = "exponential"', 'law = "recorded"'),
    (QUEUE, "arrivals_per_day = 2.0", "arrivals_per_day = -2.0"),
    (QUEUE, "arrivals_per_day = 2.0", ""),
    (QUEUE, 'id = "last"', 'id = "at last"'),
    (QUEUE, 'answers = { class = "last" }', "answers = { class = true }"),
)


def check_scenarios(program):
    scenario = validator("scenario")
    paths = [path for folder in ("examples", "fuzz/corpus/scenario")
             for path in sorted(Path(folder).rglob("*.toml"))
             if "kind" in tomllib.loads(path.read_text(encoding="utf-8"))]
    good = [path for path in paths if "faults" not in path.stem]
    assert len(good) > 5 and len(good) < len(paths)
    seen = set()
    for path in paths:
        document = plain(read(path))
        (accept if path in good else refuse)(scenario, document, str(path))
        if path in good:
            seen |= keys_of(document)
    # tests/io/scenario_test.cpp reads the same files: what is named here, the program knows.
    if unseen := named_by(scenario.schema) - seen:
        sys.exit(f"keys that no accepted scenario has: {sorted(unseen)}")
    with tempfile.TemporaryDirectory() as folder:
        for path, part, instead in BAD_SCENARIOS:
            text = Path(path).read_text(encoding="utf-8")
            what = f"{path} with {instead!r} for {part!r}"
            if part not in text:
                sys.exit(f"{what}: there is no such part")
            text = text.replace(part, instead, 1)
            refuse(scenario, plain(tomllib.loads(text, parse_float=Decimal)), what)
            # The program has to agree; it reads what the scenario names beside it.
            beside = Path(path).resolve().parent
            names = sorted({name for line in text.splitlines() for name in line.split('"')[1::2]
                            if name.endswith((".toml", ".csv"))})
            for name in names:
                text = text.replace(f'"{name}"', f'"{beside / name}"')
            bad = Path(folder) / "bad.toml"
            bad.write_text(text, encoding="utf-8")
            run = subprocess.run([program, "simulate", str(bad)], capture_output=True, check=False)
            if run.returncode != 3:
                sys.exit(f"{what}: the program ends with {run.returncode}, not 3")


def main():
    check_scenarios(sys.argv[1])
    policy, facts, cases = validator("policy"), validator("facts"), validator("cases")
    paths = sorted(Path("policies").glob("*.toml"))
    assert len(paths) > 1
    for path in paths:
        document = plain(read(path))
        accept(facts if path.stem.endswith("_facts") else policy, document, path.name)
    generated = subprocess.run(
        [sys.argv[1], "generate", "--cases", "300", "--seed", "3", "--as-of", "2009-10-05",
         "--format", "json"], check=True, capture_output=True).stdout
    accept(cases, json.loads(generated, parse_float=Decimal), "a generated list")

    # A policy may have the tables of a fact schema, so both say the same about them.
    for name in ("theme", "fact", "level", "contradiction", "test"):
        if policy.schema["$defs"][name] != facts.schema["$defs"][name]:
            sys.exit(f"$defs/{name} is not the same in the schemas of policies and of facts")

    shipped = read("policies/staffordshire_2009.toml")
    for key, value in (("format", 2), ("status", "official"), ("order", []), ("band", []),
                       ("colour", 1), ("waiting", {}), ("lottery_seed", -1)):
        refuse(policy, shipped | {key: value}, f"policy with {key} = {value}")
    refuse(cases, {"format": 1, "cases": [{"case_id": "A 1", "listed_on": "2009-10-05"}]}, "bad id")
    refuse(cases, {"format": 1, "cases": [{"case_id": "A"}]}, "no day of listing")
    refuse(facts, {"format": 1, "id": "x", "version": "1", "title": "t",
                   "fact": [{"id": "a", "label": "A", "kind": "choice"}]}, "choice without levels")


if __name__ == "__main__":
    main()
