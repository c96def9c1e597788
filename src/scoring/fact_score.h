// The part of a score that changes only when facts change, from a case as the rules see it.
#pragma once

#include <waitlist/scoring/score.h>

#include "scoring/conditions.h"
#include "scoring/group_points.h"
#include "scoring/scored_case.h"
#include "scoring/standing.h"

#include <algorithm>
#include <cstdint>

namespace waitlist {

[[nodiscard]] FactScore fact_score(const ScoredCase& scored,
                                   const CompiledPolicy& policy,
                                   Day as_of);

inline PointsRange& operator+=(PointsRange& sum, const PointsRange& more) noexcept {
  sum.least += more.least;
  sum.used += more.used;
  sum.most += more.most;
  return sum;
}

/// The same step by step: each group, and then everything that follows from the points.
void add_group(const GroupTable& group, const GroupPoints& points, FactScore& score);
void complete(const ScoredCase& scored, const CompiledPolicy& policy, Day as_of, FactScore& score);

/// From risk points and the rules on bands that hold to the band, a manager's decision applied.
[[nodiscard]] Readings<BandIndex> fact_bands(const ScoredCase& scored,
                                             const CompiledPolicy& policy,
                                             const PointsRange& risk,
                                             const BandLimits& limits,
                                             Day as_of);

inline void take_over(const Readings<BandIndex>& bands,
                      const Readings<std::int64_t>& times,
                      FactScore& score) noexcept {
  score.band_least = bands.least;
  score.band_used = bands.used;
  score.band_most = bands.most;
  score.faster_least = times.least;
  score.faster_used = times.used;
  score.faster_most = times.most;
}

/// Of the faster rows whose conditions hold, the one that multiplies most.
class FastestTimes {
 public:
  void note(std::int64_t times, const Truth& holds) noexcept {
    if (holds.least) best_.least = std::max(best_.least, times);
    if (holds.used) best_.used = std::max(best_.used, times);
    if (holds.most) best_.most = std::max(best_.most, times);
  }

  /// 1000 where none holds.
  [[nodiscard]] Readings<std::int64_t> times() const noexcept {
    const auto or_plain = [](std::int64_t times) { return times < 0 ? 1000 : times; };
    return {or_plain(best_.least), or_plain(best_.used), or_plain(best_.most)};
  }

 private:
  Readings<std::int64_t> best_{-1, -1, -1};
};

/// Thousandths by which waiting rates are multiplied, in each reading.
[[nodiscard]] Readings<std::int64_t> faster_times(const ScoredCase& scored,
                                                  const Readings<BandIndex>& bands);

}  // namespace waitlist
