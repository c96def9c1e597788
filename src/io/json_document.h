// JSON text to values, with the places of what is not JSON and of keys that stand twice.
#pragma once

#include "base/fault_list.h"
#include "io/json_tree.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace waitlist {

/// Gets the elements of long arrays one by one, as they are read: the array, the number of the
/// element, and the element, which is gone afterwards.
using VisitElement = std::function<void(std::string_view array, std::size_t number, JsonView one)>;

/// Reads the document into `to`; false after a fault of syntax has been added, and then what was
/// visited means nothing. The arrays of the document that `streamed` names are empty there: their
/// elements go to `visit`, after the faults of each have been added. RFC 8259 leaves open which of
/// two equal keys counts, so both are a fault. One inside an array of the document names its
/// element as the field: `cases[3]`.
[[nodiscard]] bool read_json(std::string_view text,
                             const std::string& source,
                             std::span<const std::string_view> streamed,
                             const VisitElement& visit,
                             JsonTree& to,
                             FaultList& faults);

/// A number as a cell of a CSV file writes it: without an exponent.
[[nodiscard]] std::string cell_of_number(JsonView value);

}  // namespace waitlist
