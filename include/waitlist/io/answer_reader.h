/// \file answer_reader.h
/// \brief One answer from text, for hosts that keep answers one by one.
/// Layer: io (may use base, cases).  Source: docs/reference/cases.md.
/// Complexity: O(length × levels).  Threads: reentrant.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/cases/answer.h>
#include <waitlist/cases/fact_schema.h>

#include <string>
#include <string_view>

namespace waitlist {

/// The answer that a cell of a case file with this text has; an empty text is not_asked. It reads
/// whatever answer_text() writes. Errors, with the id of the fact in `field`: a text that is no
/// answer to this fact.
[[nodiscard]] WAITLIST_EXPORT Result<Answer> read_answer(const FactDefinition& fact,
                                                         std::string_view text,
                                                         const std::string& source = "answer");

}  // namespace waitlist
