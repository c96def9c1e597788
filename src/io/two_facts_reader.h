// Rules that look two facts up in a table: `by`, `columns` and `rows`.
#pragma once

#include <waitlist/policy/two_facts.h>

#include "io/toml_table.h"

#include <string>

namespace waitlist {

/// The facts that `by` names; empty when there is no `by`.
struct TwoFacts {
  std::string first, other;
};

/// Reports it when they are not two.
[[nodiscard]] TwoFacts read_by(TomlTable& row);

/// `columns` and `rows`; the table does not know yet what its other fact is.
[[nodiscard]] TwoFactTable<std::string> read_words_table(TomlTable& row);
[[nodiscard]] TwoFactTable<Points> read_points_table(TomlTable& row);

}  // namespace waitlist
