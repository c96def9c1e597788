/// \file decisions.h
/// \brief What managers decided about cases of a list: places, and who takes them.
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

/// A decision about one ranked case: its place, or who takes it.
struct ListDecision {
  std::string case_id;
  /// The position decided, from 1; that of the list: it was confirmed. 0: it is about who takes it.
  std::uint32_t place = 0;
  std::string code;                  ///< why, as an opaque code
  std::string proposed_by;           ///< who proposed it, as an opaque code
  std::string made_by;               ///< the manager, as an opaque code
  std::string reason;                ///< free text, kept outside the log; may be empty
  std::uint32_t line = 0;            ///< of its file; 0: made by a program
  std::string practitioner_id = {};  ///< who takes it, as an opaque code; empty: it is of a place
  std::string proposed_practitioner_id =
      {};  ///< who was proposed, as an opaque code; empty: nobody

  friend bool operator==(const ListDecision&, const ListDecision&) = default;
};

/// `case_id,code,proposed_by,made_by` with `place`, or with `practitioner_id` and perhaps
/// `proposed_practitioner_id`, and perhaps `reason`. A case may stand there once with a place and
/// once with a practitioner.
[[nodiscard]] WAITLIST_EXPORT Result<std::vector<ListDecision>> read_decisions_csv(
    std::string_view text, const std::string& source = "decisions");

}  // namespace waitlist
