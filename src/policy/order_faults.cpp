#include "policy/order_faults.h"

#include <waitlist/base/limits.h>
#include <waitlist/policy/compiled_policy.h>

#include "policy/order_table.h"

#include <algorithm>
#include <set>

namespace waitlist {
namespace {

bool has(const std::vector<OrderKey>& keys, OrderKey::Kind kind) {
  return std::ranges::find(keys, kind, &OrderKey::kind) != keys.end();
}

/// A date in either direction tells two cases apart as far as it can, so it stands once as well.
bool looks_at_the_same(const OrderKey& a, const OrderKey& b) {
  return a.kind == b.kind && a.subject == b.subject;
}

void check_subject(FaultCollector& to,
                   const OrderKey& key,
                   TextPlace place,
                   const std::string& field) {
  if (key.kind == OrderKey::group) to.check_group(key.subject, place, field);
  if (key.kind != OrderKey::date) return;
  const FactDefinition* fact = to.fact(key.subject, place, field);
  if (fact == nullptr || fact->kind == FactKind::date) return;
  to.add(ErrorCode::inconsistent, place, field, key.subject,
         "this fact is a " + std::string{to_text(fact->kind)} +
             ", and a `date` key looks at a date; to order by what its answers earn, name their "
             "group: `{ group = \"…\" }`");
}

/// What holds for the keys of the list and for those of one tier alike.
void check_keys(FaultCollector& to,
                const std::vector<OrderKey>& keys,
                TextPlace place,
                const std::string& field) {
  for (auto key = keys.begin(); key != keys.end(); ++key) {
    const auto is_same = [&key](const OrderKey& other) { return looks_at_the_same(*key, other); };
    if (std::any_of(keys.begin(), key, is_same)) {
      to.add(ErrorCode::duplicate_name, place, field, to_text(*key), "a key stands once");
    }
    check_subject(to, *key, place, field);
  }
  if (keys.empty() || keys.back().kind != OrderKey::case_id) {
    to.add(ErrorCode::incomplete_cover, place, field, "",
           "the last key is `case_id`, so that no two cases ever share a place by chance");
  }
  if (keys.size() > limits::kOrderKeysMax) {
    to.add(ErrorCode::too_large, place, field, std::to_string(keys.size()),
           "an order has at most " + std::to_string(limits::kOrderKeysMax) + " keys");
  }
  if (has(keys, OrderKey::latest_start) && !to.policy().filing) {
    to.add(ErrorCode::inconsistent, place, field, "latest_start",
           "the latest start is defined by [filing], which is missing");
  }
}

/// What holds for the keys of one tier beside.
void check_own_keys(FaultCollector& to,
                    const std::vector<OrderKey>& keys,
                    TextPlace place,
                    const std::string& field) {
  check_keys(to, keys, place, field);
  if (has(keys, OrderKey::tier)) {
    to.add(ErrorCode::inconsistent, place, field, "tier",
           "cases of one tier are not told apart by it");
  }
  const std::vector<OrderKey>& usual = to.policy().order;
  if (usual.empty() || usual.front().kind != OrderKey::tier) {
    to.add(ErrorCode::inconsistent, place, field, "",
           "a tier has an order of its own only where the `order` of the policy begins with "
           "`tier`");
  }
}

void refuse_overdue(FaultCollector& to, TextPlace place, const std::string& field) {
  to.add(ErrorCode::inconsistent, place, field, "overdue",
         "only cases that must be allocated are overdue: the key stands in the `order` of "
         "[must_allocate]");
}

/// That there is such a tier.
void check_tier(FaultCollector& to, const TierOrderRule& rule, const std::string& field) {
  const Policy& policy = to.policy();
  if (rule.tier != kMustAllocateTier) return to.check_band(rule.tier, rule.place, field);
  if (!policy.must_allocate) {
    to.add(ErrorCode::unknown_reference, rule.place, field, rule.tier,
           "there is such a tier only with [must_allocate], which is missing");
  } else if (!policy.must_allocate->order.empty()) {
    to.add(ErrorCode::duplicate_name, rule.place, field, rule.tier,
           "[must_allocate] has an `order` already; write one of the two");
  }
}

void check_tier_orders(FaultCollector& to) {
  std::set<std::string_view> tiers;
  const auto& rules = to.policy().tier_orders;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const TierOrderRule& rule = rules[i];
    const std::string field = numbered("tier_order", i);
    check_tier(to, rule, field + ".tier");
    if (!tiers.insert(rule.tier).second) {
      to.add(ErrorCode::duplicate_name, rule.place, field + ".tier", rule.tier,
             "an earlier [[tier_order]] is for this tier");
    }
    check_own_keys(to, rule.order, rule.place, field + ".order");
    if (rule.tier != kMustAllocateTier && has(rule.order, OrderKey::overdue)) {
      refuse_overdue(to, rule.place, field + ".order");
    }
  }
}

}  // namespace

void check_orders(FaultCollector& to) {
  const Policy& policy = to.policy();
  check_keys(to, policy.order, policy.order_place, "order");
  if (has(policy.order, OrderKey::overdue)) refuse_overdue(to, policy.order_place, "order");
  bool lottery = has(policy.order, OrderKey::lottery);
  if (policy.must_allocate && !policy.must_allocate->order.empty()) {
    const MustAllocateRule& rule = *policy.must_allocate;
    check_own_keys(to, rule.order, rule.place, "must_allocate.order");
    lottery = lottery || has(rule.order, OrderKey::lottery);
  }
  check_tier_orders(to);
  for (const TierOrderRule& rule : policy.tier_orders) {
    lottery = lottery || has(rule.order, OrderKey::lottery);
  }
  if (lottery != policy.lottery_seed.has_value()) {
    to.add(ErrorCode::inconsistent, policy.order_place, "lottery_seed", "",
           "a lottery has both the key `lottery` in `order` and a `lottery_seed`");
  }
}

}  // namespace waitlist
