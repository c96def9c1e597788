// Reads an export of one row for each case, as long as nothing in it needs a second look.
#pragma once

#include <waitlist/cases/case_table.h>

#include "io/mapping/export_layout.h"

#include <optional>
#include <string_view>

namespace waitlist {

/// The cases of an export, read in so many parts; nullopt where something is not right, or the
/// mapping joins, fills or skips: rewrite_export() then says what, or does it.
[[nodiscard]] std::optional<CaseTable> read_export_fast(std::string_view text,
                                                        const MappingRules& rules,
                                                        const ExportLayout& layout,
                                                        unsigned parts);

}  // namespace waitlist
