// The one line of text that entries and rows are: words with values, `ranked position=12 case=A`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace waitlist {

/// Appends ` name=value`; blanks, control characters and `%` of the value as `%20`.
void append_part_of_line(std::string& line, std::string_view name, std::string_view value);

/// The first word under its own name without a value, then each name with its value. Empty: this
/// is not what append_part_of_line() writes.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> parts_of_line(std::string_view line);

/// Takes the parts of a line in their order.
class LineParts {
 public:
  explicit LineParts(std::vector<std::pair<std::string, std::string>> parts)
      : parts_{std::move(parts)} {}

  /// The value of the next part, if it has this name.
  [[nodiscard]] std::optional<std::string> take(std::string_view name);

  /// The same as a number without signs and zeros before it, at most `most`.
  [[nodiscard]] std::optional<std::uint64_t> take_number(std::string_view name, std::uint64_t most);

 private:
  std::vector<std::pair<std::string, std::string>> parts_;
  std::size_t at_ = 0;
};

}  // namespace waitlist
