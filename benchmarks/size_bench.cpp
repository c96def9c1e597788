// How readers and writers grow: time for lists of 10^4 up, and the exponent from one size to the
// next, which is 1 where time grows with the list. Run from the repository.
#include <waitlist/waitlist.h>

#include "bench_world.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace waitlist;         // NOLINT(google-build-using-namespace): every name here is ours
using namespace waitlist::bench;  // NOLINT(google-build-using-namespace)

/// Measures `work` and counts the exponent since the size before, by the best of each in time of
/// the processor: other programs do not count.
template <class Work>
void grow(benchmark::State& state, const std::string& name, Work work) {
  static std::map<std::string, std::pair<double, double>> before;  // size and seconds
  double best = 1e9;
  for (auto _ : state) {
    const std::clock_t begin = std::clock();
    work();
    const auto ticks = static_cast<double>(std::clock() - begin);
    best = std::min(best, ticks / CLOCKS_PER_SEC);
  }
  const auto size = static_cast<double>(state.range(0));
  const auto at = before.find(name);
  if (at != before.end()) {
    state.counters["exponent"] =
        std::log(best / at->second.second) / std::log(size / at->second.first);
  }
  before[name] = {size, best};
  state.counters["seconds"] = best;
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

std::vector<Case> cases_of(std::int64_t count) {
  return *synthetic_list(schema(), {static_cast<std::uint32_t>(count), 2009, as_of()});
}

void grow_read_csv(benchmark::State& state) {
  const std::string& text = csv_of(state.range(0));
  grow(state, "read_csv", [&] { benchmark::DoNotOptimize(read_cases_csv(text, schema())); });
}

void grow_read_json(benchmark::State& state) {
  const std::string text = write_cases_json(cases_of(state.range(0)), schema());
  grow(state, "read_json", [&] { benchmark::DoNotOptimize(read_cases_json(text, schema())); });
}

void grow_write_csv(benchmark::State& state) {
  const std::vector<Case> cases = cases_of(state.range(0));
  grow(state, "write_csv", [&] { benchmark::DoNotOptimize(write_cases_csv(cases, schema())); });
}

void grow_write_json(benchmark::State& state) {
  const std::vector<Case> cases = cases_of(state.range(0));
  grow(state, "write_json", [&] { benchmark::DoNotOptimize(write_cases_json(cases, schema())); });
}

constexpr const char* kRoster = "practitioner_id,caseload\nP,3\n";

void grow_travel_csv(benchmark::State& state) {
  std::string text = "from,to,minutes\n";
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    text += "A" + std::to_string(i / 1000) + ",B" + std::to_string(i % 1000) + ",7\n";
  }
  grow(state, "travel_csv", [&] { benchmark::DoNotOptimize(read_roster_csv(kRoster, text)); });
}

void grow_travel_json(benchmark::State& state) {
  std::string text =
      R"({"format":1,"practitioners":[{"practitioner_id":"P","caseload":3}],"travel":[)";
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    if (i > 0) text += ',';
    text += R"({"from":"A)" + std::to_string(i / 1000) + R"(","to":"B)" + std::to_string(i % 1000) +
            R"(","minutes":7})";
  }
  text += "]}";
  grow(state, "travel_json", [&] { benchmark::DoNotOptimize(read_roster_json(text)); });
}

void sizes(benchmark::internal::Benchmark* benchmark) {
  benchmark->RangeMultiplier(10)
      ->Range(10'000, std::min<std::int64_t>(most_cases(), 1'000'000))
      ->Iterations(2)
      ->Unit(benchmark::kMillisecond);
}

BENCHMARK(grow_read_csv)->Apply(sizes);
BENCHMARK(grow_read_json)->Apply(sizes);
BENCHMARK(grow_write_csv)->Apply(sizes);
BENCHMARK(grow_write_json)->Apply(sizes);
BENCHMARK(grow_travel_csv)->Apply(sizes);
BENCHMARK(grow_travel_json)->Apply(sizes);

}  // namespace
