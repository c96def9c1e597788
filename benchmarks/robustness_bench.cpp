// How sure an order is: what is proved, 1000 draws on two threads at three shares, and the values
// at which the first swap.
#include <waitlist/waitlist.h>

#include "bench_world.h"

#include <benchmark/benchmark.h>

#include <cstdint>

namespace {

using namespace waitlist;         // NOLINT(google-build-using-namespace): every name here is ours
using namespace waitlist::bench;  // NOLINT(google-build-using-namespace)

constexpr std::uint32_t kFirst = 50;

Ranking ranked(std::int64_t cases) { return rank(table_of(cases), policy(), as_of()).value(); }

void prove(benchmark::State& state, std::int64_t share) {
  const Ranking ranking = ranked(state.range(0));
  const VariedPolicy varied = VariedPolicy::make(policy(), share).value();
  for (auto _ : state) benchmark::DoNotOptimize(certain_places(ranking, varied, kFirst));
}

void draw(benchmark::State& state, std::int64_t share) {
  const Ranking ranking = ranked(state.range(0));
  const VariedPolicy varied = VariedPolicy::make(policy(), share).value();
  const CertainPlaces certain = certain_places(ranking, varied, kFirst);
  for (auto _ : state) {
    benchmark::DoNotOptimize(drawn_places(ranking, varied, certain, {1000, 1, 2}));
  }
}

void swap_neighbours(benchmark::State& state) {
  const Ranking ranking = ranked(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(swap_values(ranking, kFirst, 2));
}

void lengths(benchmark::internal::Benchmark* one) {
  one->ArgName("cases")->Arg(1000)->Arg(100'000)->Unit(benchmark::kMillisecond)->UseRealTime();
}

}  // namespace

BENCHMARK_CAPTURE(prove, ten_percent, 10)->Apply(lengths);
BENCHMARK_CAPTURE(draw, five_percent, 5)->Apply(lengths);
BENCHMARK_CAPTURE(draw, ten_percent, 10)->Apply(lengths);
BENCHMARK_CAPTURE(draw, a_quarter, 25)->Apply(lengths);
BENCHMARK(swap_neighbours)->Apply(lengths);
