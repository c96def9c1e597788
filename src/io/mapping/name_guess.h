// Which of our columns a column of an export may be, judged by its name.
#pragma once

#include <waitlist/cases/fact_schema.h>

#include <string>
#include <string_view>

namespace waitlist {

/// A name as names are compared: letters in lower case and digits alone.
[[nodiscard]] std::string bare_name(std::string_view name);

/// The name of one of our columns; empty where none is near enough.
[[nodiscard]] std::string guessed_column(const FactSchema& schema, std::string_view theirs);

/// What a word may mean in one of our columns; empty where nobody can tell.
[[nodiscard]] std::string guessed_word(const FactSchema& schema,
                                       std::string_view ours,
                                       std::string_view theirs);

}  // namespace waitlist
