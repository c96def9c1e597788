#include "allocation/load_class.h"

#include <waitlist/base/limits.h>

#include "allocation/assignment_state.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

/// Load, and whether urgent.
using LoadClass = std::pair<std::uint32_t, bool>;

/// The price of a place for a unit of this load, where `others` places are taken by other units.
PlacePrice price_of_unit(const PlacePrice& price, std::int64_t load, std::int64_t others) {
  const std::int64_t first = price.first.count() * load +
                             price.rise.count() * (load * others + load * (load - 1) / 2);
  return {Cost{first}, price.rise * (load * load)};
}

PlacePrice both(const PlacePrice& a, const PlacePrice& b) {
  return {a.first + b.first, a.rise + b.rise};
}

class ClassFlow {
 public:
  ClassFlow(LoadPacking& packing, LoadClass of, const std::vector<QueuedUnit>& units)
      : packing_{packing}, load_{of.first}, urgent_{of.second}, units_{units} {}

  bool rearrange() {
    const std::int64_t before = packing_.total();
    AssignmentProblem problem;
    const auto practitioners =
        static_cast<PractitionerIndex>(packing_.problem().practitioner_count());
    for (PractitionerIndex p = 0; p < practitioners; ++p) problem.add_practitioner(places_at(p));
    for (const QueuedUnit unit : units_) problem.add_unit(packing_.problem().eligible(unit));
    if (!problem.check().empty()) return false;  // prices too large to be told apart: stay
    Assignment::State state{problem};
    state.place_in_queue_order();
    for (const QueuedUnit unit : units_) packing_.take(unit);
    for (QueuedUnit i = 0; i < units_.size(); ++i) {
      packing_.put(units_[i], state.flow.practitioner_at(state.flow.node_of(i)));
    }
    return packing_.total() < before;
  }

 private:
  /// Places for units of this class: those it has and those that are free.
  [[nodiscard]] PractitionerPlaces places_at(PractitionerIndex p) const {
    const PractitionerPlaces& all = packing_.problem().places(p);
    std::uint32_t own = 0;
    for (const QueuedUnit unit : packing_.held(p)) {
      const bool here = packing_.problem().load(unit) == load_ &&
                        packing_.problem().urgent(unit) == urgent_;
      if (here) own += load_;
    }
    const std::uint32_t others = packing_.taken(p) - own;
    PractitionerPlaces places;
    places.places = (all.places - others) / load_;
    places.price = price_of_unit(all.price, load_, others);
    if (!urgent_) return places;
    const std::uint32_t urgent_others = packing_.urgent_taken(p) - own;
    const std::uint32_t urgent_room = std::min(all.urgent_places, all.places) - urgent_others;
    places.places = std::min(places.places, urgent_room / load_);
    places.price =
        both(places.price, price_of_unit(all.urgent_price, load_, urgent_others));
    return places;
  }

  LoadPacking& packing_;
  std::uint32_t load_;
  bool urgent_;
  const std::vector<QueuedUnit>& units_;
};

}  // namespace

bool rearrange_classes(LoadPacking& packing) {
  std::map<LoadClass, std::vector<QueuedUnit>> classes;
  const AssignmentProblem& problem = packing.problem();
  for (QueuedUnit unit = 0; unit < problem.unit_count(); ++unit) {
    if (packing.placed(unit)) {
      classes[{problem.load(unit), problem.urgent(unit)}].push_back(unit);
    }
  }
  bool better = false;
  for (const auto& [of, units] : classes) {
    better = ClassFlow{packing, of, units}.rearrange() || better;
  }
  return better;
}

}  // namespace waitlist
