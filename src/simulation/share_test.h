// Whether something comes true in a share of all futures, asked after every single one: a
// beta-binomial mixture (Robbins 1970; Howard, Ramdas, McAuliffe and Sekhon 2021).
#pragma once

#include <waitlist/simulation/simulation_result.h>

#include <cstdint>

namespace waitlist {

/// It may be looked at after every repetition and stopped at any: whatever the true chance is, the
/// probability of ever saying "met" where it is below the share, or "not met" where it is not, is
/// at most `error`. Requires a share above 0 and below 1.
class ShareTest {
 public:
  ShareTest(double share, double error) : share_{share}, error_{error} {}

  void note(bool met);

  [[nodiscard]] TargetVerdict verdict() const noexcept;

  [[nodiscard]] std::uint32_t met() const noexcept { return met_; }

  [[nodiscard]] std::uint32_t count() const noexcept { return count_; }

  /// The chances that the repetitions so far do not rule out, at the same error.
  [[nodiscard]] ShareInterval interval() const;

 private:
  /// How strongly the repetitions speak against a chance; 1 / error rules it out.
  [[nodiscard]] double log_evidence_against(double chance) const;

  double share_;
  double error_;
  double evidence_ = 1.0;   ///< against the share itself
  double log_prior_ = 0.0;  ///< of what was seen, under the mixture
  std::uint32_t met_ = 0;
  std::uint32_t count_ = 0;
};

/// The fewest repetitions that can show a chance above the share: so many, all met.
[[nodiscard]] std::uint32_t fewest_to_show(double share, double error);

}  // namespace waitlist
