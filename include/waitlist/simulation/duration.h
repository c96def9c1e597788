/// \file duration.h
/// \brief How long something takes: work on a case, a vacancy, until a withdrawal.
/// Layer: simulation (may use base to allocation).  Units: days, also parts of a day.
/// Threads: values; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/policy/policy.h>

#include <cstdint>
#include <string_view>
#include <vector>

namespace waitlist {

enum class DurationKind : std::uint8_t {
  exponential,  ///< no memory: what is left never depends on what has passed
  fixed,        ///< always the mean
  erlang,       ///< so many exponential stages, one after the other
  lognormal,    ///< most are short, some very long
  recorded,     ///< one of the durations that were recorded, each as likely as any other
};

/// A law of durations. docs/reference/scenario-format.md, section 4.
struct DurationLaw {
  DurationKind kind = DurationKind::exponential;
  double mean_days = 1.0;             ///< 0.000001 to 100 000; of `recorded` the mean of the list
  std::int64_t stages = 1;            ///< erlang only: 1 to 1000; more of them vary less
  double variation = 0.0;             ///< lognormal only: standard deviation over mean, 0 to 100
  std::vector<double> recorded_days;  ///< recorded only: 0 to 100 000, at least one
  TextPlace place;
};

/// As a scenario writes it.
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(DurationKind kind) noexcept;

}  // namespace waitlist
