// Figures of one replication of a service area under one policy.
#pragma once

#include "simulation/area_run.h"
#include "simulation/estimates.h"

#include <span>
#include <vector>

namespace waitlist {

/// The measures of a service area, in the order of add_figures(). `delays` are the marks of the
/// first policy, so that all policies are measured alike.
[[nodiscard]] std::vector<Measure> area_measures(const AreaScenario& scenario,
                                                 bool from_roster,
                                                 std::span<const Days> delays);

/// What the run of one policy left behind.
struct AreaLived {
  const CompiledPolicy& policy;
  const std::vector<FamilyOutcome>& outcomes;
  const std::vector<std::uint32_t>& list;
  PlacesInUse in_use;
};

/// Appends every measure of every group. `first` is the same replication under the first policy,
/// `roster` null where anybody takes any case.
void add_figures(const AreaScenario& scenario,
                 const AreaRoster* roster,
                 const Families& families,
                 std::size_t groups,
                 const AreaLived& lived,
                 const AreaLived& first,
                 Figures& figures);

/// Days on the list until the wait ended.
[[nodiscard]] inline std::int64_t waited(const Family& family, const FamilyOutcome& outcome) {
  return outcome.day - family.listed;
}

}  // namespace waitlist
