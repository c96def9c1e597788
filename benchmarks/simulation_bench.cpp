// Simulation. An event is an arrival or an end of work.
//   BM_Queue_Events          four classes, twenty servers, load 0.95, points that grow with
//                            waiting, through simulate() with all its figures
//   BM_Queue_ListLength      one event with so many cases waiting in four lines
//   BM_Area_ListLength       one case listed and one taken from a live queue with so many waiting,
//                            under the whole staffordshire_2009
//   BM_Area_Day              a day on such a queue; an item is a case on which a rule looks
#include <waitlist/io/policy_reader.h>
#include <waitlist/queue/live_queue.h>
#include <waitlist/scoring/trajectory.h>
#include <waitlist/simulation/queue_simulation.h>
#include <waitlist/simulation/synthetic_list.h>

#include "simulation/class_lines.h"
#include "simulation/queue_model.h"

#include <benchmark/benchmark.h>

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

std::string text_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error{"run from the repository: no " + path};
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

CompiledPolicy policy_at(const std::string& facts, const std::string& policy) {
  return read_policy(text_of(policy), read_fact_schema(text_of(facts)).value()).value();
}

CompiledPolicy accumulating() {
  return policy_at("examples/textbook_queues/facts.toml",
                   "examples/textbook_queues/accumulating.toml");
}

/// The queue of benchmarks/simulation_simpy.py.
QueueScenario queue_of_classes() {
  QueueScenario scenario;
  scenario.plan.seed = 2009;
  scenario.servers = 20;
  scenario.work.mean_days = 1.0;
  const std::vector<double> shares{0.1, 0.2, 0.3, 0.4};
  for (std::size_t i = 0; i < shares.size(); ++i) {
    QueueClass one;
    one.id = "class_" + std::to_string(i + 1);
    one.label = one.id;
    one.arrivals_per_day = 20.0 * 0.95 * shares[i];
    one.answers = {Answer::level(static_cast<std::uint32_t>(3 - i))};
    scenario.classes.push_back(one);
  }
  return scenario;
}

void queue_events(benchmark::State& state) {
  QueueScenario scenario = queue_of_classes();
  scenario.cases = 250'000;
  scenario.plan.replications = 8;
  const std::vector policies{accumulating()};
  SimulationOptions options;
  options.threads = static_cast<unsigned>(state.range(0));
  double wait = 0.0;
  for (auto _ : state) {
    const SimulationResult result = simulate(scenario, policies, options).value();
    wait = result.policies[0].groups[0].figures[1].value.mean;
  }
  state.counters["mean_wait"] = wait;  // theory: 0.7554
  state.SetItemsProcessed(state.iterations() * 2 * 8 * 250'000);
}

void queue_list_length(benchmark::State& state) {
  const QueueScenario scenario = queue_of_classes();
  const CompiledPolicy policy = accumulating();
  ClassLines lines{class_courses(scenario, policy).value(), policy};
  const KeyedDraws draws{1, 1};
  std::int64_t now = 0;
  std::uint64_t number = 0;
  const auto arrive = [&] {
    now += draws.below(number, 1'000);
    lines.push(static_cast<std::size_t>(draws.below(number + (1U << 31U), 4)), {now, number});
    ++number;
  };
  for (std::int64_t i = 0; i < state.range(0); ++i) arrive();
  for (auto _ : state) {
    arrive();
    benchmark::DoNotOptimize(lines.pop(lines.first(now)));
  }
  state.SetItemsProcessed(state.iterations() * 2);
  state.SetComplexityN(state.range(0));
}

/// A live queue with so many cases under the whole policy.
struct LongList {
  CompiledPolicy policy =
      policy_at("policies/private_law_facts.toml", "policies/staffordshire_2009.toml");
  Day day = Day::parse("2009-10-05").value();
  std::vector<Case> cases;
  LiveQueue queue;

  explicit LongList(std::int64_t count)
      : cases{synthetic_list(policy.schema(), {static_cast<std::uint32_t>(count), 7, day}).value()},
        queue{
            LiveQueue::make(CaseTable::make(policy.schema(), cases).value(), policy, day).value()} {
  }
};

void area_list_length(benchmark::State& state) {
  LongList list{state.range(0)};
  std::size_t number = 0;
  const auto list_and_take = [&] {
    Case one = list.cases[number % list.cases.size()];
    one.case_id = "new-" + std::to_string(number++);
    one.listed_on = list.day;
    one.children.clear();
    one.pauses.clear();
    one.linked_to.clear();
    one.filing_date.reset();
    one.status = CaseStatus::awaiting;
    one.hold.reset();
    list.queue.upsert(one, Telling::nothing).value();
    const std::string first{list.queue.top(1).front().case_id};
    list.queue.remove(first, Telling::nothing).value();
  };
  list_and_take();  // the first change of a queue looks through all of it for what is out of use
  for (auto _ : state) list_and_take();
  state.SetItemsProcessed(state.iterations() * 2);
  state.SetComplexityN(state.range(0));
}

void area_day(benchmark::State& state) {
  LongList list{state.range(0)};
  const CaseTable table = CaseTable::make(list.policy.schema(), list.cases).value();
  std::vector<std::int64_t> looks(8);
  for (CaseRow row = 0; row < table.size(); ++row) {
    if (table.status(row) != CaseStatus::awaiting) continue;
    const auto next = trajectory(table, list.policy, row, list.day).next;
    const std::int64_t after = next ? (next->on - list.day).count() : 0;
    if (after >= 1 && after <= 7) ++looks[static_cast<std::size_t>(after)];
  }
  std::int64_t items = 0;
  std::int64_t day = 0;
  for (auto _ : state) {
    list.queue.advance_to(list.day + Days{++day}, Telling::nothing).value();
    items += looks[static_cast<std::size_t>(day)];
  }
  state.SetItemsProcessed(items);
}

BENCHMARK(queue_events)
    ->Name("BM_Queue_Events")
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(queue_list_length)
    ->Name("BM_Queue_ListLength")
    ->ArgName("waiting")
    ->RangeMultiplier(10)
    ->Range(1'000, 1'000'000);
BENCHMARK(area_list_length)
    ->Name("BM_Area_ListLength")
    ->ArgName("waiting")
    ->RangeMultiplier(10)
    ->Range(1'000, 1'000'000)
    ->Iterations(5'000)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK(area_day)
    ->Name("BM_Area_Day")
    ->ArgName("waiting")
    ->RangeMultiplier(10)
    ->Range(1'000, 1'000'000)
    ->Iterations(7)
    ->Unit(benchmark::kMicrosecond);

}  // namespace
