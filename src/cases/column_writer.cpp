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

std::uint64_t pair_of(const CaseTable::Columns::Place& place) noexcept {
  return std::uint64_t{place.area} << 32U | place.team;
}

/// Few places share this number, and it costs next to nothing.
std::size_t little_of(std::string_view area, std::string_view team) noexcept {
  const auto last = [](std::string_view text) -> std::size_t {
    return text.empty() ? 0 : static_cast<unsigned char>(text.back());
  };
  return area.size() + 3 * team.size() + 5 * last(area) + 7 * last(team);
}

}  // namespace

ColumnWriter::ColumnWriter(CaseTable::Columns& columns) : columns_{columns} {
  for (const std::string& text : columns.names) {
    number_of_name_.emplace(text, static_cast<std::uint32_t>(number_of_name_.size()));
  }
  for (const CaseTable::Columns::Place& one : columns.places) {
    number_of_place_.emplace(pair_of(one), static_cast<std::uint32_t>(number_of_place_.size()));
  }
}

CaseRow ColumnWriter::append(const CaseView& fields) {
  CaseTable::Columns& to = columns_;
  const auto row = static_cast<CaseRow>(to.size());
  to.ids.add_row();
  to.place.emplace_back();
  to.status.emplace_back();
  to.listed_on.emplace_back();
  to.filing_date.emplace_back();
  to.children.add_row();
  to.answers.add_row();
  write(row, fields);
  return row;
}

void ColumnWriter::overwrite(CaseRow row, const CaseView& fields) { write(row, fields); }

void ColumnWriter::write(CaseRow row, const CaseView& fields) {
  CaseTable::Columns& to = columns_;
  const auto most = [](const auto& list, std::size_t limit) {
    return std::span{list.data(), std::min(list.size(), limit)};
  };
  to.ids.put(row, most(fields.case_id, limits::kCaseIdBytesMax));
  to.place[row] = place(fields.area, fields.team);
  to.status[row] = fields.status;
  to.listed_on[row] = fields.listed_on.value_or(Day::first()).days_since_epoch();
  to.filing_date[row] =
      fields.filing_date ? fields.filing_date->days_since_epoch() : CaseTable::Columns::kNoDay;
  to.children.put(row, most(fields.children, limits::kChildrenPerCaseMax));
  to.answers.put(row, fields.answers);
  write_rare(row, fields);
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

std::uint32_t ColumnWriter::place(std::string_view area, std::string_view team) {
  CaseTable::Columns& to = columns_;
  std::uint32_t& lately = lately_[little_of(area, team) % lately_.size()];
  if (lately < to.places.size()) {
    const CaseTable::Columns::Place& known = to.places[lately];
    if (to.names[known.area] == area && to.names[known.team] == team) return lately;
  }
  const CaseTable::Columns::Place wanted{name(area), name(team)};
  const auto [at, is_new] = number_of_place_.try_emplace(
      pair_of(wanted), static_cast<std::uint32_t>(to.places.size()));
  if (is_new) to.places.push_back(wanted);
  return lately = at->second;
}

std::uint32_t ColumnWriter::name(std::string_view text) {
  const auto [at, is_new] = number_of_name_.try_emplace(
      std::string{text}, static_cast<std::uint32_t>(columns_.names.size()));
  if (is_new) columns_.names.emplace_back(text);
  return at->second;
}

}  // namespace waitlist
