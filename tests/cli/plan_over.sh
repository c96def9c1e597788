#!/bin/sh
# What another policy would do to the lists of a record, and over the time of a scenario.
. "$(dirname "$0")/checks.sh"

before=policies/national_criteria_2009.toml
first_come=policies/first_come_first_served.toml
log=$work/log

# Three lists; some cases have left the second.
run 0 record add "$log" "$list" --policy "$policy" --as-of 2009-10-05 --origin service.example/record
grep -v '^"\{0,1\}SM-000[1-9]' "$list" >"$work/second.csv"
run 0 record add "$log" "$work/second.csv" --policy "$before" --as-of 2009-11-02
run 0 record add "$log" "$list" --policy "$policy" --as-of 2009-12-07

run 0 plan "$before" "$policy" --record "$log" --top 5
silent err
# Keys are drawn, so that the root is another in each log.
sed 's/[0-9a-f]\{64\}/ROOT/' "$work/out" >"$work/shown"
check "the plan over the record is the one that was looked at" \
  cmp "$work/shown" tests/cli/golden/plan_record.txt
cp "$work/out" "$work/whole"
run 0 plan "$before" "$policy" --record "$log" --top 5 --threads 3
check "threads change nothing" cmp "$work/out" "$work/whole"

run 0 plan "$before" "$policy" --record "$log" --format csv
cp "$work/out" "$work/lists.csv"
check "there is a line for each list" [ "$(grep -c '^2009-' "$work/lists.csv")" -eq 3 ]
line_of() { grep "^$1," "$work/lists.csv" | cut -d, -f4-12; }
# The same from the plan of one list: cases, up, down, unchanged, farthest down, whose, duties, tiers.
by_hand() {
  "$waitlist" plan "$before" "$policy" "$1" --as-of "$2" --format csv 2>"$work/err" | awk -F, '
    NR > 1 && $15 == "ranked" && $16 == "ranked" {
      cases++
      if ($4 < 0) up++
      if ($4 > 0) down++
      if ($4 + 0 > most) { most = $4 + 0; whose = $1 }
      if ($8 == "no" && $13 == "yes") now++
      if ($8 == "yes" && $13 == "no") no_longer++
      if ($6 != $11) tiers++
    }
    END { printf "%d,%d,%d,%d,%d,%s,%d,%d,%d\n", cases, up, down, cases - up - down, most, whose, now, no_longer, tiers }'
}
for one in "2009-10-05 $list" "2009-11-02 $work/second.csv" "2009-12-07 $list"; do
  check "the line of ${one%% *} is what the plan of that list says" \
    [ "$(line_of "${one%% *}/1")" = "$(by_hand "${one#* }" "${one%% *}")" ]
done

run 0 plan "$before" "$policy" --record "$log" --last 2 --format csv
check "the last two alone" [ "$(cut -d, -f1 "$work/out" | tr '\n' ' ')" = "list 2009-11-02/1 2009-12-07/1 " ]
run 0 plan "$before" "$policy" --record "$log" --last 2
says out "From the record service.example/record, the last 2 of its 3 lists."
run 0 plan "$before" "$policy" --record "$log" --last 1
says out "From the record service.example/record, the last of its 3 lists."
says out "1 list is ranked under both policies, on its own day"

run 0 plan "$before" "$policy" --record "$log" --format json --output "$work/plan.json"
silent out
check "cases, lists and totals of the data agree" python3 -c '
import csv, json, sys
plan = json.load(open(sys.argv[1]))
rows = list(csv.DictReader(open(sys.argv[2])))
assert [row["list"] for row in rows] == [one["list"] for one in plan["lists"]]
for row, one in zip(rows, plan["lists"]):
    for key in ("cases", "up", "down", "unchanged", "must_now", "must_no_longer", "tiers_changed", "erased"):
        assert int(row[key]) == one[key], (row, one)
    assert row["farthest_down_case"] == one["farthest_down"]["case_id"]
cases, totals = plan["cases"], plan["totals"]
for key in ("up", "down", "must_now", "must_no_longer"):
    assert sum(one[key] for one in cases) == sum(one[key] for one in plan["lists"])
assert len({one["case_id"] for one in cases}) == len(cases) == totals["cases"]
assert totals["ever_down"] == sum(one["down"] > 0 for one in cases)
assert totals["always_down"] == sum(one["down"] == one["lists"] for one in cases)
assert totals["keep_place"] == sum(one["up"] + one["down"] == 0 for one in cases)
assert max(one["farthest_down"] for one in cases) == max(int(row["farthest_down"]) for row in rows)
' "$work/plan.json" "$work/lists.csv"
run 0 plan "$before" "$policy" --record "$log" --format html --output "$work/plan.html"
silent out
check "the page has every line of the lists" python3 -c '
import csv, html.parser, sys
class Words(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.cells = []
    def handle_data(self, data):
        self.cells.append(data.strip())
words = Words()
words.feed(open(sys.argv[1]).read())
cells = [cell for cell in words.cells if cell]
for row in csv.DictReader(open(sys.argv[2])):
    at = cells.index(row["list"])
    assert cells[at + 1:at + 5] == [row["cases"], row["up"], row["down"], row["unchanged"]], cells[at:at + 9]
' "$work/plan.html" "$work/lists.csv"

# One list has a case with a decision for a band that only the later policy has.
printf '%s\n' case_id,listed_on,decision,decision_reason,decision_by,decision_made_on,decision_expires_on \
  "A,2009-06-01,raise P2,new facts,M1,2010-01-03,2010-01-08" B,2009-07-01,,,,, >"$work/raised.csv"
run 0 record add "$log" "$work/raised.csv" --policy "$policy" --as-of 2010-01-04
run 5 plan "$first_come" "$policy" --record "$log"
says out "3 of 4 lists are ranked under both policies, each on its own day"
says out "Lists without a plan"
says out "- list 2010-01-04/1, under the policy before, first_come_first_served 1.0.0: case A: decision"
says err "Note: 1 list of 4 has no plan; the result says why."
run 5 plan "$first_come" "$policy" --record "$log" --format csv
says out "2010-01-04/1,2010-01-04,no,,,,,,,,,,,,,,0,0,0,1,"
run 5 plan "$first_come" "$policy" --record "$log" --faulty apart --last 1
says out "2010-01-04/1: 1 case is ranked by the later policy only."
says out "2010-01-04/1: 1 row is set apart by the earlier policy and must be looked at."
run 3 plan "$first_come" "$policy" --record "$log" --last 1
silent out
says err "No list of these could be ranked under both policies."
run 3 plan examples/textbook_queues/first_come.toml "$policy" --record "$log" --last 2
says err "under the policy before, first_come 1.0.0: case"
silent out

# Facts that a policy does not have: the cases stand apart, each named with what is wrong.
run 5 plan "$before" examples/textbook_queues/first_come.toml --record "$log" --faulty apart --last 1
says out "under the policy after, first_come 1.0.0: case "
check "no fault counts the cases of a text that nobody has" sh -c '! grep -q "cases\[" "$1"' sh "$work/out"

# What was faulty when it was recorded is left out, and said to be.
sed '/^"SM-0016"/s/2009-08-31/31.08.2009/; /^"SM-0018"/s/"20[0-9-]*"/"x"/' "$list" >"$work/typos.csv"
run 5 record add "$work/typos" "$work/typos.csv" --policy "$policy" --as-of 2009-10-05 \
  --origin service.example/typos --faulty apart
run 0 plan "$before" "$policy" --record "$work/typos"
says out "2009-10-05/1: 2 rows were faulty at the time and are left out."
says err "Note: 2 rows were faulty when their lists were recorded and are left out."

# What was erased is counted and missing.
run 0 record erase "$log" SM-0016 --ground ART17-1-A --by DPO1 --on 2010-01-05
run 0 plan "$before" "$policy" --record "$log" --format csv
check "each list of the case says that a row was erased" \
  [ "$(cut -d, -f17 "$work/out" | tr '\n' ' ')" = "erased 1 1 1 0 " ]
check "it is in no answer any more" sh -c '! grep -q SM-0016 "$1"' sh "$work/out"
run 0 plan "$before" "$policy" --record "$log"
says out "Some rows are missing, as cases were erased. Places count the rows that are left."

run 4 plan "$before" "$policy" --record "$work/absent"
mkdir "$work/open_part"
cp -r "$log/checkpoint" "$log/tile" "$log/rows" "$log/payload" "$work/open_part/"
run 4 plan "$before" "$policy" --record "$work/open_part"
says err "is missing; it holds the cases of its lists"
cp -r "$log" "$work/damaged"
sed 's/SM-0017/SM-9917/' "$log/private/openings/2" >"$work/damaged/private/openings/2"
run 3 plan "$before" "$policy" --record "$work/damaged" --last 2
silent out

# What makes no sense together is refused, and both are named.
refused() {
  both=$1
  shift
  run 2 plan "$before" "$policy" "$@"
  says err "$both"
  silent out
}
refused "CASES excludes --record" "$list" --record "$log"
refused "--as-of excludes --record" --record "$log" --as-of 2009-10-05
refused "--mapping excludes --record" --record "$log" --mapping m.toml
refused "--by-group excludes --record" --record "$log" --by-group
refused "--record excludes --scenario" --record "$log" --scenario s.toml
refused "CASES excludes --scenario" "$list" --scenario s.toml
refused "--faulty excludes --scenario" --scenario s.toml --faulty apart
refused "--top excludes --scenario" --scenario s.toml --top 3
refused "--last requires --record" "$list" --as-of 2009-10-05 --last 3
refused "--repetitions requires --scenario" --record "$log" --repetitions r.csv
refused "--last: Value 0 not in range" --record "$log" --last 0
refused "CASES, --record or --scenario is required"
refused "--as-of is required" "$list"

# Over a scenario: what simulate says of the same with these two policies in it.
sed "s|\"\.\./\.\./policies/|\"$PWD/policies/|; s|\"\.\./data/|\"$PWD/examples/data/|; s/^replications = 20\$/replications = 2/
     s/^horizon_days = .*/horizon_days = 60/; /^# The question/,/^# Where nothing/d" \
  examples/allocation_simulation/clear_the_backlog.toml >"$work/area.toml"
sed '/first_come\|national_plus\|prioritisation_/d; /^bands_of/d' "$work/area.toml" >"$work/two.toml"
run 0 simulate "$work/two.toml" --repetitions "$work/simulated.csv"
sed '1d' "$work/out" >"$work/simulated"
run 0 plan "$before" "$policy" --scenario "$work/area.toml" --repetitions "$work/planned.csv"
says out "Plan: from national_criteria_2009 1.0.0 to staffordshire_2009 1.0.0, in the scenario"
says out "2 of 2 repetitions, seed 2009. 60 days from 5 October 2009, beginning with the 400 cases of"
sed '1,2d' "$work/out" >"$work/planned"
check "a plan over a scenario is its simulation under these two policies" \
  cmp "$work/simulated" "$work/planned"
check "repetition by repetition" cmp "$work/simulated.csv" "$work/planned.csv"
run 0 plan "$before" "$policy" --scenario "$work/area.toml" --format json
check "the data is JSON" python3 -m json.tool "$work/out" /dev/null
run 0 plan "$before" "$policy" --scenario "$work/area.toml" --format html
says out "<title>Plan: from national_criteria_2009 1.0.0 to staffordshire_2009 1.0.0"
run 3 plan "$before" "$policy" --scenario "$work/area.toml" --format csv
says err 'command line: --scenario "--format csv"'
run 4 plan "$before" "$policy" --scenario "$work/absent.toml"

# Two results are never written to one place.
mkdir "$work/folder"
for place in "$work/both.txt" "$work/folder/../both.txt"; do
  run 3 plan "$before" "$policy" --scenario "$work/area.toml" --output "$work/both.txt" --repetitions "$place"
  says err "the result itself is written there, too; name another file"
  run 3 simulate "$work/two.toml" --output "$work/both.txt" --repetitions "$place"
  check "nothing is written" [ ! -e "$work/both.txt" ]
done
run 3 plan "$before" "$policy" --scenario "$work/area.toml" --repetitions -
silent out
: >"$work/one"
ln "$work/one" "$work/other"
run 0 plan "$before" "$policy" --scenario "$work/area.toml" --output "$work/one" --repetitions "$work/other"
run 0 plan "$before" "$policy" --scenario "$work/area.toml" --output /dev/null --repetitions /dev/null
run 3 record add "$work/twice" "$list" --policy "$policy" --as-of 2009-10-05 --origin service.example/twice \
  --report "$work/twice.txt" --proof "$work/twice.txt"
says err "the report is written there, too; name another file"
check "and nothing was recorded" [ ! -e "$work/twice" ]

# Two versions of one policy are told apart.
sed 's/^version = .*/version = "1.1.0"/; s|^facts = "|&'"$PWD"'/policies/|' "$policy" >"$work/next.toml"
run 0 plan "$policy" "$work/next.toml" --scenario "$work/area.toml" --repetitions "$work/planned.csv"
says out "  staffordshire_2009 1.0.0 "
says out "  staffordshire_2009 1.1.0 "
check "also repetition by repetition" \
  [ "$(cut -d, -f3 "$work/planned.csv" | sort -u | grep -c 'staffordshire_2009 1\.[01]\.0')" -eq 2 ]
finish
