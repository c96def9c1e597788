// Any bytes give a table or faults, in however many parts they are read. A table ranks, and comes
// back unchanged when it is written.
#include <waitlist/io/case_reader.h>
#include <waitlist/io/case_writer.h>

#include "fuzz_world.h"
#include "io/diagnostic_csv_reader.h"
#include "io/fast_csv_reader.h"

#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void require_the_same_in_parts(std::string_view text) {
  const auto expected = read_csv_with_diagnosis(text, fuzz::schema(), "cases");
  for (const unsigned parts : {1U, 2U, 3U}) {
    const auto cases = read_csv_fast(text, fuzz::schema(), parts);
    fuzz::require(cases.has_value() == expected.has_value(), "parts do not hide or make faults");
    if (cases) fuzz::require(cases->digest() == expected->digest(), "parts make the same list");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  require_the_same_in_parts(fuzz::text_of(data, size));
  const auto cases = read_cases_csv(fuzz::text_of(data, size), fuzz::schema());
  fuzz::require_set_apart(read_case_list_csv(fuzz::text_of(data, size), fuzz::schema(), "cases",
                                             {1, FaultyRows::set_apart}),
                          cases);
  if (!cases) {
    fuzz::require_faults(cases.error());
    return 0;
  }
  std::vector<Case> list;
  for (CaseRow row = 0; row < cases->size(); ++row) list.push_back(cases->at(row));
  const std::string text = write_cases_csv(list, fuzz::schema());
  const auto again = read_cases_csv(text, fuzz::schema());
  fuzz::require(again.has_value(), "what is written can be read");
  fuzz::require(again->digest() == cases->digest(), "and says the same");
  return 0;
}
