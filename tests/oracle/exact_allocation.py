"""Holds `waitlist allocate` with units of several places against an integer program, solved by CBC.

Random lists of 13 to 60 units, loads 1 to 6, 3 to 9 practitioners, places short, just enough or
ample. Of each list it asks CBC
  - whether a unit that waits could have a place beside those before it that are placed (it must
    not: the promise), unless counting all places answers that already;
  - what the same units cost at the least: no less than the printed bound, no more than the total.
"""

import json
import os
import random
import subprocess
import sys
import tempfile

LISTS = 300
POLICY = "policies/first_come_first_served.toml"


class World:
    """A list with a price for each pair that may be."""

    def __init__(self, seed):
        draws = random.Random(seed)
        self.units = 13 + seed % 48
        people = draws.randint(3, 9)
        most = draws.choice([3, 4, 6])
        self.loads = [draws.randint(1, most) for _ in range(self.units)]
        share = draws.choice([0.7, 0.95, 1.0, 1.3])
        each = max(most, round(sum(self.loads) * share / people))
        self.places = [max(1, each + draws.randint(-2, 2)) for _ in range(people)]
        kinds = [draws.sample(range(people), draws.randint(1, people)) for _ in range(4)]
        self.price = [
            {p: draws.randint(0, 120) for p in draws.choice(kinds)} for _ in range(self.units)
        ]

    def write(self, folder):
        def put(name, head, rows):
            path = os.path.join(folder, name)
            with open(path, "w", encoding="utf-8") as file:
                file.write(head + "\n" + "".join(row + "\n" for row in rows))
            return path

        cases = put(
            "cases.csv",
            "case_id,listed_on",
            [f"C{u:02},2009-{1 + u // 28:02}-{1 + u % 28:02}" for u in range(self.units)],
        )
        roster = put(
            "roster.csv",
            "practitioner_id,caseload",
            [f"P{p},{n}" for p, n in enumerate(self.places)],
        )
        work = put(
            "work.csv",
            "competence,load,case_id,fact,answers,may_not_take",
            [f",{n},C{u:02},,," for u, n in enumerate(self.loads)],
        )
        pairs = put(
            "pairs.csv",
            "case_id,practitioner_id,cost",
            [f"C{u:02},P{p},{c}" for u, own in enumerate(self.price) for p, c in own.items()],
        )
        return cases, roster, work, pairs


def allocation_of(waitlist, world, folder):
    cases, roster, work, pairs = world.write(folder)
    command = [waitlist, "allocate", cases, "--policy", POLICY, "--as-of", "2009-10-05"]
    command += ["--roster", roster, "--work", work, "--pairs", pairs, "--count-cases"]
    done = subprocess.run(
        command + ["--format", "json"], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def least_price(world, units, folder):
    """The least price of exactly these units; None: they do not fit together."""
    lines = ["Minimize", " price: " + sum_of((c, u, p) for u in units for p, c in pairs(world, u))]
    lines.append("Subject To")
    for u in units:
        lines.append(f" unit{u}: " + sum_of((1, u, p) for p, _ in pairs(world, u)) + " = 1")
    for p, places in enumerate(world.places):
        terms = [(world.loads[u], u, p) for u in units if p in world.price[u]]
        if terms:
            lines.append(f" places{p}: " + sum_of(terms) + f" <= {places}")
    lines.append("Binary")
    lines += [f" x{u}_{p}" for u in units for p, _ in pairs(world, u)]
    lines.append("End\n")
    path = os.path.join(folder, "program.lp")
    answer = os.path.join(folder, "answer.txt")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))
    if os.path.exists(answer):
        os.remove(answer)
    subprocess.run(
        ["cbc", path, "ratioGap", "0", "seconds", "60", "solve", "solution", answer],
        capture_output=True,
        check=True,
    )
    with open(answer, encoding="utf-8") as file:
        first = file.readline()
    if "nfeasible" in first:
        return None
    if not first.startswith("Optimal"):
        raise RuntimeError("CBC did not come to an end: " + first)
    return round(float(first.split()[-1]))


def pairs(world, unit):
    return world.price[unit].items()


def sum_of(terms):
    return "\n + ".join(f"{c} x{u}_{p}" for c, u, p in terms)


def check(waitlist, seed, folder):
    """Answers how many questions CBC was asked, the least price, and the program's."""
    world = World(seed)
    found = allocation_of(waitlist, world, folder)

    def wrong(what):
        sys.exit(f"list {seed}: {what}")

    placed = {}
    for unit in found["units"]:
        number = int(unit["cases"][0][1:])
        if unit["practitioner_id"]:
            placed[number] = int(unit["practitioner_id"][1:])
    taken = [0] * len(world.places)
    for unit, p in placed.items():
        taken[p] += world.loads[unit]
        if p not in world.price[unit]:
            wrong(f"C{unit:02} is with P{p}, who may not take it")
    if any(have > most for have, most in zip(taken, world.places)):
        wrong("more is given than there are places")
    if sum(world.price[unit][p] for unit, p in placed.items()) != int(found["total"]):
        wrong("the prices of the pairs are not the total")
    if found["undecided"]:
        wrong("the search stopped early")
    asked = 0
    for unit in range(world.units):
        if unit in placed or not world.price[unit]:
            continue
        before = [one for one in range(unit) if one in placed] + [unit]
        if sum(world.loads[one] for one in before) > sum(world.places):
            continue
        asked += 1
        if least_price(world, before, folder) is not None:
            wrong(f"C{unit:02} waits, and fits beside all before it that are placed")
    total, bound = int(found["total"]), int(found["bound"])
    least = least_price(world, sorted(placed), folder)
    if not bound <= least <= total:
        wrong(f"bound {bound}, least price {least}, total {total}")
    return asked + 1, least, total


def main():
    waitlist = sys.argv[1]
    lists = int(sys.argv[2]) if len(sys.argv) > 2 else LISTS
    asked = least = total = exact = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(1, lists + 1):
            more, one_least, one_total = check(waitlist, seed, folder)
            asked += more
            least += one_least
            total += one_total
            exact += one_least == one_total
    above = 100 * (total - least) / max(least, 1)
    print(
        f"{lists} lists of 13 to 60 units of several places: the units placed are those of an "
        f"integer program ({asked} solved by CBC); the price is {above:.2f} % above the least, "
        f"and the least on {exact}"
    )


if __name__ == "__main__":
    main()
