// The fingerprint of a policy: of what it says, not of how its file is laid out.
#pragma once

#include <waitlist/base/digest.h>
#include <waitlist/cases/fact_schema.h>
#include <waitlist/cases/working_calendar.h>
#include <waitlist/policy/policy.h>

namespace waitlist {

/// SHA-256 over the canonical text of the policy and the digest of its schema. Places in the text
/// do not count; every rule, label and source does, and what a calendar that is not shipped says.
[[nodiscard]] Digest policy_digest(const Policy& policy,
                                   const FactSchema& schema,
                                   const WorkingCalendar& calendar);

}  // namespace waitlist
