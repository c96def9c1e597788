// What a change of policy does to groups: figures by a slow oracle, chance by counting, and nothing
// of what is hidden.
#include <waitlist/equality/planned_groups.h>
#include <waitlist/queue/list_part.h>
#include <waitlist/report/plan_report.h>

#include "base/keyed_draws.h"
#include "equality/harm_and_wait.h"
#include "support/page_tables.h"
#include "support/shipped.h"
#include "support/small_world.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

using text_checks::has;

constexpr FactIndex kGroup{world::kFacts - 1};

/// Group 0 has low harm and group 1 some; without `effect` either is drawn. Every fourth is linked
/// to the one before.
CaseTable two_groups(std::size_t cases, std::uint64_t number, bool effect) {
  const KeyedDraws draws{55, number};
  std::uint64_t drawn = 0;
  std::vector<Case> list;
  for (std::size_t i = 0; i < cases; ++i) {
    Case& one = list.emplace_back(world::plain_case());
    one.case_id = "c" + std::to_string(100 + i);
    one.listed_on = world::as_of() - Days{draws.below(++drawn, 60)};
    const auto group = static_cast<std::uint32_t>(i % 2);
    const auto drawn_harm = static_cast<std::uint32_t>(draws.below(++drawn, 2));
    one.answers[world::kHarm] = Answer::level(effect ? group : drawn_harm);
    one.answers[kGroup] = Answer::level(group);
    if (i % 4 == 3) one.linked_to = {"c" + std::to_string(99 + i)};
  }
  return world::table_of(list);
}

/// Harm counts for little before, and for much the other way round after.
PolicyPlan turned_round(const CaseTable& cases) {
  auto made = plan({cases, {}}, harm_and_wait::policy("low = 3, some = 2, high = 1, grave = 0"),
                   harm_and_wait::policy("low = 0, some = 9, high = 9, grave = 9"), world::as_of());
  if (!made) FAIL(shipped::lines_of(made.error()));
  return *std::move(made);
}

EqualityOptions small_groups() {
  EqualityOptions options;
  options.smallest = 5;
  options.deals.deals = 199;
  return options;
}

PlannedGroups groups_of(const PolicyPlan& plan, const EqualityOptions& options) {
  auto made = planned_groups(plan, options);
  if (!made) FAIL(shipped::lines_of(made.error()));
  return *std::move(made);
}

/// Mean places of the units whose first case after has this answer, or of all others.
struct SlowMeans {
  double units = 0, before = 0, after = 0;
};

SlowMeans slow_means(const PolicyPlan& plan, std::uint32_t level, bool others) {
  SlowMeans sum;
  Position last = 0;
  for (const Place& place : plan.after.places()) {
    if (place.position == last) continue;
    last = place.position;
    const auto one = std::ranges::find_if(
        plan.cases, [&place](const PlannedCase& each) { return each.after.row == place.row; });
    if (one == plan.cases.end()) continue;
    const Answer answer = plan.after.cases().answer(place.row, kGroup);
    if ((answer.given() && answer.value() == level) == others) continue;
    sum.units += 1;
    sum.before += std::uint32_t{one->before.position};
    sum.after += std::uint32_t{one->after.position};
  }
  return {sum.units, sum.before / sum.units, sum.after / sum.units};
}

}  // namespace

TEST_CASE("A group's mean places before and after are those of its units, each by its first case") {
  for (std::uint64_t number = 0; number < 10; ++number) {
    CAPTURE(number);
    const PolicyPlan plan = turned_round(two_groups(48, number, true));
    const PlannedGroups found = groups_of(plan, small_groups());
    CHECK(found.units == plan.after.unit_count());
    REQUIRE(found.facts.size() == 1);
    REQUIRE(found.facts[0].moves.size() == 2);
    for (const PlannedGroup& one : found.facts[0].moves) {
      const auto level = static_cast<std::uint32_t>(one.group);
      const SlowMeans own = slow_means(plan, level, false);
      const SlowMeans rest = slow_means(plan, level, true);
      CHECK(static_cast<double>(*found.facts[0].groups[one.group].units) == own.units);
      CHECK(one.before == doctest::Approx(own.before));
      CHECK(one.after == doctest::Approx(own.after));
      CHECK(one.falls_by == doctest::Approx(own.after - own.before));
      CHECK(one.rest == doctest::Approx(rest.after - rest.before));
      CHECK(one.gap == doctest::Approx(one.falls_by - one.rest));
    }
  }
}

TEST_CASE(
    "A group that the change puts lower is told apart, and by exact counting where it can be") {
  const PolicyPlan plan = turned_round(two_groups(48, 1, true));
  const PlannedGroups found = groups_of(plan, small_groups());
  const PlannedGroup& lower = found.facts[0].moves[0];
  CHECK(lower.falls_by > 0);
  CHECK(lower.rest < 0);
  CHECK(lower.told_apart);
  CHECK(lower.gap > lower.told_apart_above);

  const PolicyPlan few = turned_round(two_groups(24, 1, true));
  const PlannedGroups counted = groups_of(few, small_groups());
  REQUIRE(counted.exact);
  std::vector<std::int64_t> falls;
  std::vector<std::uint8_t> in_group;
  for (std::size_t i = 0; i < few.cases.size(); ++i) {
    if (i > 0 && few.cases[i].after.position == few.cases[i - 1].after.position) continue;
    falls.push_back(few.cases[i].falls_by());
    in_group.push_back(few.after.cases().answer(few.cases[i].after.row, kGroup).value() == 0 ? 1
                                                                                             : 0);
  }
  const auto alone = exact_gap_test(falls, in_group);
  REQUIRE(alone.has_value());
  // Of two groups one's gap is the other's with its sign turned: the family is one comparison.
  CHECK(counted.facts[0].moves[0].p == doctest::Approx(alone->p()));
  CHECK(counted.deals == alone->deals);
}

TEST_CASE("Where the change does not look at groups, at most 5 reports in 100 tell one apart") {
  constexpr int kLists = 400;
  int alarms = 0;
  for (int i = 0; i < kLists; ++i) {
    const PolicyPlan plan = turned_round(two_groups(40, static_cast<std::uint64_t>(i), false));
    EqualityOptions options = small_groups();
    options.deals.seed = static_cast<std::uint64_t>(i);
    const PlannedGroups found = groups_of(plan, options);
    alarms += std::ranges::any_of(found.facts[0].moves, &PlannedGroup::told_apart) ? 1 : 0;
  }
  // Four standard errors about 20.
  CHECK(alarms >= 3);
  CHECK(alarms <= 37);
}

TEST_CASE("A small group is in no form, and neither is what would give it back") {
  CaseTable cases = two_groups(60, 3, true);
  std::vector<Case> list;
  for (CaseRow row = 0; row < cases.size(); ++row) list.push_back(cases.at(row));
  for (std::size_t i = 0; i < 6; ++i) list[i * 8].answers[kGroup] = Answer::no();
  const PolicyPlan plan = turned_round(world::table_of(list));
  EqualityOptions options = small_groups();
  options.smallest = 10;
  const PlannedGroups found = groups_of(plan, options);
  const PlannedFact& fact = found.facts[0];
  std::size_t hidden = 0;
  for (std::size_t group = 0; group < fact.groups.size(); ++group) {
    if (!fact.groups[group].hidden()) continue;
    ++hidden;
    CHECK(std::ranges::find(fact.moves, group, &PlannedGroup::group) == fact.moves.end());
  }
  CHECK(hidden == 2);

  const auto json = nlohmann::json::parse(render_json(plan, &found));
  CHECK(json["by_group"]["facts"][0]["moves"].size() == fact.moves.size());
  const std::string text = render_text(plan, {.groups = &found});
  CHECK(has(text, "By group\n"));
  const std::string page = render_html(plan, {.groups = &found});
  for (const std::string& fault : page_tables::faults_alone(page)) FAIL_CHECK(fault);
  const auto rows = page_tables::rows_of(page, "By group: " + fact.label);
  REQUIRE_FALSE(rows.empty());
  for (const auto& row : rows) {
    CAPTURE(row[0]);
    CHECK(has(text, row[0]));
    if (row[1] != "*") continue;
    CHECK(std::ranges::all_of(row.begin() + 2, row.end(), &std::string::empty));
  }
}

TEST_CASE("A change by which nobody moves says so, and tells nobody apart") {
  const CaseTable cases = two_groups(40, 2, true);
  const CompiledPolicy policy = harm_and_wait::policy("low = 0, some = 1, high = 2, grave = 3");
  const auto same = plan({cases, {}}, policy, policy, world::as_of());
  const PlannedGroups found = groups_of(*same, small_groups());
  CHECK(found.nobody_moves);
  CHECK(found.deals == 0);
  for (const PlannedGroup& one : found.facts[0].moves) {
    CHECK(one.falls_by == 0);
    CHECK_FALSE(one.told_apart);
    CHECK(std::isinf(one.told_apart_above));
  }
  CHECK(has(text_checks::unbroken(render_text(*same, {.groups = &found})),
            "All units go down by the same, so no group goes down by more."));
}

TEST_CASE("Units that only one of the policies ranks are in no group") {
  const CaseTable cases = two_groups(40, 4, true);
  const CompiledPolicy policy = harm_and_wait::policy("low = 0, some = 1, high = 2, grave = 3");
  const Ranking whole = *rank(cases, policy, world::as_of());
  std::vector<Case> list;
  for (CaseRow row = 0; row < 30; ++row) list.push_back(cases.at(row));
  const Ranking shorter = *rank(world::table_of(list), policy, world::as_of());
  const PolicyPlan plan = plan_of(shorter, whole);
  CHECK(plan.only_after.size() == 10);
  const PlannedGroups found = groups_of(plan, small_groups());
  std::uint64_t units = 0;
  for (const MonitoredGroup& group : found.facts[0].groups) units += group.units.value_or(0);
  CHECK(found.units == shorter.unit_count());
  CHECK(units == found.units);
}

TEST_CASE("What is asked wrongly is told as for the equality of one list") {
  const PolicyPlan plan = turned_round(two_groups(40, 5, true));
  EqualityOptions options = small_groups();
  options.smallest = 4;
  options.hide = {{"no_such_fact", "x"}};
  const auto refused = planned_groups(plan, options);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().size() == 2);
}
