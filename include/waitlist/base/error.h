/// \file error.h
/// \brief What was wrong with an input: where, what was found, what was expected.
/// Layer: base.  Lines and columns count from 1; 0 means "not known".
/// Complexity: O(length of text).  Threads: values; share freely.
#pragma once

#include <waitlist/base/export.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// Why an input was rejected. Numbers are pinned and never reused; the hundreds digit is the exit
/// status of the command line: 3 for a rejected input, 4 for file trouble.
enum class ErrorCode : std::uint16_t {
  malformed_text = 301,     ///< not CSV, JSON or TOML: a broken quote, a missing bracket
  wrong_encoding = 302,     ///< not UTF-8
  too_large = 303,          ///< past a limit of limits.h
  unknown_name = 304,       ///< a column or key that nothing knows; the reason suggests a near one
  missing_name = 305,       ///< a required column or key is absent
  duplicate_name = 306,     ///< the same column, key or id twice
  missing_value = 310,      ///< a required cell or value is empty
  not_a_date = 311,         ///< not `YYYY-MM-DD`, or no such day
  unknown_word = 312,       ///< not one of the words allowed here
  not_a_number = 313,       ///< not a whole number, or not a number at all
  out_of_range = 314,       ///< a number or date outside what is allowed
  inconsistent = 316,       ///< values that cannot both be true: born after the case was listed
  unknown_reference = 317,  ///< names a fact, level, band, group or source that is not declared
  not_exact = 318,          ///< a number of points that is not whole in thousandths
  incomplete_cover = 319,   ///< ranges that leave a gap or overlap
  calendar_ends = 320,      ///< a day outside the years the holiday data covers
  monitoring_only = 321,    ///< a fact kept for equality monitoring used in a score
  wrong_type = 322,         ///< a TOML or JSON value of another type than expected
  file_unreadable = 401,    ///< cannot be opened or read
  file_unwritable = 402,    ///< cannot be created or written
};

/// One fault, with enough to find it and mend it.
struct Error {
  ErrorCode code{};
  std::string source;        ///< "cases.csv", "policy.toml", "command line"
  std::uint32_t line = 0;    ///< 1-based; 0 = the input as a whole
  std::uint32_t column = 0;  ///< 1-based byte in the line; 0 = unknown
  std::string field;         ///< column name or key path: "listed_on", "criterion[3].levels"
  std::string found;         ///< the offending text, clipped to 60 characters; may be empty
  std::string reason;        ///< what was expected, and how to mend it
  /// Of a workbook: the sheet, of which `line` is a row and `column` a column. Else empty.
  std::string sheet = {};
  /// Of a fault of one case: its id, clipped to 60 characters, where one could be read. Else empty.
  std::string case_id = {};

  friend bool operator==(const Error&, const Error&) = default;
};

/// Every fault of one input, in the order of its text; never empty inside a failed Result.
using Errors = std::vector<Error>;

/// One line: `cases.csv:17: listed_on "31/02/2009": no such date; write YYYY-MM-DD [E311]`; of a
/// workbook `cases.xlsx: Sheet1!C17: listed_on …`; of a case that no line is known of
/// `cases: case SM-0017: listed_on …`.
[[nodiscard]] WAITLIST_EXPORT std::string to_text(const Error& error);

/// How many faults these stand for: one that says how many more there were counts as those.
[[nodiscard]] WAITLIST_EXPORT std::size_t fault_count(const Errors& errors) noexcept;

/// The closest of `known` to `word` by edit distance, when it is close enough to be a slip.
[[nodiscard]] WAITLIST_EXPORT std::string nearest_name(std::string_view word,
                                                       const std::vector<std::string>& known);

/// `text` made safe and short for a message: one line, at most 60 bytes, cut between characters.
[[nodiscard]] WAITLIST_EXPORT std::string clipped(std::string_view text);

}  // namespace waitlist
