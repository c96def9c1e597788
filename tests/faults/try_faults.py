#!/usr/bin/env python3
"""Lets memory, disk and patience run out under every command, at one point after the other.

usage: try_faults.py PROGRAM LIBRARY FOLDER [--sample] [--only WORDS]

Every command writes over an old file. Behind every point there has to be either the whole old file
or the whole new one, no working file, and an exit status with a sentence; nothing else. With
--sample every so many-th point is tried, others for each command. Run from the repository.
"""
import argparse
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import threading

DAY = "2009-10-05"
LIST = "examples/data/staffordshire_2009.csv"
POLICY = "policies/staffordshire_2009.toml"
NATIONAL = "policies/national_criteria_2009.toml"
FACTS = "policies/private_law_facts.toml"


def lines_of(path, count):
    with open(path, encoding="utf-8", newline="") as file:
        return "".join(file.readlines()[:count])


def written(path, text):
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    return path


def commands(work, program):
    """Name, arguments, and whether it takes --output."""
    short = written(f"{work}/list.csv", lines_of(LIST, 7))
    faulty = written(f"{work}/faulty.csv", lines_of(LIST, 5).replace("2009-", "2009/", 1))
    earlier = written(f"{work}/earlier.csv", lines_of(LIST, 5))
    case = lines_of(LIST, 2).splitlines()[1].split(",")[0].strip('"')
    second = lines_of(LIST, 3).splitlines()[2].split(",")[0].strip('"')
    json_list = f"{work}/list.json"
    subprocess.run([program, "generate", "--cases", "5", "--seed", "3", "--as-of", DAY, "--format", "json",
                    "--output", json_list], check=True)
    roster = written(f"{work}/roster.csv", lines_of("examples/data/staffordshire_roster.csv", 4))
    travel = written(f"{work}/travel.csv", lines_of("examples/data/staffordshire_travel.csv", 12))
    with open("examples/data/staffordshire_work.csv", encoding="utf-8") as file:
        work_rows = written(f"{work}/work.csv", "".join(row for row in file if "SM-" not in row))
    export = written(f"{work}/export.csv", lines_of("examples/exports/case_management.csv", 8))
    mapping = "examples/exports/case_management_mapping.toml"
    for name in ("private_law_facts", "staffordshire_2009", "national_criteria_2009"):
        shutil.copy(f"policies/{name}.toml", work)
    scenario = shutil.copy(f"{os.path.dirname(__file__)}/area.toml", work)
    rank = ["rank", short, "--policy", POLICY, "--as-of", DAY]
    explain = ["explain", short, "--policy", POLICY, "--as-of", DAY]
    allocate = ["allocate", short, "--policy", POLICY, "--as-of", DAY, "--roster", roster, "--travel", travel]
    yield "rank table", rank, True
    for form in ("csv", "json", "html"):
        yield f"rank {form}", [*rank, "--format", form], True
    yield "rank of JSON", ["rank", json_list, "--policy", NATIONAL, "--as-of", DAY, "--format", "csv"], True
    yield "rank since", [*rank, "--since", earlier, "--format", "json"], True
    yield "rank apart", ["rank", faulty, "--policy", POLICY, "--as-of", DAY, "--faulty", "apart"], True
    yield "rank mapped", ["rank", export, "--policy", POLICY, "--as-of", DAY, "--mapping", mapping,
                          "--faulty", "apart", "--format", "csv"], True
    yield "explain text", [*explain, "--case", case], True
    yield "explain json", [*explain, "--case", case, "--format", "json"], True
    yield "explain to a tier", [*explain, "--case", second, "--to", "P1"], True
    yield "explain above", [*explain, "--case", case, "--above", second], True
    yield "allocate table", [*allocate, "--work", work_rows], True
    for form in ("csv", "json", "html"):
        yield f"allocate {form}", [*allocate, "--format", form], True
    yield "allocate to", [*allocate, "--case", case, "--to", lines_of(roster, 2).splitlines()[1].split(",")[0]], True
    yield "rank sure first", [*rank, "--format", "html", "--sure-first", "2"], True
    plan = ["plan", NATIONAL, POLICY, short, "--as-of", DAY]
    yield "plan csv", [*plan, "--format", "csv"], True
    for form in ("text", "json", "html"):
        yield f"plan {form}", [*plan, "--by-group", "--format", form], True
    about = [short, "--policy", POLICY, "--as-of", DAY]
    for form in ("text", "csv", "json", "html"):
        yield f"equality {form}", ["equality", *about, "--deals", "19", "--format", form], True
    for form in ("text", "html"):
        yield f"robustness {form}", ["robustness", *about, "--draws", "1", "--first", "2", "--top", "2", "--format", form], True
    log = f"{work}/log"
    shutil.rmtree(log, ignore_errors=True)
    subprocess.run([program, "record", "add", log, short, "--policy", POLICY, "--as-of", DAY, "--origin", "a.example/b"],
                   stdout=subprocess.DEVNULL, check=True)
    yield "record verify", ["record", "verify", log], False
    yield "record replay", ["record", "replay", log, DAY], True
    yield "record case", ["record", "case", log, case], False
    yield "record overrides", ["record", "overrides", log], False
    yield "policy check", ["policy", "check", POLICY], False
    for form in ("text", "json", "html"):
        yield f"policy show {form}", ["policy", "show", POLICY, "--format", form], True
    yield "policy diff text", ["policy", "diff", NATIONAL, POLICY], True
    yield "policy diff html", ["policy", "diff", NATIONAL, POLICY, "--format", "html"], True
    yield "policy diff witness", ["policy", "diff", NATIONAL, POLICY, "--as-of", DAY, "--longest-wait", "2",
                                  "--witness", f"{work}/witness.csv"], False
    yield "policy new", ["policy", "new", "--field", "housing"], True
    yield "mapping suggest", ["mapping", "suggest", export, "--policy", POLICY], True
    yield "generate csv", ["generate", "--cases", "6", "--seed", "1", "--as-of", DAY], True
    yield "generate json", ["generate", "--cases", "6", "--seed", "1", "--as-of", DAY, "--format", "json"], True
    for form in ("text", "json", "html"):
        yield f"simulate {form}", ["simulate", scenario, "--format", form], True
    for form in ("text", "json", "html"):
        yield f"foresee {form}", ["foresee", scenario, "--format", form, "--futures", "2"], True


def same(one, other):
    with open(one, "rb") as first, open(other, "rb") as second:
        return first.read() == second.read()


class Faults(list):
    """What is wrong, said as soon as it is known: a whole run takes long."""

    def append(self, fault):
        print(fault, file=sys.stderr, flush=True)
        super().append(fault)


class Tries:
    def __init__(self, program, library, folder, step):
        self.program, self.library, self.work, self.step = program, library, folder, step
        self.points, self.faults = {}, Faults()

    def path(self, name):
        return os.path.join(self.work, name)

    def clean(self, arguments, target):
        """Undisturbed: what it leaves, prints and how it ends."""
        with open(self.path("out"), "wb") as out, open(self.path("error"), "wb") as error:
            status = subprocess.run([self.program, *arguments, *target], stdout=out, stderr=error,
                                    stdin=subprocess.DEVNULL, check=False).returncode
        if status not in (0, 5):
            print(open(self.path("error"), encoding="utf-8").read())
            sys.exit(f"The command itself fails with {status}: {' '.join(arguments)}")
        return status

    def prepared(self, arguments, has_output):
        """The options of a run over an old file, and the settings of the library."""
        shutil.rmtree(self.path("target"), ignore_errors=True)
        os.mkdir(self.path("target"))
        target = os.path.abspath(self.path("target/file"))
        options = ["--output", target] if has_output else []
        status = self.clean(arguments, options)
        old = written(self.path("old"), "what was there before\n" * 40)
        shutil.copy(target if has_output else old, self.path("new"))
        shutil.copy(old, target)
        return options, {"TARGET": target, "OLD": old, "NEW": self.path("new"), "OUT": self.path("out"),
                         "ERROR": self.path("error"), "STATUS": status, "REPORT": self.path("report")}

    def preloaded(self, arguments, settings):
        """Ends as it ends, and what the library found."""
        own = {f"WAITLIST_FAULTS_{key}": str(value) for key, value in settings.items()}
        if os.path.exists(self.path("report")):
            os.remove(self.path("report"))
        ended = subprocess.run([self.program, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, check=False,
                               env={**os.environ, **own, "LD_PRELOAD": os.path.abspath(self.library)})
        if not os.path.exists(self.path("report")):
            return ended, [0, 0, 1, 0], f"no report, status {ended.returncode}\n"
        with open(self.path("report"), encoding="utf-8", errors="replace") as file:
            return ended, [int(word) for word in file.readline().split()], file.read()

    def run(self, name, arguments, has_output, kind, first):
        options, settings = self.prepared(arguments, has_output)
        settings |= {"KIND": kind, "STEP": self.step[kind], "FIRST": first % self.step[kind]}
        _, (points, tried, faults, beside), found = self.preloaded([*arguments, *options], settings)
        if has_output and not same(settings["TARGET"], settings["NEW"]):
            faults += 1
            found += "the run itself did not write its file\n"
        self.points[kind] = self.points.get(kind, 0) + tried
        if faults:
            self.faults.append(f"{name}, {kind}: {faults} faults, such as\n{found}")
        if kind == "memory" and beside > 0:
            self.beside(name, arguments, beside)
        return points, tried

    def beside(self, name, arguments, points):
        """Memory runs out while threads work: a run for each point, since a copy would have no threads."""
        options, settings = self.prepared(arguments, True)
        for point in range(0, points, max(1, points // self.step["beside"])):
            shutil.copy(settings["OLD"], settings["TARGET"])
            ended, _, _ = self.preloaded([*arguments, *options],
                                         settings | {"KIND": "beside", "STEP": 1, "FIRST": point})
            self.points["beside threads"] = self.points.get("beside threads", 0) + 1
            kept = same(settings["TARGET"], settings["OLD"]) and b"not enough memory" in ended.stderr
            done = same(settings["TARGET"], settings["NEW"])
            if os.listdir(self.path("target")) != ["file"] or not (
                    (ended.returncode == 4 and kept) or (ended.returncode == settings["STATUS"] and done)):
                self.faults.append(f"{name}: short of memory beside threads, point {point}: "
                                   f"{ended.returncode} {ended.stderr.decode()[:300]}")

    def printing(self, name, arguments, count):
        """Standard output has no room behind some of its bytes."""
        status = self.clean(arguments, [])
        size = os.path.getsize(self.path("out"))
        for room in sorted({0, 1, size - 1, *(size * part // count for part in range(count))}):
            with open(self.path("full"), "wb") as out:
                def limit(room=room):
                    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
                ended = subprocess.run([self.program, *arguments], stdout=out, stderr=subprocess.PIPE,
                                       stdin=subprocess.DEVNULL, preexec_fn=limit, check=False)
            self.points["printing"] = self.points.get("printing", 0) + 1
            if ended.returncode != 4 or b"cannot be written" not in ended.stderr:
                self.faults.append(f"{name}: with room for {room} of {size} printed bytes it ends with "
                                   f"{ended.returncode}: {ended.stderr.decode()[:300]}")
        return status

    def pairs(self, count):
        """Two runs with one target, and a reader in between."""
        shutil.rmtree(self.path("target"), ignore_errors=True)
        os.mkdir(self.path("target"))
        target = self.path("target/file")
        kinds = [["rank", LIST, "--policy", policy, "--as-of", DAY, "--format", "csv", "--output", target]
                 for policy in (POLICY, NATIONAL)]
        whole = []
        for arguments in kinds:
            subprocess.run([self.program, *arguments], check=True, stderr=subprocess.DEVNULL)
            whole.append(open(target, "rb").read())
        done, reads, torn = threading.Event(), [0], [0]

        def read():
            while not done.is_set():
                with open(target, "rb") as file:
                    reads[0] += 1
                    torn[0] += file.read() not in whole

        reader = threading.Thread(target=read)
        reader.start()
        wins, failed = [0, 0], 0
        for _ in range(count):
            runs = [subprocess.Popen([self.program, *arguments], stderr=subprocess.DEVNULL)
                    for arguments in random.sample(kinds, 2)]
            failed += sum(run.wait() != 0 for run in runs)
            now = open(target, "rb").read()
            if now not in whole:
                self.faults.append("a torn file after a pair of runs")
            else:
                wins[whole.index(now)] += 1
        done.set()
        reader.join()
        if torn[0] or failed or os.listdir(self.path("target")) != ["file"]:
            self.faults.append(f"pairs: {torn[0]} half reads, {failed} failed runs, "
                               f"left: {os.listdir(self.path('target'))}")
        print(f"{count} pairs of runs with one target ({wins[0]} and {wins[1]} came last), {reads[0]} reads in "
              f"between: {torn[0]} torn")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("library")
    parser.add_argument("folder")
    parser.add_argument("--sample", action="store_true", help="every so many-th point")
    parser.add_argument("--only", default="", help="commands whose name has these words")
    chosen = parser.parse_args()
    os.makedirs(chosen.folder, exist_ok=True)
    os.environ["LC_ALL"] = "C.UTF-8"
    step = ({"memory": 997, "disk": 499, "signal": 7, "beside": 3} if chosen.sample else
            {"memory": 1, "disk": 1, "signal": 1, "beside": 200})
    tries = Tries(chosen.program, chosen.library, os.path.abspath(chosen.folder), step)
    for number, (name, arguments, has_output) in enumerate(commands(tries.work, tries.program)):
        if chosen.only not in name:
            continue
        counts = [tries.run(name, arguments, has_output, kind, number * 37)
                  for kind in ("memory", "disk", "signal")]
        tries.printing(name, arguments, 2 if chosen.sample else 40)
        print(f"{name}: memory {counts[0][1]} of {counts[0][0]} points, disk {counts[1][1]} of {counts[1][0]}, "
              f"signals {counts[2][1]} of {counts[2][0]}", flush=True)
    if not chosen.only:
        tries.pairs(24 if chosen.sample else 2000)
    counted = ", ".join(f"{kind} {count}" for kind, count in sorted(tries.points.items()))
    print(f"{sum(tries.points.values())} points tried ({counted}): {len(tries.faults)} commands with faults")
    return 1 if tries.faults else 0


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(main())
