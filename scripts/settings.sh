# Read by the other scripts: where they are, the same words on every machine, a compiler cache, and
# how far a long step is.
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8
# Packages for Python belong to that of the system, whatever other is first on the path.
export PATH="/usr/bin:$PATH"
if command -v ccache >/dev/null; then
  export CMAKE_CXX_COMPILER_LAUNCHER=ccache
  # A clone in another folder finds what this one compiled, but for what measures coverage.
  export CCACHE_BASEDIR="$PWD" CCACHE_NOHASHDIR=1
  # What ccache asks for before it keeps what was compiled with a precompiled header.
  export CCACHE_SLOPPINESS=pch_defines,time_macros
fi

# say TEXT: a heading, with the time since the start.
started=$(date +%s)
say() {
  now=$(date +%s)
  printf '\n== %s  [%d s]\n' "$*" "$((now - started))"
}

# follow LOG: shows its last line, on a terminal each second and in place, elsewhere once a minute.
follow() {
  if [ -t 1 ]; then
    while sleep 1 >/dev/null; do
      printf '\r\033[K  %s' "$(tail -n 1 "$1" | tr -d '\r' | cut -c 1-76)"
    done
  else
    while sleep 60 >/dev/null; do
      printf '  %s\n' "$(tail -n 1 "$1" | tr -d '\r' | cut -c 1-90)"
    done
  fi
}

# quiet LOG COMMAND…: runs it into LOG and says how far it is; shows the end of LOG if it fails.
quiet() {
  log=$1
  shift
  mkdir -p "$(dirname "$log")"
  : >"$log"
  follow "$log" &
  follower=$!
  status=0
  "$@" >"$log" 2>&1 </dev/null || status=$?
  kill "$follower" 2>/dev/null || true
  wait "$follower" 2>/dev/null || true
  if [ -t 1 ]; then printf '\r\033[K'; fi
  [ "$status" -eq 0 ] && return 0
  # What went wrong may stand far above the end: the other jobs of a build finish first.
  grep -nE 'FAILED:|error:|\*\*\*Failed' "$log" | cut -c 1-300 | head -n 20 >&2 || true
  tail -n 40 "$log" >&2
  echo "Failed: $*" >&2
  echo "All that it said: $log" >&2
  return "$status"
}

# build PRESET [TARGET…]: configures and builds.
build() {
  preset=$1
  shift
  quiet "build/$preset.configure.log" cmake --preset "$preset" || return 1
  quiet "build/$preset.log" cmake --build --preset "$preset" ${*:+--target "$@"}
}

# run_tests PRESET [CTEST-OPTION…]: runs them and says how many there were.
run_tests() {
  preset=$1
  shift
  quiet "build/$preset.tests.log" ctest --preset "$preset" "$@" || return 1
  found "$(grep 'tests passed' "build/$preset.tests.log")"
}

# found TEXT: what a stage found, for whoever reads and for the table at the end of scripts/test.
found() {
  echo "$*"
  if [ -n "${WAITLIST_FOUND:-}" ]; then echo "$*" >"$WAITLIST_FOUND"; fi
}
