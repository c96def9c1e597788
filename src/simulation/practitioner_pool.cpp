#include "simulation/practitioner_pool.h"

#include "base/check.h"

#include <algorithm>
#include <functional>
#include <queue>
#include <tuple>

namespace waitlist {
PractitionerPool::PractitionerPool(const AreaScenario& scenario,
                                   std::optional<std::uint32_t> searched,
                                   std::uint64_t seed,
                                   std::span<const HeldWork> held)
    : scenario_{scenario},
      rule_{scenario.practitioners},
      caseload_{rule_.caseload},
      searched_{searched.has_value()},
      seed_{seed},
      turnover_{rule_, seed},
      posts_(searched.value_or(rule_.count)) {
  for (std::uint32_t post = 0; post < posts_.size(); ++post) {
    posts_[post].places = places_of(post);
    turnover_.plan(posts_[post].tenure, post, 0);
  }
  if (rule_.in_hand_recorded)
    give_held(held);
  else
    fill_hands();
  set_leave(0);
  count_free();
}

/// The places of a post that are left for this list: other work takes whole places, spread over
/// the posts so that the first n of them have its share of theirs, rounded down.
std::uint32_t PractitionerPool::places_of(std::uint32_t post) const noexcept {
  const auto taken = [this](std::uint64_t posts) {
    return posts * caseload_ * static_cast<std::uint64_t>(rule_.other_work) / 1000;
  };
  return caseload_ - static_cast<std::uint32_t>(taken(std::uint64_t{post} + 1) - taken(post));
}

/// The places that are taken at the beginning: work was begun at an even time within its duration.
void PractitionerPool::fill_hands() {
  const DurationDraw law{rule_.in_hand > 0 ? scenario_.work.otherwise : DurationLaw{}, 1};
  const bool added_are_empty =
      searched_ && scenario_.target && scenario_.target->added == AddedPosts::empty;
  const std::size_t busy =
      added_are_empty ? std::min<std::size_t>(posts_.size(), rule_.count) : posts_.size();
  for (std::uint32_t post = 0; post < busy; ++post) {
    for (std::uint32_t place = 0; place < posts_[post].places; ++place) {
      const KeyedDraws draws = draws_of_place(seed_, post, place);
      if (draws.chance(0, rule_.in_hand)) add_work(post, end_in_hand(law, draws));
    }
  }
}

/// Who holds which case no record says: of the posts of today each goes to the one with the least
/// to do among those with room, and where nobody has room to the one with the least to do. With
/// fewer posts than today, what the others hold is left out.
void PractitionerPool::give_held(std::span<const HeldWork> held) {
  using Next = std::tuple<bool, std::uint32_t, std::uint32_t>;  // full, load, post
  std::priority_queue<Next, std::vector<Next>, std::greater<>> next;
  for (std::uint32_t post = 0; post < rule_.count; ++post) {
    next.emplace(places_of(post) == 0, 0U, post);
  }
  for (const HeldWork& work : held) {
    const auto [full, load, post] = next.top();
    next.pop();
    next.emplace(load + 1 >= places_of(post), load + 1, post);
    if (post < posts_.size()) add_work(post, work.ends);
  }
}

void PractitionerPool::add_work(std::uint32_t post, std::int64_t ends) {
  work_.push_back({ends, post});
  std::ranges::push_heap(work_, ends_later);
  ++posts_[post].load;
}

void PractitionerPool::pass_to(std::int64_t day) {
  while (!work_.empty() && work_.front().ends <= day) {
    --posts_[work_.front().post].load;
    std::ranges::pop_heap(work_, ends_later);
    work_.pop_back();
  }
  for (std::uint32_t post = 0; post < posts_.size(); ++post) {
    turnover_.pass_to(day, posts_[post].tenure, post, [&] { hand_over(post); });
  }
  const Day date = scenario_.from + Days{day};
  if (!searched_) {
    for (const Practitioners::Change& change : rule_.changes) {
      if (change.from == date) set_count(change.count, day);
    }
  }
  set_leave(day);
  count_free();
}

void PractitionerPool::set_count(std::uint32_t count, std::int64_t day) {
  for (std::uint32_t post = count; post < posts_.size(); ++post) {
    posts_[post].tenure.held = false;
    posts_[post].tenure.changes_on = kNeverDay;
    hand_over(post);
  }
  const auto before = static_cast<std::uint32_t>(posts_.size());
  if (count > before) posts_.resize(count);
  for (std::uint32_t post = 0; post < count; ++post) {
    Tenure& tenure = posts_[post].tenure;
    const bool closed = !tenure.held && tenure.changes_on == kNeverDay;
    if (post < before && !closed) continue;
    tenure.held = true;
    posts_[post].places = places_of(post);
    turnover_.plan(tenure, post, day);
  }
}

void PractitionerPool::set_leave(std::int64_t day) {
  if (rule_.leave.empty()) return;
  const Day date = scenario_.from + Days{day};
  std::uint32_t away = 0;
  for (const Practitioners::Leave& leave : rule_.leave) {
    if (date >= leave.from && date < leave.until) away += leave.away;
  }
  for (Post& post : posts_) {
    post.away = post.tenure.held && away > 0;
    if (post.away) --away;
  }
}

/// A leaver's cases go on without a gap: to colleagues, above their number of places if need be.
void PractitionerPool::hand_over(std::uint32_t post) {
  if (posts_[post].load == 0) return;
  if (std::ranges::none_of(posts_, [](const Post& one) { return one.tenure.held; })) return;
  for (Work& work : work_) {
    if (work.post != post) continue;
    work.post = least_loaded(false);
    ++posts_[work.post].load;
  }
  posts_[post].load = 0;
}

std::uint32_t PractitionerPool::least_loaded(bool with_room) const {
  std::uint32_t best = 0;
  std::uint32_t least = UINT32_MAX;
  for (std::uint32_t post = 0; post < posts_.size(); ++post) {
    const bool fits = with_room ? room(posts_[post]) > 0 : posts_[post].tenure.held;
    if (!fits || posts_[post].load >= least) continue;
    best = post;
    least = posts_[post].load;
  }
  return best;
}

void PractitionerPool::take(const std::vector<std::int64_t>& ends) {
  WAITLIST_CHECK(free_ > 0);
  const std::uint32_t post = least_loaded(true);
  free_ -= std::min(room(posts_[post]), static_cast<std::uint32_t>(ends.size()));
  for (const std::int64_t end : ends) add_work(post, end);
}

PlacesInUse PractitionerPool::in_use() const noexcept {
  PlacesInUse use;
  for (const Post& post : posts_) {
    if (!post.tenure.held) continue;
    use.taken += post.load;
    use.places += post.places;
  }
  return use;
}

void PractitionerPool::count_free() {
  free_ = 0;
  for (const Post& post : posts_) free_ += room(post);
}

}  // namespace waitlist
