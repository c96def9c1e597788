#include "io/case_draft.h"

#include "io/loose_word.h"

#include <algorithm>

namespace waitlist {
namespace {

constexpr std::uint32_t bit(CaseField field) { return 1U << static_cast<unsigned>(field); }

constexpr std::uint32_t kDecisionFields =
    bit(CaseField::decision) | bit(CaseField::decision_reason) | bit(CaseField::decision_by) |
    bit(CaseField::decision_agreed_by) | bit(CaseField::decision_made_on) |
    bit(CaseField::decision_expires_on);

}  // namespace

CaseDraft::CaseDraft(const FactSchema& schema) : schema_{schema} {
  answers_.resize(schema.facts().size());
}

void CaseDraft::clear() {
  case_ = {};
  children_.clear();
  child_refs_.clear();
  has_child_refs_ = false;
  links_.clear();
  pauses_.clear();
  std::ranges::fill(answers_, Answer::not_asked());
  records_.clear();
  faulty_facts_.clear();
  if ((seen_ & kDecisionFields) != 0) decision_ = {};
  seen_ = 0;
  faulty_ = 0;
}

bool CaseDraft::read(CaseField field, std::string_view cell, CellFault& fault) {
  seen_ |= bit(field);
  const auto day = [&](std::optional<Day>& to) {
    to = parse_day(cell, fault);
    return to.has_value();
  };
  bool right = true;
  switch (field) {
    case CaseField::case_id: case_.case_id = cell; break;
    case CaseField::area: case_.area = cell; break;
    case CaseField::team: case_.team = cell; break;
    case CaseField::status: {
      const auto status = parse_status(cell, fault);
      right = status.has_value();
      if (status) case_.status = *status;
      break;
    }
    case CaseField::listed_on: right = day(case_.listed_on); break;
    case CaseField::filing_date:
      case_.no_filing_date = is_loosely(cell, "none");
      if (!case_.no_filing_date) right = day(case_.filing_date);
      break;
    case CaseField::child_dobs: right = parse_children(cell, children_, fault); break;
    case CaseField::linked_to: parse_ids(cell, links_); break;
    case CaseField::hold_reason:
      case_.has_hold = true;
      case_.hold_reason = cell;
      break;
    case CaseField::hold_until:
      case_.has_hold = true;
      right = day(case_.hold_until);
      break;
    case CaseField::hold_from:
      case_.has_hold = true;
      right = day(case_.hold_from);
      break;
    case CaseField::child_refs:
      parse_ids(cell, child_refs_);
      has_child_refs_ = cell.find_first_not_of("; \t") != std::string_view::npos;
      break;
    case CaseField::duty_from: right = day(case_.duty_from); break;
    case CaseField::reviewed_on: right = day(case_.reviewed_on); break;
    case CaseField::relisted_reason: case_.relisted_reason = cell; break;
    case CaseField::pauses: right = parse_pauses(cell, pauses_, fault); break;
    case CaseField::decision:
    case CaseField::decision_reason:
    case CaseField::decision_by:
    case CaseField::decision_agreed_by:
    case CaseField::decision_made_on:
    case CaseField::decision_expires_on: right = read_decision(field, cell, fault); break;
  }
  if (!right) faulty_ |= bit(field);
  return right;
}

bool CaseDraft::read_decision(CaseField field, std::string_view cell, CellFault& fault) {
  const bool is_day =
      field == CaseField::decision_made_on || field == CaseField::decision_expires_on;
  if (is_day) {
    const auto day = parse_day(cell, fault);
    if (!day) return false;
    (field == CaseField::decision_made_on ? decision_.made_on : decision_.expires_on) = *day;
  } else if (field == CaseField::decision) {
    const auto parsed = parse_decision(cell, fault);
    if (!parsed) return false;
    decision_.direction = parsed->first;
    decision_.band = parsed->second;
  } else if (field == CaseField::decision_reason) {
    decision_.reason = cell;
  } else {
    (field == CaseField::decision_by ? decision_.made_by : decision_.agreed_by) = cell;
  }
  return true;
}

bool CaseDraft::read_fact(FactIndex fact, std::string_view cell, CellFault& fault) {
  const bool right = parse_answer(schema_.fact(fact), cell, answers_[fact], fault);
  if (!right) set_faulty(fact);
  return right;
}

bool CaseDraft::read_record(FactIndex fact,
                            RecordPart part,
                            std::string_view cell,
                            CellFault& fault) {
  std::optional<Day> day;
  if (part == RecordPart::received_on) {
    day = parse_day(cell, fault);
    if (!day) return false;
  }
  auto at = std::ranges::lower_bound(records_, fact, {}, &AnswerRecord::fact);
  if (at == records_.end() || at->fact != fact) at = records_.insert(at, {fact, {}, {}});
  if (day) {
    at->received_on = day;
  } else {
    at->source = cell;
  }
  return true;
}

std::vector<CaseDraft::Missing> CaseDraft::missing() const {
  std::vector<Missing> missing;
  if (!seen(CaseField::listed_on)) {
    missing.push_back({CaseField::listed_on, ErrorCode::missing_value,
                       "write the day the case joined the list, as YYYY-MM-DD"});
  }
  if ((seen_ & kDecisionFields) == 0) return missing;
  if (!seen(CaseField::decision)) {
    missing.push_back({CaseField::decision, ErrorCode::missing_value,
                       "there is more about a decision, but not the decision: raise P1"});
    return missing;
  }
  for (const CaseField field : {CaseField::decision_made_on, CaseField::decision_expires_on}) {
    if (!seen(field)) {
      missing.push_back({field, ErrorCode::missing_value,
                         "a decision has the day it was made and the day it expires"});
    }
  }
  return missing;
}

const CaseView& CaseDraft::view() {
  static_cast<void>(fields());
  case_.answers = answers_;
  return case_;
}

const CaseView& CaseDraft::fields() {
  case_.children = children_;
  if (has_child_refs_) case_.child_refs = child_refs_;
  case_.linked_to = links_;
  case_.pauses = pauses_;
  std::erase_if(records_, [this](const AnswerRecord& record) {
    return std::ranges::find(faulty_facts_, record.fact) != faulty_facts_.end();
  });
  case_.records = records_;
  // Half a decision is a fault already; judging it as a whole would only report it again.
  constexpr std::uint32_t kWhole = bit(CaseField::decision) | bit(CaseField::decision_made_on) |
                                   bit(CaseField::decision_expires_on);
  const bool whole = (seen_ & kWhole) == kWhole && (faulty_ & kWhole) == 0;
  case_.decision = whole ? &decision_ : nullptr;
  return case_;
}

}  // namespace waitlist
