#include <waitlist/queue/summary.h>

#include "base/prefetch.h"
#include "queue/case_findings.h"
#include "scoring/code_score.h"
#include "scoring/unit_reader.h"

#include <algorithm>
#include <bit>
#include <tuple>

namespace waitlist {
namespace {

constexpr UnitIndex kAhead = 8;

class SummaryBuilder {
 public:
  explicit SummaryBuilder(const Ranking& ranking)
      : ranking_{ranking},
        policy_{ranking.policy()},
        tables_{policy_.tables()},
        units_{ranking.cases(), policy_, ranking.as_of()} {
    summary_.by_tier.resize(policy_.tier_count());
    for (const Days days : policy_.delay_marks()) {
      summary_.delayed.push_back({days, 0, std::vector<std::size_t>(policy_.tier_count()),
                                  std::vector<std::size_t>(policy_.written().bands.size())});
    }
    places_of_floor_.resize(tables_.floors.size());
    place_of_row_.resize(ranking.cases().size());
    for (std::uint32_t i = 0; i < ranking.places().size(); ++i) {
      place_of_row_[ranking.places()[i].row] = i;
    }
  }

  Summary build() {
    summary_.ranked = ranking_.places().size();
    summary_.units = ranking_.unit_count();
    // Unit by unit and not by place: neighbours in the table are neighbours in memory.
    const std::size_t units = ranking_.cases().unit_count();
    for (UnitIndex unit = 0; unit < units; ++unit) {
      prefetch_place(unit + kAhead);
      add_unit(unit);
    }
    for (const ApartCase& apart : ranking_.apart()) {
      ++summary_.apart.at(static_cast<std::size_t>(apart.reason));
      find_in_apart(ranking_.cases(), apart, ranking_.as_of(), summary_.findings);
    }
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
    prefetch_bytes(&ranking_.places()[place_of_row_[members.front()]], sizeof(Place));
  }

  void add_unit(UnitIndex index) {
    units_.read(index);
    for (const CaseRow row : units_.facts().ranked) {
      add_case(place_of_row_[row], units_.ranked(row));
    }
  }

  void add_case(std::uint32_t index, const ScoredCase& scored) {
    const Place& place = ranking_.places()[index];
    ++summary_.by_tier[place.score.tier];
    if (place.score.must_allocate) ++summary_.must_allocate;
    if (place.score.provisional()) ++summary_.provisional;
    find_in_ranked(scored, policy_, place, ranking_.as_of(), summary_.findings);
    for (std::uint64_t left = floors_in_force(scored); left != 0; left &= left - 1) {
      const auto floor = static_cast<std::size_t>(std::countr_zero(left));
      if (policy_.written().floors[floor].action.empty()) continue;
      places_of_floor_[floor].push_back(index);
    }
    if (place.score.waited < summary_.delayed.front().at_least) return;
    const BandIndex band = units_.fact_score(place.row).band_used;
    for (DelayedCount& delayed : summary_.delayed) {
      if (place.score.waited < delayed.at_least) continue;
      ++delayed.cases;
      ++delayed.by_tier[place.score.tier];
      ++delayed.by_band_of_risk[band];
    }
  }

  void sort_findings() {
    std::ranges::stable_sort(summary_.findings, {}, [this](const Finding& finding) {
      return std::tuple{finding.kind, ranking_.cases().case_id(finding.row)};
    });
  }

  void collect_actions() {
    for (std::size_t i = 0; i < places_of_floor_.size(); ++i) {
      if (places_of_floor_[i].empty()) continue;
      std::ranges::sort(places_of_floor_[i]);
      std::vector<CaseRow> rows;
      for (const std::uint32_t place : places_of_floor_[i]) {
        rows.push_back(ranking_.places()[place].row);
      }
      const FloorRule& rule = policy_.written().floors[i];
      summary_.actions.push_back({rule.id, rule.action, std::move(rows)});
    }
  }

  const Ranking& ranking_;
  const CompiledPolicy& policy_;
  const PolicyTables& tables_;
  UnitReader units_;
  Summary summary_;
  std::vector<std::uint32_t> place_of_row_;  ///< index into the places; 0 where the case is apart
  std::vector<std::vector<std::uint32_t>> places_of_floor_;
};

}  // namespace

Summary summarise(const Ranking& ranking) { return SummaryBuilder{ranking}.build(); }

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
    case FindingKind::contradiction: return "contradiction";
  }
  return "";
}

}  // namespace waitlist
