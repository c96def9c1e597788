// Answers that are out of date, read literally from section 4 of the policy format.
#pragma once

#include <waitlist/cases/case.h>
#include <waitlist/cases/fact_schema.h>
#include <waitlist/policy/policy.h>

#include <string>

namespace waitlist::slow_oracle {

/// Whether the answer to a fact, given or `no`, was received too long ago.
[[nodiscard]] bool is_stale(const Case& one,
                            const Policy& policy,
                            const FactSchema& schema,
                            const std::string& fact,
                            Day as_of);

}  // namespace waitlist::slow_oracle
