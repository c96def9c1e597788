"""Compares what the program, both oracles, a live queue and a scored list make of random worlds.

    compare_language.py BIN FOLDER [--worlds N] [--cases N] [--first SEED]

Each seed is a world of its own; one that fails is named and left in FOLDER. Every sixth has ten times
the cases: what whole lists share is worked out once for long ones only.
"""

import argparse
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import random_world

HERE = Path(__file__).parent


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False)


def compare(binaries, folder, seed, cases):
    """The number of cases ranked, or what went wrong."""
    world = folder / f"world-{seed}"
    as_of = str(random_world.write(seed, world, cases))
    policy = str(world / "policy.toml")
    ranked = run(binaries / "waitlist", "rank", world / "cases.csv", "--policy", policy, "--as-of",
                 as_of, "--format", "csv", "--ahead", "0")
    if ranked.returncode != 0:
        return f"seed {seed}: the program refuses it\n{ranked.stderr}"
    expected = run(sys.executable, HERE / "score_list.py", world / "cases.csv", "--policy", policy,
                   "--as-of", as_of)
    if expected.returncode != 0:
        return f"seed {seed}: the oracle in Python stopped\n{expected.stderr}"
    for place, (mine, other) in enumerate(zip(ranked.stdout.splitlines(),
                                              expected.stdout.splitlines())):
        if mine != other:
            return f"seed {seed}, row {place}\n  program {mine}\n  Python  {other}"
    if ranked.stdout != expected.stdout:
        return f"seed {seed}: another number of rows"
    checked = run(binaries / "language_check", world, as_of)
    if checked.returncode != 0:
        return f"seed {seed}: {checked.stderr}"
    for file in world.iterdir():
        file.unlink()
    world.rmdir()
    return int(checked.stdout)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binaries", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--worlds", type=int, default=60)
    parser.add_argument("--cases", type=int, default=60)
    parser.add_argument("--first", type=int, default=1)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    seeds = range(arguments.first, arguments.first + arguments.worlds)
    ranked, wrong = 0, []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(lambda seed: compare(arguments.binaries, arguments.folder, seed,
                                                arguments.cases * (1 if seed % 6 else 10)), seeds)
        for result in results:
            if isinstance(result, int):
                ranked += result
            else:
                wrong.append(result)
                print(result, file=sys.stderr, flush=True)
    found = f"{len(seeds)} random policies, {ranked:,} cases ranked alike five ways"
    (arguments.folder / "found.txt").write_text(found + "\n", encoding="utf-8")
    if wrong:
        print(f"{len(wrong)} of {len(seeds)} worlds differ", file=sys.stderr)
        sys.exit(1)
    print(found)


if __name__ == "__main__":
    main()
