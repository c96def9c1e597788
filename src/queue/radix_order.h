// Ordering by a few bits, in passes that move each entry and compare none.
#pragma once

#include <waitlist/cases/case_table.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace waitlist {

/// What is ordered: the key in the upper 32 bits, whose it is in the lower.
using OrderedEntry = std::uint64_t;

/// Entries in memory that is not cleared first: clearing it takes as long as filling it.
class EntryRun {
 public:
  explicit EntryRun(std::size_t room)
      // NOLINTNEXTLINE(modernize-avoid-c-arrays): no other holder leaves its memory as it is
      : entries_{std::make_unique_for_overwrite<OrderedEntry[]>(room)} {}

  [[nodiscard]] OrderedEntry* begin() noexcept { return entries_.get(); }

  void set_end(const OrderedEntry* end) noexcept {
    size_ = static_cast<std::size_t>(end - entries_.get());
  }

  [[nodiscard]] std::span<const OrderedEntry> entries() const noexcept {
    return {entries_.get(), size_};
  }

 private:
  std::unique_ptr<OrderedEntry[]> entries_;  // NOLINT(modernize-avoid-c-arrays)
  std::size_t size_ = 0;
};

/// Whose the entries of all runs are, by the lowest `key_bits` bits of their keys; those alike stay
/// in the order of the runs. One thread for each run.
[[nodiscard]] std::vector<CaseRow> radix_ordered(
    std::span<const std::span<const OrderedEntry>> runs, int key_bits);

}  // namespace waitlist
