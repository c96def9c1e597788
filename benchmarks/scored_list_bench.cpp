// A list scored once and ordered again: the whole order, its first thousand, and beside them what
// they stand on: reading every column once, and ordering keys that are already there.
#include <waitlist/waitlist.h>

#include "bench_world.h"
#include "queue/radix_order.h"
#include "queue/steady_builder.h"
#include "queue/steady_order.h"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

namespace {

using namespace waitlist;         // NOLINT(google-build-using-namespace): every name here is ours
using namespace waitlist::bench;  // NOLINT(google-build-using-namespace)

void score_list(benchmark::State& state, unsigned threads) {
  const CaseTable& cases = table_of(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(ScoredList::make(cases, policy(), threads));
  state.SetComplexityN(state.range(0));
}

/// Each time for another day, as a host would.
void order_list(benchmark::State& state, unsigned threads) {
  const ScoredList list = ScoredList::make(table_of(state.range(0)), policy()).value();
  std::int64_t day = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(list.order(as_of() + Days{day++ % 7}, threads));
  }
  state.SetComplexityN(state.range(0));
}

void top_1000(benchmark::State& state) {
  const ScoredList list = ScoredList::make(table_of(state.range(0)), policy()).value();
  std::int64_t day = 0;
  for (auto _ : state) benchmark::DoNotOptimize(list.top(as_of() + Days{day++ % 7}, 1000));
  state.SetComplexityN(state.range(0));
}

/// The columns that a key needs, each byte read once: what scanning cannot beat.
void read_columns(benchmark::State& state) {
  const SteadyCut cut = steady_cut(table_of(state.range(0)), policy(), 1);
  const SteadyRows& rows = cut.rows;
  for (auto _ : state) {
    benchmark::DoNotOptimize(std::accumulate(rows.base.begin(), rows.base.end(), 0U));
    benchmark::DoNotOptimize(std::accumulate(rows.stand.begin(), rows.stand.end(), 0U));
    benchmark::DoNotOptimize(std::accumulate(rows.filing.begin(), rows.filing.end(), 0U));
  }
  state.SetComplexityN(state.range(0));
}

/// Ordering alone, keys given.
void order_keys(benchmark::State& state) {
  const SteadyCut cut = steady_cut(table_of(state.range(0)), policy(), 1);
  const DayKeys keys = DayKeys::make(cut.rows, policy(), as_of()).value();
  std::vector<OrderedEntry> entries;
  keys.visit_keys(0, cut.rows.size(), [&](std::size_t at, std::uint32_t key) {
    if (key < keys.limit()) entries.push_back((OrderedEntry{key} << 32U) | cut.rows.row[at]);
  });
  const std::vector<std::span<const OrderedEntry>> runs{entries};
  for (auto _ : state) {
    benchmark::DoNotOptimize(radix_ordered(runs, static_cast<int>(keys.key_bits())));
  }
  state.SetComplexityN(state.range(0));
}

void scored_sizes(benchmark::internal::Benchmark* of) {
  of->RangeMultiplier(10)->Range(10'000, most_cases())->Unit(benchmark::kMicrosecond)->Complexity();
}

}  // namespace

BENCHMARK_CAPTURE(score_list, one_thread, 1)->Apply(scored_sizes);
BENCHMARK_CAPTURE(score_list, two_threads, 2)->Apply(scored_sizes);
BENCHMARK_CAPTURE(order_list, one_thread, 1)->Apply(scored_sizes);
BENCHMARK_CAPTURE(order_list, two_threads, 2)->Apply(scored_sizes);
BENCHMARK(order_keys)->Apply(scored_sizes);
BENCHMARK(top_1000)->Apply(scored_sizes);
BENCHMARK(read_columns)->Apply(scored_sizes);
