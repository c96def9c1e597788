#include <waitlist/allocation/allocation.h>

#include "allocation/allocation_data.h"
#include "allocation/place_price.h"
#include "allocation/weighted_changes.h"

#include <algorithm>
#include <map>
#include <utility>

namespace waitlist {
namespace {

/// What an arrangement costs, rounded as the allocation is.
Cost price_of(const Allocation::Data& data, const ChangedAssignment& places) {
  std::vector<std::int64_t> taken(data.loads.size(), 0);
  std::vector<std::int64_t> urgent(data.loads.size(), 0);
  std::int64_t sum = 0;
  for (QueuedUnit unit{0}; unit < places.size(); ++unit) {
    if (!places[unit]) continue;
    if (data.units[unit].appointed) {
      const PairParts& parts = data.units[unit].parts;
      sum += (parts.sum() - parts.load - parts.urgent).count();
    } else {
      const auto pairs = data.problem.eligible(unit);
      const auto pair = std::ranges::find(pairs, *places[unit], &EligiblePair::practitioner);
      sum +=
          pair->cost.count() / data.scale - data.changes(unit, *places[unit]) * data.change_price;
    }
    const std::int64_t load = data.load_with(unit, *places[unit]);
    taken[*places[unit]] += load;
    if (data.problem.urgent(unit)) urgent[*places[unit]] += load;
  }
  for (PractitionerIndex p{0}; p < taken.size(); ++p) {
    sum += sum_of_places(data.places[p].price, taken[p]) / data.scale;
    sum += sum_of_places(data.places[p].urgent_price, urgent[p]) / data.scale;
  }
  return Cost{sum};
}

/// How many cases more a move takes from whom an earlier proposal had them with.
std::int64_t changes_of(const Allocation::Data& data, const CaseMove& move) {
  return data.changes(move.unit, move.to) - data.changes(move.unit, move.from);
}

/// Places by which least shares are met less after some moves.
std::int64_t less_of_shares(const Allocation::Data& data, std::span<const CaseMove> moves) {
  std::vector<std::int64_t> given;
  given.reserve(data.loads.size());
  for (const PractitionerLoad& load : data.loads) given.push_back(load.given);
  for (const CaseMove& move : moves) {
    if (move.from) given[*move.from] -= data.load_with(move.unit, *move.from);
    if (move.to) given[*move.to] += data.load_with(move.unit, *move.to);
  }
  std::int64_t less = 0;
  for (PractitionerIndex p{0}; p < given.size(); ++p) {
    const std::int64_t least = data.loads[p].least;
    less += std::min<std::int64_t>(data.loads[p].given, least) - std::min(given[p], least);
  }
  return less;
}

/// What moves, `first` before all others.
Impact impact_of(const Allocation::Data& data,
                 const ChangedAssignment& then,
                 std::optional<QueuedUnit> first) {
  Impact impact{price_of(data, then) - data.total, {}, {}, 0, 0};
  const auto look = [&](QueuedUnit unit) {
    const auto from = data.units[unit].practitioner;
    if (from == then[unit]) return;
    impact.moves.push_back({unit, from, then[unit]});
    impact.changes += changes_of(data, impact.moves.back());
    if (!then[unit]) impact.displaced.push_back(unit);
  };
  if (first) look(*first);
  for (QueuedUnit unit{0}; unit < then.size(); ++unit) {
    if (unit != first) look(unit);
  }
  impact.less_of_shares = less_of_shares(data, impact.moves);
  return impact;
}

/// Units that are appointed stay, but for those of somebody who gives up everything.
void keep_appointed(const Allocation::Data& data,
                    std::optional<PractitionerIndex> without,
                    ChangedAssignment& then) {
  for (QueuedUnit unit{0}; unit < then.size(); ++unit) {
    const AllocationUnit& one = data.units[unit];
    if (one.appointed && one.practitioner != without) then[unit] = one.practitioner;
  }
}

}  // namespace

Cost Allocation::Data::with_appointed(Cost bound) const {
  std::int64_t sum = bound.count();
  for (const AllocationUnit& unit : units) {
    if (!unit.appointed) continue;
    sum += (unit.parts.sum() - unit.parts.load - unit.parts.urgent).count() * scale;
  }
  for (PractitionerIndex p{0}; p < loads.size(); ++p) {
    sum += sum_of_places(places[p].price, loads[p].appointed);
    sum += sum_of_places(places[p].urgent_price, loads[p].urgent_appointed);
  }
  return Cost{sum};
}

std::uint32_t PractitionerLoad::above_caseload() const noexcept {
  if (appointed == 0) return 0;
  const std::uint64_t taken = std::uint64_t{before.held} + given;
  return static_cast<std::uint32_t>(taken > before.caseload ? taken - before.caseload : 0);
}

Allocation::Allocation(std::shared_ptr<const Data> data) noexcept : data_{std::move(data)} {}

const Ranking& Allocation::ranking() const noexcept { return data_->ranking; }

const Roster& Allocation::roster() const noexcept { return data_->roster; }

const AllocationRules& Allocation::rules() const noexcept { return data_->rules; }

const Digest& Allocation::rules_digest() const noexcept { return data_->rules_digest; }

std::span<const AllocationUnit> Allocation::units() const noexcept { return data_->units; }

std::span<const PractitionerLoad> Allocation::loads() const noexcept { return data_->loads; }

bool Allocation::exact() const noexcept { return data_->exact.has_value(); }

Cost Allocation::total() const noexcept { return data_->total; }

Cost Allocation::bound() const noexcept {
  if (data_->exact) return data_->total;
  // Rounded down, as the prices of places are.
  const std::int64_t bound = data_->with_appointed(data_->weighted->bound).count();
  const std::int64_t down = bound >= 0 ? 0 : data_->scale - 1;
  return std::min(data_->total, Cost{(bound - down) / data_->scale});
}

bool Allocation::has_pair_loads() const noexcept { return data_->pair_loads; }

std::uint32_t Allocation::load_with(QueuedUnit unit, PractitionerIndex practitioner) const {
  return data_->load_with(unit, practitioner);
}

std::span<const std::string> Allocation::kinds() const noexcept { return data_->kinds; }

EarlierOutcome Allocation::earlier_outcome() const {
  EarlierOutcome outcome;
  std::uint64_t known = 0;
  for (const AllocationUnit& unit : data_->units) {
    for (const EarlierHolder& one : unit.earlier) {
      ++known;
      if (!unit.practitioner) {
        ++outcome.wait;
      } else if (!one.practitioner) {
        ++outcome.left;
      } else {
        ++(one.practitioner == unit.practitioner ? outcome.stay : outcome.move);
      }
    }
  }
  outcome.gone = EarlierProposal{data_->rules.earlier}.size() - known;
  return outcome;
}

std::span<const QueuedUnit> Allocation::undecided() const noexcept {
  if (data_->exact) return {};
  return data_->weighted->undecided;
}

std::span<const AllocationFinding> Allocation::findings() const noexcept { return data_->findings; }

std::optional<QueuedUnit> Allocation::find(std::string_view case_id) const noexcept {
  const auto row = data_->ranking.cases().find(case_id);
  if (!row) return std::nullopt;
  const auto unit = data_->unit_of_row.find(*row);
  if (unit == data_->unit_of_row.end()) return std::nullopt;
  return unit->second;
}

UnplacedReason Allocation::Data::why_unplaced(QueuedUnit unit) const {
  const auto eligible = problem.eligible(unit);
  if (eligible.empty()) return UnplacedReason::nobody_eligible;
  if (exact) return UnplacedReason::places_full;
  const bool urgent = problem.urgent(unit);
  std::vector<CaseAsks> cases;
  if (pair_loads) cases = asks(units[unit].rows);
  const bool nowhere = std::ranges::all_of(eligible, [&](const EligiblePair& pair) {
    const PractitionerPlaces& own = problem.places(pair.practitioner);
    const std::uint32_t load =
        pair_loads ? load_of(cases, rules.count, pair.practitioner) : units[unit].load;
    return load > own.places || (urgent && load > own.urgent_places);
  });
  if (nowhere) return UnplacedReason::too_large;
  const bool fits_alone = std::ranges::any_of(eligible, [&](const EligiblePair& pair) {
    return problem.fits_alone(unit, pair.practitioner);
  });
  if (!fits_alone) return UnplacedReason::kind_full;
  return std::ranges::binary_search(weighted->undecided, unit) ? UnplacedReason::no_room_found
                                                               : UnplacedReason::no_room;
}

UnplacedReason Allocation::why_unplaced(QueuedUnit unit) const { return data_->why_unplaced(unit); }

TightSet Allocation::tight_set(QueuedUnit unit) const {
  const auto proof = proof_of(unit);
  return proof ? proofs()[*proof] : TightSet{};
}

std::span<const TightSet> Allocation::proofs() const { return data_->reasons->proofs(*data_).sets; }

std::optional<ProofIndex> Allocation::proof_of(QueuedUnit unit) const {
  const auto& set = data_->reasons->proofs(*data_).set_of[unit];
  return set ? std::optional{ProofIndex{*set}} : std::nullopt;
}

std::span<const Barrier> Allocation::barriers() const {
  return data_->reasons->barred(*data_).barriers;
}

std::span<const BarrierIndex> Allocation::barriers_of(QueuedUnit unit) const {
  return data_->reasons->barred(*data_).of_unit[unit];
}

std::vector<Removal> Allocation::removals(QueuedUnit unit) const {
  std::vector<Removal> removals;
  const AllocationUnit& one = data_->units[unit];
  std::vector<CaseAsks> asks = data_->asks(one.rows);
  data_->note_conflicts(one.rows, one.split, asks);
  asks.front().urgent = one.urgent;
  for (PractitionerIndex p{0}; p < data_->loads.size(); ++p) {
    for (Removal& removal : data_->eligibility.against(p, asks)) {
      removals.push_back(std::move(removal));
    }
  }
  return removals;
}

std::optional<NextBest> Allocation::next_best(QueuedUnit unit) const {
  return data_->reasons->next_bests(*data_)[unit];
}

std::vector<std::optional<QueuedUnit>> Allocation::one_more_place_buys() const {
  auto bought = data_->reasons->bought(*data_);
  for (PractitionerIndex p{0}; p < bought.size(); ++p) {
    const PractitionerLoad& load = data_->loads[p];
    if (load.before.away || load.leaves_on || load.appointed > load.before.free) bought[p].reset();
  }
  return bought;
}

std::vector<AreaGain> Allocation::one_more_place_in_area_buys() const {
  const auto bought = one_more_place_buys();
  const auto practitioners = data_->roster.practitioners();
  std::map<std::string, std::optional<QueuedUnit>> first;
  for (const Practitioner& one : practitioners) {
    for (const std::string& area : one.areas) first.emplace(area, std::nullopt);
  }
  for (auto& [area, unit] : first) {
    for (PractitionerIndex p{0}; p < practitioners.size(); ++p) {
      const auto& areas = practitioners[p].areas;
      const bool works_there = areas.empty() || std::ranges::count(areas, area) != 0;
      if (works_there && bought[p] && (!unit || *bought[p] < *unit)) unit = bought[p];
    }
  }
  std::vector<AreaGain> gains;
  gains.reserve(first.size());
  for (const auto& [area, unit] : first) gains.push_back({area, unit});
  return gains;
}

std::optional<Impact> Allocation::what_if(QueuedUnit unit, PractitionerIndex practitioner) const {
  if (!data_->exact) {
    auto then = WeightedChanges{data_->problem, *data_->weighted}.given(unit, practitioner);
    if (!then) return std::nullopt;
    keep_appointed(*data_, std::nullopt, *then);
    return impact_of(*data_, *then, unit);
  }
  const auto then = data_->exact->what_if(unit, practitioner);
  if (!then) return std::nullopt;
  Impact impact{then->extra, {}, {}, 0, 0};
  for (const UnitMove& move : then->moves) {
    impact.moves.push_back({move.unit, move.from, move.to});
    impact.changes += changes_of(*data_, impact.moves.back());
  }
  impact.less_of_shares = less_of_shares(*data_, impact.moves);
  impact.extra = Cost{impact.extra.count() - impact.changes * data_->change_price -
                      impact.less_of_shares * data_->share_price};
  if (then->displaced) impact.displaced.push_back(*then->displaced);
  return impact;
}

std::optional<Impact> Allocation::without(PractitionerIndex practitioner) const {
  if (!data_->exact) {
    auto then = WeightedChanges{data_->problem, *data_->weighted}.without(practitioner);
    keep_appointed(*data_, practitioner, then);
    return impact_of(*data_, then, std::nullopt);
  }
  Assignment then = *data_->exact;
  if (!then.keep_where_they_are().empty()) return std::nullopt;
  then.withdraw(practitioner);
  ChangedAssignment places;
  places.reserve(data_->units.size());
  for (QueuedUnit unit{0}; unit < data_->units.size(); ++unit) {
    places.push_back(then.practitioner_of(unit));
  }
  keep_appointed(*data_, practitioner, places);
  return impact_of(*data_, places, std::nullopt);
}

std::string_view to_text(Requirement requirement) noexcept {
  switch (requirement) {
    case Requirement::conflict: return "conflict";
    case Requirement::excluded: return "excluded";
    case Requirement::pinned_elsewhere: return "pinned_elsewhere";
    case Requirement::not_listed: return "not_listed";
    case Requirement::area: return "area";
    case Requirement::competence: return "competence";
    case Requirement::may_not_take: return "may_not_take";
    case Requirement::urgent_only: return "urgent_only";
    case Requirement::appointed_elsewhere: return "appointed_elsewhere";
  }
  return "";
}

std::string_view to_text(AllocationFindingKind kind) noexcept {
  switch (kind) {
    case AllocationFindingKind::unknown_conflict: return "unknown_conflict";
    case AllocationFindingKind::unknown_past_family: return "unknown_past_family";
    case AllocationFindingKind::appointed_conflict: return "appointed_conflict";
    case AllocationFindingKind::appointed_excluded: return "appointed_excluded";
    case AllocationFindingKind::appointed_away: return "appointed_away";
    case AllocationFindingKind::come_free_unheld: return "come_free_unheld";
  }
  return "";
}

std::string_view to_text(UnplacedReason reason) noexcept {
  switch (reason) {
    case UnplacedReason::nobody_eligible: return "nobody_eligible";
    case UnplacedReason::places_full: return "places_full";
    case UnplacedReason::too_large: return "too_large";
    case UnplacedReason::kind_full: return "kind_full";
    case UnplacedReason::no_room: return "no_room";
    case UnplacedReason::no_room_found: return "no_room_found";
  }
  return "";
}

std::string_view to_text(InstructionKind kind) noexcept {
  switch (kind) {
    case InstructionKind::pin: return "pin";
    case InstructionKind::exclude: return "exclude";
    case InstructionKind::part: return "part";
    case InstructionKind::appointed: return "appointed";
  }
  return "";
}

}  // namespace waitlist
