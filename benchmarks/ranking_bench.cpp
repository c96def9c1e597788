// Reading, ranking, summing up and writing apart, on invented lists of 10^4 cases up under the
// whole staffordshire_2009 policy. Run from the repository.
#include <waitlist/waitlist.h>

#include "bench_world.h"

#include <benchmark/benchmark.h>

#include <string>

namespace {

using namespace waitlist;         // NOLINT(google-build-using-namespace): every name here is ours
using namespace waitlist::bench;  // NOLINT(google-build-using-namespace)

void count(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetComplexityN(state.range(0));
}

void read_csv(benchmark::State& state, unsigned threads) {
  const std::string& text = csv_of(state.range(0));
  for (auto _ : state) {
    const auto cases = read_cases_csv(text, schema(), "cases", {threads});
    if (!cases) state.SkipWithError("the list was rejected");
    benchmark::DoNotOptimize(cases);
  }
  count(state);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void rank_cases(benchmark::State& state, unsigned threads) {
  const CaseTable& cases = table_of(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(rank(cases, policy(), as_of(), {threads}));
  count(state);
}

void rank_keeping(benchmark::State& state) {
  const CaseTable& cases = table_of(state.range(0));
  for (auto _ : state) {
    benchmark::DoNotOptimize(rank(cases, policy(), as_of(), {1, true}));
  }
  count(state);
}

void score_cases(benchmark::State& state) {
  const CaseTable& cases = table_of(state.range(0));
  for (auto _ : state) {
    for (UnitIndex unit = 0; unit < cases.unit_count(); ++unit) {
      const UnitFacts facts = unit_facts(cases, policy(), unit, as_of());
      for (const CaseRow row : facts.ranked) {
        const FactScore score = score_facts(cases, policy(), row, facts, as_of());
        benchmark::DoNotOptimize(score_on(policy(), score, facts, as_of()));
      }
    }
  }
  count(state);
}

void sum_up(benchmark::State& state) {
  const Ranking ranking = *rank(table_of(state.range(0)), policy(), as_of());
  for (auto _ : state) benchmark::DoNotOptimize(summarise(ranking));
  count(state);
}

void write_csv(benchmark::State& state) {
  const Ranking ranking = *rank(table_of(state.range(0)), policy(), as_of());
  std::int64_t bytes = 0;
  for (auto _ : state) {
    const std::string text = render_csv(ranking);
    bytes += static_cast<std::int64_t>(text.size());
    benchmark::DoNotOptimize(text.data());
  }
  count(state);
  state.SetBytesProcessed(bytes);
}

/// One case in the middle of the list over and over, as data or as text.
void explain_one(benchmark::State& state, bool as_text) {
  const Ranking ranking = *rank(table_of(state.range(0)), policy(), as_of());
  const CaseRow row = ranking.places()[ranking.places().size() / 2].row;
  for (auto _ : state) {
    const Explanation explanation = explain(ranking.cases(), policy(), row, as_of());
    benchmark::DoNotOptimize(explanation.contributions.data());
    if (as_text) benchmark::DoNotOptimize(render_text(explanation, ranking));
  }
}

/// Another case each time, so that what is read of it comes from memory.
void explain_any(benchmark::State& state, bool as_text) {
  const Ranking ranking = *rank(table_of(state.range(0)), policy(), as_of());
  std::size_t at = 0;
  for (auto _ : state) {
    at = (at + 7'368'787U) % ranking.places().size();
    const CaseRow row = ranking.places()[at].row;
    const Explanation explanation = explain(ranking.cases(), policy(), row, as_of());
    benchmark::DoNotOptimize(explanation.contributions.data());
    if (as_text) benchmark::DoNotOptimize(render_text(explanation, ranking));
  }
}

void sizes(benchmark::internal::Benchmark* benchmark) {
  benchmark->RangeMultiplier(10)
      ->Range(10'000, most_cases())
      ->Unit(benchmark::kMillisecond)
      ->Complexity();
}

void explained_sizes(benchmark::internal::Benchmark* benchmark) {
  benchmark->Arg(1000)->Arg(1'000'000)->Unit(benchmark::kMicrosecond);
}

BENCHMARK_CAPTURE(read_csv, one_thread, 1U)->Apply(sizes);
BENCHMARK_CAPTURE(read_csv, two_threads, 2U)->Apply(sizes)->UseRealTime();
BENCHMARK(score_cases)->Apply(sizes);
BENCHMARK_CAPTURE(rank_cases, one_thread, 1U)->Apply(sizes);
BENCHMARK_CAPTURE(rank_cases, two_threads, 2U)->Apply(sizes)->UseRealTime();
BENCHMARK(rank_keeping)->Apply(sizes);
BENCHMARK(sum_up)->Apply(sizes);
BENCHMARK(write_csv)->Apply(sizes);
BENCHMARK_CAPTURE(explain_one, data, false)->Apply(explained_sizes);
BENCHMARK_CAPTURE(explain_one, text, true)->Apply(explained_sizes);
BENCHMARK_CAPTURE(explain_any, data, false)->Apply(explained_sizes);
BENCHMARK_CAPTURE(explain_any, text, true)->Apply(explained_sizes);

}  // namespace
