"""The databases that a list is ordered in, started and stopped here, each behind one interface.

`run` gives the milliseconds that a statement took inside the engine, `rows` what a query answers.
"""

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

HERE = Path(__file__).parent


class Postgres:
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
        self.lines("\\timing on \\\\ select 1") if False else None
        self.psql.stdin.write("\\timing on\n")
        found = self.lines(statement)
        self.psql.stdin.write("\\timing off\n")
        return sum(float(re.match(r"Time: ([\d.]+) ms", line).group(1))
                   for line in found if line.startswith("Time: "))

    def rows(self, query):
        return [line.split("|") for line in self.lines(query)]

    def read(self, path, tables, columns):
        self.run(tables.file_table(columns, "UNLOGGED TABLE"))
        return self.run(f"COPY file FROM '{Path(path).resolve()}' (FORMAT csv, HEADER true)")

    def close(self):
        self.psql.stdin.close()
        self.psql.wait()
        self.as_user("pg_ctl", "-D", self.folder, "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self.sockets, ignore_errors=True)


class Duckdb:
    """In memory, two threads, through Node."""

    dialect = "duckdb"
    name = "DuckDB"

    def __init__(self, threads=2):
        self.node = subprocess.Popen(["node", HERE / "duckdb.mjs", str(threads)],
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

    def read(self, path, tables, columns):
        types = ", ".join(f"'{name}': '{tables.file_type(name)}'" for name in columns)
        return self.run(f"CREATE TABLE file AS FROM read_csv('{path}', header = true, delim = ',', "
                        f"quote = '\"', escape = '\"', columns = {{{types}}})")

    def close(self):
        self.node.stdin.close()
        self.node.wait()


class Sqlite:
    """In memory, in this process, through Python's module; one thread, as it has no more."""

    dialect = "sqlite"
    name = "SQLite"

    def __init__(self):
        self.database = sqlite3.connect(":memory:", isolation_level=None)

    def run(self, statement):
        begin = time.perf_counter()
        self.database.execute(statement).fetchall()
        return (time.perf_counter() - begin) * 1000

    def rows(self, query):
        return self.database.execute(query).fetchall()

    def close(self):
        self.database.close()
