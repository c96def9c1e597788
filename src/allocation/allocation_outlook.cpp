#include <waitlist/allocation/allocation_outlook.h>

#include "allocation/allocation_data.h"
#include "allocation/kind_limits.h"
#include "allocation/weighted_search.h"

#include <algorithm>
#include <map>
#include <utility>

namespace waitlist {
namespace {

constexpr std::size_t kHoldUnitsMax = 50;  ///< waiting units for which holding is looked at

/// Who of a problem is where, whatever the loads.
std::vector<std::optional<PractitionerIndex>> solved_places(const AssignmentProblem& problem) {
  bool single = true;
  for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit) {
    single = single && problem.load(unit) == 1;
  }
  if (!single || problem.has_kinds()) return promised_units(problem).practitioner;
  std::vector<std::optional<PractitionerIndex>> places(problem.unit_count());
  const auto solved = Assignment::solve(problem);
  if (!solved) return places;
  for (QueuedUnit unit{0}; unit < places.size(); ++unit) {
    places[unit] = solved->practitioner_of(unit);
  }
  return places;
}

class Outlook {
 public:
  explicit Outlook(const Allocation::Data& data)
      : data_{data}, today_{data.ranking.as_of()}, horizon_{data.rules.horizon.value_or(Days{})} {
    look_.horizon = horizon_;
    taken_.resize(data.loads.size());
    for (PractitionerIndex p{0}; p < data.loads.size(); ++p) {
      taken_[p] = {data.loads[p].given + data.loads[p].second, data.loads[p].urgent_given,
                   data.loads[p].of_kinds};
    }
  }

  AllocationOutlook take() {
    note_leaves();
    offer_held();
    note_places();
    note_prospects();
    note_before_leave();
    note_hold();
    return std::move(look_);
  }

 private:
  struct Taken {
    std::uint32_t all = 0;
    std::uint32_t urgent = 0;
    std::vector<std::uint32_t> of_kinds;  ///< as PractitionerLoad::of_kinds
  };

  void add_limits(AssignmentProblem& problem) const {
    for (PractitionerIndex p{0}; p < taken_.size(); ++p) {
      add_kind_limits(data_.kinds, person(p), taken_[p].of_kinds, p, problem);
    }
  }

  /// How many of a kind the unit counts as.
  [[nodiscard]] std::uint32_t count_of_kind(QueuedUnit unit, const std::string& kind) const {
    for (const KindCount& one : data_.problem.kinds(unit)) {
      if (data_.kinds[one.kind] == kind) return one.count;
    }
    return 0;
  }

  void take(QueuedUnit unit, PractitionerIndex p) {
    taken_[p].all += data_.problem.load(unit);
    if (data_.problem.urgent(unit)) taken_[p].urgent += data_.problem.load(unit);
    const auto& limits = person(p).kind_limits;
    for (std::size_t i = 0; i < limits.size(); ++i) {
      taken_[p].of_kinds[i] += count_of_kind(unit, limits[i].kind);
    }
  }

  [[nodiscard]] const Practitioner& person(PractitionerIndex p) const {
    return data_.roster.practitioners()[p];
  }

  [[nodiscard]] std::string reason_of(PractitionerIndex p, Day day) const {
    for (const Absence& one : person(p).absences) {
      if (one.days.holds(day)) return one.reason;
    }
    return "";
  }

  /// The most that a limit on new work lets somebody be given, on whatever day.
  [[nodiscard]] std::uint32_t new_places(PractitionerIndex p) const {
    const Practitioner& one = person(p);
    if (!one.new_limit) return UINT32_MAX;
    return *one.new_limit - std::min(*one.new_limit, one.new_taken);
  }

  /// Places of somebody who leaves soon, as they would be given if they did not.
  [[nodiscard]] std::uint32_t free_today(PractitionerIndex p) const {
    return std::min(capacity_on(person(p), today_).free, new_places(p));
  }

  void note_leaves() {
    for (PractitionerIndex p{0}; p < data_.loads.size(); ++p) {
      const auto& from = data_.loads[p].leaves_on;
      if (!from) continue;
      look_.leaves.push_back(
          {p, *from, back_on(person(p), *from), reason_of(p, *from), free_today(p)});
    }
  }

  /// The same with what comes free until then, which fills what is held above the caseload first.
  [[nodiscard]] Capacity capacity_then(PractitionerIndex p, Day day) const {
    Practitioner then = person(p);
    const std::uint64_t come = come_free_until(then, today_, day);
    const std::uint32_t held = capacity_on(then, day).held;
    then.held_load = held - static_cast<std::uint32_t>(std::min<std::uint64_t>(held, come));
    return capacity_on(then, day);
  }

  /// Places of a later day that nothing has taken yet; none before somebody who leaves is back.
  [[nodiscard]] PractitionerPlaces left_on(PractitionerIndex p, Day day) const {
    PractitionerPlaces left;
    const Capacity then = capacity_then(p, day);
    const auto& leaves = data_.loads[p].leaves_on;
    if (leaves && day < *leaves) return left;
    const auto less = [](std::uint32_t all, std::uint32_t gone) {
      return all > gone ? all - gone : 0U;
    };
    left.places = less(std::min(then.free, new_places(p)), taken_[p].all);
    if (then.urgent_free) left.urgent_places = less(*then.urgent_free, taken_[p].urgent);
    return left;
  }

  /// What is free where nothing more is given than today.
  void note_places() {
    std::vector<std::uint32_t> before(data_.loads.size());
    for (PractitionerIndex p{0}; p < before.size(); ++p) before[p] = left_on(p, today_).places;
    for (std::int64_t ahead = 1; ahead <= horizon_.count(); ++ahead) {
      const Day day = today_ + Days{ahead};
      for (PractitionerIndex p{0}; p < before.size(); ++p) {
        const std::uint32_t now = left_on(p, day).places;
        if (now > before[p]) {
          const bool was_away = capacity_on(person(p), day - Days{1}).away;
          look_.places.push_back({p, day, now, was_away});
        }
        before[p] = now;
      }
    }
  }

  /// A problem of these units alone, with what is left on a day.
  [[nodiscard]] AssignmentProblem problem_of(const std::vector<QueuedUnit>& units, Day day) const {
    AssignmentProblem problem;
    for (PractitionerIndex p{0}; p < data_.loads.size(); ++p) {
      problem.add_practitioner(left_on(p, day));
    }
    add_limits(problem);
    for (const QueuedUnit unit : units) problem.add_unit_like(data_.problem, unit);
    return problem;
  }

  [[nodiscard]] bool is_awaited(QueuedUnit unit) const {
    return std::ranges::count(data_.awaited, unit, &AwaitedUnit::unit) != 0;
  }

  /// When somebody who is away or leaves can be given something again.
  [[nodiscard]] std::optional<Day> return_of(PractitionerIndex p) const {
    return back_on(person(p), data_.loads[p].leaves_on.value_or(today_));
  }

  /// Whoever is appointed to a family has its unit on their return, whatever else waits for them.
  void note_returns_until(Day day, std::vector<AwaitedUnit>& awaited) {
    std::vector<Prospect> come;
    std::erase_if(awaited, [&](const AwaitedUnit& one) {
      const auto back = return_of(one.practitioner);
      if (!back || *back > day) return false;
      come.push_back({one.unit, *back, one.practitioner});
      return true;
    });
    std::ranges::stable_sort(come, {}, &Prospect::day);
    for (const Prospect& one : come) {
      look_.prospects.push_back(one);
      take(one.unit, one.practitioner);
    }
  }

  void note_prospects() {
    std::vector<QueuedUnit> waiting;
    for (QueuedUnit unit{0}; unit < data_.units.size(); ++unit) {
      if (!data_.units[unit].practitioner) waiting.push_back(unit);
    }
    const std::vector<Taken> given = taken_;
    std::vector<AwaitedUnit> awaited = data_.awaited;
    std::erase_if(waiting, [&](QueuedUnit unit) { return is_awaited(unit); });
    for (std::size_t i = 0; i < look_.places.size() && !waiting.empty(); ++i) {
      const Day day = look_.places[i].day;
      const bool last_of_day = i + 1 == look_.places.size() || look_.places[i + 1].day != day;
      if (!last_of_day) continue;
      note_returns_until(day, awaited);
      const auto places = solved_places(problem_of(waiting, day));
      std::vector<QueuedUnit> left;
      for (QueuedUnit at{0}; at < places.size(); ++at) {
        const QueuedUnit unit = waiting[at];
        if (!places[at]) {
          left.push_back(unit);
          continue;
        }
        look_.prospects.push_back({unit, day, *places[at]});
        take(unit, *places[at]);
      }
      waiting = std::move(left);
    }
    note_returns_until(today_ + horizon_, awaited);
    taken_ = given;
  }

  [[nodiscard]] std::optional<Prospect> prospect_of(QueuedUnit unit) const {
    const auto found = std::ranges::find(look_.prospects, unit, &Prospect::unit);
    return found == look_.prospects.end() ? std::nullopt : std::optional{*found};
  }

  /// What units that wait for the return of a practitioner take.
  [[nodiscard]] Taken awaited_of(PractitionerIndex p) const {
    Taken taken{0, 0, std::vector<std::uint32_t>(person(p).kind_limits.size(), 0)};
    for (const AwaitedUnit& one : data_.awaited) {
      if (one.practitioner != p) continue;
      taken.all += data_.problem.load(one.unit);
      if (data_.problem.urgent(one.unit)) taken.urgent += data_.problem.load(one.unit);
      for (std::size_t i = 0; i < taken.of_kinds.size(); ++i) {
        taken.of_kinds[i] += count_of_kind(one.unit, person(p).kind_limits[i].kind);
      }
    }
    return taken;
  }

  static PractitionerPlaces places_beside(PractitionerPlaces places, const Taken& taken) {
    places.places -= std::min(places.places, taken.all);
    if (places.urgent_places != PractitionerPlaces::kNoLimit) {
      places.urgent_places -= std::min(places.urgent_places, taken.urgent);
    }
    return places;
  }

  /// Limits on kinds beside what everybody is appointed to, those who leave too.
  void add_limits_of_leavers(AssignmentProblem& problem) const {
    problem.limit_kinds_like(data_.problem);
    for (PractitionerIndex p{0}; p < taken_.size(); ++p) {
      if (data_.loads[p].leaves_on) {
        add_kind_limits(data_.kinds, person(p), awaited_of(p).of_kinds, p, problem);
      }
    }
  }

  /// What giving the places of those who leave soon would place beside what is placed.
  void note_before_leave() {
    const bool any = !data_.awaited.empty() ||
                     std::ranges::any_of(look_.leaves,
                                         [](const ComingLeave& leave) { return leave.places > 0; });
    if (!any) return;
    AssignmentProblem with_leavers;
    for (PractitionerIndex p{0}; p < data_.loads.size(); ++p) {
      PractitionerPlaces places = data_.problem.places(p);
      if (data_.loads[p].leaves_on) places.places = free_today(p);
      with_leavers.add_practitioner(places_beside(places, awaited_of(p)));
    }
    add_limits_of_leavers(with_leavers);
    for (QueuedUnit unit{0}; unit < data_.units.size(); ++unit) {
      if (is_awaited(unit)) {
        with_leavers.add_unit({}, data_.problem.urgent(unit), data_.problem.load(unit));
      } else {
        with_leavers.add_unit_like(data_.problem, unit);
      }
    }
    auto then = solved_places(with_leavers);
    for (const AwaitedUnit& one : data_.awaited) {
      if (data_.loads[one.practitioner].leaves_on) then[one.unit] = one.practitioner;
    }
    for (QueuedUnit unit{0}; unit < then.size(); ++unit) {
      if (data_.units[unit].practitioner || !then[unit]) continue;
      look_.before_leave.push_back({unit, *then[unit], prospect_of(unit)});
    }
  }

  /// Units placed with somebody, in queue order.
  [[nodiscard]] std::vector<QueuedUnit> given_to(PractitionerIndex p) const {
    std::vector<QueuedUnit> units;
    for (QueuedUnit unit{0}; unit < data_.units.size(); ++unit) {
      if (data_.units[unit].practitioner == p) units.push_back(unit);
    }
    return units;
  }

  /// Who would have to wait, so that the unit can be with the practitioner on the day; nullopt: it
  /// could not be there beside those before it.
  [[nodiscard]] std::optional<std::vector<QueuedUnit>> displaced_by(QueuedUnit unit,
                                                                    PractitionerIndex p,
                                                                    Day day) const {
    const auto& leaves = data_.loads[p].leaves_on;
    if (leaves && day < *leaves) return std::nullopt;
    const Capacity then = capacity_then(p, day);
    std::uint64_t room = std::min(then.free, new_places(p));
    std::uint64_t urgent_room = then.urgent_free.value_or(UINT32_MAX);
    std::vector<QueuedUnit> displaced;
    std::vector<std::uint64_t> kinds(person(p).kind_limits.size(), 0);
    enter_appointed(p, day, room, urgent_room, kinds);
    const auto enters = [&](QueuedUnit one) {
      const std::uint64_t load = data_.problem.load(one);
      const bool urgent = data_.problem.urgent(one);
      if (load > room || (urgent && load > urgent_room) || !kinds_enter(p, one, kinds))
        return false;
      room -= load;
      if (urgent) urgent_room -= load;
      return true;
    };
    bool entered = false;
    for (const QueuedUnit other : given_to(p)) {
      if (data_.units[other].appointed) continue;
      if (!entered && other > unit) {
        if (!enters(unit)) return std::nullopt;
        entered = true;
      }
      if (enters(other)) continue;
      if (other < unit) return std::nullopt;
      displaced.push_back(other);
    }
    if (!entered && !enters(unit)) return std::nullopt;
    return displaced;
  }

  /// What appointments take goes before everything else, if there is room or not.
  void enter_appointed(PractitionerIndex p,
                       Day day,
                       std::uint64_t& room,
                       std::uint64_t& urgent_room,
                       std::vector<std::uint64_t>& kinds) const {
    std::uint64_t all = std::uint64_t{data_.loads[p].appointed} + data_.loads[p].second;
    std::uint64_t urgent = data_.loads[p].urgent_appointed;
    const auto back = return_of(p);
    if (back && *back <= day) {
      const Taken come = awaited_of(p);
      all += come.all;
      urgent += come.urgent;
      for (std::size_t i = 0; i < kinds.size(); ++i) kinds[i] += come.of_kinds[i];
    }
    room -= std::min(room, all);
    urgent_room -= std::min(urgent_room, urgent);
    const auto& limits = person(p).kind_limits;
    for (const QueuedUnit unit : given_to(p)) {
      if (!data_.units[unit].appointed) continue;
      for (std::size_t i = 0; i < limits.size(); ++i) {
        kinds[i] += count_of_kind(unit, limits[i].kind);
      }
    }
  }

  /// Whether the limits on kinds leave room for one more unit, which is then counted.
  [[nodiscard]] bool kinds_enter(PractitionerIndex p,
                                 QueuedUnit unit,
                                 std::vector<std::uint64_t>& kinds) const {
    const auto& limits = person(p).kind_limits;
    std::vector<std::uint64_t> then = kinds;
    for (std::size_t i = 0; i < limits.size(); ++i) {
      then[i] += count_of_kind(unit, limits[i].kind);
      if (then[i] > kinds[i] && limits[i].held + then[i] > limits[i].most) return false;
    }
    kinds = std::move(then);
    return true;
  }

  void note_hold() {
    if (data_.exact) return;
    std::size_t looked_at = 0;
    for (QueuedUnit unit{0}; unit < data_.units.size() && looked_at < kHoldUnitsMax; ++unit) {
      if (data_.units[unit].practitioner || data_.problem.eligible(unit).empty()) continue;
      if (is_awaited(unit)) continue;  // nothing has to be held for it
      ++looked_at;
      const auto given = prospect_of(unit);
      const Day end = given ? given->day - Days{1} : today_ + horizon_;
      if (const auto choice = hold_for(unit, end)) {
        look_.hold.push_back(*choice);
        look_.hold.back().given = given;
      }
    }
  }

  /// The first day, until `end`, on which holding places would have brought the unit one.
  [[nodiscard]] std::optional<HoldChoice> hold_for(QueuedUnit unit, Day end) const {
    for (Day day = today_ + Days{1}; day <= end; day = day + Days{1}) {
      for (const EligiblePair& pair : data_.problem.eligible(unit)) {
        const auto displaced = displaced_by(unit, pair.practitioner, day);
        if (!displaced || displaced->empty()) continue;
        return HoldChoice{unit, pair.practitioner, day, *displaced, std::nullopt};
      }
    }
    return std::nullopt;
  }

  void offer_held() {
    std::vector<std::vector<std::size_t>>
        offered;  // positions in look_.held, by unit of the problem
    AssignmentProblem problem;
    for (PractitionerIndex p{0}; p < data_.loads.size(); ++p) {
      PractitionerPlaces places = data_.places[p];
      places.places -= std::min(places.places, taken_[p].all);
      if (data_.loads[p].leaves_on || data_.loads[p].before.away) places.places = 0;
      places.urgent_places = PractitionerPlaces::kNoLimit;
      places.price = {};
      places.urgent_price = {};
      problem.add_practitioner(places);
    }
    add_limits(problem);
    for (PractitionerIndex p{0}; p < data_.loads.size(); ++p) {
      if (!data_.loads[p].leaves_on && !data_.loads[p].before.away) continue;
      for (auto& [unit, family] : families_of(p)) {
        std::vector<CaseRow> rows;
        for (const std::size_t at : family) {
          rows.push_back(*data_.ranking.cases().find(look_.held[at].case_id));
        }
        add_offer(problem, rows, p);
        offered.push_back(std::move(family));
      }
    }
    const auto places = solved_places(problem);
    for (std::size_t i = 0; i < offered.size(); ++i) {
      for (const std::size_t at : offered[i]) look_.held[at].to = places[i];
    }
  }

  /// Notes what somebody holds; those on the list by family, as positions in look_.held.
  std::map<UnitIndex, std::vector<std::size_t>> families_of(PractitionerIndex holder) {
    const CaseTable& cases = data_.ranking.cases();
    std::map<UnitIndex, std::vector<std::size_t>> families;
    for (const std::string& id : person(holder).held) {
      const auto row = cases.find(id);
      look_.held.push_back({id, holder, row.has_value(), std::nullopt});
      if (row) families[cases.unit(*row)].push_back(look_.held.size() - 1);
    }
    return families;
  }

  void add_offer(AssignmentProblem& problem,
                 const std::vector<CaseRow>& rows,
                 PractitionerIndex holder) const {
    std::vector<CaseAsks> asks = data_.asks(rows);
    data_.note_conflicts(rows, false, asks);
    asks.front().urgent = false;
    std::vector<EligiblePair> pairs;
    for (PractitionerIndex p{0}; p < data_.loads.size(); ++p) {
      if (p == holder || !data_.eligibility.may_take(p, asks)) continue;
      pairs.push_back({p, data_.parts(p, rows, asks).sum()});
    }
    const QueuedUnit offer = problem.add_unit(pairs, false, load_of(asks, data_.rules.count));
    for (const KindCount& kind : kinds_of(data_.kinds, asks, data_.rules.count)) {
      problem.add_kind(offer, kind);
    }
  }

  const Allocation::Data& data_;
  Day today_;
  Days horizon_;
  AllocationOutlook look_;
  std::vector<Taken> taken_;  ///< places that are given, by practitioner
};

}  // namespace

AllocationOutlook Allocation::outlook() const {
  if (!data_->rules.horizon) return {};
  return Outlook{*data_}.take();
}

}  // namespace waitlist
