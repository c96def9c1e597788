// Posts over time: who leaves when, how long a post stays empty, which work is in hand at first.
#pragma once

#include <waitlist/simulation/area_scenario.h>

#include "base/keyed_draws.h"
#include "simulation/duration_draw.h"

#include <cstdint>

namespace waitlist {

/// Day of something that does not happen.
inline constexpr std::int64_t kNeverDay = INT64_MAX;

/// A post, held or empty, and until when it stays so.
struct Tenure {
  std::uint64_t spell = 0;      ///< how many people have left it
  std::int64_t changes_on = 0;  ///< day on which its holder leaves or a new one comes
  bool held = true;
};

/// The places of the posts that are held today, and how many of them work takes.
struct PlacesInUse {
  std::uint64_t taken = 0;
  std::uint64_t places = 0;
};

class Turnover {
 public:
  Turnover(const Practitioners& rule, std::uint64_t seed) : rule_{rule}, seed_{seed} {}

  /// Decides until when the post stays as it is from this day on.
  void plan(Tenure& tenure, std::uint32_t post, std::int64_t day) const;

  /// Lets the post change hands up to this day; calls `left` each time its holder leaves.
  template <class Left>
  void pass_to(std::int64_t day, Tenure& tenure, std::uint32_t post, Left left) const {
    while (tenure.changes_on <= day) {
      const std::int64_t on = tenure.changes_on;
      tenure.held = !tenure.held;
      plan(tenure, post, on);
      if (!tenure.held) left();
    }
  }

 private:
  const Practitioners& rule_;
  std::uint64_t seed_;
};

/// Draws for a place of a post at the beginning.
[[nodiscard]] inline KeyedDraws draws_of_place(std::uint64_t seed,
                                               std::uint32_t post,
                                               std::uint32_t place) {
  constexpr std::uint64_t kPlaces = std::uint64_t{1} << 32U;  // posts' own draws are below
  return {seed, kPlaces + (std::uint64_t{post} << 16U) + place};
}

/// Places of one post at the beginning that have draws of their own.
inline constexpr std::uint32_t kPlacesDrawnMost = 65'535;

/// Day on which work ends that was begun at an even time within its duration.
[[nodiscard]] inline std::int64_t end_in_hand(const DurationDraw& law, const KeyedDraws& draws) {
  const auto days = static_cast<double>(law.draw(draws, 1));
  return 1 + static_cast<std::int64_t>(days * draws.fraction(2));
}

}  // namespace waitlist
