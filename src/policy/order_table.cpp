#include "policy/order_table.h"

#include <algorithm>

namespace waitlist {
namespace {

KeyTable key_table(const OrderKey& key, const NameResolver& names) {
  KeyTable table{key.kind, key.first, 0};
  switch (key.kind) {
    case OrderKey::group: table.subject = names.group(key.subject); break;
    case OrderKey::date: table.subject = names.fact(key.subject); break;
    case OrderKey::tier:
    case OrderKey::points:
    case OrderKey::risk_points:
    case OrderKey::latest_start:
    case OrderKey::filing_date:
    case OrderKey::longest_wait:
    case OrderKey::youngest_child:
    case OrderKey::lottery:
    case OrderKey::overdue:
    case OrderKey::case_id: break;
  }
  return table;
}

/// The tier of this id; nullopt when no case can be in it: behind the last band.
std::optional<TierIndex> tier_of(const Policy& policy,
                                 std::string_view id,
                                 const NameResolver& names,
                                 BandIndex below) {
  if (id == kMustAllocateTier) {
    if (below + std::size_t{1} >= policy.bands.size()) return std::nullopt;
    return TierIndex{std::uint8_t{below} + 1U};
  }
  const BandIndex band = names.band(std::string{id});
  const bool behind = policy.must_allocate && band > below;
  return TierIndex{std::uint8_t{band} + (behind ? 1U : 0U)};
}

}  // namespace

std::span<const OrderKey> own_order(const Policy& policy, std::string_view tier) {
  if (tier == kMustAllocateTier && policy.must_allocate && !policy.must_allocate->order.empty()) {
    return policy.must_allocate->order;
  }
  const auto at = std::ranges::find(policy.tier_orders, tier, &TierOrderRule::tier);
  if (at == policy.tier_orders.end()) return {};
  return at->order;
}

OrderTable::OrderTable(const Policy& policy, const NameResolver& names, BandIndex below) {
  const std::vector<KeyTable> usual = keys_before_id(policy.order, names);
  std::vector<std::string_view> tiers;
  if (policy.must_allocate) tiers.emplace_back(kMustAllocateTier);
  for (const BandRule& band : policy.bands) tiers.emplace_back(band.id);
  std::vector<std::vector<KeyTable>> own;
  for (const std::string_view id : tiers) {
    const auto written = own_order(policy, id);
    const auto tier = tier_of(policy, id, names, below);
    if (written.empty() || !tier) continue;
    own.push_back(keys_before_id(written, names));
    own_tiers_.push_back(*tier);
    order_of_tier_[*tier] = static_cast<std::uint8_t>(own.size());
  }
  orders_.resize(own.size() + 1);
  if (own.empty()) {
    put(0, 0, usual);
    return;
  }
  for (std::size_t order = 0; order < orders_.size(); ++order) {
    put(order, 0, std::span{usual}.first(1));
  }
  // In a place of its own, so that the keys behind it, mostly the same, share places.
  const auto begins_overdue = [](const std::vector<KeyTable>& keys) {
    return !keys.empty() && keys.front().kind == OrderKey::overdue;
  };
  const std::size_t shared = std::ranges::any_of(own, begins_overdue) ? 2 : 1;
  put(0, shared, std::span{usual}.subspan(1));
  for (std::size_t i = 0; i < own.size(); ++i) {
    std::span<const KeyTable> keys = own[i];
    if (begins_overdue(own[i])) {
      put(i + 1, 1, keys.first(1));
      keys = keys.subspan(1);
    }
    put(i + 1, shared, keys);
  }
}

std::vector<KeyTable> OrderTable::keys_before_id(std::span<const OrderKey> order,
                                                 const NameResolver& names) {
  std::vector<KeyTable> keys;
  for (const OrderKey& key : order) {
    if (key.kind == OrderKey::case_id) break;
    keys.push_back(key_table(key, names));
  }
  return keys;
}

void OrderTable::put(std::size_t order, std::size_t from, std::span<const KeyTable> keys) noexcept {
  std::ranges::copy(keys, orders_[order].begin() + static_cast<std::ptrdiff_t>(from));
  size_ = std::max(size_, from + keys.size());
}

std::optional<TierIndex> OrderTable::only_tier_at(std::size_t place) const noexcept {
  std::optional<TierIndex> only;
  for (std::size_t order = 0; order < orders_.size(); ++order) {
    if (orders_[order][place].kind == OrderKey::case_id) continue;
    if (order == 0 || only) return std::nullopt;
    only = own_tiers_[order - 1];
  }
  return only;
}

}  // namespace waitlist
