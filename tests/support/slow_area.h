// An area with few people, and a list of fifty cases that wait long in it: what may become of them
// differs from future to future.
#pragma once

#include <waitlist/policy/compiled_policy.h>
#include <waitlist/simulation/area_simulation.h>

#include "support/small_area.h"
#include "support/small_world.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace waitlist::slow_area {

inline constexpr std::int64_t kHorizon = 400;

/// Few people, and so many futures.
inline AreaScenario slow_area_of(std::uint32_t futures) {
  AreaScenario scenario = small_area::area(kHorizon);
  scenario.plan.replications = futures;
  scenario.start = "start.csv";
  scenario.start_mix = 0;
  scenario.streams.front().per_working_day = 0.6;
  scenario.work.otherwise.kind = DurationKind::exponential;
  scenario.work.otherwise.mean_days = 40.0;
  scenario.practitioners.count = 4;
  scenario.practitioners.turnover_per_year = 2.0;
  scenario.practitioners.vacant_for = {10, 60};
  scenario.mixes.front().withdrawn_per_30_days = 0.02;
  return scenario;
}

/// Waits and filing dates of every kind, and one case on hold.
inline AreaLists fifty_cases() {
  std::vector<Case> cases;
  for (int i = 0; i < 50; ++i) {
    Case one = small_area::waiting_case("c" + std::to_string(100 + i), (i * 37) % 130);
    if (i % 3 != 0) one.filing_date = small_world::as_of() + Days{20 + (i * 53) % 250};
    one.answers.assign(small_world::schema().facts().size(), Answer::not_asked());
    one.answers[small_world::kHarm] = i % 4 == 0 ? Answer::level(3) : Answer::no();
    cases.push_back(one);
  }
  Case held = small_area::waiting_case("held", 9);
  held.status = CaseStatus::on_hold;
  held.hold = Hold{"waiting for court", std::nullopt};
  cases.push_back(held);
  return {small_world::table_of(cases), {}};
}

/// First come first served, and by id.
inline std::vector<CompiledPolicy> policies() {
  Policy by_id = small_area::first_come().written();
  by_id.id = "by_id";
  by_id.order = {OrderKey::case_id};
  return {small_area::first_come(), small_world::compiled(by_id)};
}

}  // namespace waitlist::slow_area
