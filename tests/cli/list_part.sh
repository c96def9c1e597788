#!/bin/sh
# The list of one team, with the places of the whole.
. "$(dirname "$0")/checks.sh"

day="--policy $policy --as-of 2009-10-05"
# shellcheck disable=SC2086  # a list of arguments
rank() { wanted=$1; shift; run "$wanted" rank "$list" $day "$@"; }

rank 0 --format csv
head -n 1 "$work/out" >"$work/expected"
tail -n +2 "$work/out" | grep ',Stafford,' >>"$work/expected"
rank 0 --format csv --team Stafford
check "the list of a team is its rows of the whole list" cmp "$work/out" "$work/expected"
says err 'Team Stafford: '
says err 'Places are those of the whole list.'
rank 0 --format csv --team Stafford --top 1
check "its first place is its own" [ "$(wc -l <"$work/out")" -eq 2 ]
rank 0 --format table --team Stafford --area 'Staffordshire and the Marches'
says out 'Team Stafford, area Staffordshire and the Marches: '
rank 0 --format json --area 'Staffordshire and the Marches'
says out '"part": {"area":"Staffordshire and the Marches","ranked_in_all":375}'
rank 0 --format html --team Stafford
says out 'Places are those of the whole list.'
rank 3 --team Staford
says err 'no case of the list has this name; did you mean "Stafford"?'
rank 3 --area Nowhere
says err '--area "Nowhere": no case of the list has this name'
rank 0 --format csv --team ''
finish
