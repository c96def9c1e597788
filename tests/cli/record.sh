#!/bin/sh
# A log of lists: added to, checked here and by a program of its own, made again, erased from, damaged.
. "$(dirname "$0")/checks.sh"

log=$work/log
verify() { python3 tests/record/verify_log.py "$@" >"$work/out" 2>"$work/err"; }
head_of() { awk '/^Entries:/ { size = $2 } /^Root:/ { print size ":" $2 }' "$1"; }

run 4 record add "$log" "$list" --policy "$policy" --as-of 2009-10-05
says err "--origin NAME begins a log in a folder without one."
check "a slip in a path begins no log" [ ! -e "$log" ]
run 3 record add "$log" "$list" --policy "$policy" --as-of 2009-10-05 --origin "two words"

printf '%s\n' case_id,place,code,proposed_by,made_by,reason \
  "SM-0016,3,COURT,program,M7,a hearing is near" SM-0001,35,KEPT,P1,M7, >"$work/decisions.csv"
run 0 record add "$log" "$list" --policy "$policy" --as-of 2009-10-05 --origin service.example/record \
  --decisions "$work/decisions.csv" --report "$work/board.html" --proof "$work/proof"
says out "Recorded list 2009-10-05/1 as entry 0."
says out "Origin:  service.example/record"
says out "Entries: 3"
first=$(head_of "$work/out")
check "the page has the whole root" grep -qF "${first#*:}" "$work/board.html"
check "the page has no digest of the cases" sh -c '! grep -q "Cases digest" "$1"' sh "$work/board.html"
run 3 record add "$log" "$list" --policy "$policy" --as-of 2009-10-05 --origin service.example/other
says err "there is a log already, service.example/record"
run 0 record add "$log" "$list" --policy "$policy" --as-of 2009-10-06
second=$(head_of "$work/out")

run 0 record verify "$log" --head "$first" --head "$second" --origin service.example/record
says out "2 lists with 800 rows, 2 decisions, 0 entries about erasures."
says out "800 rows were opened and fit what the log says."
says out "It grew from 2 heads that were kept."
check "a second program says the same" verify --proof "$work/proof" "$log" "$first" "$second"
says out "rows=800 opened=800 erased=0 decisions=2 lists=2"
run 0 record verify "$log" --list 2009-10-06/1
cp "$work/out" "$work/later"
check "a second program takes the proof of a list" verify --proof "$work/later" "$log"
run 3 record verify "$log" --head "3:${second#*:}"
says err "is not the head that this log had at 3 entries"
run 3 record verify "$log" --head "30:${second#*:}"
run 3 record verify "$log" --head "${second%???}"
run 3 record verify "$log" --origin service.example/other
run 3 record verify "$log" --list 2009-10-07
run 4 record verify "$work"

run 0 record replay "$log" 2009-10-05 --output "$work/again.csv"
says out "400 of 400 rows were made again, each byte for byte as it was recorded."
"$waitlist" rank "$list" --policy "$policy" --as-of 2009-10-05 --format csv >"$work/ranked.csv" 2>"$work/err"
check "the list is made again as it was ranked" cmp "$work/ranked.csv" "$work/again.csv"
run 3 record replay "$log" 2009-13-05
run 3 record replay "$log" 2009-10-09

run 0 record case "$log" SM-0016
check "the life of the case" cmp "$work/out" tests/cli/golden/record_case.txt
run 3 record case "$log" SM-9999
run 0 record overrides "$log"
check "the decisions are counted" cmp "$work/out" tests/cli/golden/record_overrides.txt

# Who took a case is decided later, and told in order.
printf '%s\n' case_id,practitioner_id,proposed_practitioner_id,code,proposed_by,made_by,reason \
  "SM-0016,P02,P09,KNOWN,allocate,M7,worked with the family" SM-0001,P06,,SPARE,M7,M7, >"$work/given.csv"
cp -R "$log" "$work/decided"
rm "$work/decided/private/lock"
run 3 record decide "$work/decided" 2009-10-09 --decisions "$work/given.csv" --on 2009-10-12
run 3 record decide "$work/decided" 2009-10-05 --decisions "$work/given.csv" --on 2009-10-04
says err "--on"
check "a slip in a list or a day is refused before anything is opened for writing" \
  [ ! -e "$work/decided/private/lock" ]
run 0 record decide "$work/decided" 2009-10-05 --decisions "$work/given.csv" --on 2009-10-12
says out "Decisions added about list 2009-10-05/1: 2."
says out "Entries: 7"
check "a second program reads what was decided later" verify "$work/decided" "$first" "$second"
says out "decisions=4"
run 0 record verify "$work/decided" --head "$second"
run 0 record case "$work/decided" SM-0016
says out "2009-10-12 (about list 2009-10-05/1)"
says out "It was allocated to P02; P09 was proposed. Code: KNOWN. Proposed by allocate, decided by M7."
run 0 record overrides "$work/decided"
says out "Decisions on who takes a case: 0 as proposed, 1 otherwise, 1 where nobody was proposed."

# A small log, forged in many ways: what the program refuses the second program refuses, too.
head -9 "$list" >"$work/few.csv"
printf '%s\n' case_id,place,code,proposed_by,made_by,reason \
  "SM-0002,1,COURT,program,M7,a hearing is near" SM-0001,2,KEPT,P1,M7, >"$work/few_decided.csv"
printf '%s\n' case_id,practitioner_id,proposed_practitioner_id,code,proposed_by,made_by,reason \
  "SM-0002,P02,P09,KNOWN,allocate,M7,worked with the family" SM-0001,P06,,SPARE,M7,M7, >"$work/few_given.csv"
run 0 record add "$work/few" "$work/few.csv" --policy "$policy" --as-of 2009-10-05 --origin service.example/few \
  --decisions "$work/few_decided.csv"
run 0 record add "$work/few" "$work/few.csv" --policy "$policy" --as-of 2009-10-06
run 0 record decide "$work/few" 2009-10-05 --decisions "$work/few_given.csv" --on 2009-10-12
check "a forged log is refused by both programs" \
  python3 -B tests/record/forged_logs.py "$waitlist" "$work/few" "$work/forged"

printf '%s\n' case_id,place,code,proposed_by,made_by "SM-9999,1,C,P,M" "SM-0001,0,two words,P,M" >"$work/bad.csv"
before=$(find "$log" -type f | sort | xargs cksum)
run 3 record add "$log" "$list" --policy "$policy" --as-of 2009-10-07 --decisions "$work/bad.csv"
says err "bad.csv:3:9: place"
printf '%s\n' case_id,place,code,proposed_by,made_by "SM-9999,1,C,P,M" >"$work/bad.csv"
run 3 record add "$log" "$list" --policy "$policy" --as-of 2009-10-07 --decisions "$work/bad.csv"
says err "bad.csv:2: case_id \"SM-9999\": no ranked case has this id"
check "a list that is refused leaves the log as it was" [ "$before" = "$(find "$log" -type f | sort | xargs cksum)" ]

run 3 record add "$work/begun" "$list" --policy "$policy" --as-of 2009-10-07 --decisions "$work/bad.csv" --origin a.example/b
run 0 record add "$work/begun" "$list" --policy "$policy" --as-of 2009-10-07 --origin a.example/b
says out "Entries: 1"
run 4 record add "$work/begun" "$list" --policy "$policy" --as-of 2009-10-07 --report "$work/absent/board.html"
says err "what was written before stays."
run 0 record verify "$work/begun"
says out "2 lists with 800 rows"

# What is written beside the record is never written into it, by whatever name.
before=$(find "$log" -type f | sort | xargs cksum)
ln -s "$log" "$work/leads"
for name in "$log/checkpoint" "$log/private/new" "$log/../$(basename "$log")/keys" "$work/leads/tree/x"; do
  run 4 record replay "$log" 2009-10-05 --output "$name"
  says err "lies in the log of the record"
  for option in --output --report --proof; do
    run 4 record add "$log" "$list" --policy "$policy" --as-of 2009-10-07 "$option" "$name"
    says err "lies in the log of the record"
  done
  run 4 plan "$policy" "$policy" --record "$log" --format csv --output "$name"
  says err "lies in the log of the record"
done
rm "$work/leads"
check "and the log stays as it was" [ "$before" = "$(find "$log" -type f | sort | xargs cksum)" ]

# One case is erased: nothing of it stays, and all else still holds.
key=$(sed -n 's/ case:SM-0016$//p' "$log/private/keys")
run 3 record erase "$log" SM-0016 --ground "two words" --by DPO1 --on 2010-01-04
run 0 record erase "$log" SM-0016 --ground ART17-1-A --by DPO1 --on 2010-01-04
says out "Rows erased: 2, on lists: 2. Reasons of decisions erased: 1."
for gone in SM-0016 "a hearing is near" "$key"; do
  check "nothing of the case is in any file" sh -c '! grep -rqF -- "$1" "$2"' sh "$gone" "$log"
done
run 0 record verify "$log" --head "$first" --head "$second"
says out "2 rows were erased, as entries of the log say."
check "a second program says the same of what is left" verify --proof "$work/proof" "$log" "$first" "$second"
says out "rows=800 opened=798 erased=2 decisions=2 lists=2"
run 0 record replay "$log" 2009-10-06
says out "399 of 400 rows were made again, each byte for byte as it was recorded."
run 3 record case "$log" SM-0016
run 3 record erase "$log" SM-0016 --ground ART17-1-A --by DPO1
run 0 record overrides "$log"
check "what managers decided is still counted" cmp "$work/out" tests/cli/golden/record_overrides.txt

# Without its private part a log can be checked, and no row opened.
cp -r "$log" "$work/public"
rm -r "$work/public/private"
run 0 record verify "$work/public" --head "$second"
says out "The private part is not here or closed to you, so no row was opened."
check "a second program reads it, too" verify "$work/public" "$second"
run 4 record case "$work/public" SM-0001
run 4 record replay "$work/public" 2009-10-05
run 4 record add "$work/public" "$list" --policy "$policy" --as-of 2009-10-07

# Damage is named; a log that was put back or written anew is found by a head that was kept.
cp -r "$log" "$work/damaged"
printf x >>"$work/damaged/rows/0"
run 3 record verify "$work/damaged"
says err "damaged/rows/0"
cp "$log/rows/0" "$work/damaged/rows/0"
rm "$work/damaged/tile/entries/000.p/5"
run 4 record verify "$work/damaged"
says err "damaged/tile/entries/000.p/5"
run 4 record add "$work/damaged" "$list" --policy "$policy" --as-of 2009-10-07
run 0 record add "$work/anew" "$list" --policy "$policy" --as-of 2009-10-05 --origin service.example/record
run 3 record verify "$work/anew" --head "$second"
says err "is a head of a longer log"

# A faulty row is recorded as one, and a list from standard input is a list.
sed '/^"SM-0017"/s/2009-10-01/01.10.2009/' "$list" >"$work/typo.csv"
"$waitlist" record add "$log" - --policy "$policy" --as-of 2009-10-07 --faulty apart <"$work/typo.csv" >"$work/out" 2>"$work/err"
check "a list with a faulty row is recorded, exit status 5" [ $? -eq 5 ]
run 0 record verify "$log"
check "a second program counts its rows" verify "$log"
run 0 record replay "$log" 2009-10-07
says out "Rows that were faulty then and are not made again: 1."

# Policies with facts of their own, and with a calendar of their own, come back from the log alone.
mkdir "$work/field"
"$waitlist" policy new --field housing --output "$work/field/housing.toml" 2>"$work/err"
printf '%s\n' case_id,listed_on A,2026-01-01 B,2026-01-02 >"$work/field/list.csv"
run 0 record add "$work/housing" "$work/field/list.csv" --policy "$work/field/housing.toml" --as-of 2026-02-01 --origin a.example/housing
cp policies/private_law_facts.toml policies/calendars/england_and_wales.csv "$work/field"
sed 's/^facts = .*/&\ncalendar = "england_and_wales.csv"/' "$policy" >"$work/field/own.toml"
run 0 record add "$work/housing" "$list" --policy "$work/field/own.toml" --as-of 2009-10-05
rm -r "$work/field"
run 0 record verify "$work/housing"
check "a second program finds the calendar" verify "$work/housing"
run 0 record replay "$work/housing" 2026-02-01
says out "2 of 2 rows were made again, each byte for byte"
run 0 record replay "$work/housing" 2009-10-05
says out "400 of 400 rows were made again, each byte for byte"

# Two writers at once: one waits for its turn by being told so.
if command -v flock >"$work/null" 2>&1; then
  flock "$log/private/lock" "$waitlist" record add "$log" "$list" --policy "$policy" --as-of 2009-10-08 >"$work/out" 2>"$work/err"
  check "a second writer is refused, exit status 4" [ $? -eq 4 ]
  says err "somebody else writes to this log now; try again later"
fi
run 2 record
run 2 record verify
finish
