#include <waitlist/robustness/certain_places.h>

#include "robustness/pair_proof.h"
#include "robustness/unit_keys.h"
#include "robustness/units_of.h"

#include <algorithm>
#include <numeric>

namespace waitlist {
namespace {

/// With more units in question they are not compared in pairs: it would take long, and what both
/// corners say stands.
constexpr std::size_t kPairUnitsMost = 50'000;
/// So many times the first are asked whether they always stand before a unit.
constexpr std::size_t kAskedTimes = 4;

using Numbers = std::vector<std::uint32_t>;

/// Finds the bounds by both corners, then by pairs.
class BoundFinder {
 public:
  BoundFinder(const Ranking& ranking, const VariedPolicy& varied, CertainPlaces& places)
      : ranking_{ranking},
        varied_{varied},
        places_{places},
        reader_{ranking, units_of(ranking)},
        lowest_{reader_.read(varied.lowest())},
        highest_{reader_.read(varied.highest())},
        by_lowest_{sorted(lowest_)},
        by_highest_{sorted(highest_)} {}

  void bound_by_corners() {
    for (std::uint32_t unit = 0; unit < places_.units.size(); ++unit) {
      UnitBounds& bounds = places_.units[unit];
      bounds.worst = 1 + before(by_highest_, highest_, lowest_, unit);
      bounds.best = 1 + before(by_lowest_, lowest_, highest_, unit);
      // Its own best place is before its worst and no other unit's.
      if (reader_.before(highest_, unit, lowest_, unit)) --bounds.worst;
    }
  }

  /// Of the units that can be among the first by the corners, which others can put one of them out?
  void bound_by_pairs() {
    for (const std::uint32_t unit : by_lowest_) {
      if (places_.units[unit].best <= places_.first) in_question_.push_back(unit);
    }
    if (in_question_.size() <= places_.first || in_question_.size() > kPairUnitsMost) return;
    std::vector<UnitIndex> units;
    units.reserve(in_question_.size());
    for (const std::uint32_t unit : in_question_) units.push_back(reader_.units()[unit]);
    const PairProof pairs{ranking_, varied_, units};
    for (std::size_t i = 0; i < in_question_.size(); ++i) bound_worst(pairs, i);
    for (std::size_t i = 0; i < in_question_.size(); ++i) bound_best(pairs, i);
  }

 private:
  [[nodiscard]] Numbers sorted(const UnitKeys& keys) const {
    Numbers numbers(keys.size());
    std::iota(numbers.begin(), numbers.end(), 0U);
    std::ranges::sort(numbers, [&](std::uint32_t a, std::uint32_t b) {
      return reader_.before(keys, a, keys, b);
    });
    return numbers;
  }

  /// How many of the sorted units stand before this one, each under its own corner.
  [[nodiscard]] std::uint32_t before(const Numbers& numbers,
                                     const UnitKeys& keys,
                                     const UnitKeys& other,
                                     std::uint32_t unit) const {
    const auto end = std::partition_point(numbers.begin(), numbers.end(), [&](std::uint32_t one) {
      return reader_.before(keys, one, other, unit);
    });
    return static_cast<std::uint32_t>(end - numbers.begin());
  }

  /// Whoever is put out of the first stands behind units that are all among them: so it is enough
  /// to count those in question that can stand before it.
  void bound_worst(const PairProof& pairs, std::size_t at) {
    const std::uint32_t unit = in_question_[at];
    UnitBounds& bounds = places_.units[unit];
    if (bounds.worst <= places_.first || bounds.position > places_.first) return;
    std::uint32_t able = 0;
    for (std::size_t i = 0; i < in_question_.size(); ++i) {
      if (i == at || !reader_.before(highest_, in_question_[i], lowest_, unit)) continue;
      if (pairs.always_before(at, i)) continue;
      if (++able >= places_.first) return;
    }
    bounds.worst = 1 + able;
  }

  void bound_best(const PairProof& pairs, std::size_t at) {
    const std::uint32_t unit = in_question_[at];
    UnitBounds& bounds = places_.units[unit];
    if (bounds.position <= places_.first) return;
    std::uint32_t surely = 0;
    const std::size_t asked =
        std::min(in_question_.size(), kAskedTimes * std::size_t{places_.first});
    for (std::size_t i = 0; i < asked && surely < places_.first; ++i) {
      if (i == at) continue;
      if (reader_.before(lowest_, in_question_[i], highest_, unit) || pairs.always_before(i, at)) {
        ++surely;
      }
    }
    bounds.best = std::max(bounds.best, 1 + surely);
  }

  const Ranking& ranking_;
  const VariedPolicy& varied_;
  CertainPlaces& places_;
  KeyReader reader_;
  UnitKeys lowest_, highest_;
  Numbers by_lowest_, by_highest_;
  Numbers in_question_;  ///< as they stand at the lowest
};

AmongFirst among_first(const UnitBounds& bounds, std::uint32_t first) noexcept {
  if (bounds.worst <= first) return AmongFirst::always;
  return bounds.best > first ? AmongFirst::never : AmongFirst::open;
}

}  // namespace

std::size_t CertainPlaces::count(AmongFirst which) const noexcept {
  return static_cast<std::size_t>(std::ranges::count(units, which, &UnitBounds::among_first));
}

CertainPlaces certain_places(const Ranking& ranking,
                             const VariedPolicy& varied,
                             std::uint32_t first) {
  CertainPlaces places;
  places.first = first;
  places.unproved = varied.why_unproved();
  for (const Place* place : unit_places(ranking)) {
    places.units.push_back(
        {place->row, place->position, 1, ranking.unit_count(), AmongFirst::open});
  }
  if (!places.unproved) {
    BoundFinder finder{ranking, varied, places};
    finder.bound_by_corners();
    finder.bound_by_pairs();
  }
  for (UnitBounds& unit : places.units) unit.among_first = among_first(unit, first);
  return places;
}

std::string_view to_text(AmongFirst which) noexcept {
  switch (which) {
    case AmongFirst::always: return "always";
    case AmongFirst::never: return "never";
    case AmongFirst::open: return "open";
  }
  return "";
}

}  // namespace waitlist
