/// \file case_list.h
/// \brief The cases of an input that are sound, and beside them every row that is not.
/// Layer: cases (may use base).  A faulty row never takes the list with it and never disappears:
/// cases.size() + faulty.size() is the number of rows of the input, always.
/// Rules: docs/reference/cases.md, "Faulty rows set apart".
/// Complexity: as CaseTable::make(); a list without faults costs nothing more.
/// Threads: values; share freely.
#pragma once

#include <waitlist/base/error.h>
#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/cases/case_table.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace waitlist {

/// What one faulty row does to its list.
enum class FaultyRows : std::uint8_t {
  refuse,     ///< nothing is read; all faults are reported
  set_apart,  ///< the sound cases are read; the faulty stand beside them
};

/// A row that cannot be ranked as it stands. Nobody can tell what it would have said.
struct FaultyCase {
  std::string case_id;      ///< as read: may be empty, no valid id, or that of other rows too
  std::uint32_t line = 0;   ///< of a text, where the row begins; 0: not known
  std::uint32_t index = 0;  ///< which row of the input it is, from 0
  Errors faults;            ///< in the order of the text; never empty
  std::vector<std::string> linked_to;  ///< ids that it says it is linked to, as read

  friend bool operator==(const FaultyCase&, const FaultyCase&) = default;
};

/// A list with its faulty rows set apart.
struct CaseList {
  CaseTable cases;
  std::vector<FaultyCase> faulty;  ///< in the order of the input

  /// CaseTable::make() that sets faulty cases apart. Errors: more than limits::kCasesMax cases.
  [[nodiscard]] static WAITLIST_EXPORT Result<CaseList> make(const FactSchema& schema,
                                                             std::span<const Case> cases,
                                                             const std::string& source = "cases");
};

}  // namespace waitlist
