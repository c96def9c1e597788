/// \file decisions.h
/// \brief What managers decided about the places of a list, for the record.
/// Layer: record (may use base, io).  Format: docs/reference/record.md, "Decisions".
/// Ranges: codes as is_record_code(); a reason has at most limits::kReasonBytesMax bytes in one
/// line. Errors: all faults of a text, placed.  Complexity: O(bytes).  Threads: pure; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// A decision about one ranked case.
struct PlaceDecision {
  std::string case_id;
  std::uint32_t place = 0;  ///< the position decided, from 1; that of the list: it was confirmed
  std::string code;         ///< why, as an opaque code
  std::string proposed_by;  ///< who proposed it, as an opaque code
  std::string made_by;      ///< the manager, as an opaque code
  std::string reason;       ///< free text, kept outside the log; may be empty
  std::uint32_t line = 0;   ///< of its file; 0: made by a program

  friend bool operator==(const PlaceDecision&, const PlaceDecision&) = default;
};

/// `case_id,place,code,proposed_by,made_by,reason`; a case may stand there once.
[[nodiscard]] WAITLIST_EXPORT Result<std::vector<PlaceDecision>> read_decisions_csv(
    std::string_view text, const std::string& source = "decisions");

}  // namespace waitlist
