/// \file contradiction.h
/// \brief Answers that do not go together, as a fact schema says it.
/// Layer: cases (may use base).  A contradiction is a finding about a case; it scores nothing.
/// Threads: plain values.
#pragma once

#include <waitlist/base/decimal.h>
#include <waitlist/base/export.h>
#include <waitlist/cases/answer.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace waitlist {

/// The answer is of this state: `{ fact, answer = "no" }`.
struct AnswerIs {
  AnswerState state = AnswerState::no;
};

/// The answer is this level of a choice or a worse one, this number of a count or more, or as many
/// markers of a checklist: `{ fact, at_least = "heard" }`.
struct AnswerAtLeast {
  std::variant<std::string, Decimal> bound;
};

/// One of these markers of a checklist is ticked: `{ fact, any_of = ["weapon"] }`.
struct AnswerAnyOf {
  std::vector<std::string> markers;
};

/// A look at one answer.
struct AnswerTest {
  std::string fact;
  std::variant<AnswerIs, AnswerAtLeast, AnswerAnyOf> test;
};

/// Holds when every test of `all` holds and, if there are any in `any`, one of those.
struct Contradiction {
  std::string id;  ///< lower case letters, digits and `_`
  std::vector<AnswerTest> all, any;
  std::string sentence;  ///< what does not go together, for whoever put the list together
};

/// `not_asked`, `unknown`, `pending`, `no`, `given`.
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(AnswerState state) noexcept;

}  // namespace waitlist
