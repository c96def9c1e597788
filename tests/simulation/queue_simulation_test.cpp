#include <waitlist/io/policy_reader.h>
#include <waitlist/io/scenario_reader.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/simulation/queue_simulation.h>

#include "base/point_parts.h"
#include "simulation/queue_model.h"
#include "simulation/wait_histogram.h"
#include "support/small_world.h"
#include "support/textbook.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

/// A random policy under which cases of one class never change places.
CompiledPolicy class_policy() {
  Policy policy = world::random_policy();
  std::erase(policy.order, OrderKey::lottery);
  if (policy.must_allocate) std::erase(policy.must_allocate->order, OrderKey::lottery);
  for (TierOrderRule& rule : policy.tier_orders) std::erase(rule.order, OrderKey::lottery);
  policy.lottery_seed.reset();
  if (policy.waiting) {
    policy.waiting->count = WaitUnit::days;
    for (WaitingRate& rate : policy.waiting->rates) {
      rate.points = Points{std::abs(rate.points.count())};
      rate.every = std::min<std::int64_t>(rate.every, 7);  // ticks of a day are parts of it, too
    }
    for (FasterWaiting& row : policy.waiting->faster) {
      row.times_thousandths -= row.times_thousandths % 500;
    }
  }
  return world::compiled(policy);
}

/// Cases without dates of any kind, each the pattern of a class.
std::vector<QueueClass> random_classes(std::size_t count) {
  std::vector<QueueClass> classes;
  while (classes.size() < count) {
    for (const Case& one : world::random_cases(4)) {
      if (classes.size() == count) break;
      QueueClass made;
      made.id = "k" + std::to_string(classes.size());
      made.arrivals_per_day = 0.1 * static_cast<double>(*rc::gen::inRange(1, 9));
      made.answers = one.answers;
      made.answers[world::kHeardOn] = Answer::no();
      classes.push_back(made);
    }
  }
  return classes;
}

QueueScenario random_queue(std::size_t classes, double load) {
  QueueScenario scenario;
  scenario.ticks_per_day = 1000;
  scenario.cases = 400;
  scenario.classes = random_classes(classes);
  scenario.work.mean_days = 1.0;
  scenario.work.mean_days = load / waitlist::load(scenario);
  return scenario;
}

/// Everything that happens to the cases that count.
struct Diary {
  struct Begun {
    std::size_t line;
    std::int64_t listed, begun, work;
  };

  std::vector<std::pair<std::size_t, std::int64_t>> arrivals;
  std::vector<Begun> cases;
  std::int64_t waiting = 0;
  std::int64_t last = 0;
  std::int64_t case_ticks = 0;  ///< number waiting, added up over every tick
  std::int64_t closed_on = -1;

  void pass(std::int64_t now) {
    CHECK(now >= last);
    case_ticks += waiting * (now - last);
    last = now;
  }

  void listed(std::size_t line, std::int64_t now) {
    pass(now);
    ++waiting;
    arrivals.emplace_back(line, now);
  }

  void begun(std::size_t line, std::int64_t listed, std::int64_t now, std::int64_t work) {
    pass(now);
    --waiting;
    cases.push_back({line, listed, now, work});
  }

  void closed(std::int64_t now) { closed_on = now; }

  void left(std::size_t, std::int64_t, std::int64_t) {}
};

Diary diary_of(const QueueScenario& scenario, const CompiledPolicy& policy) {
  const QueueModel model = queue_model(scenario);
  Diary diary;
  auto courses = class_courses(scenario, policy);
  if (!courses) RC_FAIL(to_text(courses.error().front()));
  QueueEngine engine{model, ClassLines{*std::move(courses), policy}, KeyedDraws{7, 3}, diary};
  engine.run();
  return diary;
}

/// Work times wait, added up over each busy period that is over before the last arrival.
std::vector<std::int64_t> work_waited(const Diary& diary) {
  std::vector<std::int64_t> periods;
  std::int64_t free_at = -1;
  for (const Diary::Begun& one : diary.cases) {
    if (one.begun > free_at) {
      if (one.begun > diary.closed_on) break;
      periods.push_back(0);
    }
    periods.back() += one.work * (one.begun - one.listed);
    free_at = one.begun + one.work;
  }
  if (!periods.empty()) periods.pop_back();  // may go on after the last case that counts
  return periods;
}

std::vector<std::vector<std::int64_t>> works_by_class(const Diary& diary, std::size_t classes) {
  std::vector<std::vector<std::int64_t>> works(classes);
  for (const Diary::Begun& one : diary.cases) works[one.line].push_back(one.work);
  return works;
}

std::string padded(std::size_t number) {
  const std::string digits = std::to_string(number);
  return std::string(6 - digits.size(), '0') + digits;
}

}  // namespace

TEST_SUITE("queue simulation") {
  TEST_CASE("queue simulation: points on whole days are those of the score") {
    CHECK(rc::check([] {
      const CompiledPolicy policy = class_policy();
      QueueScenario scenario = random_queue(1, 0.5);
      scenario.ticks_per_day = *rc::gen::inRange(1, 50);
      const WaitCourse course = class_courses(scenario, policy).value().front();
      Case one;
      one.case_id = "c";
      one.listed_on = world::as_of();
      one.answers = scenario.classes.front().answers;
      const CaseTable table = world::table_of({one});
      for (const std::int64_t waited : {0, 1, 2, 13, 60, 61, 62, 100, 200, 201, 400}) {
        const Day day = one.listed_on + Days{waited};
        const UnitFacts unit = unit_facts(table, policy, 0, day);
        const Score score = score_on(policy, score_facts(table, policy, 0, unit, day), unit, day);
        const std::int64_t ticks = waited * scenario.ticks_per_day;
        RC_ASSERT(course.at(ticks).tier == score.tier);
        RC_ASSERT(WaitCourse::points(course.at(ticks), ticks) ==
                  in_parts(score.points.used, score.part, policy.point_parts()).count() *
                      scenario.ticks_per_day);
        RC_ASSERT(course.risk == score.risk.used);
      }
    }));
  }

  TEST_CASE("queue simulation: the first of the lines is the first of the ranking from scratch") {
    CHECK(rc::check([] {
      const CompiledPolicy policy = class_policy();
      QueueScenario scenario = random_queue(5, 0.5);
      scenario.ticks_per_day = 1;
      ClassLines lines{class_courses(scenario, policy).value(), policy};
      std::vector<Case> waiting;
      Day day = world::as_of();
      for (std::size_t number = 0; number < 25; ++number) {
        day = day + Days{*rc::gen::inRange(0, 40)};
        const auto line = static_cast<std::size_t>(*rc::gen::inRange(0, 5));
        Case one;
        one.case_id = padded(number);
        one.team = std::to_string(line);
        one.listed_on = day;
        one.answers = scenario.classes[line].answers;
        waiting.push_back(one);
        lines.push(line, {day.days_since_epoch(), number});
        for (int served = *rc::gen::inRange(0, 3); served > 0 && !waiting.empty(); --served) {
          const auto table = CaseTable::make(world::schema(), waiting).value();
          const auto ranking = rank(table, policy, day).value();
          const CaseRow first = ranking.places().front().row;
          const std::size_t best = lines.first(day.days_since_epoch());
          RC_ASSERT(std::to_string(best) == table.team(first));
          RC_ASSERT(padded(lines.pop(best).number) == table.case_id(first));
          waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(first));
        }
      }
    }));
  }

  TEST_CASE("queue simulation: no policy changes an arrival or how long work takes") {
    CHECK(rc::check([] {
      const QueueScenario scenario = random_queue(3, 0.9);
      const Diary one = diary_of(scenario, class_policy());
      const Diary other = diary_of(scenario, class_policy());
      RC_ASSERT(one.arrivals == other.arrivals);
      RC_ASSERT(works_by_class(one, 3) == works_by_class(other, 3));
    }));
  }

  // Kleinrock's conservation law, exactly: at one server, work times wait adds up to the same in
  // every busy period, whoever goes first.
  TEST_CASE("queue simulation: a policy moves waiting, it never removes it") {
    CHECK(rc::check([] {
      const QueueScenario scenario = random_queue(4, 0.8);
      const auto one = work_waited(diary_of(scenario, class_policy()));
      const auto other = work_waited(diary_of(scenario, class_policy()));
      const std::size_t both = std::min(one.size(), other.size());
      RC_ASSERT(both > 3);
      RC_ASSERT(
          std::equal(one.begin(), one.begin() + static_cast<std::ptrdiff_t>(both), other.begin()));
    }));
  }

  TEST_CASE("queue simulation: the list added up over time is the waits added up over cases") {
    CHECK(rc::check([] {
      QueueScenario scenario = random_queue(3, 0.9);
      scenario.servers = static_cast<std::uint32_t>(*rc::gen::inRange(1, 6));
      const Diary diary = diary_of(scenario, class_policy());
      std::int64_t waits = 0;
      for (const Diary::Begun& one : diary.cases) waits += one.begun - one.listed;
      RC_ASSERT(diary.case_ticks == waits);
      RC_ASSERT(diary.cases.size() == scenario.cases);
    }));
  }

  TEST_CASE("queue simulation: it agrees with theory, also in a short run") {
    std::size_t figures = 0;
    for (const textbook::Row& row : textbook::rows()) {
      if (row.queue.load() > 0.81) continue;  // waitlist_agreement runs all of them, and for long
      CAPTURE(row.name);
      const SimulationResult result = textbook::simulated(row, {20, 2'000, 200.0}, 1.0);
      const std::vector<double> waits = textbook::waits(row);
      const auto& groups = result.policies.front().groups;
      REQUIRE(groups.size() == waits.size() + 1);
      for (std::size_t i = 0; i < waits.size(); ++i) {
        const Estimate& found = groups[i + 1].figures[1].value;
        CHECK(std::abs(found.mean - waits[i]) < 4.0 * found.standard_error);
        ++figures;
      }
    }
    CHECK(figures > 50);
  }

  TEST_CASE("queue simulation: the result does not depend on threads, and stops when told to") {
    const textbook::Row row = textbook::rows().front();
    const textbook::Effort effort{9, 500, 10.0};
    SimulationOptions two;
    two.threads = 2;
    std::uint32_t told = 0;
    two.progress = [&told](std::uint32_t done, std::uint32_t of) {
      CHECK(done >= told);
      CHECK(of == 9);
      told = done;
      return true;
    };
    const SimulationResult one_thread = textbook::simulated(row, effort, 1.0);
    const SimulationResult two_threads = textbook::simulated(row, effort, 1.0, two);
    CHECK(one_thread.replications == 9);
    const auto mean = [](const SimulationResult& result) {
      return result.policies[0].groups[0].figures[1].value.mean;
    };
    CHECK(mean(one_thread) == mean(two_threads));
    SimulationOptions stopped;
    stopped.progress = [](std::uint32_t, std::uint32_t) { return false; };
    const SimulationResult part = textbook::simulated(row, {2'000, 5'000, 10.0}, 1.0, stopped);
    CHECK(part.replications < 2'000);
  }

  TEST_CASE("queue simulation: differences are taken replication by replication") {
    const auto facts = read_fact_schema(textbook::facts_toml()).value();
    const auto rows = textbook::rows();
    const auto policy = [&](const std::string& name) {
      const auto row = std::ranges::find(rows, name, &textbook::Row::name);
      return read_policy(textbook::policy_toml(*row), facts).value();
    };
    const auto scenario = std::get<QueueScenario>(
        read_scenario(textbook::scenario_toml(rows[2], {10, 2'000, 50.0}, 1.0), facts).value());
    const std::vector<CompiledPolicy> policies{policy("fcfs-mm5-0.90"),
                                               policy("hol-mm1-3c-hospital")};
    const SimulationResult result = simulate(scenario, policies).value();
    const Figure& first = result.policies[0].groups[1].figures[1];
    const Figure& urgent = result.policies[1].groups[1].figures[1];
    CHECK(first.difference.mean == 0.0);
    CHECK(first.difference.half_width == 0.0);
    CHECK(urgent.difference.mean == doctest::Approx(urgent.value.mean - first.value.mean));
    CHECK(urgent.difference.mean < 0.0);
    CHECK(urgent.difference.half_width < urgent.value.half_width + first.value.half_width);
  }

  TEST_CASE("queue simulation: a policy whose waiting can fall, or that draws lots, is refused") {
    Policy policy = world::bare_policy("p", "P");
    policy.bands = {{"ALL", "All", "", Points{}, {}}};
    policy.order = {OrderKey::points, OrderKey::lottery, OrderKey::case_id};
    policy.lottery_seed = 1;
    policy.waiting = WaitingRule{};
    policy.waiting->rates = {{0, whole_points(1), 1, {}}, {9, whole_points(-1), 1, {}}};
    QueueScenario scenario;
    scenario.cases = 10;
    scenario.classes = {{"a", "A", 0.5, {}, std::nullopt, {}}};
    const auto result = simulate(scenario, std::vector{world::compiled(policy)});
    REQUIRE_FALSE(result.has_value());
    REQUIRE(result.error().size() == 2);
    CHECK(result.error()[0].field == "order");
    CHECK(result.error()[1].field == "waiting.rates");
    CHECK(simulate(scenario, {}).error().front().field == "policies");
    policy.waiting->count = WaitUnit::months;
    CHECK(simulate(scenario, std::vector{world::compiled(policy)}).error()[1].field ==
          "waiting.count");
  }

  TEST_CASE("queue simulation: percentiles of any length are right within one in a hundred") {
    CHECK(rc::check([] {
      const auto waits = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::int64_t>>(
          rc::gen::inRange<std::int64_t>(0, 1 << 30)));
      WaitHistogram histogram;
      std::vector<std::int64_t> sorted = waits;
      std::ranges::sort(sorted);
      for (const std::int64_t wait : waits) histogram.add(wait);
      for (const std::int64_t share : {1, 50, 90, 95, 100}) {
        const std::size_t place = (waits.size() * static_cast<std::size_t>(share) + 99) / 100;
        const auto exact = static_cast<double>(sorted[place - 1]);
        RC_ASSERT(std::abs(static_cast<double>(histogram.percentile(share)) - exact) <=
                  0.01 * exact);
      }
    }));
  }

  TEST_CASE("queue simulation: each law of durations has its mean and its spread") {
    struct Law {
      const char* name;
      DurationLaw law;
      double variation;
    };

    DurationLaw law;
    law.mean_days = 12.0;
    std::vector<Law> laws{{"exponential", law, 1.0}};
    law.kind = DurationKind::fixed;
    laws.push_back({"fixed", law, 0.0});
    law.kind = DurationKind::erlang;
    law.stages = 4;
    laws.push_back({"erlang", law, 0.5});
    law.kind = DurationKind::lognormal;
    law.variation = 0.7;
    laws.push_back({"lognormal", law, 0.7});
    law.kind = DurationKind::recorded;
    law.recorded_days = {6.0, 18.0};
    laws.push_back({"recorded", law, 0.5});
    const KeyedDraws draws{1, 2};
    for (const Law& one : laws) {
      CAPTURE(one.name);
      const DurationDraw draw{one.law, 1000};
      constexpr int kDraws = 20'000;
      double sum = 0.0;
      double squares = 0.0;
      for (std::uint64_t i = 0; i < kDraws; ++i) {
        const double days = static_cast<double>(draw.draw(draws, i)) / 1000.0;
        sum += days;
        squares += days * days;
      }
      const double mean = sum / kDraws;
      const double spread = std::sqrt(std::max(0.0, squares / kDraws - mean * mean));
      CHECK(std::abs(mean - 12.0) < 0.36 * one.variation + 1e-9);
      CHECK(std::abs(spread / 12.0 - one.variation) < 0.03);
      CHECK(draw.draw(draws, 17) == draw.draw(draws, 17));
    }
  }
}
