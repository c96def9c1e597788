// What a record says became of cases, looked up by id, and what it leaves to be drawn.
#pragma once

#include <waitlist/simulation/area_simulation.h>

#include "simulation/duration_draw.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace waitlist {

/// Looks into the lists' outcomes, which outlive it.
class RecordedOutcomes {
 public:
  RecordedOutcomes(const AreaScenario& scenario, const AreaLists& lists);

  /// Null: the record does not have the case.
  [[nodiscard]] const CaseOutcome* of(std::string_view case_id) const {
    if (by_id_.empty()) return nullptr;
    const auto at = by_id_.find(case_id);
    return at == by_id_.end() ? nullptr : at->second;
  }

  /// Those that somebody worked on when the simulation began, in the order of the record.
  [[nodiscard]] const std::vector<const CaseOutcome*>& in_hand() const noexcept { return in_hand_; }

 private:
  std::unordered_map<std::string_view, const CaseOutcome*> by_id_;
  std::vector<const CaseOutcome*> in_hand_;
};

/// Days of work seen by the end of the record on a case that was open then: it takes at least
/// these.
[[nodiscard]] inline std::int64_t seen_so_far(const RecordPlan& record, Day allocated_on) {
  return (record.until - allocated_on).count() + 1;
}

/// A duration of the law that is at least so long: drawn until it is, and where the law hardly
/// gives one, the least.
[[nodiscard]] std::int64_t drawn_at_least(const DurationDraw& law,
                                          const KeyedDraws& draws,
                                          std::uint64_t purpose,
                                          std::int64_t least);

/// Whether somebody worked on the case when the simulation began.
[[nodiscard]] bool is_held_at_first(const CaseOutcome& one, Day from);

/// Work that was in hand at first, and the day of the simulation on which it ends.
struct HeldWork {
  std::string_view case_id;
  std::int64_t ends = 0;
};

/// That of the record, in its order; empty without one.
[[nodiscard]] std::vector<HeldWork> held_at_first(const AreaScenario& scenario,
                                                  const RecordedOutcomes& outcomes,
                                                  std::uint64_t seed);

/// Outcomes that do not go with the scenario, its lists or its roster.
[[nodiscard]] Errors outcome_faults(const AreaScenario& scenario, const AreaLists& lists);

/// For people: what the record does not have, so that it is drawn. Requires no fault.
[[nodiscard]] std::vector<std::string> outcome_notes(const AreaScenario& scenario,
                                                     const AreaLists& lists);

}  // namespace waitlist
