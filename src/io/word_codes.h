// The words that one column may hold, found by comparing whole machine words.
#pragma once

#include <waitlist/cases/fact_schema.h>

#include "cases/answer_code.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace waitlist {

/// Words of up to seven bytes, each found at the first look or not at all.
class ShortWords {
 public:
  static constexpr std::uint8_t kNone = 255;
  static constexpr std::size_t kLongest = 7;

  struct Word {
    std::string_view text;
    std::uint8_t code = kNone;
  };

  /// Words that are longer, or whose place another one has, are left out. The word of no bytes is
  /// kNotAskedCode.
  explicit ShortWords(const std::vector<Word>& words);

  /// Requires at most kLongest bytes, and 8 bytes from `word` on that can be read.
  [[nodiscard]] std::uint8_t find(const char* word, std::size_t bytes) const noexcept {
    const std::uint64_t key = key_of(word, bytes);
    const Slot& slot = slots_[place(key)];
    return slot.key == key ? slot.code : kNone;
  }

 private:
  struct Slot {
    std::uint64_t key = ~std::uint64_t{0};
    std::uint8_t code = kNone;
  };

  /// The bytes of a word, and how many they are.
  [[nodiscard]] static std::uint64_t key_of(const char* word, std::size_t bytes) noexcept {
    std::uint64_t key = 0;
    std::memcpy(&key, word, sizeof key);
    // What stands behind the word goes, in two steps, as nothing may be shifted by all 64 bits.
    const std::size_t half = 4 * (8 - bytes);
    if constexpr (std::endian::native == std::endian::big) key = key >> half >> half;
    return key << half << half ^ bytes;
  }

  [[nodiscard]] std::size_t place(std::uint64_t key) const noexcept {
    return key * factor_ >> shift_;
  }

  /// Puts the words where a factor has them; returns how many found another one there.
  std::size_t fill(const std::vector<Word>& words, std::uint64_t factor);

  std::vector<Slot> slots_;
  std::uint64_t factor_ = 0;
  unsigned shift_ = 0;
};

/// Words of 1 to 16 bytes, each with a number below kNone. What is not here has to be read by its
/// grammar: long words, dates, several markers, slips.
class WordCodes {
 public:
  static constexpr std::uint8_t kNone = 255;
  static constexpr std::size_t kLongest = 16;

  /// No words yet; room for so many.
  explicit WordCodes(std::size_t words);

  /// Words that do not fit are left out.
  void add(std::string_view word, std::uint8_t code);

  /// The number of a word, or kNone. Requires 1 to kLongest bytes, and 8 bytes from `word` on that
  /// can be read.
  [[nodiscard]] std::uint8_t find(const char* word, std::size_t bytes) const noexcept {
    const Key key = key_of(word, bytes);
    for (std::size_t at = home(key);; at = (at + 1) & (slots_.size() - 1)) {
      const Slot& slot = slots_[at];
      if (slot.key == key) return slot.code;
      if (slot.key.bytes == 0) return kNone;
    }
  }

 private:
  /// The first and the last eight bytes, which overlap unless there are sixteen.
  struct Key {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::uint64_t bytes = 0;

    friend bool operator==(const Key&, const Key&) = default;
  };

  struct Slot {
    Key key;
    std::uint8_t code = kNone;
  };

  [[nodiscard]] static std::uint64_t eight(const char* at) noexcept {
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
  }

  /// A mask of the bytes that come first in memory; requires less than eight.
  [[nodiscard]] static constexpr std::uint64_t first_bytes(std::size_t bytes) noexcept {
    const std::uint64_t rest = ~std::uint64_t{0};
    return std::endian::native == std::endian::little ? ~(rest << (8 * bytes))
                                                      : ~(rest >> (8 * bytes));
  }

  [[nodiscard]] static Key key_of(const char* word, std::size_t bytes) noexcept {
    if (bytes >= 8) return {eight(word), eight(word + bytes - 8), bytes};
    return {eight(word) & first_bytes(bytes), 0, bytes};
  }

  [[nodiscard]] std::size_t home(const Key& key) const noexcept {
    const std::uint64_t mixed = (key.first ^ key.last * 3) + key.bytes;
    return (mixed * 0x9E3779B97F4A7C15U >> 32U) & (slots_.size() - 1);
  }

  std::vector<Slot> slots_;  ///< a power of two, at most half of them taken
};

/// The words of a fact: its levels or markers, small numbers, and those every fact accepts.
struct FactWords {
  WordCodes all;
  ShortWords quick;  ///< those of them that are found at the first look
};

[[nodiscard]] FactWords words_of(const FactDefinition& fact);

/// The words for where a case stands, each with its CaseStatus.
[[nodiscard]] WordCodes status_words();

}  // namespace waitlist
