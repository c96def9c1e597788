"""Writes a random policy, its facts and a list of cases: what the policy format says of an order.

    random_world.py SEED FOLDER [--cases N]

Makes FOLDER/policy.toml, FOLDER/facts.toml and FOLDER/cases.csv and prints the as-of date. The
same seed makes the same bytes. What a policy may hold is written here a second time, from
docs/reference/policy-format.md: a key that this never writes is a key that nobody compares. All
cases await allocation.
"""

import argparse
import random
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

BANDS = ["P1", "P2", "P3", "P4", "P5"]


def toml(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, Decimal)):
        return str(value)
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return "[" + ", ".join(toml(one) for one in value) + "]"
    return "{ " + ", ".join(f'"{key}" = {toml(one)}' for key, one in value.items()) + " }"


def table(header, rows):
    lines = [header] + [f"{key} = {toml(value)}" for key, value in rows.items()
                        if not (isinstance(value, dict) and key == "rows")]
    if "rows" in rows:
        lines += [f"[{header.strip('[]')}.rows]"]
        lines += [f'"{key}" = {toml(value)}' for key, value in rows["rows"].items()]
    return "\n".join(lines) + "\n"


class World:
    def __init__(self, seed):
        self.draw = random.Random(seed)
        self.as_of = date(2009, 10, 5) + timedelta(self.draw.randrange(0, 1500))
        if self.chance(0.2):
            self.as_of = self.draw.choice([date(2012, 2, 29), date(2013, 2, 28), date(2013, 3, 1)])
        self.facts = self.make_facts()
        self.by_kind = {}
        for fact in self.facts:
            self.by_kind.setdefault(fact["kind"], []).append(fact)
        self.bands = BANDS[:self.draw.randint(2, 5)]
        self.calendar = self.make_calendar(random.Random(-1 - seed))

    @staticmethod
    def make_calendar(draw):
        """Holidays of a calendar of its own; empty for the one that is shipped."""
        if draw.random() < 0.7:
            return ""
        days = {date(1996, 1, 1), date(2030, 12, 31)}
        days |= {date(1996, 1, 1) + timedelta(draw.randrange(12_700)) for _ in range(600)}
        computed = draw.choice([2008, 2014, 2031])
        rows = [f"{day},,{'computed' if day.year >= computed else 'drawn'}" for day in days]
        draw.shuffle(rows)
        return "\n".join(["date,title,source", *rows]) + "\n"

    def chance(self, share):
        return self.draw.random() < share

    def pick(self, *values):
        return self.draw.choice(values)

    def points(self, most=20):
        """Zero, whole, or with up to three decimals."""
        whole = self.draw.randint(0, most)
        if self.chance(0.3):
            return Decimal(whole * 1000 + self.draw.randrange(1000)) / 1000
        return whole

    def maybe(self, share, key, make):
        return {key: make()} if self.chance(share) else {}

    # Facts

    def make_facts(self):
        facts = []
        for i in range(self.draw.randint(4, 9)):
            kind = self.pick("choice", "choice", "choice", "count", "checklist", "date", "yes_no")
            fact = {"id": f"{self.pick('f', 'f', '7')}{i}", "label": f"Fact {i}", "kind": kind}
            if kind == "choice":
                names = [f"{self.pick('l', '3')}{n}" for n in range(self.draw.randint(1, 4))]
                fact["levels"] = [{"id": name, "label": name} for name in names]
                if self.chance(0.15):
                    fact["no"] = False
            if kind == "checklist":
                fact["levels"] = [{"id": f"m{n}", "label": f"Marker {n}"}
                                  for n in range(self.draw.randint(1, 5))]
            if kind == "count":
                fact["decimals"] = self.pick(0, 0, 1, 2, 3)
                fact["maximum"] = self.draw.randint(3, 60)
            facts.append(fact)
        return facts

    def number_of(self, fact, least=0):
        """A number that an answer of the fact can be, as the policy or a cell writes it."""
        places = fact.get("decimals", 0)
        number = self.draw.randint(least * 10 ** places, fact["maximum"] * 10 ** places)
        if places == 0:
            return number
        return Decimal(number) / 10 ** places

    # Conditions

    def condition_on(self, fact, unknown):
        kind, name = fact["kind"], fact["id"]
        if unknown and self.chance(0.08):
            return {"fact": name, "is_unknown": True}
        if kind in ("choice", "yes_no"):
            levels = [level["id"] for level in fact.get("levels", [{"id": "yes"}])]
            at = self.draw.choice(levels)
            with_no = levels + (["no"] if fact.get("no", True) else [])
            low, high = sorted(self.draw.randrange(len(levels)) for _ in range(2))
            return self.pick({"fact": name, "at_least": at}, {"fact": name, "at_least": at},
                             {"fact": name, "at_most": at},
                             {"fact": name, "is": self.draw.choice(with_no)},
                             {"fact": name, "between": [levels[low], levels[high]]},
                             {"fact": name, "any_of": self.draw.sample(
                                 levels, self.draw.randint(1, len(levels)))})
        if kind == "count":
            low, high = sorted([self.number_of(fact), self.number_of(fact)])
            least = max(self.number_of(fact), Decimal(1) if fact.get("decimals") else 1)
            return self.pick({"fact": name, "at_least": least},
                             {"fact": name, "at_most": self.number_of(fact)},
                             {"fact": name, "is": self.number_of(fact)},
                             {"fact": name, "between": [low, high]})
        if kind == "checklist":
            markers = [level["id"] for level in fact["levels"]]
            count = self.draw.randint(1, len(markers))
            return self.pick({"fact": name, "at_least": count}, {"fact": name, "at_most": count},
                             {"fact": name, "any_of": self.draw.sample(markers, count)})
        unit, most = self.pick(("days", 900), ("months", 36), ("years", 3))
        test = self.pick("within", "within", "older_than")
        return {"fact": name, f"{test}_{unit}": self.draw.randint(0, most),
                **self.maybe(0.4, "measured", lambda: "as_of")}

    def condition(self, ages=True, bands=False, unknown=True):
        if ages and self.chance(0.15):
            made = {"youngest_under_months": self.draw.randint(1, 216)}
        elif bands and self.chance(0.2):
            return {"band": self.draw.choice(self.bands)}
        else:
            made = self.condition_on(self.draw.choice(self.facts), unknown)
        return {"not": made} if self.chance(0.2) else made

    def when(self, **where):
        made = {}
        if self.chance(0.7):
            made["all"] = [self.condition(**where) for _ in range(self.draw.randint(1, 2))]
        if not made or self.chance(0.3):
            made["any"] = [self.condition(**where) for _ in range(self.draw.randint(1, 2))]
        return made

    # Rules

    def per(self, fact=None):
        every = self.draw.randint(1, 12)
        if fact is not None and fact.get("decimals") and self.chance(0.5):
            every = Decimal(self.draw.randint(1, 30)) / 10
        made = {"points": self.points(6), "every": every}
        if self.chance(0.3):
            made["start"] = self.points(30)
            made["points"] = -made["points"] if self.chance(0.6) else made["points"]
        return {**made, **self.maybe(0.4, "from", lambda: self.draw.randint(0, 5)),
                **self.maybe(0.5, "at_most", lambda: self.points(30)),
                **self.maybe(0.4, "steps", lambda: self.pick("part", "full"))}

    def ranges(self, fact):
        steps = self.draw.randint(1, 5)
        if fact["kind"] == "date":
            froms = {0} | {self.draw.randint(1, 40) for _ in range(steps)}
        else:
            froms = {0} | {self.number_of(fact) for _ in range(steps)}
        return [{"from": one, "points": self.points()} for one in sorted(froms)]

    def scale(self, fact):
        kind = fact["kind"]
        if kind == "choice":
            return {"levels": {level["id"]: self.points() for level in fact["levels"]}}
        if kind == "yes_no":
            if self.chance(0.5):
                return {"points": self.points()}
            return {"levels": {"yes": self.points()}}
        if kind == "checklist":
            return {"markers": {level["id"]: self.points(8) for level in fact["levels"]},
                    **self.maybe(0.4, "maximum", self.points)}
        made = {"per": self.per(fact)} if self.chance(0.4) else {"ranges": self.ranges(fact)}
        if kind == "date":
            made.update(self.maybe(0.5, "unit", lambda: self.pick("days", "months", "years")))
            made.update(self.maybe(0.4, "measured", lambda: "as_of"))
        return made

    def matrix(self, cell):
        """A table by two choices: rows of the first, columns of the second."""
        first, second = self.draw.sample(self.by_kind["choice"], 2)

        def ids(fact):
            levels = [level["id"] for level in fact["levels"]]
            return levels + (["no"] if fact.get("no", True) and self.chance(0.5) else [])

        columns = ids(second)
        return {"by": [first["id"], second["id"]], "columns": columns,
                "rows": {row: [cell() for _ in columns] for row in ids(first)}}

    def some_points_of(self, rule):
        """Points that an answer can earn: an unknown one may not be worth more than the most."""
        earned = [0, *rule.get("levels", {}).values(), rule.get("points", 0)]
        earned += [points for row in rule.get("rows", {}).values() for points in row]
        earned += [row["points"] for row in rule.get("ranges", [])]
        if "markers" in rule:
            most = rule.get("maximum", max(rule["markers"].values()))
            earned += [min(most, points) for points in rule["markers"].values()]
        return self.draw.choice(earned)

    def criteria(self, free):
        """Some facts are scored by several criteria, each with an id."""
        facts = [self.draw.choice(free) for _ in range(self.draw.randint(1, 7))] if free else []
        made = []
        for place, fact in enumerate(facts):
            if self.chance(0.2) and len(self.by_kind.get("choice", [])) > 1:
                made.append({"id": f"c{place}", **self.matrix(self.points)})
                continue
            named = {"id": f"c{place}"} if facts.count(fact) > 1 or self.chance(0.3) else {}
            made.append({**named, "fact": fact["id"], **self.scale(fact)})
        return [table("[[criterion]]", self.criterion(one)) for one in made]

    def criterion(self, made):
        made["group"] = self.draw.choice(self.groups)["id"]
        made.update(self.maybe(0.3, "unknown", lambda: self.some_points_of(made)))
        made.update(self.maybe(0.3, "critical", lambda: True))
        made.update(self.maybe(0.2, "valid_days", lambda: self.draw.randint(1, 200)))
        if self.chance(0.3):
            made.update(self.when())
        return made

    def age(self):
        made = {"group": self.draw.choice(self.groups)["id"], "at": self.pick("listed", "as_of")}
        if self.chance(0.3):
            made["per"] = self.per()
        else:
            limits = sorted(self.draw.sample(range(1, 216), self.draw.randint(0, 4))) + [216]
            made["points"] = []
            for limit in limits:
                if self.chance(0.3):
                    made["points"].append({"under_months": limit, "points": self.points(),
                                           **self.when(ages=False)})
                made["points"].append({"under_months": limit, "points": self.points()})
        return {**made, **self.maybe(0.4, "further_children", lambda: {
            "under_months": self.draw.randint(1, 216), "points": self.points(5),
            "maximum": self.points(12)})}

    def rate(self, count):
        if self.chance(0.5):
            return {f"per_{count[:-1]}": self.points(2)}
        # Common factors keep the parts of a thousandth in which all is whole within their limit.
        spread = self.pick(1, 2, 3, 7, 30) if count == "years" else self.pick(2, 3, 7, 30, 365)
        return {"points": self.points(100), count: spread}

    def waiting(self):
        made, count = {}, "days"
        if self.chance(0.4):
            made["count"] = count = self.pick("days", "months", "years")
        most = {"days": 300, "months": 12, "years": 3}[count]
        froms = sorted({0 if self.chance(0.6) else self.draw.randint(0, most)} |
                       {self.draw.randint(0, most) for _ in range(self.draw.randint(0, 3))})
        made["rates"] = [{f"from_{count[:-1]}": one, **self.rate(count)} for one in froms]
        made.update(self.maybe(0.3, "cap", lambda: self.points(60)))
        made.update(self.maybe(0.3, "pauses", lambda: self.pick("count", "exclude")))
        if self.chance(0.5):
            made["faster"] = [{"times": Decimal(self.draw.randint(0, 3000)) / 1000,
                               **self.when(bands=True)} for _ in range(self.draw.randint(1, 2))]
        return made

    def filing(self):
        limits = sorted(self.draw.sample(range(-10, 60), self.draw.randint(1, 4)))
        slack = []
        for limit in limits:
            if self.chance(0.3):
                slack.append({"up_to": limit, "points": self.points(), **self.when(ages=False)})
            slack.append({"up_to": limit, "points": self.points()})
        return {"effort_days": self.draw.randint(0, 120), "slack": slack,
                **self.maybe(0.5, "no_filing_date", self.points)}

    def floor(self, place):
        made = {"id": f"floor{place}", "label": f"Floor {place}"}
        if self.chance(0.25) and len(self.by_kind.get("choice", [])) > 1:
            made.update(self.matrix(lambda: self.pick("", *self.bands)))
        else:
            made.update({"band": self.draw.choice(self.bands), **self.when()})
        return {**made, **self.maybe(0.3, "whatever_else", lambda: True)}

    def ceiling(self, place):
        made = {"id": f"ceiling{place}", "label": f"Ceiling {place}"}
        if self.chance(0.5):
            made["band"] = self.draw.choice(self.bands)
        else:
            made["group"] = self.draw.choice(self.groups)["id"]
            made.update(self.maybe(0.5, "at_most", self.points))
        return {**made, **self.when(unknown=False)}

    def order(self, tier, has_filing):
        keys = ["points", "risk_points", "filing_date", "longest_wait", "youngest_child", "lottery"]
        keys += ["latest_start"] if has_filing else []
        keys += [{"group": group["id"]} for group in self.groups]
        keys += [{"date": fact["id"], **self.maybe(0.5, "first", lambda: self.pick(
            "earliest", "latest"))} for fact in self.by_kind.get("date", [])]
        chosen = self.draw.sample(keys, self.draw.randint(1, min(4, len(keys))))
        return (["tier"] if tier else []) + chosen + ["case_id"]

    def policy(self):
        self.groups = []
        for i in range(self.draw.randint(1, 4)):
            self.groups.append({
                "id": f"g{i}", "label": f"Group {i}",
                "combine": self.pick("sum", "sum", "highest", "highest_plus_half_of_rest"),
                **self.maybe(0.3, "cap", lambda: self.points(40)),
                **self.maybe(0.3, "risk", lambda: False),
                **self.maybe(0.2, "constant", self.points)})
        used = set()
        yes = [fact["id"] for fact in self.by_kind.get("yes_no", [])]
        if yes and self.chance(0.4):
            self.groups[0]["yes"] = {name: self.points() for name in yes}
            used.update(yes)
        filing = self.chance(0.6)
        by_tier = self.chance(0.8)
        head = {"format": 1, "id": "random", "version": "1", "title": "Random",
                "status": "illustrative", "status_line": "Random.", "facts": "facts.toml",
                "order": self.order(by_tier, filing)}
        if self.calendar:
            head["calendar"] = "days.csv"
        own = self.tiers(by_tier, filing)
        if any('"lottery"' in text for text in [table("", head), *own]):
            head["lottery_seed"] = self.draw.randrange(2 ** 53)
        froms = sorted(self.draw.sample(range(1, 90), len(self.bands) - 1), reverse=True) + [0]
        parts = [table("", head)]
        parts += [table("[[band]]", {"id": band, "label": band, "from": at})
                  for band, at in zip(self.bands, froms)]
        parts += [table("[[group]]", group) for group in self.groups]
        parts += self.criteria([fact for fact in self.facts if fact["id"] not in used])
        if self.chance(0.6):
            parts.append(table("[age]", self.age()))
        if self.chance(0.7):
            shares = ["none", "third", "half", "all"]
            parts.append(table("[unknown]", {"share": self.pick(*shares),
                                             "critical_share": self.pick(*shares),
                                             **self.maybe(0.4, "total_cap", self.points)}))
        if self.chance(0.8):
            parts.append(table("[waiting]", self.waiting()))
        if filing:
            parts.append(table("[filing]", self.filing()))
        parts += [table("[[floor]]", self.floor(i)) for i in range(self.draw.randint(0, 3))]
        parts += [table("[[ceiling]]", self.ceiling(i)) for i in range(self.draw.randint(0, 2))]
        if self.chance(0.3):
            names = [fact["id"] for fact in self.facts]
            parts.append(table("[cannot_tell]", {
                "band": self.draw.choice(self.bands), "label": "Cannot be told",
                "facts": self.draw.sample(names, self.draw.randint(1, 2))}))
        parts += [table("[decisions]", {"longest_days": self.draw.randint(1, 30)})
                  for _ in range(self.pick(0, 0, 1))]
        if self.chance(0.4):
            after = sorted(self.draw.sample(range(1, 400), self.draw.randint(1, 3)))
            parts.append(table("[promotion]", {"after_days": after,
                                               "not_above": self.draw.choice(self.bands)}))
        return "\n".join(parts + own)

    def tiers(self, by_tier, filing):
        parts, own = [], list(self.bands)
        if self.chance(0.5):
            made = {"waiting_days": self.draw.randint(20, 300)} if self.chance(0.7) else {}
            if not made or self.chance(0.5):
                made["before_filing_days"] = self.draw.randint(0, 90)
            made["below"] = self.draw.choice(self.bands)
            if by_tier and self.chance(0.5):
                made["order"] = self.order(False, filing)
                if self.chance(0.6):
                    made["order"].insert(0, "overdue")
            parts.append(table("[must_allocate]", made))
        if by_tier and self.chance(0.4):
            for tier in self.draw.sample(own, self.draw.randint(1, 2)):
                parts.append(table("[[tier_order]]", {"tier": tier,
                                                      "order": self.order(False, filing)}))
        return parts

    # Cases

    def day(self, least, most):
        """So many days before the as-of date."""
        return self.as_of - timedelta(self.draw.randint(least, most))

    def cell(self, fact):
        kind = fact["kind"]
        if self.chance(0.25):
            return self.pick("unknown", "not_asked", "", f"pending {self.day(0, 60)}")
        if fact.get("no", True) and self.chance(0.3):
            return "no"
        if kind == "choice":
            return self.draw.choice(fact["levels"])["id"]
        if kind == "yes_no":
            return "yes"
        if kind == "count":
            number = self.number_of(fact)
            places = fact.get("decimals", 0)
            return f"{number:.{places}f}" if places and self.chance(0.5) else str(number)
        if kind == "checklist":
            markers = [level["id"] for level in fact["levels"]]
            return ";".join(self.draw.sample(markers, self.draw.randint(1, len(markers))))
        return str(self.day(-20, 1500))

    def child(self, listed):
        if self.chance(0.1):
            return "unknown"
        if self.chance(0.05):
            return f"due {self.day(-200, 20)}"
        born = min(listed - timedelta(self.draw.randint(-40, 6500)), self.as_of + timedelta(10))
        return str(date(2008, 2, 29) if self.chance(0.05) and listed > date(2008, 3, 1) else born)

    def decision(self):
        """A manager's, now and then: in force, ended, or made tomorrow."""
        names = ["", "_reason", "_by", "_agreed_by", "_made_on", "_expires_on"]
        cells = [""] * len(names)
        if self.chance(0.12):
            made = self.day(-2, 25)
            cells = [f"{self.pick('raise', 'lower')} {self.draw.choice(self.bands)}", "judgement",
                     "M1", "M2", str(made), str(made + timedelta(self.draw.randint(1, 30)))]
        return {"decision" + name: cell for name, cell in zip(names, cells)}

    def case(self, place, count):
        listed = self.day(-5, 500)
        filing = ""
        if self.chance(0.6):
            filing = "none" if self.chance(0.2) else str(listed + timedelta(
                self.draw.randint(1, 250)))
        links = [f"C{self.draw.randrange(count):05d}"] if self.chance(0.08) else []
        links = [link for link in links if link != f"C{place:05d}"]
        pause = ""
        if self.chance(0.15) and listed < self.as_of:
            begin = listed + timedelta(self.draw.randint(0, max(0, (self.as_of - listed).days)))
            end = begin + timedelta(self.draw.randint(1, 80))
            pause = f"{begin}/{'' if self.chance(0.2) else end} court agreed"
        row = {"case_id": f"C{place:05d}", "listed_on": str(listed), "filing_date": filing,
               "status": "awaiting", "linked_to": ";".join(links), "pauses": pause,
               "child_dobs": ";".join(self.child(listed)
                                      for _ in range(self.pick(0, 1, 1, 1, 2, 3)))}
        row.update(self.decision())
        for fact in self.facts:
            cell = self.cell(fact)
            row[fact["id"]] = cell
            told = cell not in ("", "unknown", "not_asked") and not cell.startswith("pending")
            row[fact["id"] + "@received_on"] = str(self.day(0, 300)) if told and \
                self.chance(0.3) else ""
        return row

    def cases(self, count):
        rows = [self.case(place, count) for place in range(count)]
        head = list(rows[0])
        return "\n".join([",".join(head)] + [",".join(row[key] for key in head)
                                             for row in rows]) + "\n"

    def schema(self):
        head = table("", {"format": 1, "id": "random_facts", "version": "1", "title": "Random"})
        return "\n".join([head] + [table("[[fact]]", fact) for fact in self.facts])


def write(seed, folder, count):
    world = World(seed)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "policy.toml").write_text(world.policy(), encoding="utf-8")
    (folder / "facts.toml").write_text(world.schema(), encoding="utf-8")
    (folder / "cases.csv").write_text(world.cases(count), encoding="utf-8")
    if world.calendar:
        (folder / "days.csv").write_text(world.calendar, encoding="utf-8")
    return world.as_of


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("seed", type=int)
    parser.add_argument("folder")
    parser.add_argument("--cases", type=int, default=200)
    arguments = parser.parse_args()
    print(write(arguments.seed, arguments.folder, arguments.cases))


if __name__ == "__main__":
    main()
