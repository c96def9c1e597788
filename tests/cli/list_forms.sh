#!/bin/sh
# Lists in every form and encoding, from files and from standard input.
. "$(dirname "$0")/checks.sh"

day="--policy $policy --as-of 2009-10-05"

# ranked STATUS FILE ARGUMENTS…: ranks standard input from a file.
ranked() {
  wanted=$1
  file=$2
  shift 2
  # shellcheck disable=SC2086  # a list of arguments
  "$waitlist" rank - $day --format csv "$@" <"$file" >"$work/out" 2>"$work/err"
  status=$?
  check "exit status $wanted: rank - < $file $*" [ "$status" -eq "$wanted" ]
}

# same STATEMENT: what was ranked last is the list itself.
same() { check "$1" cmp "$work/out" "$work/expected"; }

printf 'case_id,listed_on,team\nA,2009-04-06,Caf\303\251\nB,2009-05-17,\n' >"$work/list.csv"
# shellcheck disable=SC2086
run 0 rank "$work/list.csv" $day --format csv
cp "$work/out" "$work/expected"

printf '{"format": 1, "cases": [{"case_id": "A", "listed_on": "2009-04-06", "team": "Caf\303\251"},
  {"case_id": "B", "listed_on": "2009-05-17"}]}' >"$work/list.json"
printf '{"case_id": "A", "listed_on": "2009-04-06", "team": "Caf\303\251"}\n\n{"case_id": "B", "listed_on": "2009-05-17"}\n' \
  >"$work/list.jsonl"
for form in csv json jsonl; do
  ranked 0 "$work/list.$form"
  same "$form on standard input is the list itself"
  # shellcheck disable=SC2086
  run 0 rank "$work/list.$form" $day --format csv
  same "a file in $form is the list itself"
done
printf '{"case_id": "A", "listed_on": "2009-04-06"}\n{"case_id": "B"}\n' >"$work/faulty.jsonl"
ranked 3 "$work/faulty.jsonl"
says err '-:2: cases[1].listed_on'
# shellcheck disable=SC2086
run 3 rank "$work/list.jsonl" $day --mapping nowhere.toml
says err 'a mapping reads exports in CSV'

printf 'case_id,listed_on,team\nA,2009-04-06,Caf\351\nB,2009-05-17,\n' >"$work/windows.csv"
ranked 3 "$work/windows.csv"
says err 'byte E9'
says err '--encoding windows-1252, or utf-16'
ranked 0 "$work/windows.csv" --encoding windows-1252
same "a list in Windows-1252 whose encoding is named is the list itself"
iconv -f UTF-8 -t UTF-16LE "$work/list.csv" >"$work/low"
{ printf '\377\376' && cat "$work/low"; } >"$work/utf16.csv"
ranked 3 "$work/utf16.csv"
says err 'UTF-16'
ranked 0 "$work/utf16.csv" --encoding utf-16
same "a list in UTF-16 whose encoding is named is the list itself"
ranked 0 "$work/low" --encoding utf-16le
same "so is one without a mark, where the order of bytes is named"
ranked 3 "$work/low" --encoding utf-16
says err 'utf-16le or utf-16be'
# shellcheck disable=SC2086
run 2 rank "$work/list.csv" $day --encoding latin-1
# shellcheck disable=SC2086
run 3 rank "$work/list.csv" $day --sheet List
says err 'is no workbook, so it has no sheets'

# shellcheck disable=SC2086
run 3 rank "$work/list.csv" $day --format xlsx
says err 'a workbook is written to a file'
# shellcheck disable=SC2086
run 0 rank "$work/list.csv" $day --format xlsx --output "$work/queue.xlsx"
# shellcheck disable=SC2086
run 3 rank "$work/queue.xlsx" $day
says err 'several sheets of this workbook hold something; say which is read (--sheet NAME): "Queue", "About"'
# shellcheck disable=SC2086
run 3 rank "$work/queue.xlsx" $day --encoding utf-8 --sheet Queue
says err 'is a workbook, which says itself how it is encoded'
finish
