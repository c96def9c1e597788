#include "queue/case_findings.h"

#include <waitlist/base/limits.h>

#include "cases/contradiction_table.h"
#include "scoring/overdue.h"
#include "scoring/standing.h"
#include "scoring/unit_ages.h"
#include "scoring/waited_days.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace waitlist {
namespace {

class ScoredCaseFindings {
 public:
  ScoredCaseFindings(const ScoredCase& scored,
                     const CompiledPolicy& policy,
                     const Score& score,
                     Day as_of,
                     const FaultyIds& faulty,
                     std::vector<Finding>& findings)
      : scored_{scored},
        policy_{policy},
        score_{score},
        as_of_{as_of},
        faulty_{faulty},
        findings_{findings} {}

  void find() {
    find_in_children();
    find_in_links();
    find_in_filing();
    find_in_decision();
    find_in_review();
    find_in_answers();
    find_contradictions();
    find_in_records();
    find_in_listing();
    find_in_pauses();
  }

 private:
  void add(FindingKind kind, std::string detail) {
    findings_.push_back({kind, scored_.row, std::move(detail)});
  }

  void find_in_children() {
    const auto children = scored_.cases.children(scored_.row);
    const auto counts = [this](const Child& child) { return counts_on(child, as_of_); };
    if (scored_.cases.schema().is_about_children() && std::ranges::none_of(children, counts)) {
      add(FindingKind::no_child_recorded, scored_.tables.policy.age
                                              ? "no child is recorded; age is taken as unknown"
                                              : "no child is recorded");
    }
    if (std::ranges::any_of(children, [](const Child& child) { return !child.born; })) {
      add(FindingKind::birth_date_unknown, "the date of birth of a child is not known");
    }
    // No month has fewer days: most children are told to be younger without a calendar.
    constexpr Days kChildhood{std::int64_t{limits::kAdultMonths} * 28};
    for (const Child& child : children) {
      if (!child.born) continue;
      find_in_birth(child.expected, *child.born);
      if (child.expected || as_of_ - *child.born < kChildhood) continue;
      if (completed_months(*child.born, as_of_).count() < limits::kAdultMonths) continue;
      add(FindingKind::turned_18, "the child born on " + child.born->text() + " is 18 or older");
    }
  }

  void find_in_birth(bool expected, Day day) {
    if (!expected && day > as_of_) {
      add(FindingKind::birth_in_future, "a child is recorded as born on " + day.text() +
                                            ", after the as-of date; it counts from that day on");
    }
    if (expected && day <= as_of_) {
      add(FindingKind::birth_overdue,
          "a child was due on " + day.text() +
              "; record its birth, or the day it is now due. Until then it counts as newborn");
    }
  }

  void find_in_links() {
    for (const std::string& link : scored_.cases.linked_to(scored_.row)) {
      if (scored_.cases.find(link) || faulty_.find(link) != nullptr) continue;
      // A faulty row may be the one, under an id that could not be read.
      add(FindingKind::linked_case_absent,
          "linked to " + link +
              (faulty_.none() ? ", which is not on this list"
                              : ", which is not among the cases that could be read"));
    }
  }

  void find_in_listing() {
    const Day listed = scored_.cases.listed_on(scored_.row);
    if (!is_no_day(listed)) return;
    add(FindingKind::listed_on_no_day,
        "listed on " + listed.text() +
            ", which many programs write where no day is recorded; look up when it was listed");
  }

  void find_in_pauses() {
    const std::size_t pauses = scored_.cases.pauses(scored_.row).size();
    if (pauses == 0 || pauses_excluded(policy_)) return;
    add(FindingKind::pause_not_counted,
        (pauses == 1 ? "a pause is" : std::to_string(pauses) + " pauses are") +
            " recorded, and under this policy paused days count as waiting");
  }

  /// Whether spreadsheets and databases show a number of nothing as this day.
  static bool is_no_day(Day day) {
    constexpr std::array<std::int32_t, 4> kBegins{-25'567,  // 1900-01-01
                                                  -25'202,  // 1901-01-01
                                                  -24'107,  // 1904-01-01
                                                  0};       // 1970-01-01
    return std::ranges::find(kBegins, day.days_since_epoch()) != kBegins.end();
  }

  void find_in_filing() {
    const auto filing = scored_.cases.filing_date(scored_.row);
    if (filing && *filing < as_of_) {
      add(FindingKind::filing_date_passed, "was due to be filed on " + filing->text());
    }
    if (filing && policy_.written().filing) find_in_holidays(*filing);
  }

  /// Whether working days between today and the latest start are counted past what is published.
  void find_in_holidays(Day filing) {
    const auto computed = policy_.calendar().computed_from();
    const Day latest_start = filing - policy_.written().filing->effort;
    if (!computed || std::max(as_of_, latest_start) < *computed) return;
    add(FindingKind::holidays_computed,
        "its working days are counted past " + (*computed - Days{1}).text() +
            ", the last day of which holidays are published; those after it are computed");
  }

  void find_in_decision() {
    const ManagerDecision* decision = scored_.cases.decision(scored_.row);
    if (decision == nullptr) return;
    if (decision->made_on > as_of_) {
      add(FindingKind::decision_in_future, "a manager's decision to " +
                                               std::string{to_text(decision->direction)} +
                                               " it was made on " + decision->made_on.text());
      return;
    }
    const Day end = decision_end(*decision, scored_.tables);
    if (end <= as_of_) {
      add(FindingKind::decision_expired,
          "the manager's decision ended on " + end.text() +
              (end < decision->expires_on ? ", the longest that the policy lets one hold" : ""));
      return;
    }
    if (decision_in_force(scored_.cases, scored_.tables, scored_.row, as_of_) == nullptr) return;
    const BandLimits limits = band_limits(scored_);
    const BandIndex band = bands_of_risk(scored_.tables, score_.risk, limits).used;
    const auto decided = policy_.find_band(decision->band);
    if (decided && decided_band(*decision, *decided, band, limits.floor.used) == band) {
      add(FindingKind::decision_without_effect,
          "the decision to " + std::string{to_text(decision->direction)} + " it to " +
              decision->band + " changes nothing: without it, and before promotion, it is in " +
              policy_.band(band).id);
    }
  }

  void find_in_review() {
    const auto reviewed = scored_.cases.reviewed_on(scored_.row);
    if (reviewed && *reviewed > as_of_) {
      add(FindingKind::review_in_future,
          "last reviewed on " + reviewed->text() + ", after the as-of date");
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

  void find_in_records() {
    for (const AnswerRecord& record : scored_.cases.records(scored_.row)) {
      if (!record.received_on || *record.received_on <= as_of_) continue;
      add(FindingKind::received_in_future,
          scored_.cases.schema().fact(record.fact).label + ": recorded as received on " +
              record.received_on->text() + ", after the as-of date");
    }
  }

  const ScoredCase& scored_;
  const CompiledPolicy& policy_;
  const Score& score_;
  Day as_of_;
  const FaultyIds& faulty_;
  std::vector<Finding>& findings_;
};

}  // namespace

void find_in_scored(const ScoredCase& scored,
                    const CompiledPolicy& policy,
                    const Score& score,
                    Day as_of,
                    const FaultyIds& faulty,
                    std::vector<Finding>& findings) {
  ScoredCaseFindings{scored, policy, score, as_of, faulty, findings}.find();
}

namespace {

/// Requires a date.
std::string birth_in_words(const Child& child) {
  return (child.expected ? "is due on " : "was born on ") + child.born->text();
}

}  // namespace

void find_in_unit(const CaseTable& cases,
                  std::span<const CaseRow> ranked,
                  std::vector<Finding>& findings) {
  if (ranked.size() < 2) return;

  struct Named {
    CaseRow row = 0;
    Child child;
  };

  std::map<std::string_view, Named> first;
  for (const CaseRow row : ranked) {
    const auto refs = cases.child_refs(row);
    for (std::size_t i = 0; i < refs.size(); ++i) {
      const Child& child = cases.children(row)[i];
      if (refs[i].empty() || !child.born) continue;
      const auto [at, is_new] = first.try_emplace(refs[i], Named{row, child});
      if (is_new || at->second.child == child) continue;
      findings.push_back({FindingKind::child_dates_differ, row,
                          "the child " + refs[i] + " " + birth_in_words(child) + " here and " +
                              birth_in_words(at->second.child) + " in " +
                              std::string{cases.case_id(at->second.row)}});
    }
  }
}

namespace {

std::string how_long(Days days, bool recorded, std::string_view column) {
  std::string words = "for " + std::to_string(days.count()) + (days == Days{1} ? " day" : " days");
  if (!recorded) words += " (from listing: " + std::string{column} + " is not recorded)";
  return words;
}

void find_in_hold(const Ranking& ranking,
                  const ApartCase& apart,
                  const std::string& long_hold,
                  std::vector<Finding>& findings) {
  const Hold* hold = ranking.cases().hold(apart.row);
  if (hold == nullptr) return;
  const auto add = [&](FindingKind kind, std::string detail) {
    findings.push_back({kind, apart.row, std::move(detail)});
  };
  if (!hold->until) {
    add(FindingKind::hold_without_end, "on hold " + long_hold + " without an end: " + hold->reason);
  } else if (*hold->until <= ranking.as_of()) {
    add(FindingKind::hold_ended,
        "still on hold (" + hold->reason + ") although the hold ended on " + hold->until->text());
  }
}

}  // namespace

void find_in_apart(const Ranking& ranking, const ApartCase& apart, std::vector<Finding>& findings) {
  const CaseTable& cases = ranking.cases();
  const auto add = [&](FindingKind kind, std::string detail) {
    findings.push_back({kind, apart.row, std::move(detail)});
  };
  if (apart.reason == ApartReason::not_yet_listed) {
    add(FindingKind::listed_in_future,
        "listed on " + cases.listed_on(apart.row).text() + ", after the as-of date");
  }
  const bool on_hold = apart.reason == ApartReason::on_hold;
  if (!on_hold && apart.reason != ApartReason::duty_allocated) return;
  const auto since = apart_since(cases, apart.row);
  const bool recorded = since.has_value();
  const Day first = since.value_or(cases.listed_on(apart.row));
  const std::string state = on_hold ? "on hold " : "on duty ";
  if (first > ranking.as_of()) {
    add(FindingKind::apart_in_future, state + "from " + first.text() + ", after the as-of date");
  }
  const Days days = std::max(ranking.as_of() - first, Days{0});
  const std::string words = how_long(days, recorded, on_hold ? "hold_from" : "duty_from");
  if (on_hold) find_in_hold(ranking, apart, words, findings);
  const Days longest = ranking.policy().written().apart.value_or(ApartRule{}).review_after;
  if (days > longest) {
    add(FindingKind::apart_for_long, state + words + ", longer than the " +
                                         std::to_string(longest.count()) +
                                         " days after which it should be looked at");
  }
  if (!apart.score) {
    add(FindingKind::not_scored,
        "cannot be scored: the holiday data does not reach its latest start");
  }
}

}  // namespace waitlist
