// The order of a live queue: a sorted list for each class of lines, kept in blocks that snapshots
// share, and the merge of the lists on a day (docs/background/live-queue.md).
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
};

/// A run of neighbours. Written only while `epoch` is the list's own: else snapshots hold it.
struct OrderBlock {
  static constexpr std::uint32_t kMost = 128;

  std::uint64_t epoch = 0;
  std::uint32_t count = 0;
  /// The lead key of each line as far as 32 bits hold it, so that most searches end here.
  std::array<std::int32_t, kMost> lead{};
  std::array<const UnitLine*, kMost> line{};

  void insert(std::uint32_t at, std::int32_t its_lead, const UnitLine* its_line) noexcept;
  void erase(std::uint32_t at) noexcept;
  /// Asks for all of it, to be moved about.
  void prefetch() const noexcept;
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

  void insert(const OrderPlan& plan, const UnitLine& line, std::uint64_t epoch);
  /// Takes out a line that is there.
  void erase(const OrderPlan& plan, const UnitLine& line, std::uint64_t epoch);

  /// Puts other lines, which say the same, in the places of these.
  void replace(std::uint64_t epoch, const std::function<const UnitLine*(const UnitLine&)>& other);

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
  void note(std::size_t block);
  void split(std::size_t block);

  std::size_t size_ = 0;
  Blocks blocks_;                         ///< none is empty
  std::vector<std::int32_t> first_lead_;  ///< of each block
  std::vector<std::uint32_t> counts_;     ///< of each block
};

/// All lists as they stood at one moment, and the memory of their lines.
struct QueueSnapshot::State {
  explicit State(OrderPlan order_plan) : plan{std::move(order_plan)} {}

  OrderPlan plan;
  std::vector<ClassList> lists;  ///< by ClassIndex
  std::shared_ptr<LineMemory> memory = std::make_shared<LineMemory>();
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
  explicit OrderCursor(const QueueSnapshot::State& state) : state_{state} {}

  /// The next unit, or null after the last.
  const UnitLine* next();

 private:
  struct Head {
    std::int64_t lead = 0;  ///< on the day
    const UnitLine* line = nullptr;
    ClassIndex list = 0;
    ClassList::At at;
  };

  [[nodiscard]] bool open_group();
  void push(ClassIndex list, ClassList::At at);
  [[nodiscard]] bool stands_before(const Head& a, const Head& b) const;

  const QueueSnapshot::State& state_;
  std::size_t opened_ = 0;           ///< of the plan's classes by tier
  std::vector<Head> heads_;          ///< a heap, the first unit on top
};

/// The places of a unit's cases.
void add_places(const QueueSnapshot::State& state,
                const UnitLine& line,
                std::uint32_t position,
                std::vector<QueuePlace>& places);

}  // namespace waitlist
