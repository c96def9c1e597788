// What every HTML report must keep, whatever it says.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waitlist::html_checks {

/// What is wrong with a page, one thing each: tags that do not match, ids that are there twice,
/// links that lead nowhere, handlers and styles in attributes, headings that leave out a level.
[[nodiscard]] std::vector<std::string> faults(std::string_view page);

/// The text without tags, and with the characters that were escaped.
[[nodiscard]] std::string words_of(std::string_view html);

}  // namespace waitlist::html_checks
