#include "io/word_codes.h"

#include <waitlist/cases/case.h>

#include "base/enumerator_words.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string>
#include <vector>

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

ShortWords::ShortWords(const std::vector<Word>& words) {
  // Room in which a factor is soon found that gives each word a place of its own.
  const auto bits = static_cast<unsigned>(std::bit_width(8 * words.size() + 8) - 1);
  slots_.resize(std::size_t{1} << bits);
  shift_ = 64 - bits;
  constexpr int kTries = 64;
  constexpr std::uint64_t kStep = 0x9E3779B97F4A7C15;
  std::uint64_t best = kStep;
  std::size_t fewest = fill(words, best);
  for (std::uint64_t factor = best + kStep, i = 1; i < kTries && fewest > 0; ++i, factor += kStep) {
    const std::size_t lost = fill(words, factor | 1U);
    if (lost < fewest) best = factor | 1U;
    fewest = std::min(lost, fewest);
  }
  static_cast<void>(fill(words, best));
}

std::size_t ShortWords::fill(const std::vector<Word>& words, std::uint64_t factor) {
  factor_ = factor;
  std::ranges::fill(slots_, Slot{});
  const std::uint64_t nothing = key_of(std::array<char, 8>{}.data(), 0);
  slots_[place(nothing)] = {nothing, kNotAskedCode};
  std::size_t lost = 0;
  for (const Word& word : words) {
    if (word.text.size() > kLongest || word.code == kNone) continue;
    std::array<char, 8> padded{};
    word.text.copy(padded.data(), word.text.size());
    const std::uint64_t key = key_of(padded.data(), word.text.size());
    Slot& slot = slots_[place(key)];
    if (slot.code == kNone) slot = {key, word.code};
    if (slot.key != key) ++lost;
  }
  return lost;
}

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

FactWords words_of(const FactDefinition& fact) {
  std::vector<std::string> numbers;
  std::vector<ShortWords::Word> words{{"unknown", kUnknownCode}, {"not_asked", kNotAskedCode}};
  if (fact.no_is_answer) words.push_back({"no", kNoCode});
  for (std::uint32_t i = 0; i < fact.levels.size(); ++i) {
    const bool several = fact.kind == FactKind::checklist;
    if (several && fact.levels[i].id.starts_with("pending")) continue;  // that is read as a date
    words.push_back(
        {fact.levels[i].id, code_of(several ? Answer::markers(1U << i) : Answer::level(i))});
  }
  const auto looked_up = static_cast<std::uint32_t>(numbers_looked_up(fact));
  numbers.reserve(2 * std::size_t{looked_up});  // views into them last
  for (std::uint32_t i = 0; i < looked_up; ++i) {
    const std::string& all_decimals = numbers.emplace_back(number_text(fact, i));
    const std::string& shortest = numbers.emplace_back(Decimal::of_units(i, fact.decimals).text());
    words.push_back({all_decimals, code_of(Answer::number(i))});
    if (shortest != all_decimals) words.push_back({shortest, code_of(Answer::number(i))});
  }
  FactWords found{WordCodes{words.size()}, ShortWords{words}};
  for (const ShortWords::Word& word : words) found.all.add(word.text, word.code);
  return found;
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
