/// \file rank_counts.h
/// \brief How often each of some alternatives comes to each rank while weights or values vary.
/// Layer: robustness (may use base).  Source: R. Lahdelma and P. Salminen, SMAA-2 (2001).
/// All counts and sums are whole numbers, so that the order of the draws does not matter.
/// Complexity: add() O(alternatives x criteria + alternatives log alternatives).
/// Not: the places of cases under a policy (drawn_places.h), which is more than a sum.
#pragma once

#include <waitlist/base/export.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace waitlist {

class WAITLIST_EXPORT RankCounts {
 public:
  RankCounts(std::size_t alternatives, std::size_t criteria);

  /// One draw: the more values times weights come to, the better the rank; of equals the one of
  /// the lower number stands first. `values` has a row for each alternative. Requires that no sum
  /// passes 63 bits.
  void add(std::span<const std::int64_t> values, std::span<const std::int64_t> weights);

  [[nodiscard]] std::uint64_t draws() const noexcept { return draws_; }

  /// Draws in which the alternative has this rank; 0 is the best.
  [[nodiscard]] std::uint64_t at(std::size_t alternative, std::size_t rank) const noexcept {
    return counts_[alternative * alternatives_ + rank];
  }

  /// Draws in which one stands above another.
  [[nodiscard]] std::uint64_t above(std::size_t one, std::size_t other) const noexcept {
    return above_[one * alternatives_ + other];
  }

  /// Sum of the weights of a criterion over the draws in which the alternative is the best. Over
  /// at(alternative, 0) it is its central weight, which there is none of where that is 0.
  [[nodiscard]] std::int64_t weight_when_best(std::size_t alternative,
                                              std::size_t criterion) const noexcept {
    return weights_[alternative * criteria_ + criterion];
  }

 private:
  std::size_t alternatives_;
  std::size_t criteria_;
  std::uint64_t draws_ = 0;
  std::vector<std::uint64_t> counts_;
  std::vector<std::uint64_t> above_;
  std::vector<std::int64_t> weights_;
  std::vector<std::int64_t> scores_;
  std::vector<std::size_t> order_;
};

}  // namespace waitlist
