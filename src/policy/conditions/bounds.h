// What conditions compare answers with: levels by their place, numbers as they are.
#pragma once

#include "policy/conditions/condition_kind.h"

#include <optional>
#include <string>

namespace waitlist {

/// The place of a level, or a number as answers of the fact hold it. nullopt after
/// reporting that it is neither, or a number that is not from `least` to the greatest answer.
[[nodiscard]] std::optional<std::int64_t> checked_bound(const ConditionBound& bound,
                                                        const FactDefinition& fact,
                                                        std::int64_t least,
                                                        const ConditionCheck& check,
                                                        const std::string& field);

/// Reports a fact that is not a date, and a number of the unit that is out of range.
void check_span(const std::string& fact,
                std::int64_t number,
                DateUnit unit,
                const std::string& key,
                const ConditionCheck& check);

/// The table of a bound without faults on its fact: `bound` is the place or number.
[[nodiscard]] ConditionTable bound_table(const std::string& fact,
                                         const ConditionBound& bound,
                                         const NameResolver& names);

/// Of a date within so much time.
[[nodiscard]] ConditionTable span_table(const std::string& fact,
                                        std::int64_t number,
                                        DateUnit unit,
                                        MeasuredTo measured,
                                        const NameResolver& names);

}  // namespace waitlist
