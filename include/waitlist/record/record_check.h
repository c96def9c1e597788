/// \file record_check.h
/// \brief Checks a whole log: every file that its head implies, every row that can be opened, and
/// that nothing is missing but what an entry says was erased.
/// Layer: record (may use base, cases, policy, scoring, queue, io).  Promises and limits:
/// docs/reference/record.md, "What is proved".
/// Errors: all faults found up to limits::kErrorsMax; each names its file, what was found and what
/// was expected.  Complexity: O(bytes of the log).  Threads: pure but for reading files.
/// Not: a log that was written anew and whole passes, unless a head that somebody kept is given.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/record/record_log.h>

#include <cstdint>
#include <string>
#include <vector>

namespace waitlist {

/// What a check saw.
struct RecordCheck {
  LogHead head;
  std::uint64_t lists = 0;
  std::uint64_t decisions = 0;
  std::uint64_t erasures = 0;     ///< entries that say so
  std::uint64_t rows = 0;         ///< of all lists
  std::uint64_t opened_rows = 0;  ///< whose text was read and fits its commitments
  std::uint64_t erased_rows = 0;  ///< that an entry says were erased, and that nothing opens
  std::uint64_t kept_heads = 0;   ///< heads that were given and that the log grew from
  bool private_part = false;      ///< whether what opens rows was there to be checked

  friend bool operator==(const RecordCheck&, const RecordCheck&) = default;
};

/// What somebody knows of a log that is not from it.
struct KnownLog {
  std::string origin;          ///< its name, with which nothing is hashed; empty: not known
  std::vector<TreeHead> kept;  ///< heads of it that somebody remembered
};

[[nodiscard]] WAITLIST_EXPORT Result<RecordCheck> check_record(const std::string& folder,
                                                               const KnownLog& known = {});

/// In plain English.
[[nodiscard]] WAITLIST_EXPORT std::string render_text(const RecordCheck& check);

}  // namespace waitlist
