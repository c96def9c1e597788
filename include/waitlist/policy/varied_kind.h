/// \file varied_kind.h
/// \brief What a number of points in a policy is given for.
/// Layer: policy (may use base, cases).  Source: docs/reference/policy-format.md, section 16, which
/// has the name of each.  Threads: values; share freely.
#pragma once

#include <waitlist/base/export.h>

#include <cstdint>
#include <string_view>

namespace waitlist {

/// What a number of points is given for.
enum class VariedKind : std::uint8_t {
  level,           ///< of a choice
  range,           ///< of a count or a date
  marker,          ///< of a checklist
  per_step,        ///< each step of a number
  per_start,       ///< what no step earns
  two_facts,       ///< a pair of answers
  unknown,         ///< an answer that is not known
  constant,        ///< what every case has in a group
  age,             ///< an age of the youngest child
  further_child,   ///< each further child
  waiting,         ///< a rate of waiting
  slack,           ///< a near filing date
  no_filing_date,  ///< none
};

/// `level`, `range`, …
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(VariedKind kind) noexcept;

}  // namespace waitlist
