#include <waitlist/base/share_interval.h>

#include "base/quantiles.h"

#include <algorithm>
#include <cmath>

namespace waitlist {
Between clopper_pearson(Counted counted, double confidence) {
  const double outside = (1.0 - confidence) / 2.0;
  const auto count = static_cast<double>(counted.count);
  const double others = static_cast<double>(counted.of) - count;
  Between found{0.0, 1.0};
  if (count > 0.0) found.lower = beta_quantile(count, others + 1.0, outside);
  if (others > 0.0) found.upper = beta_quantile(count + 1.0, others, 1.0 - outside);
  return found;
}

Between wilson(Counted counted, double confidence) {
  const double z = normal_quantile((1.0 + confidence) / 2.0);
  const auto n = static_cast<double>(counted.of);
  const auto x = static_cast<double>(counted.count);
  const double middle = x + z * z / 2.0;
  const double half = z * std::sqrt(x * (n - x) / n + z * z / 4.0);
  return {std::max(0.0, (middle - half) / (n + z * z)),
          std::min(1.0, (middle + half) / (n + z * z))};
}

Between newcombe_gap(Counted first, Counted second, double confidence) {
  const Between a = wilson(first, confidence);
  const Between b = wilson(second, confidence);
  const double gap = first.share() - second.share();
  return {gap - std::hypot(first.share() - a.lower, b.upper - second.share()),
          gap + std::hypot(a.upper - first.share(), second.share() - b.lower)};
}

Between guaranteed_gap(Counted first, Counted second, double confidence) {
  const double each = (1.0 + confidence) / 2.0;
  const Between a = clopper_pearson(first, each);
  const Between b = clopper_pearson(second, each);
  return {a.lower - b.upper, a.upper - b.lower};
}

}  // namespace waitlist
