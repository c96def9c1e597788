#!/bin/sh
# The page for a family, and the queue in brief.
. "$(dirname "$0")/checks.sh"

day="--policy $policy --as-of 2009-10-05"
# shellcheck disable=SC2086  # a list of arguments
explain() { wanted=$1; shift; run "$wanted" explain "$list" $day "$@"; }

explain 0 --case SM-0001 --for family --contact '01234 567 890'
says out 'Your case on the waiting list'
says out 'for 182 days.'
says out '01234 567 890'
cp "$work/out" "$work/expected"
# The same case in a list of its own, with every other column empty.
{ echo 'case_id,team,listed_on,reviewed_on,work_type'
  python3 - "$list" <<'PY'
import csv, sys
for row in csv.DictReader(open(sys.argv[1], encoding='utf-8-sig')):
    if row['case_id'] == 'SM-0001':
        print(','.join(row.get(key, '') for key in ('case_id', 'team', 'listed_on', 'reviewed_on', 'work_type')))
PY
} >"$work/alone.csv"
# shellcheck disable=SC2086
run 0 explain "$work/alone.csv" $day --case SM-0001 --for family --contact '01234 567 890'
check "nothing else of the list changes the page" cmp "$work/out" "$work/expected"
explain 0 --case SM-0001 --for family --format html
says out '<h1>Your case on the waiting list</h1>'
explain 3 --case SM-0001 --for family --format json
says err 'a page for a family is text or html'
explain 3 --case SM-0001 --for family --above SM-0002
says err 'a family is told nothing of other cases'
explain 3 --case SM-0001 --for family --since "$list"
says err 'a family is told nothing of other lists'
explain 3 --case SM-0001 --contact x
says err 'add --for family'
explain 3 --case SM-0001 --format html
says err 'add --for family'
explain 3 --case nobody --for family
says err 'has this id'

# shellcheck disable=SC2086
run 0 rank "$list" $day --format html --print brief
says out 'in brief'
check "each case of the queue has a line" [ "$(grep -c '^<li>[0-9]*\. <strong>' "$work/out")" -eq 375 ]
# shellcheck disable=SC2086
run 3 rank "$list" $day --print brief
says err 'only pages are for paper; add --format html'
finish
