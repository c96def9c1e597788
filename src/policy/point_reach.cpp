#include "policy/point_reach.h"

#include "policy/answer_rules.h"

#include <algorithm>

namespace waitlist {

Points most_for_age(const Policy& policy) {
  if (!policy.age) return {};
  Points most;
  for (const AgePoints& step : policy.age->points) most = std::max(most, step.points);
  if (policy.age->further_children) most += policy.age->further_children->maximum;
  return most;
}

Points most_of_group(const PolicyTables& tables, std::size_t group) {
  const GroupTable& table = tables.groups[group];
  Points sum;
  Points highest;
  const auto add = [&](Points points) {
    sum += points;
    highest = std::max(highest, points);
  };
  for (const std::uint16_t criterion : table.criteria) add(tables.criteria[criterion].most);
  add(table.constant);
  if (table.has_age) add(most_for_age(tables.policy));
  return std::min(combined(table.combine, sum, highest), table.cap);
}

namespace {

/// A child is under 18 when its case is listed, so that its age then has the points of some row.
Points least_of_group(const PolicyTables& tables, std::size_t group) {
  const GroupTable& table = tables.groups[group];
  const bool by_age = table.has_age && tables.policy.age->at == AgeAt::listed;
  const Points age = by_age ? tables.age_fewest : Points{};
  Points least = std::min(
      combined(table.combine, table.constant + age, std::max(table.constant, age)), table.cap);
  for (const std::uint16_t ceiling : table.ceilings) {
    least = std::min(least, tables.ceilings[ceiling].at_most);
  }
  return least;
}

}  // namespace

Points spread_of_risk(const PolicyTables& tables) {
  Points spread;
  for (std::size_t i = 0; i < tables.groups.size(); ++i) {
    if (tables.groups[i].risk) spread += most_of_group(tables, i) - least_of_group(tables, i);
  }
  return spread;
}

Points spread_without_waiting(const PolicyTables& tables) {
  Points spread = most_without_waiting(tables);
  for (std::size_t i = 0; i < tables.groups.size(); ++i) spread -= least_of_group(tables, i);
  return spread;
}

Points most_without_waiting(const PolicyTables& tables) {
  Points most = tables.filing_most;
  if (tables.policy.filing) most = std::max(most, tables.policy.filing->no_filing_date);
  for (std::size_t i = 0; i < tables.groups.size(); ++i) most += most_of_group(tables, i);
  return most;
}

std::vector<const std::vector<OrderKey>*> orders_of(const Policy& policy) {
  std::vector<const std::vector<OrderKey>*> orders{&policy.order};
  if (policy.must_allocate) orders.push_back(&policy.must_allocate->order);
  for (const TierOrderRule& rule : policy.tier_orders) orders.push_back(&rule.order);
  return orders;
}

bool orders_by(const Policy& policy, const OrderKey& key) {
  const auto looks = [&key](const std::vector<OrderKey>* order) {
    return std::ranges::find(*order, key) != order->end();
  };
  return std::ranges::any_of(orders_of(policy), looks);
}

bool begins_with(std::span<const OrderKey> order, OrderKey::Kind key) {
  const auto first =
      std::ranges::find_if(order, [](const OrderKey& one) { return one.kind != OrderKey::tier; });
  return first != order.end() && first->kind == key;
}

bool some_order_begins_with(const Policy& policy, OrderKey::Kind key) {
  return std::ranges::any_of(orders_of(policy), [key](const std::vector<OrderKey>* order) {
    return begins_with(*order, key);
  });
}

bool must_allocate_orders(const Policy& policy) {
  const bool by_tier = !policy.order.empty() && policy.order.front().kind == OrderKey::tier;
  return by_tier && policy.must_allocate && policy.must_allocate->below != policy.bands.back().id;
}

const OrderKey& first_key_of_must_allocate(const Policy& policy) {
  const auto own = own_order(policy, "must_allocate");
  return own.empty() ? policy.order[1] : own.front();
}

}  // namespace waitlist
