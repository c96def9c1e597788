#include "base/point_parts.h"

#include <numeric>

namespace waitlist {

std::string to_text(PointParts exact, std::int64_t parts) {
  if (left_out(exact, parts) == 0) return to_text(rounded_down(exact, parts));
  const std::int64_t of = parts * 1000;
  const std::int64_t shared = std::gcd(exact.count(), of);
  return std::to_string(exact.count() / shared) + '/' + std::to_string(of / shared);
}

}  // namespace waitlist
