// Enumerators by their words. A word is written once, in the switch of to_text(), which the
// compiler keeps complete: what can be shown can be read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace waitlist {

/// Calls `visit` with each enumerator that has a word, by value, until it returns false.
template <class Enum, class Visit>
void visit_enumerators(Visit visit) {
  static_assert(std::is_same_v<std::underlying_type_t<Enum>, std::uint8_t>);
  for (unsigned value = 0; value <= UINT8_MAX; ++value) {
    const auto one = static_cast<Enum>(value);
    const std::string_view word = to_text(one);
    if (!word.empty() && !visit(one, word)) return;
  }
}

/// The enumerator of this word.
template <class Enum>
[[nodiscard]] std::optional<Enum> enumerator_of(std::string_view text) {
  std::optional<Enum> found;
  visit_enumerators<Enum>([&](Enum one, std::string_view word) {
    if (word == text) found = one;
    return !found;
  });
  return found;
}

/// All words, in the order of the enumerators.
template <class Enum>
[[nodiscard]] std::vector<std::string> enumerator_words() {
  std::vector<std::string> words;
  visit_enumerators<Enum>([&](Enum, std::string_view word) {
    words.emplace_back(word);
    return true;
  });
  return words;
}

}  // namespace waitlist
