#include "allocation/load_next_best.h"

#include "allocation/allocation_data.h"
#include "allocation/load_packing.h"
#include "allocation/place_price.h"

#include <algorithm>
#include <cstdint>

namespace waitlist {
namespace {

class LoadNextBest {
 public:
  explicit LoadNextBest(const Allocation::Data& data) : data_{data}, packing_{data.problem} {
    for (QueuedUnit unit{0}; unit < data.units.size(); ++unit) {
      if (const auto at = data.weighted->practitioner[unit]) packing_.put(unit, *at);
    }
  }

  std::vector<std::optional<NextBest>> take() {
    std::vector<std::optional<NextBest>> all(data_.units.size());
    for (QueuedUnit unit{0}; unit < all.size(); ++unit) {
      if (packing_.placed(unit)) all[unit] = of(unit);
    }
    return all;
  }

 private:
  std::optional<NextBest> of(QueuedUnit unit) {
    const auto departure = packing_.departure(unit);
    if (!departure) return std::nullopt;
    const std::int64_t before = total_;
    changes_ = 0;
    move(unit, packing_.at(unit), departure->to);
    if (departure->other) move(*departure->other, departure->to, departure->third);
    const std::int64_t extra = total_ - before;
    const std::int64_t changes = changes_;
    const PractitionerIndex from = packing_.at(unit);
    std::int64_t less = less_met(from) + less_met(departure->to);
    if (departure->other && departure->third != from) less += less_met(departure->third);
    if (departure->other) move(*departure->other, departure->third, departure->to);
    move(unit, departure->to, packing_.at(unit));
    return NextBest{departure->to, Cost{extra}, changes, less};
  }

  void move(QueuedUnit unit, PractitionerIndex from, PractitionerIndex to) {
    const std::int64_t more = data_.changes(unit, to) - data_.changes(unit, from);
    changes_ += more;
    total_ += (*packing_.cost(unit, to) - *packing_.cost(unit, from)) / data_.scale -
              more * data_.change_price;
    change(from, unit, -1);
    change(to, unit, 1);
  }

  /// Sums of places are rounded as the allocation rounds them.
  void change(PractitionerIndex p, QueuedUnit unit, std::int64_t sign) {
    total_ -= rounded(p);
    const std::int64_t load = sign * std::int64_t{data_.load_with(unit, p)};
    more_[p].all += load;
    if (data_.problem.urgent(unit)) more_[p].urgent += load;
    total_ += rounded(p);
  }

  [[nodiscard]] std::int64_t rounded(PractitionerIndex p) const {
    const PractitionerPlaces& places = data_.places[p];
    const PractitionerLoad& load = data_.loads[p];
    const auto sum = [this](const PlacePrice& price, std::int64_t count) {
      return sum_of_places(price, count) / data_.scale;
    };
    return sum(places.price, load.appointed + packing_.taken(p) + more_[p].all) +
           sum(places.urgent_price,
               load.urgent_appointed + packing_.urgent_taken(p) + more_[p].urgent);
  }

  /// Places by which a least share is met less while units are moved.
  [[nodiscard]] std::int64_t less_met(PractitionerIndex p) const {
    const PractitionerLoad& load = data_.loads[p];
    const std::int64_t now = load.given;
    return std::min<std::int64_t>(load.least, now) -
           std::min<std::int64_t>(load.least, now + more_[p].all);
  }

  struct More {
    std::int64_t all = 0;
    std::int64_t urgent = 0;
  };

  const Allocation::Data& data_;
  LoadPacking packing_;
  std::vector<More> more_ = std::vector<More>(data_.loads.size());  ///< while units are moved
  std::int64_t total_ = 0;
  std::int64_t changes_ = 0;
};

}  // namespace

std::vector<std::optional<NextBest>> next_bests_of_loads(const Allocation::Data& data) {
  return LoadNextBest{data}.take();
}

}  // namespace waitlist
