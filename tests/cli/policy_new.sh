#!/bin/sh
# A policy to start from is whole: it is valid, it ranks the list that it shows, and what the review
# says of it is said in it, too.
. "$(dirname "$0")/checks.sh"

for field in housing surgery private_law; do
  run 0 policy new --field "$field"
  check "the $field start is the file of the repository" \
    cmp "$work/out" "policies/starts/$field.toml"
  run 0 policy new --field "$field" --output "$work/$field.toml"
  silent out
  run 0 policy check "$work/$field.toml"
  # A doubt begins with its name, two columns in.
  sed -n 's/^  \([a-z_]*\) (.*/\1/p' "$work/out" >"$work/doubts"
  while read -r doubt; do
    check "the $field start says why it may be doubted: $doubt" \
      grep -q "^# - \`$doubt\`: " "$work/$field.toml"
  done <"$work/doubts"
  sed -n 's/^# - `\([a-z_]*\)`: .*/\1/p' "$work/$field.toml" >"$work/said"
  check "the $field start says nothing else" cmp "$work/doubts" "$work/said"
  # The list stands in the file as a comment of its own.
  sed -n 's/^#   \(.*,.*\)/\1/p' "$work/$field.toml" >"$work/$field.csv"
  run 0 rank "$work/$field.csv" --policy "$work/$field.toml" --as-of 2026-06-01 --format csv
  cut -d, -f1-4 "$work/out" >"$work/places"
  check "the $field start ranks its list as it was looked at" \
    cmp "$work/places" "tests/cli/golden/${field}_start.csv"
  says err "4 cases ranked"
  run 0 policy show "$work/$field.toml"
  run 0 explain "$work/$field.csv" --policy "$work/$field.toml" --as-of 2026-06-01 \
    --case "$(sed -n '2s/,.*//p' "$work/$field.csv")"
  run 0 policy diff "$work/$field.toml" "$work/$field.toml"
  run 3 rank "$work/$field.csv" --policy "$work/$field.toml" --as-of 2026-06-01 \
    --facts policies/private_law_facts.toml
  says err "this policy has its facts itself"
done
run 2 policy new --field gardening
run 2 policy new

finish
