// A unit of a live queue as it moves with time, written once and never changed: readers may keep
// it.
#pragma once

#include <waitlist/base/limits.h>
#include <waitlist/queue/live_queue.h>

#include "base/point_parts.h"
#include "queue/line_memory.h"
#include "queue/order_keys.h"
#include "scoring/unit_reader.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace waitlist {

/// Lines that stand in one tier and rise alike: their order never changes.
struct LineClass {
  TierIndex tier = 0;
  PointParts slope;
  std::int64_t waiting = 1;

  friend bool operator==(const LineClass&, const LineClass&) = default;
};

using ClassIndex = std::uint32_t;

/// The keys that differ within a class, as near as 64 bits tell them: of two lines of a class the
/// one with the smaller lead stands first; where leads are alike, keys and ids decide.
using Lead = std::int64_t;

using OrderKeyValues = std::array<std::int64_t, OrderTable::kMost>;

/// One case on its line. Points are those of day 0, 1970-01-01, had the line always held.
struct CaseLine {
  std::string_view case_id;
  PointParts at_zero;
  PointParts slope;
  TierIndex tier = 0;
  BandIndex band = 0;
  bool must_allocate = false;

  [[nodiscard]] PointParts points_on(Day day) const noexcept {
    return at_zero + slope * day.days_since_epoch();
  }
};

/// A unit: its cases in order, the first of which stands for all. Behind this lie, as the plan
/// says, the order keys of day 0 and the cases; a case that stands alone takes some 50 bytes.
struct UnitLine {
  UnitIndex unit = 0;
  ClassIndex line_class = 0;
  std::uint32_t case_count = 0;
};

/// The keys of a policy's order, how those of each class move with the days, and where a line has
/// them.
class OrderPlan {
 public:
  static constexpr std::size_t kUsualBytes = 56;  ///< of the line of a case that stands alone

  explicit OrderPlan(CompiledPolicy policy);

  /// The keys before the case id.
  [[nodiscard]] const OrderTable& keys() const noexcept { return *keys_; }

  /// CompiledPolicy::point_parts(), in which points of lines are.
  [[nodiscard]] std::int64_t point_parts() const noexcept { return policy_.point_parts(); }

  /// Place of the first key whose values differ within a class of this tier; keys().size() when
  /// none does.
  [[nodiscard]] std::size_t first_differing(TierIndex tier) const noexcept {
    return first_differing_[keys_->order_of(tier)];
  }

  /// The lead of a line, and that of keys of day 0 as a line of some class would have them, which
  /// begin to differ at this place.
  [[nodiscard]] Lead lead(const UnitLine& line) const noexcept;
  [[nodiscard]] Lead lead(std::span<const std::int64_t> keys, std::size_t first) const noexcept;

  [[nodiscard]] bool tier_first() const noexcept {
    return keys_->size() > 0 && keys_->usual(0).kind == OrderKey::tier;
  }

  [[nodiscard]] ClassIndex class_of(const LineClass& wanted);

  [[nodiscard]] const LineClass& at(ClassIndex index) const { return classes_[index]; }

  [[nodiscard]] std::size_t class_count() const noexcept { return classes_.size(); }

  /// All classes, those of the most urgent tier first.
  [[nodiscard]] std::span<const ClassIndex> by_tier() const noexcept { return by_tier_; }

  /// What a day adds to a key of this class.
  [[nodiscard]] std::int64_t daily(ClassIndex index, std::size_t key) const noexcept {
    switch (keys_->at(key, classes_[index].tier).kind) {
      case OrderKey::points: return -classes_[index].slope.count();
      case OrderKey::longest_wait: return -classes_[index].waiting;
      case OrderKey::overdue: return -1;
      case OrderKey::tier:
      case OrderKey::risk_points:
      case OrderKey::latest_start:
      case OrderKey::filing_date:
      case OrderKey::youngest_child:
      case OrderKey::lottery:
      case OrderKey::group:
      case OrderKey::date:
      case OrderKey::case_id: break;
    }
    return 0;
  }

  /// A key of day 0, smaller first.
  [[nodiscard]] std::int64_t key(const UnitLine& line, std::size_t key) const noexcept;

  /// The case that stands for its unit.
  [[nodiscard]] CaseLine first(const UnitLine& line) const noexcept;
  [[nodiscard]] std::string_view first_id(const UnitLine& line) const noexcept;
  /// The rule that ends the line.
  [[nodiscard]] ChangeCause cause(const UnitLine& line) const noexcept;

  /// Visits the cases of a unit in order.
  template <class Visit>
  void visit_cases(const UnitLine& line, Visit visit) const {
    visit(first(line));
    const std::byte* at = rest_of(line);
    for (std::uint32_t i = 1; i < line.case_count; ++i) {
      CaseLine one;
      at = read_case(at, one);
      visit(one);
    }
  }

  /// Writes a line. `cases` are in order, `keys` those of the first on day 0.
  [[nodiscard]] const UnitLine* write(const UnitLine& line,
                                      std::span<const std::int64_t> keys,
                                      std::span<const CaseLine> cases,
                                      ChangeCause cause,
                                      LineMemory& memory) const;

  /// Bytes that a line takes.
  [[nodiscard]] std::size_t size_of(const UnitLine& line) const noexcept;

  /// The same line in other memory.
  [[nodiscard]] const UnitLine* copied(const UnitLine& line, LineMemory& memory) const;

 private:
  /// Where a key lies in a line. Days fit 32 bits; points and lottery numbers need 64.
  struct Slot {
    std::uint32_t offset = 0;
    bool wide = false;
  };

  void lay_out();

  /// Where a line of this class has its points, less those of the first case.
  [[nodiscard]] const Slot& points_of(ClassIndex index) const noexcept {
    return points_[keys_->order_of(classes_[index].tier)];
  }

  template <class KeyAt>
  [[nodiscard]] Lead packed(KeyAt key_at, std::size_t differing) const noexcept;
  [[nodiscard]] static std::int64_t value(const UnitLine& line, const Slot& slot) noexcept;
  [[nodiscard]] const std::byte* rest_of(const UnitLine& line) const noexcept;
  static const std::byte* read_case(const std::byte* at, CaseLine& one) noexcept;

  CompiledPolicy policy_;    ///< holds the keys
  const OrderTable* keys_;   ///< of the policy
  std::vector<Slot> slots_;  ///< of the places of the order
  // By the orders of the policy.
  std::vector<Slot> points_;
  std::vector<std::size_t> first_differing_;
  std::uint32_t cases_at_ = 0;
  std::vector<LineClass> classes_;
  std::vector<ClassIndex> by_tier_;
};

/// A unit's line and the day on which it must be made again, without gaps: there is one for each
/// unit.
class MadeLine {
 public:
  std::int32_t look = INT32_MAX;  ///< day since 1970-01-01; INT32_MAX: never

  /// Null: none of its cases is ranked.
  [[nodiscard]] const UnitLine* line() const noexcept {
    return std::bit_cast<const UnitLine*>(line_);
  }

  void line(const UnitLine* line) noexcept { line_ = std::bit_cast<PointerBytes>(line); }

 private:
  using PointerBytes = std::array<std::byte, sizeof(void*)>;
  PointerBytes line_ = std::bit_cast<PointerBytes>(static_cast<const UnitLine*>(nullptr));
};

static_assert(sizeof(MadeLine) == sizeof(std::int32_t) + sizeof(void*));

/// Makes lines; what it needs on the way is kept for the next one.
class LineMaker {
 public:
  /// The line of a unit on a day. Its class may be new to the plan, also when memory runs out.
  [[nodiscard]] MadeLine make(const CaseTable& cases,
                              const CompiledPolicy& policy,
                              UnitIndex unit,
                              Day as_of,
                              OrderPlan& plan,
                              LineMemory& memory);

 private:
  /// A ranked case of the unit.
  struct Member {
    CaseRow row = 0;
    Trajectory line;
    OrderKeyValues keys{};  ///< on the day, smaller first

    [[nodiscard]] PointParts points() const noexcept {
      return in_parts(line.points, line.part, line.parts);
    }

    [[nodiscard]] PointParts slope() const noexcept {
      return in_parts(line.slope, line.slope_part, line.parts);
    }
  };

  void add_member(const UnitReader& reader, CaseRow row);
  void look(Day on, ChangeCause cause);
  void look_at_listings();
  void look_at_passing();
  const UnitLine* written(OrderPlan& plan, LineMemory& memory);

  const CaseTable* cases_ = nullptr;
  const CompiledPolicy* policy_ = nullptr;
  const OrderPlan* plan_ = nullptr;
  UnitIndex unit_ = 0;
  Day as_of_ = Day::first();
  std::vector<Member> members_;
  std::vector<CaseLine> lines_;
  MadeLine made_;
  ChangeCause cause_{};
};

}  // namespace waitlist
