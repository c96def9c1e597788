#include <waitlist/robustness/swap_values.h>

#include "base/parallel.h"
#include "robustness/number_axis.h"
#include "robustness/units_of.h"

#include <algorithm>
#include <utility>

namespace waitlist {
namespace {

AxisList axis_list(const Ranking& ranking, const VariedPolicy& reach, std::uint32_t first) {
  std::vector<UnitIndex> units = units_of(ranking);
  units.resize(std::min<std::size_t>(units.size(), std::size_t{first} + 1));
  std::vector<std::uint32_t> cases_of;
  cases_of.reserve(units.size());
  const std::vector<const Place*> places = unit_places(ranking);
  for (std::size_t i = 0; i < units.size(); ++i) {
    cases_of.push_back(static_cast<std::uint32_t>(ranking.unit_of(places[i]->row).size()));
  }
  return {ranking, reach, KeyReader{ranking, std::move(units)}, std::move(cases_of)};
}

/// What one number does to each pair.
std::vector<NumberSwap> swaps_of(const AxisList& list, std::uint32_t number) {
  std::vector<NumberSwap> swaps;
  const std::size_t units = list.reader.units().size();
  NumberAxis down{list, number, false};
  NumberAxis up{list, number, true};
  swaps.reserve(units);
  for (std::size_t upper = 0; upper + 1 < units; ++upper) {
    swaps.push_back({number, down.swap(upper), up.swap(upper)});
  }
  return swaps;
}

bool says_something(const NumberSwap& swap) {
  return swap.below.at || swap.above.at || swap.below.given_up || swap.above.given_up;
}

}  // namespace

Result<SwapValues> swap_values(const Ranking& ranking, std::uint32_t first, unsigned threads) {
  auto reach = VariedPolicy::widest(ranking.policy());
  if (!reach) return failed(std::move(reach.error()));
  SwapValues values{*std::move(reach), std::nullopt, {}};
  values.unproved = values.reach.why_unproved();
  const std::vector<const Place*> places = unit_places(ranking);
  const std::size_t units = std::min<std::size_t>(places.size(), std::size_t{first} + 1);
  if (values.unproved || units < 2) return values;
  for (std::size_t i = 0; i + 1 < units; ++i) {
    values.pairs.push_back({places[i]->row, places[i + 1]->row, places[i]->position, {}});
  }
  const AxisList list = axis_list(ranking, values.reach, first);
  const auto count = static_cast<std::uint32_t>(values.reach.numbers().size());
  std::vector<std::vector<NumberSwap>> by_number(count);
  const unsigned parts = std::clamp(threads, 1U, std::max(count, 1U));
  run_parts(parts, [&](unsigned part) {
    for (std::uint32_t number = part; number < count; number += parts) {
      by_number[number] = swaps_of(list, number);
    }
  });
  for (const std::vector<NumberSwap>& swaps : by_number) {
    for (std::size_t i = 0; i < swaps.size(); ++i) {
      if (says_something(swaps[i])) values.pairs[i].numbers.push_back(swaps[i]);
    }
  }
  return values;
}

}  // namespace waitlist
