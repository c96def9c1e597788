#!/bin/sh
# Writing harms nobody: what stands at --output, and what was read, is never lost.
. "$(dirname "$0")/checks.sh"

ranked() { run "$1" rank "${3:-$list}" --policy "$policy" --as-of 2009-10-05 --format csv --output "$2"; }
alone() { check "$1 holds nothing but ${2:-one file}" [ "$(ls -A "$1" | wc -l)" -eq "${3:-1}" ]; }

here=$work/folder
mkdir "$here"
ranked 0 "$here/new.csv"
check "what is written is what is printed" cmp "$here/new.csv" tests/cli/golden/staffordshire_2009.csv
alone "$here"

echo old >"$here/new.csv"
chmod 600 "$here/new.csv"
ranked 0 "$here/new.csv"
check "a file keeps its mode" [ "$(stat -c %a "$here/new.csv")" = 600 ]
check "its text is new" cmp "$here/new.csv" tests/cli/golden/staffordshire_2009.csv
if [ "$(id -u)" -eq 0 ]; then
  chown 12345:12346 "$here/new.csv"
  ranked 0 "$here/new.csv"
  check "a file keeps its owner" [ "$(stat -c %u:%g "$here/new.csv")" = 12345:12346 ]
fi

echo mine >"$here/new.csv.part"
ranked 0 "$here/new.csv"
check "a neighbour with a like name is left alone" [ "$(cat "$here/new.csv.part")" = mine ]
rm "$here/new.csv.part"

ln -s new.csv "$here/link.csv"
rm "$here/new.csv"
ranked 0 "$here/link.csv"
check "a link stays a link" [ -L "$here/link.csv" ]
check "what it leads to is written, also when it was not there" \
  cmp "$here/new.csv" tests/cli/golden/staffordshire_2009.csv
ln -s circle_b "$here/circle_a"
ln -s circle_a "$here/circle_b"
ranked 4 "$here/circle_a"
rm "$here/circle_a" "$here/circle_b" "$here/link.csv"
alone "$here"

mkfifo "$here/pipe"
cat "$here/pipe" >"$work/through" &
ranked 0 "$here/pipe"
wait
check "a pipe stays a pipe" [ -p "$here/pipe" ]
check "what reads it has all" cmp "$work/through" tests/cli/golden/staffordshire_2009.csv
rm "$here/pipe"
ranked 0 /dev/null
check "a device stays a device" [ -c /dev/null ]
if [ -c /dev/full ]; then
  ranked 4 /dev/full
  says err "cannot be written"
fi
mkdir "$here/folder"
ranked 4 "$here/folder"
rmdir "$here/folder"

cp "$list" "$here/list.csv"
cp policies/private_law_facts.toml "$here"
cp "$policy" "$here/policy.toml"
ln "$here/list.csv" "$here/same.csv"
ln -s list.csv "$here/leads.csv"
for name in list.csv same.csv leads.csv ./list.csv; do
  ranked 4 "$here/$name" "$here/list.csv"
  says err "is also read in this run and would be lost"
done
for name in policy.toml private_law_facts.toml; do
  run 4 rank "$list" --policy "$here/policy.toml" --as-of 2009-10-05 --output "$here/$name"
  says err "is also read in this run and would be lost"
  run 4 policy show "$here/policy.toml" --output "$here/$name"
done
check "the list that was read is as it was" cmp "$list" "$here/list.csv"
check "the policy that was read is as it was" cmp "$policy" "$here/policy.toml"
check "the schema that was read is as it was" \
  cmp policies/private_law_facts.toml "$here/private_law_facts.toml"
rm "$here/same.csv" "$here/leads.csv" "$here/list.csv" "$here/policy.toml" \
  "$here/private_law_facts.toml"

# No room on the disk: the old file stays, and no working file.
(
  ulimit -f 60  # blocks: less than the list, more than what is said on standard error
  export GCOV_PREFIX=/dev/null  # figures of coverage are files, too
  exec "$waitlist" rank "$list" --policy "$policy" --as-of 2009-10-05 --format csv \
    --output "$here/new.csv" 2>"$work/err"
)
check "no room: exit status 4" [ $? -eq 4 ]
says err "cannot be written"
check "a file that could not be written whole is as it was" \
  cmp "$here/new.csv" tests/cli/golden/staffordshire_2009.csv
alone "$here"

# Two runs with one target: one of them, whole.
for policy_name in staffordshire_2009 national_criteria_2009; do
  for _ in 1 2 3 4 5 6 7 8; do
    "$waitlist" rank "$list" --policy "policies/$policy_name.toml" --as-of 2009-10-05 --format csv \
      --output "$here/new.csv" 2>/dev/null &
  done
done
torn=0
for _ in $(seq 60); do
  cp "$here/new.csv" "$work/seen.csv"
  cmp -s "$work/seen.csv" tests/cli/golden/staffordshire_2009.csv ||
    cmp -s "$work/seen.csv" tests/cli/golden/national_criteria_2009.csv || torn=$((torn + 1))
done
wait
check "a reader in between never sees half a file" [ "$torn" -eq 0 ]
alone "$here"

finish
