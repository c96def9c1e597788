// Rows of one input that have the same id: nobody can tell which of them is right.
#pragma once

#include <waitlist/cases/case_list.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace waitlist {

/// Gives each row whose id another row has too a fault that says so. Those of `sound` join
/// `faulty`, and the result marks them; it is empty when there are none. Requires `by_id` of the
/// table, a line for each of its rows, and all other rows of the input in `faulty`, in order.
[[nodiscard]] std::vector<bool> set_shared_ids_apart(const CaseTable& sound,
                                                     std::span<const std::uint32_t> lines,
                                                     const std::string& source,
                                                     std::vector<FaultyCase>& faulty);

}  // namespace waitlist
