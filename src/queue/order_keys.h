// The declared order of a policy as numbers: smaller stands first (policy-format.md section 11).
#pragma once

#include <waitlist/queue/ranking.h>

#include "policy/order_table.h"
#include "queue/key_columns.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace waitlist {

/// The lottery number of a case: FNV-1a of `SEED:CASE_ID`, mixed.
[[nodiscard]] std::uint64_t lottery_number(std::uint64_t seed, std::string_view case_id);

/// The value of one key, such that the smaller one stands first. Not for `case_id`, which is text.
/// Here and below a Place is a case that is scored; its position is not looked at.
[[nodiscard]] std::int64_t order_value(const KeyTable& key,
                                       const Place& scored,
                                       const CaseTable& cases,
                                       const CompiledPolicy& policy,
                                       Day as_of);

/// The same of several cases at a place of the order; those of a unit are neighbours.
void order_values(std::size_t place,
                  std::span<const Place> scored,
                  const CaseTable& cases,
                  const CompiledPolicy& policy,
                  Day as_of,
                  std::span<std::int64_t> values);

/// Whether a day can turn two cases round by this key alone, their facts and listings unchanged
/// and no pause left out of the wait. What is as of today by a rule of the policy, an age or a date
/// in the points of a group, is not counted in.
[[nodiscard]] bool moves_with_days(OrderKey::Kind key) noexcept;

/// Whether other points in a policy can turn two cases round by this key alone.
[[nodiscard]] bool moves_with_points(OrderKey::Kind key) noexcept;

/// Whether a case stands before another.
[[nodiscard]] bool stands_before(const Place& a,
                                 const Place& b,
                                 const CaseTable& cases,
                                 const CompiledPolicy& policy,
                                 Day as_of);

/// Fills in the values of a key for as many numbers as there is room, from this one on. Asked for
/// once.
using KeyValues =
    std::function<void(std::size_t key, std::size_t first, std::span<std::int64_t> values)>;

/// The numbers 0 to `count` - 1 by so many keys, the first of which leads; smaller values first.
[[nodiscard]] BigVector<std::uint32_t> order_by(std::size_t count,
                                                std::size_t key_count,
                                                const KeyValues& values,
                                                const TieBreak& before);

/// Numbers of `scored`, in the order of the policy's keys. Cases of a unit are neighbours.
[[nodiscard]] BigVector<std::uint32_t> in_order(std::span<const Place> scored,
                                                const CaseTable& cases,
                                                const CompiledPolicy& policy,
                                                Day as_of);

/// The row of a numbered case.
using RowOf = std::function<CaseRow(std::uint32_t)>;

/// The same in two steps: the keys of cases, which may come in several parts; and their order.
void add_order_values(std::span<const Place> scored,
                      const CaseTable& cases,
                      const CompiledPolicy& policy,
                      Day as_of,
                      KeyColumns& columns);
[[nodiscard]] BigVector<std::uint32_t> ordered(KeyColumns& columns,
                                               std::size_t count,
                                               const RowOf& row_of,
                                               const CaseTable& cases,
                                               const CompiledPolicy& policy);

}  // namespace waitlist
