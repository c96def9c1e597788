"""Orders one list in databases, in a straightforward program and in the library, side by side.

    run.py WORK-FOLDER PROGRAMS-FOLDER CASES... [--rounds N] [--lock FILE]

Started by scripts/compare, from the repository. First every order is compared with `waitlist rank`;
one difference ends the run. Then each round measures everything once, for a day of its own, so that
whatever disturbs the machine disturbs all alike. Prints medians, the fastest and the slowest round,
and ratios, as tables for benchmarks/README.md.
"""

import argparse
import contextlib
import csv
import fcntl
import json
import platform
import signal
import statistics
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from case_tables import CaseTables, calendar_rows, columns_of
from engines import Duckdb, Postgres, Program, Sqlite
from policy_sql import PolicySql

POLICY = Path("policies/staffordshire_2009.toml")
FACTS = Path("policies/private_law_facts.toml")
CALENDAR = Path("policies/calendars/england_and_wales.csv")
AS_OF = date(2009, 10, 5)
FACT = "da.reported"  # what is changed in a case that changes
SEVERE, NO = 4, 0
LONG = 2_000_000  # from here on only reading and the first thousand of a kept list are measured
TUNED = ["shared_buffers = 1GB", "work_mem = 64MB", "maintenance_work_mem = 512MB",
         "temp_buffers = 64MB", "jit = off", "synchronous_commit = off", "wal_level = minimal",
         "max_wal_senders = 0", "max_wal_size = 4GB", "random_page_cost = 1.1"]
OURS, OURS_2 = "waitlist, 1 thread", "waitlist, 2 threads"
# What ratios are to: a measure, and whose time in it.
BASES = {
    "read": [("read", OURS), ("read", OURS_2)],
    "order dated": [("order dated", OURS), ("order dated", OURS_2)],
    "order whole": [("order dated", OURS), ("order dated", OURS_2)],
    "top dated": [("top dated", OURS)],
    "top whole": [("top dated", OURS)],
    "update": [("update", OURS)],
}
TITLES = {
    "read": "From the CSV file into a table",
    "order dated": "Order of a new day, what no day changes being kept",
    "order whole": "Order of a new day, all of it from the facts",
    "top dated": "First 1,000 of a new day, what no day changes being kept",
    "top whole": "First 1,000 of a new day, all of it from the facts",
    "update": "One case changed, and the first twenty read",
}


class Database:
    """A list in a database, measured."""

    def __init__(self, engine, path, updates):
        self.engine, self.name, self.updates = engine, engine.name, updates
        self.sql = PolicySql(POLICY, engine.dialect)
        took = engine.load(path, CaseTables(FACTS, engine.dialect), columns_of(path))
        engine.keep_calendar(calendar_rows(CALENDAR))
        engine.analyse()
        prepared = engine.run(f"CREATE TABLE undated AS {self.sql.undated(AS_OF)}")
        engine.analyse()
        say(f"{self.name}: from the file to tables ready to rank {took / 1000:.1f} s, "
            f"the part that no day changes {prepared / 1000:.1f} s")
        self.changing = None

    def ids(self, day, form):
        return [row[0] for row in self.engine.rows(self.sql.ordered(day, form, ["cases.id"]))]

    def first_ids(self, day, form, count):
        places = [row[0] for row in self.engine.rows(self.sql.queue(day, form, count))]
        named = self.engine.rows("SELECT case_no, id FROM cases WHERE case_no IN "
                                 f"({', '.join(map(str, places))})")
        names = {row[0]: row[1] for row in named}
        return [names[place] for place in places]

    def order(self, day, form, top=None):
        """The order as a table of case numbers inside the database; nothing is sent."""
        took = self.engine.run(f"CREATE TEMP TABLE now AS {self.sql.queue(day, form, top)}")
        self.engine.run("DROP TABLE now")
        return [took]

    def prepare_changes(self):
        engine = self.engine
        for statement in self.sql.kept_queue(AS_OF):
            engine.run(statement)
        engine.analyse()
        answer, place = self.sql.change(AS_OF, FACT, engine.parameter)
        engine.prepare("set_answer", answer, "(integer, integer)")
        engine.prepare("set_place", place, "(integer)")
        engine.prepare("first_twenty", self.sql.head(20), "")
        alone = engine.rows("SELECT case_no FROM undated WHERE linked = 0 ORDER BY case_no")
        return [int(row[0]) for row in alone]

    def update(self):
        """An answer changed, its case scored again and put in its place, the first twenty read."""
        if self.changing is None:
            self.changing = self.prepare_changes()
            self.at = 0
        took = []
        self.engine.run("BEGIN")  # that a change is safe on disk is not counted
        for number in range(self.updates):
            self.at = (self.at + 736_787) % len(self.changing)
            one = self.changing[self.at]
            took.append(self.engine.execute("set_answer", one, SEVERE if number % 2 else NO)
                        + self.engine.execute("set_place", one)
                        + self.engine.execute("first_twenty"))
        self.engine.run("COMMIT")
        return took

    def check_changes(self):
        kept = self.engine.rows(self.sql.head(len(self.changing) * 2))
        again = self.engine.rows(self.sql.queue(AS_OF))
        check(f"{self.name}, after changes", kept, again)


def say(text):
    print(text, flush=True)


def generate(programs, work, cases):
    path = work / f"{cases}.csv"
    if not path.exists():
        subprocess.run([programs / "waitlist", "generate", "--cases", str(cases), "--seed", "2009",
                        "--as-of", str(AS_OF), "--output", path], check=True)
    return path


def right_ids(programs, work, path, day):
    """What `waitlist rank` says."""
    ranked = work / "ranked.csv"
    subprocess.run([programs / "waitlist", "rank", path, "--policy", POLICY, "--as-of", str(day),
                    "--format", "csv", "--output", ranked], check=True, stderr=subprocess.DEVNULL)
    with open(ranked, encoding="utf-8", newline="") as text:
        found = [row["case_id"] for row in csv.DictReader(text) if row["position"]]
    ranked.unlink()
    return found


def check(name, found, right):
    if found == right:
        return
    place = next((i for i, (a, b) in enumerate(zip(found, right)) if a != b),
                 min(len(found), len(right)))
    sys.exit(f"{name}: {len(found)} cases in order, {len(right)} expected; place {place + 1} is "
             f"{found[place:place + 1]}, expected {right[place:place + 1]}")


class Comparison:
    """One list in everything."""

    def __init__(self, programs, work, cases):
        self.programs, self.work, self.cases = programs, work, cases
        self.long = cases >= LONG
        self.path = generate(programs, work, cases)
        self.open = contextlib.ExitStack()
        self.times = {}

    def started(self, engine):
        self.open.callback(engine.close)
        return engine

    def program(self, name):
        return self.started(Program(name, self.programs / f"compare_{name}", self.path, POLICY,
                                    str(AS_OF)))

    def postgres(self, name, settings=()):
        folder = self.work / name.lower().replace(" ", "_").replace(",", "")
        return self.started(Postgres(name, folder, settings))

    def keep(self, measure, name, values):
        self.times.setdefault(measure, {}).setdefault(name, []).extend(values)
        with open(self.work / f"{self.cases}_times.json", "w", encoding="utf-8") as out:
            json.dump(self.times, out, indent=1)  # a run that is cut short has told something

    # Reading

    def read_once(self, duckdb, columns):
        for threads, name in ((1, OURS), (2, OURS_2)):
            self.keep("read", name, [self.ours.ask("read", threads)])
        tables = CaseTables(FACTS, duckdb.dialect)
        self.keep("read", "DuckDB, answers to numbers",
                  [duckdb.read_coded(self.path, tables, columns)])
        duckdb.run("DROP VIEW file")
        duckdb.run("DROP TABLE coded")
        if not self.long:  # the text alone would take 9 GB for ten million cases
            self.keep("read", "DuckDB, answers as text",
                      [duckdb.read(self.path, tables, columns)])
            duckdb.run("DROP TABLE file")

    def read_postgres(self, server, columns):
        tables = CaseTables(FACTS, server.dialect)
        self.keep("read", f"{server.name}, answers as text",
                  [server.read(self.path, tables, columns)])
        server.run("DROP TABLE file")

    def measure_reading(self, rounds, lock):
        columns = columns_of(self.path)
        self.ours = self.program("ours")
        duckdb = Duckdb(self.work / "node")
        for _ in range(rounds):
            with lock():
                self.read_once(duckdb, columns)
        duckdb.close()
        server = self.postgres("PostgreSQL, default settings")
        for _ in range(1 if self.long else rounds):
            with lock():
                self.read_postgres(server, columns)
        return server

    # Ordering

    def load(self, server):
        self.databases = [Database(server, self.path, 40)]
        if not self.long:
            self.databases += [Database(self.postgres("PostgreSQL, tuned", TUNED), self.path, 40),
                               Database(self.started(Sqlite()), self.path, 40)]
        self.databases.append(Database(self.started(Duckdb(self.work / "node")), self.path, 3))
        self.plain = self.program("straightforward_sort")

    def ids_of(self, program, *command):
        program.ask(*command)
        program.ask("write", self.work / "ids")
        return (self.work / "ids").read_text(encoding="utf-8").split()

    def check_orders(self, day):
        right = right_ids(self.programs, self.work, self.path, day)
        for threads in (1, 2):
            check(f"ours, whole, {threads}", self.ids_of(self.ours, "whole", day, threads), right)
            check(f"ours, made, {threads}", self.ids_of(self.ours, "made", day, threads), right)
            check(f"ours, dated, {threads}", self.ids_of(self.ours, "dated", day, threads), right)
        check("ours, top", self.ids_of(self.ours, "top", day, 1000), right[:1000])
        for form in ("whole", "dated"):
            check(f"plain, {form}", self.ids_of(self.plain, form, day), right)
            check(f"plain, {form}, top", self.ids_of(self.plain, form, day, 1000), right[:1000])
        for database in self.databases:
            if self.long:
                check(database.name, database.first_ids(day, "dated", 1000), right[:1000])
                continue
            for form in ("whole", "dated"):
                check(f"{database.name}, {form}", database.ids(day, form), right)
        say(f"All orders of {len(right):,} ranked cases as of {day} are the same"
            f"{', of databases the first 1,000' if self.long else ''}.")

    def order_once(self, day, lock):
        for top in [1000] if self.long else [None, 1000]:
            word = "order" if top is None else "top"
            for form in ("dated",) if self.long else ("dated", "whole"):
                with lock():
                    for database in self.databases:
                        self.keep(f"{word} {form}", database.name, database.order(day, form, top))
                    words = (form, day) if top is None else (form, day, top)
                    self.keep(f"{word} {form}", "score, then std::sort", [self.plain.ask(*words)])
                    self.order_ours(word, form, day)

    def order_ours(self, word, form, day):
        if word == "top":
            if form == "dated":
                self.keep("top dated", OURS, [self.ours.ask("top", day, 1000)])
            return
        for threads, name in ((1, OURS), (2, OURS_2)):
            if form == "dated":
                self.keep("order dated", name, [self.ours.ask("dated", day, threads)])
            else:
                self.keep("order whole", f"{name}, rank()", [self.ours.ask("whole", day, threads)])
                self.keep("order whole", f"{name}, a scored list made and ordered",
                          [self.ours.ask("made", day, threads)])

    def update_once(self, lock):
        with lock():
            for database in self.databases:
                self.keep("update", database.name, database.update())
            self.keep("update", "score, then std::set", [self.plain.ask("update", 2000, FACT)])
            self.keep("update", OURS, [self.ours.ask("update", 2000, FACT)])

    def run(self, rounds, lock):
        with self.open:
            server = self.measure_reading(rounds, lock)
            self.load(server)
            self.check_orders(AS_OF + timedelta(40))
            for number in range(1, rounds + 1):
                self.order_once(AS_OF + timedelta(number), lock)
            if not self.long:
                for _ in range(rounds):
                    self.update_once(lock)
                for database in self.databases:
                    database.check_changes()
            self.report()

    # Results

    def report(self):
        for measure, title in TITLES.items():
            times = self.times.get(measure, {})
            if not times:
                continue
            say(f"\n{title}: {self.cases:,} cases\n")
            bases = [(name, statistics.median(self.times[of][name])) for of, name in BASES[measure]]
            heads = "".join(f" times {name} |" for name, _ in bases)
            say(f"| | ms, median (fastest to slowest) |{heads}\n|---|---|{'---|' * len(bases)}")
            for name, values in times.items():
                middle = statistics.median(values)
                ratios = "".join(f" {middle / base:,.1f} |" for _, base in bases)
                say(f"| {name} | {number(middle)} ({number(min(values))} to "
                    f"{number(max(values))}) |{ratios}")


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}" if value >= 1 else f"{value:.4f}"


def locking(path):
    @contextlib.contextmanager
    def lock():
        if path is None:
            yield
            return
        with open(path, "a", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
    return lock


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("programs", type=Path)
    parser.add_argument("cases", type=int, nargs="+")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--lock", help="held while a measurement runs, on a machine that is shared")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the servers are stopped
    say(f"{platform.machine()}, Python {platform.python_version()}")
    for cases in arguments.cases:
        Comparison(arguments.programs, arguments.work, cases).run(arguments.rounds,
                                                                  locking(arguments.lock))


if __name__ == "__main__":
    main()
