/// \file synthetic_list.h
/// \brief Invented waiting lists, shaped by published figures; the same seed, the same list.
/// Layer: simulation (may use base to allocation).  Facts: the shipped private law schema.
/// Source: domain reference section 5; every assumption that has no source is labelled in
/// docs/background/synthetic-data.md.
/// Errors: a schema without the facts it draws; a day before its service began.  Complexity:
/// O(cases). Threads: pure.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/cases/case.h>
#include <waitlist/cases/fact_schema.h>

#include <cstdint>
#include <vector>

namespace waitlist {

struct SyntheticListOptions {
  std::uint32_t cases = 400;  ///< 1 to limits::kCasesMax
  std::uint64_t seed = 2009;  ///< any number; another seed draws other cases
  Day as_of = Day::first();   ///< the day on which the list stands; nobody is listed later
};

/// Draws a list as it could stand on a day. Case i does not depend on how many are drawn. With 100
/// or more cases the list contains the one the 2009 report tells of: an application about a very
/// young child that has waited six months.
[[nodiscard]] WAITLIST_EXPORT Result<std::vector<Case>> synthetic_list(
    const FactSchema& schema, const SyntheticListOptions& options);

/// The private law fact schema shipped with the library, as TOML text.
[[nodiscard]] WAITLIST_EXPORT std::string_view private_law_facts_toml() noexcept;

}  // namespace waitlist
