// One number of a policy moved on its own, all others as written.
#pragma once

#include <waitlist/robustness/swap_values.h>

#include "robustness/unit_keys.h"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace waitlist {

/// What is the same for all numbers.
struct AxisList {
  const Ranking& ranking;
  const VariedPolicy& reach;
  KeyReader reader;                     ///< of the units that are looked at
  std::vector<std::uint32_t> cases_of;  ///< ranked cases of each of them
};

/// One side of one number: steps of a thousandth away from what is written.
class NumberAxis {
 public:
  NumberAxis(const AxisList& list, std::uint32_t number, bool up);

  /// The nearest step at which the unit below stands before the one of this number.
  [[nodiscard]] SwapSide swap(std::size_t upper);

 private:
  /// A run of steps, the first of which has been looked at: no swap there.
  struct Run {
    std::int64_t from = 0, to = 0;
  };

  enum class Found : std::uint8_t { nothing, swap, unknown };

  [[nodiscard]] const UnitKeys* at(std::int64_t step);
  [[nodiscard]] Points value(std::int64_t step) const noexcept;
  [[nodiscard]] bool swapped(const UnitKeys& keys, std::size_t upper) const;
  /// Looks at a run. `nothing`: no swap in it; `swap`: `to_` is the nearest; `unknown`: cut it.
  [[nodiscard]] Found look(const Run& run, std::size_t upper);
  /// The same where both units' points are straight lines on the run.
  [[nodiscard]] Found cross(const Run& run,
                            std::size_t upper,
                            const UnitKeys& from,
                            const UnitKeys& to);
  [[nodiscard]] bool is_straight(const Run& run,
                                 std::size_t unit,
                                 const UnitKeys& from,
                                 const UnitKeys& to) const;
  /// The nearest swap of a run at the end of which there is one, and before which none.
  [[nodiscard]] Found nearest(const Run& run, std::size_t upper, std::int64_t guess);
  /// Whether a thousandth more never gives the unit more than a thousandth.
  [[nodiscard]] bool gains_no_faster(std::size_t unit) const;

  const AxisList& list_;
  std::uint32_t number_;
  bool up_;
  std::int64_t end_ = 0;
  std::int64_t found_ = 0;
  bool given_up_ = false;
  std::map<std::int64_t, std::optional<UnitKeys>> known_;
};

}  // namespace waitlist
