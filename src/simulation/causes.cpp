#include <waitlist/simulation/causes.h>

#include <bit>
#include <cstddef>

namespace waitlist {

std::vector<double> shapley_parts(std::span<const double> values) {
  constexpr std::size_t kValuesMost = std::size_t{1} << 16U;
  if (!std::has_single_bit(values.size()) || values.size() > kValuesMost) return {};
  const auto causes = static_cast<std::size_t>(std::countr_zero(values.size()));
  // The share of the orders in which exactly so many given causes come before a cause:
  // s! (k - s - 1)! / k!.
  std::vector<double> weights(causes, 1.0);
  for (std::size_t before = 0; before < causes; ++before) {
    auto orders = static_cast<double>(causes);
    for (std::size_t i = 1; i <= before; ++i) {
      orders *= static_cast<double>(causes - i) / static_cast<double>(i);
    }
    weights[before] = 1.0 / orders;
  }
  std::vector<double> parts(causes, 0.0);
  for (std::size_t set = 0; set < values.size(); ++set) {
    const auto before = static_cast<std::size_t>(std::popcount(set));
    for (std::size_t cause = 0; cause < causes; ++cause) {
      const std::size_t own = std::size_t{1} << cause;
      if ((set & own) != 0) continue;
      parts[cause] += weights[before] * (values[set | own] - values[set]);
    }
  }
  return parts;
}

}  // namespace waitlist
