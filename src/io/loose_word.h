// Words that are meant without doubt, however they are written.
#pragma once

#include <waitlist/cases/case.h>
#include <waitlist/cases/fact_schema.h>

#include <cstdint>
#include <optional>
#include <string_view>

namespace waitlist {

/// The same word, where upper and lower case do not count, nor whether `_`, `-` or a blank stands
/// between its parts.
[[nodiscard]] bool is_loosely(std::string_view text, std::string_view word) noexcept;

/// What a text says of a fact as its answer, when only one thing can be meant: `no`, `unknown`,
/// `not_asked` or a level or marker, by its id or its label.
[[nodiscard]] std::optional<Answer> loose_answer(const FactDefinition& fact, std::string_view text);

/// The level or marker that is meant; nullopt where several or another answer could be.
[[nodiscard]] std::optional<std::uint32_t> loose_level(const FactDefinition& fact,
                                                       std::string_view text);

[[nodiscard]] std::optional<CaseStatus> loose_status(std::string_view text);

}  // namespace waitlist
