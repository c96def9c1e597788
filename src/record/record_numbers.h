// Numbers as the record writes them: decimal, one way for each.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>
#include <system_error>

namespace waitlist {

/// Digits alone and no zero before them, at most `most`.
[[nodiscard]] inline std::optional<std::uint64_t> record_number(std::string_view text,
                                                                std::uint64_t most) noexcept {
  if (text.empty() || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  if (!whole || number > most) return std::nullopt;
  return number;
}

}  // namespace waitlist
