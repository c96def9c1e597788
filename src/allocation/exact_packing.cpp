#include "allocation/exact_packing.h"

#include <algorithm>

namespace waitlist {
namespace {

constexpr std::int64_t kStepsMax = 200'000;

class ExactSearch {
 public:
  ExactSearch(LoadPacking packing, const std::vector<QueuedUnit>& units, bool any)
      : now_{std::move(packing)}, units_{units}, any_{any}, least_left_(units.size() + 1, 0) {
    for (QueuedUnit unit{0}; unit < now_.problem().unit_count(); ++unit) {
      if (now_.placed(unit)) now_.take(unit);
    }
    // What is left costs at least its cheapest pairs and, of every place, the cheapest price.
    std::int64_t place = 0;
    for (PractitionerIndex p{0}; p < now_.problem().practitioner_count(); ++p) {
      const PractitionerPlaces& places = now_.problem().places(p);
      place = std::min(place, std::min<std::int64_t>(0, places.price.first.count()) +
                                  std::min<std::int64_t>(0, places.urgent_price.first.count()));
    }
    for (std::size_t i = units.size(); i-- > 0;) {
      std::int64_t cheapest = INT64_MAX;
      for (const EligiblePair& pair : now_.problem().eligible(units[i])) {
        cheapest = std::min(cheapest, pair.cost.count());
      }
      if (cheapest == INT64_MAX) cheapest = 0;
      least_left_[i] = least_left_[i + 1] + cheapest + place * now_.problem().load(units[i]);
    }
  }

  ExactAnswer run(LoadPacking& answer) {
    try_unit(0);
    if (steps_ > kStepsMax) return ExactAnswer::too_long;
    if (best_.empty() && !(units_.empty() && found_)) return ExactAnswer::impossible;
    for (QueuedUnit unit{0}; unit < answer.problem().unit_count(); ++unit) {
      if (answer.placed(unit)) answer.take(unit);
    }
    for (std::size_t i = 0; i < units_.size(); ++i) answer.put(units_[i], best_[i]);
    return ExactAnswer::found;
  }

 private:
  void try_unit(std::size_t index) {
    if (++steps_ > kStepsMax || (any_ && found_)) return;
    if (found_ && now_.total() + least_left_[index] >= least_) return;
    if (index == units_.size()) {
      found_ = true;
      least_ = now_.total();
      best_.clear();
      for (const QueuedUnit unit : units_) best_.push_back(now_.at(unit));
      return;
    }
    const QueuedUnit unit = units_[index];
    std::vector<PractitionerIndex> eligible;
    for (const EligiblePair& pair : now_.problem().eligible(unit)) {
      eligible.push_back(pair.practitioner);
    }
    std::ranges::sort(eligible);
    for (const PractitionerIndex p : eligible) {
      if (!now_.fits(unit, p)) continue;
      now_.put(unit, p);
      try_unit(index + 1);
      now_.take(unit);
    }
  }

  LoadPacking now_;
  const std::vector<QueuedUnit>& units_;
  bool any_;
  std::vector<std::int64_t> least_left_;
  std::vector<PractitionerIndex> best_;
  bool found_ = false;
  std::int64_t least_ = 0;
  std::int64_t steps_ = 0;
};

}  // namespace

ExactAnswer pack_exactly(LoadPacking& packing, const std::vector<QueuedUnit>& units, bool any) {
  return ExactSearch{packing, units, any}.run(packing);
}

}  // namespace waitlist
