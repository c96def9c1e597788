// A file that is written whole or not at all, and takes the place of nothing but a file.
#pragma once

#include <waitlist/base/result.h>

#include <string>
#include <string_view>

namespace waitlist::cli {

/// Writes `text` to `path`. Devices and pipes are written to as they are. A file is made beside its
/// place under a name of its own, synced and moved there, so that no reader ever sees half of it
/// and of two runs with one target one wins whole; it keeps the mode and owner of the file it
/// replaces. A link stays, and what it leads to is replaced. Empty: done. Errors: file_unwritable.
[[nodiscard]] Errors write_output_file(const std::string& path, std::string_view text);

}  // namespace waitlist::cli
