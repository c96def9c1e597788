// Dates, lengths of time and lists the way people say them: the words every text report shares.
#pragma once

#include <waitlist/base/day.h>
#include <waitlist/base/whole.h>
#include <waitlist/policy/compiled_policy.h>

#include <concepts>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// `5 October 2009`.
[[nodiscard]] std::string long_date(Day day);

/// `1 case`, `12 cases`: `many` is used for every number but one.
template <std::integral Whole>
[[nodiscard]] std::string count_of(Whole number, std::string_view one, std::string_view many) {
  return std::to_string(number) + ' ' + std::string{number == 1 ? one : many};
}

/// `182 days (26 weeks)`; the weeks only where they are whole and more than one.
[[nodiscard]] std::string days_in_words(Days days);

/// Points without zeros at the end, for a glance: `46.592`, `8`, `-0.5`.
[[nodiscard]] std::string short_points(Points points);

/// `26 weeks` where they are whole and more than one, else `30 days`.
[[nodiscard]] std::string weeks_or_days(Days days);
/// `12, 16 and 20 weeks`; where not all are whole weeks `30 days, 12 weeks and 100 days`.
[[nodiscard]] std::string weeks_or_days(std::span<const Days> days);

/// `a`, `a and b`, `a, b and c`.
[[nodiscard]] std::string listed(const std::vector<std::string>& items,
                                 std::string_view last = " and ");

/// The same of views, written at the end of `out`.
void append_listed(std::string& out,
                   std::span<const std::string_view> items,
                   std::string_view last = " and ");

/// The text with a capital first letter, when that is a letter of ASCII.
[[nodiscard]] std::string capitalised(std::string text);

/// The text with a full stop, unless it ends a sentence already.
[[nodiscard]] std::string sentence(std::string text);

/// `P2 (High)` for a band id, `must_allocate (must be allocated)` for that tier; an id that the
/// policy does not know is given as it is.
[[nodiscard]] std::string tier_in_words(const CompiledPolicy& policy, std::string_view id);

/// The same where a tier stands by itself: `P2 (High)`, `Must be allocated`.
[[nodiscard]] std::string tier_heading(const CompiledPolicy& policy, std::string_view id);
[[nodiscard]] std::string tier_heading(const CompiledPolicy& policy, TierIndex tier);

/// What a provenance code means: `what Ofsted found in 2009 on police and MARAC information (O2)`;
/// empty when unstated.
[[nodiscard]] std::string provenance_in_words(Provenance provenance);

}  // namespace waitlist
