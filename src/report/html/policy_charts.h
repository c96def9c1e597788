// The functions of a policy as charts: alone, and of two policies in one picture.
#pragma once

#include <waitlist/policy/compiled_policy.h>

#include "report/html/plot.h"

#include <cstdint>
#include <vector>

namespace waitlist::html {

/// Waits, in what the policy counts them in, at which something changes, and half a year or one:
/// rising. In days also those at which a case is promoted, must be allocated, or counts as delayed.
[[nodiscard]] std::vector<std::int64_t> telling_waits(const CompiledPolicy& policy);

/// Multiples of the waiting rates in thousandths, the plain rate first; none without the rule.
[[nodiscard]] std::vector<std::int64_t> waiting_multiples(const CompiledPolicy& policy);

/// `1.5 times as fast: the youngest child is under 12 months`; `At the plain rate` for 1000.
[[nodiscard]] std::string multiple_in_words(const CompiledPolicy& policy, std::int64_t times);

/// Each requires that the policy has such a rule.
[[nodiscard]] Plot waiting_plot(const CompiledPolicy& policy);
[[nodiscard]] Plot age_plot(const CompiledPolicy& policy);
[[nodiscard]] Plot filing_plot(const CompiledPolicy& policy);

/// Each requires that one of the policies has such a rule; one without it is a line at nought.
[[nodiscard]] Plot waiting_plot(const CompiledPolicy& before, const CompiledPolicy& after);
[[nodiscard]] Plot age_plot(const CompiledPolicy& before, const CompiledPolicy& after);
[[nodiscard]] Plot filing_plot(const CompiledPolicy& before, const CompiledPolicy& after);

}  // namespace waitlist::html
