#!/bin/sh
# Arguments and texts that mean something else, or speak to the terminal.
. "$(dirname "$0")/checks.sh"

common="--policy $policy --as-of 2009-10-05"
run 2 generate --cases 3 --seed -1 --as-of 2009-10-05
says err "write a whole number from 0 to 18446744073709551615"
# shellcheck disable=SC2086
run 2 rank "$list" $common --top 0
says err "20000000"
run 3 rank "$list" --policy "$policy" --as-of 2009-02-29
says err "there is no such day: the last of that month is 2009-02-28"
run 3 rank "$list" --policy "$policy" --as-of 2009-06-31
says err "the last of that month is 2009-06-30"
run 3 rank "$list" --policy "$policy" --as-of 2300-01-01
says err "there is no such day between 1900-01-01 and 2199-12-31"
run 3 rank "$list" --policy "$policy" --as-of 2009-6-3
says err "write a day as YYYY-MM-DD"

{
  echo case_id,listed_on
  seq 1000 | sed 's/.*/C&,someday/'
} >"$work/faulty.csv"
# shellcheck disable=SC2086
run 3 rank "$work/faulty.csv" $common
says err "1000 faults; nothing was written."

: >"$work/empty.csv"
# shellcheck disable=SC2086
run 3 allocate "$list" $common --roster examples/data/staffordshire_roster.csv --travel "$work/empty.csv"
says err "empty.csv: this file is empty; its first line names the columns from, to, minutes"

cp policies/private_law_facts.toml "$work"
sed 's/^title = .*/title = "A\\u001b[2Jtitle"/' "$policy" >"$work/escape.toml"
run 3 policy show "$work/escape.toml"
says err "one line without control characters"
sed 's/^title = .*/title = "two\\nlines"/' "$policy" >"$work/lines.toml"
run 3 policy show "$work/lines.toml"
says err "one line without control characters"
sed 's/^title = .*/title = "turned \\u202e round"/' "$policy" >"$work/turned.toml"
run 0 policy show "$work/turned.toml"
says out 'turned \u{202E} round'
allocated="allocate $list $common --roster examples/data/staffordshire_roster.csv"
printf 'case_id,practitioner_id,cost\nSM-0001,NOBODY,3\nSM-9999,SH-02,3\n' >"$work/pairs.csv"
# shellcheck disable=SC2086
run 3 $allocated --pairs "$work/pairs.csv"
says err 'pairs.csv:2: practitioner_id "NOBODY": no practitioner of the roster has this id'
says err 'pairs.csv:3: case_id "SM-9999": no case of the list has this id'
printf 'instruction,case_id,practitioner_id,reason,made_by\npin,SM-0002,NO-1,known,M1\n' >"$work/pins.csv"
# shellcheck disable=SC2086
run 3 $allocated --instructions "$work/pins.csv"
says err 'pins.csv:2: practitioner_id "NO-1"'
printf 'competence,load,case_id,fact,answers\nx,,,da.reported,sever\n,2,SM-9999,,\n' >"$work/work.csv"
# shellcheck disable=SC2086
run 3 $allocated --work "$work/work.csv"
says err 'work.csv:2: da.reported "sever": the fact has no level of this id'
says err 'work.csv:3: case_id "SM-9999"'

printf 'case_id,listed_on,area\nA,2009-09-01,a\302\205b\nB\342\200\2131,2009-09-01,b\n' >"$work/hidden.csv"
# shellcheck disable=SC2086
run 3 rank "$work/hidden.csv" $common
says err 'a\u{85}b'
says err 'B\u{200B}1'
finish
