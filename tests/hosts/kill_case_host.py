#!/usr/bin/env python3
"""Kills the example host at random moments and starts it again: what it answered with `ok` is there.

    kill_case_host.py CASE_HOST WAITLIST FOLDER [KILLS]      run from the repository
"""
import csv
import io
import json
import os
import random
import re
import subprocess
import sys
import time

DAY = "2009-10-05"
POLICY = "policies/staffordshire_2009.toml"
LIST = "examples/data/staffordshire_2009.csv"


def started(host, database):
    process = subprocess.Popen([host, database, DAY], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               text=True, encoding="utf-8")
    if process.stdout.readline() != "ok\n":
        sys.exit("the host does not start again: " + process.stdout.read())
    return process


def answers(path):
    """How each order ended, of those that were answered; the first `ok` is that of the start."""
    with open(path, encoding="utf-8") as file:
        whole_lines = file.read().split("\n")[:-1]
    return [line for line in whole_lines if line in ("ok", "refused")][1:]


def asked(process, order):
    """What an order tells, when it is answered with ok."""
    process.stdin.write(order + "\n")
    process.stdin.flush()
    told = []
    for line in process.stdout:
        if line == "ok\n":
            return told
        if line == "refused\n":
            sys.exit(f"refused: {order[:100]}: {told}")
        told.append(line.rstrip("\n"))
    sys.exit(f"no answer: {order[:100]}")


def sample_lines(host):
    """Cases of the sample list as the library writes them, a line each, and how long a start takes."""
    with open(LIST, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))[:60]
    began = time.monotonic()
    process = started(host, ":memory:")
    start_takes = time.monotonic() - began
    for row in rows:
        record = {"case_id": row["case_id"], "team": row["team"], "area": row["area"],
                  "listed_on": row["listed_on"],
                  "children": [{"born": born} for born in row["child_dobs"].split(";")
                               if re.fullmatch(r"\d{4}-\d\d-\d\d", born)]}
        asked(process, "save " + json.dumps(record))
    lines = asked(process, "cases")
    process.kill()
    process.wait()
    return lines, start_takes


def id_of(line):
    return json.loads(line)["case_id"]


def order_of(host_lines):
    return [line.split()[1] for line in host_lines]


def ranked(waitlist, folder, lines):
    """The order of these cases by the command."""
    path = os.path.join(folder, "held.jsonl")
    with open(path, "w", encoding="utf-8") as file:
        file.write("".join(line + "\n" for line in lines))
    done = subprocess.run([waitlist, "rank", path, "--policy", POLICY, "--as-of", DAY, "--format",
                           "csv"], capture_output=True, text=True, encoding="utf-8", check=True)
    return [row["case_id"] for row in csv.DictReader(io.StringIO(done.stdout)) if row["position"]]


def changes(lines, chance, count):
    """Orders, each with the case it is about and the line held after it; None: no case."""
    for number in range(count):
        line = chance.choice(lines)
        if chance.random() < 0.2:
            yield "remove " + id_of(line), id_of(line), None
        else:
            after = re.sub(r'"team": ?"[^"]*"', f'"team":"team {chance.randrange(10**9)}"', line)
            yield "save " + after, id_of(line), after


def check_held(held, possible, after, number):
    """Every case is as its last answered order left it, or as one on the way did."""
    for case_id in set(held) | set(after):
        allowed = possible.get(case_id, {held.get(case_id)})
        if after.get(case_id) not in allowed:
            sys.exit(f"kill {number}: {case_id} is {after.get(case_id)}, expected one of {allowed}")


def one_kill(host, waitlist, folder, database, lines, start_takes, held, chance,
             number):
    """Orders until the kill; the cases held after it."""
    orders = list(changes(lines, chance, 400))
    asked_for, told = os.path.join(folder, "orders"), os.path.join(folder, "told")
    with open(asked_for, "w", encoding="utf-8") as file:
        file.write("".join(order + "\n" for order, _, _ in orders))
    with open(asked_for, "rb") as orders_in, open(told, "wb") as answers_out:
        process = subprocess.Popen([host, database, DAY], stdin=orders_in, stdout=answers_out)
        time.sleep(start_takes * 0.8 + chance.random() * 0.4)
        process.kill()
        process.wait()
    answered = answers(told)

    held = dict(held)
    for answer, (_, case_id, after) in zip(answered, orders):
        if answer == "ok":
            held[case_id] = after
        elif after is not None:
            sys.exit(f"kill {number}: a sound case was refused")
    # What was ordered and not answered may have been done or not.
    possible = {}
    for _, case_id, after in orders[len(answered):len(answered) + 1]:
        possible[case_id] = {held.get(case_id), after}

    process = started(host, database)
    now = asked(process, "cases")
    after = {id_of(line): line for line in now}
    check_held({k: v for k, v in held.items() if v is not None}, possible, after, number)
    if number % 10 == 0 and order_of(asked(process, "top 1000")) != ranked(waitlist, folder, now):
        sys.exit(f"kill {number}: the queue starts in another order than the command gives")
    process.kill()
    process.wait()
    return after, len(answered)


def main():
    host, waitlist, folder = sys.argv[1:4]
    kills = int(sys.argv[4]) if len(sys.argv) > 4 else 30
    os.makedirs(folder, exist_ok=True)
    database = os.path.join(folder, "cases.db")
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(database + suffix):
            os.remove(database + suffix)
    lines, start_takes = sample_lines(host)
    chance = random.Random(2009)
    held, acknowledged, cut_short = {}, 0, 0
    for number in range(kills):
        held, answered = one_kill(host, waitlist, folder, database, lines, start_takes,
                                  held, chance, number)
        acknowledged += answered
        cut_short += 0 < answered < 400
    if kills >= 10 and cut_short == 0:
        sys.exit("no kill came in the middle: nothing was tried")
    print(f"{kills} kills, {cut_short} of them in the middle; {acknowledged} orders answered, "
          "none of them lost")


if __name__ == "__main__":
    main()
