#include "cases/case_store.h"

#include "base/check.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace waitlist {
namespace {

/// Rewrites `items` without what no slice refers to, once that is the larger part.
template <class Items>
void keep_referred(std::vector<Slice>& slices, Items& items) {
  std::size_t used = 0;
  for (const Slice& slice : slices) used += slice.count;
  if (items.size() < 2 * used + 4096) return;
  Items kept;
  kept.reserve(used);
  for (Slice& slice : slices) {
    const auto from = items.begin() + slice.begin;
    slice.begin = static_cast<std::uint32_t>(kept.size());
    kept.insert(kept.end(), from, from + slice.count);
  }
  items = std::move(kept);
}

}  // namespace

std::size_t CaseStore::TextOfRow::operator()(std::string_view text) const {
  return std::hash<std::string_view>{}(text);
}

CaseStore::CaseStore(const CaseTable& cases)
    : columns_{std::make_shared<CaseTable::Columns>(cases.columns())},
      table_{columns_},
      writer_{*columns_},
      by_text_{cases.size(), TextOfRow{columns_.get()}, TextOfRow{columns_.get()}} {
  for (CaseRow row = 0; row < columns_->size(); ++row) {
    by_text_.insert(row);
    note_links(row, true);
  }
}

std::optional<CaseRow> CaseStore::find(std::string_view case_id) const {
  const auto at = by_text_.find(case_id);
  return at == by_text_.end() ? std::nullopt : std::optional{*at};
}

bool CaseStore::holds(CaseRow row, const CaseView& fields) const {
  const CaseTable& now = table_;
  const auto same_answers = [&] {
    const auto kept = columns_->answers_of(row);
    const std::size_t given = std::min(kept.size(), fields.answers.size());
    return std::ranges::equal(kept.first(given), fields.answers.first(given)) &&
           std::ranges::all_of(kept.subspan(given),
                               [](Answer answer) { return answer == Answer::not_asked(); });
  };
  const auto same_hold = [&] {
    const Hold* hold = now.hold(row);
    if (hold == nullptr) return !fields.has_hold;
    return fields.has_hold && hold->reason == fields.hold_reason &&
           hold->until == fields.hold_until;
  };
  const auto same_decision = [&] {
    const ManagerDecision* decision = now.decision(row);
    if (decision == nullptr || fields.decision == nullptr) return decision == fields.decision;
    return *decision == *fields.decision;
  };
  return same_answers() && now.status(row) == fields.status &&
         now.listed_on(row) == fields.listed_on && now.filing_date(row) == fields.filing_date &&
         now.area(row) == fields.area && now.team(row) == fields.team &&
         std::ranges::equal(now.children(row), fields.children) &&
         std::ranges::equal(now.pauses(row), fields.pauses) && !links_differ(row, fields) &&
         same_hold() && same_decision();
}

bool CaseStore::links_differ(CaseRow row, const CaseView& fields) const {
  return !std::ranges::equal(table_.linked_to(row), fields.linked_to);
}

std::vector<UnitIndex> CaseStore::units_touched(const CaseView& fields) const {
  std::vector<UnitIndex> units;
  const auto add = [&](CaseRow row) { units.push_back(columns_->unit[row]); };
  const auto row = find(fields.case_id);
  if (row) add(*row);
  if (row && !links_differ(*row, fields)) return units;
  for (const std::string_view link : fields.linked_to) {
    if (const auto other = find(link)) add(*other);
  }
  if (const auto at = named_by_.find(std::string{fields.case_id}); !row && at != named_by_.end()) {
    std::ranges::for_each(at->second, add);
  }
  std::ranges::sort(units);
  units.erase(std::unique(units.begin(), units.end()), units.end());
  return units;
}

std::vector<UnitIndex> CaseStore::put(const CaseView& fields) {
  const auto known = find(fields.case_id);
  if (known && !links_differ(*known, fields)) {
    writer_.overwrite(*known, fields);
    drop_garbage();
    return {columns_->unit[*known]};
  }
  std::vector<CaseRow> rows;
  for (const UnitIndex unit : units_touched(fields)) dissolve(unit, rows);
  if (known) {
    note_links(*known, false);
    writer_.overwrite(*known, fields);
    note_links(*known, true);
  } else {
    rows.push_back(new_row(fields));
  }
  drop_garbage();
  return form_units(rows);
}

std::vector<UnitIndex> CaseStore::take(CaseRow row) {
  std::vector<CaseRow> rows;
  dissolve(columns_->unit[row], rows);
  std::erase(rows, row);
  note_links(row, false);
  by_text_.erase(row);
  // Nothing of the case stays behind, and an empty one counts for nobody.
  CaseView nothing;
  nothing.status = CaseStatus::withdrawn;
  writer_.overwrite(row, nothing);
  columns_->id[row].count = 0;
  free_rows_.push_back(row);
  drop_garbage();
  return form_units(rows);
}

CaseRow CaseStore::new_row(const CaseView& fields) {
  CaseRow row = 0;
  if (free_rows_.empty()) {
    row = writer_.append(fields);
    columns_->unit.push_back(0);
  } else {
    row = free_rows_.back();
    free_rows_.pop_back();
    columns_->id[row] = {static_cast<std::uint32_t>(columns_->ids.size()),
                         static_cast<std::uint32_t>(fields.case_id.size())};
    columns_->ids += fields.case_id;
    writer_.overwrite(row, fields);
  }
  by_text_.insert(row);
  note_links(row, true);
  return row;
}

void CaseStore::note_links(CaseRow row, bool there) {
  for (const std::string& link : table_.linked_to(row)) {
    if (there) {
      named_by_[link].push_back(row);
      continue;
    }
    const auto at = named_by_.find(link);
    if (at == named_by_.end()) continue;  // the case names one id twice
    std::erase(at->second, row);
    if (at->second.empty()) named_by_.erase(at);
  }
}

/// Cases this one names, and cases that name it.
std::vector<CaseRow> CaseStore::neighbours(CaseRow row) const {
  std::vector<CaseRow> rows;
  for (const std::string& link : table_.linked_to(row)) {
    if (const auto other = find(link)) rows.push_back(*other);
  }
  if (const auto at = named_by_.find(std::string{columns_->case_id(row)}); at != named_by_.end()) {
    rows.insert(rows.end(), at->second.begin(), at->second.end());
  }
  return rows;
}

void CaseStore::dissolve(UnitIndex unit, std::vector<CaseRow>& rows) {
  const auto members = table_.members(unit);
  rows.insert(rows.end(), members.begin(), members.end());
  columns_->unit_cases[unit].count = 0;
  free_units_.push_back(unit);
}

/// Each connected part of these cases becomes a unit. Requires that no other case is linked to
/// them.
std::vector<UnitIndex> CaseStore::form_units(const std::vector<CaseRow>& rows) {
  std::vector<UnitIndex> units;
  std::unordered_set<CaseRow> waiting{rows.begin(), rows.end()};
  for (const CaseRow first : rows) {
    if (waiting.erase(first) == 0) continue;
    std::vector<CaseRow> together{first};
    for (std::size_t i = 0; i < together.size(); ++i) {
      for (const CaseRow other : neighbours(together[i])) {
        if (waiting.erase(other) != 0) together.push_back(other);
      }
    }
    units.push_back(form_unit(std::move(together)));
  }
  return units;
}

UnitIndex CaseStore::form_unit(std::vector<CaseRow> rows) {
  std::ranges::sort(rows, {}, [this](CaseRow row) { return columns_->case_id(row); });
  UnitIndex unit = 0;
  if (free_units_.empty()) {
    unit = static_cast<UnitIndex>(columns_->unit_cases.size());
    columns_->unit_cases.emplace_back();
  } else {
    unit = free_units_.back();
    free_units_.pop_back();
  }
  columns_->unit_cases[unit] = {static_cast<std::uint32_t>(columns_->unit_members.size()),
                                static_cast<std::uint32_t>(rows.size())};
  columns_->unit_members.insert(columns_->unit_members.end(), rows.begin(), rows.end());
  for (const CaseRow row : rows) columns_->unit[row] = unit;
  return unit;
}

/// Looked at only when an array has doubled, so that it costs nothing for each change.
void CaseStore::drop_garbage() {
  const std::size_t held =
      columns_->ids.size() + columns_->children.size() + columns_->unit_members.size();
  if (held < look_at_garbage_) return;
  keep_referred(columns_->id, columns_->ids);
  keep_referred(columns_->child, columns_->children);
  keep_referred(columns_->unit_cases, columns_->unit_members);
  look_at_garbage_ =
      2 * (columns_->ids.size() + columns_->children.size() + columns_->unit_members.size()) + 4096;
}

}  // namespace waitlist
