#include "support/small_area.h"

#include "support/small_world.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace waitlist::small_area {

namespace world = small_world;

CaseMix mix() {
  CaseMix mix;
  mix.id = "mix";
  mix.children = {600, 300};
  mix.ages = {{Months{12}, 100}, {Months{60}, 300}, {Months{216}, 600}};
  mix.birth_unknown = 50;
  mix.linked = 100;
  mix.filing = 500;
  mix.filing_after = {20, 120};
  mix.answered_after = {3, 20};
  mix.withdrawn_per_30_days = 0.1;
  FactMix harm;
  harm.fact = world::kHarm;
  for (std::uint32_t level = 0; level < 4; ++level) {
    harm.rows.push_back({Answer::level(level), false, 0, 0, 150});
  }
  harm.pending = 200;
  FactMix police;
  police.fact = world::kPolice;
  police.only_if = MixCondition{world::kHarm, 1};
  police.rows = {{Answer::unknown(), false, 0, 0, 100}, {{}, true, 1, 5, 600}};
  FactMix worries;
  worries.fact = world::kWorries;
  worries.markers = {300, 100, 0, 50};
  FactMix heard;
  heard.fact = world::kHeardOn;
  heard.rows = {{{}, true, 10, 300, 400}};
  mix.facts = {harm, police, worries, heard};
  mix.changes = {{world::kHarm, Answer::level(3), 0.2, std::nullopt}};
  return mix;
}

AreaScenario area(std::int64_t days) {
  AreaScenario scenario;
  scenario.plan.id = "area";
  scenario.plan.seed = 5;
  scenario.plan.replications = 2;
  scenario.from = world::as_of();
  scenario.horizon_days = days;
  scenario.mixes = {mix()};
  ArrivalStream stream;
  stream.id = "new";
  stream.per_working_day = 1.5;
  scenario.streams = {stream};
  scenario.work.otherwise.kind = DurationKind::erlang;
  scenario.work.otherwise.mean_days = 20.0;
  scenario.work.otherwise.stages = 3;
  scenario.practitioners.count = 5;
  scenario.practitioners.caseload = 3;
  return scenario;
}

CompiledPolicy first_come() {
  Policy policy = world::bare_policy("first_come", "First come");
  policy.bands = {{"ALL", "All", "", Points{}, {}}};
  policy.order = {OrderKey::longest_wait, OrderKey::case_id};
  return world::compiled(policy);
}

Case waiting_case(const std::string& id, std::int64_t days) {
  Case one;
  one.case_id = id;
  one.listed_on = world::as_of() - Days{days};
  return one;
}

void hear(Answer& known, Answer news) {
  const bool graver = news.given() && news.value() > known.value();
  const bool first = news.given() && !known.given();
  if (known.state() == AnswerState::pending || first || graver) known = news;
}

const Figure& figure(const SimulationResult& result,
                     std::size_t policy,
                     const std::string& group,
                     const std::string& measure) {
  const auto& groups = result.policies[policy].groups;
  const auto at = std::ranges::find(groups, group, &GroupOutcome::id);
  REQUIRE(at != groups.end());
  const auto column = std::ranges::find(result.measures, measure, &Measure::id);
  REQUIRE(column != result.measures.end());
  return at->figures[static_cast<std::size_t>(column - result.measures.begin())];
}

}  // namespace waitlist::small_area
