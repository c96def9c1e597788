// The reasons of an explanation as JSON, alone and within a whole list.
#pragma once

#include <waitlist/policy/compiled_policy.h>
#include <waitlist/scoring/explanation.h>

#include "base/ordered_json.h"

namespace waitlist {

/// Adds what leads from answers to points and tier, and what is open and to come.
void add_reasons(OrderedJson& json, const Explanation& explanation, const CompiledPolicy& policy);

}  // namespace waitlist
