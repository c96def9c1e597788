// Builds the problem out of queue, roster and rules, and has it solved.
#include <waitlist/allocation/allocation.h>

#include "allocation/allocation_data.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace waitlist {
namespace {

class Allocator {
 public:
  Allocator(const Ranking& ranking, const Roster& roster, const AllocationRules& rules,
            CaseRulesLookup lookup)
      : data_{std::make_shared<Allocation::Data>(
            Allocation::Data{ranking,
                             roster,
                             rules,
                             Eligibility{ranking, roster, rules, std::move(lookup)},
                             {},
                             {},
                             {},
                             {},
                             std::nullopt,
                             std::nullopt})} {}

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
    for (QueuedUnit unit = 0; unit < units; ++unit) note_place(unit);
    return Allocation{std::move(data_)};
  }

 private:
  void add_practitioners() {
    const PriceWeights& weights = data_->rules.prices;
    for (const Practitioner& one : data_->roster.practitioners()) {
      const Capacity capacity = capacity_on(one, data_->ranking.as_of());
      data_->loads.push_back({capacity, 0, 0, 0});
      PractitionerPlaces places;
      places.places = capacity.free;
      places.urgent_places = capacity.urgent_free.value_or(PractitionerPlaces::kNoLimit);
      if (data_->rules.pairs.empty() && capacity.caseload > 0) {
        places.price = price_of(weights.full_caseload, capacity.caseload, capacity.held);
        places.urgent_price = price_of(
            weights.full_urgent,
            std::clamp<std::uint32_t>(one.urgent_limit.value_or(capacity.caseload), 1,
                                      capacity.caseload),
            one.urgent_held);
      }
      data_->problem.add_practitioner(places);
    }
  }

  /// A place costs more the fuller the caseload is: nothing for the first, `full` for the last.
  static PlacePrice price_of(std::int64_t full, std::int64_t places, std::int64_t held) {
    return {Cost{full * std::min(held, places) / places}, Cost{full / places}};
  }

  void add_units() {
    const auto places = data_->ranking.places();
    for (std::size_t begin = 0; begin < places.size();) {
      std::size_t end = begin;
      std::vector<CaseRow> rows;
      for (; end < places.size() && places[end].position == places[begin].position; ++end) {
        rows.push_back(places[end].row);
      }
      add_family(places[begin], std::move(rows));
      begin = end;
    }
  }

  [[nodiscard]] bool anybody_may_take(std::span<const CaseRow> rows, bool but_conflicts) const {
    const auto count = static_cast<PractitionerIndex>(data_->loads.size());
    for (PractitionerIndex p = 0; p < count; ++p) {
      if (data_->eligibility.may_take(p, rows, but_conflicts)) return true;
    }
    return false;
  }

  /// Linked cases stay together, unless conflicts alone leave nobody who may take all of them. They
  /// are then parted into as few groups as come of adding each case to the first that it can join.
  void add_family(const Place& first, std::vector<CaseRow> rows) {
    const bool whole = rows.size() == 1 || anybody_may_take(rows, false) ||
                       !anybody_may_take(rows, true);
    if (whole) {
      add_unit(first, std::move(rows), false);
      return;
    }
    std::vector<std::vector<CaseRow>> groups;
    for (const CaseRow row : rows) {
      const auto joins = std::ranges::find_if(groups, [&](std::vector<CaseRow> group) {
        group.push_back(row);
        return anybody_may_take(group, false);
      });
      if (joins != groups.end()) {
        joins->push_back(row);
      } else {
        groups.push_back({row});
      }
    }
    for (std::vector<CaseRow>& group : groups) add_unit(first, std::move(group), true);
  }

  void add_unit(const Place& first, std::vector<CaseRow> rows, bool split) {
    const Eligibility& eligibility = data_->eligibility;
    AllocationUnit unit;
    unit.position = first.position;
    unit.split = split;
    unit.urgent = first.score.tier < data_->rules.urgent_tiers;
    unit.place = eligibility.place(rows.front());
    if (data_->rules.count == LoadCount::cases) {
      unit.load = 0;
      for (const CaseRow row : rows) unit.load += eligibility.load(row);
    }
    pairs_.clear();
    for (PractitionerIndex p = 0; p < data_->loads.size(); ++p) {
      if (!eligibility.may_take(p, rows)) continue;
      pairs_.push_back({p, eligibility.parts(p, rows).sum()});
    }
    data_->problem.add_unit(pairs_, unit.urgent, unit.load);
    for (const CaseRow row : rows) {
      data_->unit_of_row.emplace(row, static_cast<std::uint32_t>(data_->units.size()));
    }
    unit.rows = std::move(rows);
    data_->units.push_back(std::move(unit));
  }

  void note_place(QueuedUnit index) {
    AllocationUnit& unit = data_->units[index];
    unit.practitioner = data_->exact ? data_->exact->practitioner_of(index)
                                     : data_->weighted->practitioner[index];
    if (!unit.practitioner) return;
    unit.parts = data_->eligibility.parts(*unit.practitioner, unit.rows);
    PractitionerLoad& load = data_->loads[*unit.practitioner];
    load.given += unit.load;
    if (unit.urgent) load.urgent_given += unit.load;
    ++load.units;
  }

  std::shared_ptr<Allocation::Data> data_;
  std::vector<EligiblePair> pairs_;
};

}  // namespace

Result<Allocation> allocate(const Ranking& ranking, const Roster& roster,
                            const AllocationRules& rules) {
  auto lookup = CaseRulesLookup::make(ranking.cases(), roster, rules);
  if (!lookup) return failed(std::move(lookup.error()));
  return Allocator{ranking, roster, rules, *std::move(lookup)}.run();
}

}  // namespace waitlist
