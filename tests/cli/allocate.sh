#!/bin/sh
# Who takes which case: kinds of work, preferences, other work, and an earlier proposal.
. "$(dirname "$0")/checks.sh"

cat >"$work/cases.csv" <<'END'
case_id,listed_on,work_type
A,2009-06-01,rule_16_4
B,2009-06-02,rule_16_4
C,2009-06-03,rule_16_4
D,2009-06-04,s7
END
cat >"$work/roster.csv" <<'END'
practitioner_id,caseload,competences,kind_limits,other_work
P1,6,,guardian 2 1,public_law 2;duty 1
P2,6,urdu,guardian 1,
END
cat >"$work/work.csv" <<'END'
kind,prefers,case_id,fact,answers
guardian,,,work_type,rule_16_4
,urdu,D,,
END

# allocate STATUS ROSTER OPTIONS…: the list of four.
allocate() {
  wanted_status=$1
  staff=$2
  shift 2
  run "$wanted_status" allocate "$work/cases.csv" --policy policies/first_come_first_served.toml \
    --as-of 2009-10-05 --roster "$staff" "$@"
}

# holds SENTENCE EXPRESSION: of the data in out; u: units by their first case, p: practitioners.
holds() {
  check "$1" python3 -c '
import json, sys
data = json.load(open(sys.argv[1]))
u = {unit["cases"][0]: unit for unit in data["units"]}
p = {one["practitioner_id"]: one for one in data["practitioners"]}
sys.exit(0 if eval(sys.argv[2]) else 1)
' "$work/out" "$2"
}

allocate 0 "$work/roster.csv" --work "$work/work.csv"
says out "P1: at most 2 of guardian; 1 held, 1 given."
says out "P2: at most 1 of guardian; 0 held, 1 given."
says out "P1: 2 for public_law and 1 for duty of 6 places, so 3 for this list."
allocate 0 "$work/roster.csv" --work "$work/work.csv" --format json
holds "a kind is given no more often than the roster says" \
  'all(k["held"] + k["given"] <= k["at_most"] for one in p.values() for k in one["kinds"])'
holds "the third case of the kind waits, and the one of no kind does not" \
  'u["C"]["practitioner_id"] is None and u["D"]["practitioner_id"] is not None'
holds "the case of no kind goes to whoever has the preferred competence" \
  'u["D"]["practitioner_id"] == "P2" and u["D"]["lacks"] == []'
holds "places of other work are not given" 'p["P1"]["caseload"] == 3'

allocate 0 "$work/roster.csv" --work "$work/work.csv" --format csv --output "$work/earlier.csv"
allocate 0 "$work/roster.csv" --work "$work/work.csv" --keep "$work/earlier.csv" --format json
holds "nobody moves from the proposal that the same input gave" \
  'data["earlier"]["stay"] == 3 and data["earlier"]["move"] == 0'
printf 'case_id,practitioner_id\nD,P1\n' >"$work/swapped.csv"
allocate 0 "$work/roster.csv" --work "$work/work.csv" --keep "$work/swapped.csv" --format json
holds "an earlier proposal counts before a preference" \
  'u["D"]["practitioner_id"] == "P1" and u["D"]["lacks"] == ["urdu"]'

# Whoever is appointed to a family has it though their caseload is full.
printf 'practitioner_id,caseload,held_load\nP1,1,1\nP2,4,0\n' >"$work/full.csv"
printf 'instruction,case_id,practitioner_id,reason,made_by\nappointed,B,P1,order of 3 May,M1\n' >"$work/told.csv"
allocate 0 "$work/full.csv" --instructions "$work/told.csv"
says out "P1 is appointed to B, so this comes first. The work is then above caseload by 1."
allocate 0 "$work/full.csv" --instructions "$work/told.csv" --format json
holds "the appointed practitioner is above caseload by one, and nobody else is" \
  'u["B"]["practitioner_id"] == "P1" and p["P1"]["above"] == [{"limit": "caseload", "by": 1}] and p["P2"]["above"] == []'
allocate 0 "$work/full.csv" --instructions "$work/told.csv" --format csv
says out "order of 3 May,1"
printf 'practitioner_id,caseload,absences\nP1,1,2009-10-01/2009-10-12 leave\nP2,4,\n' >"$work/absent.csv"
allocate 0 "$work/absent.csv" --instructions "$work/told.csv"
says out "P1 is appointed to B, but is away until 12 October 2009. It waits for them"
printf 'instruction,case_id,practitioner_id,reason,made_by\nappointed,B,P1,r,M1\npin,B,P2,r,M1\n' >"$work/two.csv"
allocate 3 "$work/full.csv" --instructions "$work/two.csv"
says err "$work/two.csv:3: pin \"B\": this case is given to two practitioners"

# A least share counts before prices.
printf 'practitioner_id,caseload,held_load,new_least\nP1,9,0,\nP2,9,6,3\n' >"$work/shares.csv"
allocate 0 "$work/shares.csv" --format json
holds "the one with a least share has it though the other is cheaper" \
  'p["P2"]["given"] == 3 and p["P2"]["least_share"]["short"] == 0'
printf 'practitioner_id,caseload,held_load,new_least\nP1,9,0,\nP2,9,7,3\n' >"$work/short.csv"
allocate 0 "$work/short.csv"
says out "P2: at least 3 new places; 2 given, so 1 short. Only 2 free places."
printf 'practitioner_id,caseload,new_limit,new_least\nP1,9,2,3\n' >"$work/above.csv"
allocate 3 "$work/above.csv"
says err "$work/above.csv:2: new_least \"3\": a least share above the limit on new work"

# A second worker is found afterwards, among those with a place left.
printf 'practitioner_id,caseload,held_load,competences\nP1,9,0,new\nP2,9,8,mentor\n' >"$work/mentor.csv"
printf 'second,lead,case_id\nmentor,new,A\nmentor,new,B\n' >"$work/seconds.csv"
printf 'instruction,case_id,practitioner_id,reason,made_by\npin,A,P1,r,M\npin,B,P1,r,M\npin,C,P1,r,M\npin,D,P1,r,M\n' >"$work/pins.csv"
allocate 0 "$work/mentor.csv" --work "$work/seconds.csv" --instructions "$work/pins.csv"
says out "second worker P2"
says out "No second worker was found for B."
allocate 0 "$work/mentor.csv" --work "$work/seconds.csv" --instructions "$work/pins.csv" --format json
holds "the second worker has one place, and the other case is told that nobody has one left" \
  'p["P2"]["second"] == 1 and u["A"]["second"]["practitioner_id"] == "P2" and u["B"]["second"]["practitioner_id"] is None'

# A case may take more places with one practitioner than with another.
printf 'practitioner_id,caseload\nP1,2\nP2,1\n' >"$work/two_staff.csv"
printf 'case_id,practitioner_id,cost,load\nA,P1,0,2\nA,P2,9,1\nB,P1,0,1\nC,P1,0,2\nC,P2,0,\n' >"$work/loads.csv"
allocate 0 "$work/two_staff.csv" --pairs "$work/loads.csv" --count-cases --format json
holds "the first case goes where it takes one place, so that the second has one too" \
  'u["A"]["practitioner_id"] == "P2" and u["B"]["practitioner_id"] == "P1" and u["C"]["most_load"] == 2'
allocate 3 "$work/two_staff.csv" --pairs "$work/loads.csv" --count-cases --horizon 3
says err "the days ahead are not looked at where pairs have a \`load\` of their own"
printf 'case_id,practitioner_id,cost,load\nA,P1,0,0\n' >"$work/no_load.csv"
allocate 3 "$work/two_staff.csv" --pairs "$work/no_load.csv" --count-cases
says err "$work/no_load.csv:2"

# Faults name the file and, where there is one, the line.
printf 'case_id,practitioner_id\nA,P1\nB,P2\nA,P2\n' >"$work/twice.csv"
allocate 3 "$work/roster.csv" --work "$work/work.csv" --keep "$work/twice.csv"
silent out
says err "$work/twice.csv:4: case_id \"A\": this case stands here with two practitioners, P1 (line 2) and P2"
printf 'case_id,practitioner_id\nA,P1\n,P2\n' >"$work/nameless.csv"
allocate 3 "$work/roster.csv" --keep "$work/nameless.csv"
says err "$work/nameless.csv:3:"
says err "name the case that this practitioner had"
allocate 3 "$work/roster.csv"
says err "$work/roster.csv: practitioner P1: kind_limits \"guardian\": nothing says which cases"
printf 'kind,case_id\nguardian,Z\n' >"$work/stranger.csv"
allocate 3 "$work/roster.csv" --work "$work/stranger.csv"
says err "$work/stranger.csv:2: case_id \"Z\": no case of the list has this id"
printf 'practitioner_id,caseload,other_work\nP1,6,public_law\n' >"$work/no_places.csv"
allocate 3 "$work/no_places.csv"
says err "$work/no_places.csv:2"
says err "write the stream of work and the places it takes: public_law 8"
finish
