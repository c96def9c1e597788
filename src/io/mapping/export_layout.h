// Where the rows of an export begin, and which of its columns is which of ours.
#pragma once

#include <waitlist/base/result.h>

#include "io/mapping/mapping_rules.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

struct ExportLayout {
  char delimiter = ',';
  std::size_t header_at = 0;       ///< byte of the header line
  std::uint32_t header_line = 1;   ///< from 1
  std::size_t rows_at = 0;         ///< byte behind the header line
  std::vector<std::string> names;  ///< as the header line names the columns, without blanks
  std::vector<std::vector<std::size_t>> from;  ///< of each of MappingRules::columns, from 0
  std::vector<std::size_t> fill_down;
  std::vector<std::size_t> skip_by;  ///< of each of MappingRules::skips

  [[nodiscard]] std::size_t width() const noexcept { return names.size(); }
};

/// Lays a mapping over an export without a byte order mark. Errors: everything about the header
/// line and the columns of the export.
[[nodiscard]] Result<ExportLayout> layout_of(std::string_view text,
                                             const MappingRules& rules,
                                             const std::string& source);

}  // namespace waitlist
