#include "queue/queue_order.h"

#include <algorithm>
#include <utility>

namespace waitlist {

bool QueueSnapshot::State::stands_before(const UnitLine& a, const UnitLine& b) const {
  const std::int64_t day = as_of.days_since_epoch();
  for (std::size_t i = 0; i < plan.keys().size(); ++i) {
    const std::int64_t of_a = plan.key(a, i) + plan.daily(a.line_class, i) * day;
    const std::int64_t of_b = plan.key(b, i) + plan.daily(b.line_class, i) * day;
    if (of_a != of_b) return of_a < of_b;
  }
  return plan.first_id(a) < plan.first_id(b);
}

ClassList::At QueueSnapshot::State::place_in(ClassIndex list, const UnitLine& line) const {
  const TierIndex tier = plan.at(line.line_class).tier;
  const TierIndex other = plan.at(list).tier;
  if (plan.tier_first() && other != tier) {
    return {other < tier ? lists[list].blocks().size() : 0, 0};
  }
  // Seen from another class, the line's keys of day 0 are those that meet its own today.
  const std::int64_t day = as_of.days_since_epoch();
  OrderKeyValues values{};
  const auto keys = std::span{values}.first(plan.keys().size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    keys[i] = plan.key(line, i) + (plan.daily(line.line_class, i) - plan.daily(list, i)) * day;
  }
  return lists[list].lower_bound(
      plan, {keys, plan.first_id(line), plan.first_differing(plan.at(list).tier)});
}

std::uint32_t QueueSnapshot::State::units_before(const UnitLine& line) const {
  std::size_t before = 0;
  for (ClassIndex list = 0; list < lists.size(); ++list) {
    if (lists[list].size() != 0) before += lists[list].count_before(place_in(list, line));
  }
  return static_cast<std::uint32_t>(before);
}

std::vector<const UnitLine*> QueueSnapshot::State::around(const UnitLine& line,
                                                          std::size_t count) const {
  count = std::min(count, std::size_t{units});
  std::vector<const UnitLine*> near;
  for (ClassIndex list = 0; list < lists.size(); ++list) {
    const auto& blocks = lists[list].blocks();
    if (blocks.empty()) continue;
    const ClassList::At place = place_in(list, line);
    ClassList::At at = place;
    for (std::size_t i = 0; i < count && (at.block > 0 || at.entry > 0); ++i) {
      if (at.entry == 0) at = {at.block - 1, blocks[at.block - 1]->count};
      near.push_back(blocks[at.block]->line[--at.entry]);
    }
    at = place;
    for (std::size_t i = 0; i <= count && at.block < blocks.size(); ++i) {
      near.push_back(blocks[at.block]->line[at.entry]);
      if (++at.entry == blocks[at.block]->count) at = {at.block + 1, 0};
    }
  }
  std::ranges::sort(near,
                    [this](const UnitLine* a, const UnitLine* b) { return stands_before(*a, *b); });
  const auto here = static_cast<std::size_t>(std::ranges::find(near, &line) - near.begin());
  const std::size_t end = std::min(near.size(), here + count + 1);
  near.erase(near.begin() + static_cast<std::ptrdiff_t>(end), near.end());
  const std::size_t begin = here - std::min(here, count);
  near.erase(near.begin(), near.begin() + static_cast<std::ptrdiff_t>(begin));
  return near;
}

bool OrderCursor::stands_before(const Head& a, const Head& b) const {
  if (a.first_key != b.first_key) return a.first_key < b.first_key;
  return state_.stands_before(*a.line, *b.line);
}

void OrderCursor::push(ClassIndex list, ClassList::At at) {
  const auto& blocks = state_.lists[list].blocks();
  if (at.block < blocks.size() && at.entry == blocks[at.block]->count) at = {at.block + 1, 0};
  if (at.block == blocks.size()) return;
  Head head{0, blocks[at.block]->line[at.entry], list, at};
  const OrderPlan& plan = state_.plan;
  const std::size_t first = plan.first_differing(plan.at(list).tier);
  if (first < plan.keys().size()) {
    head.first_key =
        plan.key(*head.line, first) + plan.daily(list, first) * state_.as_of.days_since_epoch();
  }
  heads_.push_back(head);
  std::ranges::push_heap(heads_,
                         [this](const Head& a, const Head& b) { return stands_before(b, a); });
}

/// Begins the lists of the next tier, or all when the order does not begin with the tier. False
/// when none is left.
bool OrderCursor::open_group() {
  const auto by_tier = state_.plan.by_tier();
  while (opened_ < by_tier.size() && heads_.empty()) {
    const TierIndex tier = state_.plan.at(by_tier[opened_]).tier;
    for (; opened_ < by_tier.size(); ++opened_) {
      const ClassIndex list = by_tier[opened_];
      if (state_.plan.tier_first() && state_.plan.at(list).tier != tier) break;
      push(list, {0, 0});
    }
  }
  return !heads_.empty();
}

const UnitLine* OrderCursor::next() {
  if (heads_.empty() && !open_group()) return nullptr;
  std::ranges::pop_heap(heads_,
                        [this](const Head& a, const Head& b) { return stands_before(b, a); });
  const Head head = heads_.back();
  heads_.pop_back();
  push(head.list, {head.at.block, head.at.entry + 1});
  return head.line;
}

void add_places(const QueueSnapshot::State& state,
                const UnitLine& line,
                Position position,
                std::vector<QueuePlace>& places) {
  state.plan.visit_cases(line, [&](const CaseLine& one) {
    const Points points = rounded_down(one.points_on(state.as_of), state.plan.point_parts());
    places.push_back({one.case_id, position, one.tier, one.band, one.must_allocate, points});
  });
}

Day QueueSnapshot::as_of() const noexcept { return state_->as_of; }

std::size_t QueueSnapshot::size() const noexcept { return state_->cases; }

std::uint32_t QueueSnapshot::unit_count() const noexcept { return state_->units; }

std::vector<QueuePlace> first_places(const QueueSnapshot::State& state, std::size_t count) {
  std::vector<QueuePlace> places;
  places.reserve(std::min(count, state.cases) + 1);
  OrderCursor cursor{state};
  for (Position position = 1; places.size() < count; ++position) {
    const UnitLine* line = cursor.next();
    if (line == nullptr) break;
    add_places(state, *line, position, places);
  }
  if (places.size() > count) places.resize(count);
  return places;
}

void visit_places(const QueueSnapshot::State& state,
                  const std::function<bool(const QueuePlace&)>& visit) {
  OrderCursor cursor{state};
  std::vector<QueuePlace> places;
  for (Position position = 1;; ++position) {
    const UnitLine* line = cursor.next();
    if (line == nullptr) return;
    places.clear();
    add_places(state, *line, position, places);
    for (const QueuePlace& place : places) {
      if (!visit(place)) return;
    }
  }
}

std::vector<QueuePlace> QueueSnapshot::top(std::size_t count) const {
  return first_places(*state_, count);
}

void QueueSnapshot::visit(const std::function<bool(const QueuePlace&)>& visit) const {
  visit_places(*state_, visit);
}

std::optional<Position> QueueSnapshot::position(std::string_view case_id) const {
  std::optional<Position> found;
  visit_places(*state_, [&](const QueuePlace& place) {
    if (place.case_id == case_id) found = place.position;
    return !found;
  });
  return found;
}

QueueSnapshot::QueueSnapshot(std::shared_ptr<const State> state) noexcept
    : state_{std::move(state)} {}

}  // namespace waitlist
