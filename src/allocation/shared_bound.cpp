#include "allocation/shared_bound.h"

#include <waitlist/base/limits.h>

#include "allocation/assignment_state.h"
#include "allocation/place_price.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <utility>

namespace waitlist {
namespace {

/// Rounded down; C++ rounds towards 0.
std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

/// The parts of all units that are placed, and the largest price without its sign.
struct Sizes {
  std::int64_t parts = 0;
  std::int64_t pairs = 0;
  std::int64_t price = 1;
};

Sizes sizes_of(const AssignmentProblem& problem, const std::vector<bool>& placed) {
  Sizes sizes;
  for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit) {
    if (!placed[unit]) continue;
    const auto eligible = problem.eligible(unit);
    sizes.parts += problem.load(unit);
    sizes.pairs += std::int64_t{problem.load(unit)} * static_cast<std::int64_t>(eligible.size());
    for (const EligiblePair& pair : eligible) {
      sizes.price = std::max(sizes.price, std::abs(pair.cost.count()));
    }
  }
  for (PractitionerIndex p{0}; p < problem.practitioner_count(); ++p) {
    const PractitionerPlaces& places = problem.places(p);
    for (const PlacePrice& one : {places.price, places.urgent_price}) {
      const std::int64_t last = one.first.count() + one.rise.count() * places.places;
      sizes.price = std::max({sizes.price, std::abs(one.first.count()), std::abs(last)});
    }
  }
  return sizes;
}

/// Prices are multiplied by this, so that the price of a part of a unit is whole where it can be,
/// and else so finely rounded that all parts together lose as little as 64 bits allow.
std::int64_t scale_for(const AssignmentProblem& problem,
                       const std::vector<bool>& placed,
                       const Sizes& sizes) {
  constexpr std::int64_t kScaleMax = 1'000'000'000;
  const auto nodes = static_cast<std::int64_t>(2 * problem.practitioner_count() + 4);
  const std::int64_t room = INT64_MAX / 64 / (sizes.price + 1) / (sizes.parts + nodes);
  const std::int64_t most = std::clamp<std::int64_t>(room, 1, kScaleMax);
  std::int64_t scale = 1;
  for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit) {
    if (!placed[unit]) continue;
    scale = std::lcm(scale, std::int64_t{problem.load(unit)});
    if (scale > most) return most;
  }
  return scale;
}

/// The least price of so many places, whoever has them.
std::int64_t cheapest_places(const AssignmentProblem& problem, std::int64_t count, bool urgent) {
  if (count == 0) return 0;
  const auto price_at = [&](PractitionerIndex p) {
    return urgent ? problem.places(p).urgent_price : problem.places(p).price;
  };
  const auto places_up_to = [&](PractitionerIndex p, std::int64_t price) {
    const PlacePrice one = price_at(p);
    const std::int64_t places = problem.places(p).places;
    if (price < one.first.count()) return std::int64_t{0};
    if (one.rise == Cost{}) return places;
    return std::min(places, (price - one.first.count()) / one.rise.count() + 1);
  };
  const auto all_up_to = [&](std::int64_t price) {
    std::int64_t all = 0;
    for (PractitionerIndex p{0}; p < problem.practitioner_count(); ++p) {
      all += places_up_to(p, price);
    }
    return all;
  };
  std::int64_t low = -limits::kPairCostMax - 1;
  std::int64_t high = 2 * limits::kPairCostMax;
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    (all_up_to(middle) >= count ? high : low) = middle;
  }
  std::int64_t sum = high * (count - all_up_to(low));
  for (PractitionerIndex p{0}; p < problem.practitioner_count(); ++p) {
    const std::int64_t taken = places_up_to(p, low);
    sum += sum_of_places(price_at(p), taken);
  }
  return sum;
}

/// For units of so many places that a flow of their parts would take too long: each pair and each
/// place at its cheapest, whatever else is taken.
SharedBound coarse_bound(const AssignmentProblem& problem, const std::vector<bool>& placed) {
  SharedBound result;
  result.whole.assign(problem.unit_count(), SharedBound::kShared);
  result.sharers.resize(problem.unit_count());
  std::int64_t urgent = 0;
  std::int64_t all = 0;
  for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit) {
    if (!placed[unit]) continue;
    result.bound += std::ranges::min(problem.eligible(unit), {}, &EligiblePair::cost).cost.count();
    all += problem.load(unit);
    if (problem.urgent(unit)) urgent += problem.load(unit);
  }
  result.bound += cheapest_places(problem, all, false) + cheapest_places(problem, urgent, true);
  return result;
}

}  // namespace

SharedBound shared_bound(const AssignmentProblem& problem, const std::vector<bool>& placed) {
  constexpr std::int64_t kPairsOfParts = 20'000'000;
  const Sizes sizes = sizes_of(problem, placed);
  if (sizes.pairs > kPairsOfParts) return coarse_bound(problem, placed);
  const std::int64_t scale = scale_for(problem, placed, sizes);
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
