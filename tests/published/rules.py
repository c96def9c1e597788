"""What the published systems of this folder give, worked out from their rules, not from the files.

    rules.py           writes NAME.expected.csv for every NAME.csv
    rules.py --check   says where a file is not what it would write

Each function below is one published rule, written from its source (the head of NAME.toml) with
fractions. It gives the tier and the points of a case; the order is that of ORDER, and a case that
waits longer comes first where nothing else is said.
"""

import csv
import datetime
import sys
from fractions import Fraction
from pathlib import Path

FOLDER = Path(__file__).parent
AS_OF = datetime.date(2026, 6, 1)


def day(text):
    return datetime.date.fromisoformat(text)


def waited(row):
    return (AS_OF - day(row["listed_on"])).days


def number(text):
    return Fraction(0) if text == "no" else Fraction(text)


def ticked(text):
    return [] if text == "no" else text.split(";")


def nhs_surgical_priority(row):
    return {"p1a": "P1a", "p1b": "P1b"}.get(row["priority"], row["priority"].upper()), {
        "p1a": 4, "p1b": 3, "p2": 2, "p3": 1, "p4": 0}[row["priority"]]


def wcwl_hip_knee(row):
    return "all", (
        {"mild": 0, "moderate": 13, "severe": 20}[row["pain_on_motion"]]
        + {"over_5_blocks": 0, "1_to_5_blocks": 4, "under_1_block": 8, "household": 13}[
            row["walking"]]
        + {"none": 0, "mild": 4, "moderate": 11, "severe": 19}[row["limitations"]]
        + {"mild": 0, "moderate": 5, "severe": 9}[row["findings"]]
        + {"not": 0, "harder": 0, "threatened": 10, "immediately": 20}[row["role"]])


def nz_joint_replacement(row):
    degrees = ("none", "mild", "mild_to_moderate", "moderate", "moderate_to_severe", "severe")
    times = ("unlimited", "31_to_60", "11_to_30", "2_to_10", "indoors", "unable")
    four = ("none", "mild", "moderate", "severe")
    return "all", (
        (0, 4, 6, 9, 14, 20)[degrees.index(row["pain"])] + 2 * times.index(row["walking"])
        + (0, 2, 4, 10)[four.index(row["limitations"])]
        + (0, 2, 5, 10)[four.index(row["findings"])]
        + {"one": 0, "moderate": 4, "severe": 10}[row["joints"]])


def cahta_hip_knee(row):
    return "all", (
        18 * (row["severity"] == "severe") + {"mild": 0, "moderate": 17, "severe": 33}[row["pain"]]
        + 4 * (row["recovery"] == "high")
        + {"some": 0, "great": 10, "unable": 20}[row["daily_living"]])


def moray_housing(row):
    worth = {"downsizing": 500, "domestic_abuse": 500, "key_worker": 400, "care_and_support": 150}
    points = sum(worth[reason] for reason in ticked(row["reasons"]))
    return ("homeless" if row["homeless"] == "yes" else "points"), points


def perth_kinross_housing(row):
    rank = ("waiting_list", "transfer", "homelessness", "strategic_need").index(row["placed_in"])
    # The number of the group is how the file writes tiers; it is in the points that are printed.
    return row["placed_in"], 1000 * rank + number(row["need_points"])


def richmond_housing(row):
    return "all", 80 * (row["working"] == "yes") + 50 * (row["community"] == "yes")


def meld_order(row):
    return "all", number(row["meld"])


def months_since(text):
    """Completed months; a month that ends on a day which does not exist ends on the next 1st."""
    since = day(text)
    months = 12 * (AS_OF.year - since.year) + AS_OF.month - since.month
    return months - (AS_OF.day < since.day)


def days_since(text):
    return (AS_OF - day(text)).days


def probation_tier_v2(row):
    rsr, rosh = number(row["rsr"]), row["rosh"]
    by_rsr = 20 if 7 <= rsr <= Fraction("99.99") else 10 if 3 <= rsr <= Fraction("6.99") else 0
    by_rosh = {"very_high": 150, "high": 20, "medium": 10}.get(rosh, 0)
    total = by_rsr + {"3": 150, "2": 150, "1": 5}.get(row["mappa"], 0) + by_rosh
    total += 2 * number(row["complexity"])
    total += 2 * (row["self_control"] != "no") + 2 * len(ticked(row["women"]))
    total -= min(by_rsr, by_rosh)
    return "A" if total >= 150 else "B" if total >= 20 else "C" if total >= 10 else "D", total


def quebec_kidney(row):
    years = min(months_since(row["dialysis_since"]) // 12, 10)
    points = (0, Fraction("0.5"), 1, 2, 4, 6, 8, 10, 12, 14, 18)[years]
    points += {"identical": 8, "none": 4, "one_homozygous": 4, "one_heterozygous": 1, "two": 0}[
        row["tissue"]]
    cpra, gap = number(row["cpra"]), number(row["age_gap"])
    points += 0 if cpra < 20 else 3 if cpra < 80 else 8
    points += 4 if gap <= 10 else 2 if gap <= 20 else 0
    return "all", points + number(row["fifty_by_age"])


def portugal_kidney(row):
    cpra = number(row["cpra"])
    points = {"full": 12, "no_b_no_dr": 8, "one_b_or_dr": 4, "one_b_one_dr": 2, "others": 1}[
        row["tissue"]]
    points += 8 if cpra >= 80 else 4 if cpra >= 50 else 0
    points += 4 * (row["age_fits"] == "yes") + Fraction("0.1") * months_since(row["dialysis_since"])
    return "hypersensitised" if cpra >= 85 else "others", points


def eurotransplant_kidney(row):
    match = ("400", "333.33", "266.67", "200", "133.33", "66.67", "0")[int(row["mismatches"])]
    points = Fraction(match) + Fraction("2.78") * months_since(row["dialysis_since"])
    points += 100 * (row["child"] == "yes") + 500 * (row["high_urgency"] == "yes")
    return "all", points + number(row["mismatch_probability"])


def canada_paired_exchange(row):
    worth = {"o_to_o": 75, "child": 75, "prior_donor": 75, "no_mismatch": 75, "same_city": 25,
             "age_within_30": 5, "same_group": 5, "ebv_negative": 5}
    points = 100 + sum(one for key, one in worth.items() if row[key] == "yes")
    points += 125 * (number(row["cpra"]) >= 80)
    if row["dialysis_since"] != "no":
        points += Fraction(days_since(row["dialysis_since"]), 30)
    return "all", points


def australia_kidney_proposed(row):
    points = Fraction(days_since(row["dialysis_since"])) / Fraction("365.25")
    return "all", points + 100 * (row["may_be_shipped"] == "yes") + number(row["other_bonuses"])


def tsanz_young_recipients(row):
    age = number(row["age"])
    return "all", 100000 - Fraction(100000, 25 - 17) * (min(max(age, 17), 25) - 17)


def lung_composite(row):
    # Points of a rule are whole thousandths, so each part is rounded down.
    parts = (number(row[key]) * 1000 // 1 for key in ("urgency", "outcome", "biology", "placement"))
    points = Fraction(sum(parts), 1000)
    return "all", points + 20 * (row["child"] == "yes") + 5 * (row["prior_donor"] == "yes")


def uk_kidney_2019(row):
    points = {"r1": 1000, "r2": 700, "r3": 350, "r4": 0}[row["risk_group"]]
    points += 0 if row["dialysis_since"] == "no" else days_since(row["dialysis_since"])
    return "A" if row["tier_a"] == "yes" else "B", points + number(row["other_points"])


def swalis_2020(row):
    longest = {"a1": 15, "a2": 21, "a3": 30, "b": 60, "c": 180, "d": 360}[row["class"]]
    return "all", Fraction(100 * waited(row), longest)


def hip_knee_choice_experiment(row):
    points = Fraction("2.27") * (row["radiology"] == "yes")
    points += Fraction("1.08") * (row["pain"] == "yes")
    return "all", points + Fraction("0.12") * months_since(row["listed_on"])


def dacorum_housing(row):
    home = row["accommodation"]
    points = {"temporary": 10, "the_elms": 5, "move_on": 10}.get(home, 0)
    if home != "temporary":
        lacking = number(row["bed_spaces_lacking"])
        points += 15 * (home == "hmo") + 20 * lacking
        points += 5 * (lacking > 0 and row["bedsit"] == "yes")
    points += 30 * number(row["bedrooms_general"]) + 50 * number(row["bedrooms_supported"])
    return "all", points + 75 * len(ticked(row["very_high_needs"]))


def probation_tier_v3(row):
    table = {Fraction("6.9"): "AABBBB", Fraction(3): "ABCCCC", Fraction(1): "BCDEEE",
             Fraction("0.5"): "CDEEFF", Fraction(0): "DDEFFG"}
    arp, csrp, score = number(row["arp"]), number(row["csrp"]), number(row["dc_score"])
    column = next(i for i, least in enumerate((90, 75, 50, 25, 15, 0)) if arp >= least)
    tiers = [table[next(least for least in table if csrp >= least)][column]]
    if row["dc_band"] == "medium":
        tiers.append(next(tier for least, tier in (
            ("3.36", "C"), ("2.11", "D"), ("1.12", "C"), ("0.60", "D"))
            if score >= Fraction(least)))
    else:
        tiers.append({"very_high": "A", "high": "B", "low": "E"}.get(row["dc_band"], "G"))
    by_rosh = {"very_high": "A", "high": "C", "medium": "D"} if row["mappa"] == "yes" else {
        "very_high": "C", "high": "D"}
    tiers.append(by_rosh.get(row["rosh"], "E" if row["mappa"] == "yes" else "G"))
    if row["life_sentence"] == "yes":
        released = row["released_on"]
        tiers.append("B" if released != "no" and day(released) >= day("2025-06-01") else "F")
    tiers += ["E"] * (row["domestic_abuse"] == "yes")
    tiers += ["F"] * (row["stalking"] == "yes" or row["child_protection"] == "yes")
    return min(tiers), 0


# Tiers, the first one first, and what decides within them, the smaller first.
ONE = ("all",)


def by_points(row, points):
    return (-points, -waited(row))


def by_wait(row, points):
    return (-waited(row),)


def by_points_alone(row, points):
    return (-points,)


ORDER = {
    nhs_surgical_priority: (("P1a", "P1b", "P2", "P3", "P4"), by_wait),
    wcwl_hip_knee: (ONE, by_points_alone),
    nz_joint_replacement: (ONE, by_points_alone),
    cahta_hip_knee: (ONE, by_points),
    moray_housing: (("homeless", "points"), by_points),
    perth_kinross_housing: (
        ("strategic_need", "homelessness", "transfer", "waiting_list"), by_points),
    richmond_housing: (ONE, by_points),
    meld_order: (ONE, by_points),
    probation_tier_v2: (("A", "B", "C", "D"), by_points_alone),
    quebec_kidney: (ONE, by_points),
    portugal_kidney: (("hypersensitised", "others"), by_points_alone),
    eurotransplant_kidney: (ONE, by_points_alone),
    canada_paired_exchange: (ONE, by_points_alone),
    australia_kidney_proposed: (ONE, by_points_alone),
    tsanz_young_recipients: (ONE, by_points),
    lung_composite: (ONE, by_points_alone),
    uk_kidney_2019: (("A", "B"), by_points_alone),
    swalis_2020: (ONE, by_points_alone),
    hip_knee_choice_experiment: (ONE, by_points_alone),
    dacorum_housing: (ONE, by_points),
    probation_tier_v3: (("A", "B", "C", "D", "E", "F", "G"), by_points_alone),
}


def printed(points):
    """Rounded down to a thousandth."""
    thousandths = Fraction(points) * 1000 // 1
    sign = "-" if thousandths < 0 else ""
    return f"{sign}{abs(thousandths) // 1000}.{abs(thousandths) % 1000:03}"


def expected(rule):
    tiers, within = ORDER[rule]
    with open(FOLDER / f"{rule.__name__}.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    scored = [(row, *rule(row)) for row in rows]
    scored.sort(key=lambda one: (tiers.index(one[1]), within(one[0], one[2]), one[0]["case_id"]))
    lines = ["position,case_id,tier,points"]
    for place, (row, tier, points) in enumerate(scored, 1):
        lines.append(f"{place},{row['case_id']},{tier},{printed(points)}")
    return "\n".join(lines) + "\n"


def main():
    names = {rule.__name__ for rule in ORDER}
    files = {path.stem for path in FOLDER.glob("*.toml")}
    if names != files:
        sys.exit(f"a file without a rule, or a rule without a file: {sorted(names ^ files)}")
    for rule in ORDER:
        path = FOLDER / f"{rule.__name__}.expected.csv"
        text = expected(rule)
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif path.read_text(encoding="utf-8") != text:
            sys.exit(f"{path.name} is not what the rule gives")
    print(f"ok: {len(ORDER)} published systems")


if __name__ == "__main__":
    main()
