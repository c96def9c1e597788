// The words of an export and what each becomes.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace waitlist {

/// A word as words are compared: without blanks at its ends, in lower case (ASCII).
[[nodiscard]] std::string word_key(std::string_view word);

class MappedWords {
 public:
  /// False: this word is there already.
  bool add(std::string_view theirs, std::string ours);

  /// What a text becomes; null where it is no word of these.
  [[nodiscard]] const std::string* find(std::string_view text) const;

  [[nodiscard]] bool empty() const noexcept { return words_.empty(); }

 private:
  std::vector<std::pair<std::string, std::string>> words_;  ///< by key
};

}  // namespace waitlist
