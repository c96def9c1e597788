// The declared orders of a policy, names resolved to numbers (policy-format.md section 11).
#pragma once

#include <waitlist/base/limits.h>
#include <waitlist/policy/compiled_policy.h>

#include "policy/name_resolver.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace waitlist {

inline constexpr std::string_view kMustAllocateTier = "must_allocate";

/// A key, and what it names by number.
struct KeyTable {
  OrderKey::Kind kind = OrderKey::case_id;
  DateFirst first = DateFirst::earliest;
  std::uint16_t subject = 0;  ///< place of the group in the policy, or of the date in the schema

  friend bool operator==(const KeyTable&, const KeyTable&) = default;
};

/// The keys of the policy's order, or those of one tier; empty: the tier has none of its own.
[[nodiscard]] std::span<const OrderKey> own_order(const Policy& policy, std::string_view tier);

/// The keys before the case id, which decides last, one place after the other. Tiers may have keys
/// of their own there: the tier, which is then the first key, sets them apart from all others, so
/// that each case has its values by the keys of its own tier.
class OrderTable {
 public:
  /// Behind the tier `overdue` has a place of its own.
  static constexpr std::size_t kMost = limits::kOrderKeysMax + 1;

  OrderTable() = default;

  /// `below`: the band directly before the tier must_allocate, where there is one.
  OrderTable(const Policy& policy, const NameResolver& names, BandIndex below);

  [[nodiscard]] std::size_t size() const noexcept { return size_; }

  /// The key of a tier at a place; `case_id` where it has none there, so that all values are alike.
  [[nodiscard]] const KeyTable& at(std::size_t place, TierIndex tier) const noexcept {
    return orders_[order_of_tier_[tier]][place];
  }

  /// The keys of all tiers that have none of their own.
  [[nodiscard]] const KeyTable& usual(std::size_t place) const noexcept {
    return orders_.front()[place];
  }

  /// The orders, of which 0 is the usual one; each of the others is that of one tier.
  [[nodiscard]] std::size_t order_count() const noexcept { return orders_.size(); }

  [[nodiscard]] std::size_t order_of(TierIndex tier) const noexcept { return order_of_tier_[tier]; }

  [[nodiscard]] const KeyTable& of_order(std::size_t order, std::size_t place) const noexcept {
    return orders_[order][place];
  }

  /// The tiers with keys of their own.
  [[nodiscard]] std::span<const TierIndex> own_tiers() const noexcept { return own_tiers_; }

  /// The one tier that has a key at this place; nullopt where others have one, too, or none has.
  [[nodiscard]] std::optional<TierIndex> only_tier_at(std::size_t place) const noexcept;

 private:
  using Keys = std::array<KeyTable, kMost>;

  [[nodiscard]] static std::vector<KeyTable> keys_before_id(std::span<const OrderKey> order,
                                                            const NameResolver& names);
  void put(std::size_t order, std::size_t from, std::span<const KeyTable> keys) noexcept;

  std::size_t size_ = 0;
  std::vector<Keys> orders_{Keys{}};
  std::vector<TierIndex> own_tiers_;
  std::array<std::uint8_t, limits::kBandsMax + 1> order_of_tier_{};
};

}  // namespace waitlist
