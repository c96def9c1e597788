#!/bin/sh
# A host in C and the command line say the same, byte by byte.
#   whole_way.sh WAITLIST WORK-DIRECTORY HOST      run from the repository
. tests/cli/checks.sh
host=$3

same() {
  file=$1
  shift
  "$waitlist" "$@" >"$work/out" 2>"$work/err" </dev/null
  check "as the command line: $file" cmp "$work/c/$file" "$work/out"
}

mkdir "$work/c"
# Short ones of the examples, whose files are named from anywhere.
cp examples/textbook_queues/*.toml "$work"
sed 's/cases = 100_000/cases = 500/; s/warm_up_days = 2000/warm_up_days = 50/' \
  examples/textbook_queues/four_disciplines.toml >"$work/queue.toml"
area=examples/allocation_simulation
sed -e 's/^replications = 100/replications = 2/; s/horizon_days = 1826/horizon_days = 40/' \
  -e "s|\"\.\./\.\./|\"$PWD/|; s|\"national_plus|\"$PWD/$area/national_plus|" \
  -e "s|\"\.\./data|\"$PWD/examples/data|" "$area/from_a_roster.toml" >"$work/area.toml"
check "the host goes the whole way" \
  "$host" "$work/c" "$work/queue.toml" "$work/area.toml"

as_of="--policy $policy --as-of 2009-10-05"
# shellcheck disable=SC2086 # options, none with blanks
{
  same rank.json rank "$list" $as_of --format json
  same rank.csv rank "$list" $as_of --format csv
  same rank.html rank "$list" $as_of --format html
  same rank.table rank "$list" $as_of
  sed 1d "$work/err" >"$work/summary"
  check "the summary as well" cmp "$work/c/rank.summary" "$work/summary"
  same explain.text explain "$list" $as_of --case SM-0001
  same explain.json explain "$list" $as_of --case SM-0001 --format json
  same compare.json explain "$list" $as_of --case SM-0001 --above SM-0025 --format json
  same allocate.json allocate "$list" $as_of --roster examples/data/staffordshire_roster.csv \
    --travel examples/data/staffordshire_travel.csv --work examples/data/staffordshire_work.csv \
    --instructions examples/data/staffordshire_instructions.csv --format json
  same allocate.csv allocate "$list" $as_of --roster examples/data/staffordshire_roster.csv \
    --travel examples/data/staffordshire_travel.csv --work examples/data/staffordshire_work.csv \
    --instructions examples/data/staffordshire_instructions.csv --format csv
  same plan.json plan policies/national_criteria_2009.toml "$policy" "$list" --as-of 2009-10-05 \
    --format json
  same simulate_queue.json simulate "$work/queue.toml" --format json
  same simulate_area.json simulate "$work/area.toml" --format json
}
check "a queue that was changed, saved and restored ranks as the list" \
  cmp "$work/c/rank.csv" "$work/c/queue.csv"
sed 1d "$work/c/rank.csv" | cut -d , -f 1,2,4 | head -n "$(wc -l <"$work/c/columns")" >"$work/cells"
check "columns are the cells of the CSV" cmp "$work/c/columns" "$work/cells"
check "events are lines of JSON" grep -q '^{"event":"entered","case_id":"SM-0001",' "$work/c/events"
check "so are places" grep -q '^{"position":1,"case_id":' "$work/c/top"
finish
