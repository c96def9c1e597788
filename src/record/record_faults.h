// How the record says what is wrong with a file of a log.
#pragma once

#include <waitlist/base/error.h>

#include <string>
#include <string_view>
#include <utility>

namespace waitlist {

/// A file that says something else than it must.
[[nodiscard]] inline Error record_fault(const std::string& file,
                                        std::string_view found,
                                        std::string reason,
                                        ErrorCode code = ErrorCode::inconsistent) {
  return {code, file, 0, 0, "", clipped(found), std::move(reason)};
}

/// A text that no writer of this format makes.
[[nodiscard]] inline Error malformed_record(const std::string& file,
                                            std::string_view found,
                                            std::string reason) {
  return record_fault(file, found, std::move(reason), ErrorCode::malformed_text);
}

inline void append_faults(Errors& to, Errors more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace waitlist
