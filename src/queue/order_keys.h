// The declared order of a policy as numbers: smaller stands first (policy-format.md section 11).
#pragma once

#include <waitlist/queue/ranking.h>

#include "base/big_memory.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace waitlist {

/// A case that is to be ordered.
struct Scored {
  CaseRow row = 0;
  UnitIndex unit = 0;
  Score score;
};

/// The keys of the policy's order before the case id, which decides last.
[[nodiscard]] std::span<const OrderKey> keys_before_id(const CompiledPolicy& policy);

/// The lottery number of a case: FNV-1a of `SEED:CASE_ID`, mixed.
[[nodiscard]] std::uint64_t lottery_number(std::uint64_t seed, std::string_view case_id);

/// The value of one key, such that the smaller one stands first. Not for `case_id`, which is text.
[[nodiscard]] std::int64_t order_value(OrderKey key,
                                       const Scored& scored,
                                       const CaseTable& cases,
                                       const CompiledPolicy& policy,
                                       Day as_of);

/// Whether a day can turn two cases round by this key alone, their facts and listings unchanged
/// and no pause left out of the wait.
[[nodiscard]] bool moves_with_days(OrderKey key) noexcept;

/// Whether a case stands before another.
[[nodiscard]] bool stands_before(const Scored& a,
                                 const Scored& b,
                                 const CaseTable& cases,
                                 const CompiledPolicy& policy,
                                 Day as_of);

/// Whether the first stands before the second where all keys are alike; null: the lower number.
using TieBreak = std::function<bool(std::uint32_t, std::uint32_t)>;

/// The values of one key, one for each number.
using KeyColumn = BigVector<std::int64_t>;

/// The keys of cases as columns.
class KeyColumns {
 public:
  KeyColumns(std::span<const OrderKey> keys,
             const CaseTable& cases,
             const CompiledPolicy& policy,
             Day as_of,
             std::size_t room);

  /// The next case. Those of a unit come one after the other, so that what they share is read once.
  void add(const Scored& scored);

  [[nodiscard]] std::vector<KeyColumn> take() && { return std::move(columns_); }

 private:
  std::span<const OrderKey> keys_;
  const CaseTable& cases_;
  const CompiledPolicy& policy_;
  Day as_of_;
  std::optional<UnitIndex> unit_;  ///< of the case before
  std::vector<KeyColumn> columns_;
};

/// The numbers 0 to `count` - 1 by these columns, the first of which leads; smaller values first.
[[nodiscard]] std::vector<std::uint32_t> order_by(std::size_t count,
                                                  std::vector<KeyColumn> columns,
                                                  const TieBreak& before);

/// Numbers of `scored`, in the order of the policy's keys. Cases of a unit are neighbours.
[[nodiscard]] std::vector<std::uint32_t> in_order(std::span<const Scored> scored,
                                                  const CaseTable& cases,
                                                  const CompiledPolicy& policy,
                                                  Day as_of);

}  // namespace waitlist
