/// \file gap_by_rule.h
/// \brief A gap between a group and the rest taken apart by rules, so that the parts add up.
/// Layer: equality (may use base to queue).
/// Source: Shapley 1953; docs/reference/equality.md.
/// Errors: none.  Threads: pure.
/// Not: causes. It says by which rules points and places differ, not why answers do.
#pragma once

#include <waitlist/base/export.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace waitlist {

/// Rules are joined to at most so many groups: each of 2^k sets of them is a ranking of its own.
inline constexpr std::size_t kRuleGroupsMax = 8;

/// k!, in which shapley_numerators() of k players count. Requires k <= kRuleGroupsMax.
[[nodiscard]] WAITLIST_EXPORT std::int64_t shapley_denominator(std::size_t players) noexcept;

/// What each player is to be credited with, times k!. `values[s]` is what the players in the bits
/// of `s` come to. They add up to k! (values.back() - values.front()).
/// Requires: 2^k values, k <= kRuleGroupsMax, each below 2^45 and above -2^45.
[[nodiscard]] WAITLIST_EXPORT std::vector<std::int64_t> shapley_numerators(
    std::span<const std::int64_t> values);

/// Each fraction as a whole number, so that they add up to the sum of the fractions, rounded to the
/// nearest (halves up): those with the greatest rest are rounded up, the first among equals.
/// Requires: denominator > 0.
[[nodiscard]] WAITLIST_EXPORT std::vector<std::int64_t> parts_that_add_up(
    std::span<const std::int64_t> numerators, std::int64_t denominator);

}  // namespace waitlist
