// What may stand in a decision, for every way in which one comes into a log.
#pragma once

#include <waitlist/base/error.h>
#include <waitlist/base/limits.h>

#include "base/visible_text.h"

#include <optional>
#include <string>
#include <string_view>

namespace waitlist {

/// What is told of a text that is_record_code() refuses.
[[nodiscard]] inline std::string code_rule() {
  return "write a code of 1 to " + std::to_string(limits::kRecordCodeBytesMax) +
         " letters A to Z, digits and ._:/- without blanks";
}

struct ReasonFault {
  ErrorCode code = ErrorCode::malformed_text;
  std::string expected;
};

/// What is wrong with the free text of a decision; nullopt: nothing.
[[nodiscard]] inline std::optional<ReasonFault> fault_of_reason(std::string_view reason) {
  if (reason.size() > limits::kReasonBytesMax) {
    return ReasonFault{ErrorCode::too_large, "at most " + std::to_string(limits::kReasonBytesMax) +
                                                 " bytes, no narrative"};
  }
  if (!is_one_line(reason)) return ReasonFault{ErrorCode::malformed_text, "write it in one line"};
  return std::nullopt;
}

}  // namespace waitlist
