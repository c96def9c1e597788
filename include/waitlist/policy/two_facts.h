/// \file two_facts.h
/// \brief What a rule says of two facts together, as a table: a row for each level of the one, a
/// column for each of the other.  As written and not yet checked.
/// Layer: policy (may use base, cases).  Source: docs/reference/policy-format.md sections 4 and 10.
/// Threads: values; share freely.
#pragma once

#include <waitlist/policy/text_place.h>

#include <string>
#include <vector>

namespace waitlist {

/// The word for a checked "no" beside levels.
inline constexpr const char* kNoLevel = "no";

/// What one level of the first fact comes to with each of the other.
template <class Cell>
struct TwoFactRow {
  std::string level;        ///< its id in the fact schema, or `no`
  std::vector<Cell> cells;  ///< one for each column
  TextPlace place;
};

/// Both facts are choices. The answer `no` has a row and a column only where something comes of it.
template <class Cell>
struct TwoFactTable {
  std::string other;                 ///< id of the second fact, another than the first
  std::vector<std::string> columns;  ///< every level of it once, in any order, perhaps `no`
  std::vector<TwoFactRow<Cell>>
      rows;  ///< every level of the first once, in any order, perhaps `no`
};

/// Section 10. A band for each pair of levels: its id, or empty where none is lifted.
struct BandByTwoFacts {
  std::string fact;  ///< id of the first fact
  TwoFactTable<std::string> table;
};

}  // namespace waitlist
