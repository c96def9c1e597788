// Any bytes give a roster or faults, as CSV and as JSON. A roster says the same whichever way its
// practitioners are given again.
#include <waitlist/io/roster_reader.h>

#include "fuzz_world.h"

#include <algorithm>
#include <string_view>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void look(const Result<Roster>& roster) {
  if (!roster) {
    fuzz::require_faults(roster.error());
    return;
  }
  const std::vector<Practitioner> again(roster->practitioners().rbegin(),
                                        roster->practitioners().rend());
  const auto same = Roster::make(again, {roster->travel().begin(), roster->travel().end()});
  fuzz::require(same.has_value(), "what was read can be kept again");
  fuzz::require(same->digest() == roster->digest(), "and says the same in any order");
  for (const Practitioner& one : roster->practitioners()) {
    const Capacity capacity = capacity_on(one, fuzz::as_of());
    fuzz::require(capacity.free <= one.caseload, "no more places than the caseload");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  // A line `----` parts practitioners from travel times.
  const std::size_t cut = std::min(text.find("\n----\n"), text.size());
  const std::string_view travel = cut == text.size() ? std::string_view{} : text.substr(cut + 6);
  look(read_roster_csv(text.substr(0, cut), travel));
  look(read_roster_json(text));
  return 0;
}
