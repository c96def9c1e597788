#include <waitlist/report/family_notice.h>

#include "policy/facts_in_use.h"
#include "policy/point_reach.h"
#include "report/plain_words.h"
#include "report/text_table.h"

#include <algorithm>
#include <set>
#include <utility>

namespace waitlist {
namespace {

/// Texts of the case in one line.
std::string in_one_line(std::string_view text) {
  std::string line{text};
  std::ranges::replace(line, '\n', ' ');
  return line;
}

std::string markers_in_words(const FactDefinition& fact, std::uint32_t ticked) {
  std::vector<std::string> labels;
  for (std::size_t i = 0; i < fact.levels.size(); ++i) {
    if ((ticked >> i & 1U) != 0) labels.push_back(fact.levels[i].label);
  }
  return listed(labels);
}

std::string given_in_words(const FactDefinition& fact, Answer answer) {
  switch (fact.kind) {
    case FactKind::choice: return fact.levels[answer.value()].label;
    case FactKind::count: return number_text(fact, answer.value());
    case FactKind::checklist: return markers_in_words(fact, answer.value());
    case FactKind::date: return long_date(answer.day());
  }
  return {};
}

std::string answer_for_family(const FactDefinition& fact, Answer answer) {
  switch (answer.state()) {
    case AnswerState::not_asked: return "we have not asked yet";
    case AnswerState::unknown: return "we do not know";
    case AnswerState::pending: return "we have asked, and wait to hear";
    case AnswerState::no: return "no";
    case AnswerState::given: return given_in_words(fact, answer);
  }
  return {};
}

/// What the notice is made of. A new member is a new thing that a family is told: it has to be one
/// that every party of the case may know, and no more.
struct Known {
  std::string case_id;
  std::string team;  ///< may be empty
  Day listed_on = Day::first();
  std::optional<Day> reviewed_on;
  std::vector<std::string> disclosed;  ///< `Label: answer`
};

Known known_of(const CaseTable& cases, const CompiledPolicy& policy, CaseRow row) {
  Known known{std::string{cases.case_id(row)},
              in_one_line(cases.team(row)),
              cases.listed_on(row),
              cases.reviewed_on(row),
              {}};
  const auto facts = cases.schema().facts();
  for (std::size_t i = 0; i < facts.size(); ++i) {
    // Two schemas with one digest may disclose different facts: both have to.
    if (!facts[i].disclose || !policy.schema().fact(FactIndex{i}).disclose) continue;
    known.disclosed.push_back(facts[i].label + ": " +
                              answer_for_family(facts[i], cases.answer(row, FactIndex{i})));
  }
  return known;
}

class NoticeWriter {
 public:
  NoticeWriter(const Known& known,
               const CompiledPolicy& policy,
               Day as_of,
               const std::string& contact)
      : known_{known},
        compiled_{policy},
        policy_{policy.written()},
        as_of_{as_of},
        contact_{contact} {}

  [[nodiscard]] FamilyNotice notice() const {
    FamilyNotice notice;
    notice.title = "Your case on the waiting list";
    notice.opening = "This page is about case " + known_.case_id +
                     ". It shows how things stood on " + long_date(as_of_) + ".";
    notice.sections = {how_long(), what_counts()};
    if (!known_.disclosed.empty()) {
      notice.sections.push_back({"What we have on record",
                                 {"This is what we can show you here."},
                                 known_.disclosed,
                                 {"Tell us if it is wrong."}});
    }
    notice.sections.push_back(review());
    notice.sections.push_back(changes());
    notice.rules =
        "These are the rules we go by: " + policy_.title + ", version " + policy_.version + ".";
    return notice;
  }

 private:
  [[nodiscard]] FamilyNotice::Section how_long() const {
    return {"How long the case has been on the list",
            {"The case came on our list on " + long_date(known_.listed_on) + ".",
             "It has been on the list for " +
                 count_of((as_of_ - known_.listed_on).count(), "day", "days") + ".",
             "A case can be on hold for a time. Ask the team if yours is."},
            {},
            {}};
  }

  [[nodiscard]] bool waiting_counts() const {
    return policy_.waiting || policy_.promotion ||
           (policy_.must_allocate && policy_.must_allocate->waiting) ||
           orders_by(policy_, OrderKey::longest_wait);
  }

  [[nodiscard]] FamilyNotice::Section what_counts() const {
    FamilyNotice::Section section;
    section.heading = "What we look at";
    std::vector<std::string>& items = section.items;
    if (waiting_counts()) items.emplace_back("how long a case has been on the list");
    if (policy_.age || orders_by(policy_, OrderKey::youngest_child)) {
      items.emplace_back("how old the children are");
    }
    if (policy_.filing || orders_by(policy_, OrderKey::filing_date) ||
        orders_by(policy_, OrderKey::latest_start)) {
      items.emplace_back("the day by which the work must be done");
    }
    bool others = false;
    const std::set<std::string> used = facts_in_use(policy_, [](std::size_t) { return true; });
    for (const FactDefinition& fact : compiled_.schema().facts()) {
      if (!used.contains(fact.id)) continue;
      if (fact.disclose) {
        items.push_back(fact.label);
      } else {
        others = true;
      }
    }
    if (!items.empty()) {
      section.before = {"These are things we look at to find out which case comes next."};
    }
    if (others) {
      section.after = {"We look at more than this page shows.",
                       "What is left out may be about someone else."};
    }
    section.after.emplace_back("A manager makes the last choice.");
    section.after.emplace_back("Your place on the list is not shown here.");
    section.after.emplace_back("It could tell you things about someone else.");
    return section;
  }

  /// What is written for a day to come is not told as done.
  [[nodiscard]] FamilyNotice::Section review() const {
    FamilyNotice::Section section;
    section.heading = "When we look at the case again";
    if (!policy_.review) {
      section.before = {"There is no fixed time for this.",
                        "You can ask us to look at the case again."};
      return section;
    }
    const Days every = policy_.review->every;
    section.before = {every == Days{1} ? std::string{"We should look at each case each day."}
                                       : "We should look at each case again every " +
                                             std::to_string(every.count()) + " days."};
    if (known_.reviewed_on && *known_.reviewed_on > as_of_) return section;
    if (known_.reviewed_on) {
      section.before.push_back("We last looked at this one on " + long_date(*known_.reviewed_on) +
                               ".");
    }
    const Day last = known_.reviewed_on.value_or(known_.listed_on);
    if (Day::last() - last < every) return section;
    const Day next = last + every;
    section.before.push_back(next < as_of_ ? "The next time was due by " + long_date(next) +
                                                 ". Ask us about it."
                                           : "The next time is due by " + long_date(next) + ".");
    return section;
  }

  [[nodiscard]] FamilyNotice::Section changes() const {
    FamilyNotice::Section section;
    section.heading = "Tell us when something changes";
    section.before = {known_.team.empty()
                          ? std::string{"Tell the people who gave you this page."}
                          : "Tell the team that has your case: " + known_.team + ".",
                      "Do it at once. It can change which case comes next."};
    if (!contact_.empty())
      section.before.push_back("This is how you can reach us: " + contact_ + ".");
    if (compiled_.schema().is_about_children()) {
      section.before.emplace_back("Is a child not safe right now? Call the police at once.");
    }
    return section;
  }

  const Known& known_;
  const CompiledPolicy& compiled_;
  const Policy& policy_;
  Day as_of_;
  const std::string& contact_;
};

Error refused(ErrorCode code, std::string_view case_id, std::string reason) {
  return {code, "cases", 0, 0, "case_id", clipped(case_id), std::move(reason)};
}

}  // namespace

Result<FamilyNotice> family_notice(const CaseTable& cases,
                                   const CompiledPolicy& policy,
                                   std::string_view case_id,
                                   Day as_of,
                                   const std::string& contact) {
  if (cases.schema().digest() != policy.schema().digest()) {
    return failed(
        refused(ErrorCode::inconsistent, case_id,
                "the list and the policy have different facts; read both with one schema"));
  }
  const auto row = cases.find(case_id);
  if (!row) {
    return failed(refused(ErrorCode::unknown_reference, case_id,
                          "no case of the list that can be read has this id"));
  }
  switch (cases.status(*row)) {
    case CaseStatus::awaiting:
    case CaseStatus::on_hold:
    case CaseStatus::duty_allocated: break;
    case CaseStatus::allocated:
    case CaseStatus::withdrawn:
      return failed(refused(ErrorCode::inconsistent, case_id,
                            "it is allocated or withdrawn: there is no wait to tell of"));
  }
  if (cases.listed_on(*row) > as_of) {
    return failed(refused(ErrorCode::inconsistent, case_id,
                          "it is listed on " + cases.listed_on(*row).text() +
                              ", after the day that the page stands for"));
  }
  const Known known = known_of(cases, policy, *row);
  return NoticeWriter{known, policy, as_of, in_one_line(contact)}.notice();
}

std::string render_text(const FamilyNotice& notice) {
  std::string text = notice.title + "\n\n" + paragraph("", notice.opening);
  for (const FamilyNotice::Section& section : notice.sections) {
    text += '\n' + section.heading + '\n';
    const auto add = [&text](const std::vector<std::string>& sentences) {
      std::string all;
      for (const std::string& one : sentences) all.append(all.empty() ? "" : " ").append(one);
      if (!all.empty()) append_paragraph(text, "", all);
    };
    add(section.before);
    for (const std::string& item : section.items) append_paragraph(text, "- ", item);
    add(section.after);
  }
  text += '\n';
  append_paragraph(text, "", notice.rules);
  return text;
}

}  // namespace waitlist
