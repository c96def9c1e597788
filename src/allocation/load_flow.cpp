#include "allocation/load_flow.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <utility>

namespace waitlist {
namespace {

constexpr std::uint32_t kUnseen = UINT32_MAX;
constexpr std::uint32_t kStart = UINT32_MAX - 1;
constexpr std::uint32_t kSumsMax = 63;  ///< sums of loads that fit into the bits of a word

}  // namespace

LoadFlow::LoadFlow(Kinds classes, std::vector<LoadRoom> rooms)
    : kinds_{std::move(classes)},
      rooms_{std::move(rooms)},
      usable_{rooms_},
      x_(kinds_->size() * rooms_.size(), 0),
      least_(x_.size(), 0),
      most_(x_.size(), UINT32_MAX),
      count_(kinds_->size(), 0),
      wanted_(kinds_->size(), 0),
      used_(rooms_.size(), 0),
      urgent_used_(rooms_.size(), 0) {
  for (std::size_t c = 0; c < kinds_->size(); ++c) {
    for (std::size_t p = 0; p < rooms_.size(); ++p) {
      if ((*kinds_)[c].may[p] == 0) most_[cell(c, p)] = 0;
    }
  }
}

void LoadFlow::add(std::size_t of, std::size_t at, std::uint32_t places) {
  x_[cell(of, at)] += places;
  used_[at] += places;
  if ((*kinds_)[of].urgent) urgent_used_[at] += places;
}

void LoadFlow::drop(std::size_t of, std::size_t at, std::uint32_t places) {
  x_[cell(of, at)] -= places;
  used_[at] -= places;
  if ((*kinds_)[of].urgent) urgent_used_[at] -= places;
}

void LoadFlow::put(std::size_t of, std::size_t at) {
  add(of, at, (*kinds_)[of].load);
  ++count_[of];
}

void LoadFlow::want(std::size_t of) {
  wanted_[of] += (*kinds_)[of].load;
  ++count_[of];
}

void LoadFlow::at_least(std::size_t of, std::size_t at, std::uint32_t units) {
  least_[cell(of, at)] = std::max(least_[cell(of, at)], units);
}

void LoadFlow::at_most(std::size_t of, std::size_t at, std::uint32_t units) {
  most_[cell(of, at)] = std::min(most_[cell(of, at)], units);
}

bool LoadFlow::settle(bool round) {
  steps_ += static_cast<std::int64_t>(x_.size());
  for (std::size_t c = 0; c < kinds_->size(); ++c) {
    if (!keep_limits(c)) return false;
  }
  if (round) round_rooms();
  for (std::size_t p = 0; p < rooms_.size(); ++p) {
    if (!evict(p, true) || !evict(p, false)) return false;
  }
  for (std::size_t c = 0; c < kinds_->size(); ++c) {
    while (wanted_[c] > 0) {
      if (!augment(c)) return false;
    }
  }
  return true;
}

/// Takes away what is above the limits of a class and moves there what is below them, first from
/// where units are shared already.
bool LoadFlow::keep_limits(std::size_t of) {
  const std::uint32_t load = (*kinds_)[of].load;
  std::uint64_t fixed = 0;
  std::uint64_t missing = 0;
  for (std::size_t p = 0; p < rooms_.size(); ++p) {
    const std::size_t at = cell(of, p);
    if (least_[at] > most_[at]) return false;
    fixed += least_[at];
    if (x_[at] > std::uint64_t{load} * most_[at]) {
      const std::uint32_t over = x_[at] - load * most_[at];
      drop(of, p, over);
      wanted_[of] += over;
    }
    if (x_[at] < load * least_[at]) missing += load * least_[at] - x_[at];
  }
  if (fixed > count_[of]) return false;
  if (missing == 0) return true;
  for (const bool parts : {true, false}) {
    for (std::size_t p = 0; p < rooms_.size() && missing > wanted_[of]; ++p) {
      const std::uint32_t now = x_[cell(of, p)];
      if (now <= least(of, p)) continue;
      const std::uint64_t loose = parts ? now % load : now - least(of, p);
      const auto taken =
          static_cast<std::uint32_t>(std::min<std::uint64_t>(loose, missing - wanted_[of]));
      drop(of, p, taken);
      wanted_[of] += taken;
    }
  }
  for (std::size_t p = 0; p < rooms_.size(); ++p) {
    const std::uint32_t now = x_[cell(of, p)];
    if (now >= least(of, p)) continue;
    wanted_[of] -= least(of, p) - now;
    add(of, p, least(of, p) - now);
  }
  return true;
}

/// Takes away what is above the places there are.
bool LoadFlow::evict(std::size_t at, bool urgent) {
  const std::uint32_t room = urgent ? usable_[at].urgent : usable_[at].all;
  std::uint32_t& used = urgent ? urgent_used_[at] : used_[at];
  for (const bool parts : {true, false}) {
    for (std::size_t c = 0; c < kinds_->size() && used > room; ++c) {
      const std::uint32_t now = x_[cell(c, at)];
      if ((urgent && !(*kinds_)[c].urgent) || now <= least(c, at)) continue;
      const std::uint32_t loose = parts ? now % (*kinds_)[c].load : now - least(c, at);
      const std::uint32_t taken = std::min(loose, used - room);
      drop(c, at, taken);
      wanted_[c] += taken;
    }
  }
  return used <= room;
}

void LoadFlow::round_rooms() {
  for (std::size_t p = 0; p < rooms_.size(); ++p) {
    usable_[p].urgent = reachable(p, std::min(rooms_[p].urgent, rooms_[p].all), true);
    usable_[p].all = reachable(p, rooms_[p].all, false);
  }
}

/// The most places, not above the room, that whole units could fill together.
std::uint32_t LoadFlow::reachable(std::size_t at, std::uint32_t room, bool urgent) const {
  std::uint32_t fixed = 0;
  std::uint32_t common = 0;
  for (std::size_t c = 0; c < kinds_->size(); ++c) {
    if (urgent && !(*kinds_)[c].urgent) continue;
    fixed += least(c, at);
    if (most_[cell(c, at)] > least_[cell(c, at)]) common = std::gcd(common, (*kinds_)[c].load);
  }
  if (fixed >= room) return room;
  const std::uint32_t left = room - fixed;
  if (common == 0) return fixed;
  if (left > kSumsMax) return fixed + left / common * common;
  std::uint64_t sums = 1;
  for (std::size_t c = 0; c < kinds_->size(); ++c) {
    if (urgent && !(*kinds_)[c].urgent) continue;
    const std::uint32_t load = (*kinds_)[c].load;
    std::uint32_t units = std::min(most_[cell(c, at)], count_[c]) - least_[cell(c, at)];
    units = std::min(units, left / load);
    for (std::uint32_t step = 1; units > 0; step *= 2) {
      const std::uint32_t some = std::min(step, units);
      if (some * load <= kSumsMax) sums |= sums << (some * load);
      units -= some;
    }
  }
  const std::uint64_t within = left == kSumsMax ? sums : sums & ((std::uint64_t{2} << left) - 1);
  return fixed + static_cast<std::uint32_t>(std::bit_width(within)) - 1;
}

bool LoadFlow::augment(std::size_t of) {
  if (!search(of)) return false;
  push(of);
  return true;
}

bool LoadFlow::reach(std::size_t node, std::size_t from) {
  if (from_[node] != kUnseen) return false;
  from_[node] = static_cast<std::uint32_t>(from);
  queue_.push_back(static_cast<std::uint32_t>(node));
  const std::size_t classes = kinds_->size();
  const bool place = node >= classes && node < classes + rooms_.size();
  if (!place || used_[node - classes] >= usable_[node - classes].all) return false;
  end_ = node;
  return true;
}

/// Whether a free place can be reached; the way to it is kept.
bool LoadFlow::search(std::size_t of) {
  from_.assign(kinds_->size() + 2 * rooms_.size(), kUnseen);
  queue_.clear();
  reach(of, kStart);
  std::size_t next = 0;  // the queue grows while it is worked off
  while (next < queue_.size()) {
    if (look_from(queue_[next++])) return true;
  }
  return false;
}

std::vector<LoadFlow::Reached> LoadFlow::reached() const {
  const std::size_t people = rooms_.size();
  std::vector<Reached> reached(people, Reached::no);
  if (from_.empty()) return reached;
  for (std::size_t p = 0; p < people; ++p) {
    const std::size_t place = kinds_->size() + p;
    if (from_[place + people] != kUnseen) reached[p] = Reached::urgent;
    if (from_[place] != kUnseen) reached[p] = Reached::all;
  }
  return reached;
}

bool LoadFlow::is_closed_in(std::size_t of) const { return !from_.empty() && from_[of] != kUnseen; }

bool LoadFlow::look_from(std::size_t node) {
  const std::size_t classes = kinds_->size();
  const std::size_t people = rooms_.size();
  if (node < classes) {
    steps_ += static_cast<std::int64_t>(people);
    const UnitKind& one = (*kinds_)[node];
    for (std::size_t p = 0; p < people; ++p) {
      if (x_[cell(node, p)] >= std::uint64_t{one.load} * most_[cell(node, p)]) continue;
      if (reach(classes + p + (one.urgent ? people : 0), node)) return true;
    }
    return false;
  }
  steps_ += static_cast<std::int64_t>(classes);
  const bool urgent = node >= classes + people;
  const std::size_t p = node - classes - (urgent ? people : 0);
  if (urgent && urgent_used_[p] < usable_[p].urgent && reach(classes + p, node)) return true;
  for (std::size_t c = 0; c < classes; ++c) {
    if ((urgent && !(*kinds_)[c].urgent) || x_[cell(c, p)] <= least(c, p)) continue;
    if (reach(c, node)) return true;
  }
  return false;
}

/// Moves as many places as can be along the way that was found.
void LoadFlow::push(std::size_t of) {
  const std::size_t classes = kinds_->size();
  const std::size_t people = rooms_.size();
  const auto person = [&](std::size_t node) {
    return node - classes - (node >= classes + people ? people : 0);
  };
  std::uint64_t most = std::min(wanted_[of], usable_[end_ - classes].all - used_[end_ - classes]);
  for (std::size_t node = end_; from_[node] != kStart; node = from_[node]) {
    const std::size_t from = from_[node];
    std::uint64_t here = most;
    if (from < classes) {
      const std::size_t at = cell(from, person(node));
      here = std::uint64_t{(*kinds_)[from].load} * most_[at] - x_[at];
    } else if (node < classes) {
      here = x_[cell(node, person(from))] - least(node, person(from));
    } else {
      here = usable_[person(from)].urgent - urgent_used_[person(from)];
    }
    most = std::min(most, here);
  }
  const auto places = static_cast<std::uint32_t>(most);
  for (std::size_t node = end_; from_[node] != kStart; node = from_[node]) {
    const std::size_t from = from_[node];
    if (from < classes) {
      add(from, person(node), places);
    } else if (node < classes) {
      drop(node, person(from), places);
    }
  }
  wanted_[of] -= places;
}

std::optional<LoadFlow::Split> LoadFlow::split() const {
  std::optional<Split> best;
  std::uint32_t best_load = 0;
  std::uint32_t best_rest = 0;
  for (std::size_t c = 0; c < kinds_->size(); ++c) {
    const std::uint32_t load = (*kinds_)[c].load;
    if (load < 2 || load < best_load) continue;
    for (std::size_t p = 0; p < rooms_.size(); ++p) {
      const std::uint32_t rest = x_[cell(c, p)] % load;
      if (rest == 0 || (load == best_load && rest <= best_rest)) continue;
      best = Split{c, p, x_[cell(c, p)] / load};
      best_load = load;
      best_rest = rest;
    }
  }
  return best;
}

}  // namespace waitlist
