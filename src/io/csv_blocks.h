// Finds the bytes that end a plain cell, 64 bytes of text at a time.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace waitlist {

/// What stands in 64 bytes, bit i for byte i.
struct CsvBlock {
  std::uint64_t special = 0;  ///< delimiters, line ends and quotes
  std::uint64_t odd = 0;      ///< zero bytes, and bytes that are no ASCII
};

/// The bytes of a block, looked at eight at a time: for machines without the instructions below.
[[nodiscard]] inline CsvBlock portable_csv_block(const char* block, char delimiter) noexcept {
  constexpr std::uint64_t kLow = 0x0101010101010101U;
  constexpr std::uint64_t kSeven = 0x7F7F7F7F7F7F7F7FU;
  // The high bit of each byte that is zero; exact, no carry crosses into the next byte.
  const auto zeros = [](std::uint64_t word) {
    return ~(((word & kSeven) + kSeven) | word | kSeven);
  };
  // The high bits of eight bytes as one byte, the first byte in bit 0.
  const auto gathered = [](std::uint64_t high) {
    return (high >> 7U) * 0x0102040810204080U >> 56U;
  };
  const auto each = [](char c) { return kLow * static_cast<unsigned char>(c); };
  CsvBlock found;
  for (std::size_t i = 0; i < 8; ++i) {
    std::uint64_t word = 0;
    for (std::size_t byte = 0; byte < 8; ++byte) {
      word |= std::uint64_t{static_cast<unsigned char>(block[8 * i + byte])} << (8 * byte);
    }
    const std::uint64_t special = zeros(word ^ each(delimiter)) | zeros(word ^ each('\n')) |
                                  zeros(word ^ each('\r')) | zeros(word ^ each('"'));
    found.special |= gathered(special) << (8 * i);
    found.odd |= gathered(zeros(word) | (word & ~kSeven)) << (8 * i);
  }
  return found;
}

/// The bytes of a block. Requires 64 bytes that can be read.
[[nodiscard]] inline CsvBlock csv_block(const char* block, char delimiter) noexcept {
#if defined(__SSE2__)
  CsvBlock found;
  for (std::size_t i = 0; i < 4; ++i) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): how these bytes are loaded
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + 16 * i));
    const auto is = [bytes](char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
    const auto bits = [i](__m128i high) {
      return std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(high))} << (16 * i);
    };
    found.special |=
        bits(_mm_or_si128(_mm_or_si128(is(delimiter), is('\n')), _mm_or_si128(is('\r'), is('"'))));
    found.odd |= bits(_mm_or_si128(bytes, is('\0')));
  }
  return found;
#else
  return portable_csv_block(block, delimiter);
#endif
}

/// Walks through the special bytes of a text.
class CsvBlocks {
 public:
  CsvBlocks(std::string_view text, char delimiter) noexcept : text_{text}, delimiter_{delimiter} {}

  /// From here on; at most the end of the text.
  void move_to(std::size_t at) noexcept {
    load(at / kBytes * kBytes);
    special_ &= ~std::uint64_t{0} << (at % kBytes);
  }

  /// Finds the next special byte and moves past it; returns its place, or the size of the text when
  /// there is no further one.
  [[nodiscard]] std::size_t next() noexcept {
    while (special_ == 0) load(begin_ + kBytes);
    const auto bit = static_cast<std::size_t>(std::countr_zero(special_));
    special_ &= special_ - 1;
    return begin_ + bit;
  }

  /// Whether some block that was looked into holds more than plain ASCII.
  [[nodiscard]] bool seen_odd() const noexcept { return odd_ != 0; }

 private:
  static constexpr std::size_t kBytes = 64;

  void load(std::size_t begin) noexcept {
    begin_ = begin;
    if (begin + kBytes <= text_.size()) {
      const CsvBlock block = csv_block(text_.data() + begin, delimiter_);
      special_ = block.special;
      odd_ |= block.odd;
      return;
    }
    // The end of the text counts as a special byte, so that a search always ends.
    std::array<char, kBytes> rest{};
    rest.fill(' ');
    const std::size_t left = text_.size() - begin;
    text_.copy(rest.data(), left, begin);
    const CsvBlock block = csv_block(rest.data(), delimiter_);
    special_ = block.special | std::uint64_t{1} << left;
    odd_ |= block.odd;
  }

  std::string_view text_;
  char delimiter_;
  std::size_t begin_ = 0;
  std::uint64_t special_ = 0;
  std::uint64_t odd_ = 0;
};

}  // namespace waitlist
