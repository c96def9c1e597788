/// \file queue_scenario.h
/// \brief A queue as textbooks draw it: classes of cases, rates of arrival, servers, no calendar.
/// Layer: simulation (may use base to allocation).  Source: docs/reference/scenario-format.md.
/// Units: a day is whatever the policy counts its waiting in; time passes in ticks, so many to a
/// day.  Threads: values; share freely.
/// Not: practitioners, calendars, real lists (see area_scenario.h).
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/cases/answer.h>
#include <waitlist/cases/fact_schema.h>
#include <waitlist/simulation/duration.h>
#include <waitlist/simulation/run_plan.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace waitlist {

/// Cases that are all alike: the policy scores one of them for all.
struct QueueClass {
  std::string id;                   ///< each once; also the id of its group in the result
  std::string label;                ///< plain English
  double arrivals_per_day = 0.0;    ///< Poisson
  std::vector<Answer> answers;      ///< one for each fact of the schema
  std::optional<DurationLaw> work;  ///< nullopt: QueueScenario::work
  TextPlace place;
};

/// docs/reference/scenario-format.md, sections 2 and 3.
struct QueueScenario {
  RunPlan plan;
  std::int64_t ticks_per_day = 1'000'000;  ///< 1 to limits::kTicksPerDayMax
  double warm_up_days = 0.0;               ///< cases that arrive earlier are served and not counted
  /// Cases to count in each replication; 0: as many as arrive within `horizon_days`.
  std::uint64_t cases = 0;
  double horizon_days = 0.0;        ///< after the warm-up; 0: until `cases` are counted
  std::uint32_t servers = 1;        ///< 1 to limits::kServersMax; each works on one case at a time
  DurationLaw work;                 ///< of classes without a law of their own
  std::vector<QueueClass> classes;  ///< 1 to limits::kScenarioRowsMax
  std::vector<double> over_days;    ///< waits to report the share of cases above
  TextPlace time_place;
};

/// Work that arrives in a day, over what the servers do in one. At 1 the list grows without end.
[[nodiscard]] WAITLIST_EXPORT double load(const QueueScenario& scenario) noexcept;

}  // namespace waitlist
