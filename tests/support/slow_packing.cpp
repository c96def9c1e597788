#include "support/slow_packing.h"

#include <cstdint>
#include <optional>

namespace waitlist::slow_packing {
namespace {

using Mask = std::uint32_t;
using Costs = std::vector<std::optional<std::int64_t>>;  // by the units that are placed

std::int64_t places_cost(const PlacePrice& price, std::int64_t taken) {
  std::int64_t sum = 0;
  for (std::int64_t k = 0; k < taken; ++k) sum += price.first.count() + price.rise.count() * k;
  return sum;
}

/// What it costs that a practitioner has exactly these units; nullopt: may not, or no room.
std::optional<std::int64_t> cost_of(const AssignmentProblem& problem,
                                    PractitionerIndex practitioner,
                                    Mask units) {
  std::int64_t cost = 0;
  std::int64_t taken = 0;
  std::int64_t urgent = 0;
  for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit) {
    if ((units >> unit & 1U) == 0) continue;
    bool may = false;
    for (const EligiblePair& pair : problem.eligible(unit)) {
      if (pair.practitioner != practitioner) continue;
      may = true;
      cost += pair.cost.count();
    }
    if (!may) return std::nullopt;
    taken += problem.load(unit);
    if (problem.urgent(unit)) urgent += problem.load(unit);
  }
  const PractitionerPlaces& places = problem.places(practitioner);
  if (taken > places.places || urgent > places.urgent_places) return std::nullopt;
  for (LimitedKind kind{0}; kind < problem.kind_count(); ++kind) {
    std::uint64_t of_kind = 0;
    for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit) {
      if ((units >> unit & 1U) == 0) continue;
      for (const KindCount& one : problem.kinds(unit)) of_kind += one.kind == kind ? one.count : 0;
    }
    if (of_kind > problem.kind_limit(practitioner, kind)) return std::nullopt;
  }
  return cost + places_cost(places.price, taken) + places_cost(places.urgent_price, urgent);
}

/// For every set of units the least price of placing exactly these; nullopt: cannot be.
Costs costs_of(const AssignmentProblem& problem) {
  const Mask sets = Mask{1} << problem.unit_count();
  Costs least(sets);
  least[0] = 0;
  for (PractitionerIndex p{0}; p < problem.practitioner_count(); ++p) {
    Costs own(sets);
    for (Mask units = 0; units < sets; ++units) own[units] = cost_of(problem, p, units);
    Costs next(sets);
    for (Mask all = 0; all < sets; ++all) {
      for (Mask mine = all;; mine = (mine - 1) & all) {
        if (own[mine] && least[all & ~mine]) {
          const std::int64_t cost = *own[mine] + *least[all & ~mine];
          if (!next[all] || cost < *next[all]) next[all] = cost;
        }
        if (mine == 0) break;
      }
    }
    least = std::move(next);
  }
  return least;
}

}  // namespace

std::vector<bool> promised_set(const AssignmentProblem& problem) {
  const Costs costs = costs_of(problem);
  std::vector<bool> placed(problem.unit_count(), false);
  Mask kept = 0;
  for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit) {
    const Mask with = kept | Mask{1} << unit;
    if (!costs[with]) continue;
    kept = with;
    placed[unit] = true;
  }
  return placed;
}

std::int64_t least_total(const AssignmentProblem& problem, const std::vector<bool>& placed) {
  Mask units = 0;
  for (std::size_t unit = 0; unit < placed.size(); ++unit) {
    if (placed[unit]) units |= Mask{1} << unit;
  }
  return costs_of(problem)[units].value();
}

}  // namespace waitlist::slow_packing
