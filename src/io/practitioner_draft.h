// One practitioner while its cells are read. Shared by CSV and JSON.
#pragma once

#include <waitlist/allocation/roster.h>

#include "io/cell_parser.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace waitlist {

/// The columns of a roster, in the order of practitioner_columns().
enum class PractitionerField : std::uint8_t {
  practitioner_id,
  base,
  areas,
  competences,
  contracted_hours,
  available_hours,
  caseload,
  held,
  held_load,
  urgent_limit,
  urgent_held,
  conflicts,
  past_families,
  absences,
  reductions,
  new_limit,
  new_taken,
  urgent_only,
  come_free,
  kind_limits,
  other_work,
  new_least,
};

[[nodiscard]] std::span<const std::string_view> practitioner_columns() noexcept;

/// An absent caseload is not 0: nobody would be given anything, and nobody would see why.
inline constexpr const char* kCaseloadNeeded =
    "every practitioner has a caseload; write 0 for somebody who takes nothing";

/// Reads a cell that is not empty. False: `fault` says what is wrong with it.
[[nodiscard]] bool read_practitioner(PractitionerField field,
                                     std::string_view cell,
                                     Practitioner& to,
                                     CellFault& fault);

/// A whole number from 0 to `most`, or nullopt after filling `fault`.
[[nodiscard]] std::optional<std::uint32_t> parse_count(std::string_view cell,
                                                       std::uint32_t most,
                                                       CellFault& fault);

}  // namespace waitlist
