// The declared order of a policy as numbers: smaller stands first (policy-format.md section 11).
#pragma once

#include <waitlist/base/limits.h>
#include <waitlist/queue/ranking.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace waitlist {

/// The keys before the case id, which decides last, one place after the other. Two cases that must
/// be allocated may have keys of their own there: the tier, which is then the first key, sets them
/// apart from all others, so that each case has its values by the keys of its own tier.
class OrderKeys {
 public:
  static constexpr std::size_t kMost = static_cast<std::size_t>(OrderKey::case_id);

  explicit OrderKeys(const CompiledPolicy& policy);

  [[nodiscard]] std::size_t size() const noexcept { return size_; }

  /// The key of a tier at a place; `case_id` where it has none there, so that all values are alike.
  [[nodiscard]] OrderKey at(std::size_t place, TierIndex tier) const noexcept {
    return tier == own_tier_ ? own_[place] : usual_[place];
  }

  /// The keys of all tiers but the one that has its own.
  [[nodiscard]] OrderKey usual(std::size_t place) const noexcept { return usual_[place]; }

  /// The keys of that one; the usual ones when there is none.
  [[nodiscard]] OrderKey own(std::size_t place) const noexcept { return own_[place]; }

  /// The tier with keys of its own; nullopt when there is none.
  [[nodiscard]] std::optional<TierIndex> own_tier() const noexcept {
    return own_tier_ == kNone ? std::nullopt : std::optional{own_tier_};
  }

 private:
  static constexpr TierIndex kNone{limits::kBandsMax + 1};  // tiers end before it

  using Keys = std::array<OrderKey, kMost>;

  static constexpr Keys nothing() {
    Keys keys{};
    keys.fill(OrderKey::case_id);
    return keys;
  }

  void add(OrderKey usual, OrderKey own) noexcept;

  std::size_t size_ = 0;
  TierIndex own_tier_ = kNone;
  Keys usual_ = nothing();
  Keys own_ = nothing();
};

/// The keys of the list before the case id.
[[nodiscard]] std::span<const OrderKey> keys_before_id(const CompiledPolicy& policy);

/// Those of the tier must_allocate; empty when it has none of its own.
[[nodiscard]] std::span<const OrderKey> own_keys_before_id(const CompiledPolicy& policy);

/// The lottery number of a case: FNV-1a of `SEED:CASE_ID`, mixed.
[[nodiscard]] std::uint64_t lottery_number(std::uint64_t seed, std::string_view case_id);

/// The value of one key, such that the smaller one stands first. Not for `case_id`, which is text.
/// Here and below a Place is a case that is scored; its position is not looked at.
[[nodiscard]] std::int64_t order_value(OrderKey key,
                                       const Place& scored,
                                       const CaseTable& cases,
                                       const CompiledPolicy& policy,
                                       Day as_of);

/// The same of several cases at a place of the order; those of a unit are neighbours.
void order_values(const OrderKeys& keys,
                  std::size_t place,
                  std::span<const Place> scored,
                  const CaseTable& cases,
                  const CompiledPolicy& policy,
                  Day as_of,
                  std::span<std::int64_t> values);

/// Whether a day can turn two cases round by this key alone, their facts and listings unchanged
/// and no pause left out of the wait.
[[nodiscard]] bool moves_with_days(OrderKey key) noexcept;

/// Whether a case stands before another.
[[nodiscard]] bool stands_before(const Place& a,
                                 const Place& b,
                                 const CaseTable& cases,
                                 const CompiledPolicy& policy,
                                 Day as_of);

/// Whether the first stands before the second where all keys are alike; null: the lower number.
using TieBreak = std::function<bool(std::uint32_t, std::uint32_t)>;

/// Fills in the values of a key for as many numbers as there is room, from this one on. Asked for
/// more than once.
using KeyValues =
    std::function<void(std::size_t key, std::size_t first, std::span<std::int64_t> values)>;

/// The numbers 0 to `count` - 1 by so many keys, the first of which leads; smaller values first.
/// `own`: the second key tells apart only those of which the first has this value.
[[nodiscard]] std::vector<std::uint32_t> order_by(std::size_t count,
                                                  std::size_t key_count,
                                                  const KeyValues& values,
                                                  const TieBreak& before,
                                                  std::optional<std::int64_t> own = std::nullopt);

/// Numbers of `scored`, in the order of the policy's keys. Cases of a unit are neighbours.
[[nodiscard]] std::vector<std::uint32_t> in_order(std::span<const Place> scored,
                                                  const CaseTable& cases,
                                                  const CompiledPolicy& policy,
                                                  Day as_of);

}  // namespace waitlist
