#include "allocation/load_fit.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace waitlist {
namespace {

constexpr std::int64_t kStepsOfOne = 60'000'000;
constexpr std::size_t kBytesMax = std::size_t{1} << 26U;  ///< of all states that are kept
constexpr std::uint32_t kDivisorsTried = 12;

}  // namespace

LoadFit::LoadFit(const AssignmentProblem& problem, std::int64_t steps_of_all)
    : problem_{problem}, steps_left_{steps_of_all} {
  std::map<std::tuple<std::uint32_t, bool, std::vector<PractitionerIndex>, std::vector<KindCount>>,
           std::uint32_t>
      known;
  kind_of_.reserve(problem.unit_count());
  for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit) {
    std::vector<PractitionerIndex> eligible;
    eligible.reserve(problem.eligible(unit).size());
    for (const EligiblePair& pair : problem.eligible(unit)) eligible.push_back(pair.practitioner);
    std::ranges::sort(eligible);
    std::vector<KindCount> work;
    for (const KindCount& one : problem.kinds(unit)) {
      if (one.kind < problem.kind_count()) work.push_back(one);
    }
    const auto [at, is_new] = known.try_emplace(
        {problem.load(unit), problem.urgent(unit), std::move(eligible), std::move(work)},
        static_cast<std::uint32_t>(kinds_.size()));
    if (is_new) {
      kinds_.push_back({problem.load(unit), problem.urgent(unit), std::get<2>(at->first),
                        std::get<3>(at->first)});
    }
    kind_of_.push_back(at->second);
  }
}

/// Those who may take the unit, those who may take what they hold, and so on: nobody else's units
/// could make room, and nobody else could give any.
LoadFit::Question LoadFit::part_around(const LoadPacking& packing, QueuedUnit unit) const {
  Question part;
  part.person_of.assign(problem_.practitioner_count(), kOutside);
  part.class_of.assign(kinds_.size(), kOutside);
  const auto add_kind = [&](std::uint32_t kind) {
    if (part.class_of[kind] != kOutside) return;
    part.class_of[kind] = static_cast<std::uint32_t>(part.kinds.size());
    part.kinds.push_back(kind);
    for (const PractitionerIndex p : kinds_[kind].eligible) {
      if (part.person_of[p] != kOutside) continue;
      part.person_of[p] = static_cast<std::uint32_t>(part.people.size());
      part.people.push_back(p);
    }
  };
  add_kind(kind_of_[unit]);
  for (std::size_t next = 0; next < part.people.size(); ++next) {
    for (const QueuedUnit held : packing.held(part.people[next])) {
      part.units.push_back(held);
      add_kind(kind_of_[held]);
    }
  }
  std::ranges::sort(part.units);
  return part;
}

LoadFlow LoadFit::flow_of(const Question& part,
                          const LoadPacking& packing,
                          QueuedUnit unit,
                          std::uint32_t divisor,
                          std::optional<LimitedKind> inner) const {
  auto classes = std::make_shared<std::vector<UnitKind>>();
  classes->reserve(part.kinds.size());
  for (const std::uint32_t kind : part.kinds) {
    const bool is_inner = inner ? kinds_[kind].of(*inner) > 0 : kinds_[kind].urgent;
    UnitKind one{std::max(1U, kinds_[kind].load / divisor), is_inner,
                 std::vector<std::uint8_t>(part.people.size(), 0)};
    for (const PractitionerIndex p : kinds_[kind].eligible) one.may[part.person_of[p]] = 1;
    classes->push_back(std::move(one));
  }
  std::vector<LoadRoom> rooms;
  rooms.reserve(part.people.size());
  for (const PractitionerIndex p : part.people) {
    const PractitionerPlaces& places = problem_.places(p);
    std::uint64_t inner_places = places.urgent_places;
    if (inner) {
      inner_places = std::uint64_t{problem_.kind_limit(p, *inner)} * places_of_one(part, *inner);
    }
    // Not cut to the places: who is full is then told from who is at the inner limit alone.
    const auto within =
        static_cast<std::uint32_t>(std::min<std::uint64_t>(UINT32_MAX, inner_places));
    rooms.push_back({places.places / divisor, within / divisor});
  }
  LoadFlow flow{std::move(classes), std::move(rooms)};
  for (const QueuedUnit held : part.units) {
    if (problem_.load(held) < divisor) continue;
    flow.put(part.class_of[kind_of_[held]], part.person_of[packing.at(held)]);
  }
  if (problem_.load(unit) >= divisor) flow.want(part.class_of[kind_of_[unit]]);
  return flow;
}

/// Whether even shared units would not fit, or units of so many places would not.
bool LoadFit::hopeless(const Question& part, const LoadPacking& packing, QueuedUnit unit) {
  const std::uint32_t most = std::min(problem_.load(unit), kDivisorsTried);
  for (std::uint32_t divisor = 1; divisor <= most; ++divisor) {
    LoadFlow flow = flow_of(part, packing, unit, divisor);
    const bool fits = flow.settle(true);
    steps_left_ -= flow.steps();
    if (!fits) return true;
  }
  return problem_.has_kinds() && too_many_of_a_kind(part, packing, unit);
}

bool LoadFit::may_fit(const LoadPacking& packing, QueuedUnit unit) {
  const Question part = part_around(packing, unit);
  return !part.people.empty() && !hopeless(part, packing, unit);
}

TightSet LoadFit::proof(const LoadPacking& packing, QueuedUnit unit) const {
  TightSet set;
  const Question part = part_around(packing, unit);
  LoadFlow flow = flow_of(part, packing, unit, 1);
  if (part.people.empty()) return set;
  if (flow.settle(false)) return proof_by_kind(part, packing, unit);
  const std::vector<LoadFlow::Reached> reached = flow.reached();
  for (std::size_t i = 0; i < part.people.size(); ++i) {
    if (reached[i] == LoadFlow::Reached::no) continue;
    const bool all = reached[i] == LoadFlow::Reached::all;
    set.full.push_back({part.people[i], all ? PlaceKind::all : PlaceKind::urgent});
  }
  std::ranges::sort(set.full, {}, &FullPlaces::practitioner);
  for (const QueuedUnit held : part.units) {
    if (flow.is_closed_in(part.class_of[kind_of_[held]])) set.holders.push_back(held);
  }
  return set;
}

std::vector<PractitionerIndex> LoadFit::helpers(const LoadPacking& packing, QueuedUnit unit) const {
  const Question part = part_around(packing, unit);
  LoadFlow flow = flow_of(part, packing, unit, 1);
  if (part.people.empty() || flow.settle(false)) return part.people;
  const std::vector<LoadFlow::Reached> reached = flow.reached();
  std::vector<PractitionerIndex> helpers;
  for (std::size_t i = 0; i < part.people.size(); ++i) {
    if (reached[i] == LoadFlow::Reached::all) helpers.push_back(part.people[i]);
  }
  return helpers;
}

FitAnswer LoadFit::fit(LoadPacking& packing, QueuedUnit unit) {
  const Question part = part_around(packing, unit);
  if (part.people.empty()) return FitAnswer::impossible;
  LoadFlow flow = flow_of(part, packing, unit, 1, inner_kind(part));
  limit_units(part, flow);
  const FitAnswer answer = search(part, flow);
  if (answer == FitAnswer::found) hand_out(part, flow, packing, unit);
  return answer;
}

/// Depth first; a unit that is shared goes to one of the two sides of a limit. `flow` becomes the
/// answer that is found.
FitAnswer LoadFit::search(const Question& part, LoadFlow& flow) {
  const std::size_t deepest = std::max<std::size_t>(2, kBytesMax / (flow.bytes() + 1));
  const std::int64_t allowed = std::min(kStepsOfOne, steps_left_);
  std::int64_t steps = 0;
  std::vector<LoadFlow> open;
  open.push_back(std::move(flow));
  const bool has_kinds = problem_.has_kinds();
  FitAnswer answer = FitAnswer::impossible;
  while (!open.empty()) {
    if (steps >= allowed || open.size() > deepest) {
      answer = FitAnswer::stopped;
      break;
    }
    LoadFlow now = std::move(open.back());
    open.pop_back();
    const std::int64_t before = now.steps();
    const bool fits = now.settle(true);
    steps += now.steps() - before;
    if (!fits) continue;
    auto split = now.split();
    const Passed passed = has_kinds ? passed_limit(part, now) : Passed{};
    if (passed.for_certain) continue;
    if (!split && passed.at_all) split = passed.split;
    if (!split) {
      flow = std::move(now);
      answer = FitAnswer::found;
      break;
    }
    open.push_back(now);
    open.back().at_most(split->of, split->at, split->whole);
    now.at_least(split->of, split->at, split->whole + 1);
    open.push_back(std::move(now));
  }
  steps_left_ -= steps;
  return answer;
}

/// Units stay where they are as far as the numbers allow; the others go where one is missing.
void LoadFit::hand_out(const Question& part,
                       const LoadFlow& flow,
                       LoadPacking& packing,
                       QueuedUnit unit) const {
  std::vector<std::uint32_t> missing(part.kinds.size() * part.people.size());
  for (std::size_t c = 0; c < part.kinds.size(); ++c) {
    for (std::size_t p = 0; p < part.people.size(); ++p) {
      missing[c * part.people.size() + p] = flow.units_at(c, p);
    }
  }
  std::vector<QueuedUnit> moving;
  for (const QueuedUnit held : part.units) {
    const std::size_t at =
        part.class_of[kind_of_[held]] * part.people.size() + part.person_of[packing.at(held)];
    if (missing[at] > 0) {
      --missing[at];
    } else {
      moving.push_back(held);
    }
  }
  for (const QueuedUnit one : moving) packing.take(one);
  moving.push_back(unit);
  for (const QueuedUnit one : moving) {
    const std::size_t row = part.class_of[kind_of_[one]] * part.people.size();
    std::size_t p = 0;
    while (missing[row + p] == 0) ++p;
    --missing[row + p];
    packing.put(one, part.people[p]);
  }
}

}  // namespace waitlist
