#include "support/slow_order.h"

#include "support/slow_lottery.h"

namespace waitlist::slow_oracle {

std::vector<OrderKey> order_between(const Policy& policy,
                                    const std::string& tier,
                                    const std::string& other) {
  if (tier != other) return policy.order;
  for (const TierOrderRule& rule : policy.tier_orders) {
    if (rule.tier == tier) return rule.order;
  }
  const bool own = tier == "must_allocate" && !policy.must_allocate->order.empty();
  return own ? policy.must_allocate->order : policy.order;
}

std::pair<bool, bool> first_by_date(const Case& one,
                                    const Case& other,
                                    const OrderKey& key,
                                    const FactSchema& schema) {
  const Answer a = one.answers[*schema.find(key.subject)];
  const Answer b = other.answers[*schema.find(key.subject)];
  if (!a.given() || !b.given()) return {a.given() && !b.given(), b.given() && !a.given()};
  if (key.first == DateFirst::latest) return {a.day() > b.day(), b.day() > a.day()};
  return {a.day() < b.day(), b.day() < a.day()};
}

std::pair<bool, bool> first_by_group(const std::map<std::string, std::int64_t>& one,
                                     const std::map<std::string, std::int64_t>& other,
                                     const OrderKey& key) {
  const std::int64_t a = one.at(key.subject);
  const std::int64_t b = other.at(key.subject);
  return {a > b, b > a};
}

std::pair<bool, bool> first_by_lottery(const std::string& one,
                                       const std::string& other,
                                       const Policy& policy) {
  const std::string seed = std::to_string(*policy.lottery_seed) + ":";
  const std::uint64_t a = lottery_number(seed + one);
  const std::uint64_t b = lottery_number(seed + other);
  return {a < b, b < a};
}

}  // namespace waitlist::slow_oracle
