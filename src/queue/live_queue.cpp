#include <waitlist/queue/live_queue.h>

#include "cases/case_rules.h"
#include "cases/case_store.h"
#include "queue/queue_order.h"
#include "queue/queue_watch.h"
#include "scoring/scorable_case.h"

#include <algorithm>
#include <map>
#include <utility>

namespace waitlist {

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
  std::vector<MadeLine> units;  ///< by UnitIndex
  /// Units by the day of their next look. What a unit no longer holds is skipped on the day.
  std::map<std::int32_t, std::vector<UnitIndex>> looks;
  std::size_t noted_looks = 0;
  std::size_t made_lines = 0;  ///< in the order's memory, also those no longer in use
  std::uint64_t epoch = 1;     ///< blocks of an earlier one may be held by snapshots

  [[nodiscard]] bool is_placed(UnitIndex unit) const {
    return unit < units.size() && units[unit].line != nullptr;
  }

  void make(UnitIndex unit);
  void place(UnitIndex unit);
  void displace(UnitIndex unit);
  void note_look(UnitIndex unit);
  void count(const UnitLine& line, int sign);
  void place_all();
  void renew_memory();
  void tidy_up();
  std::vector<UnitIndex> take_looks(std::int32_t day);
  [[nodiscard]] const UnitLine* line_of(std::string_view case_id) const;
};

void LiveQueue::State::make(UnitIndex unit) {
  if (unit >= units.size()) units.resize(std::size_t{unit} + 1);
  units[unit] =
      maker.make(store.table(), policy, unit, order->as_of, order->plan, *order->memory);
  ++made_lines;
  note_look(unit);
  order->lists.resize(order->plan.class_count());
}

void LiveQueue::State::note_look(UnitIndex unit) {
  if (units[unit].look == INT32_MAX) return;
  looks[units[unit].look].push_back(unit);
  ++noted_looks;
}

void LiveQueue::State::count(const UnitLine& line, int sign) {
  order->units += static_cast<std::uint32_t>(sign);
  order->cases += static_cast<std::size_t>(sign) * line.case_count;
}

void LiveQueue::State::place(UnitIndex unit) {
  make(unit);
  const UnitLine* line = units[unit].line;
  if (line == nullptr) return;
  order->lists[line->line_class].insert(order->plan, *line, epoch);
  count(*line, 1);
}

void LiveQueue::State::displace(UnitIndex unit) {
  if (!is_placed(unit)) {
    if (unit < units.size()) units[unit] = {};
    return;
  }
  const UnitLine* line = units[unit].line;
  order->lists[line->line_class].erase(order->plan, *line, epoch);
  count(*line, -1);
  units[unit] = {};
}

/// Puts all lines, as they are made, in order at once.
void LiveQueue::State::place_all() {
  std::vector<std::vector<const UnitLine*>> lines(order->plan.class_count());
  order->units = 0;
  order->cases = 0;
  for (const MadeLine& unit : units) {
    if (unit.line == nullptr) continue;
    lines[unit.line->line_class].push_back(unit.line);
    count(*unit.line, 1);
  }
  order->lists.assign(lines.size(), ClassList{});
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::ranges::sort(lines[i], [this](const UnitLine* a, const UnitLine* b) {
      return order->stands_before(*a, *b);
    });
    order->lists[i].fill(order->plan, lines[i], epoch);
  }
}

/// Lines are never changed, since snapshots may read them; those out of use are left behind here.
void LiveQueue::State::renew_memory() {
  const auto before = order->memory;
  order->memory = std::make_shared<std::pmr::monotonic_buffer_resource>();
  for (ClassList& list : order->lists) {
    list.replace(epoch, [this](const UnitLine& line) {
      return units[line.unit].line = order->plan.copied(line, *order->memory);
    });
  }
  made_lines = order->units;
}

void LiveQueue::State::tidy_up() {
  constexpr std::size_t kOutOfUse = 8;  // an eighth of the lines, before all are copied
  if (made_lines > order->units + order->units / kOutOfUse + 4096) renew_memory();
  if (noted_looks <= units.size() + units.size() / kOutOfUse + 4096) return;
  looks.clear();
  noted_looks = 0;
  for (UnitIndex unit = 0; unit < units.size(); ++unit) note_look(unit);
}

/// The units on which a rule looks up to this day, each once, in the order of their numbers.
std::vector<UnitIndex> LiveQueue::State::take_looks(std::int32_t day) {
  std::vector<UnitIndex> due;
  while (!looks.empty() && looks.begin()->first <= day) {
    const auto& [on, noted] = *looks.begin();
    noted_looks -= noted.size();
    for (const UnitIndex unit : noted) {
      if (units[unit].look == on) due.push_back(unit);
    }
    looks.erase(looks.begin());
  }
  std::ranges::sort(due);
  due.erase(std::unique(due.begin(), due.end()), due.end());
  return due;
}

const UnitLine* LiveQueue::State::line_of(std::string_view case_id) const {
  const auto row = store.find(case_id);
  if (!row || store.table().status(*row) != CaseStatus::awaiting ||
      store.table().listed_on(*row) > order->as_of) {
    return nullptr;
  }
  return units[store.table().unit(*row)].line;
}

Result<LiveQueue> LiveQueue::make(const CaseTable& cases, const CompiledPolicy& policy, Day as_of) {
  Errors errors = check_always_scorable(cases, policy);
  check_as_of(policy, as_of, errors);
  if (!errors.empty()) return failed(std::move(errors));
  auto state = std::make_unique<State>(cases, policy, as_of);
  state->order->memory = std::make_shared<std::pmr::monotonic_buffer_resource>();
  for (UnitIndex unit = 0; unit < cases.unit_count(); ++unit) state->make(unit);
  state->place_all();
  return LiveQueue{std::move(state)};
}

Result<QueueEvents> LiveQueue::upsert(const Case& one, Telling telling) {
  std::vector<std::string_view> links;
  const CaseView fields = view_of(one, links);
  State& state = *state_;
  const std::string source = "case";
  FaultList faults;
  check_case(fields, state.policy.schema(), state.order->as_of, {source, 0, one.case_id}, faults);
  Errors errors = faults.take();
  if (errors.empty() && one.status == CaseStatus::awaiting) {
    check_scorable_case(state.policy, one.case_id, one.filing_date, fields.decision, errors);
  }
  if (!errors.empty()) return failed(std::move(errors));
  const auto row = state.store.find(one.case_id);
  if (row && state.store.holds(*row, fields)) return QueueEvents{};

  const std::vector<UnitIndex> touched = state.store.units_touched(fields);
  QueueWatch watch{state.policy, telling};
  watch.see_before(*state.order, state.units, touched);
  for (const UnitIndex unit : touched) state.displace(unit);
  const std::vector<UnitIndex> formed = state.store.put(fields);
  for (const UnitIndex unit : formed) state.place(unit);
  state.tidy_up();
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
  QueueWatch watch{state.policy, telling};
  watch.see_before(*state.order, state.units, touched);
  state.displace(touched.front());
  const std::vector<UnitIndex> formed = state.store.take(*row);
  for (const UnitIndex unit : formed) state.place(unit);
  state.tidy_up();
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
  const std::vector<UnitIndex> due = state.take_looks(day.days_since_epoch());
  QueueWatch watch{state.policy, telling};
  watch.see_before(*state.order, state.units, due);
  watch.note_causes(*state.order, state.units, due);
  // Taking many lines out and putting them in one by one costs more than ordering all again.
  constexpr std::size_t kManyShare = 16;
  const bool many = due.size() > state.order->units / kManyShare;
  if (!many) {
    for (const UnitIndex unit : due) state.displace(unit);
  }
  state.order->as_of = day;
  for (const UnitIndex unit : due) many ? state.make(unit) : state.place(unit);
  if (many) state.place_all();
  state.tidy_up();
  return watch.see_after(*state.order, state.units, due);
}

Day LiveQueue::as_of() const noexcept { return state_->order->as_of; }

const CompiledPolicy& LiveQueue::policy() const noexcept { return state_->policy; }

std::size_t LiveQueue::size() const noexcept { return state_->order->cases; }

std::size_t LiveQueue::case_count() const noexcept { return state_->store.size(); }

std::uint32_t LiveQueue::unit_count() const noexcept { return state_->order->units; }

std::vector<QueuePlace> LiveQueue::top(std::size_t count) const {
  return QueueSnapshot{state_->order}.top(count);
}

void LiveQueue::visit(const std::function<bool(const QueuePlace&)>& visit) const {
  QueueSnapshot{state_->order}.visit(visit);
}

std::optional<std::uint32_t> LiveQueue::position(std::string_view case_id) const {
  const UnitLine* line = state_->line_of(case_id);
  if (line == nullptr) return std::nullopt;
  return state_->order->units_before(*line) + 1;
}

std::vector<QueuePlace> LiveQueue::around(std::string_view case_id, std::size_t count) const {
  std::vector<QueuePlace> places;
  const UnitLine* line = state_->line_of(case_id);
  if (line == nullptr) return places;
  const auto near = state_->order->around(*line, count);
  const auto here = static_cast<std::uint32_t>(std::ranges::find(near, line) - near.begin());
  std::uint32_t position = state_->order->units_before(*line) + 1 - here;
  for (const UnitLine* unit : near) add_places(*state_->order, *unit, position++, places);
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
  ++state_->epoch;  // from now on, blocks are copied before they are written
  return QueueSnapshot{std::make_shared<QueueSnapshot::State>(*state_->order)};
}

LiveQueue::LiveQueue(std::unique_ptr<State> state) noexcept : state_{std::move(state)} {}

LiveQueue::LiveQueue(LiveQueue&&) noexcept = default;
LiveQueue& LiveQueue::operator=(LiveQueue&&) noexcept = default;
LiveQueue::~LiveQueue() = default;

}  // namespace waitlist
