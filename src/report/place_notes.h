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

/// Of a part of a list: `Team Stafford: 23 of 375 ranked cases. Places are those of the whole
/// list.` Of a whole list nothing.
[[nodiscard]] std::string part_in_words(const Ranking& ranking);

}  // namespace waitlist
