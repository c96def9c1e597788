// Every number of points in a policy that cases can earn, one after the other.
#pragma once

#include <waitlist/cases/fact_schema.h>
#include <waitlist/policy/policy.h>
#include <waitlist/policy/varied_kind.h>

#include <functional>
#include <string>

namespace waitlist {

/// What a number is given for. Texts live as long as the call.
struct NumberName {
  VariedKind kind{};
  const std::string& rule;
  std::string part;
};

/// As [[uncertain]] calls it: `pain: severe`, `waiting: from 14`.
[[nodiscard]] std::string name_of(const NumberName& number);

using VisitNumber = std::function<void(const NumberName&, Points&)>;

/// Visits them in the order of the policy: groups, criteria, age, waiting, filing. Rows of ages
/// that `per` fills in are no numbers of their own.
void each_number(Policy& policy, const VisitNumber& visit);

/// The same of a policy that stays as it is.
using ReadNumber = std::function<void(const NumberName&, Points)>;
void each_written_number(const Policy& policy, const ReadNumber& read);

/// Whether such a number may be negative.
[[nodiscard]] bool can_be_negative(VariedKind kind) noexcept;

/// Holds points for an unknown answer at the most that a known one earns.
void hold_unknown(Policy& policy, const FactSchema& schema);

}  // namespace waitlist
