// What many units of an allocation page have in common, written once: who is barred by what, and
// whose places are full with which units.
#pragma once

#include <waitlist/allocation/allocation.h>

#include "report/allocation_words.h"
#include "report/html/allocation_links.h"
#include "report/html/template.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace waitlist::html {

class AllocationProofs {
 public:
  AllocationProofs(const Allocation& allocation, AllocationLinks& links);

  /// HTML: a link to the places that are full for this unit. Units come in queue order.
  [[nodiscard]] std::string full(ProofIndex proof, QueuedUnit unit);
  /// HTML: the practitioners of the group, or a link to the list of them when they are many.
  [[nodiscard]] std::string barred(const RemovalGroup& group);

  /// The sections that the links lead to; nothing without a link.
  [[nodiscard]] std::string text();

 private:
  /// Places that are full for this unit and for others after it.
  struct Full {
    ProofIndex proof;
    QueuedUnit first;
  };

  [[nodiscard]] std::string full_section(std::size_t index);
  [[nodiscard]] Object places(const TightSet& set, const FullPlaces& full);

  const Allocation& allocation_;
  AllocationLinks& links_;
  std::vector<Full> full_;            ///< each once, as they came
  std::vector<RemovalGroup> barred_;  ///< each once, as they came
};

}  // namespace waitlist::html
