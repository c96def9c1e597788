"""Writes the SQL that orders a waiting list, from a policy file and its fact schema.

    policy_sql.py POLICY.toml --as-of YYYY-MM-DD [--dialect postgresql|duckdb|sqlite]
                  [--form whole|undated|dated]

`whole` works everything out from the facts. `undated` is the part that no day changes, to be kept
in the table `undated`, and `dated` does the rest from there.

Every number comes from the two files. Section numbers are those of docs/reference/policy-format.md.
Only what the order needs is worked out: `used` points, band and tier, not `least` and `most`.
Points are thousandths; days are counted from 1 January 1900. Tables: case_tables.py.
"""

import argparse
import math
import tomllib
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from dialects import DIALECTS

FAR = 1_000_000  # a day later than every other


class Unsupported(Exception):
    """A policy that asks for what this SQL does not do."""


def day_number(day):
    return (day - date(1900, 1, 1)).days


def points(value):
    return int(Decimal(value) * 1000)


def quoted(column):
    return f'"{column}"'


def case(branches, otherwise):
    if not branches:
        return str(otherwise)
    when = " ".join(f"WHEN {condition} THEN {value}" for condition, value in branches)
    return f"CASE {when} ELSE {otherwise} END"


def select(columns, source):
    """SELECT of (expression, name); a name alone is a column passed on."""
    listed = [name if expression is None else f"{expression} AS {name}"
              for expression, name in columns]
    return "SELECT " + ",\n         ".join(listed) + f"\n  FROM {source}"


def passed(*names):
    return [(None, name) for name in names]


def with_query(steps, last):
    # Both are read twice. `ranked` is only a filter; `scored` is worked out once, for cases that
    # stand alone and for linked ones.
    how = {"ranked": "NOT MATERIALIZED ", "scored": "MATERIALIZED "}
    chain = ",\n".join(f"{name} AS {how.get(name, '')}(\n  {body})" for name, body in steps)
    return f"WITH\n{chain}\n{last}"


class PolicySql:
    """The queries for one policy in one dialect."""

    def __init__(self, policy_path, dialect):
        with open(policy_path, "rb") as text:
            self.policy = tomllib.load(text, parse_float=Decimal)
        with open(Path(policy_path).parent / self.policy["facts"], "rb") as text:
            self.facts = {fact["id"]: fact for fact in tomllib.load(text)["fact"]}
        self.sql = DIALECTS[dialect]
        self.place = {band["id"]: place for place, band in enumerate(self.policy["band"])}
        self.groups = self.policy.get("group", [])
        self.age = self.policy.get("age", {})
        self.faster = self.policy.get("waiting", {}).get("faster", [])
        self.unit = self.policy.get("waiting", {}).get("count", "days")[:-1]
        self.rates = [self.rate(rate) for rate in self.policy.get("waiting", {}).get("rates", [])]
        self.parts = self.point_parts()
        if "lottery_seed" in self.policy:
            raise Unsupported("an order by lottery")
        if any("by" in floor for floor in self.policy.get("floor", [])):
            raise Unsupported("a floor by a table of two facts")
        for rule in ("ceiling", "cannot_tell"):
            if rule in self.policy:
                raise Unsupported(f"a policy with {rule}")
        if self.policy.get("waiting", {}).get("pauses", "count") == "exclude":
            raise Unsupported("pauses that do not count")
        if any("decimals" in fact for fact in self.facts.values()):
            raise Unsupported("counts with decimals")
        for rule in self.policy.get("criterion", []):
            for key in ("per", "unit", "points"):
                if key in rule:
                    raise Unsupported(f"a criterion with `{key}`")
        for group in self.groups:
            for key in ("constant", "yes"):
                if key in group:
                    raise Unsupported(f"a group with `{key}`")
        if "per" in self.age:
            raise Unsupported("ages by `per`")
        if self.age.get("at", "listed") != "listed":
            raise Unsupported("ages as of today")
        rules = self.policy.get("criterion", []) + [
            one for rule in self.policy.get("floor", []) + self.faster
            for one in rule.get("all", []) + rule.get("any", [])]
        if any(rule.get("measured", "listed") != "listed" for rule in rules):
            raise Unsupported("dates measured to the as-of date")
        orders = [self.policy["order"], self.policy.get("must_allocate", {}).get("order", [])]
        orders += [rule["order"] for rule in self.policy.get("tier_order", [])]
        named = [key for order in orders for key in order if not isinstance(key, str)]
        self.ordering_dates = list(dict.fromkeys(key["date"] for key in named if "date" in key))
        self.ordering_groups = list(dict.fromkeys(key["group"] for key in named if "group" in key))
        for rule in self.policy.get("criterion", []):
            if rule.keys() & {"id", "all", "any"}:
                raise Unsupported("a criterion with an id or with conditions")
        # Smaller is earlier.
        self.keys = [name for _, name in self.key_columns(0)]

    # Section 7: rates, and how fine they are

    def rate(self, rate):
        """From when on, and thousandths a day, month or year."""
        each = Fraction(points(rate[f"per_{self.unit}"])) if f"per_{self.unit}" in rate else \
            Fraction(points(rate["points"]), rate[f"{self.unit}s"])
        return rate[f"from_{self.unit}"], each

    def point_parts(self):
        """Parts of a thousandth of a point in which all is whole: 1 where no product is finer."""
        times = [Fraction(1)] + [Fraction(Decimal(rule["times"])) for rule in self.faster]
        if all((each * by).denominator == 1 for _, each in self.rates for by in times):
            return 1
        return 1000 * math.lcm(*(each.denominator for _, each in self.rates))

    # Section 4: the points of one answer, and of a group

    def given(self, rule):
        """Points of an answer, NULL when it is unknown."""
        column = quoted(rule["fact"])
        fact = self.facts[rule["fact"]]
        if "levels" in rule:
            when = " ".join(f"WHEN {code} THEN {points(rule['levels'][level['id']])}"
                            for code, level in enumerate(fact["levels"], 1))
            return f"CASE {column} WHEN 0 THEN 0 {when} END"
        if "markers" in rule:
            total = " + ".join(
                f"CASE WHEN {column} & {1 << bit} <> 0 THEN {points(rule['markers'][m['id']])}"
                " ELSE 0 END" for bit, m in enumerate(fact["levels"]))
            if "maximum" in rule:
                total = self.sql.fewest(total, str(points(rule["maximum"])))
            return case([(f"{column} IS NULL", "NULL")], total)
        number = column
        if fact["kind"] == "date":
            number = self.sql.most("0", f"listed - {column}")
        rows = [(f"{number} >= {row['from']}", points(row["points"]))
                for row in reversed(rule["ranges"])]
        return case([(f"{column} IS NULL", "NULL"), (f"{column} = -1", 0)] + rows, 0)

    def most(self, rule):
        if "levels" in rule:
            return max(points(value) for value in rule["levels"].values())
        if "markers" in rule:
            total = sum(points(value) for value in rule["markers"].values())
            return min(total, points(rule["maximum"])) if "maximum" in rule else total
        return max(points(row["points"]) for row in rule["ranges"])

    def unknown(self, rule):
        """Section 6: the points of an unknown answer."""
        if "unknown" in rule:
            return points(rule["unknown"])
        shares = self.policy.get("unknown", {})
        share = (shares.get("critical_share", "half") if rule.get("critical")
                 else shares.get("share", "third"))
        if share == "none":
            return 0
        most, parts = self.most(rule), {"third": 3, "half": 2, "all": 1}[share]
        return min(most, -(-most // (parts * 1000)) * 1000)

    def combined(self, group, with_unknown):
        """The points of a group; what is unknown is worth its unknown points, or the least."""
        values = [f"coalesce({quoted(rule['fact'] + ' points')}, "
                  f"{self.unknown(rule) if with_unknown else 0})"
                  for rule in self.policy.get("criterion", []) if rule["group"] == group["id"]]
        if self.age.get("group") == group["id"]:
            values.append("age_points" if with_unknown else "age_least")
        if not values:
            return "0"
        total, highest = " + ".join(values), self.sql.most(*values)
        half = self.sql.halves(f"({total} - {highest})")
        value = {"sum": total, "highest": highest,
                 "highest_plus_half_of_rest": f"{highest} + {half}"}[group["combine"]]
        return self.sql.fewest(value, str(points(group["cap"]))) if "cap" in group else value

    @staticmethod
    def sum_of(word, groups):
        return " + ".join(quoted(f"{group['id']} {word}") for group in groups) or "0"

    def limited(self, sure, full):
        """Section 6: the least points, and of those for what is unknown as many as allowed."""
        cap = self.policy.get("unknown", {}).get("total_cap")
        return full if cap is None else self.sql.fewest(full, f"{sure} + {points(cap)}")

    def group_used(self, of):
        """Section 6: what the score takes of one group. Groups spend the limit one after the
        other, so that as many as come first take what their sums may."""
        groups = sorted(self.groups, key=lambda group: not group.get("risk", True))
        place = [group["id"] for group in groups].index(of)

        def together(some):
            return self.limited(self.sum_of("sure", some), self.sum_of("full", some))
        if self.policy.get("unknown", {}).get("total_cap") is None:
            return together(groups[place:place + 1])
        return f"{together(groups[:place + 1])} - ({together(groups[:place])})"

    def named_columns(self):
        """What the keys look at that name a group or a date."""
        return [quoted(f"{fact} day") for fact in self.ordering_dates] + \
            [quoted(f"{group} used") for group in self.ordering_groups]

    # Section 9: a condition, as it holds in `used`

    def condition(self, one, youngest):
        if "youngest_under_months" in one:
            return f"{youngest} < {one['youngest_under_months']}"
        if "band" in one:
            raise Unsupported("a waiting rate that depends on the band")
        markers = self.facts.get(one.get("fact"), {}).get("kind") == "checklist"
        if not one.keys() & {"at_least", "within_days"} and not ("any_of" in one and markers):
            raise Unsupported("a condition with " + " and ".join(sorted(one.keys() - {"fact"})))
        column = quoted(one["fact"])
        levels = [level["id"] for level in self.facts[one["fact"]].get("levels", [])]
        if "any_of" in one:
            return f"{column} & {sum(1 << levels.index(m) for m in one['any_of'])} <> 0"
        if "within_days" in one:
            return f"({column} >= 0 AND listed - {column} <= {one['within_days']})"
        bound = one["at_least"]
        if self.facts[one["fact"]]["kind"] == "checklist":
            column = "(" + " + ".join(f"CASE WHEN {column} & {1 << bit} <> 0 THEN 1 ELSE 0 END"
                                      for bit in range(len(levels))) + ")"
        elif isinstance(bound, str):
            bound = levels.index(bound) + 1
        return f"{column} >= {bound}"

    def when(self, rule, youngest="youngest_months"):
        parts = [self.condition(one, youngest) for one in rule.get("all", [])]
        some = [self.condition(one, youngest) for one in rule.get("any", [])]
        if some:
            parts.append("(" + " OR ".join(some) + ")")
        return " AND ".join(parts)

    # The part that no day changes

    def undated_steps(self, as_of, only=""):
        fence = self.sql.fence
        waiting_date = ["waiting_date"] if self.unit != "day" else []
        case_and_unit = ["case_no", "id", "unit", "linked", "waiting_from", *waiting_date, "due",
                         "latest_birth"]
        kept = passed(*case_and_unit, "floor", "times")
        # NULL where there is no day, whatever is known.
        days = [(case([(f"{quoted(fact)} >= 0", quoted(fact))], "NULL"), quoted(f"{fact} day"))
                for fact in self.ordering_dates]
        dates = passed(*(quoted(f"{fact} day") for fact in self.ordering_dates))
        criteria = [(self.given(rule), quoted(f"{rule['fact']} points"))
                    for rule in self.policy.get("criterion", [])]
        groups = [(self.combined(group, with_unknown), quoted(f"{group['id']} {word}"))
                  for group in self.groups
                  for word, with_unknown in (("sure", False), ("full", True))]
        risk = [group for group in self.groups if group.get("risk", True)]
        return [
            # Status 0 is `awaiting`.
            ("ranked", f"SELECT * FROM cases WHERE status = 0 AND listed <= {day_number(as_of)}"
                       f"{only}"),
            ("births", select(passed("unit", "listed", "filing", "born", "children.case_no")
                              + passed(*(["listed_month", "listed_day"] if waiting_date else []))
                              + [(self.months(), "months")],
                              "ranked LEFT JOIN children ON children.case_no = ranked.case_no")),
            ("units", select(passed("unit") + self.unit_columns(), "births GROUP BY unit")),
            ("answered", select(
                passed("case_no", "id", "ranked.unit", "linked", "waiting_from", *waiting_date,
                       "due", "latest_birth", "age_points", "age_least")
                + [(self.floor(), "floor"), (self.times(), "times")] + days + criteria,
                "ranked JOIN units ON units.unit = ranked.unit")),
            ("grouped", select(kept + dates + groups, "answered" + fence)),
            # What the risk groups take of the limit on unknown answers is gone for the others.
            ("summed", select(kept + dates + [
                (self.group_used(group), quoted(f"{group} used"))
                for group in self.ordering_groups] + [
                (self.limited(self.sum_of("sure", risk), self.sum_of("full", risk)), "risk"),
                (self.limited(self.sum_of("sure", self.groups), self.sum_of("full", self.groups)),
                 "fixed_points")], "grouped")),
            ("undated", select(passed(*case_and_unit, "risk", "fixed_points", "times",
                                      *self.named_columns())
                               + [(self.sql.fewest(self.band_by_points(), "floor"), "band")],
                               "summed" + fence)),
        ]

    def months(self):
        """Section 5: completed months at listing; an unknown birth, and no child, count as 0."""
        return ("CASE WHEN born IS NULL THEN 0 ELSE listed_month - born_month"
                " - CASE WHEN listed_day < born_day THEN 1 ELSE 0 END END")

    def unit_columns(self):
        rows = [(f"months < {row['under_months']}", points(row["points"]))
                for row in self.age.get("points", [])]
        age_points = f"max({case(rows, 0)})"
        fewest = min((row for _, row in rows), default=0)
        age_least = f"max({case([('born IS NULL', fewest)] + rows, 0)})"
        further = self.age.get("further_children")
        if further:
            under = f"months < {further['under_months']}"
            for known in (False, True):
                counted = f"{under} AND born IS NOT NULL" if known else under
                young = f"sum(CASE WHEN {counted} THEN 1 ELSE 0 END)"
                beyond = f"{self.sql.most(f'{young} - 1', '0')} * {points(further['points'])}"
                more = f" + {self.sql.fewest(beyond, str(points(further['maximum'])))}"
                if known:
                    age_least += more
                else:
                    age_points += more
        # The month and the day of it rise with the date.
        waiting_date = [("min(listed_month * 32 + listed_day)", "waiting_date")]
        return [("min(listed)", "waiting_from"), ("min(filing)", "due"),
                *(waiting_date if self.unit != "day" else []),
                (age_points, "age_points"), (age_least, "age_least"),
                ("min(months)", "youngest_months"),
                ("min(CASE WHEN born IS NOT NULL THEN months END)", "youngest_known"),
                (f"max(CASE WHEN case_no IS NOT NULL THEN coalesce(born, {FAR}) END)",
                 "latest_birth")]

    def band_by_points(self):
        return case([(f"risk >= {points(band['from'])}", place)
                     for place, band in enumerate(self.policy["band"][:-1])],
                    len(self.policy["band"]) - 1)

    def floor(self):
        """The most urgent band that a floor raises to."""
        rows = []
        for place, band in enumerate(self.policy["band"]):
            floors = [f"({self.when(floor)})" for floor in self.policy.get("floor", [])
                      if floor["band"] == band["id"]]
            if floors:
                rows.append(("\n           OR ".join(floors), place))
        return case(rows, len(self.policy["band"]) - 1)

    def times(self):
        """Section 7: by how many thousandths the waiting rates are multiplied."""
        rows = sorted(self.faster, key=lambda rule: Decimal(rule["times"]), reverse=True)
        return case([(self.when(rule, "youngest_known"), points(rule["times"])) for rule in rows],
                    1000)

    # The part of the day

    def dated_steps(self, as_of):
        kept = passed("case_no", "id", "unit", "linked", "due", "latest_birth", "risk",
                      *self.named_columns())
        today = day_number(as_of)
        return [
            ("waiting", select(kept + passed("fixed_points", "band", "times")
                               + [(f"{today} - waiting_from", "waited")]
                               + self.completed_wait(as_of), "undated")),
            ("risen", select(kept + passed("fixed_points", "waited") + [
                (self.waiting_points(), "waiting_points" if self.parts == 1 else "waiting_parts"),
                (self.filing_points(today), "filing_points"),
                (self.promoted(), "band"), (self.must_allocate(today), "must")],
                "waiting")),
            ("scored", select(passed("case_no", "unit", "linked", "waited", "risk")
                              + [(None if self.parts == 1 else self.waiting_rounded(),
                                  "waiting_points"), (None, "filing_points"),
                                 (f"fixed_points + {self.waiting_rounded()} + filing_points",
                                  "points")]
                              + self.key_columns(today),
                              "risen")),
        ]

    def completed_wait(self, as_of):
        """Months or years completed since the first of the unit's cases was listed."""
        if self.unit == "day":
            return []
        month = self.sql.quotient("waiting_date", 32)
        months = (f"{as_of.year * 12 + as_of.month} - {month} - "
                  f"CASE WHEN waiting_date - 32 * ({month}) > {as_of.day} THEN 1 ELSE 0 END")
        if self.unit == "year":
            months = self.sql.quotient(f"({months})", 12)
        return [(months, "completed")]

    def waiting_points(self):
        """Thousandths, or parts of them."""
        rule = self.policy.get("waiting")
        if not rule:
            return "0"
        wait = "waited" if self.unit == "day" else "completed"
        fine = 1 if self.parts == 1 else self.parts // 1000
        rows, reached = [(f"{wait} <= {self.rates[0][0]}", 0)], 0
        for place, (start, each) in enumerate(self.rates):
            line = f"{reached} + {int(each * fine)} * ({wait} - {start})"
            if place + 1 < len(self.rates):
                end = self.rates[place + 1][0]
                rows.append((f"{wait} <= {end}", line))
                reached += int(each * fine) * (end - start)
        value = f"{self.sql.whole(case(rows, line))} * times"
        if self.parts == 1:
            value = self.sql.quotient(value, 1000)
        cap = points(rule.get("cap", 0)) * self.parts
        return self.sql.fewest(value, str(cap)) if "cap" in rule else value

    def waiting_rounded(self):
        """Thousandths, down."""
        if self.parts == 1:
            return "waiting_points"
        above = self.sql.quotient("waiting_parts", self.parts)
        below = self.sql.quotient(f"({self.parts - 1} - waiting_parts)", self.parts)
        return f"(CASE WHEN waiting_parts >= 0 THEN {above} ELSE -({below}) END)"

    def exact_points(self):
        if self.parts == 1:
            return "fixed_points + waiting_points + filing_points"
        whole = self.sql.whole("(fixed_points + filing_points)")
        return f"{whole} * {self.parts} + waiting_parts"

    def filing_points(self, today):
        """Section 8. Working days only rise, so each row of `slack` ends on one day, which the
        calendar tells once instead of once a case. Its table begins and ends with the data."""
        rule = self.policy.get("filing")
        if not rule:
            return "0"
        rows = [("due IS NULL", points(rule.get("no_filing_date", 0)))]
        for row in rule["slack"]:
            last_start = (f"(SELECT day FROM calendar WHERE working_days <= {row['up_to']} + "
                          f"(SELECT working_days FROM calendar WHERE day = {today})"
                          " ORDER BY working_days DESC, day DESC LIMIT 1)")
            rows.append((f"due - {rule['effort_days']} <= {last_start}", points(row["points"])))
        return case(rows, 0)

    def promoted(self):
        rule = self.policy.get("promotion")
        if not rule:
            return "band"
        limit = self.place[rule["not_above"]]
        after = rule["after_days"]
        steps = [(f"waited >= {days}", len(after) - i) for i, days in enumerate(reversed(after))]
        return case([(f"band <= {limit}", "band")],
                    self.sql.most(str(limit), f"band - {case(steps, 0)}"))

    def must_allocate(self, today):
        rule = self.policy.get("must_allocate", {})
        reasons = []
        if "waiting_days" in rule:
            reasons.append(f"waited >= {rule['waiting_days']}")
        if "before_filing_days" in rule:
            reasons.append(f"due - {rule['before_filing_days']} <= {today}")
        return case([(" OR ".join(reasons), 1)] if reasons else [], 0)

    def tier(self):
        if "must_allocate" not in self.policy:
            return "band"
        below = self.place[self.policy["must_allocate"]["below"]]
        return case([(f"band <= {below}", "band"), ("must = 1", below + 1)], "band + 1")

    def key_columns(self, today):
        """Section 11. Tiers may have keys of their own behind the tier."""
        usual, own = self.policy["order"][:-1], self.own_orders()
        columns = []
        for place in range(max(len(keys) for keys in [usual] + [keys for _, keys in own])):
            def value(keys, place=place):
                return self.key(keys[place], today) if place < len(keys) else "0"
            own_values = [(is_in, value(keys)) for is_in, keys in own if place > 0]
            is_word = (not own or place == 0) and isinstance(usual[place], str)
            columns.append((case(own_values, value(usual)),
                            f"by_{usual[place] if is_word else place}"))
        return columns + [("id", "by_case_id")]

    def own_orders(self):
        """When a case is in a tier that has keys of its own, and these."""
        rule = self.policy.get("must_allocate", {})
        must = f"must = 1 AND band > {self.place[rule['below']]}" if rule else None
        orders = {"must_allocate": rule["order"]} if "order" in rule else {}
        orders |= {one["tier"]: one["order"] for one in self.policy.get("tier_order", [])}
        own = []
        for tier, keys in orders.items():
            is_in = must
            if tier != "must_allocate":
                is_in = f"band = {self.place[tier]}"
                if rule and self.place[tier] > self.place[rule["below"]]:
                    is_in += " AND must = 0"
            own.append((is_in, ["tier"] + keys[:-1]))
        return own

    def overdue(self, today):
        rule, days = self.policy.get("must_allocate", {}), "0"
        if "waiting_days" in rule:
            days = self.sql.most(days, f"waited - {rule['waiting_days']}")
        if "before_filing_days" in rule:
            near = f"{today} - due + {rule['before_filing_days']}"
            days = self.sql.most(days, f"coalesce({near}, 0)")
        return f"-{days}"

    def key(self, name, today):
        """Section 11."""
        if not isinstance(name, str):
            return self.named_key(name)
        effort = self.policy.get("filing", {}).get("effort_days", 0)
        return {
            "tier": self.tier(),
            "points": f"-({self.exact_points()})",
            "risk_points": "-risk",
            "latest_start": f"coalesce(due - {effort}, {FAR})",
            "filing_date": f"coalesce(due, {FAR})",
            "longest_wait": "-waited",
            "youngest_child": "coalesce(-latest_birth, 1)",
            "case_id": "id",
            "overdue": self.overdue(today),
        }[name]

    @staticmethod
    def named_key(key):
        if "group" in key:
            return "-" + quoted(f"{key['group']} used")
        day = quoted(f"{key['date']} day")
        if key.get("first") == "latest":
            return f"coalesce(-{day}, 1)"
        return f"coalesce({day}, {FAR})"

    # Section 10: a unit stands where its first case stands, and its other cases follow

    def queue_steps(self):
        keys = ", ".join(self.keys)
        first = ", ".join(f"first_value({key}) OVER unit_order" for key in self.keys)
        return [
            ("queue", f"SELECT case_no, {keys}, 0 AS place_in_unit FROM scored WHERE linked = 0\n"
                      f"  UNION ALL\n  SELECT case_no, {first},\n"
                      "         row_number() OVER unit_order\n  FROM scored WHERE linked = 1\n"
                      f"  WINDOW unit_order AS (PARTITION BY unit ORDER BY {keys})"),
        ]

    # Whole queries

    def steps(self, as_of, form):
        undated = self.undated_steps(as_of) if form == "whole" else []
        return undated + self.dated_steps(as_of) + self.queue_steps()

    def queue(self, as_of, form="whole", top=None):
        """The numbers of the ranked cases in order. `form` is `whole`, or `dated` when the table
        `undated` is kept."""
        limit = "" if top is None else f" LIMIT {top}"
        return with_query(self.steps(as_of, form), "SELECT case_no FROM queue\nORDER BY "
                          f"{', '.join(self.keys)}, place_in_unit{limit}")

    def undated(self, as_of):
        """What the table `undated` holds for days from `as_of` on."""
        return with_query(self.undated_steps(as_of), "SELECT * FROM undated")

    def ordered(self, as_of, form, columns):
        """Columns of `cases` and `scored` in the order of the queue, for comparison."""
        return with_query(self.steps(as_of, form), f"""
SELECT {', '.join(columns)}
FROM queue JOIN scored ON scored.case_no = queue.case_no
JOIN cases ON cases.case_no = queue.case_no
ORDER BY {', '.join(f'queue.{key}' for key in self.keys)}, place_in_unit""")

    # A queue that is kept for one day, with an index; cases that stand alone can change in it

    def kept_queue(self, as_of):
        return ["CREATE TABLE today AS "
                + with_query(self.steps(as_of, "dated"), "SELECT * FROM queue")] + [
            f"CREATE INDEX {name} ON {place}" for name, place in self.sql.indexes(
                f"today ({', '.join(self.keys)}, place_in_unit)")]

    def change(self, as_of, fact, parameter):
        """Statements after which case `parameter(1)` has answer `parameter(2)` and its place."""
        one = f" AND unit = {parameter(1)}"
        keys = ", ".join(f"{key} = now.{key}" for key in self.keys)
        now = with_query(self.undated_steps(as_of, one) + self.dated_steps(as_of),
                         "SELECT * FROM scored")
        return [f"UPDATE cases SET {quoted(fact)} = {parameter(2)} WHERE case_no = {parameter(1)}",
                f"UPDATE today SET {keys}\nFROM ({now}) AS now WHERE today.case_no = now.case_no"]

    def head(self, count):
        return (f"SELECT case_no FROM today ORDER BY {', '.join(self.keys)}, place_in_unit"
                f" LIMIT {count}")


def main():
    parser = argparse.ArgumentParser(description="Writes the SQL that orders a waiting list.")
    parser.add_argument("policy")
    parser.add_argument("--as-of", required=True, type=date.fromisoformat)
    parser.add_argument("--dialect", default="postgresql", choices=DIALECTS)
    parser.add_argument("--form", default="whole", choices=["whole", "undated", "dated"])
    arguments = parser.parse_args()
    made = PolicySql(arguments.policy, arguments.dialect)
    if arguments.form == "undated":
        print(made.undated(arguments.as_of))
    else:
        print(made.queue(arguments.as_of, arguments.form))


if __name__ == "__main__":
    main()
