// Files of the command line: read whole, written whole or not at all.
#pragma once

#include <waitlist/base/result.h>

#include <string>
#include <string_view>

namespace waitlist::cli {

/// The bytes of a file; `-` is standard input. Errors: file_unreadable, too_large.
[[nodiscard]] Result<std::string> read_file(const std::string& path);

/// Writes a file beside its place and moves it there, so that nobody ever reads half of it.
/// `-` and an empty path are standard output. Empty: done.
[[nodiscard]] Errors write_file(const std::string& path, std::string_view text);

/// The path of `name` beside the file `path`.
[[nodiscard]] std::string beside(const std::string& path, const std::string& name);

}  // namespace waitlist::cli
