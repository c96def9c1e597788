// What can be told of C++ text without a compiler: functions with their lengths, includes, words.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tidy {

/// A function body that is not inside another one.
struct Function {
  std::size_t first_line = 0;  ///< 1-based line on which its declaration starts
  std::size_t lines = 0;       ///< up to its closing brace, both included
  std::string head;            ///< its declaration, for messages
};

/// The text with comments and the insides of literals blanked out; lines stay where they are.
[[nodiscard]] std::string code_only(std::string_view text);

/// Outermost functions of a file, including test cases.
[[nodiscard]] std::vector<Function> functions_of(std::string_view text);

/// What stands between the brackets or quotes of each `#include`.
[[nodiscard]] std::vector<std::string> includes_of(std::string_view text);

/// Whether `word` stands in `text` with no letter, digit or `_` on either side.
[[nodiscard]] bool has_word(std::string_view text, std::string_view word);

}  // namespace tidy
