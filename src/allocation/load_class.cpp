#include "allocation/load_class.h"

#include <waitlist/base/limits.h>

#include "allocation/assignment_state.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

/// Load, whether urgent, and kinds of work with a limit.
struct LoadClass {
  std::uint32_t load = 1;
  bool urgent = false;
  std::vector<KindCount> kinds;

  // NOLINTNEXTLINE(readability-implicit-bool-conversion): false stands before true
  friend auto operator<=>(const LoadClass&, const LoadClass&) = default;
};

LoadClass class_of(const AssignmentProblem& problem, QueuedUnit unit) {
  const auto kinds = problem.has_kinds() ? problem.kinds(unit) : std::span<const KindCount>{};
  return {problem.load(unit), problem.urgent(unit), {kinds.begin(), kinds.end()}};
}

/// The price of a place for a unit of this load, where `others` places are taken by other units.
PlacePrice price_of_unit(const PlacePrice& price, std::int64_t load, std::int64_t others) {
  const std::int64_t first =
      price.first.count() * load + price.rise.count() * (load * others + load * (load - 1) / 2);
  return {Cost{first}, price.rise * (load * load)};
}

PlacePrice both(const PlacePrice& a, const PlacePrice& b) {
  return {a.first + b.first, a.rise + b.rise};
}

class ClassFlow {
 public:
  ClassFlow(LoadPacking& packing, const LoadClass& of, const std::vector<QueuedUnit>& units)
      : packing_{packing}, of_{of}, load_{of.load}, urgent_{of.urgent}, units_{units} {}

  bool rearrange() {
    const std::int64_t before = packing_.total();
    const std::optional<Arrangement> best = arrangement({}, 0);
    if (!best) return false;
    apply(*best);
    return packing_.total() < before;
  }

  /// The practitioner of each unit, and what they cost together.
  struct Arrangement {
    std::vector<PractitionerIndex> at;
    std::int64_t total = 0;
  };

  /// The best way to have so many places left at one practitioner; nullopt: there is none.
  std::optional<Arrangement> arrangement(std::optional<PractitionerIndex> left_at,
                                         std::uint32_t left) {
    AssignmentProblem problem;
    const auto practitioners =
        static_cast<PractitionerIndex>(packing_.problem().practitioner_count());
    for (PractitionerIndex p{0}; p < practitioners; ++p) {
      problem.add_practitioner(places_at(p, p == left_at ? left : 0));
    }
    for (const QueuedUnit unit : units_) problem.add_unit(packing_.problem().eligible(unit));
    if (!problem.check().empty()) return std::nullopt;  // prices too large to be summed
    Assignment::State state{problem};
    state.place_in_queue_order();
    Arrangement result{{}, state.flow.total()};
    for (QueuedUnit i{0}; i < units_.size(); ++i) {
      if (state.flow.node_of(i) == PlaceFlow::kNowhere) return std::nullopt;
      result.at.push_back(state.flow.practitioner_at(state.flow.node_of(i)));
    }
    return result;
  }

  void apply(const Arrangement& arrangement) {
    for (const QueuedUnit unit : units_) packing_.take(unit);
    for (std::size_t i = 0; i < units_.size(); ++i) packing_.put(units_[i], arrangement.at[i]);
  }

 private:
  /// Places for units of this class, those it has and those that are free but for some.
  [[nodiscard]] PractitionerPlaces places_at(PractitionerIndex p, std::uint32_t left) const {
    const PractitionerPlaces& all = packing_.problem().places(p);
    std::uint32_t own = 0;
    for (const QueuedUnit unit : packing_.held(p)) {
      if (is_of_class(unit)) own += load_;
    }
    const std::uint32_t others = packing_.taken(p) - own;
    PractitionerPlaces places;
    places.places = all.places < others + left ? 0 : (all.places - others - left) / load_;
    for (const KindCount& one : of_.kinds) {
      if (one.kind >= packing_.problem().kind_count()) continue;
      const std::uint32_t limit = packing_.problem().kind_limit(p, one.kind);
      const std::uint32_t kind_others = packing_.of_kind(p, one.kind) - own / load_ * one.count;
      places.places = std::min(places.places, (limit - kind_others) / one.count);
    }
    places.price = price_of_unit(all.price, load_, others);
    if (!urgent_) return places;
    const std::uint32_t urgent_others = packing_.urgent_taken(p) - own;
    const std::uint32_t urgent_room = all.urgent_places - urgent_others;
    places.places = std::min(places.places, urgent_room / load_);
    places.price = both(places.price, price_of_unit(all.urgent_price, load_, urgent_others));
    return places;
  }

  [[nodiscard]] bool is_of_class(QueuedUnit unit) const {
    const AssignmentProblem& problem = packing_.problem();
    return problem.load(unit) == load_ && problem.urgent(unit) == urgent_ &&
           (!problem.has_kinds() || std::ranges::equal(problem.kinds(unit), of_.kinds));
  }

  LoadPacking& packing_;
  const LoadClass& of_;
  std::uint32_t load_;
  bool urgent_;
  const std::vector<QueuedUnit>& units_;
};

using Classes = std::map<LoadClass, std::vector<QueuedUnit>>;

Classes classes_of(const LoadPacking& packing) {
  Classes classes;
  const AssignmentProblem& problem = packing.problem();
  for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit) {
    if (packing.placed(unit)) {
      classes[class_of(problem, unit)].push_back(unit);
    }
  }
  return classes;
}

}  // namespace

bool fit_by_rearranging(LoadPacking& packing,
                        QueuedUnit unit,
                        std::span<const PractitionerIndex> among) {
  std::optional<LoadPacking> best;
  for (const auto& [of, units] : classes_of(packing)) {
    for (const PractitionerIndex p : among) {
      const auto found = ClassFlow{packing, of, units}.arrangement(p, packing.problem().load(unit));
      if (!found) continue;
      LoadPacking other = packing;
      ClassFlow{other, of, units}.apply(*found);
      if (!other.fits(unit, p)) continue;
      other.put(unit, p);
      if (!best || other.total() < best->total()) best = std::move(other);
    }
  }
  if (!best) return false;
  packing = *std::move(best);
  return true;
}

bool rearrange_classes(LoadPacking& packing) {
  bool better = false;
  for (const auto& [of, units] : classes_of(packing)) {
    better = ClassFlow{packing, of, units}.rearrange() || better;
  }
  return better;
}

}  // namespace waitlist
