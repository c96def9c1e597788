#include "queue/queue_watch.h"

#include <utility>

namespace waitlist {
namespace {

/// The position of each of these units, 0 where it is not ranked.
std::vector<Position> positions_of(const QueueSnapshot::State& order,
                                   std::span<const MadeLine> units,
                                   std::span<const UnitIndex> wanted) {
  std::vector<Position> positions(wanted.size());
  // Walking through the whole order is cheaper than finding many places one by one.
  constexpr std::size_t kManyShare = 32;
  if (wanted.size() <= 16 + order.units / kManyShare) {
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const UnitLine* line = wanted[i] < units.size() ? units[wanted[i]].line() : nullptr;
      if (line != nullptr) positions[i] = Position{order.units_before(*line) + 1};
    }
    return positions;
  }
  std::vector<Position> of_unit(units.size());
  OrderCursor cursor{order};
  Position position = 0;
  for (const UnitLine* line = cursor.next(); line != nullptr; line = cursor.next()) {
    of_unit[line->unit] = ++position;
  }
  for (std::size_t i = 0; i < wanted.size(); ++i) positions[i] = of_unit[wanted[i]];
  return positions;
}

}  // namespace

void QueueWatch::see_before(const QueueSnapshot::State& order,
                            std::span<const MadeLine> units,
                            std::span<const UnitIndex> touched) {
  if (telling_ == Telling::nothing) return;
  const auto positions = positions_of(order, units, touched);
  for (std::size_t i = 0; i < touched.size(); ++i) {
    const MadeLine& unit = units[touched[i]];
    if (unit.line() == nullptr) continue;
    order.plan.visit_cases(*unit.line(), [&](const CaseLine& one) {
      cases_[std::string{one.case_id}].before = {positions[i], one.tier, one.band,
                                                 one.must_allocate};
    });
  }
}

void QueueWatch::note_causes(const QueueSnapshot::State& order,
                             std::span<const MadeLine> units,
                             std::span<const UnitIndex> touched) {
  if (telling_ == Telling::nothing) return;
  for (const UnitIndex unit : touched) {
    // A unit without a line waits for a case to be listed.
    const UnitLine* line = units[unit].line();
    causes_.push_back(line == nullptr ? ChangeCause::listing : order.plan.cause(*line));
  }
}

void QueueWatch::note_changes(const CaseTable& cases, CaseRow row, const Case& now) {
  if (telling_ == Telling::nothing) return;
  changes_ = case_changes(cases.schema(), cases.at(row), now);
}

QueueEvents QueueWatch::see_after(const QueueSnapshot::State& order,
                                  std::span<const MadeLine> units,
                                  std::span<const UnitIndex> formed) {
  QueueEvents events;
  if (telling_ == Telling::nothing) return events;
  const auto positions = positions_of(order, units, formed);
  for (std::size_t i = 0; i < formed.size(); ++i) {
    const MadeLine& unit = units[formed[i]];
    if (unit.line() == nullptr) continue;
    order.plan.visit_cases(*unit.line(), [&](const CaseLine& one) {
      Seen& seen = cases_[std::string{one.case_id}];
      seen.after = {positions[i], one.tier, one.band, one.must_allocate};
      if (!causes_.empty()) seen.cause = causes_[i];
    });
  }
  tell_changes(events);
  for (const auto& [id, seen] : cases_) tell(id, seen, events);
  return events;
}

std::string QueueWatch::tier_of(const Stand& stand) const {
  return stand.position == 0 ? std::string{} : std::string{policy_.tier_id(stand.tier)};
}

void QueueWatch::tell_changes(QueueEvents& events) {
  for (ListChange& change : changes_) {
    const auto at = cases_.find(change.case_id);
    const Seen seen = at == cases_.end() ? Seen{} : at->second;
    const auto kind = change.kind == ListChangeKind::listed_later ? QueueEventKind::clock_kept
                                                                  : QueueEventKind::case_changed;
    events.push_back({kind, std::move(change.case_id), seen.before.position, seen.after.position,
                      tier_of(seen.before), tier_of(seen.after), std::nullopt, change.kind,
                      std::move(change.detail)});
  }
}

void QueueWatch::tell(const std::string& case_id, const Seen& seen, QueueEvents& events) const {
  const Stand& before = seen.before;
  const Stand& after = seen.after;
  const auto add = [&](QueueEventKind kind) {
    events.push_back({kind, case_id, before.position, after.position, tier_of(before),
                      tier_of(after), seen.cause});
  };
  if (before.position == 0) add(QueueEventKind::entered);
  if (after.position == 0) return add(QueueEventKind::left);
  if (before.position != 0 && before.band != after.band) add(QueueEventKind::band_changed);
  if (!before.must_allocate && after.must_allocate) add(QueueEventKind::must_allocate);
  if (before.position != 0 && before.position != after.position) add(QueueEventKind::moved);
}

std::string_view to_text(QueueEventKind kind) noexcept {
  switch (kind) {
    case QueueEventKind::entered: return "entered";
    case QueueEventKind::left: return "left";
    case QueueEventKind::band_changed: return "band_changed";
    case QueueEventKind::must_allocate: return "must_allocate";
    case QueueEventKind::moved: return "moved";
    case QueueEventKind::clock_kept: return "clock_kept";
    case QueueEventKind::case_changed: return "case_changed";
  }
  return "";
}

}  // namespace waitlist
