// Every number of points in a policy that cases can earn, one after the other.
#pragma once

#include <waitlist/robustness/varied_policy.h>

#include <functional>
#include <string>

namespace waitlist {

/// What a number is given for. Texts live as long as the call.
struct NumberName {
  VariedKind kind{};
  const std::string& rule;
  std::string part;
};

using VisitNumber = std::function<void(const NumberName&, Points&)>;

/// Visits them in the order of the policy: groups, criteria, age, waiting, filing. Rows of ages
/// that `per` fills in are no numbers of their own.
void each_number(Policy& policy, const VisitNumber& visit);

}  // namespace waitlist
