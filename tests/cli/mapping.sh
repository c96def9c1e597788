#!/bin/sh
# Exports of other programs through a mapping.
. "$(dirname "$0")/checks.sh"

cat >"$work/export.csv" <<'CSV'
Case list,1 October 2009
Case No;Worker;Received;Child DOBs;DA?
SM-1;Ann;06/04/2009;01/02/2008;Y
SM-2;Ben;07/04/2009;;N
CSV
cat >"$work/map.toml" <<'TOML'
format = 1
[file]
header_line = 2
ignore = "Worker"
[columns]
case_id = "Case No"
listed_on = "Received"
child_dobs = "Child DOBs"
"da.reported" = "DA?"
[words."*"]
Y = "ongoing"
N = "no"
[dates]
order = "day/month/year"
TOML
cat >"$work/plain.csv" <<'CSV'
case_id,listed_on,child_dobs,da.reported
SM-1,2009-04-06,2008-02-01,ongoing
SM-2,2009-04-07,,no
CSV
for format in table csv; do
  run 0 rank "$work/plain.csv" --policy "$policy" --as-of 2009-10-05 --format $format
  cp "$work/out" "$work/expected"
  run 0 rank "$work/export.csv" --mapping "$work/map.toml" --policy "$policy" --as-of 2009-10-05 \
    --format $format
  check "an export through its mapping is the list itself ($format)" cmp "$work/out" "$work/expected"
done
run 0 explain "$work/export.csv" --mapping "$work/map.toml" --policy "$policy" \
  --as-of 2009-10-05 --case SM-1 --since "$work/export.csv"
says out "SM-1"
run 0 allocate "$work/export.csv" --mapping "$work/map.toml" --policy "$policy" \
  --as-of 2009-10-05 --roster examples/data/staffordshire_roster.csv
says out "SM-2"

sed 's/07.04.2009/31\/04\/2009/' "$work/export.csv" >"$work/faulty.csv"
run 3 rank "$work/faulty.csv" --mapping "$work/map.toml" --policy "$policy" --as-of 2009-10-05
silent out
says err "faulty.csv:4:10: Received (listed_on) \"31/04/2009\": there is no such day"
says err "--faulty apart goes on with the other case and sets this row apart"
run 5 rank "$work/faulty.csv" --mapping "$work/map.toml" --policy "$policy" --as-of 2009-10-05 \
  --faulty apart
says out "SM-2"

sed 's/order = .*/order = "dmy"/' "$work/map.toml" >"$work/bad.toml"
run 3 rank "$work/export.csv" --mapping "$work/bad.toml" --policy "$policy" --as-of 2009-10-05
says err "bad.toml:14:9: dates.order \"dmy\": expected one of"
sed '/Unallocated/d; s/2009-/09\/2009-/' "$work/plain.csv" >"$work/days.csv"
echo "SM-3,1/2/2009,," >>"$work/days.csv"
run 3 rank "$work/days.csv" --policy "$policy" --as-of 2009-10-05
says err "a mapping says so: \`waitlist mapping suggest\` writes a first one"
run 3 rank list.json --mapping "$work/map.toml" --policy "$policy" --as-of 2009-10-05
says err "a mapping reads exports in CSV"
run 4 rank "$work/export.csv" --mapping "$work/none.toml" --policy "$policy" --as-of 2009-10-05

run 0 mapping suggest "$work/export.csv" --policy "$policy"
says out 'case_id = "Case No"  # guess: by its name'
says out 'order = "day/month/year"  # guess'
says err "Each guess is marked"
for name in case_management hmcts_private_law; do
  run 0 rank examples/exports/$name.csv --mapping examples/exports/${name}_mapping.toml \
    --policy "$policy" --as-of 2009-10-05
done
says out "1230000000000017"
finish
