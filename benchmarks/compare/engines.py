"""What a list is ordered in: databases and programs, started and stopped here.

`run` gives the milliseconds that a statement took inside the engine, `rows` what a query answers.
"""

import csv
import json
import os
import pwd
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

def bracketed(values):
    return f"({', '.join(map(str, values))})" if values else ""


class Engine:
    """What every database does alike."""

    def keep_calendar(self, days):
        self.run("CREATE TABLE calendar (day integer PRIMARY KEY, working_days integer)")
        rows = [f"({day}, {working})" for day, working in days]
        for begin in range(0, len(rows), 1000):
            self.run(f"INSERT INTO calendar VALUES {', '.join(rows[begin:begin + 1000])}")
        self.run("CREATE INDEX calendar_by_working_days ON calendar (working_days, day)")


class Postgres(Engine):
    """A private cluster, reached over a socket only."""

    dialect = "postgresql"

    def __init__(self, name, folder, settings=()):
        self.name = name
        self.folder = Path(folder).resolve()
        self.sockets = tempfile.mkdtemp(prefix="waitlist-")
        self.user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        self.programs = self.find_programs()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        if os.geteuid() == 0:  # the server refuses to run as root
            shutil.chown(self.folder, self.user)
            shutil.chown(self.sockets, self.user)
        self.as_user("initdb", "-D", self.folder, "-U", "postgres", "-A", "trust", "--locale=C",
                     "--encoding=UTF8")
        with open(self.folder / "postgresql.conf", "a", encoding="utf-8") as conf:
            conf.write(f"listen_addresses = ''\nunix_socket_directories = '{self.sockets}'\n")
            conf.writelines(f"{setting}\n" for setting in settings)
        self.as_user("pg_ctl", "-D", self.folder, "-l", self.folder / "server.log", "-w", "start")
        self.psql = subprocess.Popen(
            ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", self.sockets,
             "-U", "postgres"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            encoding="utf-8")

    @staticmethod
    def find_programs():
        versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        return versions[-1].parent

    def as_user(self, program, *arguments):
        command = [self.programs / program, *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", self.user, "--", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

    def lines(self, statement):
        self.psql.stdin.write(f"{statement};\n\\echo -- done\n")
        self.psql.stdin.flush()
        found = []
        for line in self.psql.stdout:
            if line == "-- done\n":
                return found
            found.append(line.rstrip("\n"))
        raise RuntimeError(f"{self.name} stopped at: {statement[:200]}")

    def run(self, statement):
        self.psql.stdin.write("\\timing on\n")
        found = self.lines(statement)
        self.psql.stdin.write("\\timing off\n")
        return sum(float(re.match(r"Time: ([\d.]+) ms", line).group(1))
                   for line in found if line.startswith("Time: "))

    def rows(self, query):
        return [line.split("|") for line in self.lines(query)]

    def read(self, path, tables, columns):
        """The file into a table: dates as dates, answers as the text they are."""
        self.run(tables.file_table(columns, "UNLOGGED TABLE"))
        return self.run(f"COPY file FROM '{Path(path).resolve()}' (FORMAT csv, HEADER true)")

    def load(self, path, tables, columns):
        """The file into tables ready to rank."""
        took = self.read(path, tables, columns)
        return took + sum(self.run(statement) for statement in tables.make("TABLE"))

    def analyse(self):
        self.run("ANALYZE")

    @staticmethod
    def parameter(number):
        return f"${number}"

    def prepare(self, name, statement, types):
        self.run(f"PREPARE {name} {types} AS {statement}")

    def execute(self, name, *values):
        return self.run(f"EXECUTE {name} {bracketed(values)}")

    def close(self):
        self.psql.stdin.close()
        self.psql.wait()
        self.as_user("pg_ctl", "-D", self.folder, "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self.sockets, ignore_errors=True)


class Duckdb(Engine):
    """In memory, two threads, through Node."""

    dialect = "duckdb"
    name = "DuckDB"

    def __init__(self, node_folder, threads=2):
        self.node = subprocess.Popen(["node", node_folder / "duckdb.mjs", str(threads)],
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, statement, rows=False):
        self.node.stdin.write(json.dumps({"sql": statement, "rows": rows}) + "\n")
        self.node.stdin.flush()
        answer = json.loads(self.node.stdout.readline())
        if "error" in answer:
            raise RuntimeError(f"{self.name}: {answer['error']}\n{statement[:500]}")
        return answer

    def run(self, statement):
        return self.ask(statement)["ms"]

    def rows(self, query):
        return self.ask(query, True)["rows"]

    @staticmethod
    def source(path, tables, columns):
        types = ", ".join(f"'{name}': '{tables.file_type(name)}'" for name in columns)
        return (f"FROM read_csv('{path}', header = true, delim = ',', quote = '\"', escape = '\"',"
                f" columns = {{{types}}})")

    def read(self, path, tables, columns):
        return self.run(f"CREATE TABLE file AS {self.source(path, tables, columns)}")

    def read_coded(self, path, tables, columns):
        """Straight into numbers, without keeping the text; cases are not numbered, as numbering
        takes one thread."""
        self.run(f"CREATE VIEW file AS {self.source(path, tables, columns)}")
        return self.run(tables.coded(numbered=False))

    def load(self, path, tables, columns):
        self.run(f"CREATE VIEW file AS {self.source(path, tables, columns)}")
        return sum(self.run(statement) for statement in tables.make("VIEW"))

    def analyse(self):
        pass

    @staticmethod
    def parameter(number):
        return f"${number}"

    def prepare(self, name, statement, types):
        self.run(f"PREPARE {name} AS {statement}")

    def execute(self, name, *values):
        return self.run(f"EXECUTE {name} {bracketed(values)}")

    def close(self):
        self.node.stdin.close()
        self.node.wait()


class Sqlite(Engine):
    """In memory, in this process, through Python's module; one thread, as it has no more."""

    dialect = "sqlite"
    name = "SQLite"

    def __init__(self):
        self.database = sqlite3.connect(":memory:", isolation_level=None)
        self.prepared = {}

    def run(self, statement, values=()):
        begin = time.perf_counter()
        self.database.execute(statement, values).fetchall()
        return (time.perf_counter() - begin) * 1000

    def rows(self, query):
        return self.database.execute(query).fetchall()

    def load(self, path, tables, columns):
        begin = time.perf_counter()
        self.database.execute(tables.file_table(columns))
        with open(path, encoding="utf-8-sig", newline="") as text:
            rows = csv.reader(text)
            next(rows)
            self.database.executemany(
                f"INSERT INTO file VALUES ({', '.join('?' * len(columns))})",
                ([cell.strip() or None for cell in row] for row in rows))
        took = (time.perf_counter() - begin) * 1000
        return took + sum(self.run(statement) for statement in tables.make("TABLE"))

    def analyse(self):
        self.run("ANALYZE")

    @staticmethod
    def parameter(number):
        return f"?{number}"

    def prepare(self, name, statement, types):
        self.prepared[name] = statement

    def execute(self, name, *values):
        # SQLite wants as many values as the statement names.
        return self.run(self.prepared[name], values)

    def close(self):
        self.database.close()


class Program:
    """A program that answers commands with milliseconds: see session.h."""

    def __init__(self, name, *command):
        self.name = name
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True)

    def ask(self, *words):
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"{self.name} stopped at: {words}")
        return float(answer)

    def close(self):
        self.process.stdin.close()
        self.process.wait()
