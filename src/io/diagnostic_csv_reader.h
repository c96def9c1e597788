// Reads a list row by row and reports every fault with its place.
#pragma once

#include <waitlist/base/result.h>
#include <waitlist/cases/case_list.h>
#include <waitlist/cases/case_table.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace waitlist {

/// Where the rows come from another text, `lines` says from which of its lines.
[[nodiscard]] Result<CaseTable> read_csv_with_diagnosis(std::string_view text,
                                                        const FactSchema& schema,
                                                        const std::string& source,
                                                        std::span<const std::uint32_t> lines = {});

/// The same with every faulty row set apart. Errors: those of the text as a whole.
[[nodiscard]] Result<CaseList> read_csv_setting_apart(std::string_view text,
                                                      const FactSchema& schema,
                                                      const std::string& source,
                                                      std::span<const std::uint32_t> lines = {});

}  // namespace waitlist
