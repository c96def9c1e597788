#include "support/slow_waiting.h"

#include <algorithm>
#include <numeric>

namespace waitlist::slow_oracle {
namespace {

/// A wait in what the rule counts.
std::int64_t counted(const WaitingRule& rule, std::int64_t days, Day as_of) {
  const std::int64_t months = completed_months(as_of - Days{days}, as_of).count();
  switch (rule.count) {
    case WaitUnit::days: return days;
    case WaitUnit::months: return months;
    case WaitUnit::years: return months / 12;
  }
  return 0;
}

}  // namespace

ExactWaiting exact_waiting(const WaitingRule& rule,
                           std::int64_t days,
                           Day as_of,
                           std::int64_t times) {
  ExactWaiting exact;
  for (const WaitingRate& rate : rule.rates) exact.over = std::lcm(exact.over, rate.every);
  exact.over *= 1000;
  // Each day, month or year for itself.
  const std::int64_t wait = counted(rule, days, as_of);
  for (std::int64_t one = 0; one < wait; ++one) {
    const WaitingRate* at = nullptr;
    for (const WaitingRate& rate : rule.rates) {
      if (rate.from <= one) at = &rate;
    }
    if (at != nullptr) exact.number += at->points.count() * times * (exact.over / 1000 / at->every);
  }
  if (rule.cap) exact.number = std::min(exact.number, rule.cap->count() * exact.over);
  return exact;
}

std::int64_t thousandths(const ExactWaiting& waiting) {
  std::int64_t whole = waiting.number / waiting.over;
  while (whole * waiting.over > waiting.number) --whole;
  return whole;
}

}  // namespace waitlist::slow_oracle
