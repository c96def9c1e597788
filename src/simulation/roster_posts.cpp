#include "simulation/roster_posts.h"

#include "allocation/practitioner_places.h"
#include "simulation/added_practitioners.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace waitlist {
namespace {

/// For each post those who work in one of its areas, as a kind of work.
std::vector<std::uint32_t> kinds_by_area(std::span<const Practitioner> staff, WorkKinds& kinds) {
  const auto share_area = [](const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return a.empty() || b.empty() || std::ranges::any_of(a, [&](const std::string& area) {
             return std::ranges::count(b, area) != 0;
           });
  };
  std::map<std::vector<std::string>, std::uint32_t> by_areas;
  std::vector<std::uint32_t> found;
  for (const Practitioner& one : staff) {
    const auto [at, is_new] = by_areas.emplace(one.areas, 0);
    if (is_new) {
      WorkKind kind;
      for (PractitionerIndex p{0}; p < staff.size(); ++p) {
        if (share_area(one.areas, staff[p].areas)) kind.posts.push_back(p);
      }
      at->second = kinds.number_of(std::move(kind));
    }
    found.push_back(at->second);
  }
  return found;
}

}  // namespace

RosterPosts::RosterPosts(const AreaScenario& scenario,
                         Roster roster,
                         WorkKinds& kinds,
                         std::uint64_t seed,
                         std::span<const HeldWork> recorded)
    : scenario_{scenario},
      first_{std::move(roster)},
      seed_{seed},
      turnover_{scenario.practitioners, seed} {
  for (const Practitioner& one : first_.practitioners()) {
    const auto post = static_cast<std::uint32_t>(posts_.size());
    posts_.push_back({one, {}, false});
    posts_.back().person.held_load = capacity_on(one, date()).held;
    turnover_.plan(posts_.back().tenure, post, 0);
  }
  fill_hands(kinds, recorded);
  draw_leave();
  set_leave();
}

/// The places that are taken at the beginning. Which of them belongs to which case held nobody
/// says: the first to the first.
void RosterPosts::fill_hands(WorkKinds& kinds, std::span<const HeldWork> recorded) {
  std::unordered_map<std::string_view, std::int64_t> ends;
  for (const HeldWork& work : recorded) ends.emplace(work.case_id, work.ends);
  const DurationDraw law{scenario_.work.otherwise, 1};
  const auto staff = first_.practitioners();
  const std::vector<std::uint32_t> by_area = kinds_by_area(staff, kinds);
  for (std::uint32_t post = 0; post < posts_.size(); ++post) {
    const std::vector<std::string>& held = staff[post].held;
    const std::uint32_t places = *posts_[post].person.held_load;
    for (std::uint32_t place = 0; place < places; ++place) {
      RosterWork work;
      work.ends = end_in_hand(law, draws_of_place(seed_, post, place));
      work.post = post;
      work.urgent = place < staff[post].urgent_held;
      work.kind = by_area[post];
      if (place < held.size()) work.case_id = held[place];
      if (const auto known = ends.find(work.case_id); known != ends.end()) {
        work.ends = known->second;
      }
      if (!work.case_id.empty()) note(post, work.case_id, work.ends);
      work_.push_back(work);
    }
    for (std::size_t i = places; i < held.size(); ++i) note(post, held[i], 0);
    for (const PastFamily& family : staff[post].past_families) {
      note(post, family.case_id, (family.last_worked - scenario_.from).count());
    }
  }
  std::ranges::make_heap(work_, ends_later);
}

void RosterPosts::note(std::uint32_t post, std::string_view case_id, std::int64_t ends) {
  known_[case_id].push_back({post, posts_[post].tenure.spell, ends});
}

/// Leave is of so many, not of somebody: whoever it falls to is drawn, the same under every policy.
void RosterPosts::draw_leave() {
  constexpr std::uint64_t kLeave = std::uint64_t{1} << 50U;  // past those of posts and places
  for (std::size_t row = 0; row < scenario_.practitioners.leave.size(); ++row) {
    const KeyedDraws draws{seed_, kLeave + row};
    std::vector<std::uint32_t>& order = leave_.emplace_back(posts_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, {}, [&](std::uint32_t post) { return draws.bits(post); });
  }
}

void RosterPosts::set_leave() {
  for (Post& post : posts_) post.on_leave = false;
  for (std::size_t row = 0; row < leave_.size(); ++row) {
    const Practitioners::Leave& leave = scenario_.practitioners.leave[row];
    if (date() < leave.from || date() >= leave.until) continue;
    std::uint32_t away = leave.away;
    for (const std::uint32_t post : leave_[row]) {
      if (away == 0) break;
      if (!posts_[post].tenure.held || posts_[post].on_leave) continue;
      posts_[post].on_leave = true;
      --away;
    }
  }
}

bool RosterPosts::pass_to(std::int64_t day, const WorkKinds& kinds) {
  today_ = day;
  while (!work_.empty() && work_.front().ends <= day) {
    const RosterWork& done = work_.front();
    Practitioner& person = posts_[done.post].person;
    *person.held_load -= done.load;
    if (done.urgent) person.urgent_held -= done.load;
    std::ranges::pop_heap(work_, ends_later);
    work_.pop_back();
  }
  bool left = false;
  for (std::uint32_t post = 0; post < posts_.size(); ++post) {
    turnover_.pass_to(day, posts_[post].tenure, post, [&] {
      leave_post(post, kinds);
      left = true;
    });
  }
  set_leave();
  return left;
}

void RosterPosts::leave_post(std::uint32_t post, const WorkKinds& kinds) {
  Practitioner& person = posts_[post].person;
  forget_holder(person);
  if (*person.held_load > 0) hand_over(post, kinds);
}

/// A leaver's cases go on without a gap: each to the colleague who may take it and has the most
/// room, above their number of places if need be. What nobody else may take waits for whoever
/// comes next.
void RosterPosts::hand_over(std::uint32_t post, const WorkKinds& kinds) {
  Practitioner& from = posts_[post].person;
  for (RosterWork& work : work_) {
    if (work.post != post) continue;
    std::optional<std::uint32_t> best;
    std::int64_t most = 0;
    for (const PractitionerIndex other : kinds[work.kind].posts) {
      if (!posts_[other].tenure.held) continue;
      const Capacity capacity = capacity_on(posts_[other].person, date());
      const std::int64_t room = std::int64_t{capacity.caseload} - capacity.held;
      if (best && room <= most) continue;
      best = other;
      most = room;
    }
    if (!best) continue;
    *from.held_load -= work.load;
    Practitioner& to = posts_[*best].person;
    *to.held_load += work.load;
    if (work.urgent) {
      from.urgent_held -= work.load;
      to.urgent_held += work.load;
    }
    work.post = *best;
    if (!work.case_id.empty()) note(*best, work.case_id, work.ends);
  }
}

Roster RosterPosts::roster() const {
  std::vector<Practitioner> people;
  people.reserve(posts_.size());
  for (const Post& post : posts_) people.push_back(post.person);
  const auto travel = first_.travel();
  return Roster::make(std::move(people), {travel.begin(), travel.end()}).value();
}

std::vector<PractitionerPlaces> RosterPosts::places(const AllocationRules& rules) const {
  std::vector<PractitionerPlaces> places;
  places.reserve(posts_.size());
  for (const Post& post : posts_) {
    places.push_back(places_of(post.person, capacity_on(post.person, date()), rules));
    if (!post.tenure.held || post.on_leave) places.back().places = 0;
  }
  return places;
}

std::uint32_t RosterPosts::places_at_most(std::uint32_t post) const {
  Practitioner person = posts_[post].person;
  person.reductions.clear();
  return capacity_on(person, date()).caseload;
}

PlacesInUse RosterPosts::in_use() const {
  PlacesInUse use;
  for (const Post& post : posts_) {
    if (!post.tenure.held) continue;
    const Capacity capacity = capacity_on(post.person, date());
    use.taken += capacity.held;
    use.places += capacity.caseload;
  }
  return use;
}

void RosterPosts::give(const RosterWork& work) {
  Practitioner& person = posts_[work.post].person;
  *person.held_load += work.load;
  if (work.urgent) person.urgent_held += work.load;
  note(work.post, work.case_id, work.ends);
  work_.push_back(work);
  std::ranges::push_heap(work_, ends_later);
}

std::optional<Days> RosterPosts::last_worked(std::uint32_t post, std::string_view case_id) const {
  const auto found = known_.find(case_id);
  if (found == known_.end()) return std::nullopt;
  std::optional<Days> least;
  for (const Acquaintance& one : found->second) {
    if (one.post != post || one.spell != posts_[post].tenure.spell) continue;
    const Days ago{std::max<std::int64_t>(0, today_ - one.ends)};
    if (!least || ago < *least) least = ago;
  }
  return least;
}

}  // namespace waitlist
