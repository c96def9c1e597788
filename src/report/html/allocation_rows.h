// A row of an allocation page for each unit: who takes it, or that nobody does; to open for why.
#pragma once

#include <waitlist/allocation/allocation.h>

#include "report/html/allocation_links.h"
#include "report/html/allocation_proofs.h"
#include "report/html/template.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace waitlist::html {

class AllocationRows {
 public:
  AllocationRows(const Allocation& allocation, AllocationLinks& links, AllocationProofs& proofs);

  [[nodiscard]] std::string row(QueuedUnit index);

 private:
  [[nodiscard]] List cases(const AllocationUnit& unit) const;
  [[nodiscard]] List tags(const AllocationUnit& unit) const;
  [[nodiscard]] List facts(QueuedUnit index, std::size_t may);
  void add_price(List& facts, QueuedUnit index, std::size_t may);
  void add_proof(List& facts, QueuedUnit index);
  [[nodiscard]] std::string travel_in_words(const AllocationUnit& unit) const;
  [[nodiscard]] std::string waits_in_words(QueuedUnit unit, std::size_t may) const;

  const Allocation& allocation_;
  AllocationLinks& links_;
  AllocationProofs& proofs_;
  Template row_;
};

}  // namespace waitlist::html
