#include "cases/case_columns.h"

#include <algorithm>
#include <utility>

namespace waitlist {
namespace {

/// Keeps `value` under `row`, or nothing when there is none.
template <class Map, class Value>
void keep(Map& map, CaseRow row, bool there, Value&& value) {
  if (there) {
    map.insert_or_assign(row, std::forward<Value>(value)());
  } else if (!map.empty()) {
    map.erase(row);
  }
}

}  // namespace

ColumnWriter::ColumnWriter(CaseTable::Columns& columns) : columns_{columns} {
  for (std::size_t i = 0; i < columns.places.size(); ++i) {
    place_of_name_.emplace(columns.places[i], static_cast<std::uint32_t>(i));
  }
}

CaseRow ColumnWriter::append(const CaseView& fields) {
  CaseTable::Columns& to = columns_;
  const auto row = static_cast<CaseRow>(to.size());
  to.id.push_back({static_cast<std::uint32_t>(to.ids.size()),
                   static_cast<std::uint32_t>(fields.case_id.size())});
  to.ids += fields.case_id;
  to.area.push_back(row == 0 ? 0 : to.area.back());
  to.team.push_back(row == 0 ? 0 : to.team.back());
  to.status.emplace_back();
  to.listed_on.emplace_back();
  to.filing_date.emplace_back();
  to.child.emplace_back();
  to.answers.resize(to.schema.facts().size() * to.size(), Answer::not_asked());
  write(row, fields);
  return row;
}

void ColumnWriter::overwrite(CaseRow row, const CaseView& fields) { write(row, fields); }

void ColumnWriter::write(CaseRow row, const CaseView& fields) {
  CaseTable::Columns& to = columns_;
  to.area[row] = place(fields.area, to.area[row]);
  to.team[row] = place(fields.team, to.team[row]);
  to.status[row] = fields.status;
  to.listed_on[row] = fields.listed_on.value_or(Day::first()).days_since_epoch();
  to.filing_date[row] =
      fields.filing_date ? fields.filing_date->days_since_epoch() : CaseTable::Columns::kNoDay;
  write_children(row, fields.children);
  write_answers(row, fields.answers);
  write_rare(row, fields);
}

void ColumnWriter::write_children(CaseRow row, std::span<const Child> children) {
  Slice& slice = columns_.child[row];
  if (children.size() > slice.count) {
    slice.begin = static_cast<std::uint32_t>(columns_.children.size());
    columns_.children.resize(columns_.children.size() + children.size());
  }
  slice.count = static_cast<std::uint32_t>(children.size());
  std::ranges::copy(children, columns_.children.begin() + slice.begin);
}

void ColumnWriter::write_answers(CaseRow row, std::span<const Answer> answers) {
  const std::size_t facts = columns_.schema.facts().size();
  const auto begin = columns_.answers.begin() + static_cast<std::ptrdiff_t>(row * facts);
  const std::size_t given = std::min(facts, answers.size());
  const auto rest = std::ranges::copy(answers.first(given), begin).out;
  std::fill(rest, begin + static_cast<std::ptrdiff_t>(facts), Answer::not_asked());
}

void ColumnWriter::write_rare(CaseRow row, const CaseView& fields) {
  CaseTable::Columns& to = columns_;
  keep(to.links, row, !fields.linked_to.empty(), [&] {
    return std::vector<std::string>{fields.linked_to.begin(), fields.linked_to.end()};
  });
  keep(to.holds, row, fields.has_hold, [&] {
    return Hold{std::string{fields.hold_reason}, fields.hold_until};
  });
  keep(to.pauses, row, !fields.pauses.empty(), [&] {
    return std::vector<Pause>{fields.pauses.begin(), fields.pauses.end()};
  });
  keep(to.decisions, row, fields.decision != nullptr, [&] { return *fields.decision; });
}

/// Number of an area or team name. Neighbouring rows mostly repeat the name, so that one is tried
/// first and costs no look-up.
std::uint32_t ColumnWriter::place(std::string_view name, std::uint32_t before) {
  if (before < columns_.places.size() && columns_.places[before] == name) return before;
  const auto [at, is_new] = place_of_name_.try_emplace(
      std::string{name}, static_cast<std::uint32_t>(columns_.places.size()));
  if (is_new) columns_.places.emplace_back(name);
  return at->second;
}

}  // namespace waitlist
