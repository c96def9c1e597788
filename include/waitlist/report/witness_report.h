/// \file witness_report.h
/// \brief The possible case that loses, or gains, most between two policies, in plain English.
/// Layer: report (may use base to scoring, witness).  Figures: docs/reference/witness.md.
/// Errors: none.  Complexity: O(size).  Threads: pure; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/policy/compiled_policy.h>
#include <waitlist/witness/policy_witness.h>

#include <string>

namespace waitlist {

/// The policies are those that were asked about.
[[nodiscard]] WAITLIST_EXPORT std::string render_text(const PolicyWitness& witness,
                                                      const CompiledPolicy& before,
                                                      const CompiledPolicy& after);

}  // namespace waitlist
