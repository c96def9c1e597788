/// \file answer_text.h
/// \brief An answer as case files write it. read_answer() of io/answer_reader.h reads it back.
/// Layer: cases (may use base).  Errors: none.  Complexity: O(length).  Threads: reentrant.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/cases/answer.h>
#include <waitlist/cases/fact_schema.h>

#include <string>

namespace waitlist {

/// `not_asked`, `unknown`, `no`, `pending 2009-09-01`, or what was given: the id of a level, a
/// number with the decimals of the fact, the ids of markers with `;` between, a day. Hosts that
/// keep this text, and not the value, may add levels to their schema without touching what is kept.
/// Requires an answer that this fact can have.
[[nodiscard]] WAITLIST_EXPORT std::string answer_text(const FactDefinition& fact, Answer answer);

}  // namespace waitlist
