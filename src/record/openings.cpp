#include "record/openings.h"

#include <waitlist/base/limits.h>

#include "record/digest_bytes.h"
#include "record/record_faults.h"
#include "record/record_numbers.h"
#include "record/take_line.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace waitlist {
namespace {

constexpr std::size_t kRowBytes = 2 * sizeof(Digest);
constexpr std::string_view kCasePrefix = "case:";
constexpr std::string_view kNoCase = "none";

std::string openings_begin(std::string_view what, std::uint64_t list) {
  return "waitlist-record/1 " + std::string{what} + ' ' + std::to_string(list) + '\n';
}

/// `row 3 case:SM-0017`: what stands before the texts of one opening.
std::string opening_line(std::string_view word, std::uint64_t number, std::string_view case_id) {
  std::string line{word};
  line += ' ' + std::to_string(number) + ' ';
  line += case_id.empty() ? kNoCase : kCasePrefix;
  line += case_id;
  return line + '\n';
}

struct OpeningLine {
  std::uint64_t number = 0;
  std::string case_id;
};

std::optional<OpeningLine> read_opening_line(std::string_view& rest, std::string_view word) {
  const auto line = take_line(rest);
  if (!line || !line->starts_with(word) || line->size() < word.size() + 2) return std::nullopt;
  const std::string_view after = line->substr(word.size() + 1);
  const std::size_t blank = std::min(after.find(' '), after.size());
  const auto number = record_number(after.substr(0, blank), limits::kLogEntriesMax * 2);
  const std::string_view name = after.substr(std::min(blank + 1, after.size()));
  if (!number) return std::nullopt;
  return OpeningLine{*number, name.starts_with(kCasePrefix)
                                  ? std::string{name.substr(kCasePrefix.size())}
                                  : std::string{}};
}

tl::unexpected<Errors> no_openings(LogFiles& files, const std::string& path) {
  // What is found is not shown: it is of a case.
  return failed(malformed_record(files.shown(path), "",
                                 "is not as a writer leaves it; docs/reference/record.md has how"));
}

}  // namespace

std::string rows_path(std::uint64_t list) { return "rows/" + std::to_string(list); }

std::string openings_path(std::uint64_t list) { return "private/openings/" + std::to_string(list); }

std::string reasons_path(std::uint64_t behind) {
  return "private/reasons/" + std::to_string(behind);
}

std::string payload_path(const Digest& digest) { return "payload/" + digest.hex(); }

std::string to_rows_file(std::span<const RowCommitments> rows) {
  std::string bytes;
  bytes.reserve(rows.size() * kRowBytes);
  for (const RowCommitments& row : rows) {
    bytes += bytes_of(row.of_case);
    bytes += bytes_of(row.of_row);
  }
  return bytes;
}

std::string to_openings_file(std::uint64_t list, std::span<const RowOpening> rows) {
  std::string text = openings_begin("openings", list);
  for (const RowOpening& one : rows) {
    text += opening_line("row", one.row, one.text.case_id);
    text += one.text.case_text + '\n';
    text += one.text.row_text + '\n';
  }
  return text;
}

std::string to_reasons_file(std::uint64_t behind, std::span<const ReasonOpening> reasons) {
  std::string text = openings_begin("reasons", behind);
  for (const ReasonOpening& one : reasons) {
    text += opening_line("decision", one.decision, one.case_id);
    text += one.text + '\n';
  }
  return text;
}

Result<std::vector<RowCommitments>> read_rows_file(LogFiles& files,
                                                   std::uint64_t list,
                                                   std::uint32_t rows) {
  const std::string path = rows_path(list);
  auto bytes = read_needed(files, path, std::uint64_t{limits::kCasesMax} * kRowBytes);
  if (!bytes) return failed(std::move(bytes.error()));
  if (bytes->size() != rows * kRowBytes) {
    return failed(malformed_record(
        files.shown(path), std::to_string(bytes->size()) + " bytes",
        "expected " + std::to_string(rows * kRowBytes) + " bytes, 64 for each row of the list"));
  }
  std::vector<RowCommitments> commitments;
  commitments.reserve(rows);
  const std::string_view all = *bytes;
  for (std::size_t at = 0; at < all.size(); at += kRowBytes) {
    commitments.push_back({digest_of_bytes(all.substr(at, sizeof(Digest))),
                           digest_of_bytes(all.substr(at + sizeof(Digest), sizeof(Digest)))});
  }
  return commitments;
}

Result<std::optional<std::vector<RowOpening>>> read_openings_file(LogFiles& files,
                                                                  std::uint64_t list) {
  const std::string path = openings_path(list);
  auto bytes = files.read(path, limits::kInputBytesMax);
  if (!bytes) return failed(std::move(bytes.error()));
  if (!*bytes) return std::nullopt;
  std::string_view rest = **bytes;
  std::vector<RowOpening> rows;
  static_cast<void>(take_line(rest));
  while (!rest.empty()) {
    auto line = read_opening_line(rest, "row");
    const auto case_text = take_line(rest);
    const auto row_text = take_line(rest);
    if (!line || !case_text || !row_text || line->number > limits::kCasesMax) break;
    const auto row = static_cast<std::uint32_t>(line->number);
    if (!rows.empty() && rows.back().row >= row) break;
    rows.push_back(
        {row, {std::move(line->case_id), std::string{*case_text}, std::string{*row_text}}});
  }
  if (to_openings_file(list, rows) != **bytes) return no_openings(files, path);
  return std::optional{std::move(rows)};
}

Result<std::optional<std::vector<ReasonOpening>>> read_reasons_file(LogFiles& files,
                                                                    std::uint64_t behind) {
  const std::string path = reasons_path(behind);
  auto bytes = files.read(path, limits::kInputBytesMax);
  if (!bytes) return failed(std::move(bytes.error()));
  if (!*bytes) return std::nullopt;
  std::string_view rest = **bytes;
  std::vector<ReasonOpening> reasons;
  static_cast<void>(take_line(rest));
  while (!rest.empty()) {
    auto line = read_opening_line(rest, "decision");
    const auto text = take_line(rest);
    if (!line || !text) break;
    if (!reasons.empty() && reasons.back().decision >= line->number) break;
    reasons.push_back({line->number, std::move(line->case_id), std::string{*text}});
  }
  if (to_reasons_file(behind, reasons) != **bytes) return no_openings(files, path);
  return std::optional{std::move(reasons)};
}

}  // namespace waitlist
