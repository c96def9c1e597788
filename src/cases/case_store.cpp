#include "cases/case_store.h"

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_set>
#include <utility>

namespace waitlist {

CaseStore::CaseStore(const CaseTable& cases)
    : columns_{std::make_shared<CaseTable::Columns>(cases.columns())},
      table_{columns_},
      writer_{*columns_} {
  columns_->by_id = {};  // rows come and go, so nothing here relies on it
  rows_.reserve(columns_->size(), *columns_);
  for (CaseRow row = 0; row < columns_->size(); ++row) {
    rows_.insert(row, *columns_);
    note_links(row);
  }
}

std::optional<CaseRow> CaseStore::find(std::string_view case_id) const {
  return rows_.find(case_id, *columns_);
}

bool CaseStore::holds(CaseRow row, const CaseView& fields) const {
  const CaseTable& now = table_;
  const auto same_answers = [&] { return columns_->answers.holds(row, fields.answers); };
  const auto same_hold = [&] {
    const Hold* hold = now.hold(row);
    if (hold == nullptr) return !fields.has_hold;
    return fields.has_hold && hold->reason == fields.hold_reason &&
           hold->until == fields.hold_until && hold->from == fields.hold_from;
  };
  const auto same_decision = [&] {
    const ManagerDecision* decision = now.decision(row);
    if (decision == nullptr || fields.decision == nullptr) return decision == fields.decision;
    return *decision == *fields.decision;
  };
  return same_answers() && now.status(row) == fields.status &&
         now.listed_on(row) == fields.listed_on && now.filing_date(row) == fields.filing_date &&
         now.no_filing_date(row) == fields.no_filing_date &&
         now.duty_from(row) == fields.duty_from && now.reviewed_on(row) == fields.reviewed_on &&
         now.relisted_reason(row) == fields.relisted_reason &&
         std::ranges::equal(now.child_refs(row), fields.child_refs) &&
         std::ranges::equal(now.records(row), fields.records) && now.area(row) == fields.area &&
         now.team(row) == fields.team && std::ranges::equal(now.children(row), fields.children) &&
         std::ranges::equal(now.pauses(row), fields.pauses) && !links_differ(row, fields) &&
         same_hold() && same_decision();
}

bool CaseStore::links_differ(CaseRow row, const CaseView& fields) const {
  return !std::ranges::equal(table_.linked_to(row), fields.linked_to);
}

std::vector<UnitIndex> CaseStore::units_touched(std::optional<CaseRow> known,
                                                const CaseView& fields) const {
  std::vector<UnitIndex> units;
  const auto add = [&](CaseRow row) { units.push_back(columns_->units.unit(row)); };
  if (known) add(*known);
  if (known && !links_differ(*known, fields)) return units;
  for (const std::string_view link : fields.linked_to) {
    if (const auto other = find(link)) add(*other);
  }
  if (!known) std::ranges::for_each(rows_naming(fields.case_id), add);
  std::ranges::sort(units);
  units.erase(std::unique(units.begin(), units.end()), units.end());
  return units;
}

std::vector<UnitIndex> CaseStore::put(std::optional<CaseRow> known, const CaseView& fields) {
  if (known && !links_differ(*known, fields)) {
    writer_.overwrite(*known, fields);
    return {columns_->units.unit(*known)};
  }
  std::vector<CaseRow> rows;
  for (const UnitIndex unit : units_touched(known, fields)) dissolve(unit, rows);
  if (known) {
    forget_links(*known);
    writer_.overwrite(*known, fields);
    note_links(*known);
  } else {
    rows.push_back(new_row(fields));
  }
  return form_units(rows);
}

std::vector<UnitIndex> CaseStore::take(CaseRow row) {
  std::vector<CaseRow> rows;
  dissolve(columns_->units.unit(row), rows);
  std::erase(rows, row);
  forget_links(row);
  rows_.erase(row, *columns_);
  // Nothing of the case stays behind, and an empty one counts for nobody.
  CaseView nothing;
  nothing.status = CaseStatus::withdrawn;
  writer_.overwrite(row, nothing);
  free_rows_.push_back(row);
  return form_units(rows);
}

CaseRow CaseStore::new_row(const CaseView& fields) {
  CaseRow row = 0;
  if (free_rows_.empty()) {
    row = writer_.append(fields);
    columns_->units.resize_rows(columns_->size());
  } else {
    row = free_rows_.back();
    free_rows_.pop_back();
    writer_.overwrite(row, fields);
  }
  rows_.insert(row, *columns_);
  note_links(row);
  return row;
}

void CaseStore::note_links(CaseRow row) {
  for (const std::string& link : table_.linked_to(row)) {
    named_by_.emplace(std::hash<std::string_view>{}(link), row);
  }
}

void CaseStore::forget_links(CaseRow row) {
  for (const std::string& link : table_.linked_to(row)) {
    const auto [begin, end] = named_by_.equal_range(std::hash<std::string_view>{}(link));
    const auto at = std::find_if(begin, end, [row](const auto& one) { return one.second == row; });
    if (at != end) named_by_.erase(at);
  }
}

/// Each once, in the order of rows.
std::vector<CaseRow> CaseStore::rows_naming(std::string_view case_id) const {
  std::vector<CaseRow> rows;
  const auto [begin, end] = named_by_.equal_range(std::hash<std::string_view>{}(case_id));
  for (auto at = begin; at != end; ++at) {
    const auto links = table_.linked_to(at->second);
    if (std::ranges::find(links, case_id) != links.end()) rows.push_back(at->second);
  }
  std::ranges::sort(rows);
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

/// Cases this one names, and cases that name it.
std::vector<CaseRow> CaseStore::neighbours(CaseRow row) const {
  std::vector<CaseRow> rows;
  for (const std::string& link : table_.linked_to(row)) {
    if (const auto other = find(link)) rows.push_back(*other);
  }
  const std::vector<CaseRow> naming = rows_naming(columns_->case_id(row));
  rows.insert(rows.end(), naming.begin(), naming.end());
  return rows;
}

void CaseStore::dissolve(UnitIndex unit, std::vector<CaseRow>& rows) {
  const auto members = table_.members(unit);
  rows.insert(rows.end(), members.begin(), members.end());
  columns_->units.dissolve(unit);
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
    std::ranges::sort(together, {}, [this](CaseRow row) { return columns_->case_id(row); });
    units.push_back(columns_->units.form(together));
  }
  return units;
}

}  // namespace waitlist
