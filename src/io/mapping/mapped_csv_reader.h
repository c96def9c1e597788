// Reads an export through its mapping.
#pragma once

#include <waitlist/base/result.h>
#include <waitlist/cases/case_list.h>
#include <waitlist/io/case_mapping.h>

#include <string>
#include <string_view>

namespace waitlist {

/// In at most so many parts. Faults name the export.
[[nodiscard]] Result<CaseList> read_mapped_csv(std::string_view text,
                                               const CaseMapping& mapping,
                                               const std::string& source,
                                               FaultyRows faulty,
                                               unsigned parts);

}  // namespace waitlist
