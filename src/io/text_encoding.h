// Whether a text is the UTF-8 that readers expect.
#pragma once

#include "base/fault_list.h"

#include <string>
#include <string_view>

namespace waitlist {

/// The text without a byte order mark.
[[nodiscard]] std::string_view without_byte_order_mark(std::string_view text);

/// Whether a text is UTF-8 without a zero byte.
[[nodiscard]] bool is_utf8(std::string_view text);

/// Reports UTF-16, zero bytes and bytes that are not UTF-8, each with its place and how to save the
/// file again. False when the text is so different that reading on makes no sense.
bool check_encoding(std::string_view text, const std::string& source, FaultList& faults);

/// The same of a text that is to have rows and cells: a web page, XML and a PDF are the one fault,
/// whatever the name of the file says.
bool check_list_encoding(std::string_view text, const std::string& source, FaultList& faults);

}  // namespace waitlist
