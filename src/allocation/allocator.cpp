// Builds the problem out of queue, roster and rules, and has it solved.
#include <waitlist/allocation/allocation.h>

#include "allocation/allocation_data.h"
#include "allocation/practitioner_places.h"

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace waitlist {
namespace {

class Allocator {
 public:
  Allocator(const Ranking& ranking,
            const Roster& roster,
            const AllocationRules& rules,
            CaseRules case_rules)
      : data_{std::make_shared<Allocation::Data>(
            Allocation::Data{ranking,
                             roster,
                             rules,
                             std::move(case_rules),
                             Eligibility{roster, rules},
                             KnownFamilies{ranking.cases(), roster, rules.prices, ranking.as_of()},
                             FamilyKin{ranking.cases()},
                             {},
                             {},
                             {},
                             {},
                             std::nullopt,
                             std::nullopt,
                             {}})},
        urgent_tiers_{
            rules.urgent_tiers.value_or(ranking.policy().written().bands.size() > 1 ? 1U : 0U)} {}

  Result<Allocation> run() {
    add_practitioners();
    add_units();
    const auto units = static_cast<QueuedUnit>(data_->units.size());
    const bool exact = std::ranges::all_of(
        data_->units, [](const AllocationUnit& unit) { return unit.load == 1; });
    if (exact) {
      auto solved = Assignment::solve(data_->problem);
      if (!solved) return failed(std::move(solved.error()));
      data_->exact = *std::move(solved);
    } else {
      auto solved = solve_weighted(data_->problem);
      if (!solved) return failed(std::move(solved.error()));
      data_->weighted = *std::move(solved);
    }
    for (QueuedUnit unit{0}; unit < units; ++unit) note_place(unit);
    find_slips();
    return Allocation{std::move(data_)};
  }

 private:
  void add_practitioners() {
    for (const Practitioner& one : data_->roster.practitioners()) {
      const Capacity capacity = capacity_on(one, data_->ranking.as_of());
      data_->loads.push_back({capacity, 0, 0, 0});
      data_->problem.add_practitioner(places_of(one, capacity, data_->rules));
    }
  }

  void add_units() {
    const auto places = data_->ranking.places();
    for (std::size_t begin = 0; begin < places.size();) {
      std::size_t end = begin;
      std::vector<CaseRow> rows;
      for (; end < places.size() && places[end].position == places[begin].position; ++end) {
        rows.push_back(places[end].row);
      }
      add_family(places[begin], rows);
      begin = end;
    }
  }

  void add_family(const Place& first, const std::vector<CaseRow>& rows) {
    const std::vector<CaseAsks> asks = data_->asks(rows);
    const auto groups = parted(asks);
    for (const std::vector<std::size_t>& group : groups) {
      std::vector<CaseRow> own;
      std::vector<CaseAsks> own_asks;
      for (const std::size_t at : group) {
        own.push_back(rows[at]);
        own_asks.push_back(asks[at]);
      }
      data_->note_conflicts(own, groups.size() > 1, own_asks);
      add_unit(first, std::move(own), own_asks, groups.size() > 1);
    }
  }

  void add_unit(const Place& first,
                std::vector<CaseRow> rows,
                std::span<const CaseAsks> asks,
                bool split) {
    AllocationUnit unit;
    unit.position = first.position;
    unit.split = split;
    unit.urgent = first.score.tier < urgent_tiers_;
    unit.place = asks.front().place();
    unit.load = load_of(asks, data_->rules.count);
    note_provisional(asks, unit);
    pairs_.clear();
    for (PractitionerIndex p{0}; p < data_->loads.size(); ++p) {
      if (!data_->eligibility.may_take(p, asks)) continue;
      pairs_.push_back({p, data_->parts(p, rows, asks).sum()});
    }
    data_->problem.add_unit(pairs_, unit.urgent, unit.load);
    for (const CaseRow row : rows) {
      data_->unit_of_row.emplace(row, QueuedUnit{data_->units.size()});
    }
    unit.rows = std::move(rows);
    data_->units.push_back(std::move(unit));
  }

  static void note_provisional(std::span<const CaseAsks> asks, AllocationUnit& unit) {
    for (const CaseAsks& one : asks) {
      for (const UnansweredNeed& need : one.unanswered) {
        unit.provisional.push_back({std::string{need.competence}, need.may_not_take,
                                    std::string{one.case_id}, std::string{need.fact}, need.state});
      }
    }
  }

  /// Ids that nothing on the list knows: they may be mistyped, and have no effect.
  void find_slips() {
    const auto practitioners = data_->roster.practitioners();
    std::set<std::string_view> others;
    for (const FaultyCase& one : data_->ranking.faulty()) others.insert(one.case_id);
    for (const Practitioner& one : practitioners) others.insert(one.held.begin(), one.held.end());
    const auto look = [&](AllocationFindingKind kind, PractitionerIndex p, const std::string& id) {
      if (data_->kin.knows(id) || others.contains(id)) return;
      data_->findings.push_back({kind, p, id});
    };
    for (PractitionerIndex p{0}; p < practitioners.size(); ++p) {
      for (const std::string& id : practitioners[p].conflicts) {
        look(AllocationFindingKind::unknown_conflict, p, id);
      }
      for (const PastFamily& family : practitioners[p].past_families) {
        look(AllocationFindingKind::unknown_past_family, p, family.case_id);
      }
    }
  }

  void note_place(QueuedUnit index) {
    AllocationUnit& unit = data_->units[index];
    unit.practitioner =
        data_->exact ? data_->exact->practitioner_of(index) : data_->weighted->practitioner[index];
    if (!unit.practitioner) return;
    unit.parts = data_->parts(*unit.practitioner, unit.rows, data_->asks(unit.rows));
    PractitionerLoad& load = data_->loads[*unit.practitioner];
    load.given += unit.load;
    if (unit.urgent) load.urgent_given += unit.load;
    ++load.units;
  }

  std::shared_ptr<Allocation::Data> data_;
  std::uint32_t urgent_tiers_;
  std::vector<EligiblePair> pairs_;
};

}  // namespace

Result<Allocation> allocate(const Ranking& ranking,
                            const Roster& roster,
                            const AllocationRules& rules) {
  const CaseTable& cases = ranking.cases();
  auto case_rules = CaseRules::make(cases.schema(), {&cases, 1}, roster, rules, ranking.faulty());
  if (!case_rules) return failed(std::move(case_rules.error()));
  return Allocator{ranking, roster, rules, *std::move(case_rules)}.run();
}

}  // namespace waitlist
