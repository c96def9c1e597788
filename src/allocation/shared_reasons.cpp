#include "allocation/shared_reasons.h"

#include "allocation/allocation_data.h"
#include "allocation/load_fit.h"
#include "allocation/load_next_best.h"
#include "allocation/load_packing.h"
#include "allocation/place_gains.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

namespace waitlist {
namespace {

/// Groups removals by what removes, each group once for all units.
class BarrierBook {
 public:
  explicit BarrierBook(const Allocation::Data& data) : data_{data} {}

  SharedReasons::Barred take() {
    barred_.of_unit.reserve(data_.units.size());
    for (QueuedUnit unit{0}; unit < data_.units.size(); ++unit) {
      barred_.of_unit.push_back(barriers_of(data_.units[unit]));
    }
    return std::move(barred_);
  }

 private:
  std::vector<BarrierIndex> barriers_of(const AllocationUnit& unit) {
    std::vector<CaseAsks> asks = data_.asks(unit.rows);
    data_.note_conflicts(unit.rows, unit.split, asks);
    asks.front().urgent = unit.urgent;
    const std::optional<std::string> alike = likeness(asks);
    if (!alike) return grouped(asks);
    const auto [at, is_new] = known_.try_emplace(*alike);
    if (is_new) at->second = grouped(asks);
    return at->second;
  }

  /// The same text for units that the same practitioners may not take for the same reasons; nullopt
  /// where words about single cases count.
  [[nodiscard]] std::optional<std::string> likeness(std::span<const CaseAsks> asks) const {
    if (data_.rules.has_own_pairs()) return std::nullopt;
    std::string text;
    const auto add = [&text](std::string_view part) {
      text += part;
      text += '\0';
    };
    add(asks.front().team);
    add(asks.front().area);
    add(asks.front().urgent ? "urgent" : "");
    for (const CaseAsks& one : asks) {
      if (one.pin != nullptr || !one.exclusions.empty() || !one.conflicts.empty()) {
        return std::nullopt;
      }
      for (const std::string_view word : one.competences) add(word);
      add("");
      for (const std::string_view word : one.barred) add(word);
      add("");
    }
    return text;
  }

  std::vector<BarrierIndex> grouped(std::span<const CaseAsks> asks) {
    std::vector<Barrier> barriers;
    for (PractitionerIndex p{0}; p < data_.loads.size(); ++p) {
      for (Removal& removal : data_.eligibility.against(p, asks)) {
        auto barrier = std::ranges::find_if(barriers, [&](const Barrier& one) {
          return one.requirement == removal.requirement && one.detail == removal.detail;
        });
        if (barrier == barriers.end()) {
          barrier = barriers.insert(barrier, {removal.requirement, std::move(removal.detail), {}});
        }
        barrier->practitioners.push_back(p);
      }
    }
    std::vector<BarrierIndex> own;
    own.reserve(barriers.size());
    for (Barrier& barrier : barriers) own.push_back(number_of(std::move(barrier)));
    return own;
  }

  BarrierIndex number_of(Barrier barrier) {
    const auto [at, is_new] =
        number_of_.try_emplace({barrier.requirement, barrier.detail, barrier.practitioners},
                               BarrierIndex{barred_.barriers.size()});
    if (is_new) barred_.barriers.push_back(std::move(barrier));
    return at->second;
  }

  const Allocation::Data& data_;
  SharedReasons::Barred barred_;
  std::unordered_map<std::string, std::vector<BarrierIndex>> known_;
  std::map<std::tuple<Requirement, std::string, std::vector<PractitionerIndex>>, BarrierIndex>
      number_of_;
};

/// Units of several places: what counting proves, each once.
TightSets proofs_of_loads(const Allocation::Data& data) {
  TightSets all{{}, std::vector<std::optional<std::size_t>>(data.units.size())};
  if (!data.few() || data.pair_loads) return all;
  const LoadFit fit{data.problem};
  LoadPacking before{data.problem};
  for (QueuedUnit unit{0}; unit < data.units.size(); ++unit) {
    if (const auto at = data.weighted->practitioner[unit]) {
      before.put(unit, *at);
      continue;
    }
    if (data.why_unplaced(unit) != UnplacedReason::no_room) continue;
    TightSet set = fit.proof(before, unit);
    if (set.full.empty()) continue;
    const auto same = std::ranges::find_if(all.sets, [&set](const TightSet& one) {
      return one.full == set.full && one.holders == set.holders;
    });
    all.set_of[unit] = static_cast<std::size_t>(same - all.sets.begin());
    if (same == all.sets.end()) all.sets.push_back(std::move(set));
  }
  return all;
}

}  // namespace

const std::vector<std::optional<NextBest>>& SharedReasons::next_bests(
    const Allocation::Data& data) {
  std::call_once(asked_next_, [&] {
    if (data.exact) {
      next_ = data.exact->next_bests();
      for (auto& next : next_) {
        if (next) next = data.without_changes(*next);
      }
    } else if (data.few()) {
      next_ = next_bests_of_loads(data);
    }
    next_.resize(data.units.size());
  });
  return next_;
}

const TightSets& SharedReasons::proofs(const Allocation::Data& data) {
  std::call_once(asked_proofs_,
                 [&] { proofs_ = data.exact ? data.exact->tight_sets() : proofs_of_loads(data); });
  return proofs_;
}

const std::vector<std::optional<QueuedUnit>>& SharedReasons::bought(const Allocation::Data& data) {
  std::call_once(asked_bought_, [&] {
    if (data.exact) {
      bought_ = data.exact->one_more_place_buys();
    } else if (data.few() && !data.pair_loads) {
      bought_ = one_more_place_buys(data.problem, *data.weighted);
    }
    bought_.resize(data.loads.size());
  });
  return bought_;
}

const SharedReasons::Barred& SharedReasons::barred(const Allocation::Data& data) {
  std::call_once(asked_barred_, [&] { barred_ = BarrierBook{data}.take(); });
  return barred_;
}

}  // namespace waitlist
