#include "allocation/weighted_changes.h"

#include "allocation/load_packing.h"
#include "allocation/weighted_search.h"

#include <algorithm>
#include <numeric>

namespace waitlist {
namespace {

/// The problem with other places of one practitioner.
AssignmentProblem with_places_of(const AssignmentProblem& problem,
                                 PractitionerIndex practitioner,
                                 std::uint32_t places) {
  AssignmentProblem changed;
  changed.reserve(problem.unit_count(), problem.pair_count());
  for (PractitionerIndex p{0}; p < problem.practitioner_count(); ++p) {
    PractitionerPlaces one = problem.places(p);
    if (p == practitioner) one.places = places;
    changed.add_practitioner(one);
  }
  changed.limit_kinds_like(problem);
  for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit)
    changed.add_unit_like(problem, unit);
  return changed;
}

}  // namespace

/// `order` says which unit each unit of the changed problem is. Which units are placed is what
/// solving anew says; where, is as it is now as far as the rest still fits.
ChangedAssignment WeightedChanges::settled(const AssignmentProblem& changed,
                                           const std::vector<QueuedUnit>& order) const {
  const WeightedAssignment then = promised_units(changed);
  LoadPacking packing{changed};
  std::vector<QueuedUnit> missing;
  for (QueuedUnit unit{0}; unit < order.size(); ++unit) {
    if (!then.practitioner[unit]) continue;
    const auto home = now_.practitioner[order[unit]];
    if (home && packing.cost(unit, *home) && packing.fits(unit, *home)) {
      packing.put(unit, *home);
    } else {
      missing.push_back(unit);
    }
  }
  const bool stays =
      std::ranges::all_of(missing, [&](QueuedUnit unit) { return packing.fit_in(unit); });
  ChangedAssignment result(order.size());
  for (QueuedUnit unit{0}; unit < order.size(); ++unit) {
    if (!then.practitioner[unit]) continue;
    result[order[unit]] = stays ? packing.at(unit) : *then.practitioner[unit];
  }
  return result;
}

std::optional<ChangedAssignment> WeightedChanges::given(QueuedUnit unit,
                                                        PractitionerIndex to) const {
  const auto pairs = problem_.eligible(unit);
  const auto pair = std::ranges::find(pairs, to, &EligiblePair::practitioner);
  if (pair == pairs.end() || !problem_.fits_alone(unit, to)) return std::nullopt;
  AssignmentProblem changed;
  changed.reserve(problem_.unit_count(), problem_.pair_count());
  for (PractitionerIndex p{0}; p < problem_.practitioner_count(); ++p) {
    changed.add_practitioner(problem_.places(p));
  }
  changed.limit_kinds_like(problem_);
  changed.add_unit({&*pair, 1}, problem_.urgent(unit), problem_.load(unit));
  for (const KindCount& one : problem_.kinds(unit)) changed.add_kind(QueuedUnit{0}, one);
  std::vector<QueuedUnit> order{unit};
  order.reserve(problem_.unit_count());
  for (QueuedUnit other{0}; other < problem_.unit_count(); ++other) {
    if (other == unit) continue;
    changed.add_unit_like(problem_, other);
    order.push_back(other);
  }
  return settled(changed, order);
}

ChangedAssignment WeightedChanges::without(PractitionerIndex practitioner) const {
  std::vector<QueuedUnit> order(problem_.unit_count());
  std::iota(order.begin(), order.end(), QueuedUnit{0});
  return settled(with_places_of(problem_, practitioner, 0), order);
}

}  // namespace waitlist
