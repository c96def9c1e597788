// What a row of the queue says beside its numbers.
#pragma once

#include <waitlist/queue/ranking.h>

#include <string>

namespace waitlist {

/// `provisional P1-P3; linked; changed`.
[[nodiscard]] std::string place_notes(const Ranking& ranking,
                                      const Place& place,
                                      bool linked,
                                      bool changed);

/// Whether other cases share the place of this one, which is one of Ranking::places().
[[nodiscard]] bool shares_place(const Ranking& ranking, const Place& place);

}  // namespace waitlist
