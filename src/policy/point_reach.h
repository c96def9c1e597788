// The most points that the parts of a policy can give: what reviews measure rules against.
#pragma once

#include "policy/policy_tables.h"

#include <span>
#include <vector>

namespace waitlist {

/// The most that any child's age can earn, further children included.
[[nodiscard]] Points most_for_age(const Policy& policy);

/// The most that a group can give.
[[nodiscard]] Points most_of_group(const PolicyTables& tables, std::size_t group);

/// The most that can be earned by anything but waiting.
[[nodiscard]] Points most_without_waiting(const PolicyTables& tables);

/// By how much two cases can differ in anything but waiting, at most.
[[nodiscard]] Points spread_without_waiting(const PolicyTables& tables);

/// The same of risk points.
[[nodiscard]] Points spread_of_risk(const PolicyTables& tables);

/// The declared order, and those of tiers that have their own.
[[nodiscard]] std::vector<const std::vector<OrderKey>*> orders_of(const Policy& policy);

/// Whether one of these orders looks at this key at all.
[[nodiscard]] bool orders_by(const Policy& policy, const OrderKey& key);

/// Whether an order looks at this key first, the tier left aside.
[[nodiscard]] bool begins_with(std::span<const OrderKey> order, OrderKey::Kind key);

/// Whether the declared order does, or that of some tier.
[[nodiscard]] bool some_order_begins_with(const Policy& policy, OrderKey::Kind key);

/// Whether a case can stand in the tier must_allocate, and tiers lead the order.
[[nodiscard]] bool must_allocate_orders(const Policy& policy);

/// What that tier is ordered by. Requires must_allocate_orders().
[[nodiscard]] const OrderKey& first_key_of_must_allocate(const Policy& policy);

}  // namespace waitlist
