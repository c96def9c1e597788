// Any bytes give the cases of a workbook or faults. What does not begin as a packed file stands for
// the rows of a sheet, the texts that cells share and the number formats, with `---` between them.
#include <waitlist/io/workbook_reader.h>

#include "fuzz_world.h"
#include "support/small_workbook.h"

#include <string>
#include <string_view>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::string_view take_section(std::string_view& text) {
  constexpr std::string_view kBetween = "\n---\n";
  const std::size_t at = text.find(kBetween);
  const std::string_view section = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + kBetween.size());
  return section;
}

std::string bytes_of(std::string_view text) {
  if (text.starts_with("PK")) return std::string{text};
  workbooks::SmallWorkbook workbook;
  workbook.styles = {0, 14, 22, 164, 165};
  workbook.sheets.push_back({"Sheet1", std::string{take_section(text)}});
  workbook.strings = take_section(text);
  workbook.formats = take_section(text);
  return workbook.bytes();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes = bytes_of(fuzz::text_of(data, size));
  CaseReadOptions options;
  const auto list = read_case_list_workbook(bytes, fuzz::schema(), "workbook", options);
  options.faulty = FaultyRows::set_apart;
  const auto apart = read_case_list_workbook(bytes, fuzz::schema(), "workbook", options);
  fuzz::require_set_apart(apart, list.map([](const CaseList& all) { return all.cases; }));
  if (!list) fuzz::require_faults(list.error());
  return 0;
}
