// Who almost could take a unit, and who knows its family and cannot.
#include <waitlist/allocation/allocation.h>

#include "allocation/allocation_data.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace waitlist {
namespace {

/// Requirements that a manager may look at again; with others nothing behind them is known.
bool may_be_lifted(Requirement requirement) {
  switch (requirement) {
    case Requirement::excluded:
    case Requirement::area:
    case Requirement::competence:
    case Requirement::may_not_take:
    case Requirement::urgent_only: return true;
    case Requirement::conflict:
    case Requirement::pinned_elsewhere:
    case Requirement::appointed_elsewhere:
    case Requirement::not_listed: return false;
  }
  return false;
}

/// Whether limits on kinds of work leave room for a unit beside what is given.
bool kinds_have_room(const Allocation::Data& data,
                     PractitionerIndex p,
                     const AllocationUnit& unit) {
  const std::vector<KindLimit>& limits = data.roster.practitioners()[p].kind_limits;
  for (const KindCount& one : unit.kinds) {
    const auto limit = std::ranges::find(limits, data.kinds[one.kind], &KindLimit::kind);
    if (limit == limits.end()) continue;
    const std::uint32_t given =
        data.loads[p].of_kinds[static_cast<std::size_t>(limit - limits.begin())];
    if (limit->most < std::uint64_t{limit->held} + given + one.count) return false;
  }
  return true;
}

/// Whether so many places are left for a unit beside what is given.
bool has_room(const PractitionerLoad& load, const AllocationUnit& unit, std::uint64_t places) {
  if (load.before.free < load.given + std::uint64_t{load.second} + places) return false;
  const auto& urgent = load.before.urgent_free;
  return !unit.urgent || !urgent || *urgent >= load.urgent_given + places;
}

}  // namespace

std::optional<NearMiss> Allocation::nearest_miss(QueuedUnit unit) const {
  const AllocationUnit& one = data_->units[unit];
  std::vector<std::uint32_t> count(data_->loads.size(), 0);
  std::vector<BarrierIndex> barrier(data_->loads.size());
  for (const BarrierIndex index : barriers_of(unit)) {
    for (const PractitionerIndex p : barriers()[index].practitioners) {
      ++count[p];
      barrier[p] = index;
    }
  }
  std::optional<NearMiss> nearest;
  for (PractitionerIndex p{0}; p < count.size(); ++p) {
    if (count[p] != 1 || !may_be_lifted(barriers()[barrier[p]].requirement)) continue;
    if (!kinds_have_room(*data_, p, one)) continue;
    const PractitionerLoad& load = data_->loads[p];
    const std::uint64_t places = load_with(unit, p);
    if (has_room(load, one, places)) return NearMiss{p, barrier[p], std::nullopt};
    if (!load.before.away) continue;
    const Practitioner& person = data_->roster.practitioners()[p];
    const auto back = back_on(person, data_->ranking.as_of());
    if (!back || (nearest && *nearest->back <= *back)) continue;
    PractitionerLoad then = load;
    then.before = capacity_on(person, *back);
    for (const AwaitedUnit& awaited : data_->awaited) {
      if (awaited.practitioner != p) continue;
      then.given += data_->units[awaited.unit].load;
      if (data_->units[awaited.unit].urgent) then.urgent_given += data_->units[awaited.unit].load;
    }
    if (has_room(then, one, places)) nearest = NearMiss{p, barrier[p], back};
  }
  return nearest;
}

std::optional<PractitionerIndex> Allocation::known_to(QueuedUnit unit) const {
  if (data_->rules.has_own_pairs()) return std::nullopt;
  const AllocationUnit& one = data_->units[unit];
  const auto best = data_->known.best(data_->ranking.cases().unit(one.rows.front()));
  if (!best || one.practitioner == best) return std::nullopt;
  const bool may =
      std::ranges::any_of(data_->problem.eligible(unit),
                          [&](const EligiblePair& pair) { return pair.practitioner == *best; });
  const bool room = has_room(data_->loads[*best], one, load_with(unit, *best)) &&
                    kinds_have_room(*data_, *best, one);
  if (may && room) return std::nullopt;
  return best;
}

}  // namespace waitlist
