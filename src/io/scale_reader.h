// The scale of a criterion, told by its key: `levels`, `ranges`, `markers`, `per` or `points`.
#pragma once

#include "io/toml_table.h"

#include <string>
#include <string_view>

namespace waitlist {

/// What yes earns, as the scale of a fact of kind yes_no.
[[nodiscard]] ByLevel yes_scale(Points points, TextPlace place);

/// `per = { points, … }`; nullopt when it is absent or no table.
[[nodiscard]] std::optional<PointsPer> read_per(TomlTable& row);

/// Reads the scale into `rule`. Its other members are read before, so that a key which nothing has
/// asked for can be taken for a scale that does not exist.
void read_scale(TomlTable& row, CriterionRule& rule);

/// What to do where a rule asks for a function that no scale has, such as a logarithm; empty for
/// other words.
[[nodiscard]] std::string advice_on_formula(std::string_view word);

}  // namespace waitlist
