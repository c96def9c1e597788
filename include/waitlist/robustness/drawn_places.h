/// \file drawn_places.h
/// \brief How often each unit is among the first while the policy's numbers are drawn.
/// Layer: robustness (may use base, cases, policy, scoring, queue).
/// Draw d takes one policy for all units: VariedPolicy::drawn(seed, d). Counts are whole, the same
/// for any number of threads. A draw never proves anything: certain_places.h does.
/// Complexity: O(draws x (size of the policy + units that can be among the first)).
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/robustness/certain_places.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace waitlist {

struct DrawOptions {
  std::uint32_t draws = 1000;
  std::uint64_t seed = 1;
  unsigned threads = 1;
};

/// The most draws times places that are kept.
inline constexpr std::uint64_t kDrawnPlacesMost = 20'000'000;

/// How often a unit had a place.
struct DrawnPlace {
  std::uint32_t place = 0;
  std::uint32_t times = 0;
};

/// A unit that was among the first in some draw.
struct DrawnUnit {
  std::uint32_t unit = 0;          ///< its number in CertainPlaces::units
  std::uint32_t times = 0;         ///< draws in which it was among the first
  std::vector<DrawnPlace> places;  ///< those among the first that it had, the best first
};

struct DrawnPlaces {
  std::uint32_t draws = 0;
  std::uint64_t seed = 0;
  std::vector<DrawnUnit> units;  ///< most times first; of equals in the order as written

  /// Of the unit of this number; 0 for one that no draw put among the first.
  [[nodiscard]] WAITLIST_EXPORT std::uint32_t times(std::uint32_t unit) const noexcept;
};

/// Requires what certain_places() requires, and `certain` from there. Errors: more than
/// kDrawnPlacesMost draws times places; a drawn policy that the format refuses.
[[nodiscard]] WAITLIST_EXPORT Result<DrawnPlaces> drawn_places(const Ranking& ranking,
                                                               const VariedPolicy& varied,
                                                               const CertainPlaces& certain,
                                                               const DrawOptions& options = {});

}  // namespace waitlist
