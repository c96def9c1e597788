# Read by the other scripts: where they are, the same words on every machine, a compiler cache.
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8
if command -v ccache >/dev/null; then
  export CMAKE_CXX_COMPILER_LAUNCHER=ccache
  # A clone in another folder finds what this one compiled.
  export CCACHE_BASEDIR="$PWD" CCACHE_NOHASHDIR=1
fi

# say TEXT: a heading, with the time since the start.
started=$(date +%s)
say() {
  now=$(date +%s)
  printf '\n== %s  [%d s]\n' "$*" "$((now - started))"
}

# build PRESET [TARGET…]: configures and builds, quietly unless it fails.
build() {
  preset=$1
  shift
  mkdir -p build
  log="build/$preset.log"
  if ! { cmake --preset "$preset" && cmake --build --preset "$preset" ${*:+--target "$@"}; } \
      >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    echo "The build failed; all of it: $log" >&2
    exit 1
  fi
}
