# Read by the scripts of this folder: each check is a sentence; finish fails when one does not hold.
#   SCRIPT PROGRAM WORK-DIRECTORY      run from the repository
set -u
waitlist=$1
work=$2
# Emptied first, so it must be new or one that such a script made.
if [ -e "$work" ] && [ ! -e "$work/made_by_checks" ]; then
  echo "$work is there already and was not made by these checks; name another folder" >&2
  exit 2
fi
rm -rf "$work"
mkdir -p "$work"
: >"$work/made_by_checks"
list=examples/data/staffordshire_2009.csv
policy=policies/staffordshire_2009.toml
failures=0

# check SENTENCE COMMAND…: the command has to succeed.
check() {
  sentence=$1
  shift
  if "$@"; then echo "ok: $sentence"; else
    echo "NOT OK: $sentence" >&2
    failures=$((failures + 1))
  fi
}

# run STATUS ARGUMENTS…: runs the program, keeps out and err, and checks its exit status.
run() {
  wanted=$1
  shift
  "$waitlist" "$@" >"$work/out" 2>"$work/err" </dev/null
  status=$?
  check "exit status $wanted: $*" [ "$status" -eq "$wanted" ]
}

says() { check "$1 says: $2" grep -qF -- "$2" "$work/$1"; }
silent() { check "$1 is empty" [ ! -s "$work/$1" ]; }

finish() {
  [ "$failures" -eq 0 ] || {
    echo "$failures checks do not hold" >&2
    exit 1
  }
}
