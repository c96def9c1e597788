// The live queue: a changed case and the head of the queue after it, positions, days, snapshots.
#include <waitlist/waitlist.h>

#include "bench_world.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace waitlist;         // NOLINT(google-build-using-namespace): every name here is ours
using namespace waitlist::bench;  // NOLINT(google-build-using-namespace)

LiveQueue queue_of(std::int64_t cases) {
  return *LiveQueue::make(table_of(cases), policy(), as_of());
}

/// Ids spread over the list so that each call meets memory that is not in a cache.
class Strides {
 public:
  explicit Strides(const CaseTable& cases) : cases_{cases} {}

  CaseRow next() {
    at_ = (at_ + 7'368'787U) % cases_.size();
    ++steps_;
    return CaseRow{at_};
  }

  /// An answer that the case did not have the last time it was met.
  [[nodiscard]] Answer answer() const {
    return steps_ / cases_.size() % 2 == 0 ? Answer::level(3) : Answer::no();
  }

 private:
  const CaseTable& cases_;
  std::size_t at_ = 0;
  std::size_t steps_ = 0;
};

void make_queue(benchmark::State& state) {
  const CaseTable& cases = table_of(state.range(0));
  for (auto _ : state) {
    auto queue = LiveQueue::make(cases, policy(), as_of());
    benchmark::DoNotOptimize(queue);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

/// A case whose facts changed, and the first twenty after it; the median and the 99th percentile.
void change_and_top_20(benchmark::State& state) {
  const CaseTable& cases = table_of(state.range(0));
  LiveQueue queue = queue_of(state.range(0));
  const FactIndex fact = *schema().find("da.reported");
  Strides strides{cases};
  std::vector<double> nanoseconds;
  nanoseconds.reserve(1 << 20);
  for (auto _ : state) {
    state.PauseTiming();
    Case one = cases.at(strides.next());
    one.answers[fact] = strides.answer();
    state.ResumeTiming();
    const auto begin = std::chrono::steady_clock::now();
    benchmark::DoNotOptimize(queue.upsert(one, Telling::nothing));
    benchmark::DoNotOptimize(queue.top(20));
    const auto end = std::chrono::steady_clock::now();
    nanoseconds.push_back(std::chrono::duration<double, std::nano>(end - begin).count());
  }
  const auto percentile = [&nanoseconds](std::size_t percent) {
    const auto at =
        nanoseconds.begin() + static_cast<std::ptrdiff_t>((nanoseconds.size() - 1) * percent / 100);
    std::nth_element(nanoseconds.begin(), at, nanoseconds.end());
    return *at;
  };
  state.counters["median_ns"] = percentile(50);
  state.counters["p99_ns"] = percentile(99);
}

void change_told(benchmark::State& state) {
  const CaseTable& cases = table_of(state.range(0));
  LiveQueue queue = queue_of(state.range(0));
  const FactIndex fact = *schema().find("da.reported");
  Strides strides{cases};
  for (auto _ : state) {
    state.PauseTiming();
    Case one = cases.at(strides.next());
    one.answers[fact] = strides.answer();
    state.ResumeTiming();
    benchmark::DoNotOptimize(queue.upsert(one));
  }
}

void position(benchmark::State& state) {
  const CaseTable& cases = table_of(state.range(0));
  const LiveQueue queue = queue_of(state.range(0));
  Strides strides{cases};
  for (auto _ : state) {
    benchmark::DoNotOptimize(queue.position(cases.case_id(strides.next())));
  }
}

void next_day(benchmark::State& state) {
  LiveQueue queue = queue_of(state.range(0));
  for (auto _ : state) {
    if (!queue.advance_to(queue.as_of() + Days{1}, Telling::nothing)) {
      state.SkipWithError("no such day");
    }
  }
}

/// A list on which time is done with every case but `events`: they have waited past every step and
/// have no filing date. Those few are before the last step, which they reach within `days`.
CaseTable quiet_list(std::int64_t cases, std::int64_t events, std::int64_t days) {
  std::vector<Case> list =
      *synthetic_list(schema(), {static_cast<std::uint32_t>(cases), 2009, as_of()});
  constexpr std::int64_t kPastEveryStep = 400;
  constexpr std::int64_t kLastStep = 140;
  for (std::int64_t i = 0; i < cases; ++i) {
    Case& one = list[static_cast<std::size_t>(i)];
    Case plain;
    plain.case_id = one.case_id;
    plain.answers = one.answers;
    plain.children = {{as_of() - Days{3'000}}};
    const bool lively = i % (cases / events) == 0;
    const std::int64_t waited =
        lively ? kLastStep - 1 - i / (cases / events) % days : kPastEveryStep;
    plain.listed_on = as_of() - Days{waited};
    one = std::move(plain);
  }
  return *CaseTable::make(schema(), list);
}

void advance(benchmark::State& state, const CaseTable& cases, std::int64_t days) {
  for (auto _ : state) {
    state.PauseTiming();
    auto queue = std::make_unique<LiveQueue>(*LiveQueue::make(cases, policy(), as_of()));
    state.ResumeTiming();
    if (!queue->advance_to(as_of() + Days{days}, Telling::nothing)) {
      state.SkipWithError("no such day");
    }
    state.PauseTiming();
    queue.reset();
    state.ResumeTiming();
  }
  state.SetComplexityN(state.range(0));
}

/// A thousand events in one day, the list growing tenfold around them.
void day_of_1000_events(benchmark::State& state) {
  advance(state, quiet_list(state.range(0), 1'000, 1), 1);
}

/// Every case has an event on one day; and ranking that list again on that day.
void day_of_all_events(benchmark::State& state) {
  advance(state, quiet_list(state.range(0), state.range(0), 1), 1);
}

void rank_day_of_all_events(benchmark::State& state) {
  const CaseTable cases = quiet_list(state.range(0), state.range(0), 1);
  for (auto _ : state) benchmark::DoNotOptimize(rank(cases, policy(), as_of() + Days{1}));
  state.SetComplexityN(state.range(0));
}

void take_snapshot(benchmark::State& state) {
  const LiveQueue queue = queue_of(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(queue.snapshot());
}

void few_times(benchmark::internal::Benchmark* of) {
  of->RangeMultiplier(10)
      ->Range(10'000, most_cases())
      ->Iterations(5)
      ->Unit(benchmark::kMicrosecond)
      ->Complexity();
}

}  // namespace

BENCHMARK(make_queue)
    ->RangeMultiplier(10)
    ->Range(10'000, most_cases())
    ->Unit(benchmark::kMillisecond);
BENCHMARK(change_and_top_20)->RangeMultiplier(10)->Range(10'000, most_cases());
BENCHMARK(change_told)->RangeMultiplier(10)->Range(10'000, most_cases());
BENCHMARK(position)->RangeMultiplier(10)->Range(10'000, most_cases());
BENCHMARK(next_day)
    ->RangeMultiplier(10)
    ->Range(10'000, most_cases())
    ->Iterations(50)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(day_of_1000_events)->Apply(few_times);
BENCHMARK(day_of_all_events)->Apply(few_times);
BENCHMARK(rank_day_of_all_events)->Apply(few_times);
BENCHMARK(take_snapshot)->RangeMultiplier(10)->Range(10'000, most_cases());
