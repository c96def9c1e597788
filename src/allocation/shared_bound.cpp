#include "allocation/shared_bound.h"

#include <waitlist/base/limits.h>

#include "allocation/assignment_state.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace waitlist {
namespace {

/// Rounded down; C++ rounds towards 0.
std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

/// Prices are multiplied by this, so that the price of a part of a unit is whole where it can be.
std::int64_t scale_for(const AssignmentProblem& problem, const std::vector<bool>& placed) {
  constexpr std::int64_t kScaleMax = 5040;
  std::int64_t scale = 1;
  std::int64_t parts = 1;
  for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit) {
    if (!placed[unit]) continue;
    scale = std::min(std::lcm(scale, std::int64_t{problem.load(unit)}), kScaleMax + 1);
    parts += problem.load(unit);
  }
  const std::int64_t most = INT64_MAX / 8 / limits::kPairCostMax;
  return scale <= kScaleMax && scale <= most / (parts + 1) ? scale : 1;
}

}  // namespace

SharedBound shared_bound(const AssignmentProblem& problem, const std::vector<bool>& placed) {
  const std::int64_t scale = scale_for(problem, placed);
  AssignmentProblem parts;
  const auto scaled = [scale](const PlacePrice& price) {
    return PlacePrice{price.first * scale, price.rise * scale};
  };
  for (PractitionerIndex p{0}; p < problem.practitioner_count(); ++p) {
    PractitionerPlaces places = problem.places(p);
    places.price = scaled(places.price);
    places.urgent_price = scaled(places.urgent_price);
    parts.add_practitioner(places);
  }
  std::vector<EligiblePair> pairs;
  for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit) {
    if (!placed[unit]) continue;
    const std::int64_t load = problem.load(unit);
    pairs.clear();
    for (const EligiblePair& pair : problem.eligible(unit)) {
      pairs.push_back({pair.practitioner, Cost{floor_div(pair.cost.count() * scale, load)}});
    }
    for (std::int64_t part = 0; part < load; ++part) parts.add_unit(pairs, problem.urgent(unit));
  }
  Assignment::State state{parts};
  state.place_in_queue_order();
  SharedBound result;
  // Prices are whole, so no answer lies between this and the next whole number.
  result.bound = -floor_div(-state.flow.total(), scale);
  result.whole.assign(problem.unit_count(), SharedBound::kShared);
  result.sharers.resize(problem.unit_count());
  QueuedUnit part{0};
  for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit) {
    if (!placed[unit]) continue;
    std::vector<PractitionerIndex>& sharers = result.sharers[unit];
    for (std::uint32_t i = 0; i < problem.load(unit); ++i, ++part) {
      const PractitionerIndex p = state.flow.practitioner_at(state.flow.node_of(part));
      if (std::ranges::count(sharers, p) == 0) sharers.push_back(p);
    }
    if (sharers.size() == 1) result.whole[unit] = sharers.front();
  }
  return result;
}

}  // namespace waitlist
