// The lines of a live queue that stand in one tier and rise alike, in order: runs of neighbours,
// which snapshots share (docs/background/live-queue.md).
#pragma once

#include "queue/unit_line.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace waitlist {

/// What the lists are searched for: keys as they would be in the list's class, then the case id.
struct OrderTarget {
  std::span<const std::int64_t> keys;
  std::string_view case_id;
  std::size_t first_differing = 0;  ///< as OrderPlan says of the list's class
};

/// A run of neighbours. Written only while `epoch` is the list's own: else snapshots hold it.
struct OrderBlock {
  static constexpr std::uint32_t kMost = 128;

  std::uint64_t epoch = 0;
  Lead base = 0;       ///< codes count from here
  unsigned shift = 0;  ///< and so many of the last bits are left out
  std::uint32_t count = 0;
  /// The lead of each line as near as 32 bits tell it here, so that most searches end here.
  std::array<std::uint32_t, kMost> code{};
  std::array<const UnitLine*, kMost> line{};

  [[nodiscard]] std::span<const UnitLine* const> lines() const noexcept {
    return std::span{line}.first(count);
  }

  /// Never falls where leads rise.
  [[nodiscard]] std::uint32_t code_of(Lead lead) const noexcept;
  /// Fills it with these lines, which are in order and may be its own.
  void fill(const OrderPlan& plan, std::span<const UnitLine* const> lines) noexcept;
  void insert(std::uint32_t at, Lead lead, const UnitLine* its_line) noexcept;
  void erase(std::uint32_t at) noexcept;
  /// Moves the second half of a full block to an empty one.
  void split(const OrderPlan& plan, OrderBlock& rest) noexcept;
  /// Asks for all of it, to be moved about.
  void prefetch() const noexcept;

 private:
  [[nodiscard]] bool tells_little() const noexcept;
};

/// The lines of one class in order.
class ClassList {
 public:
  using Blocks = std::vector<std::shared_ptr<OrderBlock>>;

  struct At {
    std::size_t block = 0;
    std::uint32_t entry = 0;
  };

  /// Fills an empty list; the lines are in order.
  void fill(const OrderPlan& plan, std::span<const UnitLine* const> lines, std::uint64_t epoch);

  /// A line that was taken out.
  struct Taken {
    At at;
    const UnitLine* line = nullptr;
    std::shared_ptr<OrderBlock> block;  ///< that went with its only line; null: the block stayed
  };

  // The list is as it was when memory runs out in any of these.

  void insert(const OrderPlan& plan, const UnitLine& line, std::uint64_t epoch);
  /// Takes out a line that is there. Needs no memory in a block that insert() wrote in this epoch.
  Taken erase(const OrderPlan& plan, const UnitLine& line, std::uint64_t epoch);
  /// Makes every block of this epoch.
  void own(std::uint64_t epoch);

  /// Undoes an erase(), since which nothing has changed but by other erase() that are undone.
  void put_back(const OrderPlan& plan, Taken&& taken) noexcept;

  /// Puts other lines, which say the same, in the places of these. Requires own(). `other` does not
  /// fail.
  void replace(const std::function<const UnitLine*(const UnitLine&)>& other) noexcept;

  /// The first entry not before the target. One past the last entry is block count, 0.
  [[nodiscard]] At lower_bound(const OrderPlan& plan, const OrderTarget& target) const;
  /// Asks for the memory that taking out this line will read and write.
  void prefetch(const OrderPlan& plan, const UnitLine& line) const noexcept;

  /// Entries before a place. O(blocks).
  [[nodiscard]] std::size_t count_before(At at) const;

  [[nodiscard]] const Blocks& blocks() const noexcept { return blocks_; }

  [[nodiscard]] std::size_t size() const noexcept { return size_; }

 private:
  [[nodiscard]] At place_of(const OrderPlan& plan, const UnitLine& line) const;
  [[nodiscard]] At find(const OrderPlan& plan, const UnitLine& line) const;
  OrderBlock& writable(std::size_t block, std::uint64_t epoch);
  void note_first(const OrderPlan& plan, std::size_t block);
  [[nodiscard]] std::shared_ptr<OrderBlock> one_block_more();
  void split(const OrderPlan& plan, std::size_t block, std::shared_ptr<OrderBlock> second) noexcept;

  std::size_t size_ = 0;
  Blocks blocks_;                      ///< none is empty
  std::vector<Lead> first_lead_;       ///< of each block
  std::vector<std::uint32_t> counts_;  ///< of each block
};

}  // namespace waitlist
