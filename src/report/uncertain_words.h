// The intervals that a policy gives for numbers of points, in words: for text, page and differences
// alike.
#pragma once

#include <waitlist/policy/compiled_policy.h>

#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

inline constexpr std::string_view kUncertainNote =
    "No order changes by these. It may be asked how sure an order is. Then each of them can be "
    "anywhere in its interval.";

/// One of them.
struct UncertainRow {
  std::string name;   ///< as the policy calls the number
  std::string label;  ///< `Child harm: reported`
  Points written;
  std::string interval;  ///< `20 to 40`
  std::string reason;    ///< may be empty
};

/// In the order of the policy's list.
[[nodiscard]] std::vector<UncertainRow> uncertain_rows(const CompiledPolicy& policy);

}  // namespace waitlist
