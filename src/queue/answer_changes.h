// How an answer moved between two lists.
#pragma once

#include <waitlist/cases/answer_text.h>
#include <waitlist/queue/list_changes.h>

#include <optional>
#include <string>

namespace waitlist {

/// What a manager must see of this change; nullopt: nothing.
[[nodiscard]] std::optional<ListChangeKind> answer_change(const FactDefinition& fact,
                                                          Answer before,
                                                          Answer now);

/// Whether the answer became no, from whatever it was.
[[nodiscard]] bool became_no(const FactDefinition& fact, Answer before, Answer now);

/// The change as a sentence.
[[nodiscard]] std::string answer_change_in_words(const FactDefinition& fact,
                                                 Answer before,
                                                 Answer now);

}  // namespace waitlist
