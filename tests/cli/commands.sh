#!/bin/sh
# What every command prints, where, and with which exit status.
. "$(dirname "$0")/checks.sh"

# The page that was written; its stylesheet and script are looked at in a browser.
page() {
  sed '/^<style>/,/<\/style>$/d; /^<script>/,/<\/script>$/d; s/sha256-[^'"'"']*/sha256/g' \
    "$work/out" >"$work/page"
}

for name in staffordshire_2009 national_criteria_2009; do
  run 0 rank "$list" --policy "policies/$name.toml" --as-of 2009-10-05 --format csv
  check "the order under $name is the one that was looked at" \
    cmp "$work/out" "tests/cli/golden/$name.csv"
done
says err "375 cases ranked in 362"
run 0 explain "$list" --policy "$policy" --as-of 2009-10-05 --case SM-0001
check "the explanation is the one that was looked at" cmp "$work/out" tests/cli/golden/explain.txt
silent err
run 0 explain "$list" --policy "$policy" --as-of 2009-10-05 --case SM-0001 --above SM-0025
check "the comparison is the one that was looked at" cmp "$work/out" tests/cli/golden/above.txt
run 0 explain "$list" --policy "$policy" --as-of 2009-10-05 --case SM-0025 --above SM-0001
says err "it is the other way round"
run 0 explain "$list" --policy "$policy" --as-of 2009-10-05 --case SM-0001 --format json
says out '"case_id": "SM-0001"'
run 0 explain "$list" --policy "$policy" --as-of 2009-10-05 --case SM-0017 --to P2
check "the least change is the one that was looked at" \
  cmp "$work/out" tests/cli/golden/least_change.txt
silent err
run 0 explain "$list" --policy "$policy" --as-of 2009-10-05 --case SM-0025 --to-above SM-0001 --format json
says out '"above": "SM-0001"'
says out '"days_tried_to": "2010-10-06"'
run 3 explain "$list" --policy "$policy" --as-of 2009-10-05 --case SM-0017 --to P9
silent out
says err "it has P1, must_allocate, P2, P3, P4"
run 3 explain "$list" --policy "$policy" --as-of 2009-10-05 --case SM-0017 --to-above SM-0017
says err "name two different cases"
run 3 explain "$list" --policy "$policy" --as-of 2009-10-05 --case SM-0017 --to P2 --for family
says err "a family is told of the case as it is"
run 2 explain "$list" --policy "$policy" --as-of 2009-10-05 --case SM-0017 --to P2 --above SM-0001
run 0 policy show "$policy"
check "the policy page is the one that was looked at" cmp "$work/out" tests/cli/golden/policy.txt
run 0 rank "$list" --policy "$policy" --as-of 2009-10-05 --top 2 --format html
page
check "the queue board is the one that was looked at" \
  cmp "$work/page" tests/cli/golden/queue.html
run 0 policy show "$policy" --format html
page
check "the policy page in HTML is the one that was looked at" \
  cmp "$work/page" tests/cli/golden/policy.html
run 0 policy diff policies/national_criteria_2009.toml "$policy"
check "the difference is the one that was looked at" cmp "$work/out" tests/cli/golden/difference.txt
run 0 policy diff policies/first_come_first_served.toml policies/national_criteria_2009.toml --format html
page
check "the difference in HTML is the one that was looked at" \
  cmp "$work/page" tests/cli/golden/difference.html
run 2 policy diff "$policy"
run 0 policy check policies/national_criteria_2009.toml
check "the review is the one that was looked at" cmp "$work/out" tests/cli/golden/review.txt
run 0 policy show "$policy" --format json --output "$work/policy.json"
silent out
check "the file is there and no draft of it" [ -s "$work/policy.json" -a ! -e "$work/policy.json.part" ]

run 0 rank "$list" --policy "$policy" --as-of 2009-10-05 --top 3
says out "Shown: "
run 0 rank "$list" --policy "$policy" --as-of 2009-10-05 --format json --threads 2
says out '"cases_digest"'
run 0 generate --cases 400 --seed 2009 --as-of 2009-10-05 --spreadsheet
check "generate makes the sample list again" cmp "$work/out" "$list"
run 0 generate --cases 20 --seed 1 --as-of 2009-10-05 --format json --output "$work/list.json"
run 0 rank "$work/list.json" --policy "$policy" --as-of 2009-10-05 --facts policies/private_law_facts.toml
"$waitlist" rank - --policy "$policy" --as-of 2009-10-05 --format csv <"$list" >"$work/piped" 2>/dev/null
check "a list from standard input gives the same order" \
  cmp "$work/piped" tests/cli/golden/staffordshire_2009.csv

run 0 rank "$list" --policy "$policy" --as-of 2009-10-05 --format csv
cp "$work/out" "$work/plain"
sed 's/^"SM-0001",\(.*\)"2009-04-06"/"SM-0001",\1"2009-09-30"/' "$list" >"$work/later.csv"
run 0 rank "$work/later.csv" --policy "$policy" --as-of 2009-10-05 --since "$list" --format csv
says out ',listed_later,'
says err "Listed on a later day without a reason: 1 change"
sed 's/,[^,]*,[^,]*$//' "$work/out" >"$work/kept"
check "a later day of listing without a reason changes no place" cmp "$work/kept" "$work/plain"
run 0 explain "$work/later.csv" --policy "$policy" --as-of 2009-10-05 --since "$list" --case SM-0001
says out "waiting counts from the earlier day"
run 0 rank "$list" --policy "$policy" --as-of 2009-10-05 --since "$list" --format json
says out '"since": ['
says err "No change of the kinds that are looked for."
run 0 rank "$list" --policy "$policy" --as-of 2009-10-05 --since "$list" --format changes
silent out
run 0 rank "$work/later.csv" --policy "$policy" --as-of 2009-10-05 --since "$list" --format changes
says out '{"kind":"listed_later","case_id":"SM-0001","field":"listed_on","before":"2009-04-06","now":"2009-09-30"'
check "one change is one line" [ "$(wc -l <"$work/out")" -eq 1 ]
run 3 rank "$list" --policy "$policy" --as-of 2009-10-05 --format changes
says err "changes are those since an earlier list; add --since"
run 3 rank "$list" --policy "$policy" --as-of 2009-10-05 --explained
says err "only JSON has all explanations; add --format json"
run 0 rank "$list" --policy "$policy" --as-of 2009-10-05 --top 3 --format json --explained
check "each place that is shown has its explanation, and no other" \
  [ "$(grep -c '"explanation":{"linked_with":' "$work/out")" -eq "$(grep -c '^{"position":' "$work/out")" ]

# The clock is asked where its name is said, and the day is the one of its time zone.
printf 'case_id,listed_on\nA,2009-04-06\n' >"$work/one.csv"
for zone in UTC0 ZZZ-14 ZZZ12; do
  for moment in before after; do TZ=$zone date +%F >"$work/$moment"
    [ $moment = after ] || TZ=$zone "$waitlist" rank "$work/one.csv" --policy "$policy" \
      --as-of today --format json >"$work/out" 2>"$work/err"
  done
  check "today is the day of $zone" \
    grep -qF -e "\"as_of\": \"$(cat "$work/before")\"" -e "\"as_of\": \"$(cat "$work/after")\"" "$work/out"
done
grep -v '^"SM-0002"' "$list" >"$work/shorter.csv"
run 3 explain "$work/shorter.csv" --policy "$policy" --as-of 2009-10-05 --since "$list" --case SM-0002
says err "it is on the list of --since and not on this one"
run 4 rank "$list" --policy "$policy" --as-of 2009-10-05 --since "$work/absent.csv"
says err "cannot be opened"

printf 'case_id,listed_on,da.marc\nA,31/02/2009,\nA,2009-06-01,\n' >"$work/faults.csv"
run 3 rank "$work/faults.csv" --policy "$policy" --as-of 2009-10-05
silent out
says err 'faults.csv:1:19: column "da.marc"'
says err 'faults.csv:2:3: listed_on "31/02/2009"'
says err "faults.csv:3: case_id \"A\": the case of line 2 has this id too"
says err "3 faults; nothing was written."
run 3 rank "$work/faults.csv" --policy "$policy" --as-of 2009-10-05 --errors json
silent out
says err '"fault_count": 3'
says err '"case_id": "A"'
says err '"field": "listed_on"'
says err '"column": 19'
run 4 --errors json rank "$work/absent.csv" --policy "$policy" --as-of 2009-10-05
says err '"code": 401'
run 2 rank "$work/faults.csv" --policy "$policy" --as-of 2009-10-05 --errors xml
run 3 rank "$work/faults.csv" --policy "$policy" --as-of 2009-10-05 --output "$work/none.csv"
check "nothing is written after a fault" [ ! -e "$work/none.csv" ]
# One mistyped date among 400 rows.
sed '/^"SM-0016"/s/2009-08-31/31.08.2009/' "$list" >"$work/typo.csv"
run 3 rank "$work/typo.csv" --policy "$policy" --as-of 2009-10-05
silent out
says err "1 fault; nothing was written."
says err "--faulty apart goes on with the other 399 cases and sets this row apart, to be looked at first."
run 5 rank "$work/typo.csv" --policy "$policy" --as-of 2009-10-05 --faulty apart --top 3
check "what is not ranked stands before the queue" \
  cmp "$work/out" tests/cli/golden/faulty.txt
says err "Not ranked, must be looked at: 1 row."
says err "Not ranked, must be looked at: SM-0016 (line 17)."
run 5 rank "$work/typo.csv" --policy "$policy" --as-of 2009-10-05 --faulty apart --format csv
grep -v '^"SM-0016"' "$list" >"$work/others.csv"
"$waitlist" rank "$work/others.csv" --policy "$policy" --as-of 2009-10-05 --faulty apart \
  --format csv >"$work/others" 2>"$work/err"
check "a list without a faulty row has nothing to be looked at" [ $? -eq 0 ]
sed '/^,SM-0016,/d' "$work/out" >"$work/ranked"
check "all others stand as if the faulty row were not there" cmp "$work/ranked" "$work/others"
run 5 rank "$work/typo.csv" --policy "$policy" --as-of 2009-10-05 --faulty apart --format html
says out '<h2 id="faulty">Not ranked, must be looked at</h2>'
run 5 explain "$work/typo.csv" --policy "$policy" --as-of 2009-10-05 --faulty apart --case SM-0016
says out "Case SM-0016 on 5 October 2009: not ranked, must be looked at"
silent err
run 5 explain "$work/typo.csv" --policy "$policy" --as-of 2009-10-05 --faulty apart --case SM-0001
says err "1 row of the list is not ranked and must be looked at"
run 3 explain "$work/typo.csv" --policy "$policy" --as-of 2009-10-05 --faulty apart \
  --case SM-0001 --above SM-0016
says err "this case is not ranked, because line 17 must be looked at"
run 5 explain "$work/typo.csv" --policy "$policy" --as-of 2009-10-05 --faulty apart \
  --case SM-0016 --format json
says out '"line": 17'
run 3 rank "$work/faults.csv" --policy "$policy" --as-of 2009-10-05 --faulty apart
says err "1 fault; nothing was written."
sed '/^"SM-0016"/s/2009-08-31/31.08.2009/; /^"SM-0017"/s/"no"/"nope"/' "$list" >"$work/typos.csv"
run 3 rank "$work/typos.csv" --policy "$policy" --as-of 2009-10-05
says err "--faulty apart goes on with the other 398 cases and sets these 2 rows apart, to be looked at"
run 2 rank "$list" --policy "$policy" --as-of 2009-10-05 --faulty drop
sed 's/per_day = 0.14/per_day = 0.00014/; s/cap = 35/cap = "x"/' "$policy" >"$work/faults.toml"
cp policies/private_law_facts.toml "$work"
run 3 policy check "$work/faults.toml"
silent out
says err "[E318]"
says err "[E322]"
run 3 rank "$list" --policy "$policy" --as-of 5/10/2009
says err "write a day as YYYY-MM-DD"
run 0 calendar check policies/calendars/england_and_wales.csv
says out "computed"
sed 's/^2012-12-25/2012-12-35/' policies/calendars/england_and_wales.csv >"$work/ours.csv"
run 3 calendar check "$work/ours.csv"
says err "ours.csv:"
sed 's/^facts = /calendar = "ours.csv"\nfacts = /' "$policy" >"$work/counted.toml"
run 3 rank "$list" --policy "$work/counted.toml" --as-of 2009-10-05
says err "ours.csv:"
cp policies/calendars/england_and_wales.csv "$work/ours.csv"
run 0 rank "$list" --policy "$work/counted.toml" --as-of 2009-10-05
run 3 rank "$list" --policy "$policy" --as-of 1994-12-31
says err "[E320]"
run 3 explain "$list" --policy "$policy" --as-of 2009-10-05 --case SM-01
says err 'did you mean "SM-0001"?'
roster=examples/data/staffordshire_roster.csv
set -- --policy "$policy" --as-of 2009-10-05 --roster "$roster" \
  --travel examples/data/staffordshire_travel.csv --work examples/data/staffordshire_work.csv \
  --instructions examples/data/staffordshire_instructions.csv
run 0 allocate "$list" "$@"
check "the allocation is the one that was looked at" cmp "$work/out" tests/cli/golden/allocation.txt
silent err
run 0 allocate "$list" "$@" --format csv
says out "position,case_id,tier,place,practitioner_id"
run 0 allocate "$list" "$@" --format json --output "$work/allocation.json"
silent out
check "the proofs are in the file" grep -q '"holders"' "$work/allocation.json"
run 0 allocate "$list" "$@" --format html --output "$work/allocation.html"
silent out
check "the page is a whole document" grep -q '</html>' "$work/allocation.html"
run 5 allocate "$work/typo.csv" "$@" --faulty apart
says out "The allocation does not consider what is not ranked."
run 3 allocate "$work/typo.csv" "$@" --faulty apart --case SM-0016 --to SF-01
says err 'this case is not ranked: something in its row is wrong'
run 0 allocate "$list" "$@" --count-cases --urgent-tiers 2
says out "no allocation of these units costs less than"
team=examples/data/team
run 0 allocate ${team}_cases.csv --policy "$policy" --as-of 2009-10-05 --roster ${team}_roster.csv \
  --travel ${team}_travel.csv --work ${team}_work.csv --instructions ${team}_instructions.csv \
  --count-cases --horizon 14
check "the team of twelve is as in the guide" cmp "$work/out" tests/cli/golden/team.txt
run 2 allocate "$list" "$@" --horizon 367
run 0 allocate "$list" "$@" --case SM-0001 --to SF-01
says out "If SM-0001 went to SF-01: the whole would cost "
run 0 allocate "$list" "$@" --without SF-01
says out "If SF-01 left: the whole would cost "
run 0 allocate "$list" "$@" --without SF-01 --format json
says out '"possible": true'
run 0 allocate "$list" "$@" --case SM-0001 --to SF-01 --format csv
says out "change,possible,extra,case_id,from,to"
printf 'weight,value\ntravel_minute,2\n' >"$work/weights.csv"
run 0 allocate "$list" "$@" --weights "$work/weights.csv"
printf 'case_id,practitioner_id,cost\n' >"$work/no_pairs.csv"
run 0 allocate "$list" --policy "$policy" --as-of 2009-10-05 --roster "$roster" --pairs "$work/no_pairs.csv"
says out "0 of 362 units placed"
run 0 allocate "$list" "$@" --count-cases --without SF-01
says out "If SF-01 left: the whole would cost"
run 3 allocate "$list" "$@" --without SF-99
says err 'no practitioner of the roster has this id; give one that stands there; did you mean "SF-0'
run 3 allocate "$list" "$@" --case SM-9999 --to nobody
says err 'no ranked case has this id; give one that '
says err '--to "nobody": no practitioner of the roster has this id'
run 2 allocate "$list" "$@" --case SM-0001
printf 'case_id,practitioner_id,cost\nSM-0001,SF-01,7\nSM-0002,SF-01,3\n' >"$work/pairs.csv"
run 0 allocate "$list" --policy "$policy" --as-of 2009-10-05 --roster "$roster" --pairs "$work/pairs.csv"
says out "2 of 362 units placed"
printf '{"format": 1, "practitioners": []}' >"$work/roster.json"
run 0 allocate "$list" --policy "$policy" --as-of 2009-10-05 --roster "$work/roster.json"
says out "there is no practitioner"
run 3 allocate "$list" --policy "$policy" --as-of 2009-10-05 --roster "$work/roster.json" \
  --travel examples/data/staffordshire_travel.csv
says err "a roster in JSON has its travel times itself"
printf 'practitioner_id,caselod\nP 1,x\n' >"$work/roster.csv"
run 3 allocate "$list" --policy "$policy" --as-of 2009-10-05 --roster "$work/roster.csv"
says err 'did you mean "caseload"?'
run 4 allocate "$list" --policy "$policy" --as-of 2009-10-05 --roster "$work/absent.csv"

run 4 rank "$work/absent.csv" --policy "$policy" --as-of 2009-10-05
says err "cannot be opened"
run 4 rank "$work" --policy "$policy" --as-of 2009-10-05
says err "is a directory"
run 4 rank "$list" --policy "$policy" --as-of 2009-10-05 --output "$work/no/such/folder.csv"
says err "cannot be written"
run 2 rank "$list"
silent out
run 2 rank "$list" --policy "$policy" --as-of 2009-10-05 --format xml
queue=examples/textbook_queues/four_disciplines.toml
cp examples/textbook_queues/*.toml "$work"
sed 's/cases = 100_000/cases = 500/; s/warm_up_days = 2000/warm_up_days = 50/' "$queue" >"$work/queue.toml"
run 0 simulate "$work/queue.toml"
says out "Most urgent"
silent err
run 0 simulate "$work/queue.toml" --format json --output "$work/one.json"
silent out
run 0 simulate "$work/queue.toml" --format json --threads 2 --output "$work/two.json"
check "the simulation does not depend on threads" cmp "$work/one.json" "$work/two.json"
sed 's/count = 6/count = 5/' "$work/queue.toml" >"$work/full.toml"
run 3 simulate "$work/full.toml"
silent out
says err "as much work arrives as the servers can do"
sed 's/cases = 500/horizon_days = 300/' "$work/full.toml" >"$work/flooded.toml"
run 0 simulate "$work/flooded.toml"
says out "More work arrives than the servers can do"
sed 's/first_come.toml/nobody.toml/' "$work/queue.toml" >"$work/absent.toml"
run 4 simulate "$work/absent.toml"
says err "cannot be opened"
area=examples/allocation_simulation
sed 's/^replications = 20/replications = 2/; s/horizon_days = 150/horizon_days = 40/; /^\[target\]/,/^replications/d' \
  "$area/clear_the_backlog.toml" >"$work/area.toml"
sed -i "s|\"\.\./\.\./|\"$PWD/|; s|\"national_plus|\"$PWD/$area/national_plus|; s|\"\.\./data|\"$PWD/examples/data|" \
  "$work/area.toml"
run 0 simulate "$work/area.toml"
says out "very young child that had waited six months"
says out "The longest wait under national_criteria_2009"
run 0 simulate "$work/area.toml" --repetitions "$work/repetitions.csv"
check "every repetition is written" \
  grep -q '^2,,staffordshire_2009,all,places_taken,[01]' "$work/repetitions.csv"
run 0 foresee "$work/area.toml" --futures 19
says out "19 futures of 19, seed 2009."
says out "wait longer than 20 weeks in 10 % of the futures or more."
silent err
run 0 foresee "$work/area.toml" --futures 9 --format json --output "$work/foresight_one.json"
run 0 foresee "$work/area.toml" --futures 9 --format json --threads 2 --output "$work/foresight_two.json"
check "what is foreseen does not depend on threads" \
  cmp "$work/foresight_one.json" "$work/foresight_two.json"
run 3 foresee "$work/queue.toml"
says err "only a service_area has a list"
sed 's/^replications = 100/replications = 2/; s/horizon_days = 1826/horizon_days = 40/' \
  "$area/from_a_roster.toml" >"$work/roster_area.toml"
sed -i "s|\"\.\./\.\./|\"$PWD/|; s|\"national_plus|\"$PWD/$area/national_plus|; s|\"\.\./data|\"$PWD/examples/data|" \
  "$work/roster_area.toml"
run 0 simulate "$work/roster_area.toml" --format json --output "$work/roster_one.json"
silent err
check "nobody's cases are counted" grep -q '"nobody_may_take"' "$work/roster_one.json"
run 0 simulate "$work/roster_area.toml" --format json --threads 2 --output "$work/roster_two.json"
check "a roster does not depend on threads" cmp "$work/roster_one.json" "$work/roster_two.json"
printf 'practitioner_id,caselod\nP 1,x\n' >"$work/bad_roster.csv"
sed "s|\"[^\"]*staffordshire_roster.csv\"|\"bad_roster.csv\"|" "$work/roster_area.toml" >"$work/bad.toml"
run 3 simulate "$work/bad.toml"
says err 'did you mean "caseload"?'
sed "s|bad_roster.csv|no_roster.csv|" "$work/bad.toml" >"$work/absent_roster.toml"
run 4 simulate "$work/absent_roster.toml"
says err "no_roster.csv: cannot be opened"
printf 'competence,load,case_id,fact,answers\ndomestic_abus,,,da.marac,heard\n' >"$work/bad_work.csv"
sed "s|\"[^\"]*staffordshire_work.csv\"|\"bad_work.csv\"|" "$work/roster_area.toml" >"$work/bad.toml"
run 3 simulate "$work/bad.toml"
says err 'did you mean "domestic_abuse"?'
sed 's/^urgent_tiers = 0/count = 3/; s/^seed = 2009/seed = -1/' "$work/roster_area.toml" >"$work/bad.toml"
run 3 simulate "$work/bad.toml"
silent out
says err "practitioners.count: the roster says who works there"
says err "2 faults; nothing was written."
# Two policies are enough of a page to look at; its stylesheet is looked at in a browser.
sed '/national_\|prioritisation_/d; /^\[\[report.group\]\]/,/^# The question/d' "$work/area.toml" \
  >"$work/page.toml"
run 0 simulate "$work/page.toml" --format html
sed '/^<style>/,/<\/style>$/d; s/sha256-[^'"'"']*/sha256/g; s/[0-9a-f]\{64\}/digest/; s|'"$PWD"'/||g' \
  "$work/out" >"$work/simulation.html"
check "the simulation page is the one that was looked at" \
  cmp "$work/simulation.html" tests/cli/golden/simulation.html
sed 's/^replications = 2$/replications = 90000/' "$work/area.toml" >"$work/endless.toml"
"$waitlist" simulate "$work/endless.toml" >"$work/out" 2>"$work/err" </dev/null &
simulation=$!
sleep 2
kill -INT "$simulation"
wait "$simulation"
check "an interrupted simulation ends well" [ $? -eq 0 ]
says err "Stopped after"
says out "of 90000 repetitions"
run 2
run 2 generate --cases 0 --seed 1 --as-of 2009-10-05
for seed in -1 18446744073709551616 1.5 1e3; do
  run 2 generate --cases 1 "--seed=$seed" --as-of 2009-10-05
  says err "write a whole number from 0 to 18446744073709551615"
done
run 0 generate --cases 1 --seed 18446744073709551615 --as-of 2009-10-05
run 0 --help
says out "Exit status"
run 0 --version
says out "waitlist "

finish
