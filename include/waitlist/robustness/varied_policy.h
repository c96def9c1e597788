/// \file varied_policy.h
/// \brief The policies that are nearly this one: each number of points by up to a share more or
/// less, on its own, in whole thousandths.
/// Layer: robustness (may use base, cases, policy).  What varies and what does not:
/// docs/reference/robustness.md.
/// Every variation is a policy that could have been written, and is scored as any other.
/// Complexity: O(size of the policy) each.  Threads: immutable; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/policy/compiled_policy.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// What a number of points is given for.
enum class VariedKind : std::uint8_t {
  level,           ///< of a choice
  range,           ///< of a count or a date
  marker,          ///< of a checklist
  per_step,        ///< each step of a number
  per_start,       ///< what no step earns
  two_facts,       ///< a pair of answers
  unknown,         ///< an answer that is not known
  constant,        ///< what every case has in a group
  age,             ///< an age of the youngest child
  further_child,   ///< each further child
  waiting,         ///< a rate of waiting
  slack,           ///< a near filing date
  no_filing_date,  ///< none
};

/// One number that varies.
struct VariedNumber {
  VariedKind kind{};
  std::string rule;  ///< id of the criterion or group; else `age`, `waiting`, `filing`
  std::string part;  ///< which number of the rule: a level, `from 3`; empty: it has one
  Points written;
  Points least;  ///< below `most`
  Points most;
};

/// The share by which numbers vary, in hundredths: 1 to kVariedShareMost.
inline constexpr std::int64_t kVariedShareMost = 100;

class WAITLIST_EXPORT VariedPolicy {
 public:
  /// Errors: a share outside its range; variations that the format refuses, with the reason.
  [[nodiscard]] static Result<VariedPolicy> make(const CompiledPolicy& policy,
                                                 std::int64_t share_percent);

  [[nodiscard]] const CompiledPolicy& policy() const noexcept { return policy_; }

  [[nodiscard]] std::int64_t share_percent() const noexcept { return share_; }

  /// In the order of the policy.
  [[nodiscard]] std::span<const VariedNumber> numbers() const noexcept { return numbers_; }

  /// Numbers of points that do not vary, because no other thousandth lies within the share: those
  /// that are 0, above all.
  [[nodiscard]] std::size_t fixed() const noexcept { return fixed_; }

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
  VariedPolicy(CompiledPolicy policy, std::int64_t share);

  CompiledPolicy policy_, lowest_, highest_;
  std::int64_t share_;
  std::vector<VariedNumber> numbers_;
  std::vector<bool> varies_;  ///< of all numbers in the order of the policy
  std::size_t fixed_ = 0;
};

/// `level`, `range`, …
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(VariedKind kind) noexcept;

}  // namespace waitlist
