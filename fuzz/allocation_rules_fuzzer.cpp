// Any bytes give rules or faults: needs and loads, instructions, pairs.
#include <waitlist/base/limits.h>
#include <waitlist/io/allocation_rules_reader.h>

#include "fuzz_world.h"

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  if (const auto work = read_work_csv(text)) {
    for (const CompetenceNeed& need : work->needs) {
      fuzz::require(need.cases.case_id.empty() != need.cases.fact.empty(), "a case or a fact");
    }
    for (const LoadRule& rule : work->loads) fuzz::require(rule.load > 0, "a load is positive");
  } else {
    fuzz::require_faults(work.error());
  }
  if (const auto instructions = read_instructions_csv(text)) {
    for (const Instruction& one : *instructions) {
      fuzz::require(!one.reason.empty() && !one.made_by.empty(), "a reason and a manager");
    }
  } else {
    fuzz::require_faults(instructions.error());
  }
  if (const auto pairs = read_pairs_csv(text)) {
    for (const PairPrice& pair : *pairs) {
      fuzz::require(pair.cost.count() <= limits::kPairCostMax, "prices are bounded");
    }
  } else {
    fuzz::require_faults(pairs.error());
  }
  return 0;
}
