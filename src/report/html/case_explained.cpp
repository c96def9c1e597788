#include "report/html/case_explained.h"

#include <embedded/case_explained_mustache.h>
#include <embedded/case_facts_mustache.h>
#include <waitlist/queue/comparison.h>

#include "base/points_text.h"
#include "report/explanation_words.h"
#include "report/html/long_dates.h"
#include "report/plain_words.h"
#include "scoring/answer_words.h"
#include "scoring/unit_ages.h"

namespace waitlist::html {
namespace {

Data fact(std::string_view label, std::string_view value) {
  return Object{{"label", text(label)}, {"value", text(value)}};
}

std::string children_in_words(const CaseTable& cases, CaseRow row, Day as_of) {
  std::vector<std::string> ages;
  for (const Child& child : cases.children(row)) {
    if (!counts_on(child, as_of)) continue;
    ages.push_back(child.expected ? "expected, due " + long_date(*child.born)
                   : child.born   ? age_in_words(completed_months(*child.born, as_of).count())
                                  : "date of birth not known");
  }
  return ages.empty() ? "none recorded" : listed(ages);
}

/// A wait is not told in days of another wait.
std::string worth_in_words(const Contribution& part) {
  if (!part.worth || part.kind == ContributionKind::waiting) return "–";
  return count_of(part.worth->count(), "day", "days");
}

List parts_of(const Explanation& explanation) {
  List parts;
  for (const Contribution& part : explanation.contributions) {
    if (part.points == Points{0} && part.kind == ContributionKind::answer) continue;
    parts.push_back(Object{{"label", text(part.label)},
                           {"answer", text(with_long_dates(part.answer))},
                           {"points", text(to_text(part.points))},
                           {"worth", text(worth_in_words(part))},
                           {"origin", text(to_text(part.provenance))}});
  }
  return parts;
}

List steps_of(const Explanation& explanation, const CompiledPolicy& policy) {
  List steps;
  for (const BandStep& step : explanation.steps) {
    std::string words;
    append_step(words, step);
    steps.push_back(Object{{"tier", text(tier_heading(policy, step.band))},
                           {"text", text(with_long_dates(sentence(words)))}});
  }
  return steps;
}

List checks_of(const Explanation& explanation, const CompiledPolicy& policy) {
  List list;
  for (const Check& check : explanation.checks) {
    std::string words;
    append_check(words, check, explanation.score.band, policy);
    list.push_back(Object{{"text", text(with_long_dates(words))}});
  }
  return list;
}

List future_of(const Explanation& explanation, const CompiledPolicy& policy) {
  std::string change;
  append_next_change(change, explanation, policy);
  std::string day;
  append_allocation_day(day, explanation);
  return {Object{{"text", text(with_long_dates(change))}},
          Object{{"text", text(with_long_dates(day))}}};
}

List differences_of(const Comparison& comparison) {
  List list;
  for (const ContributionDifference& line : comparison.differences) {
    if (line.difference() == Points{0}) continue;
    list.push_back(Object{{"label", text(line.label)},
                          {"answer_above", text(with_long_dates(line.answer_above))},
                          {"above", text(to_text(line.above))},
                          {"answer_below", text(with_long_dates(line.answer_below))},
                          {"below_points", text(to_text(line.below))},
                          {"difference", text(signed_points(line.difference()))}});
  }
  return list;
}

Data next_of(const Comparison& comparison) {
  const List differences = differences_of(comparison);
  return Object{{"below", text(comparison.below)},
                {"sentence", text(with_long_dates(sentence(comparison.sentence)))},
                {"lead_above", text(comparison.lead_above)},
                {"lead_below", text(comparison.lead_below)},
                {"has_differences", Data{!differences.empty()}},
                {"differences", differences},
                {"gap", text(signed_points(comparison.gap))}};
}

}  // namespace

CaseExplained::CaseExplained(const Ranking& ranking)
    : ranking_{ranking},
      facts_{embedded::case_facts_mustache()},
      whole_{embedded::case_explained_mustache()} {}

std::string CaseExplained::facts(const Place& place, const Explanation& explanation) {
  const CaseTable& cases = ranking_.cases();
  const Score& score = place.score;
  List list{
      fact("Listed on", long_date(cases.listed_on(place.row))),
      fact("Waited", days_in_words(score.waited)),
      fact("Children", children_in_words(cases, place.row, ranking_.as_of())),
      fact("Points", to_text(score.points.used) + ", and between " + to_text(score.points.least) +
                         " and " + to_text(score.points.most) + " once everything is known")};
  if (score.filing_date) {
    std::string filing = long_date(*score.filing_date);
    if (score.latest_start) filing += "; work has to start by " + long_date(*score.latest_start);
    list.push_back(fact("Filing date", filing));
  }
  if (!cases.area(place.row).empty()) list.push_back(fact("Area", cases.area(place.row)));
  if (!cases.team(place.row).empty()) list.push_back(fact("Team", cases.team(place.row)));
  if (!explanation.linked_with.empty()) {
    list.push_back(fact("Ranked together with", listed(explanation.linked_with)));
  }
  return facts_.filled(Object{{"facts", list}});
}

std::string CaseExplained::whole(const Place& place,
                                 const Explanation& explanation,
                                 const Place* below) {
  const CompiledPolicy& policy = ranking_.policy();
  const CaseTable& cases = ranking_.cases();
  const List checks = checks_of(explanation, policy);
  Object data{{"case_id", text(explanation.case_id)},
              {"parts", parts_of(explanation)},
              {"points", text(to_text(place.score.points.used))},
              {"steps", steps_of(explanation, policy)},
              {"checks", checks},
              {"has_checks", Data{!checks.empty()}},
              {"without_checks", text(without_checks(explanation))},
              {"future", future_of(explanation, policy)},
              {"next", Data{false}}};
  if (below != nullptr) {
    const auto comparison = compare(ranking_, explanation.case_id, cases.case_id(below->row));
    if (comparison) data["next"] = next_of(*comparison);
  }
  return whole_.filled(data);
}

}  // namespace waitlist::html
