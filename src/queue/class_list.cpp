#include "queue/class_list.h"

#include "base/check.h"
#include "base/prefetch.h"
#include "base/room.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <utility>

namespace waitlist {
namespace {

// Room to grow in a block just filled.
constexpr std::uint32_t kFilled = OrderBlock::kMost * 7 / 8;

/// Whether a line of the target's class stands before it, their leads being alike.
bool stands_before(const OrderPlan& plan, const UnitLine& line, const OrderTarget& target) {
  for (std::size_t i = target.first_differing; i < target.keys.size(); ++i) {
    const std::int64_t key = plan.key(line, i);
    if (key != target.keys[i]) return key < target.keys[i];
  }
  return plan.first_id(line) < target.case_id;
}

}  // namespace

void OrderBlock::prefetch() const noexcept { prefetch_bytes(this, sizeof *this); }

std::uint32_t OrderBlock::code_of(Lead lead) const noexcept {
  if (lead < base) return 0;
  const std::uint64_t above = static_cast<std::uint64_t>(lead) - static_cast<std::uint64_t>(base);
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(above >> shift, UINT32_MAX - 1) + 1);
}

void OrderBlock::fill(const OrderPlan& plan, std::span<const UnitLine* const> lines) noexcept {
  base = plan.lead(*lines.front());
  const std::uint64_t span =
      static_cast<std::uint64_t>(plan.lead(*lines.back())) - static_cast<std::uint64_t>(base);
  // A bit is left for lines that come behind the last.
  shift = std::max(static_cast<unsigned>(std::bit_width(span)), 31U) - 31U;
  count = static_cast<std::uint32_t>(lines.size());
  for (std::uint32_t at = 0; at < count; ++at) {
    code[at] = code_of(plan.lead(*lines[at]));
    line[at] = lines[at];
  }
}

void OrderBlock::split(const OrderPlan& plan, OrderBlock& rest) noexcept {
  const std::uint32_t half = count / 2;
  rest.epoch = epoch;
  rest.base = base;
  rest.shift = shift;
  rest.count = count - half;
  std::copy_n(code.begin() + half, rest.count, rest.code.begin());
  std::copy_n(line.begin() + half, rest.count, rest.line.begin());
  count = half;
  for (OrderBlock* block : {this, &rest}) {
    if (block->tells_little()) block->fill(plan, block->lines());
  }
}

/// Whether other codes would tell more lines apart: a thousand values for each line are plenty.
bool OrderBlock::tells_little() const noexcept {
  const std::uint32_t first = code[0];
  const std::uint32_t last = code[count - 1];
  const bool cut = shift > 0 || first == 0 || last == UINT32_MAX;
  return cut && last - first < kMost * 1'000;
}

void OrderBlock::insert(std::uint32_t at, Lead lead, const UnitLine* its_line) noexcept {
  std::move_backward(code.begin() + at, code.begin() + count, code.begin() + count + 1);
  std::move_backward(line.begin() + at, line.begin() + count, line.begin() + count + 1);
  code[at] = code_of(lead);
  line[at] = its_line;
  ++count;
}

void OrderBlock::erase(std::uint32_t at) noexcept {
  std::move(code.begin() + at + 1, code.begin() + count, code.begin() + at);
  std::move(line.begin() + at + 1, line.begin() + count, line.begin() + at);
  --count;
}

void ClassList::fill(const OrderPlan& plan,
                     std::span<const UnitLine* const> lines,
                     std::uint64_t epoch) {
  WAITLIST_CHECK(size_ == 0);
  ClassList filled;
  for (std::size_t begin = 0; begin < lines.size(); begin += kFilled) {
    const auto part = lines.subspan(begin, std::min<std::size_t>(kFilled, lines.size() - begin));
    auto block = filled.one_block_more();
    block->epoch = epoch;
    block->fill(plan, part);
    filled.first_lead_.push_back(block->base);
    filled.counts_.push_back(block->count);
    filled.blocks_.push_back(std::move(block));
  }
  filled.size_ = lines.size();
  *this = std::move(filled);
}

ClassList::At ClassList::place_of(const OrderPlan& plan, const UnitLine& line) const {
  OrderKeyValues values{};
  const auto keys = std::span{values}.first(plan.keys().size());
  for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = plan.key(line, i);
  return lower_bound(
      plan, {keys, plan.first_id(line), plan.first_differing(plan.at(line.line_class).tier)});
}

ClassList::At ClassList::lower_bound(const OrderPlan& plan, const OrderTarget& target) const {
  const Lead lead = plan.lead(target.keys, target.first_differing);
  // Of entries that look alike, the lines tell.
  const auto among = [&](auto looks, auto look, const auto& line_at) {
    const auto first_alike = std::ranges::lower_bound(looks, look);
    auto begin = static_cast<std::size_t>(first_alike - looks.begin());
    auto end =
        static_cast<std::size_t>(std::upper_bound(first_alike, looks.end(), look) - looks.begin());
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
      among(std::span{first_lead_}, lead,
            [this](std::size_t i) -> const UnitLine& { return *blocks_[i]->line.front(); });
  if (block == 0) return {0, 0};
  const OrderBlock& held = *blocks_[block - 1];
  held.prefetch();
  const std::size_t at = among(std::span{held.code}.first(held.count), held.code_of(lead),
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

void ClassList::note_first(const OrderPlan& plan, std::size_t block) {
  first_lead_[block] = plan.lead(*blocks_[block]->line.front());
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
  const bool is_full = block.count + 1 == OrderBlock::kMost;
  std::shared_ptr<OrderBlock> second = is_full ? one_block_more() : nullptr;
  block.insert(at.entry, plan.lead(line), &line);
  ++size_;
  ++counts_[at.block];
  if (at.entry == 0) note_first(plan, at.block);
  if (is_full) split(plan, at.block, std::move(second));
}

/// An empty block, and room for it.
std::shared_ptr<OrderBlock> ClassList::one_block_more() {
  make_room(first_lead_, 1);
  make_room(counts_, 1);
  make_room(blocks_, 1);
  return std::make_shared<OrderBlock>();
}

void ClassList::split(const OrderPlan& plan,
                      std::size_t block,
                      std::shared_ptr<OrderBlock> second) noexcept {
  OrderBlock& first = *blocks_[block];
  first.split(plan, *second);
  const auto next = static_cast<std::ptrdiff_t>(block) + 1;
  first_lead_.insert(first_lead_.begin() + next, plan.lead(*second->line.front()));
  counts_[block] = first.count;
  counts_.insert(counts_.begin() + next, second->count);
  blocks_.insert(blocks_.begin() + next, std::move(second));
}

void ClassList::own(std::uint64_t epoch) {
  for (std::size_t i = 0; i < blocks_.size(); ++i) static_cast<void>(writable(i, epoch));
}

void ClassList::replace(const std::function<const UnitLine*(const UnitLine&)>& other) noexcept {
  for (const std::shared_ptr<OrderBlock>& block : blocks_) {
    for (std::uint32_t at = 0; at < block->count; ++at) block->line[at] = other(*block->line[at]);
  }
}

/// Mostly the leads tell the block, and the line is known when it is met: no other line is read.
ClassList::At ClassList::find(const OrderPlan& plan, const UnitLine& line) const {
  const Lead lead = plan.lead(line);
  const auto after = std::ranges::upper_bound(first_lead_, lead);
  if (after != first_lead_.begin() && *std::prev(after) != lead) {
    const auto block = static_cast<std::size_t>(std::prev(after) - first_lead_.begin());
    const OrderBlock& held = *blocks_[block];
    const auto codes = std::span{held.code}.first(held.count);
    const std::uint32_t code = held.code_of(lead);
    auto at = static_cast<std::uint32_t>(std::ranges::lower_bound(codes, code) - codes.begin());
    for (; at < held.count && codes[at] == code; ++at) {
      if (held.line[at] == &line) return {block, at};
    }
  }
  // Beside it may stand the line that takes its place, of the same keys and id.
  At at = place_of(plan, line);
  while (at.block < blocks_.size() && blocks_[at.block]->line[at.entry] != &line) {
    if (++at.entry == blocks_[at.block]->count) at = {at.block + 1, 0};
  }
  return at;
}

void ClassList::prefetch(const OrderPlan& plan, const UnitLine& line) const noexcept {
  const auto after = std::ranges::upper_bound(first_lead_, plan.lead(line));
  if (after == first_lead_.begin()) return;
  blocks_[static_cast<std::size_t>(after - first_lead_.begin()) - 1]->prefetch();
}

ClassList::Taken ClassList::erase(const OrderPlan& plan,
                                  const UnitLine& line,
                                  std::uint64_t epoch) {
  const At at = find(plan, line);
  WAITLIST_CHECK(at.block < blocks_.size());
  if (blocks_[at.block]->count == 1) {
    Taken taken{at, &line, std::move(blocks_[at.block])};
    const auto place = static_cast<std::ptrdiff_t>(at.block);
    blocks_.erase(blocks_.begin() + place);
    first_lead_.erase(first_lead_.begin() + place);
    counts_.erase(counts_.begin() + place);
    --size_;
    return taken;
  }
  writable(at.block, epoch).erase(at.entry);
  --size_;
  --counts_[at.block];
  if (at.entry == 0) note_first(plan, at.block);
  return {at, &line, nullptr};
}

void ClassList::put_back(const OrderPlan& plan, Taken&& taken) noexcept {
  const At at = taken.at;
  ++size_;
  if (taken.block != nullptr) {
    const auto place = static_cast<std::ptrdiff_t>(at.block);
    blocks_.insert(blocks_.begin() + place, std::move(taken.block));
    first_lead_.insert(first_lead_.begin() + place, plan.lead(*taken.line));
    counts_.insert(counts_.begin() + place, 1);
    return;
  }
  blocks_[at.block]->insert(at.entry, plan.lead(*taken.line), taken.line);
  ++counts_[at.block];
  if (at.entry == 0) note_first(plan, at.block);
}

}  // namespace waitlist
