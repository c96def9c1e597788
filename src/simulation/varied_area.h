// A service area as it stands, in its variants, and without some causes of delay.
#pragma once

#include "simulation/area_model.h"

#include <deque>

namespace waitlist {

/// What makes a variant impossible, or the causes that are asked for.
[[nodiscard]] Errors variant_faults(const AreaScenario& scenario,
                                    const AreaLists& lists,
                                    std::span<const CompiledPolicy> policies);

/// Requires that neither area_faults() nor variant_faults() finds any.
class VariedArea {
 public:
  VariedArea(const AreaScenario& scenario,
             const AreaLists& lists,
             std::span<const CompiledPolicy> policies);
  VariedArea(const VariedArea&) = delete;
  VariedArea& operator=(const VariedArea&) = delete;
  VariedArea(VariedArea&&) = delete;
  VariedArea& operator=(VariedArea&&) = delete;
  ~VariedArea() = default;

  [[nodiscard]] const AreaModel& as_it_stands() const noexcept { return as_it_stands_; }

  [[nodiscard]] const std::deque<AreaModel>& variants() const noexcept { return variants_; }

  /// By the set of causes that are there; all but the last.
  [[nodiscard]] const std::deque<AreaModel>& settings() const noexcept { return settings_; }

 private:
  AreaModel as_it_stands_;
  std::deque<AreaScenario> scenarios_;  ///< what the models below refer to
  std::deque<AreaLists> lists_;
  std::deque<AreaModel> variants_;
  std::deque<AreaModel> settings_;
};

}  // namespace waitlist
