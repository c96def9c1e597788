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
[[nodiscard]] std::unique_ptr<nlohmann::json> parse_json(std::string_view text,
                                                         const std::string& source,
                                                         FaultList& faults);

}  // namespace waitlist
