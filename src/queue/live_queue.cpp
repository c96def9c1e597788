#include <waitlist/queue/live_queue.h>

#include "base/big_memory.h"
#include "base/prefetch.h"
#include "cases/case_rules.h"
#include "cases/case_store.h"
#include "queue/look_days.h"
#include "queue/order_keys.h"
#include "queue/queue_order.h"
#include "queue/queue_watch.h"
#include "scoring/scorable_case.h"

#include <algorithm>
#include <atomic>
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

}  // namespace

struct LiveQueue::State {
  State(const CaseTable& cases, CompiledPolicy compiled, Day as_of)
      : store{cases}, policy{std::move(compiled)} {
    order->as_of = as_of;
  }

  CaseStore store;
  CompiledPolicy policy;
  std::shared_ptr<QueueSnapshot::State> order =
      std::make_shared<QueueSnapshot::State>(OrderPlan{policy});
  LineMaker maker;
  BigVector<MadeLine> units;  ///< by UnitIndex
  LookDays looks;
  std::vector<const UnitLine*> left;  ///< lines that are to be taken out of their lists
  /// The first places, written by changes alone, and the unit behind which nothing changes them.
  std::vector<QueuePlace> front;
  const UnitLine* front_end = nullptr;  ///< null: the front is not up to date
  std::size_t made_lines = 0;           ///< in the order's memory, also those no longer in use
  std::uint64_t epoch = 1;              ///< blocks of an earlier one may be held by snapshots
  std::atomic<bool> is_shared = false;  ///< a snapshot was taken since the last change

  [[nodiscard]] bool is_placed(UnitIndex unit) const {
    return unit < units.size() && units[unit].line() != nullptr;
  }

  void make(UnitIndex unit);
  void place(UnitIndex unit);
  void leave(UnitIndex unit);
  void displace_left();
  void prefetch(CaseRow row) const;
  void prefetch_line(CaseRow row) const;
  void prefetch_block(UnitIndex unit) const;
  void forget(const UnitLine& line);
  void count(const UnitLine& line, int sign);
  void note_change(const UnitLine& line);
  void begin_change();
  void end_change();
  void read_front();
  [[nodiscard]] std::vector<QueuePlace> top(std::size_t count) const;
  void replace(std::span<const UnitIndex> old_units, std::span<const UnitIndex> new_units);
  void make_again(std::span<const UnitIndex> due);
  void place_all();
  void renew_memory();
  [[nodiscard]] const UnitLine* line_of(std::string_view case_id) const;
  [[nodiscard]] bool keep_clock(CaseRow row, CaseView& fields) const;
  [[nodiscard]] QueueEvents told_unchanged(QueueWatch& watch, CaseRow row) const;
};

void LiveQueue::State::make(UnitIndex unit) {
  if (unit >= units.size()) units.resize(std::size_t{unit} + 1);
  const std::int32_t noted = units[unit].look;
  units[unit] = maker.make(store.table(), policy, unit, order->as_of, order->plan, *order->memory);
  if (units[unit].look != noted) looks.note(unit, units[unit]);
  order->lists.resize(order->plan.class_count());
  const UnitLine* const line = units[unit].line();
  if (line != nullptr) ++made_lines;
}

void LiveQueue::State::count(const UnitLine& line, int sign) {
  order->units += static_cast<std::uint32_t>(sign);
  order->cases += static_cast<std::size_t>(sign) * line.case_count;
}

/// Puts the line of a unit, where it has one, in its place.
void LiveQueue::State::place(UnitIndex unit) {
  const UnitLine* line = units[unit].line();
  if (line == nullptr) return;
  order->lists[line->line_class].insert(order->plan, *line, epoch);
  count(*line, 1);
  note_change(*line);
}

/// Leaves a unit without a line; displace_left() takes the line out of its list. The day of its
/// next look stays noted.
void LiveQueue::State::leave(UnitIndex unit) {
  if (!is_placed(unit)) return;
  left.push_back(units[unit].line());
  units[unit].line(nullptr);
}

void LiveQueue::State::displace_left() {
  for (const UnitLine* line : left) {
    note_change(*line);
    order->lists[line->line_class].erase(order->plan, *line, epoch);
    count(*line, -1);
    forget(*line);
  }
  left.clear();
}

/// A unit that comes or goes behind the front leaves it as it is.
void LiveQueue::State::note_change(const UnitLine& line) {
  if (front_end != nullptr && !order->stands_before(*front_end, line)) front_end = nullptr;
}

std::vector<QueuePlace> LiveQueue::State::top(std::size_t count) const {
  if (front_end == nullptr || count > front.size()) return QueueSnapshot{order}.top(count);
  return {front.begin(), front.begin() + static_cast<std::ptrdiff_t>(count)};
}

/// Snapshots hold the blocks and lines of now, so that those must be copied before they change.
void LiveQueue::State::begin_change() {
  if (!is_shared.exchange(false, std::memory_order_relaxed)) return;
  ++epoch;
  order->memory->share();
}

void LiveQueue::State::end_change() {
  constexpr std::size_t kOutOfUse = 8;  // an eighth of the lines, before all are copied
  if (made_lines > order->units + order->units / kOutOfUse + 4096) renew_memory();
  looks.tidy_up(units);
  if (front_end == nullptr) read_front();
}

void LiveQueue::State::read_front() {
  constexpr std::size_t kKept = 64;
  front.clear();
  // In a list that ends within the front, whatever comes may stand among these.
  if (order->units <= kKept) return;
  OrderCursor cursor{*order};
  const UnitLine* last = nullptr;
  for (Position position = 1; front.size() < kKept; ++position) {
    last = cursor.next();
    add_places(*order, *last, position, front);
  }
  front_end = last;
}

/// Asks for what the row of a case leads to.
void LiveQueue::State::prefetch(CaseRow row) const {
  store.prefetch_lists(row);
  const UnitIndex unit = store.table().unit(row);
  if (unit < units.size()) prefetch_bytes(&units[unit], sizeof(MadeLine));
}

void LiveQueue::State::prefetch_line(CaseRow row) const {
  const UnitIndex unit = store.table().unit(row);
  if (is_placed(unit)) prefetch_bytes(units[unit].line(), OrderPlan::kUsualBytes);
}

/// Asks for what taking out the line of a unit will write.
void LiveQueue::State::prefetch_block(UnitIndex unit) const {
  if (!is_placed(unit)) return;
  const UnitLine& line = *units[unit].line();
  order->lists[line.line_class].prefetch(order->plan, line);
}

/// Takes units out and puts others in, which may have the same numbers. Lines are made before the
/// old ones are taken out: meanwhile the memory for both is on its way.
void LiveQueue::State::replace(std::span<const UnitIndex> old_units,
                               std::span<const UnitIndex> new_units) {
  for (const UnitIndex unit : old_units) leave(unit);
  for (const UnitIndex unit : new_units) {
    make(unit);
    prefetch_block(unit);
  }
  for (const UnitIndex unit : old_units) {
    const bool is_gone = std::ranges::find(new_units, unit) == new_units.end();
    if (is_gone && unit < units.size()) units[unit] = {};
  }
  displace_left();
  for (const UnitIndex unit : new_units) place(unit);
}

/// Makes the lines of units anew and leaves the lists to place_all().
void LiveQueue::State::make_again(std::span<const UnitIndex> due) {
  for (const UnitIndex unit : due) {
    if (is_placed(unit)) forget(*units[unit].line());
    make(unit);
  }
}

/// What stands in no list any more may be written over.
void LiveQueue::State::forget(const UnitLine& line) {
  if (!order->memory->takes_back()) return;
  order->memory->give_back(&line, order->plan.size_of(line));
  --made_lines;
}

/// Puts all lines, as they are made, in order at once.
void LiveQueue::State::place_all() {
  front_end = nullptr;
  std::vector<std::vector<const UnitLine*>> lines(order->plan.class_count());
  order->units = 0;
  order->cases = 0;
  for (const MadeLine& unit : units) {
    if (unit.line() == nullptr) continue;
    lines[unit.line()->line_class].push_back(unit.line());
    count(*unit.line(), 1);
  }
  order->lists.assign(lines.size(), ClassList{});
  for (std::size_t i = 0; i < lines.size(); ++i) {
    order->lists[i].fill(order->plan, in_class_order(order->plan, lines[i]), epoch);
  }
}

/// Lines are never changed, since snapshots may read them; those out of use are left behind here.
void LiveQueue::State::renew_memory() {
  front_end = nullptr;
  const auto before = order->memory;
  order->memory = std::make_shared<LineMemory>();
  for (ClassList& list : order->lists) {
    list.replace(epoch, [this](const UnitLine& line) {
      const UnitLine* const copy = order->plan.copied(line, *order->memory);
      units[line.unit].line(copy);
      return copy;
    });
  }
  made_lines = order->units;
}

const UnitLine* LiveQueue::State::line_of(std::string_view case_id) const {
  const auto row = store.find(case_id);
  if (!row || store.table().status(*row) != CaseStatus::awaiting ||
      store.table().listed_on(*row) > order->as_of) {
    return nullptr;
  }
  return units[store.table().unit(*row)].line();
}

/// Gives the case its earlier day of listing where no reason stands beside a later one; whether it
/// did.
bool LiveQueue::State::keep_clock(CaseRow row, CaseView& fields) const {
  const Day earlier = store.table().listed_on(row);
  if (!fields.relisted_reason.empty() || fields.listed_on <= earlier) return false;
  fields.listed_on = earlier;
  return true;
}

QueueEvents LiveQueue::State::told_unchanged(QueueWatch& watch, CaseRow row) const {
  const UnitIndex unit = store.table().unit(row);
  watch.see_before(*order, units, {&unit, 1});
  return watch.see_after(*order, units, {&unit, 1});
}

Result<LiveQueue> LiveQueue::make(const CaseTable& cases, const CompiledPolicy& policy, Day as_of) {
  Errors errors = check_scorable_from(cases, policy, as_of);
  check_as_of(policy, as_of, errors);
  if (!errors.empty()) return failed(std::move(errors));
  auto state = std::make_unique<State>(cases, policy, as_of);
  for (UnitIndex unit = 0; unit < cases.unit_count(); ++unit) state->make(unit);
  state->place_all();
  state->read_front();
  return LiveQueue{std::move(state)};
}

Result<QueueEvents> LiveQueue::upsert(const Case& one, Telling telling) {
  State& state = *state_;
  state.store.prefetch_id(one.case_id);
  CaseTexts texts;
  CaseView fields = view_of(one, texts);
  const auto likely = state.store.likely_row(one.case_id);
  if (likely) state.store.prefetch_row(*likely);
  const std::string source = "case";
  FaultList faults;
  check_case(fields, state.policy.schema(), {source, 0, one.case_id}, faults);
  Errors errors = faults.take();
  if (likely) state.prefetch(*likely);
  if (errors.empty() && one.status == CaseStatus::awaiting) {
    check_scorable_case(state.policy, one.case_id, one.filing_date,
                        not_ended(fields.decision, state.order->as_of), errors);
  }
  if (!errors.empty()) return failed(std::move(errors));
  const auto row = state.store.find(one.case_id);
  if (row) state.prefetch_line(*row);
  QueueWatch watch{state.policy, telling};
  if (row) {
    const bool is_kept = state.keep_clock(*row, fields);
    const bool is_same = state.store.holds(*row, fields);
    if (is_same && !is_kept) return QueueEvents{};
    watch.note_changes(state.store.table(), *row, one);
    if (is_same) return state.told_unchanged(watch, *row);
  }
  const std::vector<UnitIndex> touched = state.store.units_touched(row, fields);
  state.begin_change();
  for (const UnitIndex unit : touched) state.prefetch_block(unit);
  watch.see_before(*state.order, state.units, touched);
  const std::vector<UnitIndex> formed = state.store.put(row, fields);
  state.replace(touched, formed);
  state.end_change();
  return watch.see_after(*state.order, state.units, formed);
}

Result<QueueEvents> LiveQueue::remove(std::string_view case_id, Telling telling) {
  State& state = *state_;
  const auto row = state.store.find(case_id);
  if (!row) {
    return failed({{ErrorCode::unknown_reference, "case", 0, 0, "case_id", clipped(case_id),
                    "no case of this id is in the queue"}});
  }
  const std::vector<UnitIndex> touched{state.store.table().unit(*row)};
  state.begin_change();
  QueueWatch watch{state.policy, telling};
  watch.see_before(*state.order, state.units, touched);
  const std::vector<UnitIndex> formed = state.store.take(*row);
  state.replace(touched, formed);
  state.end_change();
  return watch.see_after(*state.order, state.units, formed);
}

Result<QueueEvents> LiveQueue::advance_to(Day day, Telling telling) {
  State& state = *state_;
  Errors errors;
  check_as_of(state.policy, day, errors);
  if (day < state.order->as_of) {
    errors.push_back({ErrorCode::out_of_range, "queue", 0, 0, "day", day.text(),
                      "the queue stands on " + state.order->as_of.text() +
                          " and only goes forward; make another to look back"});
  }
  if (!errors.empty()) return failed(std::move(errors));
  state.begin_change();
  const std::vector<UnitIndex> due = state.looks.take(day.days_since_epoch(), state.units);
  QueueWatch watch{state.policy, telling};
  watch.see_before(*state.order, state.units, due);
  watch.note_causes(*state.order, state.units, due);
  // Taking many lines out and putting them in one by one costs more than ordering all again.
  constexpr std::size_t kManyShare = 4;
  const bool many = due.size() > state.order->units / kManyShare;
  state.order->as_of = day;
  state.front_end = nullptr;
  if (many) {
    state.make_again(due);
    state.place_all();
  } else {
    for (const UnitIndex unit : due) state.replace({&unit, 1}, {&unit, 1});
  }
  state.end_change();
  return watch.see_after(*state.order, state.units, due);
}

Day LiveQueue::as_of() const noexcept { return state_->order->as_of; }

const CompiledPolicy& LiveQueue::policy() const noexcept { return state_->policy; }

std::size_t LiveQueue::size() const noexcept { return state_->order->cases; }

std::size_t LiveQueue::case_count() const noexcept { return state_->store.size(); }

std::uint32_t LiveQueue::unit_count() const noexcept { return state_->order->units; }

std::vector<QueuePlace> LiveQueue::top(std::size_t count) const { return state_->top(count); }

void LiveQueue::visit(const std::function<bool(const QueuePlace&)>& visit) const {
  QueueSnapshot{state_->order}.visit(visit);
}

std::optional<Position> LiveQueue::position(std::string_view case_id) const {
  const UnitLine* line = state_->line_of(case_id);
  if (line == nullptr) return std::nullopt;
  return Position{state_->order->units_before(*line) + 1};
}

std::vector<QueuePlace> LiveQueue::around(std::string_view case_id, std::size_t count) const {
  std::vector<QueuePlace> places;
  const UnitLine* line = state_->line_of(case_id);
  if (line == nullptr) return places;
  const auto near = state_->order->around(*line, count);
  const auto here = static_cast<std::uint32_t>(std::ranges::find(near, line) - near.begin());
  Position position{state_->order->units_before(*line) - here};
  for (const UnitLine* unit : near) add_places(*state_->order, *unit, ++position, places);
  return places;
}

std::optional<Explanation> LiveQueue::explain(std::string_view case_id) const {
  if (state_->line_of(case_id) == nullptr) return std::nullopt;
  return waitlist::explain(state_->store.table(), state_->policy, *state_->store.find(case_id),
                           as_of());
}

std::vector<ForecastChange> LiveQueue::forecast(std::string_view case_id, Day last_day) const {
  if (state_->line_of(case_id) == nullptr) return {};
  return waitlist::forecast(state_->store.table(), state_->policy, *state_->store.find(case_id),
                            as_of(), last_day);
}

QueueSnapshot LiveQueue::snapshot() const {
  state_->is_shared.store(true, std::memory_order_relaxed);
  return QueueSnapshot{std::make_shared<QueueSnapshot::State>(*state_->order)};
}

LiveQueue::LiveQueue(std::unique_ptr<State> state) noexcept : state_{std::move(state)} {}

LiveQueue::LiveQueue(LiveQueue&&) noexcept = default;
LiveQueue& LiveQueue::operator=(LiveQueue&&) noexcept = default;
LiveQueue::~LiveQueue() = default;

}  // namespace waitlist
