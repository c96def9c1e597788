// A unit of a live queue as it moves with time, made once and never changed: readers may keep it.
#pragma once

#include <waitlist/base/limits.h>
#include <waitlist/queue/live_queue.h>

#include <cstdint>
#include <memory_resource>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace waitlist {

/// Lines that stand in one tier and rise alike: their order never changes.
struct LineClass {
  TierIndex tier = 0;
  Points slope;
  std::int64_t waiting = 1;

  friend bool operator==(const LineClass&, const LineClass&) = default;
};

using ClassIndex = std::uint32_t;

/// One case on its line. Points are those of day 0, 1970-01-01, had the line always held.
struct CaseLine {
  const char* id = nullptr;
  Points at_zero;
  Points slope;
  CaseRow row = 0;
  std::uint8_t id_bytes = 0;
  TierIndex tier = 0;
  BandIndex band = 0;
  bool must_allocate = false;

  [[nodiscard]] std::string_view case_id() const noexcept { return {id, id_bytes}; }

  [[nodiscard]] Points points_on(Day day) const noexcept {
    return at_zero + slope * day.days_since_epoch();
  }
};

static_assert(limits::kCaseIdBytesMax <= UINT8_MAX);

/// A unit: its cases in order, and the order keys of the first, which stands for all.
struct UnitLine {
  /// One for each key of the policy before the case id, smaller first: those of day 0.
  const std::int64_t* keys = nullptr;
  const CaseLine* cases = nullptr;
  UnitIndex unit = 0;
  ClassIndex line_class = 0;
  std::uint32_t case_count = 0;

  [[nodiscard]] const CaseLine& first() const noexcept { return *cases; }

  [[nodiscard]] std::span<const CaseLine> all() const noexcept { return {cases, case_count}; }
};

/// The keys of a policy's order, and how those of each class move with the days.
class OrderPlan {
 public:
  explicit OrderPlan(const CompiledPolicy& policy);

  /// The keys before the case id.
  [[nodiscard]] std::span<const OrderKey> keys() const noexcept { return keys_; }

  /// Place of the first key whose values differ within a class; keys().size() when none does.
  [[nodiscard]] std::size_t lead() const noexcept { return lead_; }

  [[nodiscard]] bool tier_first() const noexcept {
    return !keys_.empty() && keys_.front() == OrderKey::tier;
  }

  [[nodiscard]] ClassIndex class_of(const LineClass& wanted);

  [[nodiscard]] const LineClass& at(ClassIndex index) const { return classes_[index]; }

  [[nodiscard]] std::size_t class_count() const noexcept { return classes_.size(); }

  /// What a day adds to a key of this class.
  [[nodiscard]] std::int64_t daily(ClassIndex index, std::size_t key) const noexcept;

 private:
  std::vector<OrderKey> keys_;
  std::size_t lead_ = 0;
  std::vector<LineClass> classes_;
};

/// A unit's line and the day on which it must be made again.
struct MadeLine {
  const UnitLine* line = nullptr;  ///< null: none of its cases is ranked
  std::int32_t look = INT32_MAX;   ///< day since 1970-01-01; INT32_MAX: never
  ChangeCause cause{};
};

/// Makes the line of a unit on a day; all memory comes from `memory`.
[[nodiscard]] MadeLine make_line(const CaseTable& cases,
                                 const CompiledPolicy& policy,
                                 UnitIndex unit,
                                 Day as_of,
                                 OrderPlan& plan,
                                 std::pmr::memory_resource& memory);

/// The same line in other memory.
[[nodiscard]] const UnitLine* copied(const UnitLine& line,
                                     const OrderPlan& plan,
                                     std::pmr::memory_resource& memory);

}  // namespace waitlist
