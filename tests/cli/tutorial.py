"""Does what a page tells its reader to do: every command of its `sh` blocks, in order, in a folder
that has what the page names. What its `text` and `toml` blocks show is what comes out, line by line.
  tutorial.py PROGRAM FOLDER PAGE     from the repository"""
import os
import re
import shutil
import subprocess
import sys

program, folder, page = (os.path.abspath(path) for path in sys.argv[1:])
shutil.rmtree(folder, ignore_errors=True)
os.makedirs(folder)
for name in ("examples", "policies"):
    os.symlink(os.path.abspath(name), os.path.join(folder, name))
os.symlink(program, os.path.join(folder, "waitlist"))

with open(page, encoding="utf-8") as file:
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", file.read(), re.MULTILINE | re.DOTALL)
REFUSED = "nothing was written."
said, failed, commands, lines = "", 0, 0, 0


def check(holds, sentence):
    global failed
    if not holds:
        failed += 1
        print("NOT OK:", sentence)


for i, (kind, text) in enumerate(blocks):
    if kind == "sh":
        shown = blocks[i + 1][1] if i + 1 < len(blocks) and blocks[i + 1][0] == "text" else ""
        done = subprocess.run(["sh", "-c", text], cwd=folder, capture_output=True, text=True, check=False,
                              stdin=subprocess.DEVNULL, env={**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"})
        said = done.stdout + "\n" + done.stderr
        commands += 1
        wanted = 3 if REFUSED in shown else 0
        check(done.returncode == wanted, f"status {wanted}, and it is {done.returncode}: {text}{done.stderr[:800]}")
        continue
    if kind == "toml":
        with open(os.path.join(folder, "mapping.toml"), encoding="utf-8") as file:
            said = file.read()
    at = 0
    for line in text.splitlines():
        if line in ("…", ""):
            continue
        lines += 1
        found = said.find(line, at)
        check(found >= 0, f"the command says, in this order: {line}")
        at = max(at, found)
check(commands >= 8 and lines >= 20, "the page has commands, and shows what they say")

# The workbook says the cases that are known as CSV.
rankings = []
for cases in (["examples/exports/team_list.xlsx", "--mapping", "examples/exports/team_list_mapping.toml"],
              ["examples/data/team_cases.csv"]):
    rankings.append(subprocess.run(
        [program, "rank", *cases, "--policy", "policies/staffordshire_2009.toml", "--as-of", "2009-10-05",
         "--format", "csv"], capture_output=True, check=True).stdout)
check(rankings[0] == rankings[1], "the workbook is ranked as the CSV of its cases")
print(f"{commands} commands, {lines} lines of what they say, {failed} not as the page has them")
sys.exit(1 if failed else 0)
