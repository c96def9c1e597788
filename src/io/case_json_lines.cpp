#include <waitlist/io/case_reader.h>

#include "base/fault_list.h"
#include "io/text_encoding.h"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

constexpr std::string_view kBegin = R"({"format": 1, "cases": [)";

/// The lines as one document that has each of them on its line.
struct LinesDocument {
  std::string text{kBegin};
  std::vector<std::uint32_t> lines;  ///< of each case
};

LinesDocument document_of(std::string_view text) {
  LinesDocument document;
  document.text.reserve(text.size() + text.size() / 64 + kBegin.size());
  std::uint32_t number = 1;
  for (bool first = true; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
      // In front of the line, so that columns of all lines but the first are one too far right.
      if (!first) document.text += ',';
      first = false;
      document.lines.push_back(number);
      document.text += line;
    }
    document.text += '\n';
  }
  document.text += "]}";
  return document;
}

/// Tells faults of the document of the lines that it was made of.
void place_in_lines(Error& error, const LinesDocument& document) {
  if (error.column != 0) {
    const bool first = !document.lines.empty() && error.line == document.lines.front();
    const auto added = static_cast<std::uint32_t>(error.line == 1 ? kBegin.size() : first ? 0 : 1);
    error.column = error.column > added ? error.column - added : 0;
  }
  constexpr std::string_view kCase = "cases[";
  const std::string_view field = error.field;
  if (error.line != 0 || !field.starts_with(kCase)) return;
  std::size_t index = 0;
  const std::string_view digits = field.substr(kCase.size());
  std::from_chars(digits.data(), digits.data() + digits.size(), index);
  if (index < document.lines.size()) error.line = document.lines[index];
}

}  // namespace

Result<CaseList> read_case_list_json_lines(std::string_view text,
                                           const FactSchema& schema,
                                           const std::string& source,
                                           const CaseReadOptions& options) {
  FaultList encoding;
  check_encoding(text, source, encoding);
  if (!encoding.empty()) return failed(encoding.take());
  const LinesDocument document = document_of(without_byte_order_mark(text));
  auto list = read_case_list_json(document.text, schema, source, options);
  if (!list) {
    for (Error& error : list.error()) place_in_lines(error, document);
    return list;
  }
  for (FaultyCase& faulty : list->faulty) {
    if (faulty.index < document.lines.size()) faulty.line = document.lines[faulty.index];
    for (Error& error : faulty.faults) place_in_lines(error, document);
  }
  return list;
}

}  // namespace waitlist
