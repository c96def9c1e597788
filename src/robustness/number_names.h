// A policy in which every number of points says which one it is, so that two cases can be seen to
// earn the very same number.
#pragma once

#include <waitlist/policy/compiled_policy.h>

#include <cstdint>
#include <optional>

namespace waitlist {

/// Names from here on do not tell numbers apart.
inline constexpr std::int64_t kNamesEnd = 1'000'000'000;

/// The policy with names in place of points. Ages have none: several of them make one number.
/// nullopt where no such policy can be written.
[[nodiscard]] std::optional<CompiledPolicy> with_names(const CompiledPolicy& policy);

/// Whether a criterion's number in that policy says all about it: not where parts of steps count.
[[nodiscard]] bool tells_numbers(const CriterionRule& rule) noexcept;

}  // namespace waitlist
