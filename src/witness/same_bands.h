// Whether two policies lead from the same points to the same band.
#pragma once

#include <waitlist/policy/compiled_policy.h>

namespace waitlist {

/// Proved: cases of the same facts and risk points, without a decision or a pause, stand in the
/// same band and must be allocated or not under both. False says nothing.
[[nodiscard]] bool has_same_bands(const CompiledPolicy& one, const CompiledPolicy& other);

}  // namespace waitlist
