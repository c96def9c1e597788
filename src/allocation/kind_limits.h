// Kinds of work that the roster limits, and how many of each there may be and are.
#pragma once

#include <waitlist/allocation/allocation_rules.h>
#include <waitlist/allocation/roster.h>
#include <waitlist/base/error.h>

#include "allocation/case_rules.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// The kinds that somebody has a limit on, each once, in byte order.
[[nodiscard]] std::vector<std::string> limited_kinds(const Roster& roster);

/// Limits on kinds that no rule gives to a case, which would be without effect; too many kinds.
[[nodiscard]] Errors check_kinds(const Roster& roster,
                                 std::span<const std::string> kinds,
                                 std::span<const KindRule> rules);

[[nodiscard]] std::optional<LimitedKind> number_of(std::span<const std::string> kinds,
                                                   std::string_view kind);

/// What a unit counts as: once, or with LoadCount::cases once for each of its cases of the kind.
[[nodiscard]] std::vector<KindCount> kinds_of(std::span<const std::string> kinds,
                                              std::span<const CaseAsks> cases,
                                              LoadCount count);

/// Gives the problem the limits of one practitioner, less what is held and `given` of each limit.
void add_kind_limits(std::span<const std::string> kinds,
                     const Practitioner& practitioner,
                     std::span<const std::uint32_t> given,
                     PractitionerIndex number,
                     AssignmentProblem& problem);

}  // namespace waitlist
