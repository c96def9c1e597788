#!/bin/sh
# What another policy would do to a list.
. "$(dirname "$0")/checks.sh"

before=policies/national_criteria_2009.toml
run 0 plan "$before" "$policy" "$list" --as-of 2009-10-05 --top 5
check "the plan of the sample list" cmp "$work/out" tests/cli/golden/plan.txt
run 0 plan "$before" "$policy" "$list" --as-of 2009-10-05 --format csv
says out "case_id,area,team,places_down,position_before"
"$waitlist" rank "$list" --policy "$policy" --as-of 2009-10-05 --format csv 2>"$work/err" |
  awk -F, 'NR > 1 && $1 != "" { print $2 }' >"$work/ranked"
cut -d, -f1 "$work/out" | sed 1d >"$work/planned"
check "cases stand in the order of the later policy" cmp "$work/ranked" "$work/planned"
run 0 plan "$before" "$policy" "$list" --as-of 2009-10-05 --format json --output "$work/plan.json"
silent out
check "the data is JSON" python3 -m json.tool "$work/plan.json" /dev/null
"$waitlist" plan "$before" "$policy" - --as-of 2009-10-05 --top 5 <"$list" >"$work/out" 2>"$work/err"
check "a list from standard input is planned alike" cmp "$work/out" tests/cli/golden/plan.txt

sed '/^"SM-0016"/s/2009-08-31/31.08.2009/' "$list" >"$work/typo.csv"
run 3 plan "$before" "$policy" "$work/typo.csv" --as-of 2009-10-05
silent out
says err "31.08.2009"
run 5 plan "$before" "$policy" "$work/typo.csv" --as-of 2009-10-05 --faulty apart
says out "1 row is not ranked by the later policy and must be looked at."
run 4 plan "$work/absent.toml" "$policy" "$list" --as-of 2009-10-05
run 2 plan "$before" "$policy" --as-of 2009-10-05
finish
