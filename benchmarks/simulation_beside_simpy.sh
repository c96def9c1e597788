#!/bin/sh
# The same queue in SimPy and here, one after the other in one run: twenty servers, four classes, points that grow with
# waiting. Prints the events a second of each on one thread and their ratio.
#   benchmarks/simulation_beside_simpy.sh BENCH_PROGRAM       run from the repository
set -eu
bench=$1
simpy=$(/usr/bin/python3 benchmarks/simulation_simpy.py 4)
echo "$simpy"
here=$("$bench" --benchmark_filter='BM_Queue_Events/threads:1' --benchmark_format=csv 2>/dev/null | tail -n 1)
echo "$here"
awk -v simpy="${simpy##* }" -v here="$(echo "$here" | cut -d, -f7)" \
  'BEGIN { printf "%.1f million events a second here, %.2f in SimPy: %.0f times\n", here / 1e6, simpy / 1e6, here / simpy }'
