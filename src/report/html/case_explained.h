// One case as HTML: its facts, and the whole explanation of its place.
#pragma once

#include <waitlist/queue/ranking.h>

#include "report/html/template.h"

#include <string>

namespace waitlist::html {

class CaseExplained {
 public:
  explicit CaseExplained(const Ranking& ranking);

  /// When it was listed, its filing date, its children, its links: what is short to say.
  [[nodiscard]] std::string facts(const Place& place, const Explanation& explanation);
  /// The sum, the way to the tier, what is open, what time brings; and, unless `below` is null, why
  /// it stands above that case.
  [[nodiscard]] std::string whole(const Place& place,
                                  const Explanation& explanation,
                                  const Place* below);

 private:
  const Ranking& ranking_;
  Template facts_;
  Template whole_;
};

}  // namespace waitlist::html
