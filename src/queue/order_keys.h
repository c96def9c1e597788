// The declared order of a policy as numbers: smaller stands first (policy-format.md section 11).
#pragma once

#include <waitlist/queue/ranking.h>

#include <cstdint>
#include <string_view>
#include <vector>

namespace waitlist {

/// A case that is to be ordered.
struct Scored {
  CaseRow row = 0;
  UnitIndex unit = 0;
  Score score;
};

/// The lottery number of a case: FNV-1a of `SEED:CASE_ID`, mixed.
[[nodiscard]] std::uint64_t lottery_number(std::uint64_t seed, std::string_view case_id);

/// The value of one key, such that the smaller one stands first. Not for `case_id`, which is text.
[[nodiscard]] std::int64_t order_value(OrderKey key,
                                       const Scored& scored,
                                       const CaseTable& cases,
                                       const CompiledPolicy& policy,
                                       Day as_of);

/// Numbers of `scored`, in the order of the policy's keys.
[[nodiscard]] std::vector<std::uint32_t> in_order(const std::vector<Scored>& scored,
                                                  const CaseTable& cases,
                                                  const CompiledPolicy& policy,
                                                  Day as_of);

}  // namespace waitlist
