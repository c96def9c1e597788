// Work cut into parts that run side by side; what a part does must not depend on who else runs.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>

namespace waitlist {

/// Runs `part(0)` to `part(parts - 1)`, each once, all but the first on threads of their own. When
/// parts throw, one of their exceptions is thrown here once all have ended.
void run_parts(unsigned parts, const std::function<void(unsigned)>& part);

/// Threads that are worth starting for so many cases: with fewer than 200,000 to each, a second one
/// whose core is busy with something else makes everybody wait for it.
[[nodiscard]] constexpr unsigned threads_worth(std::size_t cases, unsigned threads) noexcept {
  constexpr std::size_t kWorthAThread = 200'000;
  const std::size_t most = cases / kWorthAThread + 1;
  return static_cast<unsigned>(std::clamp<std::size_t>(threads, 1, most));
}

/// Where part `part` of `parts` begins in a run of `size`; part `parts` begins at its end.
template <class Size>
[[nodiscard]] constexpr Size part_begin(Size size, unsigned part, unsigned parts) noexcept {
  return static_cast<Size>(static_cast<unsigned long long>(size) * part / parts);
}

}  // namespace waitlist
