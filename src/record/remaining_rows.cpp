#include "record/remaining_rows.h"

#include <waitlist/io/case_reader.h>

#include "record/record_faults.h"

#include <cstdlib>
#include <span>

namespace waitlist {
namespace {

/// `3/2` of the part `family`; empty: the case has none.
std::string family_of(const RecordedRow& row) {
  for (auto& [name, value] : row_parts(row.row_text)) {
    if (name == "family") return std::move(value);
  }
  return {};
}

}  // namespace

RemainingRows remaining_rows(const ListEntry& list, const std::vector<OpenedRow>& opened) {
  RemainingRows all;
  std::map<std::string, std::uint64_t> members;
  for (std::uint32_t row = 0; row < opened.size(); ++row) {
    if (row >= list.ranked + list.apart) {
      ++all.faulty;
    } else if (!opened[row].opened) {
      ++all.erased;
    } else if (const std::string family = family_of(*opened[row].opened); !family.empty()) {
      ++members[family];
    }
  }
  for (std::uint32_t row = 0; row < list.ranked + list.apart; ++row) {
    if (!opened[row].opened) continue;
    const std::string family = family_of(*opened[row].opened);
    if (!family.empty()) {
      const std::uint64_t size =
          std::strtoull(family.substr(family.find('/') + 1).c_str(), nullptr, 10);
      if (members[family] != size) {
        ++all.of_broken_families;
        continue;
      }
      all.families[family].push_back(all.rows.size());
    }
    all.rows.emplace_back(row, *opened[row].opened);
  }
  return all;
}

Result<CaseTable> remaining_cases(const RemainingRows& remaining,
                                  const FactSchema& schema,
                                  const std::string& source) {
  std::string lines;
  for (const NumberedRow& row : remaining.rows) lines += row.second.case_text + '\n';
  auto read = read_case_list_json_lines(lines, schema, source);
  if (!read) return failed(std::move(read.error()));
  std::vector<Case> cases;
  cases.reserve(read->cases.size());
  for (CaseRow row = 0; row < read->cases.size(); ++row) cases.push_back(read->cases.at(row));
  for (const auto& [family, members] : remaining.families) {
    for (const std::size_t member : std::span{members}.subspan(1)) {
      cases[member].linked_to = {cases[members.front()].case_id};
    }
  }
  return CaseTable::make(schema, cases, source);
}

Errors private_part_faults(const RecordLog& log, const std::string& what) {
  if (log.has_private_part()) return {};
  return {record_fault(log.folder() + "/private", "", "is missing; it holds " + what,
                       ErrorCode::file_unreadable)};
}

}  // namespace waitlist
