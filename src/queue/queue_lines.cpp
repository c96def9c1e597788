#include "queue/queue_lines.h"

#include "base/prefetch.h"
#include "base/room.h"

#include <algorithm>
#include <new>
#include <utility>

namespace waitlist {
namespace {

/// Lines of one class in order, found as ranking finds it.
std::vector<const UnitLine*> in_class_order(const OrderPlan& plan,
                                            const std::vector<const UnitLine*>& lines) {
  const auto values = [&](std::size_t key, std::size_t first, std::span<std::int64_t> out) {
    for (std::int64_t& value : out) value = plan.key(*lines[first++], key);
  };
  std::vector<std::string_view> ids;
  ids.reserve(lines.size());
  for (const UnitLine* line : lines) ids.push_back(plan.first_id(*line));
  TieBreak before = [&ids](std::uint32_t a, std::uint32_t b) { return ids[a] < ids[b]; };
  // Mostly units are numbered as their ids rise, and then numbers tell what ids would.
  if (std::is_sorted(ids.begin(), ids.end())) before = nullptr;
  std::vector<const UnitLine*> ordered;
  ordered.reserve(lines.size());
  for (const std::uint32_t i : order_by(lines.size(), plan.keys().size(), values, before)) {
    ordered.push_back(lines[i]);
  }
  return ordered;
}

/// Does what only saves time or memory later; without memory it is left for another time.
template <class Work>
void try_to(Work work) noexcept {
  try {
    work();
  } catch (const std::bad_alloc&) {
    return;
  }
}

/// Memory of a great change is not kept.
template <class Values>
void clear(Values& values) noexcept {
  constexpr std::size_t kKept = 4096;
  if (values.capacity() > kKept) {
    values = {};
  } else {
    values.clear();
  }
}

}  // namespace

QueueLines::QueueLines(const CaseTable& cases, const CompiledPolicy& policy, Day as_of)
    : cases_{cases},
      policy_{policy},
      order_{std::make_unique<QueueSnapshot::State>(OrderPlan{policy})} {
  order_->as_of = as_of;
}

void QueueLines::fill() {
  for (UnitIndex unit = 0; unit < cases_.unit_count(); ++unit) make(unit);
  order_all();
  before_ = {};
  read_front();
}

/// Makes the line of a unit anew and leaves the lists as they are.
void QueueLines::make(UnitIndex unit) {
  if (unit >= units_.size()) units_.resize(std::size_t{unit} + 1);
  OrderPlan& plan = order_->plan;
  make_room(order_->lists, plan.class_count() + 1 - order_->lists.size());
  MadeLine made;
  try {
    made = maker_.make(cases_, policy_, unit, order_->as_of, plan, *order_->memory);
  } catch (...) {
    order_->lists.resize(plan.class_count());
    throw;
  }
  order_->lists.resize(plan.class_count());
  const std::int32_t noted = units_[unit].look;
  units_[unit] = made;
  if (made.line() != nullptr) ++made_lines_;
  if (made.look != noted) looks_.note(unit, made);
}

void QueueLines::count(const UnitLine& line, int sign) noexcept {
  order_->units += static_cast<std::uint32_t>(sign);
  order_->cases += static_cast<std::size_t>(sign) * line.case_count;
}

/// Puts the line of a unit, where it has one, in its place.
void QueueLines::insert(UnitIndex unit) {
  const UnitLine* line = units_[unit].line();
  if (line == nullptr) return;
  order_->lists[line->line_class].insert(order_->plan, *line, epoch_);
  before_.inserted.push_back(line);
  count(*line, 1);
  note_change(*line);
}

void QueueLines::take(const UnitLine& line) {
  note_change(line);
  before_.taken.push_back(order_->lists[line.line_class].erase(order_->plan, line, epoch_));
  count(line, -1);
}

/// A unit that comes or goes behind the front leaves it as it is.
void QueueLines::note_change(const UnitLine& line) noexcept {
  if (front_end_ != nullptr && !order_->stands_before(*front_end_, line)) front_end_ = nullptr;
}

void QueueLines::note_before(UnitIndex unit) {
  before_.units.push_back({unit, unit < units_.size() ? units_[unit] : MadeLine{}});
}

/// Snapshots hold the blocks and lines of now, so that those must be copied before they change.
void QueueLines::begin() noexcept {
  before_.cases = order_->cases;
  before_.unit_count = order_->units;
  before_.as_of = order_->as_of;
  if (!is_shared_.exchange(false, std::memory_order_relaxed)) return;
  ++epoch_;
  order_->memory->share();
}

/// Lines are made before lists change: meanwhile the memory for both is on its way. New lines come
/// in before old ones go, since what went in can always be taken out.
void QueueLines::replace(std::span<const UnitIndex> old_units,
                         std::span<const UnitIndex> new_units) {
  make_room(before_.units, old_units.size() + new_units.size());
  make_room(before_.inserted, new_units.size());
  make_room(before_.taken, old_units.size());
  const std::size_t first_old = before_.units.size();
  for (const UnitIndex unit : old_units) {
    note_before(unit);
    if (unit < units_.size()) units_[unit].line(nullptr);  // the day of its next look stays noted
  }
  for (const UnitIndex unit : new_units) {
    note_before(unit);
    make(unit);
    prefetch_block(unit);
  }
  const bool are_same = old_units.data() == new_units.data();
  for (const UnitIndex unit : old_units) {
    const bool is_gone =
        !are_same && std::ranges::find(new_units, unit) == new_units.end() && unit < units_.size();
    if (is_gone) units_[unit] = {};
  }
  for (const UnitIndex unit : new_units) insert(unit);
  for (std::size_t i = first_old; i < first_old + old_units.size(); ++i) {
    const UnitLine* line = before_.units[i].made.line();
    if (line != nullptr) take(*line);
  }
}

void QueueLines::go_to(Day day, std::span<const UnitIndex> due) {
  // Taking many lines out and putting them in one by one costs more than ordering all again.
  constexpr std::size_t kManyShare = 4;
  const bool are_many = due.size() > order_->units / kManyShare;
  order_->as_of = day;
  forget_front();
  if (!are_many) return replace(due, due);
  make_room(before_.units, due.size());
  for (const UnitIndex unit : due) {
    note_before(unit);
    make(unit);
  }
  order_all();
}

/// Puts all lines, as they are made, in order at once.
void QueueLines::order_all() {
  forget_front();
  std::vector<std::vector<const UnitLine*>> lines(order_->plan.class_count());
  for (const MadeLine& unit : units_) {
    if (unit.line() != nullptr) lines[unit.line()->line_class].push_back(unit.line());
  }
  std::vector<ClassList> lists(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    lists[i].fill(order_->plan, in_class_order(order_->plan, lines[i]), epoch_);
  }
  before_.lists = std::exchange(order_->lists, std::move(lists));
  before_.are_lists_new = true;
  order_->units = 0;
  order_->cases = 0;
  for (const auto& of_class : lines) {
    for (const UnitLine* line : of_class) count(*line, 1);
  }
}

/// What stands in no list any more may be written over.
void QueueLines::forget(const UnitLine& line) noexcept {
  if (!order_->memory->takes_back()) return;
  order_->memory->give_back(&line, order_->plan.size_of(line));
  --made_lines_;
}

void QueueLines::settle() noexcept {
  for (const Before::Unit& one : before_.units) {
    if (one.made.line() != nullptr) forget(*one.made.line());
  }
  looks_.forget(order_->as_of.days_since_epoch());
  clear(before_.units);
  clear(before_.inserted);
  clear(before_.taken);
  clear(before_.lists);
  before_.are_lists_new = false;
}

/// The way back needs no memory: blocks that lines went into or out of are this epoch's own.
void QueueLines::revert() noexcept {
  forget_front();
  while (!before_.taken.empty()) {
    ClassList::Taken& taken = before_.taken.back();
    order_->lists[taken.line->line_class].put_back(order_->plan, std::move(taken));
    before_.taken.pop_back();
  }
  for (const UnitLine* line : before_.inserted) {
    static_cast<void>(order_->lists[line->line_class].erase(order_->plan, *line, epoch_));
  }
  if (before_.are_lists_new) order_->lists = std::move(before_.lists);
  while (!before_.units.empty()) {
    const Before::Unit& one = before_.units.back();
    if (one.unit < units_.size()) {
      const UnitLine* made = units_[one.unit].line();
      if (made != nullptr && made != one.made.line()) forget(*made);
      units_[one.unit] = one.made;
    }
    before_.units.pop_back();
  }
  order_->as_of = before_.as_of;
  order_->cases = before_.cases;
  order_->units = before_.unit_count;
  clear(before_.units);
  clear(before_.inserted);
  clear(before_.taken);
  clear(before_.lists);
  before_.are_lists_new = false;
}

void QueueLines::tend() noexcept {
  constexpr std::size_t kOutOfUse = 8;  // an eighth of the lines, before all are copied
  if (made_lines_ > order_->units + order_->units / kOutOfUse + 4096) {
    try_to([this] { renew_memory(); });
  }
  try_to([this] { looks_.tidy_up(units_); });
  if (front_end_ == nullptr) try_to([this] { read_front(); });
}

void QueueLines::forget_front() noexcept { front_end_ = nullptr; }

void QueueLines::read_front() {
  constexpr std::size_t kKept = 64;
  front_.clear();
  // In a list that ends within the front, whatever comes may stand among these.
  if (order_->units <= kKept) return;
  OrderCursor cursor{*order_};
  const UnitLine* last = nullptr;
  for (Position position = 1; front_.size() < kKept; ++position) {
    last = cursor.next();
    add_places(*order_, *last, position, front_);
  }
  front_end_ = last;
}

std::vector<QueuePlace> QueueLines::top(std::size_t count) const {
  if (front_end_ == nullptr || count > front_.size()) return first_places(*order_, count);
  return {front_.begin(), front_.begin() + static_cast<std::ptrdiff_t>(count)};
}

/// Lines are never changed, since snapshots may read them; those out of use are left behind here.
void QueueLines::renew_memory() {
  auto memory = std::make_shared<LineMemory>();
  BigVector<const UnitLine*> copies(units_.size());
  for (ClassList& list : order_->lists) {
    list.own(epoch_);
    for (const auto& block : list.blocks()) {
      for (const UnitLine* line : block->lines()) {
        copies[line->unit] = order_->plan.copied(*line, *memory);
      }
    }
  }
  forget_front();
  for (ClassList& list : order_->lists) {
    list.replace([&copies](const UnitLine& line) { return copies[line.unit]; });
  }
  for (std::size_t unit = 0; unit < units_.size(); ++unit) {
    if (units_[unit].line() != nullptr) units_[unit].line(copies[unit]);
  }
  order_->memory = std::move(memory);
  made_lines_ = order_->units;
}

QueueSnapshot QueueLines::snapshot() const {
  is_shared_.store(true, std::memory_order_relaxed);
  return QueueSnapshot{std::make_shared<QueueSnapshot::State>(*order_)};
}

void QueueLines::prefetch(UnitIndex unit) const noexcept {
  if (unit < units_.size()) prefetch_bytes(&units_[unit], sizeof(MadeLine));
}

void QueueLines::prefetch_line(UnitIndex unit) const noexcept {
  if (line(unit) != nullptr) prefetch_bytes(line(unit), OrderPlan::kUsualBytes);
}

/// Asks for what taking out the line of a unit will write.
void QueueLines::prefetch_block(UnitIndex unit) const noexcept {
  if (line(unit) == nullptr) return;
  order_->lists[line(unit)->line_class].prefetch(order_->plan, *line(unit));
}

}  // namespace waitlist
