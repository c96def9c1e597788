// The practitioners of an allocation page: what each takes, and loads before and after.
#pragma once

#include <waitlist/allocation/allocation.h>

#include "report/html/allocation_links.h"
#include "report/html/allocation_rows.h"
#include "report/html/template.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace waitlist::html {

class AllocationTakers {
 public:
  AllocationTakers(const Allocation& allocation, AllocationLinks& links, AllocationRows& rows);

  /// A card for each practitioner with the units given, in queue order.
  [[nodiscard]] std::string cards();
  /// The table of loads and its sums.
  void add_loads(Object& data);
  /// The loads of the first practitioners as charts on one scale.
  void add_charts(Object& data) const;

 private:
  [[nodiscard]] std::string card(PractitionerIndex practitioner);
  [[nodiscard]] List facts(PractitionerIndex practitioner);
  [[nodiscard]] std::string chart(PractitionerIndex begin, PractitionerIndex end) const;

  const Allocation& allocation_;
  AllocationLinks& links_;
  AllocationRows& rows_;
  std::vector<std::vector<QueuedUnit>> given_;  ///< units by practitioner
  std::vector<std::optional<QueuedUnit>> bought_;
  std::uint64_t most_ = 0;  ///< the greatest load or limit
  Template card_;
};

}  // namespace waitlist::html
