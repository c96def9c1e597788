#include <waitlist/queue/comparison.h>

#include "base/fault_list.h"
#include "policy/order_table.h"
#include "policy/policy_tables.h"
#include "queue/faulty_cases.h"
#include "queue/order_keys.h"
#include "scoring/unit_ages.h"
#include "scoring/unit_reader.h"

#include <algorithm>
#include <utility>

namespace waitlist {
namespace {

Error question_fault(ErrorCode code, std::string_view found, std::string reason) {
  return {code, "question", 0, 0, "case", clipped(found), std::move(reason)};
}

/// Looking for a near name in a very long list would take longer than looking at the list.
constexpr std::size_t kNamesSearched = 20'000;

std::string did_you_mean_case(const CaseTable& cases, std::string_view case_id) {
  if (cases.size() > kNamesSearched) return {};
  std::vector<std::string> ids;
  for (CaseRow row = 0; row < cases.size(); ++row) ids.emplace_back(cases.case_id(row));
  return did_you_mean(case_id, ids);
}

/// The place of a case, or null after its fault has been added.
const Place* find_place(const Ranking& ranking, std::string_view case_id, Errors& errors) {
  const auto row = ranking.cases().find(case_id);
  if (const FaultyCase* faulty = FaultyIds{ranking.faulty()}.find(case_id)) {
    errors.push_back(question_fault(ErrorCode::inconsistent, case_id,
                                    "this case is not ranked, because " + place_in_input(*faulty) +
                                        " must be looked at: " + to_text(faulty->faults.front())));
    return nullptr;
  }
  if (!row) {
    errors.push_back(question_fault(
        ErrorCode::unknown_reference, case_id,
        "no case on this list has this id" + did_you_mean_case(ranking.cases(), case_id)));
    return nullptr;
  }
  const Place* place = ranking.find(case_id);
  if (place != nullptr) return place;
  for (const ApartCase& apart : ranking.apart()) {
    if (apart.row != *row) continue;
    errors.push_back(question_fault(ErrorCode::inconsistent, case_id,
                                    "this case is listed apart (" +
                                        std::string{to_text(apart.reason)} +
                                        "), so it has no place in the queue"));
  }
  return nullptr;
}

/// The first case of the unit that stands at this place.
const Place* lead_of(const Ranking& ranking, const Place* place) {
  const Place* const first = ranking.places().data();
  while (place != first && (place - 1)->position == place->position) --place;
  return place;
}

std::string day_or(const std::optional<Day>& day, const char* none) {
  return day ? day->text() : none;
}

std::string age_key_text(const CaseTable& cases, const Place& place, Day as_of) {
  std::optional<Child> latest;
  for (const CaseRow row : cases.members(cases.unit(place.row))) {
    if (cases.status(row) != CaseStatus::awaiting || cases.listed_on(row) > as_of) continue;
    for (const Child& child : cases.children(row)) {
      if (!counts_on(child, as_of)) continue;
      if (!child.born) return "date of birth not known";
      if (!latest || *child.born > *latest->born) latest = child;
    }
  }
  if (!latest) return "no child recorded";
  return (latest->expected ? "due " : "born ") + latest->born->text();
}

/// What is recorded of a date.
std::string date_key_text(const Ranking& ranking, const Place& place, const OrderKey& key) {
  const FactIndex fact = *ranking.cases().schema().find(key.subject);
  const Answer answer = ranking.cases().answer(place.row, fact);
  if (answer.given()) return answer.day().text();
  return answer.known() ? "no such date" : "not known";
}

Points group_key_points(const Ranking& ranking, const Place& place, const OrderKey& key) {
  const auto& groups = ranking.policy().written().groups;
  const auto at = std::ranges::find(groups, key.subject, &GroupRule::id);
  UnitReader reader{ranking.cases(), ranking.policy(), ranking.as_of()};
  reader.read(ranking.cases().unit(place.row));
  return group_in_use(reader.ranked(place.row), static_cast<std::size_t>(at - groups.begin()));
}

/// `P2 (High)`, `must be allocated`: a tier in a sentence.
std::string tier_in_sentence(const CompiledPolicy& policy, std::string_view id) {
  if (const auto band = policy.find_band(id)) {
    const BandRule& rule = policy.band(*band);
    const bool has_label = !rule.label.empty() && rule.label != rule.id;
    return has_label ? rule.id + " (" + rule.label + ')' : rule.id;
  }
  return id == kMustAllocateTier ? "must be allocated" : std::string{id};
}

/// A value of key_text() for people.
std::string in_sentence(const CompiledPolicy& policy,
                        const OrderKey& key,
                        const std::string& value) {
  return key.kind == OrderKey::tier ? tier_in_sentence(policy, value) : value;
}

std::string key_text(const OrderKey& key, const Ranking& ranking, const Place& place) {
  const Score& score = place.score;
  switch (key.kind) {
    case OrderKey::tier: return std::string{ranking.policy().tier_id(score.tier)};
    case OrderKey::points: return to_text(score.points.used);
    case OrderKey::risk_points: return to_text(score.risk.used);
    case OrderKey::latest_start: return day_or(score.latest_start, "no filing date");
    case OrderKey::filing_date: return day_or(score.filing_date, "no filing date");
    case OrderKey::longest_wait: return std::to_string(score.waited.count()) + " days";
    case OrderKey::youngest_child: return age_key_text(ranking.cases(), place, ranking.as_of());
    case OrderKey::lottery: {
      const std::uint64_t seed = ranking.policy().written().lottery_seed.value_or(0);
      return std::to_string(lottery_number(seed, ranking.cases().case_id(place.row)));
    }
    case OrderKey::overdue:
      return day_or(due_on(ranking.cases(), ranking.policy(), place.row, score, ranking.as_of()),
                    "");
    case OrderKey::group: return to_text(group_key_points(ranking, place, key));
    case OrderKey::date: return date_key_text(ranking, place, key);
    case OrderKey::case_id: break;
  }
  return std::string{ranking.cases().case_id(place.row)};
}

/// Of two dates of which one may not be there.
std::string date_sentence(const OrderKey& key, const Ranking& ranking, const Place& below) {
  const FactSchema& schema = ranking.cases().schema();
  const FactIndex fact = *schema.find(key.subject);
  const std::string label = '"' + schema.fact(fact).label + '"';
  if (!ranking.cases().answer(below.row, fact).given()) {
    return "a date is recorded for it under " + label;
  }
  return "its date under " + label +
         (key.first == DateFirst::earliest ? " is earlier" : " is later");
}

std::string key_sentence(const OrderKey& key, const Ranking& ranking, const Place& below) {
  switch (key.kind) {
    case OrderKey::tier: return "it is in a more urgent tier";
    case OrderKey::points: return "it has more points";
    case OrderKey::risk_points: return "it has more risk points";
    case OrderKey::latest_start: return "its work has to start earlier";
    case OrderKey::filing_date: return "its report is due earlier";
    case OrderKey::longest_wait: return "it has waited longer";
    case OrderKey::youngest_child: return "its youngest child is younger";
    case OrderKey::lottery: return "all else is equal and its lottery number is smaller";
    case OrderKey::overdue: return "it was due earlier";
    case OrderKey::group: {
      const auto& groups = ranking.policy().written().groups;
      const auto at = std::ranges::find(groups, key.subject, &GroupRule::id);
      return "it has more points in the group \"" + at->label + '"';
    }
    case OrderKey::date: return date_sentence(key, ranking, below);
    case OrderKey::case_id: break;
  }
  return "all else is equal and its id comes first";
}

OrderKey written_key(const CompiledPolicy& policy, const KeyTable& key) {
  switch (key.kind) {
    case OrderKey::group: return {key.kind, policy.written().groups[key.subject].id};
    case OrderKey::date:
      return {key.kind, policy.schema().fact(FactIndex{key.subject}).id, key.first};
    case OrderKey::tier:
    case OrderKey::points:
    case OrderKey::risk_points:
    case OrderKey::latest_start:
    case OrderKey::filing_date:
    case OrderKey::longest_wait:
    case OrderKey::youngest_child:
    case OrderKey::lottery:
    case OrderKey::overdue:
    case OrderKey::case_id: break;
  }
  return key.kind;
}

OrderKey first_difference(const Ranking& ranking, const Place& above, const Place& below) {
  const OrderTable& keys = ranking.policy().tables().order;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto value = [&](const Place& one) {
      return order_value(keys.at(i, one.score.tier), one, ranking.cases(), ranking.policy(),
                         ranking.as_of());
    };
    if (value(above) != value(below)) {
      return written_key(ranking.policy(), keys.at(i, above.score.tier));
    }
  }
  return OrderKey::case_id;
}

/// Whether two lines of the sum are about the same thing; an answer and an unknown one are.
bool same_subject(const Contribution& line, const ContributionDifference& known) {
  const auto kind = [](ContributionKind k) {
    return k == ContributionKind::unknown ? ContributionKind::answer : k;
  };
  return kind(line.kind) == kind(known.kind) && line.id == known.id;
}

ContributionDifference& line_for(std::vector<ContributionDifference>& lines,
                                 const Contribution& part) {
  const auto at =
      std::ranges::find_if(lines, [&part](const auto& known) { return same_subject(part, known); });
  if (at != lines.end()) return *at;
  lines.push_back(
      {part.kind, std::string{part.id}, std::string{part.label}, "", "", Points{}, Points{}});
  return lines.back();
}

std::vector<ContributionDifference> differences(const Explanation& above,
                                                const Explanation& below) {
  std::vector<ContributionDifference> lines;
  for (const Contribution& part : above.contributions) {
    ContributionDifference& line = line_for(lines, part);
    line.above += part.points;
    line.answer_above = part.answer;
  }
  for (const Contribution& part : below.contributions) {
    ContributionDifference& line = line_for(lines, part);
    line.below += part.points;
    line.answer_below = part.answer;
  }
  return lines;
}

void add_reasons(std::vector<std::string>& reasons,
                 const CompiledPolicy& policy,
                 const Explanation& explanation) {
  for (const BandStep& step : explanation.steps) {
    std::string& reason = reasons.emplace_back(explanation.case_id);
    reason.append(": ").append(tier_in_sentence(policy, step.band));
    reason.append(", ").append(step.text);
  }
}

}  // namespace

Result<const Place*> find_ranked(const Ranking& ranking, std::string_view case_id) {
  Errors errors;
  const Place* place = find_place(ranking, case_id, errors);
  if (place == nullptr) return failed(std::move(errors));
  return place;
}

Result<CaseRow> find_scored(const Ranking& ranking, std::string_view case_id) {
  const ApartCase* apart = ranking.find_apart(case_id);
  if (apart != nullptr && apart->score) return apart->row;
  const auto ranked = find_ranked(ranking, case_id);
  if (!ranked) return failed(ranked.error());
  return (*ranked)->row;
}

Result<Comparison> compare(const Ranking& ranking, std::string_view one, std::string_view other) {
  Errors errors;
  const Place* above = find_place(ranking, one, errors);
  const Place* below = find_place(ranking, other, errors);
  if (errors.empty() && above == below) {
    errors.push_back(
        question_fault(ErrorCode::inconsistent, one, "name two different cases to compare"));
  }
  if (!errors.empty()) return failed(std::move(errors));
  if (below < above) std::swap(above, below);

  const CaseTable& cases = ranking.cases();
  Comparison result;
  result.above = cases.case_id(above->row);
  result.below = cases.case_id(below->row);
  result.position_above = above->position;
  result.position_below = below->position;
  result.same_unit = above->position == below->position;
  const Place* const lead_above = result.same_unit ? above : lead_of(ranking, above);
  const Place* const lead_below = result.same_unit ? below : lead_of(ranking, below);
  result.lead_above = cases.case_id(lead_above->row);
  result.lead_below = cases.case_id(lead_below->row);
  result.deciding_key = first_difference(ranking, *lead_above, *lead_below);
  result.value_above = key_text(result.deciding_key, ranking, *lead_above);
  result.value_below = key_text(result.deciding_key, ranking, *lead_below);
  result.sentence = result.lead_above + " stands above " + result.lead_below + " because " +
                    key_sentence(result.deciding_key, ranking, *lead_below) + ": " +
                    in_sentence(ranking.policy(), result.deciding_key, result.value_above) +
                    " against " +
                    in_sentence(ranking.policy(), result.deciding_key, result.value_below);
  const auto explained = [&](const Place& place) {
    return explain(cases, ranking.policy(), place.row, ranking.as_of());
  };
  const Explanation why_above = explained(*lead_above);
  const Explanation why_below = explained(*lead_below);
  result.gap = lead_above->score.points.used - lead_below->score.points.used;
  result.differences = differences(why_above, why_below);
  if (result.deciding_key.kind == OrderKey::tier) {
    add_reasons(result.tier_reasons, ranking.policy(), why_above);
    add_reasons(result.tier_reasons, ranking.policy(), why_below);
  }
  return result;
}

}  // namespace waitlist
