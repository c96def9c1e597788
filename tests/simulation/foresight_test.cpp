#include <waitlist/queue/ranking.h>
#include <waitlist/report/foresight_report.h>
#include <waitlist/simulation/foresight.h>

#include "simulation/area_model.h"
#include "simulation/order_statistics.h"
#include "support/slow_area.h"
#include "support/small_area.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;
using slow_area::fifty_cases;
using slow_area::kHorizon;
using slow_area::policies;
using slow_area::slow_area_of;
using small_area::area;
using small_area::first_come;

/// Futures that nobody has looked at: those after the first so many.
std::vector<std::vector<FamilyOutcome>> held_out(const AreaScenario& scenario,
                                                 const AreaLists& lists,
                                                 std::span<const CompiledPolicy> under,
                                                 std::size_t policy,
                                                 std::uint32_t first,
                                                 std::uint32_t count) {
  const AreaModel model{scenario, lists, under};
  std::vector<std::vector<FamilyOutcome>> futures;
  for (std::uint32_t i = 0; i < count; ++i) {
    const Families families = model.families(first + i);
    AreaRun run = model.run_of(policy, families, first + i);
    run.run();
    futures.emplace_back(run.outcomes().begin(), run.outcomes().begin() + 50);
  }
  return futures;
}

}  // namespace

TEST_SUITE("foresight") {
  TEST_CASE("foresight: each case is what its futures are, counted one by one") {
    const AreaScenario scenario = slow_area_of(39);
    const AreaLists lists = fifty_cases();
    const std::vector under = policies();
    const Foresight found = foresee(scenario, lists, under).value();
    CHECK(found.futures == 39);
    CHECK(found.interval_share == doctest::Approx(32.0 / 40.0));  // four below and four above
    CHECK(found.limit == Days{140});
    REQUIRE(found.policies.size() == 2);
    for (std::size_t policy = 0; policy < 2; ++policy) {
      const auto futures = held_out(scenario, lists, under, policy, 0, 39);
      REQUIRE(found.policies[policy].cases.size() == 50);
      Position before{0};
      for (const CaseForesight& one : found.policies[policy].cases) {
        CHECK(one.position >= before);
        before = one.position;
        const auto row = *lists.start->find(one.case_id);
        const std::int64_t waited = (world::as_of() - lists.start->listed_on(row)).count();
        CHECK(one.waited == waited);
        std::vector<std::int64_t> days;
        std::uint32_t over = 0;
        std::uint32_t withdrawn = 0;
        for (const auto& future : futures) {
          const FamilyOutcome& outcome = future[row];
          const bool allocated = outcome.end == FamilyEnd::allocated;
          days.push_back(allocated ? outcome.day : kHorizon);
          over += waited + outcome.day > 140 ? 1U : 0U;
          withdrawn += outcome.end == FamilyEnd::withdrawn ? 1U : 0U;
        }
        std::ranges::sort(days);
        const auto on = [](std::int64_t day) {
          return day == kHorizon ? std::nullopt : std::optional{world::as_of() + Days{day}};
        };
        CHECK(one.earliest == on(days[3]));
        CHECK(one.middle == on(days[19]));
        CHECK(one.latest == on(days[35]));
        CHECK(one.over_limit.come_true == over);
        CHECK(one.over_limit.futures == 39);
        CHECK(one.withdrawn.come_true == withdrawn);
        CHECK(one.filing_missed.has_value() == one.filing_date.has_value());
      }
    }
  }

  TEST_CASE("foresight: a filing date is missed where work does not end by it") {
    AreaScenario scenario = slow_area_of(30);
    scenario.mixes.front().withdrawn_per_30_days = 0.0;
    const AreaLists lists = fifty_cases();
    const std::vector under{first_come()};
    const Foresight found = foresee(scenario, lists, under).value();
    const AreaModel model{scenario, lists, under};
    std::map<std::string, std::uint32_t> missed;
    for (std::uint32_t future = 0; future < 30; ++future) {
      const Families families = model.families(future);
      AreaRun run = model.run_of(0, families, future);
      run.run();
      for (std::size_t i = 0; i < 50; ++i) {
        const Case& one = families.all[i].listed_as;
        if (!one.filing_date) continue;
        const Day ends = world::as_of() + Days{run.outcomes()[i].day + families.all[i].work_days};
        if (ends > *one.filing_date) ++missed[one.case_id];
      }
    }
    std::uint32_t some = 0;
    for (const CaseForesight& one : found.policies.front().cases) {
      if (!one.filing_missed) continue;
      CHECK(one.filing_missed->open == 0);
      CHECK(one.filing_missed->come_true == missed[one.case_id]);
      some += one.filing_missed->come_true % 30 != 0 ? 1U : 0U;
    }
    CHECK(some > 5);
  }

  TEST_CASE("foresight: on a thousand futures held out, 80 % intervals hold 80 %") {
    constexpr std::uint32_t kDrawn = 999;
    constexpr std::uint32_t kHeldOut = 1000;
    const AreaScenario scenario = slow_area_of(kDrawn);
    const AreaLists lists = fifty_cases();
    const std::vector under{first_come()};
    SimulationOptions two;
    two.threads = 2;
    const Foresight found = foresee(scenario, lists, under, two).value();
    CHECK(found.interval_share == doctest::Approx(0.8));
    const auto futures = held_out(scenario, lists, under, 0, kDrawn, kHeldOut);
    double inside = 0.0;
    double with_ends_halved = 0.0;
    double brier = 0.0;
    double of_base_rate = 0.0;
    double base_rate = 0.0;
    for (const CaseForesight& one : found.policies.front().cases) {
      base_rate += one.over_limit.share() / 50.0;
    }
    for (const CaseForesight& one : found.policies.front().cases) {
      const auto row = *lists.start->find(one.case_id);
      const auto day = [](const std::optional<Day>& on) {
        return on ? (*on - world::as_of()).count() : kHorizon;
      };
      for (const auto& future : futures) {
        const FamilyOutcome& outcome = future[row];
        const std::int64_t ended = outcome.end == FamilyEnd::allocated ? outcome.day : kHorizon;
        const bool holds = day(one.earliest) <= ended && ended <= day(one.latest);
        const bool at_an_end = ended == day(one.earliest) || ended == day(one.latest);
        inside += holds ? 1.0 : 0.0;
        with_ends_halved += holds ? (at_an_end ? 0.5 : 1.0) : 0.0;
        const double passed = one.waited + outcome.day > 140 ? 1.0 : 0.0;
        brier += std::pow(one.over_limit.share() - passed, 2.0);
        of_base_rate += std::pow(base_rate - passed, 2.0);
      }
    }
    inside /= 50.0 * kHeldOut;
    with_ends_halved /= 50.0 * kHeldOut;
    CAPTURE(inside);
    CAPTURE(with_ends_halved);
    CHECK(inside > 0.78);
    CHECK(with_ends_halved > 0.78);
    CHECK(with_ends_halved < 0.82);
    CAPTURE(brier / of_base_rate);
    CHECK(brier < 0.9 * of_base_rate);
  }

  TEST_CASE("foresight: intervals end with order statistics, as worked out by hand") {
    const double never = std::numeric_limits<double>::infinity();
    const std::vector<double> days{23, 31, 35, 36, 40, 41, 44, 44,  47,   52,
                                   55, 58, 60, 66, 71, 80, 95, 120, never};
    const OrderInterval ninety = order_interval(days, 1);
    CHECK(ninety.earliest == 23.0);
    CHECK(ninety.latest == never);
    const OrderInterval eighty = order_interval(days, tail_of(days.size()));
    CHECK(eighty.earliest == 31.0);
    CHECK(eighty.middle == 52.0);
    CHECK(eighty.latest == 120.0);

    struct Row {
      std::size_t futures, tail;
      double share;
    };

    for (const Row& row : std::vector<Row>{{19, 1, 18.0 / 20.0},
                                           {39, 1, 38.0 / 40.0},
                                           {99, 5, 90.0 / 100.0},
                                           {199, 5, 190.0 / 200.0},
                                           {999, 25, 950.0 / 1000.0},
                                           {19, tail_of(19), 0.8},
                                           {999, tail_of(999), 0.8},
                                           {8, tail_of(8), 0.0}}) {
      CHECK(interval_share(row.futures, row.tail) == doctest::Approx(row.share));
    }
  }

  TEST_CASE("foresight: variants say what would bring a chance down") {
    AreaScenario scenario = slow_area_of(60);
    AreaVariant more{"more",
                     "Many more",
                     scenario.mixes,
                     scenario.streams,
                     scenario.work,
                     scenario.practitioners,
                     {}};
    more.practitioners.count = 40;
    AreaVariant same = more;
    same.id = "same";
    same.practitioners.count = scenario.practitioners.count;
    scenario.variants = {more, same};
    const AreaLists lists = fifty_cases();
    const std::vector under{first_come()};
    const Foresight found = foresee(scenario, lists, under).value();
    for (const CaseForesight& one : found.policies.front().cases) {
      REQUIRE(one.variants.size() == 2);
      CHECK(one.variants[0].over_limit.come_true <= one.over_limit.come_true);
      CHECK(one.variants[1].over_limit.come_true == one.over_limit.come_true);
    }
    const auto json = nlohmann::json::parse(render_json(found));
    const auto& policy = json["policies"][0];
    CHECK(policy["at_risk"] > 10);
    CHECK(policy["brought_under_10_percent"]["more"].size() > 10);
    CHECK(policy["brought_under_10_percent"]["same"].empty());
    const std::string text = render_text(found);
    CHECK(text.find("same (Many more) brings none of them under 10 %") != std::string::npos);
    CHECK(text.find("more (Many more) brings ") != std::string::npos);
  }

  TEST_CASE("foresight: threads change no byte, and too few futures give no interval") {
    const AreaScenario scenario = slow_area_of(12);
    const AreaLists lists = fifty_cases();
    SimulationOptions two;
    two.threads = 2;
    const Foresight one_thread = foresee(scenario, lists, policies()).value();
    const Foresight two_threads = foresee(scenario, lists, policies(), two).value();
    CHECK(render_json(one_thread) == render_json(two_threads));
    CHECK(render_text(one_thread) == render_text(two_threads));
    const Foresight few = foresee(slow_area_of(8), lists, policies()).value();
    CHECK(few.interval_share == 0.0);
    CHECK_FALSE(few.policies.front().cases.front().earliest.has_value());
    CHECK(few.policies.front().cases.front().middle.has_value());
    const std::string text = render_text(few);
    CHECK(text.find("Fewer than nine futures give no interval") != std::string::npos);
    // No dash, which would say later or never.
    CHECK(text.find("–", text.find("place")) == std::string::npos);
  }

  TEST_CASE("foresight: without a list, or with a warm-up, nothing can be foreseen") {
    AreaScenario scenario = slow_area_of(4);
    scenario.warm_up_days = 3;
    const auto warm = foresee(scenario, fifty_cases(), policies());
    REQUIRE_FALSE(warm.has_value());
    CHECK(warm.error().front().field == "time.warm_up_days");
    AreaScenario empty = area(30);
    const auto nobody = foresee(empty, {}, policies());
    REQUIRE_FALSE(nobody.has_value());
    CHECK(nobody.error().front().field == "start");
  }

  TEST_CASE("foresight: with a record of what became of the cases nothing is foreseen") {
    AreaScenario scenario = slow_area_of(4);
    scenario.record = RecordPlan{"outcomes.csv", scenario.from + Days{2000}, {}};
    AreaLists lists = fifty_cases();
    lists.outcomes = CaseOutcomes{};
    const auto refused = foresee(scenario, lists, policies());
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().back().field == "record.outcomes");
    CHECK(refused.error().back().reason.find("leave [record] out") != std::string::npos);
  }

  TEST_CASE("foresight: of a ranked list it is what the scenario says under that policy") {
    AreaScenario scenario = slow_area_of(20);
    scenario.variants.push_back({"same",
                                 "The same",
                                 scenario.mixes,
                                 scenario.streams,
                                 scenario.work,
                                 scenario.practitioners,
                                 {}});
    scenario.plan.policies = {"first.toml", "second.toml"};
    scenario.bands_of = "second.toml";
    const AreaLists lists = fifty_cases();
    const std::vector under = policies();
    const Foresight whole = foresee(scenario, lists, under).value();
    for (std::size_t policy = 0; policy < 2; ++policy) {
      const Ranking ranking = rank(*lists.start, under[policy], world::as_of()).value();
      const Foresight found = foresee_ranked(ranking, scenario, lists, under).value();
      REQUIRE(found.policies.size() == 1);
      CHECK(found.policies[0].policy == under[policy].stamp());
      const auto& cases = found.policies[0].cases;
      REQUIRE(cases.size() == ranking.places().size());
      for (std::size_t i = 0; i < cases.size(); ++i) {
        const CaseForesight& expected = whole.policies[policy].cases[i];
        CHECK(cases[i].case_id == expected.case_id);
        CHECK(cases[i].case_id == lists.start->case_id(ranking.places()[i].row));
        CHECK(cases[i].position == ranking.places()[i].position);
        CHECK(cases[i].earliest == expected.earliest);
        CHECK(cases[i].latest == expected.latest);
        CHECK(cases[i].over_limit.come_true == expected.over_limit.come_true);
        CHECK(cases[i].variants.empty());
      }
    }
  }

  TEST_CASE("foresight: of another list, day or policy it is refused, and every fault is told") {
    const AreaScenario scenario = slow_area_of(9);
    const AreaLists lists = fifty_cases();
    const std::vector under = policies();
    std::vector<Case> fewer;
    for (CaseRow row = 1; row < lists.start->size(); ++row) fewer.push_back(lists.start->at(row));
    Policy renamed = first_come().written();
    renamed.title = "Another";
    const CompiledPolicy same_name = world::compiled(renamed);

    struct Row {
      Ranking ranking;
      std::vector<std::string> fields;
      std::string says;
    };

    const Day today = world::as_of();
    const std::vector<Row> rows{
        {rank(world::table_of(fewer), under[0], today).value(), {"start.cases"}, "very list"},
        {rank(*lists.start, under[0], today + Days{1}).value(), {"time.from"}, "the same day"},
        {rank(*lists.start, same_name, today).value(), {"policies"}, "use one file for both"},
        {rank(world::table_of(fewer), same_name, today + Days{1}).value(),
         {"time.from", "start.cases", "policies"},
         "the same day"}};
    for (const Row& row : rows) {
      const auto refused = foresee_ranked(row.ranking, scenario, lists, under);
      REQUIRE_FALSE(refused.has_value());
      std::vector<std::string> fields;
      for (const Error& error : refused.error()) {
        CHECK_FALSE(error.found.empty());
        fields.push_back(error.field);
      }
      CHECK(fields == row.fields);
      CHECK(refused.error().front().reason.find(row.says) != std::string::npos);
    }
    AreaScenario warm = scenario;
    warm.warm_up_days = 3;
    const auto both = foresee_ranked(rows[1].ranking, warm, lists, under);
    REQUIRE_FALSE(both.has_value());
    CHECK(both.error().size() == 2);
  }

  TEST_CASE("foresight: a run too short to tell says so") {
    AreaScenario scenario = slow_area_of(20);
    scenario.horizon_days = 10;
    const Foresight found = foresee(scenario, fifty_cases(), policies()).value();
    const CaseForesight& last = found.policies.front().cases.back();
    CHECK(last.over_limit.open > 0);
    CHECK_FALSE(last.latest.has_value());
    CHECK(render_text(found).find("≥0.0%") != std::string::npos);
    CHECK(likely_day_in_words(last).find("or never") != std::string::npos);
  }

  TEST_CASE("foresight: shares have the intervals of Clopper and Pearson") {
    struct Row {
      std::uint32_t count, of;
      double least, most;
    };

    for (const Row& row : std::vector<Row>{{81, 263, .2527, .3676},
                                           {15, 148, .0578, .1617},
                                           {1, 29, .0009, .1776},
                                           {0, 20, 0.0, .1684},
                                           {4, 20, .0573, .4366},
                                           {7, 50, .0582, .2674},
                                           {2, 5, .0527, .8534},
                                           {0, 5, 0.0, .5218},
                                           {183, 200, .867, .950}}) {
      CAPTURE(row.count);
      const ShareInterval found = share_interval(row.count, row.of);
      CHECK(std::abs(found.least - row.least) < 0.0006);
      CHECK(std::abs(found.most - row.most) < 0.0006);
    }
    CHECK(share_interval(5, 5).most == 1.0);
    CHECK(share_interval(0, 0).most == 1.0);
  }
}
