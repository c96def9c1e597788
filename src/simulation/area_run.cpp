#include "simulation/area_run.h"

#include "base/check.h"

#include <algorithm>
#include <span>

namespace waitlist {
namespace {

std::string words_of(ChangeCause cause) {
  switch (cause) {
    case ChangeCause::must_allocate: return "has waited as long as the policy allows";
    case ChangeCause::filing_near: return "is near its filing date";
    case ChangeCause::decision_begins: return "a manager's decision begins";
    case ChangeCause::decision_ends: return "a manager's decision ends";
    case ChangeCause::promotion: return "has waited long enough to move up a band";
    case ChangeCause::listing: return "a linked case is listed";
    case ChangeCause::birthday: return "a child reaches an age the policy names";
    case ChangeCause::birth: return "a child is born";
    case ChangeCause::stale: return "an answer is out of date";
    case ChangeCause::date_measured: return "a date lies further back";
    case ChangeCause::filing_slack: return "fewer working days are left until work must start";
    case ChangeCause::waiting_rate: return "waiting counts at another rate from now on";
    case ChangeCause::wait_completed: return "the completed months or years of waiting change";
    case ChangeCause::pause: return "a pause begins or ends";
  }
  return "";
}

/// Whether an answer that comes replaces the one there is: what was pending, or a lesser concern.
bool replaces(Answer coming, Answer known) {
  if (known.state() == AnswerState::pending) return true;
  return coming.given() && !(known.given() && known.value() >= coming.value());
}

}  // namespace

AreaRun::AreaRun(const AreaScenario& scenario,
                 const CaseTable& start,
                 const CompiledPolicy& policy,
                 const Families& families,
                 Staff staff)
    : scenario_{scenario},
      policy_{policy},
      families_{families},
      staff_{std::move(staff)},
      queue_{LiveQueue::make(start, policy, scenario.from).value()},
      outcomes_(families.all.size()),
      on_list_(families.all.size()),
      known_{families} {
  for (std::size_t i = 0; i < families.all.size(); ++i) {
    if (!families.all[i].from_start) continue;
    on_list_[i] = true;
    ++start_waiting_;
  }
}

std::int64_t AreaRun::run() {
  const WorkingCalendar& calendar = policy_.calendar();
  auto event = families_.events.begin();
  for (std::int64_t day = 0; day < scenario_.horizon_days; ++day) {
    pass_to(day);
    for (; event != families_.events.end() && event->day <= day; ++event) meet(*event);
    if (calendar.is_working_day(scenario_.from + Days{day})) allocate();
    list_.push_back(static_cast<std::uint32_t>(queue_.size()));
    if (day >= scenario_.warm_up_days) note_use();
    if (!followed_.empty()) write_story(day);
    if (enough_ && queue_.size() <= *enough_) break;
    if (follows_start_ && start_waiting_ == 0) break;
    if (stopped_ != nullptr && stopped_->load(std::memory_order_relaxed)) break;
  }
  for (FamilyOutcome& outcome : outcomes_) {
    if (outcome.end == FamilyEnd::waiting) outcome.day = today_;
  }
  mark_unassignable();
  return today_;
}

void AreaRun::note_use() {
  const PlacesInUse today = std::visit([](const auto& staff) { return staff.in_use(); }, staff_);
  in_use_.taken += today.taken;
  in_use_.places += today.places;
}

void AreaRun::pass_to(std::int64_t day) {
  today_ = day;
  if (day == 0) return;
  tell(queue_.advance_to(scenario_.from + Days{day}, telling()));
  std::visit([day](auto& staff) { staff.pass_to(day); }, staff_);
}

void AreaRun::meet(const FamilyEvent& event) {
  switch (event.kind) {
    case FamilyEventKind::listed:
      on_list_[event.family] = true;
      tell(queue_.upsert(families_.all[event.family].listed_as, telling()));
      break;
    case FamilyEventKind::answered:
      if (on_list_[event.family]) answer(event);
      break;
    case FamilyEventKind::withdrawn:
      if (!on_list_[event.family]) break;
      mark_unassignable(event.family);
      take_away(event.family, FamilyEnd::withdrawn);
      break;
  }
}

void AreaRun::answer(const FamilyEvent& event) {
  Case& one = known_.change(event.family);
  Answer& known = one.answers[event.fact];
  if (!replaces(event.answer, known)) return;
  known = event.answer;
  if (auto* roster = std::get_if<RosterPool>(&staff_)) roster->forget(event.family);
  if (one.case_id == followed_) {
    what_ = "what is known changes: " + policy_.schema().fact(event.fact).label;
  }
  tell(queue_.upsert(one, telling()));
}

void AreaRun::take_away(std::uint32_t family, FamilyEnd end) {
  const std::string& id = families_.all[family].listed_as.case_id;
  on_list_[family] = false;
  if (families_.all[family].from_start) --start_waiting_;
  known_.forget(family);
  outcomes_[family].end = end;
  outcomes_[family].day = today_;
  if (id == followed_) what_ = end == FamilyEnd::allocated ? "allocated" : "withdrawn";
  tell(queue_.remove(id, Telling::nothing));
}

template <class Visit>
void AreaRun::visit_units(Visit visit) const {
  std::vector<std::uint32_t> unit;
  Position position = 0;
  TierIndex tier = 0;
  bool more = true;
  queue_.visit([&](const QueuePlace& place) {
    if (place.position != position && !unit.empty()) {
      more = visit(std::span<const std::uint32_t>{unit}, tier);
      unit.clear();
    }
    if (unit.empty()) tier = place.tier;
    position = place.position;
    if (more) unit.push_back(families_.by_id.at(place.case_id));
    return more;
  });
  if (more && !unit.empty()) visit(std::span<const std::uint32_t>{unit}, tier);
}

void AreaRun::allocate() {
  if (auto* roster = std::get_if<RosterPool>(&staff_))
    allocate_from_roster(*roster);
  else
    allocate_to_anybody(std::get<PractitionerPool>(staff_));
}

/// Works down the queue while anybody has room. A unit stays together.
void AreaRun::allocate_to_anybody(PractitionerPool& pool) {
  while (pool.free_places() > 0 && queue_.size() > 0) {
    std::vector<std::vector<std::uint32_t>> units;
    visit_units([&](std::span<const std::uint32_t> unit, TierIndex) {
      units.emplace_back(unit.begin(), unit.end());
      return units.size() < pool.free_places();
    });
    for (const std::vector<std::uint32_t>& unit : units) {
      if (pool.free_places() == 0) return;
      std::vector<std::int64_t> ends;
      ends.reserve(unit.size());
      for (const std::uint32_t family : unit) {
        ends.push_back(today_ + families_.all[family].work_days);
      }
      pool.take(ends);
      for (const std::uint32_t family : unit) take_away(family, FamilyEnd::allocated);
    }
  }
}

/// Puts units forward while any may still have a place, then gives away what the match says.
void AreaRun::allocate_from_roster(RosterPool& pool) {
  if (!pool.open()) return;
  visit_units([&](std::span<const std::uint32_t> unit, TierIndex tier) {
    return pool.offer(unit, tier, known_);
  });
  for (const RosterPool::Given& given : pool.close()) {
    outcomes_[given.family].practitioner = given.practitioner;
    take_away(given.family, FamilyEnd::allocated);
  }
}

/// Marks the families waiting at the end whom nobody on the roster may take.
void AreaRun::mark_unassignable() {
  auto* roster = std::get_if<RosterPool>(&staff_);
  if (roster == nullptr) return;
  visit_units([&](std::span<const std::uint32_t> unit, TierIndex) {
    for (const std::uint32_t one : roster->unassignable(unit, known_))
      outcomes_[one].unassignable = true;
    return true;
  });
}

/// The same for one family that is about to leave the list.
void AreaRun::mark_unassignable(std::uint32_t family) {
  auto* roster = std::get_if<RosterPool>(&staff_);
  if (roster == nullptr) return;
  std::vector<std::uint32_t> unit;
  for (const QueuePlace& place : queue_.around(families_.all[family].listed_as.case_id, 0)) {
    unit.push_back(families_.by_id.at(place.case_id));
  }
  const auto unassignable = roster->unassignable(unit, known_);
  outcomes_[family].unassignable = std::ranges::count(unassignable, family) != 0;
}

/// Notes what happened to the followed case. The queue cannot have refused the change: simulate()
/// checks every case first.
void AreaRun::tell(const Result<QueueEvents>& events) {
  WAITLIST_CHECK(events.has_value());
  for (const QueueEvent& event : *events) {
    if (event.case_id != followed_) continue;
    if (event.kind == QueueEventKind::entered) what_ = "listed";
    if (event.cause && event.kind != QueueEventKind::moved) what_ = words_of(*event.cause);
  }
}

void AreaRun::write_story(std::int64_t day) {
  const auto family = families_.by_id.find(followed_);
  if (family == families_.by_id.end()) return;
  StoryDay now;
  now.day = day;
  now.waited = day - families_.all[family->second].listed;
  now.of = queue_.unit_count();
  now.what = std::move(what_);
  what_.clear();
  const std::vector<QueuePlace> place = queue_.around(followed_, 0);
  const auto own = std::ranges::find(place, followed_, &QueuePlace::case_id);
  if (own != place.end()) {
    now.position = own->position;
    now.tier = policy_.tier_id(own->tier);
    now.points = own->points;
  } else if (now.what.empty()) {
    return;  // not listed yet, or gone
  }
  const bool moved = story_.empty() || story_.back().position != now.position;
  if (moved || !now.what.empty()) story_.push_back(std::move(now));
}

}  // namespace waitlist
