#include <waitlist/base/limits.h>
#include <waitlist/queue/live_queue.h>

#include "cases/case_rules.h"
#include "cases/case_store.h"
#include "queue/queue_lines.h"
#include "queue/queue_watch.h"
#include "scoring/scorable_case.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace waitlist {
namespace {

constexpr std::string_view kQueueSource = "queue";

/// Faults of whatever a queue was asked, whichever check found them; `case_id` where they are of
/// one case.
tl::unexpected<Errors> refused_by_queue(Errors errors, std::string_view case_id = {}) {
  for (Error& error : errors) {
    error.source = kQueueSource;
    if (error.case_id.empty()) error.case_id = clipped(case_id);
  }
  return failed(std::move(errors));
}

}  // namespace

struct LiveQueue::State {
  State(const CaseTable& cases, CompiledPolicy compiled, Day as_of)
      : store{cases}, policy{std::move(compiled)}, lines{store.table(), policy, as_of} {}

  CaseStore store;
  CompiledPolicy policy;
  QueueLines lines;

  void prefetch(CaseRow row) const;
  [[nodiscard]] const UnitLine* line_of(std::string_view case_id) const;
  [[nodiscard]] bool keep_clock(CaseRow row, CaseView& fields) const;
  [[nodiscard]] QueueEvents told_unchanged(QueueWatch& watch, CaseRow row) const;
};

/// Asks for what the row of a case leads to.
void LiveQueue::State::prefetch(CaseRow row) const {
  store.prefetch_lists(row);
  lines.prefetch(store.table().unit(row));
}

const UnitLine* LiveQueue::State::line_of(std::string_view case_id) const {
  const auto row = store.find(case_id);
  if (!row || store.table().status(*row) != CaseStatus::awaiting ||
      store.table().listed_on(*row) > lines.order().as_of) {
    return nullptr;
  }
  return lines.line(store.table().unit(*row));
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
  watch.see_before(lines.order(), lines.units(), {&unit, 1});
  return watch.see_after(lines.order(), lines.units(), {&unit, 1});
}

Result<LiveQueue> LiveQueue::make(const CaseTable& cases, const CompiledPolicy& policy, Day as_of) {
  Errors errors = check_scorable_from(cases, policy, as_of);
  check_as_of(policy, as_of, errors);
  if (!errors.empty()) return refused_by_queue(std::move(errors));
  auto state = std::make_unique<State>(cases, policy, as_of);
  state->lines.fill();
  return LiveQueue{std::move(state)};
}

Result<QueueEvents> LiveQueue::upsert(const Case& one, Telling telling) {
  State& state = *state_;
  state.store.prefetch_id(one.case_id);
  CaseTexts texts;
  CaseView fields = view_of(one, texts);
  const auto likely = state.store.likely_row(one.case_id);
  if (likely) state.store.prefetch_row(*likely);
  const std::string source{kQueueSource};
  FaultList faults;
  check_case(fields, state.policy.schema(), {source, 0, one.case_id}, faults);
  Errors errors = faults.take();
  if (likely) state.prefetch(*likely);
  if (errors.empty() && one.status == CaseStatus::awaiting) {
    check_scorable_case(state.policy, one.case_id, one.filing_date,
                        not_ended(fields.decision, as_of()), errors);
  }
  if (!errors.empty()) return refused_by_queue(std::move(errors), one.case_id);
  const auto row = state.store.find(one.case_id);
  if (row) state.lines.prefetch_line(state.store.table().unit(*row));
  QueueWatch watch{state.policy, telling};
  if (row) {
    const bool is_kept = state.keep_clock(*row, fields);
    const bool is_same = state.store.holds(*row, fields);
    if (is_same && !is_kept) return QueueEvents{};
    watch.note_changes(state.store.table(), *row, one);
    if (is_same) return state.told_unchanged(watch, *row);
  } else if (state.store.size() >= limits::kCasesMax) {
    return refused_by_queue(
        {{ErrorCode::too_large, "", 0, 0, "case_id", clipped(one.case_id),
          "a list has at most " + std::to_string(limits::kCasesMax) + " cases"}},
        one.case_id);
  }
  const std::vector<UnitIndex> touched = state.store.units_touched(row, fields);
  QueueLines::Change change{state.lines};
  for (const UnitIndex unit : touched) state.lines.prefetch_block(unit);
  watch.see_before(state.lines.order(), state.lines.units(), touched);
  CaseStore::Change put = state.store.put(row, fields, touched);
  if (auto fault = state.store.fault_of_units(put.formed(), source)) {
    // And what was put is taken back.
    return refused_by_queue({*std::move(fault)}, one.case_id);
  }
  change.replace(touched, put.formed());
  QueueEvents events = watch.see_after(state.lines.order(), state.lines.units(), put.formed());
  put.settle();
  change.settle();
  return events;
}

Result<QueueEvents> LiveQueue::remove(std::string_view case_id, Telling telling) {
  State& state = *state_;
  const auto row = state.store.find(case_id);
  if (!row) {
    return refused_by_queue({{ErrorCode::unknown_reference, "", 0, 0, "case_id", clipped(case_id),
                              "no case of this id is in the queue"}},
                            case_id);
  }
  const std::vector<UnitIndex> touched{state.store.table().unit(*row)};
  QueueLines::Change change{state.lines};
  QueueWatch watch{state.policy, telling};
  watch.see_before(state.lines.order(), state.lines.units(), touched);
  CaseStore::Change taken = state.store.take(*row);
  change.replace(touched, taken.formed());
  QueueEvents events = watch.see_after(state.lines.order(), state.lines.units(), taken.formed());
  taken.settle();
  change.settle();
  return events;
}

Result<QueueEvents> LiveQueue::advance_to(Day day, Telling telling) {
  State& state = *state_;
  Errors errors;
  check_as_of(state.policy, day, errors);
  if (day < as_of()) {
    errors.push_back({ErrorCode::out_of_range, "", 0, 0, "day", day.text(),
                      "the queue stands on " + as_of().text() +
                          " and only goes forward; make another to look back"});
  }
  if (!errors.empty()) return refused_by_queue(std::move(errors));
  QueueLines::Change change{state.lines};
  const std::vector<UnitIndex> due = state.lines.due(day);
  QueueWatch watch{state.policy, telling};
  watch.see_before(state.lines.order(), state.lines.units(), due);
  watch.note_causes(state.lines.order(), state.lines.units(), due);
  change.go_to(day, due);
  QueueEvents events = watch.see_after(state.lines.order(), state.lines.units(), due);
  change.settle();
  return events;
}

Day LiveQueue::as_of() const noexcept { return state_->lines.order().as_of; }

const CompiledPolicy& LiveQueue::policy() const noexcept { return state_->policy; }

std::size_t LiveQueue::size() const noexcept { return state_->lines.order().cases; }

std::size_t LiveQueue::case_count() const noexcept { return state_->store.size(); }

std::uint32_t LiveQueue::unit_count() const noexcept { return state_->lines.order().units; }

std::vector<QueuePlace> LiveQueue::top(std::size_t count) const { return state_->lines.top(count); }

void LiveQueue::visit(const std::function<bool(const QueuePlace&)>& visit) const {
  visit_places(state_->lines.order(), visit);
}

std::optional<Position> LiveQueue::position(std::string_view case_id) const {
  const UnitLine* line = state_->line_of(case_id);
  if (line == nullptr) return std::nullopt;
  return Position{state_->lines.order().units_before(*line) + 1};
}

std::vector<QueuePlace> LiveQueue::around(std::string_view case_id, std::size_t count) const {
  std::vector<QueuePlace> places;
  const UnitLine* line = state_->line_of(case_id);
  if (line == nullptr) return places;
  const QueueSnapshot::State& order = state_->lines.order();
  const auto near = order.around(*line, count);
  const auto here = static_cast<std::uint32_t>(std::ranges::find(near, line) - near.begin());
  Position position{order.units_before(*line) - here};
  for (const UnitLine* unit : near) add_places(order, *unit, ++position, places);
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

std::optional<Case> LiveQueue::case_of(std::string_view case_id) const {
  const auto row = state_->store.find(case_id);
  return row ? std::optional{state_->store.table().at(*row)} : std::nullopt;
}

CaseTable LiveQueue::cases() const { return state_->store.copy(); }

Ranking LiveQueue::ranking(const RankOptions& options) const {
  // Every case was found scorable when it came in, and the day when it was gone to.
  return *rank(cases(), policy(), as_of(), options);
}

QueueSnapshot LiveQueue::snapshot() const { return state_->lines.snapshot(); }

LiveQueue::LiveQueue(std::unique_ptr<State> state) noexcept : state_{std::move(state)} {}

LiveQueue::LiveQueue(LiveQueue&&) noexcept = default;
LiveQueue& LiveQueue::operator=(LiveQueue&&) noexcept = default;
LiveQueue::~LiveQueue() = default;

}  // namespace waitlist
