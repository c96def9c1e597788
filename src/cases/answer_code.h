// An answer in one byte, when one byte can hold it.
#pragma once

#include <waitlist/cases/answer.h>

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
  switch (answer.state()) {
    case AnswerState::not_asked: return kNotAskedCode;
    case AnswerState::unknown: return kUnknownCode;
    case AnswerState::no: return kNoCode;
    case AnswerState::pending: return kOtherCode;
    case AnswerState::given: break;
  }
  const bool fits = answer.value() < std::uint32_t{kOtherCode} - kFirstValueCode;
  return fits ? static_cast<AnswerCode>(kFirstValueCode + answer.value()) : kOtherCode;
}

/// The answer of a code. Requires a code other than kOtherCode.
[[nodiscard]] constexpr Answer answer_of(AnswerCode code) noexcept {
  switch (code) {
    case kNotAskedCode: return Answer::not_asked();
    case kUnknownCode: return Answer::unknown();
    case kNoCode: return Answer::no();
    default: return Answer::number(std::uint32_t{code} - kFirstValueCode);
  }
}

}  // namespace waitlist
