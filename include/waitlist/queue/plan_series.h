/// \file plan_series.h
/// \brief What another policy would have done to many lists, one after the other: each list by
/// itself, and how often each case goes up or down.
/// Layer: queue (may use base, cases, policy, scoring).
/// Figures: docs/reference/plan.md, "Over recorded lists".
/// Units: places are those of each list by itself; a case is known by its id.
/// Errors: none.  Complexity: add() O(n log c) for n cases of a list and c cases so far.
/// Threads: a PlanSeries that nobody adds to may be shared; add() belongs to one thread.
/// Not: what would have come after. Each list is as it was recorded: had the later policy been in
/// force, other cases would have been allocated, and later lists would hold other cases.
#pragma once

#include <waitlist/base/day.h>
#include <waitlist/base/error.h>
#include <waitlist/base/export.h>
#include <waitlist/policy/compiled_policy.h>
#include <waitlist/queue/policy_plan.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// Rows of a list as it once was that could not be compared, because they are not there any more.
struct RowsLeftOut {
  std::size_t erased = 0;              ///< what opened them was destroyed
  std::size_t of_broken_families = 0;  ///< a case of their family was erased
  std::size_t faulty = 0;              ///< something was wrong in them at the time

  friend bool operator==(const RowsLeftOut&, const RowsLeftOut&) = default;
};

/// How far one case goes.
struct PlannedFall {
  std::string case_id;
  std::int64_t places = 0;  ///< more than 0

  friend bool operator==(const PlannedFall&, const PlannedFall&) = default;
};

/// Whence the lists are.
struct SeriesSource {
  std::string name;       ///< of a record: its origin; empty: nobody said
  std::string head;       ///< which state of it, as `SIZE:ROOT`; may be empty
  std::size_t lists = 0;  ///< that it has in all

  friend bool operator==(const SeriesSource&, const SeriesSource&) = default;
};

/// One list under both policies.
struct PlannedList {
  std::string name;  ///< `2009-10-05/1`
  Day as_of = Day::first();
  /// Why it could not be ranked under one of the policies; empty: it was. Then all that follows but
  /// `left_out` is nought.
  Errors faults;
  PlannedMoves moves;                        ///< of the cases that both policies rank
  std::size_t tiers_changed = 0;             ///< of these cases: those whose tier has another id
  std::optional<PlannedFall> farthest_down;  ///< among equals the first by the later order
  std::size_t only_before = 0;               ///< cases that one policy ranks and the other does not
  std::size_t only_after = 0;
  std::size_t faulty_before = 0;  ///< rows that each policy sets apart as faulty
  std::size_t faulty_after = 0;
  /// What is wrong with these rows: of each policy the first limits::kErrorsMax faults, which are
  /// counted where there are more, under a source that names the list and the policy.
  Errors apart_before, apart_after;
  RowsLeftOut left_out;

  [[nodiscard]] bool planned() const noexcept { return faults.empty(); }

  [[nodiscard]] std::size_t unchanged() const noexcept {
    return moves.cases - moves.up - moves.down;
  }
};

/// A case over all lists on which both policies rank it.
struct PlannedCaseOver {
  std::string case_id;
  std::size_t lists = 0;           ///< on which it was compared; the next four count of these
  std::size_t up = 0;              ///< on which it goes up
  std::size_t down = 0;            ///< on which it goes down
  std::size_t must_now = 0;        ///< on which it has to be allocated, and did not
  std::size_t must_no_longer = 0;  ///< on which it had to be allocated, and does not
  std::int64_t farthest_down = 0;  ///< most places that it goes down by on one list; 0: on none

  friend bool operator==(const PlannedCaseOver&, const PlannedCaseOver&) = default;
};

/// All lists together. A case counts once, by its id, however many lists it stood on.
struct PlanSeriesTotals {
  std::size_t lists = 0;
  std::size_t planned = 0;        ///< of the lists
  std::size_t cases = 0;          ///< that were compared on at least one list
  std::size_t ever_down = 0;      ///< of the cases: go down on at least one list
  std::size_t always_down = 0;    ///< go down on each list on which they were compared
  std::size_t ever_up = 0;        ///< go up on at least one list
  std::size_t both_ways = 0;      ///< up on one list and down on another
  std::size_t keep_place = 0;     ///< keep their place on each list
  std::size_t ever_must_now = 0;  ///< have to be allocated on at least one list, and did not
  std::size_t ever_must_no_longer = 0;
  RowsLeftOut left_out;  ///< rows, of all lists: one case may have had many

  friend bool operator==(const PlanSeriesTotals&, const PlanSeriesTotals&) = default;
};

/// `list 2009-10-05/1, under the policy before, ID VERSION`: the source of faults of one list.
[[nodiscard]] WAITLIST_EXPORT std::string list_under(const std::string& list,
                                                     std::string_view before_or_after,
                                                     const CompiledPolicy& policy);

class WAITLIST_EXPORT PlanSeries {
 public:
  PlanSeries(CompiledPolicy before, CompiledPolicy after, SeriesSource source = {});

  /// The next list. Its plan need not keep contributions, and may be let go afterwards.
  void add(std::string name, const PolicyPlan& plan, const RowsLeftOut& left_out = {});

  /// The next list, where it cannot be ranked. Requires a fault.
  void add_unplanned(std::string name, Day as_of, Errors faults, const RowsLeftOut& left_out = {});

  [[nodiscard]] const CompiledPolicy& before() const noexcept { return before_; }

  [[nodiscard]] const CompiledPolicy& after() const noexcept { return after_; }

  [[nodiscard]] const SeriesSource& source() const noexcept { return source_; }

  /// In the order in which they were added.
  [[nodiscard]] const std::vector<PlannedList>& lists() const noexcept { return lists_; }

  /// Each case that was compared: those that go down on most lists first, then those that go down
  /// farthest, then in byte order of ids. O(c log c).
  [[nodiscard]] std::vector<PlannedCaseOver> cases() const;

  [[nodiscard]] PlanSeriesTotals totals() const noexcept;

 private:
  CompiledPolicy before_;
  CompiledPolicy after_;
  SeriesSource source_;
  std::vector<PlannedList> lists_;
  std::map<std::string, PlannedCaseOver, std::less<>> cases_;
};

}  // namespace waitlist
