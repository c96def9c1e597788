// When the work in hand ends, soonest first: a heap whose first entry is replaced in one go.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace waitlist {

class WorkEnds {
 public:
  explicit WorkEnds(std::size_t servers) { ends_.reserve(servers); }

  [[nodiscard]] std::size_t busy() const noexcept { return ends_.size(); }

  [[nodiscard]] std::int64_t first() const noexcept { return ends_.front(); }

  void push(std::int64_t end) {
    ends_.push_back(end);
    std::size_t at = ends_.size() - 1;
    while (at > 0 && ends_[(at - 1) / 2] > end) {
      ends_[at] = ends_[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    ends_[at] = end;
  }

  /// The server whose work ends first goes on with work that ends then.
  void replace_first(std::int64_t end) noexcept { sink(end, ends_.size()); }

  void pop_first() noexcept {
    const std::int64_t last = ends_.back();
    ends_.pop_back();
    if (!ends_.empty()) sink(last, ends_.size());
  }

 private:
  void sink(std::int64_t end, std::size_t size) noexcept {
    std::size_t at = 0;
    for (std::size_t child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size) child += static_cast<std::size_t>(ends_[child + 1] < ends_[child]);
      if (ends_[child] >= end) break;
      ends_[at] = ends_[child];
      at = child;
    }
    ends_[at] = end;
  }

  std::vector<std::int64_t> ends_;
};

}  // namespace waitlist
