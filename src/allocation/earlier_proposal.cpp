#include "allocation/earlier_proposal.h"

#include <waitlist/allocation/allocation.h>

#include "base/fault_list.h"

#include <algorithm>
#include <string>
#include <utility>

namespace waitlist {

EarlierProposal::EarlierProposal(std::span<const EarlierPlace> places) {
  FaultList faults;
  for (const EarlierPlace& one : places) {
    const auto [known, is_first] = of_case_.try_emplace(one.case_id, &one);
    if (is_first || known->second->practitioner_id == one.practitioner_id) continue;
    const std::uint32_t line = known->second->line.number;
    faults.add({ErrorCode::inconsistent, "earlier proposal", one.line.number, 0, "case_id",
                clipped(one.case_id),
                "this case stands here with two practitioners, " +
                    clipped(known->second->practitioner_id) +
                    (line == 0 ? "" : " (line " + std::to_string(line) + ")") + " and " +
                    clipped(one.practitioner_id) + "; keep one of the two"});
  }
  if (!faults.empty()) errors_ = faults.take();
}

const std::string* EarlierProposal::holder_of(std::string_view case_id) const {
  const auto found = of_case_.find(case_id);
  return found == of_case_.end() ? nullptr : &found->second->practitioner_id;
}

std::int64_t changes_with(const AllocationUnit& unit, PractitionerIndex practitioner) {
  return std::ranges::count_if(unit.earlier, [practitioner](const EarlierHolder& one) {
    return one.practitioner && *one.practitioner != practitioner;
  });
}

}  // namespace waitlist
