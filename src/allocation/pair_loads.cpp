#include "allocation/pair_loads.h"

#include <waitlist/allocation/assignment_problem.h>

#include "allocation/allocation_data.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

/// A unit, and the places it takes with one practitioner.
using CountedUnit = std::pair<QueuedUnit, std::uint32_t>;

}  // namespace

Errors count_pair_loads(const Allocation::Data& data, AssignmentProblem& problem) {
  std::vector<std::vector<CountedUnit>> units(problem.practitioner_count());
  std::vector<std::uint8_t> more(units.size(), 0);
  for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit) {
    const std::vector<CaseAsks> cases = data.asks(data.units[unit].rows);
    for (const EligiblePair& pair : problem.eligible(unit)) {
      const std::uint32_t load = load_of(cases, data.rules.count, pair.practitioner);
      units[pair.practitioner].emplace_back(unit, load);
      if (load > problem.load(unit)) more[pair.practitioner] = 1;
    }
  }
  std::size_t next = data.kinds.size();
  const auto limit = [&](PractitionerIndex p, std::uint32_t most, bool urgent_alone) {
    const std::size_t number = next++;
    if (number >= limits::kLimitedKindsMax) return;
    const LimitedKind kind{number};
    problem.limit_kind(p, kind, most);
    for (const auto& [unit, load] : units[p]) {
      if (!urgent_alone || problem.urgent(unit)) problem.add_kind(unit, {kind, load});
    }
  };
  for (PractitionerIndex p{0}; p < units.size(); ++p) {
    if (more[p] == 0) continue;
    const PractitionerPlaces& places = problem.places(p);
    limit(p, places.places, false);
    const bool any_urgent = std::ranges::any_of(
        units[p], [&](const CountedUnit& one) { return problem.urgent(one.first); });
    if (any_urgent && places.urgent_places < places.places) limit(p, places.urgent_places, true);
  }
  if (next <= limits::kLimitedKindsMax) return {};
  return {{ErrorCode::too_large, "allocation rules", 0, 0, "load", std::to_string(next),
           "loads of their own with so many practitioners are limits on kinds of work, of which "
           "there are at most " +
               std::to_string(limits::kLimitedKindsMax) +
               " (two for somebody with a limit on urgent work); give fewer practitioners loads "
               "of their own"}};
}

}  // namespace waitlist
