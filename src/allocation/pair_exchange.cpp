#include "allocation/pair_exchange.h"

#include <algorithm>

namespace waitlist {
namespace {

constexpr std::size_t kTableMax = 400'000;  ///< states times units; larger pairs are left alone
constexpr int kExchangeRoundsMax = 200;
constexpr std::int64_t kNever = INT64_MAX;

}  // namespace

std::vector<PractitionerIndex> PairExchange::partners_of(PractitionerIndex first) {
  marked_.assign(packing_.problem().practitioner_count(), 0);
  std::vector<PractitionerIndex> partners;
  for (const QueuedUnit unit : packing_.held(first)) {
    for (const EligiblePair& pair : packing_.problem().eligible(unit)) {
      if (pair.practitioner == first || marked_[pair.practitioner] != 0) continue;
      marked_[pair.practitioner] = 1;
      partners.push_back(pair.practitioner);
    }
  }
  std::ranges::sort(partners);
  return partners;
}

bool PairExchange::run(std::vector<std::uint8_t> changed) {
  const auto count = static_cast<PractitionerIndex>(packing_.problem().practitioner_count());
  bool better = false;
  for (int round = 0; round < kExchangeRoundsMax; ++round) {
    std::vector<std::uint8_t> changed_now(count, 0);
    bool better_now = false;
    for (PractitionerIndex first{0}; first < count; ++first) {
      if (packing_.held(first).empty()) continue;
      for (const PractitionerIndex second : partners_of(first)) {
        if (changed[first] == 0 && changed[second] == 0) continue;
        if (!share_anew(first, second)) continue;
        changed[first] = changed[second] = 1;
        changed_now[first] = changed_now[second] = 1;
        better_now = true;
      }
    }
    if (!better_now) break;
    better = true;
    changed = std::move(changed_now);
  }
  return better;
}

void PairExchange::collect(PractitionerIndex first, PractitionerIndex second) {
  shared_.clear();
  for (const PractitionerIndex p : {first, second}) {
    for (const QueuedUnit unit : packing_.held(p)) {
      const auto at_first = packing_.cost(unit, first);
      const auto at_second = packing_.cost(unit, second);
      if (!at_first || !at_second) continue;
      const std::uint32_t load = packing_.problem().load(unit);
      shared_.push_back(
          {unit, *at_first, *at_second, load, packing_.problem().urgent(unit) ? load : 0});
    }
  }
  std::ranges::sort(shared_, {}, &Shared::unit);
}

/// False: the table would be too large.
bool PairExchange::fill_table(std::uint32_t load_room, std::uint32_t urgent_room) {
  loads_ = std::size_t{load_room} + 1;
  urgents_ = std::size_t{urgent_room} + 1;
  if (loads_ * urgents_ * (shared_.size() + 1) > kTableMax) return false;
  least_.assign(loads_ * urgents_, kNever);
  least_[0] = 0;
  with_first_.assign(loads_ * urgents_ * shared_.size(), 0);
  for (std::size_t i = 0; i < shared_.size(); ++i) {
    const Shared& one = shared_[i];
    std::uint8_t* const with_first = with_first_.data() + i * loads_ * urgents_;
    for (std::size_t load = loads_; load-- > 0;) {
      for (std::size_t urgent = urgents_; urgent-- > 0;) {
        std::int64_t& cell = least_[load * urgents_ + urgent];
        const std::int64_t without = cell == kNever ? kNever : cell + one.at_second;
        std::int64_t with = kNever;
        if (load >= one.load && urgent >= one.urgent_load) {
          const std::int64_t rest = least_[(load - one.load) * urgents_ + urgent - one.urgent_load];
          if (rest != kNever) with = rest + one.at_first;
        }
        with_first[load * urgents_ + urgent] = with < without ? 1 : 0;
        cell = std::min(with, without);
      }
    }
  }
  return true;
}

bool PairExchange::share_anew(PractitionerIndex first, PractitionerIndex second) {
  collect(first, second);
  if (shared_.empty()) return false;
  std::uint32_t load = 0;
  std::uint32_t urgent = 0;
  std::uint32_t load_first = 0;
  std::uint32_t urgent_first = 0;
  std::int64_t now = 0;
  for (const Shared& one : shared_) {
    const bool here = packing_.at(one.unit) == first;
    load += one.load;
    urgent += one.urgent_load;
    if (here) load_first += one.load;
    if (here) urgent_first += one.urgent_load;
    now += here ? one.at_first : one.at_second;
  }
  const PractitionerPlaces& places = packing_.problem().places(first);
  const PractitionerPlaces& others = packing_.problem().places(second);
  const std::uint32_t fixed_first = packing_.taken(first) - load_first;
  const std::uint32_t fixed_second = packing_.taken(second) - (load - load_first);
  const std::uint32_t urgent_fixed_first = packing_.urgent_taken(first) - urgent_first;
  const std::uint32_t urgent_fixed_second = packing_.urgent_taken(second) - (urgent - urgent_first);
  const std::uint32_t urgent_room = std::min(places.urgent_places, places.places);
  if (!fill_table(std::min(load, places.places - fixed_first),
                  std::min(urgent, urgent_room - urgent_fixed_first))) {
    return false;
  }
  std::int64_t least = now + packing_.place_cost(first) + packing_.place_cost(second);
  std::size_t best = least_.size();
  for (std::size_t x = 0; x < loads_; ++x) {
    if (fixed_second + load - x > others.places) continue;
    for (std::size_t y = 0; y < urgents_; ++y) {
      const std::int64_t pairs = least_[x * urgents_ + y];
      if (pairs == kNever || urgent_fixed_second + urgent - y > others.urgent_places) continue;
      const auto x_load = static_cast<std::uint32_t>(x);
      const auto y_load = static_cast<std::uint32_t>(y);
      const std::int64_t total =
          pairs + packing_.place_cost(first, fixed_first + x_load, urgent_fixed_first + y_load) +
          packing_.place_cost(second, fixed_second + load - x_load,
                              urgent_fixed_second + urgent - y_load);
      if (total >= least) continue;
      least = total;
      best = x * urgents_ + y;
    }
  }
  if (best == least_.size()) return false;
  if (packing_.problem().has_kinds()) return hand_out_within_kinds(first, second, best);
  hand_out(first, second, best);
  return true;
}

/// The table counts places alone: what passes a limit on a kind of work is taken back.
bool PairExchange::hand_out_within_kinds(PractitionerIndex first,
                                         PractitionerIndex second,
                                         std::size_t state) {
  std::vector<PractitionerIndex> before;
  before.reserve(shared_.size());
  for (const Shared& one : shared_) before.push_back(packing_.at(one.unit));
  hand_out(first, second, state);
  if (packing_.keeps_kinds(first) && packing_.keeps_kinds(second)) return true;
  for (const Shared& one : shared_) packing_.take(one.unit);
  for (std::size_t i = 0; i < shared_.size(); ++i) packing_.put(shared_[i].unit, before[i]);
  return false;
}

void PairExchange::hand_out(PractitionerIndex first, PractitionerIndex second, std::size_t state) {
  for (const Shared& one : shared_) packing_.take(one.unit);
  for (std::size_t i = shared_.size(); i-- > 0;) {
    const Shared& one = shared_[i];
    const bool with_first = with_first_[i * loads_ * urgents_ + state] != 0;
    packing_.put(one.unit, with_first ? first : second);
    if (with_first) state -= one.load * urgents_ + one.urgent_load;
  }
}

}  // namespace waitlist
