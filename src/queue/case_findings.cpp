#include "queue/case_findings.h"

#include <waitlist/base/limits.h>

#include "cases/contradiction_table.h"
#include "scoring/overdue.h"
#include "scoring/standing.h"

#include <algorithm>
#include <cstdint>

namespace waitlist {
namespace {

class RankedCaseFindings {
 public:
  RankedCaseFindings(const ScoredCase& scored,
                     const CompiledPolicy& policy,
                     const Place& place,
                     Day as_of,
                     std::vector<Finding>& findings)
      : scored_{scored}, policy_{policy}, place_{place}, as_of_{as_of}, findings_{findings} {}

  void find() {
    find_in_children();
    find_in_links();
    find_in_filing();
    find_in_decision();
    find_in_answers();
    find_contradictions();
  }

 private:
  void add(FindingKind kind, std::string detail) {
    findings_.push_back({kind, scored_.row, std::move(detail)});
  }

  void find_in_children() {
    const auto children = scored_.cases.children(scored_.row);
    if (children.empty()) {
      add(FindingKind::no_child_recorded, "no child is recorded; age is taken as unknown");
    }
    if (std::ranges::any_of(children, [](const Child& child) { return !child.born; })) {
      add(FindingKind::birth_date_unknown, "the date of birth of a child is not known");
    }
    // No month has fewer days: most children are told to be younger without a calendar.
    constexpr Days kChildhood{std::int64_t{limits::kAdultMonths} * 28};
    for (const Child& child : children) {
      if (!child.born || as_of_ - *child.born < kChildhood) continue;
      if (completed_months(*child.born, as_of_).count() < limits::kAdultMonths) continue;
      add(FindingKind::turned_18, "the child born on " + child.born->text() + " is 18 or older");
    }
  }

  void find_in_links() {
    for (const std::string& link : scored_.cases.linked_to(scored_.row)) {
      if (scored_.cases.find(link)) continue;
      add(FindingKind::linked_case_absent, "linked to " + link + ", which is not on this list");
    }
  }

  void find_in_filing() {
    const auto filing = scored_.cases.filing_date(scored_.row);
    if (filing && *filing < as_of_) {
      add(FindingKind::filing_date_passed, "was due to be filed on " + filing->text());
    }
  }

  void find_in_decision() {
    const ManagerDecision* decision = scored_.cases.decision(scored_.row);
    if (decision == nullptr) return;
    if (decision->expires_on <= as_of_) {
      add(FindingKind::decision_expired,
          "the manager's decision ended on " + decision->expires_on.text());
      return;
    }
    if (decision_in_force(scored_.cases, scored_.tables, scored_.row, as_of_) == nullptr) return;
    const BandIndex floor = floors_that_hold(scored_).used;
    const BandIndex band = std::min(band_by_points(scored_.tables, place_.score.risk.used), floor);
    const auto decided = policy_.find_band(decision->band);
    if (decided && decided_band(*decision, *decided, band, floor) == band) {
      add(FindingKind::decision_without_effect,
          "the decision to " + std::string{to_text(decision->direction)} + " it to " +
              decision->band + " changes nothing: it is in " + policy_.band(band).id +
              " without it");
    }
  }

  void find_in_answers() {
    if (scored_.answers.others(scored_.row).empty()) return;  // where pending ones and dates are
    const auto facts = scored_.cases.schema().facts();
    for (std::size_t i = 0; i < facts.size(); ++i) {
      const Answer answer = scored_.answer(FactIndex{i});
      if (facts[i].kind == FactKind::date && answer.given() && answer.day() > as_of_) {
        add(FindingKind::answer_in_future,
            facts[i].label + ": " + answer.day().text() + ", after the as-of date");
      }
      if (answer.state() != AnswerState::pending) continue;
      const std::string asked = facts[i].label + ": asked for on " + answer.day().text();
      if (answer.day() > as_of_) {
        add(FindingKind::pending_in_future, asked + ", after the as-of date");
      } else if (is_overdue(policy_, answer, as_of_)) {
        add(FindingKind::check_overdue, asked + " and not answered");
      }
    }
  }

  void find_contradictions() {
    const FactSchema& schema = scored_.cases.schema();
    const auto& contradictions = resolved_contradictions(schema);
    for (std::size_t i = 0; i < contradictions.size(); ++i) {
      if (holds(contradictions[i], [this](FactIndex fact) { return scored_.answer(fact); })) {
        add(FindingKind::contradiction, schema.contradictions()[i].sentence);
      }
    }
  }

  const ScoredCase& scored_;
  const CompiledPolicy& policy_;
  const Place& place_;
  Day as_of_;
  std::vector<Finding>& findings_;
};

}  // namespace

void find_in_ranked(const ScoredCase& scored,
                    const CompiledPolicy& policy,
                    const Place& place,
                    Day as_of,
                    std::vector<Finding>& findings) {
  RankedCaseFindings{scored, policy, place, as_of, findings}.find();
}

void find_in_apart(const CaseTable& cases,
                   const ApartCase& apart,
                   Day as_of,
                   std::vector<Finding>& findings) {
  const Hold* hold = cases.hold(apart.row);
  if (hold == nullptr || !hold->until || *hold->until > as_of) return;
  findings.push_back(
      {FindingKind::hold_ended, apart.row,
       "still on hold (" + hold->reason + ") although the hold ended on " + hold->until->text()});
}

}  // namespace waitlist
