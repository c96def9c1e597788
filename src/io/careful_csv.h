// The careful way to read a list: row by row from its begin, with every fault of it.
#pragma once

#include <waitlist/base/result.h>
#include <waitlist/cases/case_table.h>

#include <string>
#include <string_view>

namespace waitlist {

[[nodiscard]] Result<CaseTable> read_csv_carefully(std::string_view text,
                                                   const FactSchema& schema,
                                                   Day as_of,
                                                   const std::string& source);

}  // namespace waitlist
