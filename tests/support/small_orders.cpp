#include "support/small_orders.h"

#include "support/small_draws.h"

#include <algorithm>
#include <utility>

namespace waitlist::small_world {
namespace {

/// Some of these keys in any order, and the case id.
std::vector<OrderKey> some_keys(std::vector<OrderKey> keys) {
  for (std::size_t i = keys.size(); i > 1; --i) {
    const auto other = static_cast<std::size_t>(draw(0, static_cast<std::int64_t>(i) - 1));
    std::swap(keys[i - 1], keys[other]);
  }
  keys.resize(static_cast<std::size_t>(draw(0, static_cast<std::int64_t>(keys.size()))));
  keys.push_back(OrderKey::case_id);
  return keys;
}

/// The tier must_allocate with keys of its own: any, or those of the list behind `overdue`.
void add_own_order(Policy& policy, std::vector<OrderKey> keys) {
  std::erase(policy.order, OrderKey::tier);
  std::vector<OrderKey>& own = policy.must_allocate->order;
  own = policy.order;
  if (chance(50)) {
    keys.push_back(OrderKey::overdue);
    own = some_keys(std::move(keys));
  } else if (chance(70)) {
    own.insert(own.begin(), OrderKey::overdue);
  }
  policy.order.insert(policy.order.begin(), OrderKey::tier);
}

/// Every group, and the date.
void add_named_keys(const Policy& policy, std::vector<OrderKey>& keys) {
  const auto first = chance(50) ? DateFirst::earliest : DateFirst::latest;
  keys.push_back({OrderKey::date, schema().fact(kHeardOn).id, first});
  for (const GroupRule& group : policy.groups) keys.push_back({OrderKey::group, group.id});
}

/// Some of the tiers with keys of their own.
void add_tier_orders(Policy& policy, const std::vector<OrderKey>& keys) {
  std::erase(policy.order, OrderKey::tier);
  policy.order.insert(policy.order.begin(), OrderKey::tier);
  for (const BandRule& band : policy.bands) {
    if (chance(50)) policy.tier_orders.push_back({band.id, some_keys(keys), {}});
  }
  if (!policy.must_allocate || !policy.must_allocate->order.empty() || !chance(50)) return;
  std::vector<OrderKey> own = keys;
  own.push_back(OrderKey::overdue);
  policy.tier_orders.push_back({"must_allocate", some_keys(std::move(own)), {}});
}

bool has_lottery(const Policy& policy) {
  const auto has = [](const std::vector<OrderKey>& order) {
    return std::ranges::count(order, OrderKey::lottery, &OrderKey::kind) != 0;
  };
  return has(policy.order) || (policy.must_allocate && has(policy.must_allocate->order)) ||
         std::ranges::any_of(policy.tier_orders, has, &TierOrderRule::order);
}

}  // namespace

void add_order(Policy& policy, PolicyShape shape) {
  std::vector<OrderKey> keys{OrderKey::points,       OrderKey::risk_points,
                             OrderKey::longest_wait, OrderKey::filing_date,
                             OrderKey::lottery,      OrderKey::youngest_child};
  if (policy.filing) keys.push_back(OrderKey::latest_start);
  // A worse fact may leave less of the limit on what is not known to another group.
  if (shape == PolicyShape::anything) add_named_keys(policy, keys);
  std::vector<OrderKey> with_tier = keys;
  with_tier.push_back(OrderKey::tier);
  policy.order = some_keys(std::move(with_tier));
  // Columns serve orders that begin so.
  if (chance(20)) policy.order = {OrderKey::points, OrderKey::longest_wait, OrderKey::case_id};
  if (shape == PolicyShape::anything && chance(20)) {
    policy.order = {OrderKey::points, keys.back(), OrderKey::longest_wait, OrderKey::case_id};
  }
  if (policy.must_allocate && chance(60)) add_own_order(policy, keys);
  if (chance(40)) add_tier_orders(policy, keys);
  if (has_lottery(policy)) policy.lottery_seed = static_cast<std::uint64_t>(draw(0, 5));
}

}  // namespace waitlist::small_world
