#include "cases/id_index.h"

#include <waitlist/base/limits.h>

#include "base/prefetch.h"
#include "cases/case_columns.h"

#include <functional>
#include <utility>

namespace waitlist {
namespace {

constexpr unsigned kRowBits = 25;
constexpr std::uint32_t kRowMask = (1U << kRowBits) - 1;
constexpr std::uint32_t kFree = UINT32_MAX;

static_assert(limits::kCasesMax < kRowMask, "no row has the bits of a free slot");

std::uint64_t hash_of(std::string_view id) noexcept { return std::hash<std::string_view>{}(id); }

std::uint32_t tag_of(std::uint64_t hash) noexcept {
  return static_cast<std::uint32_t>(hash) & ~kRowMask;
}

/// Slots for so many rows: at most four in five are taken.
std::size_t slots_for(std::size_t rows) noexcept { return rows + rows / 4 + 8; }

}  // namespace

/// The first slot to look at: the upper half of the hash, scaled; the tag is in the lower half.
std::size_t IdIndex::home(std::uint64_t hash) const noexcept {
  return (hash >> 32U) * slots_.size() >> 32U;
}

void IdIndex::reserve(std::size_t rows, const CaseTable::Columns& columns) {
  if (slots_for(rows) > slots_.size()) rebuild(slots_for(rows), columns);
}

void IdIndex::prefetch(std::string_view id) const noexcept {
  if (!slots_.empty()) prefetch_bytes(&slots_[home(hash_of(id))], sizeof(Slot));
}

std::optional<CaseRow> IdIndex::likely(std::string_view id) const noexcept {
  if (slots_.empty()) return std::nullopt;
  const std::uint64_t hash = hash_of(id);
  std::size_t at = home(hash);
  while (slots_[at] != kFree && (slots_[at] & ~kRowMask) != tag_of(hash)) at = after(at);
  if (slots_[at] == kFree) return std::nullopt;
  return CaseRow{slots_[at] & kRowMask};
}

std::optional<CaseRow> IdIndex::find(std::string_view id,
                                     const CaseTable::Columns& columns) const noexcept {
  if (slots_.empty()) return std::nullopt;
  const std::uint64_t hash = hash_of(id);
  for (std::size_t at = home(hash); slots_[at] != kFree; at = after(at)) {
    if ((slots_[at] & ~kRowMask) != tag_of(hash)) continue;
    const CaseRow row{slots_[at] & kRowMask};
    if (columns.case_id(row) == id) return row;
  }
  return std::nullopt;
}

void IdIndex::insert(CaseRow row, const CaseTable::Columns& columns) {
  if (slots_for(size_ + 1) > slots_.size()) rebuild(slots_for(size_ + size_ / 2 + 16), columns);
  place(row, hash_of(columns.case_id(row)));
  ++size_;
}

void IdIndex::place(CaseRow row, std::uint64_t hash) noexcept {
  std::size_t at = home(hash);
  while (slots_[at] != kFree) at = after(at);
  slots_[at] = tag_of(hash) | row;
}

/// The rows that follow without a gap move up, where that brings them nearer to their home: then
/// no search ever meets a hole that was not there when its row was placed.
void IdIndex::erase(CaseRow row, const CaseTable::Columns& columns) noexcept {
  std::size_t hole = home(hash_of(columns.case_id(row)));
  while ((slots_[hole] & kRowMask) != row) hole = after(hole);
  for (std::size_t at = after(hole); slots_[at] != kFree; at = after(at)) {
    const std::size_t from = home(hash_of(columns.case_id(CaseRow{slots_[at] & kRowMask})));
    const bool home_lies_between =
        hole <= at ? hole < from && from <= at : hole < from || from <= at;
    if (home_lies_between) continue;
    slots_[hole] = slots_[at];
    hole = at;
  }
  slots_[hole] = kFree;
  --size_;
}

void IdIndex::rebuild(std::size_t slots, const CaseTable::Columns& columns) {
  const BigVector<Slot> before = std::exchange(slots_, BigVector<Slot>(slots, kFree));
  for (const Slot slot : before) {
    if (slot == kFree) continue;
    const CaseRow row{slot & kRowMask};
    place(row, hash_of(columns.case_id(row)));
  }
}

}  // namespace waitlist
