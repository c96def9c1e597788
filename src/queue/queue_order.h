// The order of a live queue: a list for each class of lines, and the merge of the lists on a day
// (docs/background/live-queue.md).
#pragma once

#include "queue/class_list.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace waitlist {

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
    std::int64_t first_key = 0;  ///< that differs within a class; on the day
    const UnitLine* line = nullptr;
    ClassIndex list = 0;
    ClassList::At at;
  };

  [[nodiscard]] bool open_group();
  void push(ClassIndex list, ClassList::At at);
  [[nodiscard]] bool stands_before(const Head& a, const Head& b) const;

  const QueueSnapshot::State& state_;
  std::size_t opened_ = 0;   ///< of the plan's classes by tier
  std::vector<Head> heads_;  ///< a heap, the first unit on top
};

/// Every place in order, until `visit` answers false.
void visit_places(const QueueSnapshot::State& state,
                  const std::function<bool(const QueuePlace&)>& visit);

/// The first `count` places, or all when there are fewer.
[[nodiscard]] std::vector<QueuePlace> first_places(const QueueSnapshot::State& state,
                                                   std::size_t count);

/// The places of a unit's cases.
void add_places(const QueueSnapshot::State& state,
                const UnitLine& line,
                Position position,
                std::vector<QueuePlace>& places);

}  // namespace waitlist
