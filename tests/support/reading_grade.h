// How hard English is to read, in school grades (Flesch and Kincaid, 1975).
#pragma once

#include <cctype>
#include <cstddef>
#include <string>
#include <string_view>

namespace waitlist::reading_grade {

/// Groups of vowels, without an `e` that nobody speaks at the end; at least one. A number is one.
inline std::size_t syllables(std::string_view word) {
  const auto vowel = [](char c) {
    return std::string_view{"aeiouyAEIOUY"}.find(c) != std::string_view::npos;
  };
  std::size_t groups = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (vowel(word[i]) && (i == 0 || !vowel(word[i - 1]))) ++groups;
  }
  const bool silent = word.size() > 2 && word.ends_with('e') && !vowel(word[word.size() - 2]) &&
                      !word.ends_with("le");
  if (silent && groups > 1) --groups;
  return groups == 0 ? 1 : groups;
}

/// 0.39 words a sentence + 11.8 syllables a word - 15.59. A sentence ends with `.`, `?` or `!`; a
/// text without one is one sentence. Requires a word.
inline double grade(std::string_view text) {
  double words = 0;
  double spoken = 0;
  double sentences = 0;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) {
      words += 1;
      spoken += static_cast<double>(syllables(word));
    }
    word.clear();
  };
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-') {
      word += c;
      continue;
    }
    end_word();
    if (c == '.' || c == '?' || c == '!') sentences += 1;
  }
  end_word();
  if (sentences == 0) sentences = 1;
  return 0.39 * words / sentences + 11.8 * spoken / words - 15.59;
}

}  // namespace waitlist::reading_grade
