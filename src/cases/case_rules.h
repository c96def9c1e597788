// What must be true of one case, whichever reader or host it comes from.
#pragma once

#include "cases/case_table_builder.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace waitlist {

/// Where the faults of one case are reported.
struct CasePlace {
  const std::string& source;
  std::uint32_t line;  ///< 0: not from a text
  std::string_view case_id;
};

/// Why a `no` is refused where FactDefinition::no_is_answer says so.
inline constexpr const char* kNoIsNoAnswer =
    "`no` is no answer to this fact; write what it is, `unknown` when it was asked and nobody "
    "knows, "
    "`not_asked` when nobody has asked";

/// Adds every fault of this case to `faults`. Rules between cases are the builder's.
void check_case(const CaseView& fields,
                const FactSchema& schema,
                const CasePlace& place,
                FaultList& faults);

/// Adds one fault of a case.
void add_fault(FaultList& faults,
               const CasePlace& place,
               ErrorCode code,
               std::string_view field,
               std::string_view found,
               std::string reason);

}  // namespace waitlist
