#!/bin/sh
# What another policy would do to a list.
. "$(dirname "$0")/checks.sh"

before=policies/national_criteria_2009.toml
run 0 plan "$before" "$policy" "$list" --as-of 2009-10-05 --top 5
check "the plan of the sample list" cmp "$work/out" tests/cli/golden/plan.txt
says err "Note: 25 rows of the list are not ranked by both policies, 25 by neither; faulty before: 0, faulty after: 0."
run 0 plan "$before" "$policy" "$list" --as-of 2009-10-05 --format csv
says out "case_id,area,team,places_down,position_before"
"$waitlist" rank "$list" --policy "$policy" --as-of 2009-10-05 --format csv 2>"$work/err" |
  awk -F, 'NR > 1 && $1 != "" { print $2 }' >"$work/ranked"
awk -F, 'NR > 1 && $4 != "" { print $1 }' "$work/out" >"$work/planned"
check "cases stand in the order of the later policy" cmp "$work/ranked" "$work/planned"
check "rows without a place stand behind them, 25 of them" \
  [ "$(awk -F, 'NR > 1 && $4 == "" { print $15 "," $16 }' "$work/out" | grep -c .)" -eq 25 ]
says out ",on_hold,on_hold"
says out ",duty_allocated,duty_allocated"
run 0 plan "$before" "$policy" "$list" --as-of 2009-10-05 --format json --output "$work/plan.json"
silent out
check "the data is JSON" python3 -m json.tool "$work/plan.json" /dev/null
run 0 plan "$before" "$policy" "$list" --as-of 2009-10-05 --format html --output "$work/plan.html"
silent out
check "the page has every case that stands otherwise, and all tags" python3 -c '
import html.parser, json, sys
class Words(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.cells = []
    def handle_data(self, data):
        self.cells.append(data)
words = Words()
words.feed(open(sys.argv[1]).read())
plan = json.load(open(sys.argv[2]))
at = words.cells.index("Cases whose place, tier or duty differs, in the order of the later policy")
rows = iter(words.cells[at:])
for case in plan["cases"]:
    assert case["case_id"] in rows, case
    assert next(rows) == str(case["before"]["place"]) and next(rows) == str(case["after"]["place"]), case
' "$work/plan.html" "$work/plan.json"
"$waitlist" plan "$before" "$policy" - --as-of 2009-10-05 --top 5 <"$list" >"$work/out" 2>"$work/err"
check "a list from standard input is planned alike" cmp "$work/out" tests/cli/golden/plan.txt

sed '/^"SM-0016"/s/2009-08-31/31.08.2009/' "$list" >"$work/typo.csv"
run 3 plan "$before" "$policy" "$work/typo.csv" --as-of 2009-10-05
silent out
says err "31.08.2009"
run 5 plan "$before" "$policy" "$work/typo.csv" --as-of 2009-10-05 --faulty apart
says out "1 row is not ranked by the earlier policy and must be looked at: SM-0016."
says out "1 row is not ranked by the later policy and must be looked at: SM-0016."
says err "Note: 26 rows of the list are not ranked by both policies, 26 by neither; faulty before: 1, faulty after: 1."

run 5 plan "$before" "$policy" "$work/typo.csv" --as-of 2009-10-05 --faulty apart --format html
says out '<span class="tag warn">Must be looked at</span> <bdi>1 row is not ranked by the later policy and must be looked at: SM-0016.</bdi>'

# One case carries a decision for a band that only the later policy has: one policy cannot score it.
printf '%s\n' case_id,listed_on,decision,decision_reason,decision_by,decision_made_on,decision_expires_on \
  "A,2009-06-01,raise P2,new facts,M1,2009-10-01,2009-10-08" B,2009-07-01,,,,, >"$work/raised.csv"
run 5 plan policies/first_come_first_served.toml "$policy" "$work/raised.csv" --as-of 2009-10-05 --faulty apart
says out "Ranked after only: A (before: 1 faulty)."
says out "1 row is not ranked by the earlier policy and must be looked at: A."
says err "Note: 1 row of the list is not ranked by both policies, 0 by neither; faulty before: 1, faulty after: 0."
run 5 plan policies/first_come_first_served.toml "$policy" "$work/raised.csv" --as-of 2009-10-05 --faulty apart --format json
check "the data names it" python3 -c '
import json, sys
plan = json.load(open(sys.argv[1]))
assert plan["faulty_before"] == ["A"] and plan["faulty_after"] == []
assert plan["without_place"] == [{"case_id": "A", "before": "faulty", "after": "ranked"}]
' "$work/out"
run 0 plan "$before" "$policy" "$list" --as-of 2009-10-05 --by-group --deals 999
says out "By group"
says out "Ethnic"
run 0 plan "$before" "$policy" "$list" --as-of 2009-10-05 --by-group --deals 999 --format json
check "groups and their moves agree with the places of all cases" python3 -c '
import json, sys
plan = json.load(open(sys.argv[1]))["by_group"]
assert len(plan["facts"]) == 3
for fact in plan["facts"]:
    shown = {group["id"]: group["units"] for group in fact["groups"] if not group["hidden"]}
    assert {move["group"] for move in fact["moves"]} <= set(shown)
    for move in fact["moves"]:
        assert abs(move["after"] - move["before"] - move["falls_by"]) < 2e-6
        own = shown[move["group"]]
        # All units together keep the places 1 to n, so what one group goes down the others go up.
        assert abs(own * move["falls_by"] + (plan["units"] - own) * move["others"]) < 1e-3 * plan["units"], move
        assert move["told_apart"] == (move["p"] <= plan["level"])
' "$work/out"
run 0 plan "$before" "$policy" "$list" --as-of 2009-10-05 --by-group --deals 999 --format html
says out 'id="group"'
run 3 plan "$before" "$policy" "$list" --as-of 2009-10-05 --by-group --format csv
says err "a row of CSV is a case"
run 3 plan "$before" "$policy" "$list" --as-of 2009-10-05 --by-group --hide monitoring.sex=nobody
run 2 plan "$before" "$policy" "$list" --as-of 2009-10-05 --smallest 20
run 4 plan "$work/absent.toml" "$policy" "$list" --as-of 2009-10-05
run 2 plan "$before" "$policy" --as-of 2009-10-05
finish
