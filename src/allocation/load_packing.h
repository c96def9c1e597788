// Units of several places at practitioners, and the small changes that a search tries.
#pragma once

#include <waitlist/allocation/assignment_problem.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace waitlist {

class LoadPacking {
 public:
  static constexpr PractitionerIndex kNobody{UINT32_MAX};

  /// Requires a checked problem that outlives this. Nothing is placed yet.
  explicit LoadPacking(const AssignmentProblem& problem);

  [[nodiscard]] const AssignmentProblem& problem() const noexcept { return *problem_; }

  [[nodiscard]] PractitionerIndex at(QueuedUnit unit) const noexcept { return at_[unit]; }

  [[nodiscard]] bool placed(QueuedUnit unit) const noexcept { return at_[unit] != kNobody; }

  [[nodiscard]] std::span<const QueuedUnit> held(PractitionerIndex p) const noexcept {
    return held_[p];
  }

  [[nodiscard]] std::uint32_t taken(PractitionerIndex p) const noexcept { return taken_[p]; }

  [[nodiscard]] std::uint32_t urgent_taken(PractitionerIndex p) const noexcept {
    return urgent_[p];
  }

  /// How many of a kind with a limit somebody has.
  [[nodiscard]] std::uint32_t of_kind(PractitionerIndex p, LimitedKind kind) const noexcept {
    return kinds_[kind * held_.size() + p];
  }

  /// Whether all limits on kinds are kept with a practitioner.
  [[nodiscard]] bool keeps_kinds(PractitionerIndex p) const noexcept;

  [[nodiscard]] std::int64_t total() const;
  [[nodiscard]] std::optional<std::int64_t> cost(QueuedUnit unit, PractitionerIndex p) const;
  /// What so many places at a practitioner cost, and what those taken now do.
  [[nodiscard]] std::int64_t place_cost(PractitionerIndex p,
                                        std::uint32_t taken,
                                        std::uint32_t urgent) const noexcept;

  [[nodiscard]] std::int64_t place_cost(PractitionerIndex p) const noexcept {
    return place_cost(p, taken_[p], urgent_[p]);
  }

  [[nodiscard]] bool fits(QueuedUnit unit, PractitionerIndex p) const noexcept;
  /// Whether it would fit if nobody else were there.
  [[nodiscard]] bool could_fit(QueuedUnit unit, PractitionerIndex p) const noexcept;
  void put(QueuedUnit unit, PractitionerIndex p);
  void take(QueuedUnit unit);

  /// Places a unit where it fits for least. False: it fits nowhere as things stand.
  bool put_where_cheapest(QueuedUnit unit);

  /// Places a unit: where it fits for least, else by moving one unit, else by swapping two, else by
  /// a chain of moves. False: none of these makes room, and nothing has changed.
  bool fit_in(QueuedUnit unit);
  /// The same by moving one unit or swapping two alone.
  bool fit_in_by_two(QueuedUnit unit);

  /// A unit moves, or goes where another is and that one to a third practitioner, as long as that
  /// lowers the total. Answers whether it has fallen.
  bool improve();

  /// A way for a placed unit to go elsewhere: alone, or where another is, which goes to a third
  /// practitioner or to the first.
  struct Departure {
    std::int64_t extra = INT64_MAX;
    PractitionerIndex to = kNobody;
    std::optional<QueuedUnit> other;
    PractitionerIndex third = kNobody;
  };

  /// The cheapest one; of equally cheap ones the earliest practitioner's, alone before with
  /// another.
  [[nodiscard]] std::optional<Departure> departure(QueuedUnit unit);

 private:
  /// Pairs of each unit by practitioner. The same for every copy of a packing.
  struct Pairs {
    std::vector<std::size_t> begin{0};
    std::vector<EligiblePair> pairs;
    std::vector<std::int64_t> table;  ///< price of each unit at each practitioner; empty: too large
  };

  /// A place for a unit, and what it would add; cheaper ones first, then earlier practitioners.
  struct Option {
    std::int64_t added = INT64_MAX;
    PractitionerIndex practitioner = kNobody;

    friend auto operator<=>(const Option&, const Option&) = default;
  };

  struct Elsewhere {
    std::uint64_t changes = 0;  ///< when it was found out; 0: never
    Option best, second;
  };

  [[nodiscard]] std::span<const EligiblePair> eligible(QueuedUnit unit) const noexcept {
    const std::size_t begin = pairs_->begin[unit];
    return std::span{pairs_->pairs}.subspan(begin, pairs_->begin[unit + 1] - begin);
  }

  /// Whether limits on kinds leave room for a unit, once another has left.
  [[nodiscard]] bool kinds_fit(QueuedUnit unit,
                               PractitionerIndex p,
                               std::optional<QueuedUnit> left) const noexcept;
  void count_kinds(QueuedUnit unit, PractitionerIndex p, bool more) noexcept;
  /// What adding a unit would add, pair and places.
  [[nodiscard]] std::int64_t added(QueuedUnit unit, const EligiblePair& pair) const noexcept;
  /// What taking a unit away would save.
  [[nodiscard]] std::int64_t saved(QueuedUnit unit) const;
  bool make_room_by_move(QueuedUnit unit, PractitionerIndex p);
  bool make_room_by_swap(QueuedUnit unit, PractitionerIndex p);
  bool fit_by_chain(QueuedUnit unit, int depth, int& steps);
  [[nodiscard]] const Elsewhere& elsewhere(QueuedUnit unit);
  [[nodiscard]] Option option_after(QueuedUnit unit, PractitionerIndex p, QueuedUnit left) const;
  [[nodiscard]] Option third_for(QueuedUnit moved, QueuedUnit left);
  bool move_one(QueuedUnit unit);
  bool chain_one(QueuedUnit unit);

  const AssignmentProblem* problem_;
  std::shared_ptr<const Pairs> pairs_;
  std::vector<PractitionerIndex> at_;
  std::vector<std::int64_t> cost_at_;
  std::vector<std::vector<QueuedUnit>> held_;
  std::vector<std::uint32_t> taken_, urgent_;
  std::vector<std::uint32_t> kinds_;  ///< by kind with a limit, and practitioner
  std::uint64_t changes_ = 1;         ///< rises with every change
  std::vector<Elsewhere> elsewhere_;
};

}  // namespace waitlist
