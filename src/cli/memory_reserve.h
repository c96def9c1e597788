// Memory kept back for the way out when there is no more.
#pragma once

namespace waitlist::cli {

/// From now on the first request for memory that fails gives the reserve back before it throws
/// std::bad_alloc: documents of some libraries need memory to be given up. Call once. False: there
/// is not even that much.
[[nodiscard]] bool keep_memory_in_reserve();

}  // namespace waitlist::cli
