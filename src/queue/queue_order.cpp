#include "queue/queue_order.h"

#include "base/check.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace waitlist {
namespace {

constexpr std::size_t kFilled = OrderBlock::kMost * 3 / 4;  ///< room to grow in a block just filled

}  // namespace

void ClassList::fill(std::span<const OrderEntry> entries, std::uint64_t epoch) {
  WAITLIST_CHECK(size_ == 0);
  for (std::size_t begin = 0; begin < entries.size(); begin += kFilled) {
    const auto part = entries.subspan(begin, std::min(kFilled, entries.size() - begin));
    auto block = std::make_shared<OrderBlock>();
    block->epoch = epoch;
    block->entries.assign(part.begin(), part.end());
    blocks_.push_back(std::move(block));
    first_lead_.push_back(part.front().lead);
    counts_.push_back(static_cast<std::uint32_t>(part.size()));
  }
  size_ = entries.size();
}

OrderTarget ClassList::target_of(const UnitLine& line) const {
  return {{line.keys, key_count_}, line.first().case_id()};
}

bool ClassList::before(const OrderEntry& entry, const OrderTarget& target) const {
  if (lead_ < key_count_ && entry.lead != target.keys[lead_]) {
    return entry.lead < target.keys[lead_];
  }
  for (std::size_t i = lead_ + 1; i < key_count_; ++i) {
    if (entry.line->keys[i] != target.keys[i]) return entry.line->keys[i] < target.keys[i];
  }
  return entry.line->first().case_id() < target.case_id;
}

ClassList::At ClassList::lower_bound(const OrderTarget& target) const {
  // The block before the first one that begins at or after the target holds the place.
  const std::int64_t lead = lead_ < key_count_ ? target.keys[lead_] : 0;
  auto begin = static_cast<std::size_t>(std::ranges::lower_bound(first_lead_, lead) -
                                        first_lead_.begin());
  auto end = static_cast<std::size_t>(std::ranges::upper_bound(first_lead_, lead) -
                                      first_lead_.begin());
  while (begin < end) {
    const std::size_t middle = (begin + end) / 2;
    if (before(blocks_[middle]->entries.front(), target)) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  if (begin == 0) return {0, 0};
  const auto& entries = blocks_[begin - 1]->entries;
  const auto at =
      std::partition_point(entries.begin(), entries.end(),
                           [&](const OrderEntry& entry) { return before(entry, target); });
  if (at == entries.end()) return {begin, 0};
  return {begin - 1, static_cast<std::size_t>(at - entries.begin())};
}

std::size_t ClassList::count_before(At at) const {
  if (at.block == counts_.size()) return size_;
  const auto end = counts_.begin() + static_cast<std::ptrdiff_t>(at.block);
  return std::accumulate(counts_.begin(), end, std::size_t{0}) + at.entry;
}

OrderBlock& ClassList::writable(std::size_t block, std::uint64_t epoch) {
  std::shared_ptr<OrderBlock>& held = blocks_[block];
  if (held->epoch != epoch) {
    held = std::make_shared<OrderBlock>(*held);
    held->epoch = epoch;
  }
  return *held;
}

void ClassList::note(std::size_t block) {
  first_lead_[block] = blocks_[block]->entries.front().lead;
  counts_[block] = static_cast<std::uint32_t>(blocks_[block]->entries.size());
}

void ClassList::insert(const UnitLine& line, std::uint64_t epoch) {
  const OrderEntry entry{lead_ < key_count_ ? line.keys[lead_] : 0, &line};
  if (blocks_.empty()) return fill({&entry, 1}, epoch);
  At at = lower_bound(target_of(line));
  if (at.entry == 0 && at.block > 0) {  // as well at the end of the block before
    --at.block;
    at.entry = blocks_[at.block]->entries.size();
  }
  auto& entries = writable(at.block, epoch).entries;
  entries.insert(entries.begin() + static_cast<std::ptrdiff_t>(at.entry), entry);
  ++size_;
  note(at.block);
  if (entries.size() == OrderBlock::kMost) split(at.block);
}

void ClassList::split(std::size_t block) {
  auto& entries = blocks_[block]->entries;
  auto second = std::make_shared<OrderBlock>();
  second->epoch = blocks_[block]->epoch;
  const auto half = entries.begin() + static_cast<std::ptrdiff_t>(entries.size() / 2);
  second->entries.assign(half, entries.end());
  entries.erase(half, entries.end());
  const auto next = static_cast<std::ptrdiff_t>(block) + 1;
  blocks_.insert(blocks_.begin() + next, std::move(second));
  first_lead_.insert(first_lead_.begin() + next, 0);
  counts_.insert(counts_.begin() + next, 0);
  note(block);
  note(block + 1);
}

void ClassList::erase(const UnitLine& line, std::uint64_t epoch) {
  const At at = lower_bound(target_of(line));
  WAITLIST_CHECK(at.block < blocks_.size() && blocks_[at.block]->entries[at.entry].line == &line);
  --size_;
  if (blocks_[at.block]->entries.size() == 1) {
    const auto place = static_cast<std::ptrdiff_t>(at.block);
    blocks_.erase(blocks_.begin() + place);
    first_lead_.erase(first_lead_.begin() + place);
    counts_.erase(counts_.begin() + place);
    return;
  }
  auto& entries = writable(at.block, epoch).entries;
  entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(at.entry));
  note(at.block);
}

bool QueueSnapshot::State::stands_before(const UnitLine& a, const UnitLine& b) const {
  const std::int64_t day = as_of.days_since_epoch();
  for (std::size_t i = 0; i < plan.keys().size(); ++i) {
    const std::int64_t of_a = a.keys[i] + plan.daily(a.line_class, i) * day;
    const std::int64_t of_b = b.keys[i] + plan.daily(b.line_class, i) * day;
    if (of_a != of_b) return of_a < of_b;
  }
  return a.first().case_id() < b.first().case_id();
}

ClassList::At QueueSnapshot::State::place_in(ClassIndex list, const UnitLine& line) const {
  const TierIndex tier = plan.at(line.line_class).tier;
  const TierIndex other = plan.at(list).tier;
  if (plan.tier_first() && other != tier) {
    return {other < tier ? lists[list].blocks().size() : 0, 0};
  }
  // Seen from another class, the line's keys of day 0 are those that meet its own today.
  const std::int64_t day = as_of.days_since_epoch();
  std::vector<std::int64_t> keys(plan.keys().size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    keys[i] = line.keys[i] + (plan.daily(line.line_class, i) - plan.daily(list, i)) * day;
  }
  return lists[list].lower_bound({keys, line.first().case_id()});
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
  std::vector<const UnitLine*> near;
  for (ClassIndex list = 0; list < lists.size(); ++list) {
    const auto& blocks = lists[list].blocks();
    if (blocks.empty()) continue;
    const ClassList::At place = place_in(list, line);
    ClassList::At at = place;
    for (std::size_t i = 0; i < count && (at.block > 0 || at.entry > 0); ++i) {
      if (at.entry == 0) at = {at.block - 1, blocks[at.block - 1]->entries.size()};
      near.push_back(blocks[at.block]->entries[--at.entry].line);
    }
    at = place;
    for (std::size_t i = 0; i <= count && at.block < blocks.size(); ++i) {
      near.push_back(blocks[at.block]->entries[at.entry].line);
      if (++at.entry == blocks[at.block]->entries.size()) at = {at.block + 1, 0};
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

OrderCursor::OrderCursor(const QueueSnapshot::State& state) : state_{state} {
  for (ClassIndex list = 0; list < state.lists.size(); ++list) {
    if (state.lists[list].size() != 0) to_open_.push_back(list);
  }
  std::ranges::sort(to_open_, [this](ClassIndex a, ClassIndex b) {
    return state_.plan.at(a).tier > state_.plan.at(b).tier;
  });
}

void OrderCursor::push(ClassIndex list, ClassList::At at) {
  const auto& blocks = state_.lists[list].blocks();
  if (at.entry == blocks[at.block]->entries.size()) at = {at.block + 1, 0};
  if (at.block == blocks.size()) return;
  heads_.push_back({blocks[at.block]->entries[at.entry].line, list, at});
  std::ranges::push_heap(heads_, [this](const Head& a, const Head& b) {
    return state_.stands_before(*b.line, *a.line);
  });
}

/// Begins the lists of the next tier, or all when the order does not begin with the tier.
void OrderCursor::open_group() {
  const TierIndex tier = state_.plan.at(to_open_.back()).tier;
  while (!to_open_.empty() &&
         (!state_.plan.tier_first() || state_.plan.at(to_open_.back()).tier == tier)) {
    push(to_open_.back(), {0, 0});
    to_open_.pop_back();
  }
}

const UnitLine* OrderCursor::next() {
  if (heads_.empty()) {
    if (to_open_.empty()) return nullptr;
    open_group();
  }
  std::ranges::pop_heap(heads_, [this](const Head& a, const Head& b) {
    return state_.stands_before(*b.line, *a.line);
  });
  const Head head = heads_.back();
  heads_.pop_back();
  push(head.list, {head.at.block, head.at.entry + 1});
  return head.line;
}

void add_places(const UnitLine& line,
                std::uint32_t position,
                Day as_of,
                std::vector<QueuePlace>& places) {
  for (const CaseLine& one : line.all()) {
    places.push_back(
        {one.case_id(), position, one.tier, one.band, one.must_allocate, one.points_on(as_of)});
  }
}

Day QueueSnapshot::as_of() const noexcept { return state_->as_of; }

std::size_t QueueSnapshot::size() const noexcept { return state_->cases; }

std::uint32_t QueueSnapshot::unit_count() const noexcept { return state_->units; }

std::vector<QueuePlace> QueueSnapshot::top(std::size_t count) const {
  std::vector<QueuePlace> places;
  places.reserve(std::min(count, state_->cases) + 1);
  OrderCursor cursor{*state_};
  for (std::uint32_t position = 1; places.size() < count; ++position) {
    const UnitLine* line = cursor.next();
    if (line == nullptr) break;
    add_places(*line, position, state_->as_of, places);
  }
  if (places.size() > count) places.resize(count);
  return places;
}

void QueueSnapshot::visit(const std::function<bool(const QueuePlace&)>& visit) const {
  OrderCursor cursor{*state_};
  std::vector<QueuePlace> places;
  for (std::uint32_t position = 1;; ++position) {
    const UnitLine* line = cursor.next();
    if (line == nullptr) return;
    places.clear();
    add_places(*line, position, state_->as_of, places);
    for (const QueuePlace& place : places) {
      if (!visit(place)) return;
    }
  }
}

QueueSnapshot::QueueSnapshot(std::shared_ptr<const State> state) noexcept
    : state_{std::move(state)} {}

}  // namespace waitlist
