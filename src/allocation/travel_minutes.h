// How long the ways between places take. A place is a number here, its rank by name, so that texts
// are compared once a place and not once a way.
#pragma once

#include <waitlist/allocation/roster.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

class TravelMinutes {
 public:
  TravelMinutes() = default;

  /// Puts the ways in order, by `from` and then by `to`. Requires check_travel().
  explicit TravelMinutes(std::vector<TravelTime>& travel);

  /// Nullopt: neither this way nor the way back is written down.
  [[nodiscard]] std::optional<std::uint32_t> between(std::string_view from,
                                                     std::string_view to) const noexcept;

 private:
  struct Way {
    std::uint64_t ends = 0;  ///< the number of `from` above that of `to`
    std::uint32_t minutes = 0;
  };

  std::vector<std::string> places_;  ///< in byte order
  std::vector<Way> ways_;            ///< by their ends
};

/// Places in the list of ways that another one before them says already; rising.
[[nodiscard]] std::vector<std::size_t> ways_written_again(std::span<const TravelTime> travel);

}  // namespace waitlist
