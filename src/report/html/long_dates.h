// One form of dates on a page.
#pragma once

#include <string>
#include <string_view>

namespace waitlist::html {

/// The text with each `2009-10-05` in it as `5 October 2009`. Dates inside double quotes stay,
/// which are quoted from a file, and so do those that are part of a longer word, such as an id.
[[nodiscard]] std::string with_long_dates(std::string_view text);

}  // namespace waitlist::html
