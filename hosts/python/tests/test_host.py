"""The package against the command line: the same bytes, and what goes wrong as Python says it.

    test_host.py PROGRAM [unittest arguments]      run from the repository
"""

import gc
import json
import subprocess
import sys
import threading
import unittest
from datetime import date
from pathlib import Path

import waitlist
from waitlist import Cancelled, Cases, Facts, Misuse, Policy, Queue, Rejected, allocate, plan, rank, simulate

PROGRAM = ""
AS_OF = date(2009, 10, 5)
POLICIES = sorted(path for path in Path("policies").glob("*.toml") if not path.name.endswith("_facts.toml"))
LIST = Path("examples/data/staffordshire_2009.csv")
STAFFORDSHIRE = Path("policies/staffordshire_2009.toml")


def printed(*arguments):
    """What the command line writes to standard output."""
    run = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, check=True)
    return run.stdout.decode()


def policy_of(path):
    text = path.read_bytes()
    name = Facts.named_by(text)
    facts = Facts.read((path.parent / name).read_bytes(), name) if name else None
    calendar = Policy.calendar_named_by(text)
    holidays = (path.parent / calendar).read_bytes() if calendar else None
    return Policy.read(text, facts, holidays=holidays, source=str(path))


def ranked(path=STAFFORDSHIRE):
    policy = policy_of(path)
    return rank(Cases.read(LIST.read_bytes(), policy.facts, source=str(LIST)), policy, AS_OF)


class SameBytes(unittest.TestCase):
    def test_every_policy_orders_the_sample_as_the_command_line_does(self):
        self.assertGreaterEqual(len(POLICIES), 4)
        for path in POLICIES:
            ranking = ranked(path)
            common = [LIST, "--policy", path, "--as-of", AS_OF]
            for form in ("csv", "json", "html"):
                with self.subTest(policy=path.name, form=form):
                    self.assertEqual(ranking.text(form), printed("rank", *common, "--format", form))
            for case_id in ranking.case_ids()[::60]:
                with self.subTest(policy=path.name, case=case_id):
                    self.assertEqual(ranking.explain(case_id), printed("explain", *common, "--case", case_id))
                    self.assertEqual(ranking.explain(case_id, "json"),
                                     printed("explain", *common, "--case", case_id, "--format", "json"))

    def test_comparisons_plans_policies_and_allocations_are_the_same(self):
        ranking = ranked()
        common = [LIST, "--policy", STAFFORDSHIRE, "--as-of", AS_OF]
        self.assertEqual(ranking.compare("SM-0001", "SM-0025"),
                         printed("explain", *common, "--case", "SM-0001", "--above", "SM-0025"))
        before = policy_of(Path("policies/national_criteria_2009.toml"))
        cases = Cases.read(LIST.read_bytes(), before.facts)
        self.assertEqual(plan(cases, before, ranking.policy, AS_OF, "json"),
                         printed("plan", "policies/national_criteria_2009.toml", STAFFORDSHIRE, LIST,
                                 "--as-of", AS_OF, "--format", "json"))
        self.assertEqual(ranking.policy.text("html"), printed("policy", "show", STAFFORDSHIRE, "--format", "html"))
        files = {name: Path(f"examples/data/staffordshire_{name}.csv") for name in ("roster", "travel", "work")}
        allocation = allocate(ranking, **{name: path.read_bytes() for name, path in files.items()})
        options = [word for name, path in files.items() for word in (f"--{name}", path)]
        for form in ("csv", "json", "html"):
            self.assertEqual(allocation.text(form), printed("allocate", *common, *options, "--format", form))
        self.assertEqual(allocation.data()["as_of"], "2009-10-05")

    def test_places_and_columns_say_what_the_csv_says(self):
        ranking = ranked()
        rows = [line.split(",") for line in ranking.text("csv").splitlines()[1:]]
        places = list(ranking)
        self.assertEqual(len(places), len(ranking))
        for place, row in zip(places, rows):
            self.assertEqual([str(place.position), place.case_id, str(place.points)], [row[0], row[1], row[3]])
        self.assertEqual([place.points * 1000 for place in places], list(ranking.columns().thousandths))
        self.assertEqual(sum(ranking.counts()), 400)


class Lists(unittest.TestCase):
    def test_columns_are_the_list_that_a_csv_would_give(self):
        policy = policy_of(STAFFORDSHIRE)
        columns = {"case_id": ["A", "B"], "listed_on": ["2009-04-06", "2009-05-17"], "team": ["Café", None]}
        made = Cases.from_columns(columns, policy.facts)
        read = Cases.read("case_id,listed_on,team\nA,2009-04-06,Café\nB,2009-05-17,\n", policy.facts)
        self.assertEqual(rank(made, policy, AS_OF).text("json"), rank(read, policy, AS_OF).text("json"))
        with self.assertRaises(ValueError):
            Cases.from_columns({"case_id": ["A"], "listed_on": []}, policy.facts)

    def test_every_fault_has_its_place(self):
        facts = policy_of(STAFFORDSHIRE).facts
        with self.assertRaises(Rejected) as refused:
            Cases.read("case_id,listed_on\nA,31/02/2009\nB,never\n", facts, source="week.csv")
        self.assertEqual([(fault.source, fault.line, fault.column, fault.code) for fault in refused.exception.faults],
                         [("week.csv", 2, 3, "E311"), ("week.csv", 3, 3, "E311")])
        with self.assertRaises(Rejected) as refused:
            Policy.read("format = 1\nid = [\n", source="mine.toml")
        self.assertEqual((refused.exception.faults[0].source, refused.exception.faults[0].line), ("mine.toml", 2))

    def test_a_fault_with_a_nul_in_what_was_found_is_whole(self):
        facts = policy_of(STAFFORDSHIRE).facts
        with self.assertRaises(Rejected) as refused:
            Cases.read("case_id,listed_on\nA\0B,2009-10-05\n", facts)
        self.assertTrue(refused.exception.faults[0].reason)

    def test_faulty_rows_stand_apart_where_that_is_asked_for(self):
        policy = policy_of(STAFFORDSHIRE)
        cases = Cases.read("case_id,listed_on\nA,2009-04-06\nB,never\n", policy.facts, faulty="apart")
        self.assertEqual((len(cases), cases.faulty_rows, cases.faults[0].line), (1, 1, 3))
        self.assertEqual(rank(cases, policy, AS_OF).counts(), (1, 0, 1))
        with self.assertRaises(ValueError):
            Cases.read("case_id,listed_on\n", policy.facts, faulty="ignore")

    def test_questions_that_cannot_be_answered_are_refused(self):
        ranking = ranked()
        for ask in (lambda: ranking.explain("nobody"), lambda: ranking.compare("SM-0001", "nobody")):
            with self.assertRaises(Rejected):
                ask()
        for ask in (lambda: ranking.text("pdf"), lambda: ranking.text(top=0), lambda: ranking.text(ahead=-1)):
            with self.assertRaises(ValueError):
                ask()
        with self.assertRaises(Misuse):
            waitlist.Ranking(None, ranking.policy).counts()


class Queues(unittest.TestCase):
    def setUp(self):
        self.policy = policy_of(STAFFORDSHIRE)
        cases = Cases.read(LIST.read_bytes(), self.policy.facts)
        self.queue = Queue.make(cases, self.policy, AS_OF)

    def test_a_queue_stands_as_the_list_ranks(self):
        self.assertEqual(self.queue.ranking().case_ids(), ranked().case_ids())
        self.assertEqual(self.queue.top(3), [{**one, "position": n + 1} for n, one in enumerate(self.queue.top(3))])
        self.assertEqual((self.queue.as_of, len(self.queue)), (AS_OF, 375))
        self.assertIsNone(self.queue.position("nobody"))

    def test_what_leaves_and_comes_back_is_told_and_stands_as_before(self):
        before = self.queue.ranking().text("json")
        case = self.queue.case("SM-0001")
        self.assertEqual([event["event"] for event in self.queue.remove("SM-0001")], ["left"])
        self.assertIsNone(self.queue.case("SM-0001"))
        self.assertEqual([event["event"] for event in self.queue.upsert(case)], ["entered", "must_allocate"])
        self.assertEqual(self.queue.ranking().case_ids(), json_ids(before))

    def test_a_case_that_is_refused_changes_nothing(self):
        before = self.queue.save()
        with self.assertRaises(Rejected) as refused:
            self.queue.upsert({"case_id": "SM-0001", "listed_on": "never"})
        self.assertEqual(refused.exception.faults[0].case_id, "SM-0001")
        self.assertEqual(self.queue.save(), before)

    def test_a_saved_queue_goes_on_as_the_first_and_a_cut_one_is_refused(self):
        text = self.queue.save()
        other = Queue.restore(text, self.policy)
        day = date(2009, 11, 2)
        self.assertEqual(other.advance_to(day), self.queue.advance_to(day))
        self.assertEqual(other.save(), self.queue.save())
        for broken in (text[:-1], text[:len(text) // 2], text.replace(b"SM-0001", b"SM-0002", 1)):
            with self.assertRaises(Rejected):
                Queue.restore(broken, self.policy)

    def test_rankings_are_asked_by_several_threads_at_once(self):
        ranking = self.queue.ranking()
        expected = ranking.text("csv")
        found = []
        threads = [threading.Thread(target=lambda: found.append(ranking.text("csv"))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(found, [expected] * 4)

    def test_what_a_handle_needs_lives_as_long_as_it(self):
        ranking = ranked()
        gc.collect()
        self.assertIn("SM-0001", ranking.explain("SM-0001"))


def json_ids(text):
    return [place["case_id"] for place in json.loads(text)["places"]]


class Simulations(unittest.TestCase):
    folder = Path("examples/textbook_queues")
    scenario = (folder / "four_disciplines.toml").read_text().replace("100_000", "500")

    def give(self, name):
        return (self.folder / name).read_bytes()

    def test_a_scenario_runs_with_the_files_that_are_given(self):
        heard = []
        found = simulate(self.scenario, self.give, "json", progress=lambda done, of: heard.append((done, of)) or True)
        self.assertIn("policies", json.loads(found))
        self.assertTrue(all(done <= of for done, of in heard))

    def test_it_stops_when_it_is_told_to_and_lets_exceptions_out(self):
        with self.assertRaises(Cancelled):
            simulate(self.scenario, self.give, progress=lambda done, of: False)
        with self.assertRaises(FileNotFoundError):
            simulate(self.scenario, lambda name: (self.folder / "nowhere" / name).read_bytes())
        with self.assertRaises(Rejected):
            simulate("format = 1\n", self.give)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
