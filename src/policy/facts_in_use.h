// What a policy looks at.
#pragma once

#include <waitlist/policy/policy.h>

#include <cstddef>
#include <functional>
#include <set>
#include <string>

namespace waitlist {

/// Ids of the facts that something in the policy looks at: criteria for which `counts` is true of
/// their place in Policy::criteria, and conditions, floors, ceilings and orders of every kind.
[[nodiscard]] std::set<std::string> facts_in_use(const Policy& policy,
                                                 const std::function<bool(std::size_t)>& counts);

}  // namespace waitlist
