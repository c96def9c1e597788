#include "cases/case_rules.h"

#include <waitlist/base/limits.h>

#include "base/visible_text.h"
#include "cases/number_words.h"

#include <algorithm>

namespace waitlist {
namespace {

bool is_adult(Day born, Day on) noexcept {
  // Eighteen years have more days than this, so most children need no look at the calendar.
  constexpr Days kSurelyYounger{365 * limits::kAdultMonths / 12};
  if (on - born < kSurelyYounger) return false;
  return completed_months(born, on).count() >= limits::kAdultMonths;
}

/// Whether a text can stand for a case or a child.
bool is_reference(std::string_view text) noexcept {
  return !text.empty() && text.size() <= limits::kCaseIdBytesMax && is_listable(text);
}

AnswerForm form_for(FactKind kind) noexcept {
  switch (kind) {
    case FactKind::choice: return AnswerForm::level;
    case FactKind::count: return AnswerForm::number;
    case FactKind::checklist: return AnswerForm::markers;
    case FactKind::date: break;
  }
  return AnswerForm::plain;
}

/// The member of Answer that makes such answers.
std::string_view maker_of(AnswerForm form) noexcept {
  switch (form) {
    case AnswerForm::level: return "level";
    case AnswerForm::number: return "number";
    case AnswerForm::markers: return "markers";
    case AnswerForm::plain: break;
  }
  return "on";
}

/// Reports the faults of one case.
class CaseCheck {
 public:
  CaseCheck(const CaseView& fields,
            const FactSchema& schema,
            const CasePlace& place,
            FaultList& faults)
      : fields_{fields}, schema_{schema}, place_{place}, faults_{faults} {}

  void run() {
    check_id();
    check_name("area", fields_.area);
    check_name("team", fields_.team);
    check_dates();
    check_children();
    check_child_refs();
    check_links();
    check_hold();
    check_duty();
    check_text("relisted_reason", fields_.relisted_reason);
    check_pauses();
    if (fields_.decision != nullptr) check_decision(*fields_.decision);
    const auto facts = schema_.facts();
    if (fields_.answers.size() > facts.size()) {
      add(ErrorCode::inconsistent, "facts", std::to_string(fields_.answers.size()),
          "there are more answers than the schema has facts");
      return;
    }
    for (std::size_t i = 0; i < fields_.answers.size(); ++i) {
      check_answer(facts[i], fields_.answers[i]);
    }
    for (const AnswerRecord& record : fields_.records) check_record(record);
  }

 private:
  void check_id() {
    const std::string_view id = fields_.case_id;
    if (id.empty()) {
      add(ErrorCode::missing_value, "case_id", "", "every case needs an id");
      return;
    }
    if (!is_reference(id)) {
      add(ErrorCode::out_of_range, "case_id", id,
          "an id is 1 to 64 visible characters without spaces, `;` or `,`");
    }
  }

  void check_dates() {
    if (!fields_.listed_on) return;
    if (const auto first = schema_.service_from(); first && *fields_.listed_on < *first) {
      add(ErrorCode::out_of_range, "listed_on", fields_.listed_on->text(),
          "the service began on " + first->text() +
              ", as the fact schema says: look up when the case was listed");
    }
    if (fields_.filing_date && fields_.no_filing_date) {
      add(ErrorCode::inconsistent, "filing_date", fields_.filing_date->text(),
          "a case has a filing date or is known to have none, not both");
    }
    if (fields_.filing_date && *fields_.filing_date < *fields_.listed_on) {
      add(ErrorCode::inconsistent, "filing_date", fields_.filing_date->text(),
          "the filing date is before the case was listed on " + fields_.listed_on->text());
    }
  }

  void check_children() {
    if (fields_.children.size() > limits::kChildrenPerCaseMax) {
      add(ErrorCode::too_large, "child_dobs", std::to_string(fields_.children.size()),
          "a case has at most " + std::to_string(limits::kChildrenPerCaseMax) + " children");
    }
    if (!fields_.listed_on) return;
    for (const Child& child : fields_.children) {
      if (!child.born) {
        if (child.expected) {
          add(ErrorCode::missing_value, "child_dobs", "due",
              "an expected child has a day it is due");
        }
      } else if (is_adult(*child.born, *fields_.listed_on)) {
        add(ErrorCode::inconsistent, "child_dobs", child.born->text(),
            "18 or older when the case was listed on " + fields_.listed_on->text() +
                "; only children are recorded here");
      }
    }
  }

  void check_child_refs() {
    if (fields_.child_refs.empty()) return;
    if (fields_.child_refs.size() != fields_.children.size()) {
      add(ErrorCode::inconsistent, "child_refs", std::to_string(fields_.child_refs.size()),
          "write one reference for each of the " + std::to_string(fields_.children.size()) +
              " children, in their order; nothing between two `;` where there is none");
    }
    for (const std::string_view& ref : fields_.child_refs) {
      if (ref.empty()) continue;
      if (std::ranges::count(
              fields_.child_refs.first(static_cast<std::size_t>(&ref - fields_.child_refs.data())),
              ref) != 0) {
        add(ErrorCode::duplicate_name, "child_refs", ref, "another child of this case has it too");
      }
      if (is_reference(ref)) continue;
      add(ErrorCode::out_of_range, "child_refs", ref,
          "a reference is 1 to 64 visible characters without spaces, `;` or `,`: a code, not a "
          "name");
    }
  }

  void check_links() {
    if (fields_.linked_to.size() > limits::kLinksPerCaseMax) {
      add(ErrorCode::too_large, "linked_to", std::to_string(fields_.linked_to.size()),
          "a case names at most " + std::to_string(limits::kLinksPerCaseMax) + " linked cases");
    }
    for (const std::string_view link : fields_.linked_to) {
      if (!is_reference(link)) {
        add(ErrorCode::out_of_range, "linked_to", link,
            "name linked cases by their ids, `;` between");
      } else if (link == fields_.case_id) {
        add(ErrorCode::inconsistent, "linked_to", link, "a case cannot be linked to itself");
      }
    }
  }

  void check_hold() {
    const bool on_hold = fields_.status == CaseStatus::on_hold;
    if (on_hold && fields_.hold_reason.empty()) {
      add(ErrorCode::missing_value, "hold_reason", "", "a case on hold needs a reason");
    }
    if (!on_hold && fields_.has_hold) {
      add(ErrorCode::inconsistent, "hold_reason", fields_.hold_reason,
          "only a case with status on_hold has a reason, a beginning or an end of a hold");
    }
    if (fields_.hold_from && fields_.hold_until && *fields_.hold_until < *fields_.hold_from) {
      add(ErrorCode::inconsistent, "hold_until", fields_.hold_until->text(),
          "a hold ends on or after the day it begins, " + fields_.hold_from->text());
    }
    check_text("hold_reason", fields_.hold_reason);
  }

  void check_duty() {
    if (!fields_.duty_from || fields_.status == CaseStatus::duty_allocated) return;
    add(ErrorCode::inconsistent, "duty_from", fields_.duty_from->text(),
        "only a case with status duty_allocated has a first day on duty");
  }

  void check_pauses() {
    if (fields_.pauses.size() > limits::kPausesPerCaseMax) {
      add(ErrorCode::too_large, "pauses", std::to_string(fields_.pauses.size()),
          "a case has at most " + std::to_string(limits::kPausesPerCaseMax) + " pauses");
    }
    const Pause* before = nullptr;
    for (const Pause& pause : fields_.pauses) {
      if (pause.reason.empty()) {
        add(ErrorCode::missing_value, "pauses", pause.from.text(), "a pause needs a reason");
      }
      check_text("pauses", pause.reason);
      if (pause.reason.find(';') != std::string::npos) {
        add(ErrorCode::out_of_range, "pauses", pause.reason,
            "a `;` separates pauses, so their reasons have none");
      }
      if (pause.to && *pause.to <= pause.from) {
        add(ErrorCode::inconsistent, "pauses", pause.to->text(),
            "a pause ends after it begins on " + pause.from.text());
      }
      if (fields_.listed_on && pause.from < *fields_.listed_on) {
        add(ErrorCode::inconsistent, "pauses", pause.from.text(),
            "a pause cannot begin before the case was listed on " + fields_.listed_on->text());
      }
      if (before != nullptr && (!before->to || pause.from < *before->to)) {
        add(ErrorCode::inconsistent, "pauses", pause.from.text(),
            "pauses stand in order and do not overlap; the one before has not ended by then");
      }
      before = &pause;
    }
  }

  void check_decision(const ManagerDecision& decision) {
    const auto required = [this](std::string_view field, std::string_view value,
                                 const char* reason) {
      if (value.empty()) add(ErrorCode::missing_value, field, "", reason);
      check_text(field, value);
    };
    required("decision", decision.band, "a decision names the band");
    required("decision_reason", decision.reason, "a manager's decision needs a reason");
    required("decision_by", decision.made_by,
             "a decision names the manager who made it, as a code");
    check_text("decision_agreed_by", decision.agreed_by);
    if (decision.direction == DecisionDirection::lower &&
        (decision.agreed_by.empty() || decision.agreed_by == decision.made_by)) {
      add(ErrorCode::missing_value, "decision_agreed_by", decision.agreed_by,
          "to lower a case a second manager has to agree");
    }
    if (decision.expires_on <= decision.made_on) {
      add(ErrorCode::inconsistent, "decision_expires_on", decision.expires_on.text(),
          "a decision expires after it was made on " + decision.made_on.text());
    }
  }

  void check_answer(const FactDefinition& fact, Answer answer) {
    if (answer.state() == AnswerState::no && !fact.no_is_answer) {
      add(ErrorCode::out_of_range, fact.id, "no", kNoIsNoAnswer);
    }
    if (!answer.given()) return;
    const AnswerForm form = answer.form();
    if (form != AnswerForm::plain && form != form_for(fact.kind)) {
      add(ErrorCode::wrong_type, fact.id, std::to_string(answer.value()),
          "an answer made by Answer::" + std::string{maker_of(form)} +
              "(); this fact takes those of Answer::" + std::string{maker_of(form_for(fact.kind))} +
              "()");
      return;
    }
    const std::uint32_t value = answer.value();
    bool possible = true;
    switch (fact.kind) {
      case FactKind::choice: possible = value < fact.levels.size(); break;
      case FactKind::count: possible = value <= fact.count_max; break;
      case FactKind::checklist:
        possible = value != 0 && value < (std::uint32_t{1} << fact.levels.size());
        break;
      case FactKind::date: break;
    }
    if (!possible) {
      const bool number = fact.kind == FactKind::count;
      add(ErrorCode::out_of_range, fact.id,
          number ? number_text(fact, value) : std::to_string(value),
          number ? accepted_numbers(fact) : "not a level or marker of this fact");
    }
  }

  void check_record(const AnswerRecord& record) {
    if (record.fact >= schema_.facts().size()) {
      add(ErrorCode::out_of_range, "records", std::to_string(record.fact),
          "the schema has no fact of this number");
      return;
    }
    const std::string& id = schema_.fact(record.fact).id;
    const std::string field = id + (record.received_on ? "@received_on" : "@source");
    if (&record != fields_.records.data() && (&record - 1)->fact == record.fact) {
      add(ErrorCode::duplicate_name, field, "", "an answer has one day and one source");
    }
    const bool asked = record.fact < fields_.answers.size() &&
                       fields_.answers[record.fact].state() != AnswerState::not_asked;
    if (!asked) {
      add(ErrorCode::inconsistent, field,
          record.received_on ? record.received_on->text() : record.source,
          "there is no answer to " + id + " that this could belong to");
    }
    if (record.source.size() > limits::kSourceBytesMax || !is_one_line(record.source)) {
      add(ErrorCode::out_of_range, id + "@source", record.source,
          "one line of at most 64 bytes: a code, no narrative");
    }
    check_ends(id + "@source", record.source);
  }

  void check_text(std::string_view field, std::string_view text) {
    if (text.empty()) return;
    if (text.size() > limits::kReasonBytesMax || !is_one_line(text)) {
      add(ErrorCode::out_of_range, field, text,
          "one line of at most 200 bytes: a short reason or code, no narrative");
    }
    check_ends(field, text);
  }

  /// Of an area or a team.
  void check_name(std::string_view field, std::string_view name) {
    if (name.empty()) return;
    bool are_lines = name.size() <= limits::kCellBytesMax;
    for (std::string_view rest = name; are_lines && !rest.empty();) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      are_lines = is_one_line(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (!are_lines) {
      add(ErrorCode::out_of_range, field, name,
          "at most " + std::to_string(limits::kCellBytesMax) +
              " bytes in UTF-8 without control characters but line breaks");
    }
    check_ends(field, name);
  }

  /// Readers take away what does not show at the ends, so that such a text would not come back from
  /// a file.
  void check_ends(std::string_view field, std::string_view text) {
    if (has_visible_ends(text)) return;
    add(ErrorCode::out_of_range, field, text,
        "leave out what does not show at its ends: blanks and the like");
  }

  void add(ErrorCode code, std::string_view field, std::string_view found, std::string reason) {
    add_fault(faults_, place_, code, field, found, std::move(reason));
  }

  const CaseView& fields_;
  const FactSchema& schema_;
  const CasePlace& place_;
  FaultList& faults_;
};

}  // namespace

void check_case(const CaseView& fields,
                const FactSchema& schema,
                const CasePlace& place,
                FaultList& faults) {
  CaseCheck{fields, schema, place, faults}.run();
}

void add_fault(FaultList& faults,
               const CasePlace& place,
               ErrorCode code,
               std::string_view field,
               std::string_view found,
               std::string reason) {
  Error error{code,           place.source,     place.line, 0, std::string{field},
              clipped(found), std::move(reason)};
  error.case_id = clipped(place.case_id);
  faults.add(std::move(error));
}

}  // namespace waitlist
