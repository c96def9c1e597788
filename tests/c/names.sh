#!/bin/sh
# The shared library shows the names of its header, all of them, and no other.
#   names.sh LIBRARY HEADER
set -eu
shown=$(nm -D --defined-only "$1" | awk '{ print $3 }' | sort)
declared=$(grep -o '\bwl_[a-z_]*(' "$2" | grep -v '_fn(' | tr -d '(' | sort -u)
[ -n "$shown" ] || {
  echo "no names in $1" >&2
  exit 1
}
[ "$shown" = "$declared" ] || {
  echo "shown by the library, then declared by the header:" >&2
  printf '%s\n' "$shown" "" "$declared" | sort | uniq -u >&2
  exit 1
}
