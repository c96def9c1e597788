// The first units under one variation after another.
#pragma once

#include <waitlist/robustness/certain_places.h>

#include "robustness/unit_keys.h"
#include "robustness/units_of.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

namespace waitlist {

/// The units that are not proved to be never among the first: only they are scored.
struct OpenUnits {
  std::vector<std::uint32_t> numbers;  ///< in CertainPlaces::units, rising
  KeyReader reader;
  std::size_t first = 0;  ///< how many are the first

  OpenUnits(const Ranking& ranking, const CertainPlaces& certain)
      : numbers{open(certain)},
        reader{ranking, chosen(ranking, numbers)},
        first{std::min<std::size_t>(certain.first, certain.units.size())} {}

 private:
  [[nodiscard]] static std::vector<std::uint32_t> open(const CertainPlaces& certain) {
    std::vector<std::uint32_t> open;
    for (std::uint32_t unit = 0; unit < certain.units.size(); ++unit) {
      if (certain.units[unit].among_first != AmongFirst::never) open.push_back(unit);
    }
    return open;
  }

  [[nodiscard]] static std::vector<UnitIndex> chosen(const Ranking& ranking,
                                                     std::span<const std::uint32_t> numbers) {
    const std::vector<UnitIndex> all = units_of(ranking);
    std::vector<UnitIndex> units;
    units.reserve(numbers.size());
    for (const std::uint32_t number : numbers) units.push_back(all[number]);
    return units;
  }
};

/// Puts the first of them in order. Each thread has its own.
class FirstUnits {
 public:
  explicit FirstUnits(const OpenUnits& open) : open_{open}, order_(open.numbers.size()) {}

  /// Numbers of the first units, in order, as OpenUnits::numbers has them. Valid until asked again.
  [[nodiscard]] std::span<const std::uint32_t> under(const CompiledPolicy& variation) {
    const UnitKeys keys = open_.reader.read(variation);
    std::iota(order_.begin(), order_.end(), 0U);
    const auto end = order_.begin() + static_cast<std::ptrdiff_t>(open_.first);
    const auto before = [&](std::uint32_t a, std::uint32_t b) {
      return open_.reader.before(keys, a, keys, b);
    };
    if (end != order_.end()) std::nth_element(order_.begin(), end, order_.end(), before);
    std::sort(order_.begin(), end, before);
    return std::span{order_}.first(open_.first);
  }

 private:
  const OpenUnits& open_;
  std::vector<std::uint32_t> order_;
};

}  // namespace waitlist
