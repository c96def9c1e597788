// Conditions on facts, read literally from section 9 of the policy format.
#pragma once

#include <waitlist/cases/answer.h>
#include <waitlist/cases/fact_schema.h>
#include <waitlist/policy/policy.h>

#include "support/slow_filing.h"

#include <string>

namespace waitlist::slow_oracle {

/// The fact that a condition is on; empty: none.
[[nodiscard]] std::string fact_of(const Condition& condition);

/// What a condition is asked about.
struct AskedAnswer {
  const FactDefinition& fact;
  Answer answer;
  bool stale = false;
  Day listed_on;
  Day as_of;
};

/// Whether a condition on a fact holds (least: certainly; most: possibly), its `not` left out.
[[nodiscard]] bool plain_fact_holds(const Condition& condition,
                                    const AskedAnswer& asked,
                                    Reading reading);

}  // namespace waitlist::slow_oracle
