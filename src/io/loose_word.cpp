#include "io/loose_word.h"

#include "base/enumerator_words.h"
#include "io/blank_text.h"

#include <algorithm>

namespace waitlist {
namespace {

char loose(char c) noexcept { return c == ' ' || c == '-' ? '_' : ascii_lower(c); }

/// Whether this is an answer that is no level.
bool is_other_answer(std::string_view text) {
  return is_loosely(text, "no") || is_loosely(text, "unknown") || is_loosely(text, "not_asked");
}

}  // namespace

bool is_loosely(std::string_view text, std::string_view word) noexcept {
  return text.size() == word.size() && std::ranges::equal(text, word, {}, loose, loose);
}

std::optional<std::uint32_t> loose_level(const FactDefinition& fact, std::string_view text) {
  if (text.empty() || is_other_answer(text)) return std::nullopt;
  std::optional<std::uint32_t> found;
  for (std::uint32_t i = 0; i < fact.levels.size(); ++i) {
    if (!is_loosely(text, fact.levels[i].id) && !is_loosely(text, fact.levels[i].label)) continue;
    if (found) return std::nullopt;
    found = i;
  }
  return found;
}

std::optional<Answer> loose_answer(const FactDefinition& fact, std::string_view text) {
  if (is_other_answer(text)) {
    const bool is_label = std::ranges::any_of(fact.levels, [text](const FactLevel& level) {
      return is_loosely(text, level.id) || is_loosely(text, level.label);
    });
    if (is_label) return std::nullopt;
    if (is_loosely(text, "unknown")) return Answer::unknown();
    if (is_loosely(text, "not_asked")) return Answer::not_asked();
    return Answer::no();
  }
  const auto level = loose_level(fact, text);
  if (!level) return std::nullopt;
  return fact.kind == FactKind::checklist ? Answer::markers(1U << *level) : Answer::level(*level);
}

std::optional<CaseStatus> loose_status(std::string_view text) {
  std::optional<CaseStatus> found;
  visit_enumerators<CaseStatus>([&](CaseStatus status, std::string_view word) {
    if (is_loosely(text, word)) found = status;
    return !found;
  });
  return found;
}

}  // namespace waitlist
