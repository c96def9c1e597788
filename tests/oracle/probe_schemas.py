"""Holds the JSON Schemas of policies and fact schemas against the program, key by key.

    probe_schemas.py WAITLIST-PROGRAM [WORD]      run from the repository

With a WORD only changes whose description has it, such as `waiting.rates`, are asked about.

Two documents have every key that the JSON Schemas name. Each of their values is replaced in turn by
values at, inside and outside every limit and by values of every other type, is left out, and has
put beside it an unknown key and each key that belongs to other rows of its kind. `waitlist policy
check` and the JSON Schema have to agree about each of these documents. Only rules that span several
keys are left to the program: SPANS names them, by what the program says, and each has to be met.

A TOML day is a text to a JSON Schema, so that a day in place of a text is not asked about, nor a
text in place of a day; and 7.0 is a whole number to it.
"""

import concurrent.futures
import copy
import datetime
import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from decimal import Decimal
from pathlib import Path

import jsonschema

from probe_documents import FACTS, POLICIES
from schema_keys import keys_of, named_by

# What the program refuses and the JSON Schema takes: a fault's code and its sentence.
SPANS = {
    "policy": (
        (303, r"^criterion \"\d+\": at most 256 criteria"),
        (303, r"at most 64 rows with conditions"),
        (306, r"a key stands once|\[\[tier_order\]\] is for this tier|has an `order` already"),
        (306, r"an earlier \w+ has this (id|key)|an earlier criterion scores"),
        (316, r"a lottery has both|an unknown answer cannot be worth more|defined by \[filing\]"),
        (316, r"only where the `order` of the policy begins with `tier`"),
        (316, r"only cases that must be allocated are overdue|a `date` key looks at a date"),
        (317, r"no \[\[(band|group|source)\]\] has this|has no such fact|not a (level|marker) of"),
        (319, r"the last key is `case_id`|from` falls strictly|the last band is `from = 0`"),
        (319, r"rises? strictly|every level needs points|every number has points"),
        (319, r"the last row is `under_months = 216`|the last row has no conditions"),
        (305, r"give each of them an `id`"),
        (316, r"the lower one stands first"),
        (319, r"every level needs its place|a row has a cell for each of the"),
        (314, r"^\S+ \"\d+\": no answer of \S+ is above"),
        (314, r"(at_least|at_most|between|is) \"[0-9.]+\": [0-9.]+ to \S+ "),
        (318, r"has no decimals|more than \d decimal"),
        (305, r"would earn more than 1000000 points"),
        (314, r"rate from \w+ \d+ times this is more than"),
        (322, r"is scored by|only a date is measured|only of a date are"),
        (322, r"is for a|is compared with|is tested with|a table is of two choices"),
        (322, r"takes \"no\" alone"),
        (306, r"an earlier \[\[uncertain\]\] is about this number"),
        (314, r"this number is 0 to 1000000 points"),
        (316, r"`from` is not above `to`|lies in its interval|several numbers of this policy have"),
        (317, r"no number of points in this policy has this name"),
    ),
    "facts": (
        (306, r"an earlier (fact|level|theme|contradiction) has this id"),
        (303, r"^fact \"\d+\": a schema has at most 256 facts"),
        (314, r"from 0 to \d+"),
        (318, r"at_least \"[0-9.]+\": \w+ has no decimals"),
        (316, r"so this never holds"),
        (317, r"no fact has this theme|no fact of this schema|not a level or marker of"),
        (322, r"a choice has a level here|name markers of a checklist"),
    ),
}

# Numbers at, inside and outside every limit of the two formats.
WHOLES = (-9007199254740993, -1000001, -1000000, -110001, -110000, -1, 0, 1, 2, 6, 7, 9, 12, 24,
          216, 217, 1000, 1001, 110000, 110001, 1000000, 1000001, 500000000, 500000001,
          9007199254740992, 9007199254740993, 9223372036854775807)
DECIMALS = tuple(Decimal(text) for text in (
    "0.5", "-0.5", "0.001", "0.0001", "0.57", "33.333333", "7.0", "1000.5", "1000000.001",
    "-1000000.001"))
TEXTS = ("", " ", "x", "a b", "a.b", "a-b", "A", "1st", "_a", "a" * 64, "a" * 65, "é", "tab\there",
         "two\nlines", "bell\u0007", "unit\u0085", "row\u2028",
         "no", "unknown", "case_id", "children", "must_allocate", "2009-10-05", "given")
DAYS = (datetime.date(1899, 12, 31), datetime.date(1900, 1, 1), datetime.date(2199, 12, 31),
        datetime.date(2200, 1, 1), datetime.datetime(2009, 10, 5, 12, 0))
OTHERS = (True, [], {}, [1], ["x"], [{}], {"x": 1})
LIST_SIZES = (0, 1, 8, 9, 16, 17, 24, 25, 64, 65, 256, 257)


def toml_of(value):
    """A value as TOML in one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(k)} = {toml_of(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(toml_of(inner) for inner in value) + "]"
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return json.dumps(value, ensure_ascii=False)


def toml_text(document):
    return "".join(f"{json.dumps(key)} = {toml_of(value)}\n" for key, value in document.items())


def plain(value):
    """A document as JSON has it: days are texts."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def words_of(schema, key=None, found=None):
    """The words that a JSON Schema allows, by the key that has them."""
    found = {} if found is None else found
    if isinstance(schema, list):
        for one in schema:
            words_of(one, key, found)
    elif isinstance(schema, dict):
        for word in schema.get("enum", [schema["const"]] if "const" in schema else []):
            if isinstance(word, str):
                found.setdefault(key, set()).add(word)
        for name, inner in schema.items():
            if name == "properties":
                for inner_key, one in inner.items():
                    words_of(one, inner_key, found)
            elif name not in ("enum", "const"):
                words_of(inner, key, found)
    return found


def resolved(schema, root):
    """A JSON Schema with the parts that it refers to in their places, as deep as they are used."""
    if isinstance(schema, list):
        return [resolved(one, root) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        if name in RECURSIVE:
            return {}
        return resolved(root["$defs"][name], root)
    return {key: resolved(one, root) for key, one in schema.items() if key != "$defs"}


# Definitions that refer to themselves.
RECURSIVE = ("condition", "band_condition")


def paths_of(value, path=()):
    """The way to every value of a document; of like rows one after another, the last."""
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths_of(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            following = value[index + 1] if index + 1 < len(value) else None
            if isinstance(inner, dict) and isinstance(following, dict) and like(inner, following):
                continue
            yield from paths_of(inner, (*path, index))


def like(one, other):
    return one.keys() == other.keys() and all(type(one[key]) is type(other[key]) for key in one)


def at(document, path):
    for step in path:
        document = document[step]
    return document


def replaced(document, path, value):
    changed = copy.deepcopy(document)
    at(changed, path[:-1])[path[-1]] = value
    return changed


# Keys that take a text or a number.
EITHER = ("at_least", "at_most", "between", "is")


def values_for(old, key, words):
    if isinstance(old, bool):
        return (not old, 0, 1, "true", *OTHERS)
    if isinstance(old, (int, Decimal)):
        days = () if key in EITHER else (DAYS[1],)
        return (*WHOLES, *DECIMALS, "1", "x", *days, *OTHERS)
    if isinstance(old, str):
        return (*TEXTS, *sorted(words), 0, Decimal("0.5"), *OTHERS)
    if isinstance(old, datetime.date):
        return (*DAYS, "x", 0, *OTHERS)
    return ("x", 0, Decimal("0.5"), DAYS[1], *OTHERS)


def sizes_of(old, path):
    """The list with as many rows as each limit allows, and with one more."""
    for size in LIST_SIZES:
        rows = [copy.deepcopy(old[i % len(old)]) for i in range(size)]
        for i, row in enumerate(rows):
            if isinstance(row, dict) and i >= len(old):
                for key in ("id", "key"):  # each once, so that the number of rows is the matter
                    if key in row:
                        row[key] = f"{path[-1]}_{i}"
        yield rows


def kind_of(path):
    """Rows of one list are of one kind."""
    return tuple(step for step in path if isinstance(step, str))


def keys_by_kind(document):
    """For each kind of table its keys, each with a value that it has somewhere."""
    keys = {}
    for path in paths_of(document):
        table = at(document, path)
        if isinstance(table, dict):
            for key, value in table.items():
                keys.setdefault(kind_of(path), {}).setdefault(key, value)
    return keys


def changed_documents(document, words):
    """What is changed and the document with the change."""
    keys = keys_by_kind(document)
    for path in paths_of(document):
        name = ".".join(str(step) for step in path)
        old = at(document, path)
        if isinstance(old, dict):
            changed = copy.deepcopy(document)
            at(changed, path)["no_such_key"] = 1
            yield f"{name} with another key", changed
            for key, value in keys[kind_of(path)].items():
                if key not in old:
                    yield f"{name} with {key}", replaced(document, (*path, key), value)
        if not path:
            continue
        changed = copy.deepcopy(document)
        del at(changed, path[:-1])[path[-1]]
        yield f"{name} left out", changed
        key = next(step for step in reversed(path) if isinstance(step, str))
        for value in values_for(old, key, words.get(key, ())):
            yield f"{name} = {toml_of(value)[:80]}", replaced(document, path, value)
        if isinstance(old, list) and old:
            yield f"{name} with the last row twice", replaced(document, path, [*old, old[-1]])
            for rows in sizes_of(old, path):
                yield f"{name} of {len(rows)} rows", replaced(document, path, rows)


class Program:
    """`waitlist policy check`, run in folders of its own."""

    def __init__(self, path, folder):
        self.path, self.folder = path, Path(folder)

    def faults(self, name, policy, facts, kind):
        """The faults of one of the two files; empty: it is accepted. A policy with the facts in it
        has no file of them."""
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        (folder / "policy.toml").write_text(policy, encoding="utf-8")
        (folder / "facts.toml").write_text(facts, encoding="utf-8")
        beside = ["--facts", "facts.toml"] if facts else []
        run = subprocess.run(
            [self.path, "policy", "check", "policy.toml", *beside],
            cwd=folder, capture_output=True, encoding="utf-8", check=False)
        if run.returncode not in (0, 3):
            sys.exit(f"{kind}: exit status {run.returncode}: {run.stderr}")
        lines = [line for line in run.stderr.splitlines() if line.startswith(f"{kind}.toml")]
        if run.returncode == 3 and kind == "policy" and not lines:
            sys.exit(f"refused without a fault: {run.stderr}")
        return lines


def spanning(fault, kind, met):
    """Whether a fault is of a rule that spans several keys."""
    code = int(re.search(r"\[E(\d+)\]$", fault).group(1))
    sentence = re.sub(r"^\w+\.toml(:\d+)*: ", "", fault)
    for part in ("policy", "facts") if kind == "policy" else ("facts",):
        for number, (of, says) in enumerate(SPANS[part]):
            if of == code and re.search(says, sentence):
                met.add((part, number))
                return True
    return False


def probe(kind, document, program, checker, beside, met, word):
    """Differences between program and JSON Schema over one document."""
    words = words_of(resolved(checker.schema, checker.schema))
    jobs = [("as it is", document),
            *((what, changed) for what, changed in changed_documents(document, words)
              if word in what)]

    def verdicts(numbered):
        number, (what, changed) = numbered
        text = toml_text(changed)
        folder = f"{os.getpid()}_{number % 64}_{kind}_{number}"
        faults = program.faults(folder, *((text, beside) if kind == "policy" else (beside, text)),
                                kind)
        return what, faults, checker.is_valid(plain(changed))

    differences = []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for what, faults, valid in pool.map(verdicts, enumerate(jobs)):
            spans = [spanning(fault, kind, met) for fault in faults]
            if what == "as it is" and (faults or not valid):
                sys.exit(f"{kind}: the document itself is refused: {faults}")
            if valid and faults and not all(spans):
                differences.append(f"{kind}: {what}: only the program refuses: {faults}")
            if not valid and not faults:
                differences.append(f"{kind}: {what}: only the JSON Schema refuses")
    return len(jobs), differences


def checker_of(kind):
    text = Path(f"policies/{kind}.schema.json").read_text(encoding="utf-8")
    schema = json.loads(text, parse_float=Decimal)
    jsonschema.Draft202012Validator.check_schema(json.loads(text))
    return VALIDATOR(schema)


def is_whole(_, value):
    if isinstance(value, Decimal):
        return value == value.to_integral_value()
    return isinstance(value, int) and not isinstance(value, bool)


VALIDATOR = jsonschema.validators.extend(
    jsonschema.Draft202012Validator,
    type_checker=jsonschema.Draft202012Validator.TYPE_CHECKER.redefine("integer", is_whole))


def read(text):
    return tomllib.loads(text, parse_float=Decimal)


def main():
    differences, count, met = [], 0, set()
    word = "".join(sys.argv[2:3])
    with tempfile.TemporaryDirectory() as folder:
        program = Program(Path(sys.argv[1]).resolve(), folder)
        for kind, texts in (("policy", POLICIES), ("facts", (FACTS,))):
            checker = checker_of(kind)
            documents = [read(text) for text in texts]
            if unseen := named_by(checker.schema) - set().union(*map(keys_of, documents)):
                sys.exit(f"{kind}: keys that no probe has: {sorted(unseen)}")
            for document in documents:
                beside = POLICIES[0]
                if kind == "policy":
                    beside = FACTS if "facts" in document else ""
                more, found = probe(kind, document, program, checker, beside, met, word)
                count, differences = count + more, differences + found
    for kind, rules in SPANS.items():
        for number, rule in enumerate(rules):
            if (kind, number) not in met and not word:
                differences.append(f"{kind}: no document meets the rule {rule}")
    for difference in differences:
        print(difference)
    if differences:
        sys.exit(f"{len(differences)} differences in {count} documents")
    print(f"ok: program and JSON Schemas agree about {count} documents")


if __name__ == "__main__":
    main()
