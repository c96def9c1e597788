// The units of a ranking as they are compared: each by its first case.
#pragma once

#include <waitlist/equality/order_equality.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace waitlist {

inline constexpr std::array kEqualityMeasures{EqualityMeasure::place, EqualityMeasure::waited,
                                              EqualityMeasure::points, EqualityMeasure::provisional,
                                              EqualityMeasure::must_allocate};

[[nodiscard]] constexpr bool is_share(EqualityMeasure measure) noexcept {
  return measure == EqualityMeasure::provisional || measure == EqualityMeasure::must_allocate;
}

/// In the order of the list.
struct MeasuredUnits {
  explicit MeasuredUnits(const Ranking& ranking);

  [[nodiscard]] std::size_t size() const noexcept { return leads.size(); }

  [[nodiscard]] const std::vector<std::int64_t>& values(EqualityMeasure measure) const noexcept {
    return outcomes[static_cast<std::size_t>(measure)];
  }

  std::vector<CaseRow> leads;                       ///< the first case of each
  std::vector<std::vector<std::int64_t>> outcomes;  ///< by measure, then unit
  std::vector<std::uint32_t> bands;                 ///< the band of each
};

}  // namespace waitlist
