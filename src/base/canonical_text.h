// Texts that are digested: every part stands behind its length, so that no two lists of parts share
// a text.
#pragma once

#include <string>
#include <string_view>

namespace waitlist {

inline void append_part(std::string& text, std::string_view part) {
  text += std::to_string(part.size());
  text += ':';
  text += part;
}

}  // namespace waitlist
