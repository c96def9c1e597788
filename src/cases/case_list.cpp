#include "cases/case_list.h"

#include "base/check.h"
#include "cases/case_columns.h"
#include "cases/case_table_builder.h"

#include <memory>
#include <string_view>
#include <utility>

namespace waitlist {

Result<CaseList> CaseList::make(const FactSchema& schema,
                                std::span<const Case> cases,
                                const std::string& source) {
  CaseTableBuilder builder{schema, source, FaultyRows::set_apart};
  builder.reserve(cases.size());
  CaseTexts texts;
  for (const Case& one : cases) builder.add(view_of(one, texts), 0);
  return builder.finish_list();
}

CaseTable table_without(const CaseTable& cases, const std::vector<bool>& dropped) {
  WAITLIST_CHECK(dropped.size() == cases.size());
  auto columns = std::make_shared<CaseTable::Columns>(cases.schema());
  ColumnWriter writer{*columns};
  CaseTexts texts;
  for (CaseRow row = 0; row < cases.size(); ++row) {
    if (!dropped[row]) writer.append(view_of(cases.at(row), texts));
  }
  auto left = table_of_checked(std::move(columns));
  WAITLIST_CHECK(left.has_value());
  return *std::move(left);
}

FaultyCase faulty_case_of(const CaseTable& cases, CaseRow row, std::uint32_t index) {
  FaultyCase faulty;
  faulty.case_id = cases.case_id(row);
  faulty.index = index;
  const auto links = cases.linked_to(row);
  faulty.linked_to.assign(links.begin(), links.end());
  return faulty;
}

std::vector<std::uint32_t> indices_in_input(const CaseTable& cases,
                                            const std::vector<FaultyCase>& faulty) {
  std::vector<std::uint32_t> places;
  places.reserve(cases.size());
  std::uint32_t place = 0;
  auto apart = faulty.begin();
  while (places.size() < cases.size()) {
    if (apart != faulty.end() && apart->index == place) {
      ++apart;
    } else {
      places.push_back(place);
    }
    ++place;
  }
  return places;
}

}  // namespace waitlist
