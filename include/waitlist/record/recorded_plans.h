/// \file recorded_plans.h
/// \brief What another policy would have done to the last lists of a log, each on its own day.
/// Layer: record (may use base, cases, policy, scoring, queue, io).
/// Figures: docs/reference/plan.md, "Over recorded lists".
/// Errors: those of a damaged log; file_unreadable: the private part, which holds the cases, is
/// missing; missing_value: the log has no list. A list that one of the policies cannot rank is no
/// error: the series has it, with the faults.
/// Complexity: as reading the log, and reading and ranking each of the lists twice; one list at a
/// time is in memory.  Threads: pure but for reading files.
/// Not: rows that were erased, families of which a case was, and rows that were faulty at the time
/// are counted and not ranked; what the policy of the record gave is not compared, replay() does.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/cases/case_list.h>
#include <waitlist/policy/compiled_policy.h>
#include <waitlist/queue/plan_series.h>
#include <waitlist/record/record_log.h>

#include <cstddef>
#include <functional>

namespace waitlist {

struct RecordedPlansOptions {
  /// So many lists, the last that were added; all where there are fewer. At least 1.
  std::size_t last = 10;
  /// What a case does that a policy cannot score, or that its fact schema cannot read: leave its
  /// list without a plan, or stand apart.
  FaultyRows faulty = FaultyRows::refuse;
  unsigned threads = 1;  ///< for scoring; the result does not depend on it
  /// Called before each list, on the caller's thread. May be empty.
  std::function<void(std::size_t done, std::size_t of)> progress = {};
};

/// Ranks each list under both policies, in the order of the log, by the facts that were recorded,
/// under the fact schema of each policy and on the day of the list.
[[nodiscard]] WAITLIST_EXPORT Result<PlanSeries> plan_recorded(
    const RecordLog& log,
    const CompiledPolicy& before,
    const CompiledPolicy& after,
    const RecordedPlansOptions& options = {});

}  // namespace waitlist
