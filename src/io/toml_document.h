// A TOML text, bounded before it is parsed.
#pragma once

#include "io/toml_table.h"

#include <memory>
#include <string_view>

namespace waitlist {

/// The root table, or null after noting why the text cannot be read.
[[nodiscard]] std::shared_ptr<const toml::table> parse_toml(std::string_view text,
                                                            TomlFaults& faults);

/// The table of a text that parse_toml has taken, once more. Throws std::bad_alloc.
[[nodiscard]] toml::table parse_again(std::string_view text);

/// Faults in the order of the text, as a failed result has them.
[[nodiscard]] Errors in_text_order(Errors faults);

}  // namespace waitlist
