// Waits in ticks, counted in steps of at most one in sixty-four of their length.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace waitlist {

class WaitHistogram {
 public:
  void add(std::int64_t wait) noexcept {
    ++counts_[step_of(static_cast<std::uint64_t>(wait))];
    ++total_;
  }

  void add(const WaitHistogram& other) noexcept {
    for (std::size_t step = 0; step < counts_.size(); ++step) counts_[step] += other.counts_[step];
    total_ += other.total_;
  }

  [[nodiscard]] std::uint64_t total() const noexcept { return total_; }

  /// The least wait that this share of the cases does not exceed, within 1 %. Requires a case.
  [[nodiscard]] std::int64_t percentile(std::int64_t hundredths) const noexcept {
    const std::uint64_t wanted = (total_ * static_cast<std::uint64_t>(hundredths) + 99) / 100;
    std::uint64_t seen = 0;
    std::size_t step = 0;
    while (seen + counts_[step] < wanted) seen += counts_[step++];
    return middle_of(step);
  }

 private:
  // Up to 127 each wait has its own step; above, 64 steps for each doubling.
  [[nodiscard]] static std::size_t step_of(std::uint64_t wait) noexcept {
    const auto width = static_cast<unsigned>(std::bit_width(wait));
    const unsigned shift = width > 7 ? width - 7 : 0;
    return std::size_t{shift} * 64 + (wait >> shift);
  }

  [[nodiscard]] static std::int64_t middle_of(std::size_t step) noexcept {
    if (step < 128) return static_cast<std::int64_t>(step);
    const std::size_t shift = step / 64 - 1;
    const std::uint64_t low = std::uint64_t{step - shift * 64} << shift;
    return static_cast<std::int64_t>(low + (std::uint64_t{1} << shift) / 2);
  }

  std::vector<std::uint32_t> counts_ = std::vector<std::uint32_t>(std::size_t{58} * 64);
  std::uint64_t total_ = 0;
};

}  // namespace waitlist
