#!/bin/sh
# Short of memory a command says so and leaves nothing behind, whatever it was doing.
. "$(dirname "$0")/checks.sh"

# An instrumented program asks for more addresses than there are, and cannot be limited.
if ! (ulimit -v 400000 2>/dev/null && "$waitlist" --version >/dev/null 2>&1); then
  echo "ok: this program cannot be given a limit of memory here"
  exit 0
fi

"$waitlist" generate --cases 3000 --seed 1 --as-of 2009-10-05 --format json --output "$work/list.json"
"$waitlist" generate --cases 3000 --seed 1 --as-of 2009-10-05 --output "$work/list.csv"
here=$work/folder
mkdir "$here"

# within KIB ARGUMENTS…: 0 with a whole file, or 4 with the sentence and nothing else.
within() {
  limit=$1
  shift
  rm -f "$here/out"
  (ulimit -v "$limit" && exec "$waitlist" "$@" --output "$here/out") >"$work/out" 2>"$work/err" </dev/null
  status=$?
  left=$(ls -A "$here" | wc -l)
  case $status in
  0) [ "$left" -eq 1 ] ;;
  4) [ "$left" -eq 0 ] && grep -q "not enough memory" "$work/err" ;;
  # Before the program has begun its loader has words of its own, or crashes.
  127) grep -q "shared libraries" "$work/err" ;;
  139) [ ! -s "$work/err" ] && ! (ulimit -v "$limit" && exec "$waitlist" --version) >"$work/out" 2>&1 ;;
  *) false ;;
  esac
}

# The limit at which it is enough, from below in steps: never anything but one or the other.
tried() {
  limit=16000
  while [ "$limit" -lt 900000 ]; do
    within "$limit" "$@" || {
      echo "status $status within $limit KiB, $left files: $*" >&2
      cat "$work/err" >&2
      return 1
    }
    [ "$status" -eq 0 ] && return 0
    limit=$((limit + limit / 12))
  done
  return 1
}

common="--policy $policy --as-of 2009-10-05"
for form in csv json html table; do
  # shellcheck disable=SC2086
  check "rank of CSV as $form says when memory is short" tried rank "$work/list.csv" $common --format $form
done
# shellcheck disable=SC2086
check "rank of JSON says when memory is short" tried rank "$work/list.json" $common --format csv
for form in table json html; do
  # shellcheck disable=SC2086
  check "allocate as $form says when memory is short" tried allocate "$list" $common \
    --roster examples/data/staffordshire_roster.csv --travel examples/data/staffordshire_travel.csv --format $form
done
for form in text json html; do
  check "policy show as $form says when memory is short" tried policy show "$policy" --format $form
done
check "generate says when memory is short" tried generate --cases 2000 --seed 1 --as-of 2009-10-05 --format json
finish
