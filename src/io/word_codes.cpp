#include "io/word_codes.h"

#include <waitlist/cases/case.h>

#include "base/enumerator_words.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string>

namespace waitlist {
namespace {

/// Numbers of a count that are looked up; greater ones are seldom written and are read as such.
std::int64_t numbers_looked_up(const FactDefinition& fact) {
  if (fact.kind != FactKind::count) return 0;
  constexpr std::int64_t kWhole = 32;
  constexpr std::int64_t kWithDecimals = 200;
  return std::min(fact.count_max, fact.decimals == 0 ? kWhole : kWithDecimals) + 1;
}

}  // namespace

WordCodes::WordCodes(std::size_t words) : slots_(std::bit_ceil(2 * words + 2)) {}

void WordCodes::add(std::string_view word, std::uint8_t code) {
  if (word.empty() || word.size() > kLongest || code == kNone) return;
  std::array<char, kLongest> padded{};
  word.copy(padded.data(), word.size());
  const Key key = key_of(padded.data(), word.size());
  std::size_t at = home(key);
  while (slots_[at].key.bytes != 0) at = (at + 1) & (slots_.size() - 1);
  slots_[at] = {key, code};
}

WordCodes words_of(const FactDefinition& fact) {
  const std::int64_t numbers = numbers_looked_up(fact);
  WordCodes words{3 + fact.levels.size() + 2 * static_cast<std::size_t>(numbers)};
  if (fact.no_is_answer) words.add("no", kNoCode);
  words.add("unknown", kUnknownCode);
  words.add("not_asked", kNotAskedCode);
  for (std::uint32_t i = 0; i < fact.levels.size(); ++i) {
    const bool several = fact.kind == FactKind::checklist;
    if (several && fact.levels[i].id.starts_with("pending")) continue;  // that is read as a date
    words.add(fact.levels[i].id, code_of(several ? Answer::markers(1U << i) : Answer::level(i)));
  }
  for (std::uint32_t i = 0; i < numbers; ++i) {
    const std::string all_decimals = number_text(fact, i);
    const std::string short_text = Decimal::of_units(i, fact.decimals).text();
    words.add(all_decimals, code_of(Answer::number(i)));
    if (short_text != all_decimals) words.add(short_text, code_of(Answer::number(i)));
  }
  return words;
}

WordCodes status_words() {
  WordCodes words{enumerator_words<CaseStatus>().size()};
  visit_enumerators<CaseStatus>([&words](CaseStatus status, std::string_view word) {
    words.add(word, static_cast<std::uint8_t>(status));
    return true;
  });
  return words;
}

}  // namespace waitlist
