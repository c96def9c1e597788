#include "equality/dealt_labels.h"

#include "base/keyed_draws.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace waitlist {
namespace {

/// A number from 0 to `bound` - 1, by the high half of a product: uneven by less than bound / 2^64.
std::uint64_t drawn_below(std::uint64_t bits, std::uint64_t bound) noexcept {
  const std::uint64_t high = (bits >> 32U) * bound;
  const std::uint64_t low = ((bits & 0xffffffffU) * bound) >> 32U;
  return (high + low) >> 32U;
}

}  // namespace

DealtLabels::DealtLabels(const DealtList& list) {
  std::size_t count = list.bands.size();
  if (!list.labels.empty()) count = list.labels.front().size();
  units_.resize(count);
  std::iota(units_.begin(), units_.end(), std::uint32_t{0});
  const auto band_of = [&list](std::uint32_t unit) {
    return list.bands.empty() ? 0 : list.bands[unit];
  };
  std::ranges::stable_sort(units_, {}, band_of);
  std::map<std::vector<std::uint32_t>, std::uint32_t> numbers;
  classes_.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (i == 0 || band_of(units_[i]) != band_of(units_[i - 1])) bands_.emplace_back(i, i);
    bands_.back().second = i + 1;
    std::vector<std::uint32_t> labels;
    labels.reserve(list.labels.size());
    for (const auto& of : list.labels) labels.push_back(of[units_[i]]);
    const auto number = static_cast<std::uint32_t>(numbers.size());
    const auto [at, added] = numbers.try_emplace(labels, number);
    if (added) class_labels_.push_back(std::move(labels));
    classes_.push_back(at->second);
  }
}

std::vector<std::uint32_t> DealtLabels::classes_of(std::size_t labels, std::uint32_t group) const {
  std::vector<std::uint32_t> found;
  for (std::uint32_t one = 0; one < class_labels_.size(); ++one) {
    if (class_labels_[one][labels] == group) found.push_back(one);
  }
  return found;
}

std::optional<std::uint64_t> DealtLabels::ways() const {
  std::uint64_t ways = 1;
  for (const auto& [begin, end] : bands_) {
    std::map<std::uint32_t, std::uint64_t> sizes;
    for (std::size_t i = begin; i < end; ++i) {
      // One more of a class among one more of all: ways * of / size stays whole.
      const std::uint64_t size = ++sizes[classes_[i]];
      ways = ways * (i - begin + 1) / size;
      if (ways > kAllWays * (end - begin)) return std::nullopt;
    }
    if (ways > kAllWays) return std::nullopt;
  }
  return ways;
}

std::vector<std::uint32_t> DealtLabels::first() const {
  std::vector<std::uint32_t> classes = classes_;
  for (const auto& [begin, end] : bands_) {
    std::sort(classes.begin() + static_cast<std::ptrdiff_t>(begin),
              classes.begin() + static_cast<std::ptrdiff_t>(end));
  }
  return classes;
}

bool DealtLabels::next(std::vector<std::uint32_t>& classes) const {
  return std::ranges::any_of(bands_, [&classes](const auto& band) {
    // Behind its last deal a band begins again, and the next band goes on.
    return std::next_permutation(classes.begin() + static_cast<std::ptrdiff_t>(band.first),
                                 classes.begin() + static_cast<std::ptrdiff_t>(band.second));
  });
}

void DealtLabels::deal(std::uint64_t seed,
                       std::uint64_t number,
                       std::vector<std::uint32_t>& classes) const {
  const KeyedDraws draws{seed, number};
  classes = classes_;
  for (const auto& [begin, end] : bands_) {
    for (std::size_t i = end - 1; i > begin; --i) {
      const std::size_t other = begin + drawn_below(draws.bits(i), i - begin + 1);
      std::swap(classes[i], classes[other]);
    }
  }
}

}  // namespace waitlist
