// What opens the commitments of a list: the texts of its rows and of the reasons of decisions. They
// lie outside the log, so that one can be taken away.
#pragma once

#include <waitlist/base/result.h>
#include <waitlist/record/commitment.h>
#include <waitlist/record/recorded_list.h>

#include "record/log_files.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace waitlist {

/// `rows/12`: the commitments of the rows of the list at entry 12.
[[nodiscard]] std::string rows_path(std::uint64_t list);
[[nodiscard]] std::string openings_path(std::uint64_t list);
/// `private/reasons/12`: those of the decisions directly behind entry 12.
[[nodiscard]] std::string reasons_path(std::uint64_t behind);
[[nodiscard]] std::string payload_path(const Digest& digest);

struct RowOpening {
  std::uint32_t row = 0;
  RecordedRow text;
};

struct ReasonOpening {
  std::uint64_t decision = 0;  ///< its entry
  std::string case_id;
  std::string text;
};

[[nodiscard]] std::string to_rows_file(std::span<const RowCommitments> rows);
[[nodiscard]] std::string to_openings_file(std::uint64_t list, std::span<const RowOpening> rows);
[[nodiscard]] std::string to_reasons_file(std::uint64_t behind,
                                          std::span<const ReasonOpening> reasons);

/// Exactly `rows` of them.
[[nodiscard]] Result<std::vector<RowCommitments>> read_rows_file(LogFiles& files,
                                                                 std::uint64_t list,
                                                                 std::uint32_t rows);

/// nullopt: there is no such file.
[[nodiscard]] Result<std::optional<std::vector<RowOpening>>> read_openings_file(LogFiles& files,
                                                                                std::uint64_t list);
[[nodiscard]] Result<std::optional<std::vector<ReasonOpening>>> read_reasons_file(
    LogFiles& files, std::uint64_t behind);

}  // namespace waitlist
