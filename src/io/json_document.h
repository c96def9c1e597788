// JSON text to a document, with the places of what is not JSON and of keys that stand twice.
#pragma once

#include "base/fault_list.h"

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace waitlist {

/// The document, or null after a fault has been added. RFC 8259 leaves open which of two equal
/// keys counts, so both are a fault. One inside an array of the document names its element as the
/// field: `cases[3]`.
/// A number with a point or an exponent is kept as it is written: see written_text().
[[nodiscard]] std::unique_ptr<nlohmann::json> parse_json(std::string_view text,
                                                         const std::string& source,
                                                         FaultList& faults);

/// Whether a value of such a document is a number, whole or not.
[[nodiscard]] bool is_written_number(const nlohmann::json& value);

/// A number of such a document, as the text has it: `7.10`, `1e3`. Requires is_written_number().
[[nodiscard]] std::string written_text(const nlohmann::json& value);

/// The same as a cell of a CSV file writes it: without an exponent.
[[nodiscard]] std::string cell_of_number(const nlohmann::json& value);

}  // namespace waitlist
