// The order of a live queue: a sorted list for each class of lines, kept in blocks that snapshots
// share, and the merge of the lists on a day (docs/background/live-queue.md).
#pragma once

#include "queue/unit_line.h"

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

namespace waitlist {

/// A unit in its list. `lead` repeats the first key that differs within the class.
struct OrderEntry {
  std::int64_t lead = 0;
  const UnitLine* line = nullptr;
};

/// What the lists are searched for: keys as they would be in the list's class, then the case id.
struct OrderTarget {
  std::span<const std::int64_t> keys;
  std::string_view case_id;
};

/// A run of neighbours. Written only while `epoch` is the list's own: else snapshots hold it.
struct OrderBlock {
  static constexpr std::size_t kMost = 512;

  std::uint64_t epoch = 0;
  std::vector<OrderEntry> entries;
};

/// The lines of one class in order.
class ClassList {
 public:
  using Blocks = std::vector<std::shared_ptr<OrderBlock>>;

  struct At {
    std::size_t block = 0;
    std::size_t entry = 0;
  };

  explicit ClassList(const OrderPlan& plan) : key_count_{plan.keys().size()}, lead_{plan.lead()} {}

  /// Fills an empty list; the entries are in order.
  void fill(std::span<const OrderEntry> entries, std::uint64_t epoch);

  void insert(const UnitLine& line, std::uint64_t epoch);
  /// Takes out a line that is there.
  void erase(const UnitLine& line, std::uint64_t epoch);

  /// The first entry not before the target. One past the last entry is block count, 0.
  [[nodiscard]] At lower_bound(const OrderTarget& target) const;
  /// Entries before a place. O(blocks).
  [[nodiscard]] std::size_t count_before(At at) const;

  [[nodiscard]] const Blocks& blocks() const noexcept { return blocks_; }

  [[nodiscard]] std::size_t size() const noexcept { return size_; }

 private:
  [[nodiscard]] OrderTarget target_of(const UnitLine& line) const;
  [[nodiscard]] bool before(const OrderEntry& entry, const OrderTarget& target) const;
  OrderBlock& writable(std::size_t block, std::uint64_t epoch);
  void note(std::size_t block);
  void split(std::size_t block);

  std::size_t key_count_;
  std::size_t lead_;
  std::size_t size_ = 0;
  Blocks blocks_;                         ///< none is empty
  std::vector<std::int64_t> first_lead_;  ///< of each block
  std::vector<std::uint32_t> counts_;     ///< of each block
};

/// All lists as they stood at one moment, and the memory of their lines.
struct QueueSnapshot::State {
  explicit State(OrderPlan order_plan) : plan{std::move(order_plan)} {}

  OrderPlan plan;
  std::vector<ClassList> lists;  ///< by ClassIndex
  std::shared_ptr<std::pmr::monotonic_buffer_resource> memory;
  Day as_of = Day::first();
  std::size_t cases = 0;
  std::uint32_t units = 0;

  /// Whether `a` stands before `b` on the day.
  [[nodiscard]] bool stands_before(const UnitLine& a, const UnitLine& b) const;
  /// Units before this one. O(classes × log units + blocks).
  [[nodiscard]] std::uint32_t units_before(const UnitLine& line) const;
  /// Up to `count` units before this one, itself, and up to `count` after it, in order.
  [[nodiscard]] std::vector<const UnitLine*> around(const UnitLine& line, std::size_t count) const;

 private:
  [[nodiscard]] ClassList::At place_in(ClassIndex list, const UnitLine& line) const;
};

/// Walks through the units in order.
class OrderCursor {
 public:
  explicit OrderCursor(const QueueSnapshot::State& state);

  /// The next unit, or null after the last.
  const UnitLine* next();

 private:
  struct Head {
    const UnitLine* line = nullptr;
    ClassIndex list = 0;
    ClassList::At at;
  };

  void open_group();
  void push(ClassIndex list, ClassList::At at);

  const QueueSnapshot::State& state_;
  std::vector<ClassIndex> to_open_;  ///< lists not yet begun, those of the first tier last
  std::vector<Head> heads_;          ///< a heap, the first unit on top
};

/// The places of a unit's cases.
void add_places(const UnitLine& line,
                std::uint32_t position,
                Day as_of,
                std::vector<QueuePlace>& places);

}  // namespace waitlist
