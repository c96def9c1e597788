#include "cases/case_store.h"

#include <waitlist/base/limits.h>

#include "base/room.h"
#include "cases/case_table_builder.h"
#include "cases/linked_units.h"

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_set>
#include <utility>

namespace waitlist {

namespace {

/// A copy with room for the row that is spare.
std::shared_ptr<CaseTable::Columns> roomy_copy(const CaseTable::Columns& columns) {
  auto copy = std::make_shared<CaseTable::Columns>(columns.schema);
  copy->reserve(columns.size() + 1);
  *copy = columns;
  copy->by_id = {};  // rows come and go, so nothing here relies on it
  return copy;
}

}  // namespace

CaseStore::CaseStore(const CaseTable& cases)
    : columns_{roomy_copy(cases.columns())}, table_{columns_}, writer_{*columns_} {
  rows_.reserve(columns_->size() + 1, *columns_);
  for (CaseRow row = 0; row < columns_->size(); ++row) {
    rows_.insert(row, *columns_);
    for (const std::string& link : table_.linked_to(row)) note_link(row, link);
  }
  add_spare_row();
}

CaseTable CaseStore::copy() const {
  std::vector<bool> is_free(columns_->size());
  for (const CaseRow row : free_rows_) is_free[row] = true;
  std::vector<CaseRow> rows;
  rows.reserve(size());
  for (CaseRow row = 0; row < columns_->size(); ++row) {
    if (!is_free[row]) rows.push_back(row);
  }
  std::ranges::sort(rows, {}, [this](CaseRow row) { return table_.case_id(row); });
  auto columns = std::make_shared<CaseTable::Columns>(columns_->schema);
  columns->reserve(rows.size());
  ColumnWriter writer{*columns};
  for (const CaseRow row : rows) {
    const Case one = table_.at(row);
    CaseTexts texts;
    writer.append(view_of(one, texts));
  }
  return *table_of_checked(std::move(columns));  // each was checked when it was put
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

CaseStore::Change CaseStore::put(std::optional<CaseRow> known,
                                 const CaseView& fields,
                                 std::span<const UnitIndex> touched) {
  if (free_rows_.empty()) add_spare_row();
  const CaseRow spare = free_rows_.back();
  Change change{*this};
  if (known) {
    change.row_ = *known;
    writer_.overwrite_fields(spare, fields);
    if (!links_differ(*known, fields)) {
      swap_with_spare(change);
      change.formed_.push_back(
          columns_->units.unit(*known));  // not to be dissolved on the way back
      return change;
    }
    change.relinked_ = true;
  } else {
    change.row_ = spare;
    writer_.overwrite(spare, fields);
    rows_.insert(spare, *columns_);
    free_rows_.pop_back();
    change.step_ = Change::Step::added;
  }
  for (const std::string_view link : fields.linked_to) {
    note_link(change.row_, link);
    ++change.links_noted_;
  }
  if (known) swap_with_spare(change);
  form_units(touched, known ? std::nullopt : std::optional{spare}, std::nullopt, change);
  return change;
}

CaseStore::Change CaseStore::take(CaseRow row) {
  make_room(free_rows_, 1);
  Change change{*this};
  change.row_ = row;
  change.step_ = Change::Step::taking;
  const UnitIndex unit = columns_->units.unit(row);
  form_units({&unit, 1}, std::nullopt, row, change);
  return change;
}

/// From here on the row holds the case as it is put, and the spare row as it was.
void CaseStore::swap_with_spare(Change& change) {
  writer_.prepare_swap(change.row_, free_rows_.back());
  writer_.swap_fields(change.row_, free_rows_.back());
  change.step_ = Change::Step::swapped;
}

void CaseStore::Change::settle() noexcept {
  CaseStore& store = *std::exchange(store_, nullptr);
  for (const UnitIndex unit : touched_) store.columns_->units.dissolve(unit);
  if (relinked_) store.forget_links(row_, store.table_.linked_to(store.free_rows_.back()));
  if (step_ != Step::taking) return;
  store.forget_links(row_, store.table_.linked_to(row_));
  store.rows_.erase(row_, *store.columns_);
  store.writer_.clear(row_);
  // Nor does the spare row keep what the case was before.
  if (!store.free_rows_.empty()) store.writer_.clear(store.free_rows_.back());
  store.free_rows_.push_back(row_);
}

void CaseStore::Change::revert() noexcept {
  UnitList& units = store_->columns_->units;
  for (const UnitIndex unit : touched_) units.restore(unit);
  // Those of a change of fields alone were there before.
  if (!touched_.empty() || step_ != Step::swapped) {
    for (const UnitIndex unit : formed_) units.dissolve(unit);
  }
  CaseStore& store = *store_;
  const auto forget_links_of = [&](CaseRow holder) {
    store.forget_links(row_, store.table_.linked_to(holder).first(links_noted_));
  };
  switch (step_) {
    case Step::taking: return;
    case Step::nothing:
      if (links_noted_ > 0) forget_links_of(store.free_rows_.back());
      return;
    case Step::swapped:
      forget_links_of(row_);
      store.writer_.swap_fields(row_, store.free_rows_.back());
      return;
    case Step::added:
      forget_links_of(row_);
      store.rows_.erase(row_, *store.columns_);
      store.free_rows_.push_back(row_);
      return;
  }
}

std::optional<Error> CaseStore::fault_of_units(std::span<const UnitIndex> units,
                                               const std::string& source) const {
  for (const UnitIndex unit : units) {
    const auto members = table_.members(unit);
    if (members.size() > limits::kUnitCasesMax) return too_many_linked(*columns_, members, source);
  }
  return std::nullopt;
}

void CaseStore::add_spare_row() {
  make_room(free_rows_, 1);
  free_rows_.push_back(writer_.add_empty_row());
}

void CaseStore::note_link(CaseRow row, std::string_view link) {
  named_by_.emplace(std::hash<std::string_view>{}(link), row);
}

void CaseStore::forget_link(CaseRow row, std::string_view link) noexcept {
  const auto [begin, end] = named_by_.equal_range(std::hash<std::string_view>{}(link));
  const auto at = std::find_if(begin, end, [row](const auto& one) { return one.second == row; });
  if (at != end) named_by_.erase(at);
}

void CaseStore::forget_links(CaseRow row, Links links) noexcept {
  for (const std::string& link : links) forget_link(row, link);
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

/// Each connected part of the cases of these units and the new one, but for the one that goes,
/// becomes a unit. Requires that no other case is linked to them.
void CaseStore::form_units(std::span<const UnitIndex> touched,
                           std::optional<CaseRow> added,
                           std::optional<CaseRow> taken,
                           Change& change) {
  std::vector<CaseRow> rows;
  for (const UnitIndex unit : touched) {
    const auto members = table_.members(unit);
    rows.insert(rows.end(), members.begin(), members.end());
  }
  if (added) rows.push_back(*added);
  if (taken) std::erase(rows, *taken);
  columns_->units.prepare_dissolve(std::max(touched.size(), rows.size()));
  change.formed_.reserve(rows.size());
  std::unordered_set<CaseRow> waiting{rows.begin(), rows.end()};
  change.touched_.assign(touched.begin(), touched.end());
  for (const CaseRow first : rows) {
    if (waiting.erase(first) == 0) continue;
    std::vector<CaseRow> together{first};
    for (std::size_t i = 0; i < together.size(); ++i) {
      for (const CaseRow other : neighbours(together[i])) {
        if (waiting.erase(other) != 0) together.push_back(other);
      }
    }
    std::ranges::sort(together, {}, [this](CaseRow row) { return columns_->case_id(row); });
    change.formed_.push_back(columns_->units.form(together));
  }
}

}  // namespace waitlist
