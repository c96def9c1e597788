// Where the tests find files: in one source, so that a clone elsewhere compiles little anew.
#pragma once

#include <string>

namespace folders {

/// The repository.
[[nodiscard]] std::string source();

/// The published assignment problems, outside the repository; the folder may not be there.
[[nodiscard]] std::string or_library();

}  // namespace folders
