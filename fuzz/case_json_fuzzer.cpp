// Any bytes give a table or faults. A table ranks, and comes back unchanged when it is written.
#include <waitlist/io/case_reader.h>
#include <waitlist/io/case_writer.h>

#include "fuzz_world.h"

#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto lines = read_case_list_json_lines(fuzz::text_of(data, size), fuzz::schema());
  if (!lines) fuzz::require_faults(lines.error());
  const auto cases = read_cases_json(fuzz::text_of(data, size), fuzz::schema());
  fuzz::require_set_apart(read_case_list_json(fuzz::text_of(data, size), fuzz::schema(), "cases",
                                              {1, FaultyRows::set_apart}),
                          cases);
  if (!cases) {
    fuzz::require_faults(cases.error());
    return 0;
  }
  std::vector<Case> list;
  for (CaseRow row = 0; row < cases->size(); ++row) list.push_back(cases->at(row));
  const std::string text = write_cases_json(list, fuzz::schema());
  const auto again = read_cases_json(text, fuzz::schema());
  fuzz::require(again.has_value(), "what is written can be read");
  fuzz::require(again->digest() == cases->digest(), "and says the same");
  return 0;
}
