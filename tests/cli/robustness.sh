#!/bin/sh
# How sure an order is.
. "$(dirname "$0")/checks.sh"

run 0 robustness "$list" --policy "$policy" --as-of 2009-10-05 --draws 200 --top 5
silent err
check "what is said of the sample list" cmp "$work/out" tests/cli/golden/robustness.txt
run 0 robustness "$list" --policy "$policy" --as-of 2009-10-05 --draws 200 --top 5 --threads 3
check "it is the same for any number of threads" cmp "$work/out" tests/cli/golden/robustness.txt
run 0 robustness "$list" --policy "$policy" --as-of 2009-10-05 --draws 50 --format json --output "$work/sure.json"
silent out
check "the data agrees with itself" python3 -c '
import json, sys
sure = json.load(open(sys.argv[1]))
assert sure["always"] + sure["never"] + sure["open"] == sure["places"]
units = sure["units"]
assert len(units) == sure["always"] + sure["open"]
assert sum(unit["drawn"]["among_first"] for unit in units) == sure["draws"] * sure["first"]
for unit in units:
    assert unit["best"] <= unit["place"] <= unit["worst"]
    assert unit["drawn"]["share_least"] <= unit["drawn"]["among_first"] / sure["draws"] <= unit["drawn"]["share_most"]
    assert sum(place["draws"] for place in unit["drawn"]["places"]) == unit["drawn"]["among_first"]
    if unit["among_first"] == "always":
        assert unit["worst"] <= sure["first"] and unit["drawn"]["among_first"] == sure["draws"]
for one in sure["deciding"]:
    assert len(one["out"]) == len(one["in"]) > 0
    assert one["at"] in (sure["numbers"][one["number"]]["least"], sure["numbers"][one["number"]]["most"])
assert len(sure["neighbours"]) == sure["first"]
' "$work/sure.json"

# A value at which two neighbours swap is tried in a policy that has it.
check "a swap value swaps, and a thousandth before it does not" python3 -c '
import csv, json, subprocess, sys
waitlist, policy, cases, work = sys.argv[1:]
sure = json.load(open(work + "/sure.json"))
written = open(policy).read()
def places(points):
    text = written.replace("reported_current = 12", "reported_current = " + points)
    with open(work + "/moved.toml", "w") as file:
        file.write(text)
    out = subprocess.run([waitlist, "rank", cases, "--policy", work + "/moved.toml", "--facts", "policies/private_law_facts.toml",
                          "--as-of", "2009-10-05", "--format", "csv"], capture_output=True, text=True, check=True).stdout
    return [case["case_id"] for case in csv.DictReader(out.splitlines())]
tried = 0
for pair in sure["neighbours"]:
    for number in pair["numbers"]:
        if (number["rule"], number["part"]) != ("cp.child_harm", "reported_current"): continue
        for side, step in (("below", 1), ("above", -1)):
            if number[side] in (None, "given_up"): continue
            for shift, swapped in ((0, True), (step, False)):
                at = round(float(number[side]) * 1000) + shift
                order = places("%d.%03d" % divmod(at, 1000))
                assert (order.index(pair["below"]) < order.index(pair["above"])) == swapped, (pair, number, at)
                tried += 1
assert tried > 3, tried
' "$waitlist" "$policy" "$list" "$work"

run 0 rank "$list" --policy "$policy" --as-of 2009-10-05 --format html --sure-first 50 --output "$work/board.html"
check "the board marks as many places as the command counts" python3 -c '
import json, re, sys
sure = json.load(open(sys.argv[1]))
page = open(sys.argv[2]).read()
assert "%d places are among the first 50 under every policy" % sure["always"] in page
marks = {}
for place, row in re.findall("<span class=\"place\">([0-9]+)</span>(.*?)</li>", page, re.S):
    marks[place] = "sure" if "among the first 50: sure" in row else "open" if "50: not sure" in row else "never"
kinds = list(marks.values())
assert kinds.count("sure") == sure["always"] > 0
assert kinds.count("open") == sure["open"] > 0
assert kinds.count("never") == sure["never"] > 0
' "$work/sure.json" "$work/board.html"
for bad in "--format csv" "--format html --print brief"; do
  # shellcheck disable=SC2086: several words each
  run 3 rank "$list" --policy "$policy" --as-of 2009-10-05 --sure-first 50 $bad
  says err "only the whole page marks its rows"
done
run 2 rank "$list" --policy "$policy" --as-of 2009-10-05 --format html --share 10

run 0 robustness "$list" --policy "$policy" --as-of 2009-10-05 --draws 50 --top 5 --format html
check "the page is a whole document" grep -q '</html>' "$work/out"
says out 'Near the cut (5 of 71 that are open)'
cp "$work/out" "$work/sure.html"
run 0 robustness "$list" --policy "$policy" --as-of 2009-10-05 --draws 50 --top 5 --format html --threads 3
check "the page is the same for any number of threads" cmp "$work/out" "$work/sure.html"

run 0 robustness "$list" --policy policies/first_come_first_served.toml --as-of 2009-10-05 --first 400 --draws 0
says out "No number of points varies."
says out "whatever varies, each is among the first."
sed '/^"SM-0016"/s/2009-08-31/31.08.2009/' "$list" >"$work/typo.csv"
run 3 robustness "$work/typo.csv" --policy "$policy" --as-of 2009-10-05
silent out
says err "31.08.2009"
run 5 robustness "$work/typo.csv" --policy "$policy" --as-of 2009-10-05 --faulty apart --draws 0 --top 1
says out "1 row is set apart with faults and not ranked: no more is said of them."
run 3 robustness "$list" --policy "$policy" --as-of 2009-10-05 --draws 20000000
says err "draws times places are at most 20000000"
for bad in "--share -1" "--share 101" "--first 0" "--seed -1" "--format csv"; do
  # shellcheck disable=SC2086: two words each
  run 2 robustness "$list" --policy "$policy" --as-of 2009-10-05 $bad
done

# Numbers that are less sure vary inside intervals of their own.
run 3 robustness "$list" --policy "$policy" --as-of 2009-10-05 --share 0
says err "0 where the policy has [[uncertain]] numbers"
cat "$policy" - >"$work/uncertain.toml" <<'END'
[[uncertain]]
number = "cp.child_harm: reported_current"
from = 8
to = 20
END
run 0 robustness "$list" --policy "$work/uncertain.toml" --facts policies/private_law_facts.toml --as-of 2009-10-05 --share 0 --draws 20 --top 1
says out "What varies: 1 number of points, each on its own, inside an interval of the policy."
run 0 robustness "$list" --policy "$work/uncertain.toml" --facts policies/private_law_facts.toml --as-of 2009-10-05 --draws 20 --top 1
says out "1 inside an interval of the policy, all"
run 0 rank "$list" --policy "$work/uncertain.toml" --facts policies/private_law_facts.toml --as-of 2009-10-05 --format csv
cp "$work/out" "$work/uncertain.csv"
run 0 rank "$list" --policy "$policy" --as-of 2009-10-05 --format csv
check "intervals change no place" cmp "$work/out" "$work/uncertain.csv"
sed 's/reported_current"/reported_curent"/' "$work/uncertain.toml" >"$work/wrong.toml"
run 3 policy check "$work/wrong.toml" --facts policies/private_law_facts.toml
says err 'did you mean "cp.child_harm: reported_current"?'
finish
