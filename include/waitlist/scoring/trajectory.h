/// \file trajectory.h
/// \brief A score as it moves with time: a straight line, until a rule looks at the case again.
/// Layer: scoring (may use base, cases, policy).  Source: docs/background/trajectories.md.
/// Units: thousandths of a point, calendar days.
/// Complexity: trajectory() is O(facts + rules of the policy); forecast() that for each day on
/// which a rule looks.  Threads: pure; share freely.
#pragma once

#include <waitlist/base/day.h>
#include <waitlist/base/export.h>
#include <waitlist/base/whole.h>
#include <waitlist/cases/case_table.h>
#include <waitlist/policy/compiled_policy.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace waitlist {

/// The rule that looks at a case on a day. Of several on one day the first of these is named.
enum class ChangeCause : std::uint8_t {
  must_allocate,    ///< has waited as long as the policy allows
  filing_near,      ///< so near to its filing date that it must be allocated
  decision_begins,  ///< a manager's decision comes into force
  decision_ends,
  promotion,      ///< has waited long enough for a more urgent band
  listing,        ///< a case of the unit is listed, and its wait, children and filing date count
  birthday,       ///< a child reaches an age the policy names (policies that take ages as of today)
  birth,          ///< a child of the unit is born, and counts from then on
  stale,          ///< an answer was received too long ago: the range of the score opens
  date_measured,  ///< a date lies so many days back that a rule says something else of it
  filing_slack,   ///< fewer working days are left until work must start
  waiting_rate,   ///< waiting earns at another rate from this day, or has reached its cap
  /// Another month or year of waiting is completed (policies that count waits so), or the days of
  /// a pause change how many are.
  wait_completed,
  pause,  ///< an excluded pause begins or ends, or another case becomes the longest waiting
};

/// The next day on which a rule looks at a case.
struct NextLook {
  Day on = Day::first();
  ChangeCause cause{};

  friend bool operator==(const NextLook&, const NextLook&) = default;
};

/// How a case stands from `from` until the day before `next`: its tier stays, its points and its
/// wait are straight lines.
struct Trajectory {
  Day from = Day::first();
  BandIndex band = 0;  ///< after promotion
  TierIndex tier = 0;
  bool must_allocate = false;
  Points points;                 ///< `used` points on `from`, rounded down to a thousandth
  Points slope;                  ///< gained each day, rounded down
  std::int64_t part = 0;         ///< what that left out of the points, in `parts` of a thousandth
  std::int64_t slope_part = 0;   ///< and out of what a day adds
  std::int64_t parts = 1;        ///< CompiledPolicy::point_parts()
  Points risk;                   ///< `used` risk points
  Days waited;                   ///< of its unit, on `from`
  std::int64_t waiting = 1;      ///< days that a day adds to the wait: 0 in an excluded pause
  std::optional<NextLook> next;  ///< nullopt: the line goes on for ever

  /// Points on a day from `from` until the day of `next`.
  [[nodiscard]] Points points_on(Day day) const noexcept {
    const std::int64_t days = (day - from).count();
    return points + slope * days + Points{(part + slope_part * days) / parts};
  }

  /// What rounding those down leaves out, in `parts` of a thousandth.
  [[nodiscard]] std::int64_t part_on(Day day) const noexcept {
    return (part + slope_part * (day - from).count()) % parts;
  }

  /// The wait on such a day.
  [[nodiscard]] Days waited_on(Day day) const noexcept {
    return waited + Days{waiting * (day - from).count()};
  }

  friend bool operator==(const Trajectory&, const Trajectory&) = default;
};

/// The line on which a case moves from `as_of` on while its facts stay as they are. Requires an
/// awaiting case listed by `as_of`, and check_scorable().
[[nodiscard]] WAITLIST_EXPORT Trajectory trajectory(const CaseTable& cases,
                                                    const CompiledPolicy& policy,
                                                    CaseRow row,
                                                    Day as_of);

/// A day on which time alone changes the tier of a case, its points by a step, or its slope.
struct ForecastChange {
  ChangeCause cause{};
  Points points_before;  ///< what its points would be on the day if nothing had changed
  Trajectory after;      ///< from the day of the change on
  TierIndex tier_before = 0;
  Points slope_before;
  std::int64_t slope_part_before = 0;

  friend bool operator==(const ForecastChange&, const ForecastChange&) = default;
};

/// Every change after `as_of` up to and including `last_day`, in order of days, with the facts as
/// they are. Ends early with the holiday data of a policy that looks at filing dates. Requires what
/// trajectory() requires.
[[nodiscard]] WAITLIST_EXPORT std::vector<ForecastChange> forecast(
    const CaseTable& cases, const CompiledPolicy& policy, CaseRow row, Day as_of, Day last_day);

/// `must_allocate`, `filing_near`, …
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(ChangeCause cause) noexcept;

}  // namespace waitlist
