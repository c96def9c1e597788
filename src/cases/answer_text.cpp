#include <waitlist/cases/answer_text.h>

#include <cstddef>

namespace waitlist {
namespace {

std::string marker_ids(const FactDefinition& fact, Answer answer) {
  std::string text;
  for (std::size_t marker = 0; marker < fact.levels.size(); ++marker) {
    if ((answer.value() >> marker & 1U) == 0) continue;
    if (!text.empty()) text += ';';
    text += fact.levels[marker].id;
  }
  return text;
}

}  // namespace

std::string answer_text(const FactDefinition& fact, Answer answer) {
  switch (answer.state()) {
    case AnswerState::not_asked: return "not_asked";
    case AnswerState::unknown: return "unknown";
    case AnswerState::pending: return "pending " + answer.day().text();
    case AnswerState::no: return "no";
    case AnswerState::given: break;
  }
  switch (fact.kind) {
    case FactKind::choice: return fact.levels[answer.value()].id;
    case FactKind::count: return number_text(fact, answer.value());
    case FactKind::date: return answer.day().text();
    case FactKind::checklist: break;
  }
  return marker_ids(fact, answer);
}

}  // namespace waitlist
