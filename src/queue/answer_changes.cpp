#include "queue/answer_changes.h"

#include <cstddef>
#include <cstdint>

namespace waitlist {
namespace {

/// Whether there is something: a count of 0 says that there is nothing.
bool is_concern(const FactDefinition& fact, Answer answer) {
  return answer.given() && (fact.kind != FactKind::count || answer.value() != 0);
}

bool is_lower(const FactDefinition& fact, Answer before, Answer now) {
  switch (fact.kind) {
    case FactKind::choice:
    case FactKind::count: return now.value() < before.value();
    case FactKind::checklist: return (before.value() & ~now.value()) != 0;
    case FactKind::date: return now.day() < before.day();
  }
  return false;
}

}  // namespace

std::optional<ListChangeKind> answer_change(const FactDefinition& fact, Answer before, Answer now) {
  using enum ListChangeKind;
  if (before == now || fact.monitoring_only) return std::nullopt;
  const AnswerState state = now.state();
  if (is_concern(fact, before)) {
    if (state == AnswerState::no) return concern_became_no;
    if (state != AnswerState::given) return concern_no_longer_recorded;
    if (is_lower(fact, before, now)) return concern_lowered;
    return std::nullopt;
  }
  if (before.state() != AnswerState::pending) return std::nullopt;
  if (state == AnswerState::unknown || state == AnswerState::not_asked) return check_dropped;
  if (state == AnswerState::pending && now.day() > before.day()) return check_restarted;
  return std::nullopt;
}

bool became_no(const FactDefinition& fact, Answer before, Answer now) {
  return !fact.monitoring_only && before.state() != AnswerState::no &&
         now.state() == AnswerState::no;
}

std::string answer_change_in_words(const FactDefinition& fact, Answer before, Answer now) {
  return fact.label + ": " + answer_text(fact, before) + " before, " + answer_text(fact, now) +
         " now";
}

}  // namespace waitlist
