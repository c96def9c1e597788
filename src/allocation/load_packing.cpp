#include "allocation/load_packing.h"

#include "allocation/place_price.h"

#include <algorithm>

namespace waitlist {
namespace {

constexpr int kChainDepth = 3;
constexpr int kChainSteps = 4000;
constexpr std::size_t kCellsMax = 4'000'000;  ///< units times practitioners
constexpr std::int64_t kNoPair = INT64_MAX;
constexpr int kImprovingRoundsMax =
    1000;  ///< of improving; each lowers the total, so few are needed

/// What so many places cost that follow on those taken.
std::int64_t price_of(const PlacePrice& price, std::int64_t taken, std::int64_t count) noexcept {
  return price.first.count() * count +
         price.rise.count() * (taken * count + count * (count - 1) / 2);
}

}  // namespace

LoadPacking::LoadPacking(const AssignmentProblem& problem)
    : problem_{&problem},
      at_(problem.unit_count(), kNobody),
      cost_at_(problem.unit_count(), 0),
      held_(problem.practitioner_count()),
      taken_(problem.practitioner_count(), 0),
      urgent_(problem.practitioner_count(), 0),
      kinds_(problem.kind_count() * problem.practitioner_count(), 0),
      elsewhere_(problem.unit_count()) {
  auto sorted = std::make_shared<Pairs>();
  sorted->pairs.reserve(problem.pair_count());
  for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit) {
    const auto pairs = problem.eligible(unit);
    sorted->pairs.insert(sorted->pairs.end(), pairs.begin(), pairs.end());
    std::sort(sorted->pairs.begin() + static_cast<std::ptrdiff_t>(sorted->begin.back()),
              sorted->pairs.end(), [](const EligiblePair& a, const EligiblePair& b) {
                return a.practitioner < b.practitioner;
              });
    sorted->begin.push_back(sorted->pairs.size());
  }
  const std::size_t people = problem.practitioner_count();
  if (problem.unit_count() * people <= kCellsMax) {
    sorted->table.assign(problem.unit_count() * people, kNoPair);
    for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit) {
      for (const EligiblePair& pair : problem.eligible(unit)) {
        sorted->table[unit * people + pair.practitioner] = pair.cost.count();
      }
    }
  }
  pairs_ = std::move(sorted);
}

std::optional<std::int64_t> LoadPacking::cost(QueuedUnit unit, PractitionerIndex p) const {
  if (!pairs_->table.empty()) {
    const std::int64_t written = pairs_->table[unit * held_.size() + p];
    return written == kNoPair ? std::nullopt : std::optional{written};
  }
  const auto pairs = eligible(unit);
  const auto pair = std::ranges::lower_bound(pairs, p, {}, &EligiblePair::practitioner);
  if (pair == pairs.end() || pair->practitioner != p) return std::nullopt;
  return pair->cost.count();
}

std::int64_t LoadPacking::place_cost(PractitionerIndex p,
                                     std::uint32_t taken,
                                     std::uint32_t urgent) const noexcept {
  const PractitionerPlaces& places = problem_->places(p);
  return sum_of_places(places.price, taken) + sum_of_places(places.urgent_price, urgent);
}

std::int64_t LoadPacking::added(QueuedUnit unit, const EligiblePair& pair) const noexcept {
  const PractitionerIndex p = pair.practitioner;
  const PractitionerPlaces& places = problem_->places(p);
  const std::int64_t load = problem_->load(unit);
  std::int64_t sum = pair.cost.count() + price_of(places.price, taken_[p], load);
  if (problem_->urgent(unit)) sum += price_of(places.urgent_price, urgent_[p], load);
  return sum;
}

std::int64_t LoadPacking::saved(QueuedUnit unit) const {
  const PractitionerIndex p = at_[unit];
  const PractitionerPlaces& places = problem_->places(p);
  const std::int64_t load = problem_->load(unit);
  std::int64_t sum = cost_at_[unit] + price_of(places.price, taken_[p] - load, load);
  if (problem_->urgent(unit)) sum += price_of(places.urgent_price, urgent_[p] - load, load);
  return sum;
}

std::int64_t LoadPacking::total() const {
  std::int64_t sum = 0;
  for (QueuedUnit unit{0}; unit < at_.size(); ++unit) {
    if (placed(unit)) sum += cost_at_[unit];
  }
  for (PractitionerIndex p{0}; p < taken_.size(); ++p) sum += place_cost(p);
  return sum;
}

bool LoadPacking::fits(QueuedUnit unit, PractitionerIndex p) const noexcept {
  const PractitionerPlaces& places = problem_->places(p);
  const std::uint64_t load = problem_->load(unit);
  return taken_[p] + load <= places.places &&
         (!problem_->urgent(unit) || urgent_[p] + load <= places.urgent_places) &&
         (kinds_.empty() || kinds_fit(unit, p, std::nullopt));
}

bool LoadPacking::kinds_fit(QueuedUnit unit,
                            PractitionerIndex p,
                            std::optional<QueuedUnit> left) const noexcept {
  return std::ranges::all_of(problem_->kinds(unit), [&](const KindCount& one) {
    if (one.kind >= problem_->kind_count()) return true;
    std::uint64_t has = of_kind(p, one.kind);
    if (left) {
      for (const KindCount& other : problem_->kinds(*left)) {
        if (other.kind == one.kind) has -= other.count;
      }
    }
    return has + one.count <= problem_->kind_limit(p, one.kind);
  });
}

bool LoadPacking::keeps_kinds(PractitionerIndex p) const noexcept {
  for (LimitedKind kind{0}; kind < problem_->kind_count(); ++kind) {
    if (of_kind(p, kind) > problem_->kind_limit(p, kind)) return false;
  }
  return true;
}

void LoadPacking::count_kinds(QueuedUnit unit, PractitionerIndex p, bool more) noexcept {
  for (const KindCount& one : problem_->kinds(unit)) {
    if (one.kind >= problem_->kind_count()) continue;
    std::uint32_t& has = kinds_[one.kind * held_.size() + p];
    has = more ? has + one.count : has - one.count;
  }
}

bool LoadPacking::could_fit(QueuedUnit unit, PractitionerIndex p) const noexcept {
  return problem_->fits_alone(unit, p);
}

void LoadPacking::put(QueuedUnit unit, PractitionerIndex p) {
  at_[unit] = p;
  cost_at_[unit] = cost(unit, p).value_or(0);
  held_[p].push_back(unit);
  taken_[p] += problem_->load(unit);
  if (problem_->urgent(unit)) urgent_[p] += problem_->load(unit);
  if (!kinds_.empty()) count_kinds(unit, p, true);
  ++changes_;
}

void LoadPacking::take(QueuedUnit unit) {
  const PractitionerIndex p = at_[unit];
  std::erase(held_[p], unit);
  taken_[p] -= problem_->load(unit);
  if (problem_->urgent(unit)) urgent_[p] -= problem_->load(unit);
  if (!kinds_.empty()) count_kinds(unit, p, false);
  at_[unit] = kNobody;
  ++changes_;
}

bool LoadPacking::put_where_cheapest(QueuedUnit unit) {
  const EligiblePair* best = nullptr;
  for (const EligiblePair& pair : eligible(unit)) {
    if (!fits(unit, pair.practitioner)) continue;
    if (best == nullptr || added(unit, pair) < added(unit, *best)) best = &pair;
  }
  if (best == nullptr) return false;
  put(unit, best->practitioner);
  return true;
}

bool LoadPacking::make_room_by_move(QueuedUnit unit, PractitionerIndex p) {
  const std::vector<QueuedUnit> there = held_[p];
  return std::ranges::any_of(there, [&](QueuedUnit other) {
    take(other);
    if (fits(unit, p)) {
      put(unit, p);
      if (put_where_cheapest(other)) return true;
      take(unit);
    }
    put(other, p);
    return false;
  });
}

bool LoadPacking::make_room_by_swap(QueuedUnit unit, PractitionerIndex p) {
  const std::vector<QueuedUnit> there = held_[p];
  for (const QueuedUnit other : there) {
    take(other);
    const bool room = fits(unit, p);
    if (room) put(unit, p);
    for (const EligiblePair& pair : eligible(other)) {
      if (!room) break;
      const PractitionerIndex q = pair.practitioner;
      if (q == p || !could_fit(other, q)) continue;
      const std::vector<QueuedUnit> partners = held_[q];
      for (const QueuedUnit partner : partners) {
        if (!cost(partner, p) || !fits(partner, p)) continue;
        take(partner);
        if (fits(other, q)) {
          put(other, q);
          put(partner, p);
          return true;
        }
        put(partner, q);
      }
    }
    if (room) take(unit);
    put(other, p);
  }
  return false;
}

/// Puts a unit where another has to leave, and that one in turn, a few steps deep.
bool LoadPacking::fit_by_chain(QueuedUnit unit, int depth, int& steps) {
  if (put_where_cheapest(unit)) return true;
  if (depth == 0) return false;
  for (const EligiblePair& pair : eligible(unit)) {
    const PractitionerIndex p = pair.practitioner;
    if (!could_fit(unit, p)) continue;
    const std::vector<QueuedUnit> there = held_[p];
    for (const QueuedUnit other : there) {
      if (--steps < 0) return false;
      if (at_[other] != p || problem_->load(other) > problem_->load(unit)) continue;
      take(other);
      if (fits(unit, p)) {
        put(unit, p);
        if (fit_by_chain(other, depth - 1, steps)) return true;
        take(unit);
      }
      put(other, p);
    }
  }
  return false;
}

bool LoadPacking::fit_in_by_two(QueuedUnit unit) {
  if (put_where_cheapest(unit)) return true;
  const auto by_move = [&](const EligiblePair& pair) {
    return could_fit(unit, pair.practitioner) && make_room_by_move(unit, pair.practitioner);
  };
  const auto by_swap = [&](const EligiblePair& pair) {
    return could_fit(unit, pair.practitioner) && make_room_by_swap(unit, pair.practitioner);
  };
  return std::ranges::any_of(eligible(unit), by_move) ||
         std::ranges::any_of(eligible(unit), by_swap);
}

bool LoadPacking::fit_in(QueuedUnit unit) {
  if (fit_in_by_two(unit)) return true;
  int steps = kChainSteps;
  return fit_by_chain(unit, kChainDepth, steps);
}

bool LoadPacking::move_one(QueuedUnit unit) {
  const PractitionerIndex from = at_[unit];
  const std::int64_t now = saved(unit);
  const EligiblePair* best = nullptr;
  std::int64_t least = now;
  for (const EligiblePair& pair : eligible(unit)) {
    if (pair.practitioner == from || !fits(unit, pair.practitioner)) continue;
    const std::int64_t then = added(unit, pair);
    if (then >= least) continue;
    least = then;
    best = &pair;
  }
  if (best == nullptr) return false;
  take(unit);
  put(unit, best->practitioner);
  return true;
}

/// The two cheapest places for a unit apart from where it is, as things stand.
const LoadPacking::Elsewhere& LoadPacking::elsewhere(QueuedUnit unit) {
  Elsewhere& known = elsewhere_[unit];
  if (known.changes == changes_) return known;
  known = {changes_, {}, {}};
  for (const EligiblePair& pair : eligible(unit)) {
    if (pair.practitioner == at_[unit] || !fits(unit, pair.practitioner)) continue;
    const Option option{added(unit, pair), pair.practitioner};
    if (option < known.best) {
      known.second = known.best;
      known.best = option;
    } else if (option < known.second) {
      known.second = option;
    }
  }
  return known;
}

/// What a place at `p` would add for a unit once another has left it.
LoadPacking::Option LoadPacking::option_after(QueuedUnit unit,
                                              PractitionerIndex p,
                                              QueuedUnit left) const {
  const auto pair_cost = cost(unit, p);
  if (!pair_cost) return {};
  const PractitionerPlaces& places = problem_->places(p);
  const std::int64_t taken = std::int64_t{taken_[p]} - problem_->load(left);
  const std::int64_t urgent =
      std::int64_t{urgent_[p]} - (problem_->urgent(left) ? problem_->load(left) : 0);
  const std::int64_t size = problem_->load(unit);
  if (taken + size > places.places) return {};
  if (!kinds_.empty() && !kinds_fit(unit, p, left)) return {};
  std::int64_t sum = *pair_cost + price_of(places.price, taken, size);
  if (problem_->urgent(unit)) {
    if (urgent + size > places.urgent_places) return {};
    sum += price_of(places.urgent_price, urgent, size);
  }
  return {sum, p};
}

/// Where somebody else may go whose place a unit takes that leaves its own.
LoadPacking::Option LoadPacking::third_for(QueuedUnit moved, QueuedUnit left) {
  const PractitionerIndex from = at_[left];
  const Elsewhere& alone = elsewhere(moved);
  const Option far = alone.best.practitioner == from ? alone.second : alone.best;
  return std::min(far, option_after(moved, from, left));
}

std::optional<LoadPacking::Departure> LoadPacking::departure(QueuedUnit unit) {
  const std::int64_t freed = saved(unit);
  Departure best;
  for (const EligiblePair& pair : eligible(unit)) {
    const PractitionerIndex to = pair.practitioner;
    if (to == at_[unit] || !could_fit(unit, to)) continue;
    if (fits(unit, to) && added(unit, pair) - freed < best.extra) {
      best = {added(unit, pair) - freed, to, std::nullopt, kNobody};
    }
    for (const QueuedUnit other : held_[to]) {
      const Option entered = option_after(unit, to, other);
      if (entered.practitioner == kNobody) continue;
      const Option third = third_for(other, unit);
      if (third.practitioner == kNobody) continue;
      const std::int64_t extra = entered.added + third.added - freed - saved(other);
      if (extra < best.extra) best = {extra, to, other, third.practitioner};
    }
  }
  return best.to == kNobody ? std::nullopt : std::optional{best};
}

/// The unit goes where another is, and that one to a third practitioner, which may be the first.
bool LoadPacking::chain_one(QueuedUnit unit) {
  const PractitionerIndex from = at_[unit];
  const std::int64_t freed = saved(unit);
  for (const EligiblePair& pair : eligible(unit)) {
    const PractitionerIndex to = pair.practitioner;
    if (to == from || !could_fit(unit, to)) continue;
    for (const QueuedUnit other : held_[to]) {
      const Option entered = option_after(unit, to, other);
      if (entered.practitioner == kNobody) continue;
      const Option third = third_for(other, unit);
      if (third.practitioner == kNobody) continue;
      if (entered.added + third.added >= freed + saved(other)) continue;
      take(unit);
      take(other);
      put(unit, to);
      put(other, third.practitioner);
      return true;
    }
  }
  return false;
}

bool LoadPacking::improve() {
  bool fallen = false;
  for (int round = 0; round < kImprovingRoundsMax; ++round) {
    bool better = false;
    for (QueuedUnit unit{0}; unit < at_.size(); ++unit) {
      if (placed(unit)) better = move_one(unit) || chain_one(unit) || better;
    }
    if (!better) break;
    fallen = true;
  }
  return fallen;
}

}  // namespace waitlist
