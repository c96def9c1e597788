#include "queue/queue_order.h"

#include "base/check.h"
#include "base/prefetch.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace waitlist {
namespace {

// Room to grow in a block just filled.
constexpr std::uint32_t kFilled = OrderBlock::kMost * 7 / 8;

/// As near as 32 bits come; never falls where `lead` rises.
std::int32_t short_lead(std::int64_t lead) {
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(lead, INT32_MIN, INT32_MAX));
}

std::int32_t short_lead_of(const OrderPlan& plan, const UnitLine& line) {
  return plan.lead() < plan.keys().size() ? short_lead(plan.key(line, plan.lead())) : 0;
}

/// Whether a line of the target's class stands before it, its short lead being the same.
bool stands_before(const OrderPlan& plan, const UnitLine& line, const OrderTarget& target) {
  for (std::size_t i = plan.lead(); i < target.keys.size(); ++i) {
    const std::int64_t key = plan.key(line, i);
    if (key != target.keys[i]) return key < target.keys[i];
  }
  return plan.first_id(line) < target.case_id;
}

}  // namespace

void OrderBlock::prefetch() const noexcept { prefetch_bytes(this, sizeof *this); }

void OrderBlock::insert(std::uint32_t at, std::int32_t its_lead,
                        const UnitLine* its_line) noexcept {
  std::move_backward(lead.begin() + at, lead.begin() + count, lead.begin() + count + 1);
  std::move_backward(line.begin() + at, line.begin() + count, line.begin() + count + 1);
  lead[at] = its_lead;
  line[at] = its_line;
  ++count;
}

void OrderBlock::erase(std::uint32_t at) noexcept {
  std::move(lead.begin() + at + 1, lead.begin() + count, lead.begin() + at);
  std::move(line.begin() + at + 1, line.begin() + count, line.begin() + at);
  --count;
}

void ClassList::fill(const OrderPlan& plan, std::span<const UnitLine* const> lines,
                     std::uint64_t epoch) {
  WAITLIST_CHECK(size_ == 0);
  for (std::size_t begin = 0; begin < lines.size(); begin += kFilled) {
    const auto part = lines.subspan(begin, std::min<std::size_t>(kFilled, lines.size() - begin));
    auto block = std::make_shared<OrderBlock>();
    block->epoch = epoch;
    for (const UnitLine* line : part) {
      block->insert(block->count, short_lead_of(plan, *line), line);
    }
    first_lead_.push_back(block->lead.front());
    counts_.push_back(block->count);
    blocks_.push_back(std::move(block));
  }
  size_ = lines.size();
}

ClassList::At ClassList::place_of(const OrderPlan& plan, const UnitLine& line) const {
  std::vector<std::int64_t> keys(plan.keys().size());
  for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = plan.key(line, i);
  return lower_bound(plan, {keys, plan.first_id(line)});
}

ClassList::At ClassList::lower_bound(const OrderPlan& plan, const OrderTarget& target) const {
  const std::int32_t lead =
      plan.lead() < target.keys.size() ? short_lead(target.keys[plan.lead()]) : 0;
  // Of entries with the same short lead, the lines tell.
  const auto among = [&](const auto& leads, std::size_t size, const auto& line_at) {
    const auto end_of_leads = leads.begin() + static_cast<std::ptrdiff_t>(size);
    auto begin = static_cast<std::size_t>(std::lower_bound(leads.begin(), end_of_leads, lead) -
                                          leads.begin());
    auto end = static_cast<std::size_t>(std::upper_bound(leads.begin(), end_of_leads, lead) -
                                        leads.begin());
    // The keys that differ mostly lie in the second half of what a line begins with.
    for (std::size_t i = begin; i < end; ++i) prefetch_bytes(&line_at(i) + 1, 1);
    while (begin < end) {
      const std::size_t middle = (begin + end) / 2;
      if (stands_before(plan, line_at(middle), target)) {
        begin = middle + 1;
      } else {
        end = middle;
      }
    }
    return begin;
  };
  // The block before the first one that begins at or after the target holds the place.
  const std::size_t block =
      among(first_lead_, first_lead_.size(),
            [this](std::size_t i) -> const UnitLine& { return *blocks_[i]->line.front(); });
  if (block == 0) return {0, 0};
  const OrderBlock& held = *blocks_[block - 1];
  held.prefetch();
  const std::size_t at =
      among(held.lead, held.count,
            [&held](std::size_t i) -> const UnitLine& { return *held.line[i]; });
  if (at == held.count) return {block, 0};
  return {block - 1, static_cast<std::uint32_t>(at)};
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
  first_lead_[block] = blocks_[block]->lead.front();
  counts_[block] = blocks_[block]->count;
}

void ClassList::insert(const OrderPlan& plan, const UnitLine& line, std::uint64_t epoch) {
  if (blocks_.empty()) {
    const UnitLine* only = &line;
    return fill(plan, {&only, 1}, epoch);
  }
  At at = place_of(plan, line);
  if (at.entry == 0 && at.block > 0) {  // as well at the end of the block before
    --at.block;
    at.entry = blocks_[at.block]->count;
  }
  OrderBlock& block = writable(at.block, epoch);
  block.insert(at.entry, short_lead_of(plan, line), &line);
  ++size_;
  note(at.block);
  if (block.count == OrderBlock::kMost) split(at.block);
}

void ClassList::split(std::size_t block) {
  OrderBlock& first = *blocks_[block];
  auto second = std::make_shared<OrderBlock>();
  second->epoch = first.epoch;
  constexpr std::uint32_t kHalf = OrderBlock::kMost / 2;
  second->count = first.count - kHalf;
  std::copy_n(first.lead.begin() + kHalf, second->count, second->lead.begin());
  std::copy_n(first.line.begin() + kHalf, second->count, second->line.begin());
  first.count = kHalf;
  const auto next = static_cast<std::ptrdiff_t>(block) + 1;
  blocks_.insert(blocks_.begin() + next, std::move(second));
  first_lead_.insert(first_lead_.begin() + next, 0);
  counts_.insert(counts_.begin() + next, 0);
  note(block);
  note(block + 1);
}

void ClassList::replace(std::uint64_t epoch,
                        const std::function<const UnitLine*(const UnitLine&)>& other) {
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    OrderBlock& block = writable(i, epoch);
    for (std::uint32_t at = 0; at < block.count; ++at) block.line[at] = other(*block.line[at]);
  }
}

/// Mostly the lead tells the block, and the line is known when it is met: no other line is read.
ClassList::At ClassList::find(const OrderPlan& plan, const UnitLine& line) const {
  const std::int32_t lead = short_lead_of(plan, line);
  const auto after = std::ranges::upper_bound(first_lead_, lead);
  if (after != first_lead_.begin() && *std::prev(after) != lead) {
    const auto block = static_cast<std::size_t>(std::prev(after) - first_lead_.begin());
    const OrderBlock& held = *blocks_[block];
    const std::span leads = std::span{held.lead}.first(held.count);
    auto at = static_cast<std::uint32_t>(std::ranges::lower_bound(leads, lead) - leads.begin());
    for (; at < held.count && held.lead[at] == lead; ++at) {
      if (held.line[at] == &line) return {block, at};
    }
  }
  return place_of(plan, line);
}

void ClassList::prefetch(const OrderPlan& plan, const UnitLine& line) const noexcept {
  const auto after = std::ranges::upper_bound(first_lead_, short_lead_of(plan, line));
  if (after == first_lead_.begin()) return;
  blocks_[static_cast<std::size_t>(after - first_lead_.begin()) - 1]->prefetch();
}

void ClassList::erase(const OrderPlan& plan, const UnitLine& line, std::uint64_t epoch) {
  const At at = find(plan, line);
  WAITLIST_CHECK(at.block < blocks_.size() && blocks_[at.block]->line[at.entry] == &line);
  --size_;
  if (blocks_[at.block]->count == 1) {
    const auto place = static_cast<std::ptrdiff_t>(at.block);
    blocks_.erase(blocks_.begin() + place);
    first_lead_.erase(first_lead_.begin() + place);
    counts_.erase(counts_.begin() + place);
    return;
  }
  writable(at.block, epoch).erase(at.entry);
  note(at.block);
}

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
  std::vector<std::int64_t> keys(plan.keys().size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    keys[i] = plan.key(line, i) + (plan.daily(line.line_class, i) - plan.daily(list, i)) * day;
  }
  return lists[list].lower_bound(plan, {keys, plan.first_id(line)});
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
  return a.lead != b.lead ? a.lead < b.lead : state_.stands_before(*a.line, *b.line);
}

void OrderCursor::push(ClassIndex list, ClassList::At at) {
  const auto& blocks = state_.lists[list].blocks();
  if (at.block < blocks.size() && at.entry == blocks[at.block]->count) at = {at.block + 1, 0};
  if (at.block == blocks.size()) return;
  Head head{0, blocks[at.block]->line[at.entry], list, at};
  const OrderPlan& plan = state_.plan;
  if (plan.lead() < plan.keys().size()) {
    head.lead = plan.key(*head.line, plan.lead()) +
                plan.daily(list, plan.lead()) * state_.as_of.days_since_epoch();
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
                std::uint32_t position,
                std::vector<QueuePlace>& places) {
  state.plan.visit_cases(line, [&](const CaseLine& one) {
    places.push_back({one.case_id, position, one.tier, one.band, one.must_allocate,
                      one.points_on(state.as_of)});
  });
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
    add_places(*state_, *line, position, places);
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
    add_places(*state_, *line, position, places);
    for (const QueuePlace& place : places) {
      if (!visit(place)) return;
    }
  }
}

QueueSnapshot::QueueSnapshot(std::shared_ptr<const State> state) noexcept
    : state_{std::move(state)} {}

}  // namespace waitlist
