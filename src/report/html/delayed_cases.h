// Cases that have waited long, with their risk: the analysis that was missing in South Yorkshire
// (Ofsted, Aug 2008).
#pragma once

#include <waitlist/queue/ranking.h>

#include "report/html/template.h"

#include <optional>
#include <string>
#include <vector>

namespace waitlist::html {

struct DelayedCase {
  const Place* place = nullptr;
  BandIndex band_by_risk = 0;  ///< of points, floors and ceilings, before decisions and promotion
  BandIndex band_most = 0;     ///< the most urgent that unknown answers leave open
  bool lowered = false;        ///< a manager's decision puts it below that band
  /// Days waited in thousandths of the youngest child's life; nullopt: no birth date is known.
  std::optional<std::int64_t> share;
};

/// Every ranked case past the first delay mark of the policy: highest risk first, then the longest
/// wait, then the order of the queue.
[[nodiscard]] std::vector<DelayedCase> delayed_cases(const Ranking& ranking);

/// What the table of delayed cases says of one.
[[nodiscard]] Object words_of(const DelayedCase& delayed, const Ranking& ranking);

/// The section in two sentences.
[[nodiscard]] std::string delayed_in_words(const std::vector<DelayedCase>& delayed,
                                           const Ranking& ranking);

}  // namespace waitlist::html
