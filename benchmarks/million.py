"""Ranks a long invented list from CSV to CSV and prints time and peak memory.

    million.py WAITLIST-PROGRAM WORK-DIRECTORY [CASES]      run from the repository
"""

import os
import statistics
import sys
import time
from pathlib import Path


def run(arguments):
    """Wall seconds and peak memory in MiB of one command."""
    begin = time.perf_counter()
    child = os.fork()
    if child == 0:
        with open(os.devnull, "wb") as nothing:
            os.dup2(nothing.fileno(), 2)
        os.execv(arguments[0], arguments)
    _, status, usage = os.wait4(child, 0)
    if status != 0:
        sys.exit(f"failed: {' '.join(arguments)}")
    return time.perf_counter() - begin, usage.ru_maxrss / 1024


def main():
    program, work = sys.argv[1], Path(sys.argv[2])
    cases = sys.argv[3] if len(sys.argv) > 3 else "1000000"
    work.mkdir(parents=True, exist_ok=True)
    source, target = work / f"list_{cases}.csv", work / f"ranking_{cases}.csv"
    if not source.exists():
        run([program, "generate", "--cases", cases, "--seed", "2009", "--as-of", "2009-10-05",
             "--output", str(source)])
    print(f"{cases} cases, {source.stat().st_size / 1e6:.0f} MB of CSV")
    for threads in ("1", "2"):
        command = [program, "rank", str(source), "--policy", "policies/staffordshire_2009.toml",
                   "--as-of", "2009-10-05", "--format", "csv", "--threads", threads,
                   "--output", str(target)]
        runs = [run(command) for _ in range(5)]
        seconds = [one[0] for one in runs]
        print(f"rank, {threads} thread(s): median {statistics.median(seconds):.2f} s "
              f"({min(seconds):.2f} to {max(seconds):.2f}), peak {max(one[1] for one in runs):.0f} MiB")
    print(f"ranking: {target.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
