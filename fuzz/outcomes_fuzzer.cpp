// Any bytes give outcomes or faults. In outcomes each case stands once, and its days go together.
#include <waitlist/io/outcome_reader.h>

#include "fuzz_world.h"

#include <set>
#include <string_view>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto outcomes = read_outcomes_csv(fuzz::text_of(data, size));
  if (!outcomes) {
    fuzz::require_faults(outcomes.error());
    return 0;
  }
  std::set<std::string_view> seen;
  for (const CaseOutcome& one : outcomes->rows) {
    fuzz::require(!one.case_id.empty() && seen.insert(one.case_id).second, "each case once");
    fuzz::require(one.line > 1, "a row has its line");
    fuzz::require(!one.closed_on || (one.allocated_on && *one.allocated_on <= *one.closed_on),
                  "work ends after it began");
    fuzz::require(!one.allocated_on || !one.withdrawn_on, "allocated or withdrawn");
  }
  return 0;
}
