#include "report/finding_words.h"

#include "report/plain_words.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace waitlist {
std::string finding_in_words(FindingKind kind) {
  switch (kind) {
    case FindingKind::birth_date_unknown: return "date of birth not known";
    case FindingKind::no_child_recorded: return "no child recorded";
    case FindingKind::turned_18: return "a child has turned 18";
    case FindingKind::linked_case_absent: return "linked case not on this list";
    case FindingKind::filing_date_passed: return "filing date has passed";
    case FindingKind::hold_ended: return "hold has ended";
    case FindingKind::decision_expired: return "manager's decision has expired";
    case FindingKind::decision_without_effect: return "manager's decision changes nothing";
    case FindingKind::check_overdue: return "check overdue";
    case FindingKind::pending_in_future: return "asked for after the as-of date";
    case FindingKind::answer_in_future: return "date after the as-of date";
    case FindingKind::birth_in_future: return "date of birth after the as-of date";
    case FindingKind::birth_overdue: return "expected child was due by now";
    case FindingKind::child_dates_differ: return "one child with two dates of birth";
    case FindingKind::listed_in_future: return "listed after the as-of date";
    case FindingKind::decision_in_future: return "manager's decision after the as-of date";
    case FindingKind::hold_without_end: return "on hold without an end";
    case FindingKind::apart_for_long: return "on hold or on duty for long";
    case FindingKind::not_scored: return "on hold or on duty and not scored";
    case FindingKind::linked_case_faulty: return "linked with a row that is set apart as faulty";
    case FindingKind::contradiction: return "answers contradict each other";
    case FindingKind::review_in_future: return "review after the as-of date";
    case FindingKind::apart_in_future: return "on hold or on duty from after the as-of date";
    case FindingKind::received_in_future: return "answer received after the as-of date";
    case FindingKind::id_like_another: return "perhaps one case under two ids";
    case FindingKind::listed_on_no_day: return "day of listing that stands for no day";
    case FindingKind::pause_not_counted: return "pauses that this policy does not leave out";
    case FindingKind::holidays_computed: return "working days by computed holidays";
  }
  return {};
}

std::string upcoming_in_words(UpcomingKind kind) {
  switch (kind) {
    case UpcomingKind::must_allocate: return "must be allocated";
    case UpcomingKind::waited: return "will have waited as long as a mark of the policy";
    case UpcomingKind::start_missed: return "can no longer be filed in time";
    case UpcomingKind::review_due: return "review is due, or overdue";
    case UpcomingKind::check_overdue: return "check becomes overdue";
    case UpcomingKind::answer_stale: return "answer goes out of date";
    case UpcomingKind::hold_ends: return "hold ends";
    case UpcomingKind::decision_ends: return "manager's decision ends";
  }
  return {};
}

std::string apart_in_words(ApartReason reason) {
  switch (reason) {
    case ApartReason::on_hold: return "on hold";
    case ApartReason::duty_allocated: return "on duty";
    case ApartReason::allocated: return "allocated";
    case ApartReason::withdrawn: return "withdrawn";
    case ApartReason::not_yet_listed: return "not yet listed";
  }
  return {};
}

std::string apart_by_risk(const DelayedCount& delayed, const std::vector<BandRule>& bands) {
  std::vector<std::string> words;
  for (std::size_t band = 0; band < bands.size(); ++band) {
    const std::size_t count = delayed.apart_by_band_of_risk[band];
    if (count != 0) words.push_back(std::to_string(count) + ' ' + bands[band].id);
  }
  return words.empty() ? "0" : listed(words);
}

std::string id_with_status(const Ranking& ranking, CaseRow row) {
  std::string words{ranking.cases().case_id(row)};
  switch (ranking.cases().status(row)) {
    case CaseStatus::on_hold: return words + " (on hold)";
    case CaseStatus::duty_allocated: return words + " (on duty)";
    case CaseStatus::awaiting:
    case CaseStatus::allocated:
    case CaseStatus::withdrawn: break;
  }
  return words;
}

std::string must_allocate_in_words(const Summary& summary, const Ranking& ranking) {
  std::string words = count_of(summary.must_allocate, "case", "cases") + " must be allocated";
  std::size_t in_own_tier = 0;
  for (std::size_t tier = 0; tier < summary.by_tier.size(); ++tier) {
    const CompiledPolicy& policy = ranking.policy();
    if (!policy.find_band(policy.tier_id(TierIndex{tier}))) in_own_tier += summary.by_tier[tier];
  }
  const std::size_t elsewhere = summary.must_allocate - in_own_tier;
  if (elsewhere == 0) return words;
  return words + ", " + std::to_string(elsewhere) + " of them in other tiers";
}

std::string label_of_floor(const CompiledPolicy& policy, std::string_view floor_id) {
  const auto& floors = policy.written().floors;
  const auto floor = std::ranges::find(floors, floor_id, &FloorRule::id);
  return floor == floors.end() || floor->label.empty() ? std::string{floor_id} : floor->label;
}

std::string summary_counts(const Summary& summary) {
  std::string text = count_of(summary.ranked, "case", "cases") + " ranked";
  if (summary.units != summary.ranked) {
    text += " in " + count_of(summary.units, "place", "places") + " (linked cases share one)";
  }
  std::vector<std::string> apart;
  for (std::size_t i = 0; i < summary.apart.size(); ++i) {
    if (summary.apart[i] == 0) continue;
    apart.push_back(std::to_string(summary.apart[i]) + " " +
                    apart_in_words(static_cast<ApartReason>(i)));
  }
  if (!apart.empty()) text += ". Listed apart: " + listed(apart);
  if (summary.faulty > 0) {
    text += ". Not ranked, must be looked at: " + count_of(summary.faulty, "row", "rows");
  }
  text += ".";
  switch (summary.force) {
    case PolicyForce::in_force: break;
    case PolicyForce::not_yet_in_force:
      return text + " The policy is not yet in force on this day.";
    case PolicyForce::no_longer_in_force:
      return text + " The policy is no longer in force on this day.";
  }
  return text;
}

}  // namespace waitlist
