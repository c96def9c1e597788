"""Holds `policy diff --witness` against z3, on schemas with more cases than can be gone through.

    prove_witness.py PROGRAM [--pairs N]

Both policies are written as formulas from docs/reference/policy-format.md alone; z3 then proves
that a case loses and gains as much as the program says, and none more. score_list.py scores the
case that is written.
"""

import argparse
import random
import sys
import tempfile
from datetime import date
from pathlib import Path

from search_witness import AS_OF, check_written, claimed, policy_head, run
from z3 import And, Bool, If, Int, Not, Or, Solver, sat, unsat

CHOICES = {f"choice{n}": ["some", "more", "most"] for n in range(3)}
COUNTS = {"calls": 20}
CHECKLISTS = {"signs": "abcd", "marks": "ef"}
SERVICE_FROM = date(2009, 4, 1)
NO, UNKNOWN = -2, -1


def facts():
    def levels(names):
        return ", ".join(f'{{ id = "{name}", label = "{name}" }}' for name in names)

    text = f'format = 1\nid = "wide"\nversion = "1"\ntitle = "Wide"\nservice_from = {SERVICE_FROM}\n'
    for kind, schema in (("choice", CHOICES), ("checklist", CHECKLISTS)):
        for name, members in schema.items():
            text += f'[[fact]]\nid = "{name}"\nlabel = "{name}"\nkind = "{kind}"\n'
            text += f"levels = [{levels(members)}]\n"
    for name, most in COUNTS.items():
        text += f'[[fact]]\nid = "{name}"\nlabel = "{name}"\nkind = "count"\nmaximum = {most}\n'
    return text


def drawn_policy(draw):
    """A policy as data: points in thousandths."""
    def points(most):
        return draw.randint(0, most * 4) * 250

    def condition():
        if draw.random() < 0.5:
            name = draw.choice(sorted(CHOICES))
            return (name, "at_least", draw.choice(CHOICES[name]))
        name = draw.choice(sorted(COUNTS))
        return (name, draw.choice(["at_least", "at_most"]), draw.randint(1, COUNTS[name] - 1))

    policy = {"groups": {}, "criteria": [], "unknown": None, "rates": [], "faster": False}
    for group in "ab":
        cap = points(12) if draw.random() < 0.5 else None
        combine = draw.choice(["sum", "highest", "highest_plus_half_of_rest"])
        policy["groups"][group] = (combine, cap)
    for name in [*CHOICES, *COUNTS, *CHECKLISTS]:
        if name in CHOICES:
            scale = {level: points(6) for level in CHOICES[name]}
        elif name in CHECKLISTS:
            scale = {marker: points(3) for marker in CHECKLISTS[name]}
        else:
            starts = sorted({0, *(draw.randint(1, COUNTS[name]) for _ in range(3))})
            scale = {start: points(6) for start in starts}
        when = [condition() for _ in range(draw.choice([0, 0, 1, 2]))]
        policy["criteria"].append((name, draw.choice("ab"), scale, when))
    if draw.random() < 0.7:
        policy["unknown"] = points(8)
    if draw.random() < 0.8:
        starts = sorted({0, *(draw.randint(1, 150) for _ in range(2))})
        policy["rates"] = [(start, draw.randint(0, 8) * 25) for start in starts]
        policy["faster"] = draw.random() < 0.6
    return policy


def written(policy):
    """The policy as a file."""
    def number(thousandths):
        return f"{thousandths / 1000:g}"

    text = policy_head("wide", 12)
    for name, (combine, cap) in policy["groups"].items():
        text += f'[[group]]\nid = "{name}"\nlabel = "{name}"\ncombine = "{combine}"\n'
        text += f"cap = {number(cap)}\n" if cap is not None else ""
    for name, group, scale, when in policy["criteria"]:
        text += f'[[criterion]]\nfact = "{name}"\ngroup = "{group}"\n'
        if name in COUNTS:
            rows = ", ".join(f"{{ from = {n}, points = {number(p)} }}" for n, p in scale.items())
            text += f"ranges = [{rows}]\n"
        else:
            cells = ", ".join(f"{member} = {number(p)}" for member, p in scale.items())
            text += f"{'levels' if name in CHOICES else 'markers'} = {{ {cells} }}\n"
        if when:
            def told(value):
                return f'"{value}"' if isinstance(value, str) else value

            rows = ", ".join(f'{{ fact = "{f}", {op} = {told(v)} }}' for f, op, v in when)
            text += f"all = [{rows}]\n"
    if policy["unknown"] is not None:
        text += f'[unknown]\nshare = "half"\ntotal_cap = {number(policy["unknown"])}\n'
    if policy["rates"]:
        rows = ", ".join(f"{{ from_day = {n}, per_day = {number(p)} }}" for n, p in policy["rates"])
        text += f"[waiting]\nrates = [{rows}]\n"
        if policy["faster"]:
            text += '[[waiting.faster]]\ntimes = 2\nall = [{ band = "P1" }]\n'
    return text


def least(a, b):
    return If(a < b, a, b)


class PossibleCase:
    """Every case there can be: a choice is the number of its level, a count its number; NO and
    UNKNOWN stand for those answers. A checklist has a marker or is one of these."""

    def __init__(self):
        self.answers = {name: Int(name) for name in [*CHOICES, *COUNTS, *CHECKLISTS]}
        self.markers = {
            (name, marker): Bool(f"{name}.{marker}")
            for name, every in CHECKLISTS.items()
            for marker in every
        }
        self.days = Int("days")
        longest = (date.fromisoformat(AS_OF) - SERVICE_FROM).days
        self.limits = [self.days >= 0, self.days <= longest]
        for name, answer in self.answers.items():
            most = len(CHOICES.get(name, [])) - 1 if name in CHOICES else COUNTS.get(name, 0)
            self.limits += [answer >= NO, answer <= most]
        for (name, _), marker in self.markers.items():
            self.limits.append(Or(Not(marker), self.answers[name] == 0))
        for name, every in CHECKLISTS.items():
            some = Or([self.markers[name, marker] for marker in every])
            self.limits.append(Or(self.answers[name] != 0, some))

    def holds(self, when):
        """Section 9: in use, a condition on an unknown answer does not hold. No call is 0 calls."""
        every = []
        for name, op, value in when:
            answer = self.answers[name]
            number = answer if name in CHOICES else If(answer == NO, 0, answer)
            limit = CHOICES[name].index(value) if name in CHOICES else value
            every.append(answer != UNKNOWN)
            every.append(number >= limit if op == "at_least" else number <= limit)
        return And(every)

    def given(self, name, scale):
        """Section 4: what a known answer gives."""
        answer = self.answers[name]
        if name in CHECKLISTS:
            return sum(If(self.markers[name, marker], p, 0) for marker, p in scale.items())
        worth = 0
        for place, (key, p) in enumerate(scale.items()):
            worth = If(answer == place, p, worth) if name in CHOICES else If(answer >= key, p, worth)
        return If(answer == NO, 0, worth)


def most_of(name, scale):
    return sum(scale.values()) if name in CHECKLISTS else max(scale.values())


def unknown_points(name, scale, policy):
    """Section 6: half or a third of the most, up to a whole point."""
    divisor = 3 if policy["unknown"] is None else 2
    most = most_of(name, scale)
    return min(most, -(-most // (divisor * 1000)) * 1000)


def combined(numbers, combine, cap):
    total = sum(numbers)
    highest = 0
    for number in numbers:
        highest = If(number > highest, number, highest)
    value = {"sum": total, "highest": highest,
             "highest_plus_half_of_rest": highest + (total - highest) / 2}[combine]
    return value if cap is None else least(value, cap)


def points_in_use(policy, case):
    left = policy["unknown"]
    risk = 0
    for group, (combine, cap) in policy["groups"].items():
        known, full = [], []
        for name, of, scale, when in policy["criteria"]:
            if of != group:
                continue
            unknown = case.answers[name] == UNKNOWN
            given = case.given(name, scale)
            known.append(If(And(case.holds(when), Not(unknown)), given, 0))
            worth = If(unknown, unknown_points(name, scale, policy), given)
            full.append(If(case.holds(when), worth, 0))
        if not known:
            continue
        base = combined(known, combine, cap)
        taken = combined(full, combine, cap) - base
        if left is not None:
            taken = least(taken, left)
            left = left - taken
        risk = risk + base + taken
    waiting = 0
    for place, (start, each) in enumerate(policy["rates"]):
        after = policy["rates"][place + 1:]
        end = least(case.days, after[0][0]) if after else case.days
        waiting = waiting + If(end > start, each * (end - start), 0)
    if policy["faster"]:
        waiting = If(risk >= 12000, 2 * waiting, waiting)
    return risk + waiting


def check(program, folder, seed):
    draw = random.Random(seed)
    policies = [drawn_policy(draw), drawn_policy(draw)]
    files = [folder / "old.toml", folder / "new.toml"]
    for file, policy in zip(files, policies):
        file.write_text(written(policy))
    witness = folder / "witness.csv"
    witness.unlink(missing_ok=True)
    words = run(program, "policy", "diff", *files, "--as-of", AS_OF, "--witness", witness)
    loss, gain = claimed(words, "Most lost", "gains"), claimed(words, "Most gained", "loses")
    check_written(witness, *files, (loss, gain), f"seed {seed}")
    case = PossibleCase()
    before, after = (points_in_use(policy, case) for policy in policies)
    for name, most, sign in (("loses_most", loss, 1), ("gains_most", gain, -1)):
        solver = Solver()
        solver.set("timeout", 120_000)
        solver.add(case.limits)
        for more, expected in ((0, sat), (1, unsat)):
            solver.push()
            solver.add(sign * (before - after) >= most + more)
            found = solver.check()
            if found != expected:
                sys.exit(f"seed {seed}: {name} is {most}, and {most + more} is {found}")
            solver.pop()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "facts.toml").write_text(facts())
        for seed in range(arguments.seed, arguments.seed + arguments.pairs):
            check(arguments.program, folder, seed)
    print(f"{arguments.pairs} pairs of policies: z3 finds no case that loses or gains more")


if __name__ == "__main__":
    main()
