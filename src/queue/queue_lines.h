// The lines of a live queue's units in their lists, on a day (docs/background/live-queue.md).
#pragma once

#include <waitlist/queue/live_queue.h>

#include "base/big_memory.h"
#include "queue/look_days.h"
#include "queue/queue_order.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace waitlist {

/// One writer. Const member functions may be called from several threads while nobody writes.
class QueueLines {
 public:
  /// Of a list that changes; nothing is made yet. The table outlives the lines.
  QueueLines(const CaseTable& cases, const CompiledPolicy& policy, Day as_of);

  [[nodiscard]] const QueueSnapshot::State& order() const noexcept { return *order_; }

  /// By UnitIndex.
  [[nodiscard]] std::span<const MadeLine> units() const noexcept { return units_; }

  /// Null: the unit is not ranked.
  [[nodiscard]] const UnitLine* line(UnitIndex unit) const noexcept {
    return unit < units_.size() ? units_[unit].line() : nullptr;
  }

  /// Makes and places all units of the table.
  void fill();

  /// What changes lines, from here to settle(); taken back unless it is settled. One at a time.
  class Change {
   public:
    explicit Change(QueueLines& lines) : lines_{lines} { lines_.begin(); }

    Change(const Change&) = delete;
    Change& operator=(const Change&) = delete;

    ~Change() {
      if (is_settled_) {
        lines_.tend();
      } else {
        lines_.revert();
      }
    }

    /// Takes units out and puts others in, which may have the same numbers.
    void replace(std::span<const UnitIndex> old_units, std::span<const UnitIndex> new_units) {
      lines_.replace(old_units, new_units);
    }

    /// Goes to a later day, on which these units are due.
    void go_to(Day day, std::span<const UnitIndex> due) { lines_.go_to(day, due); }

    void settle() noexcept {
      lines_.settle();
      is_settled_ = true;
    }

   private:
    QueueLines& lines_;
    bool is_settled_ = false;
  };

  /// The units that must be made again on a later day, in the order of their numbers.
  [[nodiscard]] std::vector<UnitIndex> due(Day day) const {
    return looks_.due(day.days_since_epoch(), units_);
  }

  /// The first `count` cases, or all when there are fewer.
  [[nodiscard]] std::vector<QueuePlace> top(std::size_t count) const;

  [[nodiscard]] QueueSnapshot snapshot() const;

  // Steps that ask for the memory of a unit before it is looked at, or for what a change writes.
  void prefetch(UnitIndex unit) const noexcept;
  void prefetch_line(UnitIndex unit) const noexcept;
  void prefetch_block(UnitIndex unit) const noexcept;

 private:
  /// How things stood before the change under way.
  struct Before {
    struct Unit {
      UnitIndex unit = 0;
      MadeLine made;
    };

    std::vector<Unit> units;  ///< the same unit may stand here twice
    std::vector<const UnitLine*> inserted;
    std::vector<ClassList::Taken> taken;  ///< in the order in which they went
    std::vector<ClassList> lists;         ///< when all lines were ordered again
    bool are_lists_new = false;
    std::size_t cases = 0;
    std::uint32_t unit_count = 0;
    Day as_of = Day::first();
  };

  void begin() noexcept;
  void replace(std::span<const UnitIndex> old_units, std::span<const UnitIndex> new_units);
  void go_to(Day day, std::span<const UnitIndex> due);
  void settle() noexcept;
  void revert() noexcept;
  void tend() noexcept;

  void note_before(UnitIndex unit);
  void make(UnitIndex unit);
  void insert(UnitIndex unit);
  void take(const UnitLine& line);
  void order_all();
  void forget(const UnitLine& line) noexcept;
  void count(const UnitLine& line, int sign) noexcept;
  void note_change(const UnitLine& line) noexcept;
  void forget_front() noexcept;
  void read_front();
  void renew_memory();

  const CaseTable& cases_;
  const CompiledPolicy& policy_;
  std::unique_ptr<QueueSnapshot::State> order_;
  LineMaker maker_;
  BigVector<MadeLine> units_;
  LookDays looks_;
  /// The first places, written by changes alone, and the unit behind which nothing changes them.
  std::vector<QueuePlace> front_;
  const UnitLine* front_end_ = nullptr;          ///< null: the front is not up to date
  std::size_t made_lines_ = 0;                   ///< in the memory, also those no longer in use
  std::uint64_t epoch_ = 1;                      ///< blocks of an earlier one may be in snapshots
  mutable std::atomic<bool> is_shared_ = false;  ///< a snapshot was taken since the last change
  Before before_;                                ///< its memory is kept from change to change
};

}  // namespace waitlist
