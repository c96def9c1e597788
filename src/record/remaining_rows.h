// What a recorded list is made again from: its rows without those that were erased.
#pragma once

#include <waitlist/base/result.h>
#include <waitlist/cases/case_table.h>
#include <waitlist/record/record_log.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace waitlist {

/// A row and its number on the list.
using NumberedRow = std::pair<std::uint32_t, RecordedRow>;

struct RemainingRows {
  std::vector<NumberedRow> rows;
  std::map<std::string, std::vector<std::size_t>> families;  ///< by number, places in `rows`
  std::uint32_t erased = 0;
  std::uint32_t of_broken_families = 0;  ///< a case of their family was erased
  std::uint32_t faulty = 0;
};

[[nodiscard]] RemainingRows remaining_rows(const ListEntry& list,
                                           const std::vector<OpenedRow>& opened);

/// Their cases, families linked again. `schema` is the one they were recorded with.
[[nodiscard]] Result<CaseTable> remaining_cases(const RemainingRows& remaining,
                                                const FactSchema& schema,
                                                const std::string& source);

/// That the folder has what opens rows; `what` is said to be missing else.
[[nodiscard]] Errors private_part_faults(const RecordLog& log, const std::string& what);

}  // namespace waitlist
