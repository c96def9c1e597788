#include "support/folders.h"

namespace folders {

std::string source() { return WAITLIST_SOURCE_DIR; }

std::string or_library() { return WAITLIST_OR_LIBRARY; }

}  // namespace folders
