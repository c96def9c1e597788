// Texts that are digested: every part stands behind its length, so that no two lists of parts share
// a text.
#pragma once

#include <waitlist/base/digest.h>

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

inline void append_part(std::string& text, std::string_view part) {
  text += std::to_string(part.size());
  text += ':';
  text += part;
}

/// A canonical text that is digested in blocks while it is written, and never held whole.
class DigestedText {
 public:
  void add(char c) {
    *room(1) = c;
    ++used_;
  }

  void add(std::string_view bytes) {
    if (bytes.size() > kBlock) {
      flush();
      digest_.add(bytes);
      return;
    }
    bytes.copy(room(bytes.size()), bytes.size());
    used_ += bytes.size();
  }

  /// As append_part().
  void add_part(std::string_view part) {
    add_decimal(part.size());
    add(':');
    add(part);
  }

  /// As append_part() of the number in decimal.
  void add_number(std::int64_t number) {
    std::array<char, 24> digits{};
    const char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    add_part({digits.data(), static_cast<std::size_t>(end - digits.data())});
  }

  /// Room for so many bytes, at most a block, of which advance() keeps the first.
  [[nodiscard]] char* room(std::size_t bytes) {
    if (bytes > kBlock - used_) flush();
    return block_.data() + used_;
  }

  void advance(std::size_t bytes) noexcept { used_ += bytes; }

  [[nodiscard]] Digest finish() {
    flush();
    return digest_.finish();
  }

  static constexpr std::size_t kBlock = std::size_t{1} << 15U;

 private:
  void add_decimal(std::size_t number) {
    constexpr std::size_t kDigitsMax = 20;
    char* const begin = room(kDigitsMax);
    if (number < 10) {
      *begin = static_cast<char>('0' + number);
      ++used_;
    } else {
      used_ +=
          static_cast<std::size_t>(std::to_chars(begin, begin + kDigitsMax, number).ptr - begin);
    }
  }

  void flush() {
    digest_.add({block_.data(), used_});
    used_ = 0;
  }

  DigestBuilder digest_;
  std::vector<char> block_ = std::vector<char>(kBlock);
  std::size_t used_ = 0;
};

}  // namespace waitlist
