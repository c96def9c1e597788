/// \file varied_policy.h
/// \brief The policies that are nearly this one: each number of points by up to a share more or
/// less, or inside the interval that the policy gives it, on its own, in whole thousandths.
/// Layer: robustness (may use base, cases, policy).  What varies and what does not:
/// docs/reference/robustness.md.
/// Every variation is a policy that could have been written, and is scored as any other.
/// Complexity: O(size of the policy) each.  Threads: immutable; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/policy/compiled_policy.h>
#include <waitlist/policy/varied_kind.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace waitlist {

/// One number that varies, or that could.
struct VariedNumber {
  VariedKind kind{};
  std::string rule;  ///< id of the criterion or group; else `age`, `waiting`, `filing`
  std::string part;  ///< which number of the rule: a level, `from 3`; empty: it has one
  Points written;
  Points least;  ///< below `most`; of a number that does not vary all three are alike
  Points most;
  std::string name{};        ///< by which [[uncertain]] of a policy calls it
  bool by_interval = false;  ///< from `least` to `most` is what the policy gives it, not the share
};

/// The share by which numbers vary, in hundredths: 1 to kVariedShareMost; 0 where the policy has
/// intervals, and nothing else varies.
inline constexpr std::int64_t kVariedShareMost = 100;

class WAITLIST_EXPORT VariedPolicy {
 public:
  /// A number with an interval in the policy varies inside it, the others by the share.
  /// Errors: a share outside its range; variations that the format refuses, with the reason.
  [[nodiscard]] static Result<VariedPolicy> make(const CompiledPolicy& policy,
                                                 std::int64_t share_percent);

  /// Every number from 0 to twice what it is, whatever intervals the policy gives.
  /// Errors: as make().
  [[nodiscard]] static Result<VariedPolicy> widest(const CompiledPolicy& policy);

  [[nodiscard]] const CompiledPolicy& policy() const noexcept { return policy_; }

  [[nodiscard]] std::int64_t share_percent() const noexcept { return share_; }

  /// In the order of the policy.
  [[nodiscard]] std::span<const VariedNumber> numbers() const noexcept { return numbers_; }

  /// Numbers of points that do not vary: because no other thousandth lies within the share (those
  /// that are 0, above all), or because their interval has no other. In the order of the policy.
  [[nodiscard]] std::span<const VariedNumber> fixed() const noexcept { return fixed_; }

  /// Of numbers() those that vary inside intervals of the policy.
  [[nodiscard]] std::size_t inside_intervals() const noexcept;

  /// Every number at its least, and at its most.
  [[nodiscard]] const CompiledPolicy& lowest() const noexcept { return lowest_; }

  [[nodiscard]] const CompiledPolicy& highest() const noexcept { return highest_; }

  /// The policy with these numbers, one for each of numbers(). Points for an unknown answer are
  /// held at the most that a known one earns, as the format asks.
  [[nodiscard]] Policy with(std::span<const Points> values) const;

  /// The same, compiled. Errors: those of compile().
  [[nodiscard]] Result<CompiledPolicy> compiled(std::span<const Points> values) const;

  /// The numbers as written.
  [[nodiscard]] std::vector<Points> written() const;

  /// Each number drawn on its own, every thousandth from its least to its most as likely.
  [[nodiscard]] std::vector<Points> drawn(std::uint64_t seed, std::uint64_t draw) const;

  /// Why nothing is proved about orders under this policy; nullopt: where more points for
  /// something never put whoever earns them lower, least and most points bound every place.
  [[nodiscard]] std::optional<std::string> why_unproved() const;

 private:
  VariedPolicy(CompiledPolicy policy, std::int64_t share, bool by_intervals);

  static Result<VariedPolicy> with_ends(VariedPolicy varied);

  CompiledPolicy policy_, lowest_, highest_;
  std::int64_t share_;
  std::vector<VariedNumber> numbers_;
  std::vector<bool> varies_;  ///< of all numbers in the order of the policy
  std::vector<VariedNumber> fixed_;
};

}  // namespace waitlist
