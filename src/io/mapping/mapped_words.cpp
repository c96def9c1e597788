#include "io/mapping/mapped_words.h"

#include "io/blank_text.h"

#include <algorithm>
#include <functional>

namespace waitlist {
namespace {

/// Orders a key before, with or behind a word that is not in lower case yet.
int compared(std::string_view key, std::string_view word) {
  const std::size_t both = std::min(key.size(), word.size());
  for (std::size_t i = 0; i < both; ++i) {
    const char c = ascii_lower(word[i]);
    if (key[i] != c) return key[i] < c ? -1 : 1;
  }
  if (key.size() == word.size()) return 0;
  return key.size() < word.size() ? -1 : 1;
}

}  // namespace

std::string word_key(std::string_view word) {
  std::string key{without_blanks(word)};
  std::ranges::transform(key, key.begin(), ascii_lower);
  return key;
}

bool MappedWords::add(std::string_view theirs, std::string ours) {
  std::string key = word_key(theirs);
  const auto at =
      std::ranges::lower_bound(words_, key, {}, &std::pair<std::string, std::string>::first);
  if (at != words_.end() && at->first == key) return false;
  words_.insert(at, {std::move(key), std::move(ours)});
  return true;
}

const std::string* MappedWords::find(std::string_view text) const {
  const std::string_view word = without_blanks(text);
  const auto at = std::partition_point(words_.begin(), words_.end(), [word](const auto& entry) {
    return compared(entry.first, word) < 0;
  });
  return at != words_.end() && compared(at->first, word) == 0 ? &at->second : nullptr;
}

}  // namespace waitlist
