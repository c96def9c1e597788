/// \file condition.h
/// \brief What a rule of a policy asks of a case before it applies, as written and not yet checked.
/// Layer: policy (may use base, cases).  Source: docs/reference/policy-format.md section 9, which
/// says when each condition certainly holds, holds in use, and possibly holds.  Ranges are those
/// that compile() accepts.
/// Threads: values; share freely.
#pragma once

#include <waitlist/base/decimal.h>
#include <waitlist/base/whole.h>
#include <waitlist/policy/points_per.h>
#include <waitlist/policy/text_place.h>

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace waitlist {

/// Sections 4 and 9. The day to which the days since a date are counted.
enum class MeasuredTo : std::uint8_t {
  listed,  ///< the day on which the case was listed
  as_of,
};

/// What a condition compares an answer with: the level of a choice; a number, of markers for a
/// checklist.
using ConditionBound = std::variant<std::string, Decimal>;

/// Section 9. The level of a choice or a worse one; so many of a count, or markers of a checklist.
struct FactAtLeast {
  std::string fact;
  ConditionBound bound;
};

/// Section 9. At least one of these markers of a checklist is ticked, or one of these levels of a
/// choice is given.
struct FactAnyOf {
  std::string fact;
  std::vector<std::string> markers;  ///< or levels; 1 or more
};

/// Section 9. A date at most so many days before listing or the as-of date, or after it.
struct FactWithin {
  std::string fact;
  Days days;  ///< 0 to limits::kDaysMax
  MeasuredTo measured = MeasuredTo::listed;
};

/// Section 9. A child of the unit is younger, taken as AgeRule::at says.
struct YoungestUnder {
  Months months;  ///< 1 to 216 completed months
};

/// Section 9. This band or a more urgent one, after decisions and before promotion. In
/// FasterWaiting only.
struct BandAtLeast {
  std::string band;
};

/// Section 9. The level of a choice or a less concerning one; so many or fewer. `no` is less.
struct FactAtMost {
  std::string fact;
  ConditionBound bound;
};

/// Section 9. One of these and what lies between. `no` is the number 0, and no level.
struct FactBetween {
  std::string fact;
  ConditionBound from, to;  ///< both included; `to` is not below `from`
};

/// Section 9. This very level or number; `no` of any fact. The number 0 is met by `no`, too.
struct FactIs {
  std::string fact;
  ConditionBound value;
};

/// Section 9. As FactWithin, in completed months or years.
struct FactWithinMonths {
  std::string fact;
  std::int64_t number = 0;           ///< 0 to limits::kMonthsMax or kYearsMax
  DateUnit unit = DateUnit::months;  ///< months or years
  MeasuredTo measured = MeasuredTo::listed;
};

/// Section 9. A date is given that is not within so much time.
struct FactOlder {
  std::string fact;
  std::int64_t number = 0;  ///< as for FactWithin and FactWithinMonths
  DateUnit unit = DateUnit::days;
  MeasuredTo measured = MeasuredTo::listed;
};

/// Section 9. The answer is not known.
struct FactIsUnknown {
  std::string fact;
};

struct Condition {
  std::variant<FactAtLeast,
               FactAnyOf,
               FactWithin,
               YoungestUnder,
               BandAtLeast,
               FactAtMost,
               FactBetween,
               FactIs,
               FactWithinMonths,
               FactOlder,
               FactIsUnknown>
      test;
  TextPlace place{};
  bool negated = false;  ///< `not`: what is known is not so
};

/// Section 9. Rules that need one have at least one condition.
struct When {
  std::vector<Condition> all{};  ///< each has to hold
  std::vector<Condition> any{};  ///< one has to hold, where there are some

  /// Whether it asks nothing.
  [[nodiscard]] bool empty() const noexcept { return all.empty() && any.empty(); }
};

}  // namespace waitlist
