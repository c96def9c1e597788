#include <waitlist/simulation/wait_incidence.h>

#include <algorithm>
#include <cmath>

namespace waitlist {
namespace {

/// The waits that ended at each length, and how many were at risk then.
std::vector<IncidenceStep> ends_by_length(std::span<const ObservedWait> waits) {
  std::vector<double> lengths;
  std::vector<double> entries;
  lengths.reserve(waits.size());
  entries.reserve(waits.size());
  std::vector<ObservedWait> ended;
  for (const ObservedWait& wait : waits) {
    lengths.push_back(wait.length);
    entries.push_back(wait.known_from);
    if (wait.end != WaitEnd::unfinished) ended.push_back(wait);
  }
  std::ranges::sort(lengths);
  std::ranges::sort(entries);
  std::ranges::sort(ended, {}, &ObservedWait::length);
  std::vector<IncidenceStep> steps;
  for (const ObservedWait& wait : ended) {
    if (steps.empty() || steps.back().length < wait.length) {
      const auto over = std::ranges::lower_bound(lengths, wait.length);
      const auto entered = std::ranges::lower_bound(entries, wait.length);
      IncidenceStep& step = steps.emplace_back();
      step.length = wait.length;
      step.at_risk =
          static_cast<std::uint32_t>((entered - entries.begin()) - (over - lengths.begin()));
    }
    ++(wait.end == WaitEnd::allocated ? steps.back().allocated : steps.back().withdrawn);
  }
  return steps;
}

/// The variance of a share at the last of these steps; `own` and `share` say of which end.
double variance(std::span<const IncidenceStep> steps,
                std::uint32_t IncidenceStep::*own,
                double IncidenceStep::*share) {
  const double now = steps.back().*share;
  double sum = 0.0;
  double waiting = 1.0;  // just before the step
  for (const IncidenceStep& step : steps) {
    const double n = step.at_risk;
    const double ended = step.allocated + step.withdrawn;
    const double d = step.*own;
    const double rest = now - step.*share;
    if (n > ended) sum += rest * rest * ended / (n * (n - ended));
    sum += waiting * waiting * d * (n - d) / (n * n * n);
    sum -= 2.0 * rest * waiting * d / (n * n);
    waiting = step.share_waiting;
  }
  return std::max(sum, 0.0);
}

}  // namespace

WaitIncidence wait_incidence(std::span<const ObservedWait> waits) {
  WaitIncidence found{ends_by_length(waits)};
  IncidenceStep before;
  for (std::size_t i = 0; i < found.steps.size(); ++i) {
    IncidenceStep& step = found.steps[i];
    const double n = step.at_risk;
    step.share_allocated = before.share_allocated + before.share_waiting * step.allocated / n;
    step.share_withdrawn = before.share_withdrawn + before.share_waiting * step.withdrawn / n;
    step.share_waiting = before.share_waiting * (n - step.allocated - step.withdrawn) / n;
    const std::span<const IncidenceStep> so_far{found.steps.data(), i + 1};
    step.error_allocated =
        std::sqrt(variance(so_far, &IncidenceStep::allocated, &IncidenceStep::share_allocated));
    step.error_withdrawn =
        std::sqrt(variance(so_far, &IncidenceStep::withdrawn, &IncidenceStep::share_withdrawn));
    before = step;
  }
  return found;
}

std::optional<double> WaitIncidence::length_until(double share) const noexcept {
  for (const IncidenceStep& step : steps) {
    // A share of whole numbers may be off by the rounding of doubles.
    if (step.share_allocated >= share - 1e-12) return step.length;
  }
  return std::nullopt;
}

}  // namespace waitlist
