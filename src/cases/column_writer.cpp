#include "base/room.h"
#include "cases/case_columns.h"

#include <algorithm>
#include <utility>

namespace waitlist {
namespace {

/// The part of the id that is kept.
std::span<const char> id_kept(const CaseView& fields) noexcept {
  return fields.case_id.substr(0, limits::kCaseIdBytesMax);
}

std::span<const Child> children_kept(const CaseView& fields) noexcept {
  return fields.children.first(std::min(fields.children.size(), limits::kChildrenPerCaseMax));
}

std::int32_t filing_number(const CaseView& fields) noexcept {
  if (fields.filing_date) return fields.filing_date->days_since_epoch();
  return fields.no_filing_date ? CaseTable::Columns::kKnownNone : CaseTable::Columns::kNoDay;
}

template <class Values>
void append_all(Values& to, const Values& more) {
  to.insert(to.end(), more.begin(), more.end());
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

void CaseTable::Columns::reserve(std::size_t cases) {
  cases = std::min(cases, limits::kCasesMax);
  ids.reserve(cases, cases * 10);
  place.reserve(cases);
  status.reserve(cases);
  listed_on.reserve(cases);
  filing_date.reserve(cases);
  children.reserve(cases, cases + cases / 2);
  answers.reserve(cases);
}

CaseRow ColumnWriter::append(const CaseView& fields) {
  const CaseRow row = append_without_answers(fields);
  columns_.answers.add_row();
  columns_.answers.put(row, fields.answers);
  return row;
}

CaseRow ColumnWriter::append(const CaseView& fields,
                             std::span<const AnswerCode> codes,
                             std::span<const Answer> others) {
  columns_.answers.add_row(codes, others);
  return append_without_answers(fields);
}

CaseRow ColumnWriter::append_without_answers(const CaseView& fields) {
  CaseTable::Columns& to = columns_;
  const CaseRow row{to.size()};
  to.ids.add_row(id_kept(fields));
  to.place.push_back(place(fields.area, fields.team));
  to.status.push_back(fields.status);
  to.listed_on.push_back(fields.listed_on.value_or(Day::first()).days_since_epoch());
  to.filing_date.push_back(filing_number(fields));
  to.children.add_row(children_kept(fields));
  to.reviewed_on.put(row, fields.reviewed_on);
  to.rare.put(row, fields);
  return row;
}

/// The status comes last, since its rows are counted: what a failure leaves behind is written over.
CaseRow ColumnWriter::add_empty_row() {
  CaseTable::Columns& to = columns_;
  const std::uint32_t nowhere = place({}, {});
  const CaseRow row{to.size()};
  const std::size_t rows = to.size() + 1;
  to.ids.resize_rows(rows);
  to.place.resize(rows, nowhere);
  to.listed_on.resize(rows, Day::first().days_since_epoch());
  to.filing_date.resize(rows, CaseTable::Columns::kNoDay);
  to.children.resize_rows(rows);
  to.answers.resize_rows(rows);
  to.units.resize_rows(rows);
  to.status.resize(rows, CaseStatus::withdrawn);
  return row;
}

void ColumnWriter::overwrite(CaseRow row, const CaseView& fields) {
  columns_.ids.put(row, id_kept(fields));
  overwrite_fields(row, fields);
}

void ColumnWriter::overwrite_fields(CaseRow row, const CaseView& fields) {
  CaseTable::Columns& to = columns_;
  to.place[row] = place(fields.area, fields.team);
  to.status[row] = fields.status;
  to.listed_on[row] = fields.listed_on.value_or(Day::first()).days_since_epoch();
  to.filing_date[row] = filing_number(fields);
  to.children.put(row, children_kept(fields));
  to.reviewed_on.put(row, fields.reviewed_on);
  to.answers.put(row, fields.answers);
  to.rare.put(row, fields);
}

void ColumnWriter::prepare_swap(CaseRow a, CaseRow b) {
  columns_.reviewed_on.prepare_swap(a, b);
  columns_.rare.prepare_swap(a, b);
}

void ColumnWriter::swap_fields(CaseRow a, CaseRow b) noexcept {
  CaseTable::Columns& of = columns_;
  std::swap(of.place[a], of.place[b]);
  std::swap(of.status[a], of.status[b]);
  std::swap(of.listed_on[a], of.listed_on[b]);
  std::swap(of.filing_date[a], of.filing_date[b]);
  of.children.swap(a, b);
  of.answers.swap(a, b);
  of.reviewed_on.swap(a, b);
  of.rare.swap(a, b);
}

void ColumnWriter::clear(CaseRow row) noexcept {
  CaseTable::Columns& of = columns_;
  of.ids.clear(row);
  of.place[row] = 0;  // a name that others have
  of.status[row] = CaseStatus::withdrawn;
  of.listed_on[row] = Day::first().days_since_epoch();
  of.filing_date[row] = CaseTable::Columns::kNoDay;
  of.children.clear(row);
  of.answers.clear(row);
  of.reviewed_on.clear(row);
  of.rare.clear(row);
}

void ColumnWriter::append(CaseTable::Columns&& more) {
  CaseTable::Columns& to = columns_;
  const std::size_t offset = to.size();
  std::vector<std::uint32_t> place_of_theirs;
  for (const CaseTable::Columns::Place& one : more.places) {
    place_of_theirs.push_back(place(more.names[one.area], more.names[one.team]));
  }
  for (const std::uint32_t theirs : more.place) to.place.push_back(place_of_theirs[theirs]);
  to.ids.append(more.ids);
  append_all(to.status, more.status);
  append_all(to.listed_on, more.listed_on);
  append_all(to.filing_date, more.filing_date);
  to.children.append(more.children);
  to.answers.append(more.answers);
  to.reviewed_on.append(more.reviewed_on, offset);
  to.rare.append(std::move(more.rare), offset);
}

std::uint32_t ColumnWriter::place(std::string_view area, std::string_view team) {
  CaseTable::Columns& to = columns_;
  std::uint32_t& lately = lately_[little_of(area, team) % lately_.size()];
  if (lately < to.places.size()) {
    const CaseTable::Columns::Place& known = to.places[lately];
    if (to.names[known.area] == area && to.names[known.team] == team) return lately;
  }
  const CaseTable::Columns::Place wanted{name(area), name(team)};
  make_room(to.places, 1);
  const auto [at, is_new] =
      number_of_place_.try_emplace(pair_of(wanted), static_cast<std::uint32_t>(to.places.size()));
  if (is_new) to.places.push_back(wanted);
  return lately = at->second;
}

std::uint32_t ColumnWriter::name(std::string_view text) {
  std::string kept{text};
  make_room(columns_.names, 1);
  const auto [at, is_new] =
      number_of_name_.try_emplace(kept, static_cast<std::uint32_t>(columns_.names.size()));
  if (is_new) columns_.names.push_back(std::move(kept));
  return at->second;
}

}  // namespace waitlist
