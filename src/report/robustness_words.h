// How sure an order is, in words: for text and page alike.
#pragma once

#include <waitlist/robustness/robustness.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

inline constexpr std::string_view kBoundsNote =
    "No variation takes one past its best or its worst place. That it gets there is not said.";
inline constexpr std::string_view kNoDeciding =
    "No number alone, at its least or its most, puts one of them out.";
inline constexpr std::string_view kDecidingNote =
    "Each is moved alone to its least or its most, and the list is ranked anew. What comes of "
    "values in between is not said.";
inline constexpr std::string_view kSwapsNote =
    "One number is moved alone, from 0 to twice what it is. Of all that swap the pair, the one is "
    "shown that has to move least for its size.";
inline constexpr std::string_view kRobustnessLimit =
    "A rule that is cut into many small numbers looks more sure than one large number, and need "
    "not be. Whether the policy is right is not said.";

/// `Child harm: reported`, `Waiting: from day 14`, `Age of the youngest child: under 12 months`.
[[nodiscard]] std::string varied_in_words(const CompiledPolicy& policy, const VariedNumber& number);

/// `interval` of a number that varies inside one of the policy, else `10 %`.
[[nodiscard]] std::string reach_in_words(const VariedPolicy& varied, const VariedNumber& number);

/// What varies and what does not, in sentences.
[[nodiscard]] std::string variation_in_words(const VariedPolicy& varied);

/// The id of the first case of a unit.
[[nodiscard]] std::string robust_unit_name(const Robustness& all, std::uint32_t unit);

/// `A, B and C`: of more than `most` the first, and how many more.
[[nodiscard]] std::string listed_units(const Robustness& all,
                                       const std::vector<std::uint32_t>& units,
                                       std::size_t most = 3);

/// How many cases are ranked in how many places.
[[nodiscard]] std::string robust_places_in_words(const Robustness& all);
/// That faulty rows are set apart; empty: none.
[[nodiscard]] std::string robust_apart_in_words(const Robustness& all);

/// How many are the first: of a shorter list all.
[[nodiscard]] std::uint32_t first_of(const Robustness& all);

/// Units of one kind, in the order as written.
[[nodiscard]] std::vector<std::uint32_t> units_among(const Robustness& all, AmongFirst which);

/// What is proved, in sentences: who is among the first under every variation, and how many under
/// none.
[[nodiscard]] std::vector<std::string> proved_in_words(const Robustness& all);

/// `always`, `never`, `open`.
[[nodiscard]] std::string among_first_in_words(const UnitBounds& unit);

/// The units about which it is open whether they are among the first: of many the nearest to the
/// cut, in the order as written.
[[nodiscard]] std::vector<std::uint32_t> near_the_cut(const Robustness& all, std::size_t top);

/// `182 (86.1 to 94.6 %)`; nothing without draws.
[[nodiscard]] std::string drawn_in_words(const Robustness& all, std::uint32_t unit);
/// How was drawn, and what the numbers in brackets are. Requires draws.
[[nodiscard]] std::string draws_in_words(const Robustness& all);

/// The nearest change of a pair, as a share of the number.
struct NearSwap {
  const NeighbourSwaps* pair = nullptr;
  std::uint32_t number = 0;  ///< in SwapValues::reach
  Points written, at;
};

/// Of each pair the nearest; of all pairs those first that need least.
[[nodiscard]] std::vector<NearSwap> nearest_swaps(const Robustness& all);

/// Why there is no swap to show; empty: there is one, or no pair.
[[nodiscard]] std::string no_swaps_in_words(const Robustness& all);
/// How many searches were given up; empty: none.
[[nodiscard]] std::string given_up_in_words(const Robustness& all);

}  // namespace waitlist
