// An answer in one byte, when one byte can hold it.
#pragma once

#include <waitlist/cases/answer.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace waitlist {

using AnswerCode = std::uint8_t;

inline constexpr AnswerCode kNotAskedCode = 0;
inline constexpr AnswerCode kUnknownCode = 1;
inline constexpr AnswerCode kNoCode = 2;
inline constexpr AnswerCode kFirstValueCode = 3;  ///< a given value v is 3 + v, while that fits
inline constexpr AnswerCode kOtherCode = 255;     ///< what does not fit: it lies elsewhere

/// The code of an answer; kOtherCode when it has none of its own.
[[nodiscard]] constexpr AnswerCode code_of(Answer answer) noexcept {
  // Without a branch: a change of a case asks this of every answer.
  const auto state = static_cast<std::size_t>(answer.state());
  constexpr std::array kCodes{kNotAskedCode, kUnknownCode, kOtherCode, kNoCode, kFirstValueCode};
  const std::uint32_t code = kCodes[state] + answer.value();  // the value of the others is 0
  return static_cast<AnswerCode>(std::min(code, std::uint32_t{kOtherCode}));
}

/// The answer of a code. Requires a code other than kOtherCode.
[[nodiscard]] constexpr Answer answer_of(AnswerCode code) noexcept {
  switch (code) {
    case kNotAskedCode: return Answer::not_asked();
    case kUnknownCode: return Answer::unknown();
    case kNoCode: return Answer::no();
    default: return Answer::with_value(std::uint32_t{code} - kFirstValueCode);
  }
}

}  // namespace waitlist
