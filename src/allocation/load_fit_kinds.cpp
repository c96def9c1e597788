// Limits on kinds of work within the search for room.
#include "allocation/load_fit.h"

#include <algorithm>
#include <utility>

namespace waitlist {
namespace {

/// `whole` divided by `part`, rounded up.
std::uint32_t parts_of(std::uint32_t whole, std::uint32_t part) {
  return (whole + part - 1) / part;
}

}  // namespace

std::uint32_t LoadFit::Kind::of(LimitedKind kind) const noexcept {
  const auto found = std::ranges::find(work, kind, &KindCount::kind);
  return found == work.end() ? 0 : found->count;
}

bool LoadFit::counts_like_places(const Question& part, LimitedKind kind) const {
  return std::ranges::all_of(part.kinds, [&](std::uint32_t number) {
    const std::uint32_t count = kinds_[number].of(kind);
    return count == 0 || count == kinds_[number].load;
  });
}

std::uint32_t LoadFit::places_of_one(const Question& part, LimitedKind kind) const {
  std::uint32_t most = 1;
  for (const std::uint32_t number : part.kinds) {
    const std::uint32_t count = kinds_[number].of(kind);
    if (count > 0) most = std::max(most, parts_of(kinds_[number].load, count));
  }
  return most;
}

std::uint32_t LoadFit::most_in_place(const Question& part, LimitedKind kind) const {
  std::uint32_t most = 1;
  for (const std::uint32_t number : part.kinds) {
    most = std::max(most, parts_of(kinds_[number].of(kind), kinds_[number].load));
  }
  return most;
}

std::optional<LimitedKind> LoadFit::inner_kind(const Question& part) const {
  const bool any_urgent =
      std::ranges::any_of(part.kinds, [&](std::uint32_t number) { return kinds_[number].urgent; });
  const bool urgent_limit = std::ranges::any_of(part.people, [&](PractitionerIndex p) {
    return problem_.places(p).urgent_places < problem_.places(p).places;
  });
  if (any_urgent && urgent_limit) return std::nullopt;
  for (LimitedKind kind{0}; kind < problem_.kind_count(); ++kind) {
    if (counts_like_places(part, kind)) return kind;
  }
  return std::nullopt;
}

/// Nobody has more units of a class than the limit on each of its kinds allows.
void LoadFit::limit_units(const Question& part, LoadFlow& flow) const {
  for (std::size_t of = 0; of < part.kinds.size(); ++of) {
    for (const KindCount& one : kinds_[part.kinds[of]].work) {
      for (std::size_t at = 0; at < part.people.size(); ++at) {
        const std::uint32_t limit = problem_.kind_limit(part.people[at], one.kind);
        if (limit != PractitionerPlaces::kNoLimit) flow.at_most(of, at, limit / one.count);
      }
    }
  }
}

LoadFlow LoadFit::kind_flow(const Question& part,
                            const LoadPacking& packing,
                            QueuedUnit unit,
                            LimitedKind kind) const {
  auto classes = std::make_shared<std::vector<UnitKind>>();
  classes->reserve(part.kinds.size());
  const std::uint64_t most = most_in_place(part, kind);
  for (const std::uint32_t number : part.kinds) {
    const Kind& own = kinds_[number];
    UnitKind one{std::max(1U, own.of(kind)), false,
                 std::vector<std::uint8_t>(part.people.size(), 0)};
    for (const PractitionerIndex p : own.eligible) one.may[part.person_of[p]] = 1;
    classes->push_back(std::move(one));
  }
  std::vector<LoadRoom> rooms;
  rooms.reserve(part.people.size());
  for (const PractitionerIndex p : part.people) {
    const std::uint64_t places = problem_.places(p).places * most;
    const auto room = std::min<std::uint64_t>(problem_.kind_limit(p, kind), places);
    rooms.push_back({static_cast<std::uint32_t>(room), 0});
  }
  LoadFlow flow{std::move(classes), std::move(rooms)};
  for (const QueuedUnit held : part.units) {
    if (kinds_[kind_of_[held]].of(kind) == 0) continue;
    flow.put(part.class_of[kind_of_[held]], part.person_of[packing.at(held)]);
  }
  flow.want(part.class_of[kind_of_[unit]]);
  return flow;
}

/// Whether units of one kind alone would not fit within its limits, or not beside all the others.
bool LoadFit::too_many_of_a_kind(const Question& part,
                                 const LoadPacking& packing,
                                 QueuedUnit unit) {
  for (LimitedKind kind{0}; kind < problem_.kind_count(); ++kind) {
    LoadFlow flow = flow_of(part, packing, unit, 1, kind);
    const bool fits = flow.settle(true);
    steps_left_ -= flow.steps();
    if (!fits) return true;
    if (kinds_[kind_of_[unit]].of(kind) == 0 || counts_like_places(part, kind)) continue;
    LoadFlow alone = kind_flow(part, packing, unit, kind);
    const bool fits_alone = alone.settle(true);
    steps_left_ -= alone.steps();
    if (!fits_alone) return true;
  }
  return false;
}

TightSet LoadFit::proof_by_kind(const Question& part,
                                const LoadPacking& packing,
                                QueuedUnit unit) const {
  for (LimitedKind kind{0}; kind < problem_.kind_count(); ++kind) {
    const bool alike = counts_like_places(part, kind);
    if (!alike && kinds_[kind_of_[unit]].of(kind) == 0) continue;
    const std::uint64_t most = most_in_place(part, kind);
    LoadFlow flow =
        alike ? flow_of(part, packing, unit, 1, kind) : kind_flow(part, packing, unit, kind);
    if (flow.settle(false)) continue;
    TightSet set;
    const std::vector<LoadFlow::Reached> reached = flow.reached();
    for (std::size_t i = 0; i < part.people.size(); ++i) {
      if (reached[i] == LoadFlow::Reached::no) continue;
      const PractitionerIndex p = part.people[i];
      const bool by_kind = alike ? reached[i] == LoadFlow::Reached::urgent
                                 : problem_.kind_limit(p, kind) <= problem_.places(p).places * most;
      set.full.push_back(
          {p, by_kind ? PlaceKind::kind : PlaceKind::all, by_kind ? kind : LimitedKind{}});
    }
    std::ranges::sort(set.full, {}, &FullPlaces::practitioner);
    for (const QueuedUnit held : part.units) {
      const bool counts = alike || kinds_[kind_of_[held]].of(kind) > 0;
      if (counts && flow.is_closed_in(part.class_of[kind_of_[held]])) set.holders.push_back(held);
    }
    return set;
  }
  return {};
}

LoadFit::Passed LoadFit::passed_limit(const Question& part, const LoadFlow& flow) const {
  Passed passed;
  for (std::size_t at = 0; at < part.people.size(); ++at) {
    for (LimitedKind kind{0}; kind < problem_.kind_count() && !passed.for_certain; ++kind) {
      const std::uint32_t limit = problem_.kind_limit(part.people[at], kind);
      if (limit != PractitionerPlaces::kNoLimit) look_at(part, flow, {at, kind, limit}, passed);
    }
  }
  return passed;
}

void LoadFit::look_at(const Question& part,
                      const LoadFlow& flow,
                      const KindLimit& limit,
                      Passed& passed) const {
  std::uint64_t has = 0;
  std::uint64_t least = 0;
  LoadFlow::Split loosest;
  std::uint32_t loose = 0;
  for (std::size_t of = 0; of < part.kinds.size(); ++of) {
    const std::uint64_t count = kinds_[part.kinds[of]].of(limit.kind);
    if (count == 0) continue;
    const std::uint32_t units = flow.units_at(of, limit.at);
    const std::uint32_t fixed = flow.least_units(of, limit.at);
    has += count * units;
    least += count * fixed;
    if (units <= fixed || units - fixed <= loose) continue;
    loose = units - fixed;
    loosest = {of, limit.at, units - 1};
  }
  passed.for_certain = passed.for_certain || least > limit.most;
  if (has <= limit.most || passed.at_all || loose == 0) return;
  passed.at_all = true;
  passed.split = loosest;
}

}  // namespace waitlist
