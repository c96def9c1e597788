#include "base/room.h"
#include "policy/policy_tables.h"
#include "queue/unit_line.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace waitlist {
namespace {

// What precedes the text of the id of a case that stands for its unit: band, must_allocate, the
// rule that ends the line, bytes of the id. Its tier and slope are those of its class.
constexpr std::size_t kFirstHead = 4;

static_assert(sizeof(BandIndex) == 1 && sizeof(ChangeCause) == 1);

/// What precedes the text of the id of another case.
struct OtherHead {
  std::int64_t at_zero = 0;
  std::int64_t slope = 0;
  TierIndex tier = 0;
  BandIndex band = 0;
  std::uint8_t must_allocate = 0;
  std::uint8_t id_bytes = 0;
};

static_assert(limits::kCaseIdBytesMax <= UINT8_MAX);

bool is_wide(OrderKey::Kind key) {
  switch (key) {
    case OrderKey::points:
    case OrderKey::risk_points:
    case OrderKey::lottery:
    case OrderKey::group: return true;
    case OrderKey::tier:
    case OrderKey::latest_start:
    case OrderKey::filing_date:
    case OrderKey::longest_wait:
    case OrderKey::youngest_child:
    case OrderKey::overdue:
    case OrderKey::date:
    case OrderKey::case_id: return false;
  }
  return true;
}

const std::byte* bytes_of(const UnitLine& line) {
  return reinterpret_cast<const std::byte*>(&line);  // what lies behind a line is part of it
}

/// A key after the first, as near as 16 bits tell it.
struct NearKey {
  std::int64_t value = 0;
  bool exact = false;  ///< else others look like it, and keys behind it must not tell them apart
};

/// Days of the years around now have a value each, and so has the day after the last, which stands
/// for none.
NearKey near_key(std::int64_t key) {
  constexpr std::int64_t kMiddle = 0x7FFF;
  if (key <= -kMiddle) return {0, false};
  if (key < kMiddle - 2) return {key + kMiddle, true};
  const std::int64_t none = Day::last().days_since_epoch() + 1;
  return {key < none ? 0xFFFD : key == none ? 0xFFFE : 0xFFFF, key == none};
}

template <class Value>
Value read(const std::byte* at) {
  Value value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

template <class Value>
std::byte* put(std::byte* at, const Value& value) {
  std::memcpy(at, &value, sizeof value);
  return at + sizeof value;
}

std::byte* put_text(std::byte* at, std::string_view text) {
  std::memcpy(at, text.data(), text.size());
  return at + text.size();
}

std::string_view text_at(const std::byte* at, std::size_t bytes) {
  return {reinterpret_cast<const char*>(at), bytes};
}

}  // namespace

OrderPlan::OrderPlan(CompiledPolicy policy)
    : policy_{std::move(policy)}, keys_{&policy_.tables().order} {
  const auto alike = [](const KeyTable& key) {
    return key.kind == OrderKey::tier || key.kind == OrderKey::case_id;
  };
  for (std::size_t order = 0; order < keys_->order_count(); ++order) {
    std::size_t first = 0;
    while (first < keys_->size() && alike(keys_->of_order(order, first))) ++first;
    first_differing_.push_back(first);
  }
  lay_out();
}

/// Days first, since they follow the 12 bytes of a UnitLine without a gap. The tier is told by the
/// class, and points are kept even when they do not order.
void OrderPlan::lay_out() {
  const std::size_t orders = keys_->order_count();
  const auto wide = [this, orders](std::size_t place) {
    for (std::size_t order = 0; order < orders; ++order) {
      if (is_wide(keys_->of_order(order, place).kind)) return true;
    }
    return false;
  };
  slots_.resize(keys_->size());
  auto offset = static_cast<std::uint32_t>(sizeof(UnitLine));
  for (std::size_t i = 0; i < keys_->size(); ++i) {
    if (wide(i) || keys_->usual(i).kind == OrderKey::tier) continue;
    slots_[i] = {offset, false};
    offset += sizeof(std::int32_t);
  }
  offset = (offset + 7U) & ~7U;
  const auto add_wide = [&offset] {
    const Slot slot{offset, true};
    offset += sizeof(std::int64_t);
    return slot;
  };
  std::vector<std::optional<Slot>> points(orders);
  for (std::size_t i = 0; i < keys_->size(); ++i) {
    if (!wide(i)) continue;
    slots_[i] = add_wide();
    for (std::size_t order = 0; order < orders; ++order) {
      if (keys_->of_order(order, i).kind == OrderKey::points) points[order] = slots_[i];
    }
  }
  std::optional<Slot> apart;
  for (const std::optional<Slot>& slot : points) {
    if (!slot && !apart) apart = add_wide();
    points_.push_back(slot ? *slot : *apart);
  }
  cases_at_ = offset;
}

ClassIndex OrderPlan::class_of(const LineClass& wanted) {
  const auto at = std::ranges::find(classes_, wanted);
  if (at != classes_.end()) return static_cast<ClassIndex>(at - classes_.begin());
  const auto made = static_cast<ClassIndex>(classes_.size());
  make_room(by_tier_, 1);
  classes_.push_back(wanted);
  const auto of_tier = [this](ClassIndex index) { return classes_[index].tier; };
  by_tier_.insert(std::ranges::upper_bound(by_tier_, wanted.tier, {}, of_tier), made);
  return made;
}

std::int64_t OrderPlan::value(const UnitLine& line, const Slot& slot) noexcept {
  const std::byte* at = bytes_of(line) + slot.offset;
  return slot.wide ? read<std::int64_t>(at) : read<std::int32_t>(at);
}

std::int64_t OrderPlan::key(const UnitLine& line, std::size_t key) const noexcept {
  if (keys_->usual(key).kind == OrderKey::tier) return classes_[line.line_class].tier;
  return value(line, slots_[key]);
}

/// The first key in 32 bits, two more in 16 each.
template <class KeyAt>
Lead OrderPlan::packed(KeyAt key_at, std::size_t differing) const noexcept {
  if (differing == keys_->size()) return 0;
  const std::int64_t first = key_at(differing);
  const std::int64_t held = std::clamp<std::int64_t>(first, INT32_MIN, INT32_MAX);
  Lead lead = held * (std::int64_t{1} << 32U);
  bool exact = held == first;
  const std::size_t end = std::min(keys_->size(), differing + 3);
  unsigned shift = 16;
  for (std::size_t i = differing + 1; exact && i < end; ++i) {
    const NearKey near = near_key(key_at(i));
    lead += near.value << shift;
    exact = near.exact;
    shift -= 16;
  }
  return lead;
}

Lead OrderPlan::lead(const UnitLine& line) const noexcept {
  return packed([&](std::size_t i) { return key(line, i); },
                first_differing(classes_[line.line_class].tier));
}

Lead OrderPlan::lead(std::span<const std::int64_t> keys, std::size_t first) const noexcept {
  return packed([&](std::size_t i) { return keys[i]; }, first);
}

CaseLine OrderPlan::first(const UnitLine& line) const noexcept {
  const std::byte* at = bytes_of(line) + cases_at_;
  const LineClass& of = classes_[line.line_class];
  CaseLine one;
  one.case_id = first_id(line);
  one.at_zero = PointParts{-value(line, points_of(line.line_class))};
  one.slope = of.slope;
  one.tier = of.tier;
  one.band = read<BandIndex>(at);
  one.must_allocate = read<std::uint8_t>(at + 1) != 0;
  return one;
}

std::string_view OrderPlan::first_id(const UnitLine& line) const noexcept {
  const std::byte* at = bytes_of(line) + cases_at_;
  return text_at(at + kFirstHead, read<std::uint8_t>(at + 3));
}

ChangeCause OrderPlan::cause(const UnitLine& line) const noexcept {
  return read<ChangeCause>(bytes_of(line) + cases_at_ + 2);
}

const std::byte* OrderPlan::rest_of(const UnitLine& line) const noexcept {
  return bytes_of(line) + cases_at_ + kFirstHead + first_id(line).size();
}

const std::byte* OrderPlan::read_case(const std::byte* at, CaseLine& one) noexcept {
  const auto head = read<OtherHead>(at);
  at += sizeof head;
  one = {text_at(at, head.id_bytes),
         PointParts{head.at_zero},
         PointParts{head.slope},
         head.tier,
         head.band,
         head.must_allocate != 0};
  return at + head.id_bytes;
}

const UnitLine* OrderPlan::write(const UnitLine& line,
                                 std::span<const std::int64_t> keys,
                                 std::span<const CaseLine> cases,
                                 ChangeCause cause,
                                 LineMemory& memory) const {
  std::size_t size = cases_at_ + kFirstHead + cases.front().case_id.size();
  for (const CaseLine& one : cases.subspan(1)) size += sizeof(OtherHead) + one.case_id.size();
  std::byte* const begin = memory.allocate(size);
  put(begin, line);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys_->usual(i).kind == OrderKey::tier) continue;
    if (slots_[i].wide) {
      put(begin + slots_[i].offset, keys[i]);
    } else {
      put(begin + slots_[i].offset, static_cast<std::int32_t>(keys[i]));
    }
  }
  put(begin + points_of(line.line_class).offset, -cases.front().at_zero.count());
  std::byte* at = begin + cases_at_;
  at = put(at, cases.front().band);
  at = put(at, static_cast<std::uint8_t>(cases.front().must_allocate));
  at = put(at, cause);
  at = put(at, static_cast<std::uint8_t>(cases.front().case_id.size()));
  at = put_text(at, cases.front().case_id);
  for (const CaseLine& one : cases.subspan(1)) {
    at = put(at, OtherHead{one.at_zero.count(), one.slope.count(), one.tier, one.band,
                           static_cast<std::uint8_t>(one.must_allocate),
                           static_cast<std::uint8_t>(one.case_id.size())});
    at = put_text(at, one.case_id);
  }
  return reinterpret_cast<const UnitLine*>(begin);
}

std::size_t OrderPlan::size_of(const UnitLine& line) const noexcept {
  const std::byte* end = rest_of(line);
  CaseLine skipped;
  for (std::uint32_t i = 1; i < line.case_count; ++i) end = read_case(end, skipped);
  return static_cast<std::size_t>(end - bytes_of(line));
}

const UnitLine* OrderPlan::copied(const UnitLine& line, LineMemory& memory) const {
  const std::size_t size = size_of(line);
  std::byte* const copy = memory.allocate(size);
  std::memcpy(copy, bytes_of(line), size);
  return reinterpret_cast<const UnitLine*>(copy);
}

}  // namespace waitlist
