#include <waitlist/robustness/rank_counts.h>

#include <algorithm>
#include <numeric>

namespace waitlist {

RankCounts::RankCounts(std::size_t alternatives, std::size_t criteria)
    : alternatives_{alternatives},
      criteria_{criteria},
      counts_(alternatives * alternatives),
      above_(alternatives * alternatives),
      weights_(alternatives * criteria),
      scores_(alternatives),
      order_(alternatives) {}

void RankCounts::add(std::span<const std::int64_t> values, std::span<const std::int64_t> weights) {
  if (alternatives_ == 0) return;
  for (std::size_t i = 0; i < alternatives_; ++i) {
    const auto row = values.subspan(i * criteria_, criteria_);
    scores_[i] = std::inner_product(row.begin(), row.end(), weights.begin(), std::int64_t{0});
  }
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  std::ranges::stable_sort(
      order_, [this](std::size_t a, std::size_t b) { return scores_[a] > scores_[b]; });
  for (std::size_t rank = 0; rank < alternatives_; ++rank) {
    ++counts_[order_[rank] * alternatives_ + rank];
    for (std::size_t below = rank + 1; below < alternatives_; ++below) {
      ++above_[order_[rank] * alternatives_ + order_[below]];
    }
  }
  for (std::size_t k = 0; k < criteria_; ++k) {
    weights_[order_.front() * criteria_ + k] += weights[k];
  }
  ++draws_;
}

}  // namespace waitlist
