// Cases that stand together, read literally from section 10 of the policy format.
#pragma once

#include <waitlist/cases/case.h>

#include <vector>

namespace waitlist::slow_oracle {

/// The ranked cases by unit: linked to each other, directly or through others.
[[nodiscard]] std::vector<std::vector<const Case*>> units_of(const std::vector<Case>& cases,
                                                             Day as_of);

}  // namespace waitlist::slow_oracle
