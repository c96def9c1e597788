#!/bin/sh
# A record of what became of cases: replayed, held beside policies, and refused with its faults.
. "$(dirname "$0")/checks.sh"

folder=examples/replay
run 0 simulate "$folder/october.toml"
silent err
sed 's/[0-9a-f]\{64\}/digest/g' "$work/out" >"$work/replay.txt"
check "the replay is the one that was looked at" cmp "$work/replay.txt" tests/cli/golden/replay.txt
run 0 simulate "$folder/october.toml" --format json --output "$work/one.json"
run 0 simulate "$folder/october.toml" --format json --threads 2 --output "$work/two.json"
check "a replay does not depend on threads" cmp "$work/one.json" "$work/two.json"
check "the data have the record" grep -q '"recorded": {' "$work/one.json"
run 0 simulate "$folder/october.toml" --format html
says out '<h2 id="replay">The record and its replay</h2>'

cp "$folder"/*.csv "$work"
sed "s|\"\.\./\.\./|\"$PWD/|g" "$folder/october.toml" >"$work/october.toml"
printf 'CC,,,\n' >>"$work/outcomes.csv"
run 3 simulate "$work/october.toml"
silent out
says err "outcomes.csv:9: case_id \"CC\": no list of the scenario has this case"
printf 'case_id,allocated_on,closd_on\nA,2009-10-08,2009-10-07\n' >"$work/outcomes.csv"
run 3 simulate "$work/october.toml"
says err 'did you mean "closed_on"?'
printf 'case_id,allocated_on,closed_on\nA,2009-10-08,2009-10-07\nA,,\n' >"$work/outcomes.csv"
run 3 simulate "$work/october.toml"
says err 'outcomes.csv:2:14: closed_on "2009-10-07": before the case was allocated on 2009-10-08'
says err "line 2 has this case too"
says err "2 faults; nothing was written."
printf 'case_id,allocated_on\nA,2009-10-08\n' >"$work/outcomes.csv"
run 0 simulate "$work/october.toml"
says out "Nothing is recorded of 4 of 5 cases: whether they withdraw is drawn, too."
rm "$work/outcomes.csv"
run 4 simulate "$work/october.toml"
says err "outcomes.csv: cannot be opened"

finish
