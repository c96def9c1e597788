// Checks the contradictions of a schema and resolves their names.
#pragma once

#include <waitlist/base/error.h>

#include "cases/contradiction_table.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// Called with each fault: its code, the field, what was found, and why it is one.
using NoteFault = std::function<void(
    ErrorCode code, std::string field, std::string_view found, std::string reason)>;

/// What is right of them; the faults are noted. Ids are checked by the caller.
[[nodiscard]] std::vector<ResolvedContradiction> resolve(
    const std::vector<Contradiction>& contradictions,
    const std::vector<FactDefinition>& facts,
    const NoteFault& note);

}  // namespace waitlist
