"""Checks the published JSON Schemas against what the library reads and writes.

    check_schemas.py WAITLIST-PROGRAM      run from the repository
"""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import jsonschema


def validator(name):
    schema = json.loads(Path(f"policies/{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def accept(checker, document, what):
    for error in checker.iter_errors(document):
        sys.exit(f"{what}: {error.json_path}: {error.message}")
    print(f"ok: {what}")


def refuse(checker, document, what):
    if checker.is_valid(document):
        sys.exit(f"{what}: accepted")
    print(f"ok: refused, {what}")


def main():
    policy, facts, cases = validator("policy"), validator("facts"), validator("cases")
    paths = sorted(Path("policies").glob("*.toml"))
    assert len(paths) > 1
    for path in paths:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        accept(facts if path.stem.endswith("_facts") else policy, document, path.name)
    generated = subprocess.run(
        [sys.argv[1], "generate", "--cases", "300", "--seed", "3", "--as-of", "2009-10-05",
         "--format", "json"], check=True, capture_output=True).stdout
    accept(cases, json.loads(generated), "a generated list")

    shipped = tomllib.loads(Path("policies/staffordshire_2009.toml").read_text(encoding="utf-8"))
    for key, value in (("format", 2), ("status", "official"), ("order", []), ("band", []),
                       ("colour", 1), ("waiting", {}), ("lottery_seed", -1)):
        refuse(policy, shipped | {key: value}, f"policy with {key} = {value}")
    refuse(cases, {"format": 1, "cases": [{"case_id": "A 1", "listed_on": "2009-10-05"}]}, "bad id")
    refuse(cases, {"format": 1, "cases": [{"case_id": "A"}]}, "no day of listing")
    refuse(facts, {"format": 1, "id": "x", "version": "1", "title": "t",
                   "fact": [{"id": "a", "label": "A", "kind": "choice"}]}, "choice without levels")


if __name__ == "__main__":
    main()
