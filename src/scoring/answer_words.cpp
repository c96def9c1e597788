#include "scoring/answer_words.h"

#include <bit>
#include <cstddef>

namespace waitlist {
namespace {

std::string counted(std::int64_t count, const char* unit) {
  return std::to_string(count) + ' ' + unit + (count == 1 ? "" : "s");
}

std::string_view markers_in_words(const FactDefinition& fact,
                                  Answer answer,
                                  ExplanationTexts& texts) {
  if (answer.marker_count() == 1) {
    return fact.levels[static_cast<std::size_t>(std::countr_zero(answer.value()))].label;
  }
  std::string words;
  for (std::size_t marker = 0; marker < fact.levels.size(); ++marker) {
    if ((answer.value() >> marker & 1U) == 0) continue;
    if (!words.empty()) words += "; ";
    words += fact.levels[marker].label;
  }
  return texts.keep({words});
}

std::string_view given_in_words(const FactDefinition& fact,
                                Answer answer,
                                ExplanationTexts& texts) {
  switch (fact.kind) {
    case FactKind::choice: return fact.levels[answer.value()].label;
    case FactKind::count: return texts.keep({number_text(fact, answer.value())});
    case FactKind::date: return texts.keep({answer.day().text()});
    case FactKind::checklist: break;
  }
  return markers_in_words(fact, answer, texts);
}

}  // namespace

std::string_view answer_in_words(const FactDefinition& fact,
                                 Answer answer,
                                 ExplanationTexts& texts) {
  switch (answer.state()) {
    case AnswerState::not_asked: return "not asked";
    case AnswerState::unknown: return "asked, not known";
    case AnswerState::pending:
      return texts.keep({"asked for on ", answer.day().text(), ", no answer yet"});
    case AnswerState::no: return "checked: no";
    case AnswerState::given: return given_in_words(fact, answer, texts);
  }
  return {};
}

std::string_view both_answers_in_words(FactIndex first,
                                       FactIndex other,
                                       const ScoredCase& scored,
                                       ExplanationTexts& texts) {
  const FactSchema& schema = scored.tables.schema;
  const auto said = [&](FactIndex fact) {
    return answer_in_words(schema.fact(fact), scored.answer(fact), texts);
  };
  return texts.keep({schema.fact(first).label, ": ", said(first), "; ", schema.fact(other).label,
                     ": ", said(other)});
}

std::string age_in_words(std::int64_t months) {
  constexpr std::int64_t kYear = 12;
  if (months < 2 * kYear) return counted(months, "month");
  const std::string years = counted(months / kYear, "year");
  return months % kYear == 0 ? years : years + ' ' + counted(months % kYear, "month");
}

std::string days_in_words(std::int64_t days) { return counted(days, "day"); }

}  // namespace waitlist
