#include <waitlist/robustness/deciding_numbers.h>

#include "base/parallel.h"
#include "robustness/first_units.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <utility>

namespace waitlist {
namespace {

std::vector<std::uint32_t> rising(std::span<const std::uint32_t> units) {
  std::vector<std::uint32_t> sorted(units.begin(), units.end());
  std::ranges::sort(sorted);
  return sorted;
}

/// The numbers of `these` that are not among `those`, as CertainPlaces has them.
std::vector<std::uint32_t> only_in_first(const std::vector<std::uint32_t>& these,
                                         const std::vector<std::uint32_t>& those,
                                         const OpenUnits& open) {
  std::vector<std::uint32_t> only;
  std::ranges::set_difference(these, those, std::back_inserter(only));
  for (std::uint32_t& unit : only) unit = open.numbers[unit];
  return only;
}

/// Moves the numbers of one part, each to both ends.
class EndMover {
 public:
  EndMover(const VariedPolicy& varied, const OpenUnits& open)
      : varied_{varied},
        open_{open},
        units_{open},
        values_{varied.written()},
        as_written_{rising(units_.under(varied.policy()))} {}

  [[nodiscard]] Result<DecidingNumber> move(std::uint32_t number, bool at_most) {
    const VariedNumber& moved = varied_.numbers()[number];
    values_[number] = at_most ? moved.most : moved.least;
    const auto policy = varied_.compiled(values_);
    values_[number] = moved.written;
    if (!policy) return failed(policy.error());
    const std::vector<std::uint32_t> first = rising(units_.under(*policy));
    return DecidingNumber{number, at_most, only_in_first(as_written_, first, open_),
                          only_in_first(first, as_written_, open_)};
  }

 private:
  const VariedPolicy& varied_;
  const OpenUnits& open_;
  FirstUnits units_;
  std::vector<Points> values_;
  std::vector<std::uint32_t> as_written_;
};

}  // namespace

Result<std::vector<DecidingNumber>> deciding_numbers(const Ranking& ranking,
                                                     const VariedPolicy& varied,
                                                     const CertainPlaces& certain,
                                                     unsigned threads) {
  std::vector<DecidingNumber> deciding;
  const OpenUnits open{ranking, certain};
  if (open.first == open.numbers.size()) return deciding;
  const auto count = static_cast<std::uint32_t>(varied.numbers().size());
  std::vector<std::optional<Result<DecidingNumber>>> moved(std::size_t{2} * count);
  const unsigned parts = std::clamp(threads, 1U, std::max(count, 1U));
  run_parts(parts, [&](unsigned part) {
    EndMover mover{varied, open};
    for (std::uint32_t number = part; number < count; number += parts) {
      moved[std::size_t{2} * number] = mover.move(number, false);
      moved[std::size_t{2} * number + 1] = mover.move(number, true);
    }
  });
  for (std::optional<Result<DecidingNumber>>& one : moved) {
    if (!*one) return failed(std::move(one->error()));
    if (!(*one)->leave.empty()) deciding.push_back(std::move(**one));
  }
  std::ranges::stable_sort(deciding, [](const DecidingNumber& a, const DecidingNumber& b) {
    return a.leave.size() > b.leave.size();
  });
  return deciding;
}

}  // namespace waitlist
