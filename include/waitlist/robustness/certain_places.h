/// \file certain_places.h
/// \brief Between which places a unit stays under every variation of the policy: what is proved.
/// Layer: robustness (may use base, cases, policy, scoring, queue).  The proofs:
/// docs/reference/robustness.md.  Units: places of units, 1 for the first.
/// Complexity: O(n log n), and for units that could be among the first a comparison each with
/// some of the others.  Threads: pure; a CertainPlaces is a value.
/// Not: how likely a place is (drawn_places.h). Nothing here rests on draws.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/robustness/varied_policy.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace waitlist {

/// Whether a unit is among the first.
enum class AmongFirst : std::uint8_t {
  always,  ///< under every variation: proved
  never,   ///< under no variation: proved
  open,    ///< neither is proved
};

/// A unit and the places that are proved to be the best and the worst that it can have. Neither
/// need be reached.
struct UnitBounds {
  CaseRow first = 0;      ///< its first case under the policy as written
  Position position = 0;  ///< its place under the policy as written
  std::uint32_t best = 1;
  std::uint32_t worst = 1;
  AmongFirst among_first{};
};

struct CertainPlaces {
  std::uint32_t first = 0;  ///< how many are meant by "among the first"
  /// As VariedPolicy::why_unproved(): then every unit can have every place.
  std::optional<std::string> unproved;
  std::vector<UnitBounds> units;  ///< in the order of the policy as written

  [[nodiscard]] WAITLIST_EXPORT std::size_t count(AmongFirst which) const noexcept;
};

/// Requires that the ranking is of a whole list and of the policy that is varied, and first of 1 or
/// more.
[[nodiscard]] WAITLIST_EXPORT CertainPlaces certain_places(const Ranking& ranking,
                                                           const VariedPolicy& varied,
                                                           std::uint32_t first);

/// `always`, `never`, `open`.
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(AmongFirst which) noexcept;

}  // namespace waitlist
