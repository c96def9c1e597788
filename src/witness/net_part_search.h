// One part of a network, searched variable by variable.
#pragma once

#include "witness/witness_search.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace waitlist {

/// What is asked of a part.
struct PartQuestion {
  NetAims rest;            ///< what everything else comes to at most
  std::int64_t known = 0;  ///< choices of everything that are worth no more are not looked for
};

/// `left`: how many open choices may still be followed; those that were are taken off it.
/// `complete`: whether the question left nothing out.
[[nodiscard]] NetFront part_front(const Network& part,
                                  const PartQuestion& question,
                                  std::uint64_t& left,
                                  bool& complete);

/// Some good choice of a part, quickly; nullopt: none was found.
[[nodiscard]] std::optional<NetChoice> good_choice(const Network& part, const NetAims& rest);

/// What a part comes to at most.
[[nodiscard]] NetAims bound_of(const Network& part);

/// Leaves those that no other is as good as in both aims; the best in the first aim first.
void keep_best(std::vector<NetChoice>& found);
void keep_best(std::vector<NetAims>& bounds);

}  // namespace waitlist
