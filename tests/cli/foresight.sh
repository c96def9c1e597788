#!/bin/sh
# What may become of each waiting case: as text, data and page, and beside each row of the queue board.
. "$(dirname "$0")/checks.sh"

# The first forty cases of the sample list, and few people. All files stand beside the scenario.
cp -r policies "$work/policies"
head -41 "$list" >"$work/few.csv"
sed 's|"\.\./\.\./policies/|"policies/|; s|"\.\./data/staffordshire_2009.csv"|"few.csv"|
     s/^count = 96/count = 8/; s/count = 102/count = 12/; s/count = 104/count = 14/; s/^per_working_day = 5.4/per_working_day = 0.4/' \
  examples/allocation_simulation/what_would_help.toml >"$work/area.toml"
few="rank $work/few.csv --policy $work/policies/staffordshire_2009.toml --as-of 2009-10-05"

run 0 foresee "$work/area.toml" --futures 39
silent err
check "what is said of forty cases" cmp "$work/out" tests/cli/golden/foresight.txt
run 0 foresee "$work/area.toml" --futures 39 --format json --output "$work/foresight.json"
run 0 foresee "$work/area.toml" --futures 39 --format html
silent err
cp "$work/out" "$work/foresight.html"
sed '/^<style>/,/<\/style>$/d; s/sha256-[^'"'"']*/sha256/g; s/[0-9a-f]\{64\}/digest/' "$work/out" >"$work/page.html"
check "the page is the one that was looked at" cmp "$work/page.html" tests/cli/golden/foresight.html
check "the page is a whole document" grep -q '</html>' "$work/out"
says out "All figures of each case, in the order of the list"
run 0 foresee "$work/area.toml" --futures 39 --format html --threads 3
check "the page is the same for any number of threads" cmp "$work/out" "$work/foresight.html"

# shellcheck disable=SC2086: several words
run 0 $few --format html --foresee "$work/area.toml" --futures 39 --output "$work/board.html"
check "each row has the days of the data, and the page says what they rest on" python3 -c '
import json, re, sys
foresight = json.load(open(sys.argv[1]))
page = open(sys.argv[2]).read()
policy = [one for one in foresight["policies"] if one["policy"]["id"] == "staffordshire_2009"][0]
months = "January February March April May June July August September October November December".split()
def words(day):
    year, month, day = day.split("-")
    return int(day), months[int(month) - 1], int(year)
def span(case):
    begin, end = case["allocated"]["from"], case["allocated"]["to"]
    if begin is None: return "later than 3 October 2010, or never"
    if end is None: return "%d %s %d or later, or never" % words(begin)
    first, last = words(begin), words(end)
    if first == last: return "%d %s %d" % last
    if first[1:] == last[1:]: return "%d to %d %s %d" % (first[0], *last)
    if first[2] == last[2]: return "%d %s to %d %s %d" % (*first[:2], *last)
    return "%d %s %d to %d %s %d" % (*first, *last)
said = {}
for case, row in re.findall("<li class=\"row\" id=\"[^\"]*\" data-id=\"([^\"]*)\"(.*?)</li>", page, re.S):
    said[case] = re.search("Likely day: ([^<]*)<", row).group(1)
assert said == {case["case_id"]: span(case) for case in policy["cases"]}, said
assert len(said) > 30 and len(set(said.values())) > 10
assert foresight["interval_share"] == 0.8 and "on one of its days is at least 80 %" in page
assert "39 futures (seed 2009)" in page and "This holds if what comes is like the scenario." in page
assert foresight["scenario"]["digest"] in page
' "$work/foresight.json" "$work/board.html"
# shellcheck disable=SC2086: several words
run 0 $few --format html --foresee "$work/area.toml" --futures 39 --threads 3 --output "$work/again.html"
check "the board is the same for any number of threads" cmp "$work/board.html" "$work/again.html"
# shellcheck disable=SC2086: several words
run 0 $few --format html --foresee "$work/area.toml" --futures 8 --output "$work/board.html"
check "too few futures give no row an interval" \
  [ "$(grep -o 'Likely day: no interval from so few futures' "$work/board.html" | wc -l)" -eq "$(grep -c '<li class="row"' "$work/board.html")" ]
# shellcheck disable=SC2086: several words
run 0 $few --format html --output "$work/board.html"
check "a page that was not asked tells nothing" sh -c "! grep -q 'Likely day' '$work/board.html'"

# Another list, day or policy than the scenario begins with.
head -40 "$list" >"$work/fewer.csv"
run 3 rank "$work/fewer.csv" --policy "$policy" --as-of 2009-10-06 --format html --foresee "$work/area.toml"
silent out
says err 'area.toml: time.from "2009-10-05": the list is ranked as of 2009-10-06'
says err 'area.toml: start.cases "few.csv": its cases have the digest'
run 3 rank "$work/few.csv" --policy policies/national_criteria_2009.toml --as-of 2009-10-05 --format html --foresee "$work/area.toml"
says err 'area.toml: policies "first_come_first_served, staffordshire_2009": the list is ranked under national_criteria_2009'
sed 's/^version = .*/version = "9.9"/' "$work/policies/staffordshire_2009.toml" >"$work/policies/other.toml"
run 3 rank "$work/few.csv" --policy "$work/policies/other.toml" --as-of 2009-10-05 --format html --foresee "$work/area.toml"
says err "the list is ranked under staffordshire_2009 9.9"
says err "use one file for both"
for bad in "--format csv" "--format html --print brief"; do
  # shellcheck disable=SC2086: several words each
  run 3 $few --foresee "$work/area.toml" $bad
  says err "only the whole page tells likely days"
done
# shellcheck disable=SC2086: several words
run 2 $few --format html --futures 9
# shellcheck disable=SC2086: several words
run 4 $few --format html --foresee "$work/none.toml"
finish
