// Any bytes give a mapping or faults; an export behind it gives cases or faults, the same in parts
// and with care. The line `---` stands between the two.
#include <waitlist/io/case_reader.h>

#include "fuzz_world.h"
#include "io/mapping/export_layout.h"
#include "io/mapping/fast_export_reader.h"
#include "io/mapping/rewritten_export.h"

#include <string_view>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

/// What is read fast is what the rewritten rows say, in however many parts.
void require_the_same_with_care(std::string_view text,
                                const CaseMapping& mapping,
                                const Result<CaseList>& list) {
  const auto layout = layout_of(text, mapping.rules(), "export");
  if (!layout) return;
  for (const unsigned parts : {1U, 3U}) {
    const auto fast = read_export_fast(text, mapping.rules(), *layout, parts);
    if (!fast) continue;
    fuzz::require(list.has_value(), "what is read fast has no fault");
    fuzz::require(fast->digest() == list->cases.digest(), "parts make the same list");
    const auto slow = rewrite_export(text, mapping.rules(), *layout, "export");
    fuzz::require(slow.faults.empty(), "care finds no fault where speed finds none");
    const auto cases = read_cases_csv(slow.text, fuzz::schema());
    fuzz::require(cases.has_value(), "what is rewritten can be read");
    fuzz::require(cases->digest() == fast->digest(), "and says the same");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  constexpr std::string_view kBetween = "\n---\n";
  const std::size_t at = text.find(kBetween);
  const auto mapping = read_case_mapping(text.substr(0, at), fuzz::schema());
  if (!mapping) {
    fuzz::require_faults(mapping.error());
    return 0;
  }
  if (at == std::string_view::npos) return 0;
  const std::string_view rows = text.substr(at + kBetween.size());
  const auto list =
      read_case_list_csv(rows, fuzz::schema(), "export", {1, FaultyRows::refuse, *mapping});
  const auto apart =
      read_case_list_csv(rows, fuzz::schema(), "export", {1, FaultyRows::set_apart, *mapping});
  fuzz::require_set_apart(apart, list.map([](const CaseList& all) { return all.cases; }));
  if (!list) fuzz::require_faults(list.error());
  require_the_same_with_care(rows, *mapping, list);
  return 0;
}
