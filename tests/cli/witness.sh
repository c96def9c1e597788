#!/bin/sh
# The case that loses most between two policies: found, written, and confirmed by `rank`.
. "$(dirname "$0")/checks.sh"

day=2009-10-05
old=policies/staffordshire_2009.toml
new="$work/new.toml"

# The points of a case under a policy, as `rank` prints them.
points_of() {
  "$waitlist" rank "$work/witness.csv" --policy "$2" --facts policies/private_law_facts.toml \
    --as-of "$day" --format csv 2>/dev/null | awk -F, -v id="$1" '$2 == id { print $4 }'
}

# What was told of the case that loses or gains most: the words before a colon, then points.
told() { sed -n "/^$1/,/^  case/p" "$work/out" | sed -n "s/^  $2: \([0-9.]*\) points*,.*/\1/p"; }

# Two numbers are the same, whatever zeros they end with; the third is added to the second.
same_number() {
  awk -v a="$1" -v b="$2" -v c="${3:-0}" \
    'BEGIN { d = a - b - c; exit !(a != "" && b != "" && d < 0.0001 && d > -0.0001) }'
}

sed 's/^facts = .*/facts = "private_law_facts.toml"/; s/severe = 20/severe = 17/; s/imminent = 8/imminent = 9/' \
  "$old" >"$new"
run 0 policy diff "$old" "$new" --facts policies/private_law_facts.toml --as-of "$day" \
  --witness "$work/witness.csv"
says out "Most lost: 3 points. Proved: no possible case loses more."
says out "Most gained: 1 point. Proved: no possible case gains more."
silent err
for id in loses_most gains_most; do
  way=Most.lost
  if [ "$id" = gains_most ]; then way=Most.gained; fi
  check "rank gives $id the points that were told, before" \
    same_number "$(points_of "$id" "$old")" "$(told "$way" before)"
  check "rank gives $id the points that were told, after" \
    same_number "$(points_of "$id" "$new")" "$(told "$way" after)"
done
check "rank confirms the loss" \
  same_number "$(points_of loses_most "$old")" "$(points_of loses_most "$new")" 3

run 0 policy diff policies/national_criteria_2009.toml "$old" --as-of "$day" --longest-wait 182 \
  --witness "$work/witness.csv"
says out "Most lost: none. Proved: no possible case loses points."
says out "from 2009-04-06 on."
check "who gains most is written, and nobody loses" \
  sh -c "grep -q '^gains_most' '$work/witness.csv' && ! grep -q '^loses_most' '$work/witness.csv'"

run 0 policy diff "$old" "$old" --as-of "$day" --witness "$work/witness.csv"
says out "Proved: both policies treat them all alike."
check "a list without cases is written" [ "$(wc -l <"$work/witness.csv")" -eq 1 ]

run 2 policy diff "$old" "$new" --witness "$work/witness.csv"
says err "--as-of"
run 2 policy diff "$old" "$new" --as-of "$day"
says err "--witness"
run 2 policy diff "$old" "$new" --as-of "$day" --witness "$work/witness.csv" --longest-wait -1
run 3 policy diff "$old" "$old" --as-of "$day" --witness "$work/witness.csv" --format html
says err "leave out --format html"
run 3 policy diff "$old" "$old" --as-of 1990-01-01 --witness "$work/witness.csv"
says err "outside the holiday data"
run 3 policy diff "$old" "$old" --as-of 2009-10-32 --witness "$work/witness.csv"
silent out

finish
