#include <waitlist/equality/permutation_test.h>

#include "equality/banded_units.h"
#include "equality/exact_deals.h"

#include <algorithm>
#include <numeric>

namespace waitlist {
namespace {

double share_of(double part, std::uint64_t of) { return part / static_cast<double>(of); }

}  // namespace

double GapTest::p() const noexcept {
  return exact ? share_of(static_cast<double>(as_far), deals)
               : share_of(static_cast<double>(as_far) + 1.0, deals + 1);
}

double GapTest::mid_p() const noexcept {
  return p() - share_of(static_cast<double>(alike), exact ? deals : deals + 1) / 2.0;
}

double GapTest::least_p() const noexcept {
  return exact ? share_of(static_cast<double>(farthest), deals) : share_of(1.0, deals + 1);
}

std::optional<GapTest> exact_gap_test(std::span<const std::int64_t> values,
                                      std::span<const std::uint8_t> in_group,
                                      std::span<const std::uint32_t> bands,
                                      double level) {
  const auto dealt = exact_deals(values, in_group, bands);
  if (!dealt) return std::nullopt;
  const DealtSum expected = dealt_sum(banded_units(values, in_group, bands));
  GapTest test;
  test.exact = true;
  test.deals = dealt->deals;
  test.deviation = expected.deviation(dealt->sum);
  test.weight = expected.weight;
  test.farthest = dealt->distances.front().second;
  const std::int64_t signed_distance = dealt->scale * dealt->sum - dealt->centre;
  const std::int64_t own = signed_distance < 0 ? -signed_distance : signed_distance;
  const auto most = static_cast<std::uint64_t>(level * static_cast<double>(dealt->deals));
  std::uint64_t so_far = 0;
  for (const auto& [distance, ways] : dealt->distances) {
    so_far += ways;
    if (so_far <= most && distance > 0) {
      test.told_apart_from = static_cast<double>(distance) / static_cast<double>(dealt->scale);
      test.told_apart_deals = so_far;
    }
    if (distance >= own) test.as_far = so_far;
    if (distance == own) test.alike = ways;
  }
  return test;
}

std::vector<double> holm(std::span<const double> p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [p](std::size_t i) { return p[i]; });
  std::vector<double> adjusted(p.size());
  double highest = 0.0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto times = static_cast<double>(order.size() - i);
    highest = std::max(highest, std::min(1.0, times * p[order[i]]));
    adjusted[order[i]] = highest;
  }
  return adjusted;
}

}  // namespace waitlist
