// One cell of an export to one of a case file.
#pragma once

#include "io/mapping/mapping_rules.h"

#include <string>
#include <string_view>

namespace waitlist {

/// Puts what a cell says into `out`, as a case file says it, without quotes. False after filling
/// `fault`; `out` is then of no use. What a case file may say already stays as it is.
[[nodiscard]] bool rewrite_cell(const MappingRules& rules,
                                const MappedColumn& column,
                                std::string_view cell,
                                std::string& out,
                                CellFault& fault);

}  // namespace waitlist
