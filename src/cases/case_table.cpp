#include <waitlist/cases/case_table.h>

#include "base/canonical_text.h"
#include "cases/case_columns.h"
#include "cases/case_table_builder.h"

#include <utility>

namespace waitlist {

std::optional<CaseRow> CaseTable::Columns::find(std::string_view wanted) const noexcept {
  std::size_t from = 0;
  for (std::size_t left = size(); left > 0;) {
    const std::size_t half = left / 2;
    const bool before = case_id(row_by_id(from + half)) < wanted;
    from = before ? from + half + 1 : from;
    left = before ? left - half - 1 : half;
  }
  if (from == size() || case_id(row_by_id(from)) != wanted) return std::nullopt;
  return row_by_id(from);
}

Result<CaseTable> CaseTable::make(const FactSchema& schema,
                                  std::span<const Case> cases,
                                  Day as_of,
                                  const std::string& source) {
  CaseTableBuilder builder{schema, as_of, source};
  builder.reserve(cases.size());
  std::vector<std::string_view> links;
  for (const Case& one : cases) {
    builder.add(view_of(one, links), 0);
  }
  return builder.finish();
}

CaseTable::CaseTable(std::shared_ptr<const Columns> columns) noexcept
    : columns_{std::move(columns)} {}

const FactSchema& CaseTable::schema() const noexcept { return columns_->schema; }

std::size_t CaseTable::size() const noexcept { return columns_->size(); }

std::optional<CaseRow> CaseTable::find(std::string_view case_id) const noexcept {
  return columns_->find(case_id);
}

std::string_view CaseTable::case_id(CaseRow row) const noexcept { return columns_->case_id(row); }

std::string_view CaseTable::area(CaseRow row) const noexcept { return columns_->area(row); }

std::string_view CaseTable::team(CaseRow row) const noexcept { return columns_->team(row); }

CaseStatus CaseTable::status(CaseRow row) const noexcept { return columns_->status[row]; }

Day CaseTable::listed_on(CaseRow row) const noexcept {
  return *Day::from_days_since_epoch(columns_->listed_on[row]);
}

std::optional<Day> CaseTable::filing_date(CaseRow row) const noexcept {
  return Day::from_days_since_epoch(columns_->filing_date[row]);
}

std::span<const Child> CaseTable::children(CaseRow row) const noexcept {
  return columns_->children.of(row);
}

Answer CaseTable::answer(CaseRow row, FactIndex fact) const noexcept {
  return columns_->answers.answer(row, fact);
}

std::span<const Pause> CaseTable::pauses(CaseRow row) const noexcept {
  return columns_->rare.pauses(row);
}

const Hold* CaseTable::hold(CaseRow row) const noexcept { return columns_->rare.hold(row); }

const ManagerDecision* CaseTable::decision(CaseRow row) const noexcept {
  return columns_->rare.decision(row);
}

std::span<const std::string> CaseTable::linked_to(CaseRow row) const noexcept {
  return columns_->rare.linked_to(row);
}

UnitIndex CaseTable::unit(CaseRow row) const noexcept { return columns_->units.unit(row); }

std::span<const CaseRow> CaseTable::members(UnitIndex unit) const noexcept {
  return columns_->units.members(unit);
}

std::size_t CaseTable::unit_count() const noexcept { return columns_->units.size(); }

Case CaseTable::at(CaseRow row) const {
  Case one;
  one.case_id = case_id(row);
  one.area = area(row);
  one.team = team(row);
  one.status = status(row);
  one.listed_on = listed_on(row);
  one.filing_date = filing_date(row);
  const auto kids = children(row);
  one.children.assign(kids.begin(), kids.end());
  const auto links = linked_to(row);
  one.linked_to.assign(links.begin(), links.end());
  if (const Hold* held = hold(row)) one.hold = *held;
  const auto paused = pauses(row);
  one.pauses.assign(paused.begin(), paused.end());
  if (const ManagerDecision* decided = decision(row)) one.decision = *decided;
  one.answers.reserve(schema().facts().size());
  for (FactIndex fact = 0; fact < schema().facts().size(); ++fact) {
    one.answers.push_back(answer(row, fact));
  }
  return one;
}

namespace {

void append_day(std::string& text, const std::optional<Day>& day) {
  append_part(text, day ? std::to_string(day->days_since_epoch()) : std::string{});
}

}  // namespace

Digest CaseTable::digest() const {
  DigestBuilder builder;
  builder.add("waitlist cases 1\n" + schema().digest().hex() + '\n');
  std::string text;
  for (std::size_t before = 0; before < size(); ++before) {
    const CaseRow row = columns_->row_by_id(before);
    text.clear();
    append_part(text, case_id(row));
    append_part(text, area(row));
    append_part(text, team(row));
    append_part(text, to_text(status(row)));
    append_day(text, std::optional{listed_on(row)});
    append_day(text, filing_date(row));
    text += 'c';
    for (const Child& child : children(row)) append_day(text, child.born);
    text += 'l';
    for (const std::string& link : linked_to(row)) append_part(text, link);
    text += 'h';
    if (const Hold* held = hold(row)) {
      append_part(text, held->reason);
      append_day(text, held->until);
    }
    text += 'p';
    for (const Pause& pause : pauses(row)) {
      append_day(text, std::optional{pause.from});
      append_day(text, pause.to);
      append_part(text, pause.reason);
    }
    text += 'd';
    if (const ManagerDecision* decided = decision(row)) {
      append_part(text, to_text(decided->direction));
      for (const std::string* part :
           {&decided->band, &decided->reason, &decided->made_by, &decided->agreed_by}) {
        append_part(text, *part);
      }
      append_day(text, std::optional{decided->made_on});
      append_day(text, std::optional{decided->expires_on});
    }
    text += '|';
    for (FactIndex fact = 0; fact < schema().facts().size(); ++fact) {
      const Answer answer = this->answer(row, fact);
      text += static_cast<char>('0' + static_cast<int>(answer.state()));
      if (answer.state() == AnswerState::pending) append_day(text, std::optional{answer.day()});
      if (answer.given()) append_part(text, std::to_string(answer.value()));
    }
    text += '\n';
    builder.add(text);
  }
  return builder.finish();
}

}  // namespace waitlist
