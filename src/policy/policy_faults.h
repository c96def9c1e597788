// Everything that makes a policy unlawful, found without compiling it.
#pragma once

#include <waitlist/base/error.h>
#include <waitlist/cases/fact_schema.h>
#include <waitlist/cases/working_calendar.h>
#include <waitlist/policy/policy.h>

#include <optional>
#include <string>

namespace waitlist {

/// Every fault of a policy against its schema and the calendar it is to count by, in the order of
/// the format's sections; those with a number at an end of its interval excepted.
[[nodiscard]] Errors find_faults(const Policy& policy,
                                 const FactSchema& schema,
                                 const WorkingCalendar& calendar,
                                 const std::string& source);

/// What the policy would break with each number that has an interval at its `from`, and at its
/// `to`. Requires that find_faults() found nothing.
[[nodiscard]] Errors faults_at_interval_ends(const Policy& policy,
                                             const FactSchema& schema,
                                             const WorkingCalendar& calendar,
                                             const std::string& source);

/// No number that an answer has is above it: of a count its maximum, of a date what can be
/// completed.
[[nodiscard]] Decimal greatest_number(const CriterionRule& rule, const FactDefinition& fact);

/// Most that an answer can earn under this scale, taken as written.
[[nodiscard]] Points most_points(const CriterionRule& rule, const FactDefinition& fact);

/// Points of an unknown answer: as written, or the share of the most, up to a whole point.
[[nodiscard]] Points unknown_points(const CriterionRule& rule,
                                    const FactDefinition& fact,
                                    const UnknownRule& unknown);

}  // namespace waitlist
