// Work cut into parts that run side by side; what a part does must not depend on who else runs.
#pragma once

#include <functional>

namespace waitlist {

/// Runs `part(0)` to `part(parts - 1)`, each once, all but the first on threads of their own.
void run_parts(unsigned parts, const std::function<void(unsigned)>& part);

/// Where part `part` of `parts` begins in a run of `size`; part `parts` begins at its end.
template <class Size>
[[nodiscard]] constexpr Size part_begin(Size size, unsigned part, unsigned parts) noexcept {
  return static_cast<Size>(static_cast<unsigned long long>(size) * part / parts);
}

}  // namespace waitlist
