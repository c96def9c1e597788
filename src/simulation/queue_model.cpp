#include "simulation/queue_model.h"

#include <waitlist/base/limits.h>

#include "policy/policy_tables.h"

#include <algorithm>

namespace waitlist {
namespace {

Error fault(const CompiledPolicy& policy, std::string field, std::string reason) {
  return {ErrorCode::inconsistent, policy.stamp().id, 0, 0, std::move(field), "",
          std::move(reason)};
}

/// Whether points could pass what 64 bits hold before the last tick that a run may reach.
bool fits(const WaitCourse& course, std::int64_t longest) {
  constexpr double kRoom = 4e18;
  const WaitStage& last = course.stages.back();
  const double reached = static_cast<double>(last.points) +
                         static_cast<double>(last.slope) * static_cast<double>(longest);
  return reached < kRoom && static_cast<double>(limits::kPointsMax) *
                                    static_cast<double>(course.parts) *
                                    static_cast<double>(course.stages.back().from + 1) <
                                kRoom;
}

}  // namespace

double load(const QueueScenario& scenario) noexcept {
  double work = 0.0;
  for (const QueueClass& one : scenario.classes) {
    work += one.arrivals_per_day * one.work.value_or(scenario.work).mean_days;
  }
  return work / scenario.servers;
}

QueueModel queue_model(const QueueScenario& scenario) {
  const auto ticks = static_cast<double>(scenario.ticks_per_day);
  QueueModel model;
  for (const QueueClass& one : scenario.classes) {
    model.classes.push_back(
        {ticks / one.arrivals_per_day,
         DurationDraw{one.work.value_or(scenario.work), scenario.ticks_per_day}});
  }
  model.servers = scenario.servers;
  model.warm_up = static_cast<std::int64_t>(scenario.warm_up_days * ticks);
  model.cases_to_count = scenario.cases;
  if (scenario.cases == 0) {
    model.end = model.warm_up + static_cast<std::int64_t>(scenario.horizon_days * ticks);
    model.follow_all = load(scenario) < 1.0;
  }
  return model;
}

Result<std::vector<WaitCourse>> class_courses(const QueueScenario& scenario,
                                              const CompiledPolicy& policy) {
  std::vector<Case> cases;
  for (std::size_t i = 0; i < scenario.classes.size(); ++i) {
    Case one;
    one.case_id = "class-" + std::to_string(i);
    one.answers = scenario.classes[i].answers;
    cases.push_back(std::move(one));
  }
  const auto table = CaseTable::make(policy.schema(), cases, "class");
  if (!table) return failed(table.error());

  Errors errors;
  if (policy.written().lottery_seed) {
    errors.push_back(fault(policy, "order",
                           "a lottery lets cases of one class change places; take it out of the "
                           "order to use this policy in a queue scenario"));
  }
  if (policy.tables().wait_unit != WaitUnit::days) {
    errors.push_back(fault(policy, "waiting.count",
                           "a queue scenario has no calendar, and so no months or years: count the "
                           "wait in days"));
    return failed(std::move(errors));
  }
  std::vector<WaitCourse> courses;
  for (CaseRow row = 0; row < table->size(); ++row) {
    courses.push_back(wait_course(*table, policy, row, scenario.ticks_per_day));
    const std::string& id = scenario.classes[row].id;
    const auto falls = [](const WaitStage& stage) { return stage.slope < 0; };
    if (std::ranges::any_of(courses.back().stages, falls)) {
      errors.push_back(fault(policy, "waiting.rates",
                             "waiting can cost the class " + id +
                                 " points, so its cases could change places; a queue scenario "
                                 "needs rates of 0 or more"));
    } else if (!fits(courses.back(), limits::kTicksMax)) {
      errors.push_back(fault(policy, "waiting.rates",
                             "points of the class " + id +
                                 " grow past what can be held; take fewer ticks per day or "
                                 "smaller points"));
    }
  }
  if (!errors.empty()) return failed(std::move(errors));
  return courses;
}

}  // namespace waitlist
