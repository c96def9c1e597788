#include <waitlist/queue/list_part.h>
#include <waitlist/queue/summary.h>

#include "base/prefetch.h"
#include "cases/case_columns.h"
#include "queue/alike_ids.h"
#include "queue/case_findings.h"
#include "scoring/code_score.h"
#include "scoring/standing.h"
#include "scoring/unit_reader.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace waitlist {
namespace {

constexpr UnitIndex kAhead = 8;

/// What is the same of ranked cases and of those apart.
struct SeenCase {
  const ScoredCase& scored;
  const Score& score;
  std::uint64_t floors = 0;  ///< in force, one bit each
};

class SummaryBuilder {
 public:
  explicit SummaryBuilder(const Ranking& ranking)
      : ranking_{ranking},
        policy_{ranking.policy()},
        tables_{policy_.tables()},
        units_{ranking.cases(), policy_, ranking.as_of()} {
    const std::size_t bands = policy_.written().bands.size();
    summary_.by_tier.resize(policy_.tier_count());
    for (const Days days : policy_.delay_marks()) {
      DelayedCount& delayed = summary_.delayed.emplace_back();
      delayed.at_least = days;
      delayed.by_tier.resize(policy_.tier_count());
      delayed.by_band_of_risk.resize(bands);
      delayed.apart_by_band_of_risk.resize(bands);
    }
    places_of_floor_.resize(tables_.floors.size());
    apart_of_floor_.resize(tables_.floors.size());
    place_of_row_.assign(ranking.cases().size(), kNoPlace);
    for (std::uint32_t i = 0; i < ranking.places().size(); ++i) {
      place_of_row_[ranking.places()[i].row] = i;
    }
  }

  Summary build() {
    summary_.ranked = ranking_.places().size();
    summary_.units = units_shown();
    // Unit by unit and not by place: neighbours in the table are neighbours in memory.
    const std::size_t units = ranking_.cases().unit_count();
    for (UnitIndex unit = 0; unit < units; ++unit) {
      prefetch_place(unit + kAhead);
      add_unit(unit);
    }
    for (const ApartCase& apart : ranking_.apart()) add_apart(apart);
    summary_.faulty = ranking_.faulty().size();
    find_faulty_links(ranking_, summary_.findings);
    find_alike_ids(ranking_.cases(), summary_.findings);
    keep_findings_of_part();
    sort_findings();
    collect_actions();
    return std::move(summary_);
  }

 private:
  /// Places lie in another order, so what is needed soon is asked for in time.
  void prefetch_place(std::size_t unit) const {
    if (unit >= ranking_.cases().unit_count()) return;
    const auto members = ranking_.cases().members(static_cast<UnitIndex>(unit));
    if (members.empty() || ranking_.places().empty()) return;
    const std::uint32_t place = place_of_row_[members.front()];
    if (place != kNoPlace) prefetch_bytes(&ranking_.places()[place], sizeof(Place));
  }

  /// Of a part those that it has cases of.
  [[nodiscard]] std::size_t units_shown() const {
    if (ranking_.parts().empty()) return ranking_.unit_count();
    std::size_t units = 0;
    Position last = 0;
    for (const Place& place : ranking_.places()) {
      if (place.position != last) ++units;
      last = place.position;
    }
    return units;
  }

  /// Findings are looked for in all cases, since some are of two.
  void keep_findings_of_part() {
    if (ranking_.parts().empty()) return;
    std::vector<bool> apart(ranking_.cases().size());
    for (const ApartCase& one : ranking_.apart()) apart[one.row] = true;
    std::erase_if(summary_.findings, [&](const Finding& finding) {
      return place_of_row_[finding.row] == kNoPlace && !apart[finding.row];
    });
  }

  void add_unit(UnitIndex index) {
    units_.read(index);
    find_in_unit(ranking_.cases(), units_.facts().ranked, summary_.findings);
    for (const CaseRow row : units_.facts().ranked) {
      if (place_of_row_[row] != kNoPlace) add_ranked(place_of_row_[row], units_.ranked(row));
    }
  }

  void add_ranked(std::uint32_t index, const ScoredCase& scored) {
    const Score& score = ranking_.places()[index].score;
    const SeenCase seen{scored, score, floors_in_force(scored)};
    ++summary_.by_tier[score.tier];
    if (score.must_allocate) ++summary_.must_allocate;
    if (score.provisional()) ++summary_.provisional;
    find_in_scored(scored, policy_, score, ranking_.as_of(), faulty_, summary_.findings);
    visit_actions(seen, [&](std::size_t floor) { places_of_floor_[floor].push_back(index); });
    if (score.waited < summary_.delayed.front().at_least) return;
    const BandIndex risk = band_of_risk(seen);
    const bool lowered = is_lowered(scored, risk);
    for (DelayedCount& delayed : summary_.delayed) {
      if (score.waited < delayed.at_least) continue;
      ++delayed.cases;
      ++delayed.by_tier[score.tier];
      ++delayed.by_band_of_risk[risk];
      if (lowered) ++delayed.lowered;
    }
  }

  void add_apart(const ApartCase& apart) {
    ++summary_.apart.at(static_cast<std::size_t>(apart.reason));
    find_in_apart(ranking_, apart, summary_.findings);
    if (!apart.score) return;
    units_.read_of(apart.row);
    const ScoredCase scored = units_.ranked(apart.row);
    const SeenCase seen{scored, *apart.score, floors_in_force(scored)};
    find_in_scored(scored, policy_, *apart.score, ranking_.as_of(), faulty_, summary_.findings);
    visit_actions(seen, [&](std::size_t floor) { apart_of_floor_[floor].push_back(apart.row); });
    const BandIndex risk = band_of_risk(seen);
    for (DelayedCount& delayed : summary_.delayed) {
      if (apart.score->waited >= delayed.at_least) ++delayed.apart_by_band_of_risk[risk];
    }
  }

  /// Visits the floors in force that ask for an action.
  template <class Visit>
  void visit_actions(const SeenCase& seen, Visit visit) const {
    for (std::uint64_t left = seen.floors; left != 0; left &= left - 1) {
      const auto floor = static_cast<std::size_t>(std::countr_zero(left));
      if (!policy_.written().floors[floor].action.empty()) visit(floor);
    }
  }

  [[nodiscard]] BandIndex band_of_risk(const SeenCase& seen) const {
    if (!tables_.plain_bands) {
      return bands_of_risk(tables_, seen.score.risk, band_limits(seen.scored)).used;
    }
    BandIndex band = band_by_points(tables_, seen.score.risk.used);
    for (std::uint64_t left = seen.floors; left != 0; left &= left - 1) {
      const auto floor = static_cast<std::size_t>(std::countr_zero(left));
      band = std::min(band, tables_.floors[floor].band);
    }
    return band;
  }

  [[nodiscard]] bool is_lowered(const ScoredCase& scored, BandIndex risk) const {
    const ManagerDecision* decision =
        decision_in_force(scored.cases, tables_, scored.row, ranking_.as_of());
    return decision != nullptr && decision->direction == DecisionDirection::lower &&
           units_.fact_score(scored.row).band_used > risk;
  }

  void sort_findings() {
    // By numbers where rows stand in the order of their ids: texts are read from far apart.
    const bool rows_tell = ranking_.cases().columns().by_id.empty();
    std::ranges::stable_sort(
        summary_.findings, [this, rows_tell](const Finding& a, const Finding& b) {
          if (a.kind != b.kind) return a.kind < b.kind;
          const CaseTable& cases = ranking_.cases();
          return rows_tell ? a.row < b.row : cases.case_id(a.row) < cases.case_id(b.row);
        });
  }

  void collect_actions() {
    for (std::size_t i = 0; i < places_of_floor_.size(); ++i) {
      std::ranges::sort(places_of_floor_[i]);
      std::vector<CaseRow> rows;
      rows.reserve(places_of_floor_[i].size() + apart_of_floor_[i].size());
      for (const std::uint32_t place : places_of_floor_[i]) {
        rows.push_back(ranking_.places()[place].row);
      }
      rows.insert(rows.end(), apart_of_floor_[i].begin(), apart_of_floor_[i].end());
      if (rows.empty()) continue;
      const FloorRule& rule = policy_.written().floors[i];
      summary_.actions.push_back({rule.id, rule.action, std::move(rows)});
    }
  }

  const Ranking& ranking_;
  const CompiledPolicy& policy_;
  const PolicyTables& tables_;
  FaultyIds faulty_{ranking_.faulty()};
  UnitReader units_;
  Summary summary_;
  static constexpr std::uint32_t kNoPlace = UINT32_MAX;

  std::vector<std::uint32_t> place_of_row_;  ///< index into the places
  std::vector<std::vector<std::uint32_t>> places_of_floor_;
  std::vector<std::vector<CaseRow>> apart_of_floor_;
};

}  // namespace

std::size_t DelayedCount::apart() const noexcept {
  return std::accumulate(apart_by_band_of_risk.begin(), apart_by_band_of_risk.end(),
                         std::size_t{0});
}

Summary summarise(const Ranking& ranking, const SummaryOptions& options) {
  Summary summary = SummaryBuilder{ranking}.build();
  summary.force = force_on(ranking.policy(), ranking.as_of());
  summary.ahead = options.ahead;
  if (options.ahead > Days{0}) summary.upcoming = upcoming_days(ranking, options.ahead);
  return summary;
}

PolicyForce force_on(const CompiledPolicy& policy, Day day) noexcept {
  const Policy& written = policy.written();
  if (written.effective_from && day < *written.effective_from) return PolicyForce::not_yet_in_force;
  if (written.effective_to && day > *written.effective_to) return PolicyForce::no_longer_in_force;
  return PolicyForce::in_force;
}

std::string_view to_text(PolicyForce force) noexcept {
  switch (force) {
    case PolicyForce::in_force: return "in_force";
    case PolicyForce::not_yet_in_force: return "not_yet_in_force";
    case PolicyForce::no_longer_in_force: return "no_longer_in_force";
  }
  return "";
}

std::string_view to_text(FindingKind kind) noexcept {
  switch (kind) {
    case FindingKind::birth_date_unknown: return "birth_date_unknown";
    case FindingKind::no_child_recorded: return "no_child_recorded";
    case FindingKind::turned_18: return "turned_18";
    case FindingKind::linked_case_absent: return "linked_case_absent";
    case FindingKind::filing_date_passed: return "filing_date_passed";
    case FindingKind::hold_ended: return "hold_ended";
    case FindingKind::decision_expired: return "decision_expired";
    case FindingKind::decision_without_effect: return "decision_without_effect";
    case FindingKind::check_overdue: return "check_overdue";
    case FindingKind::pending_in_future: return "pending_in_future";
    case FindingKind::answer_in_future: return "answer_in_future";
    case FindingKind::birth_in_future: return "birth_in_future";
    case FindingKind::birth_overdue: return "birth_overdue";
    case FindingKind::child_dates_differ: return "child_dates_differ";
    case FindingKind::listed_in_future: return "listed_in_future";
    case FindingKind::decision_in_future: return "decision_in_future";
    case FindingKind::hold_without_end: return "hold_without_end";
    case FindingKind::apart_for_long: return "apart_for_long";
    case FindingKind::not_scored: return "not_scored";
    case FindingKind::linked_case_faulty: return "linked_case_faulty";
    case FindingKind::contradiction: return "contradiction";
    case FindingKind::review_in_future: return "review_in_future";
    case FindingKind::apart_in_future: return "apart_in_future";
    case FindingKind::received_in_future: return "received_in_future";
    case FindingKind::id_like_another: return "id_like_another";
    case FindingKind::listed_on_no_day: return "listed_on_no_day";
    case FindingKind::pause_not_counted: return "pause_not_counted";
    case FindingKind::holidays_computed: return "holidays_computed";
  }
  return "";
}

}  // namespace waitlist
