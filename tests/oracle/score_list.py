"""Ranks a list from docs/reference/policy-format.md alone, without a line of the library.

    score_list.py CASES.csv --policy POLICY.toml --as-of YYYY-MM-DD

Prints what `waitlist rank --format csv` prints. Written to be read beside the page, section by
section; speed does not matter.
"""

import argparse
import csv
import math
import sys
import tomllib
from copy import copy
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from pathlib import Path

ZERO = 0


def points(value):
    """Thousandths (section 1)."""
    thousandths = Decimal(value) * 1000
    assert thousandths == int(thousandths)
    return int(thousandths)


def completed_months(born, on):
    """Section 1: completed on the same day of the month, or on the 1st after a day that is missing."""
    if on < born:
        return 0
    return (on.year - born.year) * 12 + on.month - born.month - (1 if on.day < born.day else 0)


def completed(unit, since, on):
    """Section 1: completed days, months or years; 0 when the day is earlier."""
    if on < since:
        return 0
    if unit == "days":
        return (on - since).days
    return completed_months(since, on) // (12 if unit == "years" else 1)


def per_points(rule, number):
    """Section 4: so many points for each step, in thousandths."""
    steps = max(Fraction(0), Fraction(number) - Fraction(rule.get("from", 0)))
    steps /= Fraction(rule.get("every", 1))
    if rule.get("steps", "full") == "full":
        steps = Fraction(math.floor(steps))
    earned = math.floor(points(rule.get("start", 0)) + points(rule["points"]) * steps)
    most = points(rule["at_most"]) if "at_most" in rule else earned
    return max(0, min(earned, most))


def months_after(day, months):
    """Section 1: the day on which so many months are completed."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)


class Calendar:
    """Section 1: Monday to Friday without the holidays of the calendar."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as text:
            rows = [row for row in csv.reader(text) if row and not row[0].startswith("#")]
        self.holidays = {date.fromisoformat(row[0]) for row in rows if row[0][:1].isdigit()}

    def working(self, a, b):
        if b < a:
            return -self.working(b, a)
        days = (a + timedelta(n) for n in range(1, (b - a).days + 1))
        return sum(1 for day in days if day.weekday() < 5 and day not in self.holidays)


class Unknown:
    """unknown, not asked and pending are the same to the arithmetic (section 6)."""


UNKNOWN = Unknown()
NO = "no"


def day(cell, name):
    return date.fromisoformat(cell[name]) if cell.get(name) else None


def children(dobs, refs):
    """Each as its day (None: not known), whether it is a due date, and its reference."""
    parts = [part.strip() for part in dobs.split(";") if part.strip()]
    names = [part.strip() for part in refs.split(";")] if refs.strip("; ") else [""] * len(parts)
    made = []
    for part, name in zip(parts, names):
        due = part.startswith("due ")
        day = None if part == "unknown" else date.fromisoformat(part[4:].strip() if due else part)
        made.append((day, due, name))
    return made


class Case:
    def __init__(self, row, facts):
        cell = {key: (value or "").strip() for key, value in row.items()}
        self.id = cell["case_id"]
        self.area, self.team = cell.get("area", ""), cell.get("team", "")
        self.status = cell.get("status") or "awaiting"
        self.listed = date.fromisoformat(cell["listed_on"])
        filing = cell.get("filing_date", "")
        self.no_filing = filing == "none"
        self.filing = date.fromisoformat(filing) if filing and not self.no_filing else None
        self.children = children(cell.get("child_dobs", ""), cell.get("child_refs", ""))
        self.links = [part.strip() for part in cell.get("linked_to", "").split(";") if part.strip()]
        self.hold_from, self.duty_from = day(cell, "hold_from"), day(cell, "duty_from")
        self.hold_until, self.reviewed = day(cell, "hold_until"), day(cell, "reviewed_on")
        self.pauses = []
        for part in filter(None, (p.strip() for p in cell.get("pauses", "").split(";"))):
            period = part.split(" ", 1)[0].split("/")
            end = date.fromisoformat(period[1]) if period[1] else None
            self.pauses.append((date.fromisoformat(period[0]), end))
        self.decision = cell.get("decision", "").split() or None
        self.made_on, self.expires_on = day(cell, "decision_made_on"), day(
            cell, "decision_expires_on")
        days = {fact["id"]: cell.get(fact["id"] + "@received_on", "") for fact in facts}
        self.received = {fact: date.fromisoformat(day) for fact, day in days.items() if day}
        self.answers = {fact["id"]: self.answer(fact, cell.get(fact["id"], "")) for fact in facts}

    @staticmethod
    def answer(fact, cell):
        if cell in ("", "not_asked", "unknown") or cell.startswith("pending"):
            return UNKNOWN
        if cell == "no":
            return NO
        if fact["kind"] == "count":
            return Decimal(cell)
        if fact["kind"] == "date":
            return date.fromisoformat(cell)
        if fact["kind"] == "checklist":
            return set(part.strip() for part in cell.split(";"))
        return cell


def with_yes(policy):
    """The policy with a criterion for each line of a group's `yes` (section 4)."""
    lines = [{"fact": fact, "group": group["id"], "points": worth}
             for group in policy.get("group", []) for fact, worth in group.get("yes", {}).items()]
    return {**policy, "criterion": lines + policy.get("criterion", [])}


class Scorer:
    def __init__(self, policy, facts, calendar, as_of):
        policy = with_yes(policy)
        self.policy, self.calendar, self.as_of = policy, calendar, as_of
        self.facts = {fact["id"]: fact for fact in facts}
        self.bands = policy["band"]
        self.band_place = {band["id"]: place for place, band in enumerate(self.bands)}

    # Section 4

    def is_stale(self, case, fact):
        """An answer that is known and was received longer ago than the criterion says."""
        valid = [rule["valid_days"] for rule in self.policy.get("criterion", [])
                 if fact in rule.get("by", [rule.get("fact")]) and "valid_days" in rule]
        if not valid or case.answers[fact] is UNKNOWN or fact not in case.received:
            return False
        return (self.as_of - case.received[fact]).days > min(valid)

    def given_points(self, rule, answer, listed):
        if answer == NO:
            return ZERO
        if "levels" in rule:
            return points(rule["levels"][answer])
        if "points" in rule:
            return points(rule["points"])
        if "markers" in rule:
            total = sum(points(rule["markers"][marker]) for marker in answer)
            return min(total, points(rule["maximum"])) if "maximum" in rule else total
        number = answer
        if isinstance(answer, date):
            number = completed(rule.get("unit", "days"), answer, self.measured_to(rule, listed))
        if "per" in rule:
            return per_points(rule["per"], number)
        return points([row for row in rule["ranges"] if row["from"] <= number][-1]["points"])

    def measured_to(self, rule, listed):
        return self.as_of if rule.get("measured", "listed") == "as_of" else listed

    def most(self, rule):
        if "levels" in rule:
            return max(points(value) for value in rule["levels"].values())
        if "points" in rule:
            return points(rule["points"])
        if "per" in rule:
            fact = self.facts[rule["fact"]]
            greatest = fact["maximum"] if fact["kind"] == "count" else completed(
                rule.get("unit", "days"), date(1900, 1, 1), date(2199, 12, 31))
            return max(per_points(rule["per"], 0), per_points(rule["per"], greatest))
        if "markers" in rule:
            total = sum(points(value) for value in rule["markers"].values())
            return min(total, points(rule["maximum"])) if "maximum" in rule else total
        if "rows" in rule:
            return max(points(cell) for row in rule["rows"].values() for cell in row)
        return max(points(row["points"]) for row in rule["ranges"])

    @staticmethod
    def combine(group, numbers):
        if not numbers:
            return ZERO
        total, highest = sum(numbers), max(numbers)
        value = {"sum": total, "highest": highest,
                 "highest_plus_half_of_rest": highest + (total - highest) // 2}[group["combine"]]
        return min(value, points(group["cap"])) if "cap" in group else value

    # Section 5

    def counting(self, case):
        """The children that belong to the case on the day."""
        return [c for c in case.children if c[0] is None or c[1] or c[0] <= self.as_of]

    def age_at(self, child, listed):
        born, due, _ = child
        if born is None:
            return None
        at_listing = self.policy.get("age", {}).get("at", "listed") == "listed"
        on = listed if at_listing else self.as_of
        return 0 if due or on < born else completed_months(born, on)

    def ages(self, unit):
        """Known ages, whether any is open, unknown ages, cases without a child."""
        ages, named = [], {}
        for case in unit:
            for child in self.counting(case):
                age, name = self.age_at(child, case.listed), child[2]
                if name:
                    known = [a for a in (named.get(name), age) if a is not None]
                    named[name] = min(known, default=None)
                else:
                    ages.append(age)
        ages += named.values()
        known = [age for age in ages if age is not None]
        childless = sum(not self.counting(case) for case in unit)
        unknown = len(ages) - len(known)
        return known, unknown + childless > 0, unknown, childless

    @staticmethod
    def possible_rows(rows, fits, truth):
        """Points of the rows that could be the one, and 0 where none need be."""
        numbers = []
        for row in rows:
            certain, _, possible = truth(row)
            if fits(row) and possible:
                numbers.append(points(row["points"]))
                if certain:
                    return numbers
        return numbers + [ZERO]

    @staticmethod
    def row_in_use(rows, fits, truth):
        return next((points(row["points"]) for row in rows if fits(row) and truth(row)[1]), ZERO)

    @cached_property
    def per_month(self):
        """What an age in months earns by `per`, under 18 years."""
        return [per_points(self.policy["age"]["per"], months) for months in range(216)]

    def points_of_age(self, case, months, reading):
        """months None: not known, and so any age under 18 years."""
        ages = range(216) if months is None else [months]
        if "per" in self.policy["age"]:
            numbers = [self.per_month[age] if age < 216 else ZERO for age in ages]
            if reading == "used":
                return numbers[0]
            return min(numbers) if reading == "least" else max(numbers)
        rows = self.policy["age"]["points"]
        held = {}

        def truth(row):
            if id(row) not in held:
                held[id(row)] = self.holds(row, case, [case])
            return held[id(row)]

        def fits(age):
            return lambda row: age < row["under_months"]

        if reading == "used":
            return self.row_in_use(rows, fits(months or 0), truth)
        numbers = [n for age in ages for n in self.possible_rows(rows, fits(age), truth)]
        return min(numbers) if reading == "least" else max(numbers)

    def age_number(self, case, unit, reading):
        known, _, unknown_births, childless = self.ages(unit)
        unknown = unknown_births + childless
        numbers = [self.points_of_age(case, m, reading) for m in known + [None] * min(unknown, 1)]
        ages = known if reading == "least" else known + [0] * unknown
        number = max(numbers, default=ZERO)
        further = self.policy["age"].get("further_children")
        if further:
            count = sum(m < further["under_months"] for m in sorted(ages)[1:])
            number += min(points(further["maximum"]), points(further["points"]) * count)
        return number

    # Section 6

    def unknown_points(self, rule):
        most = self.most(rule)
        if "unknown" in rule:
            return points(rule["unknown"])
        shares = self.policy.get("unknown", {})
        share = shares.get("critical_share", "half") if rule.get("critical") \
            else shares.get("share", "third")
        divisor = {"none": None, "third": 3, "half": 2, "all": 1}[share]
        if divisor is None:
            return ZERO
        return min(most, -(-most // (divisor * 1000)) * 1000)

    def group_values(self, case, unit):
        """least, used and most of every group, the limit on what is not known spent in order."""
        cap = self.policy.get("unknown", {}).get("total_cap")
        left = None if cap is None else points(cap)
        values = {}
        groups = self.policy.get("group", [])
        for group in [g for g in groups if g.get("risk", True)] + \
                [g for g in groups if not g.get("risk", True)]:
            sure, known, full, most = [], [], [], []
            for rule in self.policy.get("criterion", []):
                if rule["group"] != group["id"]:
                    continue
                certain, counts, possible = self.holds(rule, case, unit)
                if "by" in rule:
                    told, open_to = self.pair_span(rule, case, False), self.pair_span(
                        rule, case, True)
                    number = min(max(self.unknown_points(rule), told[0]), told[1])
                    sure.append(open_to[0] if certain else ZERO)
                    known.append(told[0] if self.holds_on_known(rule, case, unit) else ZERO)
                    full.append(number if counts else ZERO)
                    most.append(open_to[1] if possible else ZERO)
                    continue
                answer = case.answers[rule["fact"]]
                if answer is UNKNOWN:
                    full.append(self.unknown_points(rule) if counts else ZERO)
                    most.append(self.most(rule) if possible else ZERO)
                else:
                    number = self.given_points(rule, answer, case.listed)
                    known.append(number if self.holds_on_known(rule, case, unit) else ZERO)
                    full.append(number if counts else ZERO)
                    stale = self.is_stale(case, rule["fact"])
                    most.append((self.most(rule) if stale else number) if possible else ZERO)
                    if not stale and certain:
                        sure.append(number)
            if "constant" in group:
                for numbers in (sure, known, full, most):
                    numbers.append(points(group["constant"]))
            if self.policy.get("age", {}).get("group") == group["id"]:
                for numbers in (sure, known):
                    numbers.append(self.age_number(case, unit, "least"))
                full.append(self.age_number(case, unit, "used"))
                most.append(self.age_number(case, unit, "most"))
            lowest = self.ceilings_on(group, case, unit)
            base = lowest(1, self.combine(group, known))
            taken = lowest(1, self.combine(group, full)) - base
            if left is not None:
                taken = min(taken, left)
                left -= taken
            values[group["id"]] = (lowest(0, self.combine(group, sure)), base + taken,
                                   lowest(2, self.combine(group, most)))
        return values

    def pair_span(self, rule, case, doubted):
        """The fewest and the most points of two answers; doubted: a stale one may be any."""
        sides = []
        for fact in rule["by"]:
            answer = case.answers[fact]
            if answer is UNKNOWN or (doubted and self.is_stale(case, fact)):
                levels = [level["id"] for level in self.facts[fact]["levels"]]
                sides.append(levels + ([NO] if self.facts[fact].get("no", True) else []))
            else:
                sides.append([answer])
        cells = [points(self.cell(rule, row, column) or 0) for row in sides[0]
                 for column in sides[1]]
        return min(cells), max(cells)

    # Section 10, ceilings

    def ceilings(self, case, unit):
        """Each with whether it lowers least, used and most."""
        for rule in self.policy.get("ceiling", []):
            sure, used, perhaps = self.holds(rule, case, unit, lowers=True)
            yield rule, (perhaps, used, sure)

    def ceilings_on(self, group, case, unit):
        hold = [(points(rule.get("at_most", 0)), truth)
                for rule, truth in self.ceilings(case, unit) if rule.get("group") == group["id"]]
        return lambda i, value: min([value] + [most for most, truth in hold if truth[i]])

    def floor_places(self, floor, case, unit):
        """Where a floor puts the case in least, used and most; None where it does not hold."""
        if "by" not in floor:
            place = self.band_place[floor["band"]]
            return [place if holds else None for holds in self.holds(floor, case, unit)]
        sure, told, perhaps = ([cell for cell in self.cells(floor, case, way) if cell]
                               for way in ("fresh", "known", "possible"))
        return [min((self.band_place[cell] for cell in cells), default=None)
                for cells in (sure, told, perhaps)]

    def cells(self, rule, case, way):
        """What stands in the cells that both answers are in, or may be in; "" without a cell."""
        sides = []
        for fact in rule["by"]:
            answer, stale = case.answers[fact], self.is_stale(case, fact)
            levels = [level["id"] for level in self.facts[fact]["levels"]]
            if way == "possible" and (answer is UNKNOWN or stale):
                sides.append(levels + ([NO] if self.facts[fact].get("no", True) else []))
            elif answer is UNKNOWN or (stale and way == "fresh"):
                return []
            else:
                sides.append([answer])
        return [self.cell(rule, row, column) for row in sides[0] for column in sides[1]]

    @staticmethod
    def cell(rule, row, column):
        if row not in rule["rows"] or column not in rule["columns"]:
            return ""
        return rule["rows"][row][rule["columns"].index(column)]

    def bands_before_decisions(self, case, unit, risk):
        """The bands, and the least urgent ones that a decision may put the case in."""
        bands = [self.band_by_points(risk[i]) for i in range(3)]
        cannot = self.policy.get("cannot_tell")
        if cannot and any(case.answers[fact] is UNKNOWN for fact in cannot["facts"]):
            instead = self.band_place[cannot["band"]]
            bands = [max(bands[0], instead), instead, min(bands[2], instead)]
        last = len(self.bands) - 1
        firm, floors, ceilings = [last] * 3, [last] * 3, [0] * 3
        for floor in self.policy.get("floor", []):
            for i, place in enumerate(self.floor_places(floor, case, unit)):
                if place is not None:
                    bands[i] = min(bands[i], place)
                    floors[i] = min(floors[i], place)
                    if floor.get("whatever_else"):
                        firm[i] = min(firm[i], place)
        for i in range(3):
            places = [self.band_place[rule["band"]]
                      for rule, truth in self.ceilings(case, unit) if "band" in rule and truth[i]]
            ceilings[i] = min(firm[i], max(places, default=0))
            bands[i] = max(bands[i], ceilings[i])
        return bands, [max(pair) for pair in zip(floors, ceilings)]

    def decided(self, case, bands, lowest):
        if case.decision is None:
            return bands
        longest = self.policy.get("decisions", {}).get("longest_days", 14)
        end = min(case.expires_on, case.made_on + timedelta(longest))
        if not case.made_on <= self.as_of < end:
            return bands
        direction, place = case.decision[0], self.band_place[case.decision[1]]
        if direction == "raise":
            return [min(band, place) for band in bands]
        return [max(band, min(place, low)) for band, low in zip(bands, lowest)]

    # Section 9: certainly, in use, possibly

    def holds(self, when, case, unit, bands=None, lowers=False):
        def one(condition):
            if "not" in condition:
                certain, used, possible = one(condition["not"])
                return not possible, self.is_known(condition["not"], case, unit) and not used, \
                    not certain
            if "youngest_under_months" in condition:
                known, is_open, _, _ = self.ages(unit)
                sure = any(m < condition["youngest_under_months"] for m in known)
                floor = bands is None and not lowers
                return sure, sure or (is_open and floor), sure or is_open
            if "band" in condition:
                limit = self.band_place[condition["band"]]
                return tuple(band <= limit for band in bands)
            answer = case.answers[condition["fact"]]
            if "is_unknown" in condition:
                return False, answer is UNKNOWN, answer is UNKNOWN
            if answer is UNKNOWN:
                return False, False, True
            result = self.meets(condition, answer, case.listed)
            if self.is_stale(case, condition["fact"]):
                return False, result, True
            return result, result, result

        every = [one(c) for c in when.get("all", [])]
        some = [one(c) for c in when.get("any", [])]
        return tuple(all(c[i] for c in every) and (not some or any(c[i] for c in some))
                     for i in range(3))

    def holds_on_known(self, when, case, unit):
        """Whatever becomes known, stale answers taken as they are."""
        fresh = copy(case)
        fresh.received = {}
        return self.holds(when, fresh, unit)[0]

    def is_known(self, condition, case, unit):
        """Whether what a condition asks for is known."""
        if "youngest_under_months" in condition:
            return not self.ages(unit)[1]
        return "band" in condition or case.answers[condition["fact"]] is not UNKNOWN

    def meets(self, condition, answer, listed):
        """Whether a known answer does what a condition says."""
        fact = self.facts[condition["fact"]]
        levels = [level["id"] for level in fact.get("levels", [{"id": "yes"}])]
        choice = fact["kind"] in ("choice", "yes_no")

        def place(value):
            if isinstance(value, set):
                return len(value)
            if value == NO:
                return -1 if choice else 0
            return levels.index(value) if choice else value

        if "is" in condition:
            if NO in (condition["is"], answer) and choice or condition["is"] == NO:
                return answer == condition["is"]
            return place(answer) == place(condition["is"])
        if "at_least" in condition:
            return place(answer) >= place(condition["at_least"])
        if "at_most" in condition:
            return place(answer) <= place(condition["at_most"])
        if "between" in condition:
            low, high = map(place, condition["between"])
            return low <= place(answer) <= high
        if answer == NO:
            return False
        if "any_of" in condition:
            given = answer if isinstance(answer, set) else {answer}
            return bool(given & set(condition["any_of"]))
        end = self.measured_to(condition, listed)
        for unit, months in (("days", 0), ("months", 1), ("years", 12)):
            for key, wanted in (("within_" + unit, True), ("older_than_" + unit, False)):
                if key in condition:
                    last = answer + timedelta(condition[key]) if months == 0 else \
                        months_after(answer, months * condition[key])
                    return (end <= last) == wanted
        raise ValueError(condition)

    # Section 7

    def waited(self, case, on=None):
        on = on or self.as_of
        days = (on - case.listed).days
        if self.policy.get("waiting", {}).get("pauses", "count") == "exclude":
            for start, end in case.pauses:
                stop = min(end or on, on)
                days -= max(0, (stop - max(start, case.listed)).days)
        return max(0, days)

    def waiting_points(self, days, times):
        """Thousandths, which may be a fraction."""
        rule = self.policy.get("waiting")
        if not rule:
            return ZERO
        unit = rule.get("count", "days")[:-1]
        wait = days
        if unit != "day":
            months = completed_months(self.as_of - timedelta(days), self.as_of)
            wait = months // (12 if unit == "year" else 1)
        rates = rule["rates"]
        total = Fraction(0)
        for place, rate in enumerate(rates):
            start = rate[f"from_{unit}"]
            end = rates[place + 1][f"from_{unit}"] if place + 1 < len(rates) else wait
            each = Fraction(points(rate[f"per_{unit}"])) if f"per_{unit}" in rate else \
                Fraction(points(rate["points"]), rate[f"{unit}s"])
            total += each * Fraction(times) * max(0, min(wait, end) - start)
        return min(total, points(rule["cap"])) if "cap" in rule else total

    # Section 8

    def filing(self, case, due, is_open):
        """latest start, and least, used and most points."""
        rule = self.policy.get("filing")
        if not rule:
            return None, (ZERO, ZERO, ZERO)
        rows, none = rule["slack"], points(rule.get("no_filing_date", 0))

        def truth(row):
            return self.holds(row, case, [case])

        def fits(days):
            return lambda row: days <= row["up_to"]

        nearest = [row["up_to"] for row in rows]
        if due is None:
            if not is_open:
                return None, (none, none, none)
            numbers = [n for d in nearest for n in self.possible_rows(rows, fits(d), truth)]
            return None, (ZERO, none, max(numbers + [none]))
        start = due - timedelta(rule["effort_days"])
        slack = self.calendar.working(self.as_of, start)
        days = [slack] + [d for d in nearest if is_open and d < slack]
        numbers = [n for d in days for n in self.possible_rows(rows, fits(d), truth)]
        number = self.row_in_use(rows, fits(slack), truth)
        return start, (min(numbers), number, max(numbers))

    # Section 10

    def band_by_points(self, risk):
        return next(i for i, band in enumerate(self.bands) if points(band["from"]) <= risk)

    def promoted(self, band, days):
        rule = self.policy.get("promotion")
        if not rule:
            return band
        limit = self.band_place[rule["not_above"]]
        steps = sum(days >= after for after in rule["after_days"])
        return max(limit, band - steps) if band > limit else band

    def score(self, case, unit):
        values = self.group_values(case, unit)
        risk_groups = {g["id"] for g in self.policy.get("group", []) if g.get("risk", True)}
        risk = [sum(v[i] for g, v in values.items() if g in risk_groups) for i in range(3)]
        other = [sum(v[i] for g, v in values.items() if g not in risk_groups) for i in range(3)]
        bands = self.decided(case, *self.bands_before_decisions(case, unit, risk))
        days = max(self.waited(member) for member in unit)
        best = [None] * 3
        for faster in self.policy.get("waiting", {}).get("faster", []):
            truth = self.holds(faster, case, unit, bands)
            for i in range(3):
                if truth[i]:
                    value = Decimal(faster["times"])
                    best[i] = value if best[i] is None else max(best[i], value)
        times = [Decimal(1) if value is None else value for value in best]
        earned = [self.waiting_points(days, t) for t in times]
        waiting = [min(earned), earned[1], max(earned)]
        dues = [member.filing for member in unit if member.filing]
        due = min(dues, default=None)
        start, filing = self.filing(case, due, any(m.filing is None and not m.no_filing for m in unit))
        final = [self.promoted(band, days) for band in bands]
        must = self.must_allocate(days, due)
        below = self.policy.get("must_allocate", {}).get("below")
        in_tier = must and final[1] > self.band_place[below]
        totals = [risk[i] + other[i] + waiting[i] + filing[i] for i in range(3)]
        return {"case": case, "unit": unit, "total": totals, "risk": risk[1], "waiting": waiting[1],
                "filing": filing[1], "bands": final, "must": must, "days": days, "due": due,
                "start": start, "overdue": self.days_overdue(unit, due),
                "groups": {group: value[1] for group, value in values.items()},
                "tier": "must_allocate" if in_tier else self.bands[final[1]]["id"],
                "tier_place": self.tier_place(final[1], in_tier)}

    def must_allocate(self, days, due):
        rule = self.policy.get("must_allocate")
        if not rule:
            return False
        by_wait = "waiting_days" in rule and days >= rule["waiting_days"]
        by_date = "before_filing_days" in rule and due is not None and \
            (due - self.as_of).days <= rule["before_filing_days"]
        return by_wait or by_date

    def days_overdue(self, unit, due):
        """Days since the earliest day on which the unit had to be allocated."""
        rule = self.policy.get("must_allocate")
        if not rule:
            return 0
        days = []
        if "waiting_days" in rule:
            for case in unit:
                reached = (day for day in range((self.as_of - case.listed).days + 1)
                           if self.waited(case, case.listed + timedelta(day))
                           >= rule["waiting_days"])
                first = next(reached, None)
                if first is not None:
                    days.append((self.as_of - case.listed).days - first)
        if "before_filing_days" in rule and due is not None:
            days.append(rule["before_filing_days"] - (due - self.as_of).days)
        return max(days, default=0)

    def allocate_by(self, unit, due):
        rule = self.policy.get("must_allocate")
        days = []
        if rule and "waiting_days" in rule:
            for case in unit:
                day = case.listed
                while self.waited(case, day) < rule["waiting_days"] and day.year < 2190:
                    day += timedelta(1)
                if day.year < 2190:
                    days.append(day)
        if rule and "before_filing_days" in rule and due is not None:
            days.append(due - timedelta(rule["before_filing_days"]))
        return min(days, default=None)

    def tier_place(self, band, in_tier):
        if "must_allocate" not in self.policy:
            return band
        below = self.band_place[self.policy["must_allocate"]["below"]]
        if in_tier:
            return below + 1
        return band if band <= below else band + 1

    # Section 11

    def key(self, score):
        case, last = score["case"], date.max
        births = [c[0] or last for member in score["unit"] for c in self.counting(member)]
        values = {
            "tier": score["tier_place"], "points": -score["total"][1], "risk_points": -score["risk"],
            "latest_start": score["start"] or last, "filing_date": score["due"] or last,
            "longest_wait": -score["days"],
            "youngest_child": -max(births).toordinal() if births else 0,
            "lottery": lottery_number(self.policy.get("lottery_seed", 0), case.id),
            "overdue": -score["overdue"], "case_id": case.id.encode()}

        def value(key):
            if isinstance(key, str):
                return values[key]
            if "group" in key:
                return -score["groups"][key["group"]]
            day = case.answers[key["date"]]
            if not isinstance(day, date):
                return (1, 0)  # behind every day
            return (0, day.toordinal() * (-1 if key.get("first") == "latest" else 1))

        own = [rule["order"] for rule in self.policy.get("tier_order", [])
               if rule["tier"] == score["tier"]]
        if score["tier"] == "must_allocate" and "order" in self.policy["must_allocate"]:
            own = [self.policy["must_allocate"]["order"]]
        if own:
            # The tier, which comes first, keeps these apart from all keys of other tiers.
            return [values["tier"]] + [value(key) for key in own[0]]
        return [value(key) for key in self.policy["order"]]


def lottery_number(seed, case_id):
    """Section 11: FNV-1a of SEED:CASE_ID, mixed."""
    z, whole = 0xcbf29ce484222325, (1 << 64) - 1
    for byte in f"{seed}:{case_id}".encode():
        z = (z ^ byte) * 0x100000001b3 & whole
    for shift, factor in ((30, 0xbf58476d1ce4e5b9), (27, 0x94d049bb133111eb)):
        z = (z ^ z >> shift) * factor & whole
    return z ^ z >> 31


def units_of(cases):
    """Cases joined by links, directly or through others, whatever their status."""
    leader = {case.id: case.id for case in cases}

    def find(name):
        while leader[name] != name:
            name = leader[name]
        return name

    for case in cases:
        for link in case.links:
            if link in leader:
                leader[find(case.id)] = find(link)
    units = {}
    for case in cases:
        units.setdefault(find(case.id), []).append(case)
    return list(units.values())


def decimal(exact):
    """Rounded down to a thousandth, once, at the end (section 1)."""
    thousandths = math.floor(exact)
    sign = "-" if thousandths < 0 else ""
    return f"{sign}{abs(thousandths) // 1000}.{abs(thousandths) % 1000:03d}"


def rows(cases, scorer):
    ranked_units = []
    for unit in units_of(cases):
        awaiting = [c for c in unit if c.status == "awaiting" and c.listed <= scorer.as_of]
        if awaiting:
            scores = [scorer.score(case, awaiting) for case in awaiting]
            ranked_units.append(sorted(scores, key=scorer.key))
    ranked_units.sort(key=lambda scores: scorer.key(scores[0]))
    for position, scores in enumerate(ranked_units, 1):
        for s in scores:
            yield [position, s["case"].id] + cells(scorer, s) + \
                ending(scorer, s["case"], "awaiting", s)
    units = {case.id: unit for unit in units_of(cases) for case in unit}
    reasons = ["on_hold", "duty_allocated", "allocated", "withdrawn", "not_yet_listed"]
    reason = {case.id: "not_yet_listed" if case.status == "awaiting" else case.status
              for case in cases if case.status != "awaiting" or case.listed > scorer.as_of}
    apart = [case for case in cases if case.id in reason]
    for case in sorted(apart, key=lambda c: (reasons.index(reason[c.id]), c.id.encode())):
        if reason[case.id] in reasons[:2]:  # as it would stand if it were awaiting
            counted = [c for c in units[case.id]
                       if c is case or (c.status == "awaiting" and c.listed <= scorer.as_of)]
            s = scorer.score(case, counted)
            yield ["", case.id] + cells(scorer, s) + ending(scorer, case, reason[case.id], s)
        else:
            yield ["", case.id] + [""] * 13 + [case.filing or "", ""] + \
                ending(scorer, case, reason[case.id], None)


def cells(scorer, s):
    name = [band["id"] for band in scorer.bands]
    least, used, most = s["bands"]
    return [name[used], decimal(s["total"][1]), decimal(s["total"][0]), decimal(s["total"][2]),
            "yes" if least != used or most != used else "no", s["days"], s["tier"],
            "yes" if s["must"] else "no", decimal(s["risk"]), decimal(s["waiting"]),
            decimal(s["filing"]), name[least], name[most], s["due"] or "", s["start"] or ""]


def ending(scorer, case, status, s):
    since = ""
    if case.status == "on_hold":
        since = case.hold_from or ""
    if case.status == "duty_allocated":
        since = case.duty_from or ""
    by = scorer.allocate_by(s["unit"], s["due"]) if s else None
    review = scorer.policy.get("review") if s else None
    due = (case.reviewed or case.listed) + timedelta(review["every_days"]) if review else ""
    return [case.area, case.team, status, since, by or "", due, "", "", ""]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cases")
    parser.add_argument("--policy", required=True)
    parser.add_argument("--as-of", required=True)
    arguments = parser.parse_args()
    folder = Path(arguments.policy).parent
    with open(arguments.policy, "rb") as text:
        policy = tomllib.load(text, parse_float=Decimal)
    with open(folder / policy["facts"], "rb") as text:
        schema = tomllib.load(text, parse_float=Decimal)
        facts = schema.get("fact", []) + [{"id": fact, "kind": "yes_no"}
                                          for fact in schema.get("yes_no", {})]
        facts = [{**fact, "levels": [{"id": "yes"}]} if fact["kind"] == "yes_no" else fact
                 for fact in facts]
    with open(arguments.cases, encoding="utf-8-sig", newline="") as text:
        cases = [Case(row, facts) for row in csv.DictReader(text)]
    named = policy.get("calendar", "england_and_wales")
    calendar = Calendar(folder / named if named.endswith(".csv") else
                        Path(__file__).parents[2] / "policies/calendars/england_and_wales.csv")
    scorer = Scorer(policy, facts, calendar, date.fromisoformat(arguments.as_of))
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow("position,case_id,band,points,points_min,points_max,provisional,days_waiting,tier,"
                 "must_allocate,risk_points,waiting_points,filing_points,band_min,band_max,"
                 "filing_date,latest_start,area,team,status,apart_since,allocate_by,"
                 "review_due,upcoming,line,faults".split(","))
    for row in rows(cases, scorer):
        out.writerow(row)


if __name__ == "__main__":
    main()
