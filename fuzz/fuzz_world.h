// What the fuzz targets share: a small schema, a day, and what must hold of every answer.
#pragma once

#include <waitlist/base/day.h>
#include <waitlist/base/result.h>
#include <waitlist/cases/case_list.h>
#include <waitlist/cases/case_table.h>
#include <waitlist/cases/fact_schema.h>
#include <waitlist/policy/compiled_policy.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace waitlist::fuzz {

[[nodiscard]] const FactSchema& schema();
/// A policy that can score whatever the schema has.
[[nodiscard]] const CompiledPolicy& policy();
[[nodiscard]] Day as_of();

[[nodiscard]] inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};  // NOLINT: libFuzzer hands out bytes
}

/// Ends the process when a promise is broken.
void require(bool holds, const char* promise);

/// A failure says at least one thing, every fault can be printed, and limits hold.
void require_faults(const Errors& errors);

/// Setting faulty rows apart leaves a list without faults as it is, and hides none of the others.
void require_set_apart(const Result<CaseList>& list, const Result<CaseTable>& strict);

}  // namespace waitlist::fuzz
