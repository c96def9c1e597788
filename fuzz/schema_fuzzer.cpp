// Any bytes give a fact schema or faults.
#include <waitlist/base/limits.h>
#include <waitlist/io/policy_reader.h>

#include "fuzz_world.h"

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto schema = read_fact_schema(fuzz::text_of(data, size));
  if (!schema) {
    fuzz::require_faults(schema.error());
    return 0;
  }
  fuzz::require(schema->facts().size() <= limits::kFactsMax, "a schema keeps its limits");
  for (const FactDefinition& fact : schema->facts()) {
    fuzz::require(schema->find(fact.id).has_value(), "every fact is found by its id");
  }
  return 0;
}
