#include "simulation/share_test.h"

#include <cmath>

namespace waitlist {
namespace {

/// Repetitions that the mixture counts as seen beforehand, met in the share that is asked about.
constexpr double kSeenBefore = 20.0;

constexpr int kHalvings = 60;

}  // namespace

void ShareTest::note(bool met) {
  const double before = kSeenBefore + count_;
  const double met_before = kSeenBefore * share_ + met_;
  const double chance = met ? met_before / before : (before - met_before) / before;
  evidence_ *= chance / (met ? share_ : 1.0 - share_);
  log_prior_ += std::log(chance);
  met_ += met ? 1U : 0U;
  ++count_;
}

TargetVerdict ShareTest::verdict() const noexcept {
  if (evidence_ < 1.0 / error_) return TargetVerdict::too_close;
  return met_ > share_ * count_ ? TargetVerdict::met : TargetVerdict::not_met;
}

double ShareTest::log_evidence_against(double chance) const {
  const double missed = count_ - met_;
  const double of_met = met_ == 0 ? 0.0 : met_ * std::log(chance);
  const double of_missed = missed == 0.0 ? 0.0 : missed * std::log(1.0 - chance);
  return log_prior_ - of_met - of_missed;
}

std::uint32_t fewest_to_show(double share, double error) {
  ShareTest test{share, error};
  while (test.verdict() == TargetVerdict::too_close) test.note(true);
  return test.count();
}

ShareInterval ShareTest::interval() const {
  if (count_ == 0) return {0.0, 1.0};
  const double seen = static_cast<double>(met_) / count_;
  const double bound = -std::log(error_);
  // Evidence grows with the distance from what was seen, so each end is found by halving.
  const auto end = [&](double ruled_out) {
    double inside = seen;
    double outside = ruled_out;
    for (int i = 0; i < kHalvings; ++i) {
      const double middle = (inside + outside) / 2.0;
      (log_evidence_against(middle) < bound ? inside : outside) = middle;
    }
    return inside;
  };
  return {met_ == 0 ? 0.0 : end(0.0), met_ == count_ ? 1.0 : end(1.0)};
}

}  // namespace waitlist
