// What the days after a proposal bring, in sentences under headings: for text and pages alike.
#pragma once

#include <waitlist/allocation/allocation_outlook.h>

#include <string>
#include <vector>

namespace waitlist {

struct OutlookSection {
  std::string heading;
  std::vector<std::string> sentences;
};

/// Sections that have something to say, in the order in which a manager asks.
[[nodiscard]] std::vector<OutlookSection> outlook_in_words(const Allocation& allocation,
                                                           const AllocationOutlook& outlook);

}  // namespace waitlist
