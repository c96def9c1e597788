// Any bytes give a scenario or faults, of both kinds.
#include <waitlist/io/scenario_reader.h>

#include "fuzz_world.h"

#include <cmath>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  const auto policies = policies_named_by(text);
  if (policies)
    fuzz::require(!policies->empty(), "a scenario names a policy");
  else
    fuzz::require_faults(policies.error());
  const auto scenario = read_scenario(text, fuzz::schema());
  if (!scenario) {
    fuzz::require_faults(scenario.error());
    return 0;
  }
  if (const auto* queue = std::get_if<QueueScenario>(&*scenario)) {
    fuzz::require(std::isfinite(load(*queue)) && load(*queue) > 0.0, "a queue has a load");
    fuzz::require(queue->cases == 0 || load(*queue) < 1.0, "counted cases are all reached");
    return 0;
  }
  const auto& area = std::get<AreaScenario>(*scenario);
  const Practitioners& staff = area.practitioners;
  fuzz::require(staff.from_roster.has_value() == (staff.count == 0), "somebody works there");
  fuzz::require(area.warm_up_days < area.horizon_days, "something is counted");
  for (const ArrivalStream& stream : area.streams) {
    fuzz::require(stream.mix < area.mixes.size(), "every stream has a mix");
  }
  return 0;
}
