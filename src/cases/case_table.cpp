#include <waitlist/cases/case_table.h>

#include "base/canonical_text.h"
#include "cases/case_columns.h"
#include "cases/case_table_builder.h"

#include <array>
#include <cstdint>
#include <cstring>
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
                                  const std::string& source) {
  CaseTableBuilder builder{schema, source};
  builder.reserve(cases.size());
  CaseTexts texts;
  for (const Case& one : cases) builder.add(view_of(one, texts), 0);
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

bool CaseTable::no_filing_date(CaseRow row) const noexcept {
  return columns_->filing_date[row] == Columns::kKnownNone;
}

std::span<const Child> CaseTable::children(CaseRow row) const noexcept {
  return columns_->children.of(row);
}

std::span<const std::string> CaseTable::child_refs(CaseRow row) const noexcept {
  return columns_->rare.child_refs(row);
}

std::optional<Day> CaseTable::duty_from(CaseRow row) const noexcept {
  return columns_->rare.duty_from(row);
}

std::optional<Day> CaseTable::reviewed_on(CaseRow row) const noexcept {
  return columns_->reviewed_on.of(row);
}

std::string_view CaseTable::relisted_reason(CaseRow row) const noexcept {
  return columns_->rare.relisted_reason(row);
}

Answer CaseTable::answer(CaseRow row, FactIndex fact) const noexcept {
  return columns_->answers.answer(row, fact);
}

std::span<const AnswerRecord> CaseTable::records(CaseRow row) const noexcept {
  return columns_->rare.records(row);
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
  one.no_filing_date = no_filing_date(row);
  const auto kids = children(row);
  one.children.assign(kids.begin(), kids.end());
  const auto refs = child_refs(row);
  one.child_refs.assign(refs.begin(), refs.end());
  const auto links = linked_to(row);
  one.linked_to.assign(links.begin(), links.end());
  if (const Hold* held = hold(row)) one.hold = *held;
  const auto paused = pauses(row);
  one.pauses.assign(paused.begin(), paused.end());
  if (const ManagerDecision* decided = decision(row)) one.decision = *decided;
  one.duty_from = duty_from(row);
  one.reviewed_on = reviewed_on(row);
  one.relisted_reason = relisted_reason(row);
  one.answers.reserve(schema().facts().size());
  for (FactIndex fact = 0; fact < schema().facts().size(); ++fact) {
    one.answers.push_back(answer(row, fact));
  }
  const auto recorded = records(row);
  one.records.assign(recorded.begin(), recorded.end());
  return one;
}

namespace {

void add_day(DigestedText& text, const std::optional<Day>& day) {
  if (day) return text.add_number(day->days_since_epoch());
  text.add_part({});
}

void add_answer(DigestedText& text, Answer answer) {
  text.add(static_cast<char>('0' + static_cast<int>(answer.state())));
  if (answer.state() == AnswerState::pending) add_day(text, std::optional{answer.day()});
  if (answer.given()) text.add_number(answer.value());
}

/// What add_answer() writes for an answer that has a code.
struct CodeText {
  std::array<char, 7> text{};  ///< at most state, length, `:` and three digits
  std::uint8_t size = 0;
};

std::array<CodeText, kOtherCode> texts_of_codes() {
  std::array<CodeText, kOtherCode> texts{};
  for (std::size_t code = 0; code < texts.size(); ++code) {
    const Answer answer = answer_of(static_cast<AnswerCode>(code));
    std::string text(1, static_cast<char>('0' + static_cast<int>(answer.state())));
    if (answer.given()) append_part(text, std::to_string(answer.value()));
    text.copy(texts[code].text.data(), text.size());
    texts[code].size = static_cast<std::uint8_t>(text.size());
  }
  return texts;
}

void add_answers(DigestedText& text, const AnswerRows& answers, CaseRow row) {
  static const std::array<CodeText, kOtherCode> texts = texts_of_codes();
  const auto others = answers.others(row);
  std::size_t other = 0;
  for (const AnswerCode code : answers.codes(row)) {
    if (code == kOtherCode) {
      add_answer(text, others[other++]);
      continue;
    }
    // Always as many bytes: that is one move, and the next text is written over what is too much.
    const CodeText& known = texts[code];
    std::memcpy(text.room(known.text.size()), known.text.data(), known.text.size());
    text.advance(known.size);
  }
}

void add_rare_fields(DigestedText& text, const RareFields& rare, CaseRow row) {
  text.add('l');
  for (const std::string& link : rare.linked_to(row)) text.add_part(link);
  text.add('h');
  if (const Hold* held = rare.hold(row)) {
    text.add_part(held->reason);
    add_day(text, held->until);
    if (held->from) add_day(text, held->from);
  }
  text.add('p');
  for (const Pause& pause : rare.pauses(row)) {
    add_day(text, std::optional{pause.from});
    add_day(text, pause.to);
    text.add_part(pause.reason);
  }
  text.add('d');
  if (const ManagerDecision* decided = rare.decision(row)) {
    text.add_part(to_text(decided->direction));
    for (const std::string* part :
         {&decided->band, &decided->reason, &decided->made_by, &decided->agreed_by}) {
      text.add_part(*part);
    }
    add_day(text, std::optional{decided->made_on});
    add_day(text, std::optional{decided->expires_on});
  }
  for (const std::string& ref : rare.child_refs(row)) {
    text.add('r');
    text.add_part(ref);
  }
  if (const auto duty = rare.duty_from(row)) {
    text.add('u');
    add_day(text, duty);
  }
  if (const auto reason = rare.relisted_reason(row); !reason.empty()) {
    text.add('a');
    text.add_part(reason);
  }
  for (const AnswerRecord& record : rare.records(row)) {
    text.add('w');
    text.add_number(record.fact);
    add_day(text, record.received_on);
    text.add_part(record.source);
  }
}

void add_child(DigestedText& text, const Child& child) {
  if (child.expected) text.add('e');
  add_day(text, child.born);
}

}  // namespace

Digest CaseTable::digest() const {
  DigestedText text;
  text.add("waitlist cases 1\n" + schema().digest().hex() + '\n');
  // In the order of ids, rows lie all over memory: several are fetched at once.
  constexpr std::size_t kAhead = 16;
  for (std::size_t before = 0; before < size(); ++before) {
    if (before + 2 * kAhead < size()) {
      columns_->prefetch(columns_->row_by_id(before + 2 * kAhead));
      columns_->prefetch_lists(columns_->row_by_id(before + kAhead));
    }
    const CaseRow row = columns_->row_by_id(before);
    text.add_part(case_id(row));
    text.add_part(area(row));
    text.add_part(team(row));
    text.add_part(to_text(status(row)));
    text.add_number(columns_->listed_on[row]);
    if (no_filing_date(row)) text.add('n');
    add_day(text, filing_date(row));
    text.add('c');
    for (const Child& child : children(row)) add_child(text, child);
    add_rare_fields(text, columns_->rare, row);
    if (const auto reviewed = reviewed_on(row)) {
      text.add('v');
      add_day(text, reviewed);
    }
    text.add('|');
    add_answers(text, columns_->answers, row);
    text.add('\n');
  }
  return text.finish();
}

}  // namespace waitlist
