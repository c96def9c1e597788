#include "report/allocation_words.h"

#include <waitlist/queue/upcoming.h>
#include <waitlist/report/allocation_report.h>

#include "base/fault_list.h"
#include "report/allocation_full.h"
#include "report/allocation_notes.h"
#include "report/plain_words.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

std::string requirement_in_words(const Barrier& removal) {
  switch (removal.requirement) {
    case Requirement::conflict: return "a conflict of interest with " + removal.detail;
    case Requirement::excluded: return "kept from it by a manager (" + removal.detail + ")";
    case Requirement::pinned_elsewhere: return "pinned to somebody else (" + removal.detail + ")";
    case Requirement::not_listed: return "no price given for " + removal.detail;
    case Requirement::area: return "does not work in " + removal.detail;
    case Requirement::competence: return "without " + removal.detail;
    case Requirement::may_not_take: return removal.detail + " may not take it";
    case Requirement::urgent_only: return "takes urgent work alone";
    case Requirement::appointed_elsewhere:
      return "somebody else is appointed (" + removal.detail + ")";
  }
  return "";
}

std::string names_of(const Allocation& allocation,
                     std::span<const PractitionerIndex> practitioners) {
  std::vector<std::string> names;
  for (const PractitionerIndex one :
       practitioners.first(std::min(kNamedMax, practitioners.size()))) {
    names.push_back(id_of(allocation, one));
  }
  return listed_up_to(std::move(names), practitioners.size());
}

/// `does not work in Stafford: P1, P2; without language_pl: P3`.
std::string removals_in_words(const Allocation& allocation, QueuedUnit unit) {
  std::string text;
  for (const RemovalGroup& group : removal_groups(allocation, unit)) {
    text +=
        (text.empty() ? "" : "; ") + group.words + ": " + names_of(allocation, group.practitioners);
  }
  return text;
}

/// `the area`, of what alone stands against somebody.
std::string barrier_in_words(const Barrier& barrier) {
  switch (barrier.requirement) {
    case Requirement::excluded: return "a manager's exclusion (" + barrier.detail + ')';
    case Requirement::area: return "the area";
    case Requirement::competence: return "the competence " + barrier.detail;
    case Requirement::may_not_take: return "that " + barrier.detail + " may not take it";
    case Requirement::urgent_only: return "the duty for urgent work alone";
    case Requirement::conflict:
    case Requirement::pinned_elsewhere:
    case Requirement::appointed_elsewhere:
    case Requirement::not_listed: return requirement_in_words(barrier);
  }
  return "";
}

/// `it takes 3 places, and can never fit: …`, or what is free today.
std::string too_large_in_words(const Allocation& allocation, QueuedUnit unit) {
  const AllocationUnit& one = allocation.units()[unit];
  if (one.load != one.most_load) {
    return "it takes " + places_in_words(one) +
           ", with each who may take it more than they have "
           "free today" +
           (has_appointed(allocation) ? ", beside what is appointed" : "");
  }
  std::set<PractitionerIndex> barred;
  for (const BarrierIndex barrier : allocation.barriers_of(unit)) {
    const auto& those = allocation.barriers()[barrier].practitioners;
    barred.insert(those.begin(), those.end());
  }
  std::uint32_t free = 0;
  std::uint32_t ever = 0;
  const auto practitioners = allocation.roster().practitioners();
  for (PractitionerIndex p{0}; p < practitioners.size(); ++p) {
    if (barred.contains(p)) continue;
    const Capacity& before = allocation.loads()[p].before;
    const std::uint32_t limit = practitioners[p].urgent_limit.value_or(UINT32_MAX);
    free = std::max(free, free_in(allocation.loads()[p], one.urgent));
    // Other work may end.
    const std::uint32_t all = before.caseload + before.other;
    ever = std::max(ever, one.urgent ? std::min(all, limit) : all);
  }
  const std::string what = one.urgent ? " for urgent units" : "";
  std::string text = "it takes " + count_of(one.load, "place", "places");
  if (ever < one.load) {
    return text + " and can never fit: nobody who may take it has more than " +
           std::to_string(ever) + what + ", were all of them free";
  }
  return text + ": nobody who may take it has more than " + std::to_string(free) + " free" + what +
         " today" + (has_appointed(allocation) ? ", beside what is appointed" : "");
}

std::string placed_in_words(const Allocation& allocation, QueuedUnit unit) {
  const AllocationUnit& placed = allocation.units()[unit];
  std::vector<std::string> parts;
  const Instruction* pin = pin_of(allocation, placed);
  if (placed.appointed) {
    parts.push_back(appointed_in_words(allocation, placed));
  } else if (pin != nullptr) {
    parts.push_back("pinned by a manager (" + pin->reason + ")");
  }
  if (allocation.rules().has_own_pairs()) {
    parts.push_back("price given " + price_text(allocation, placed.parts.given));
  } else {
    parts.push_back("travel " + price_text(allocation, placed.parts.travel) +
                    (placed.parts.way_unknown ? ", a way that nobody has written down" : ""));
  }
  if (placed.parts.continuity.count() < 0) {
    parts.push_back("knows the family, worth " + price_text(allocation, -placed.parts.continuity));
  }
  if (!placed.lacks.empty()) parts.push_back(lacks_in_words(allocation, placed));
  if (placed.parts.load != Cost{}) {
    parts.push_back("load " + price_text(allocation, placed.parts.load));
  }
  if (placed.parts.urgent != Cost{}) {
    parts.push_back("urgent load " + price_text(allocation, placed.parts.urgent));
  }
  if (const auto next = allocation.next_best(unit)) {
    const bool same = next->extra == Cost{};
    parts.push_back("next best " + id_of(allocation, next->practitioner) +
                    (same ? " at the same price"
                          : (allocation.exact() ? " for " : " for at most ") +
                                extra_in_words(allocation, next->extra)) +
                    changes_in_words(next->changes) + shares_in_words(next->less_of_shares));
  } else if (allocation.exact() && pin == nullptr) {
    parts.emplace_back("nobody else could without another unit losing its place");
  }
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "; ") + part;
  return text;
}

}  // namespace

std::string outcome_in_words(const Allocation& allocation) {
  const auto units = static_cast<std::int64_t>(allocation.units().size());
  const auto placed = std::ranges::count_if(
      allocation.units(), [](const AllocationUnit& unit) { return unit.practitioner.has_value(); });
  std::string text = std::to_string(placed) + " of " + count_of(units, "unit", "units") +
                     " placed with " +
                     count_of(allocation.loads().size(), "practitioner", "practitioners") +
                     ", at a price of " + price_text(allocation, allocation.total());
  if (!allocation.rules().has_own_pairs()) {
    text += " (a minute of travel costs " +
            price_text(allocation, allocation.rules().prices.travel_minute) + ")";
  }
  if (!allocation.exact()) {
    text += "; no allocation of these units costs less than " +
            price_text(allocation, allocation.bound());
  }
  const std::string earlier = earlier_in_words(allocation);
  return text + (earlier.empty() ? "." : ". " + earlier);
}

std::vector<std::string> findings_in_words(const Allocation& allocation) {
  std::vector<std::string> known;
  const CaseTable& cases = allocation.ranking().cases();
  for (CaseRow row = 0; row < cases.size(); ++row) known.emplace_back(cases.case_id(row));
  std::vector<std::string> words;
  for (const AllocationFinding& finding : allocation.findings()) {
    std::string text = id_of(allocation, finding.practitioner);
    switch (finding.kind) {
      case AllocationFindingKind::unknown_conflict: text += ": a conflict with "; break;
      case AllocationFindingKind::unknown_past_family: text += ": has worked with "; break;
      case AllocationFindingKind::appointed_conflict:
      case AllocationFindingKind::appointed_excluded:
      case AllocationFindingKind::appointed_away:
        words.push_back(appointment_in_words(allocation, finding));
        continue;
      case AllocationFindingKind::come_free_unheld:
        words.push_back(unheld_in_words(allocation, finding.practitioner));
        continue;
    }
    text += finding.case_id;
    text += ", but no case of the list has this id, none is linked to it and nobody holds it";
    text += did_you_mean(finding.case_id, known);
    words.push_back(std::move(text));
  }
  return words;
}

std::string places_in_words(const AllocationUnit& unit) {
  const std::string places = count_of(unit.most_load, "place", "places");
  if (unit.practitioner) return count_of(unit.load, "place", "places");
  return unit.load == unit.most_load ? places : std::to_string(unit.load) + " to " + places;
}

std::string provisional_in_words(const AllocationUnit& unit) {
  std::string text;
  for (const ProvisionalNeed& need : unit.provisional) {
    text += text.empty() ? "who may take it is provisional: " : "; ";
    text += need.fact + " of " + need.case_id + " is ";
    text += need.state == AnswerState::not_asked ? "not asked" : std::string{to_text(need.state)};
    if (need.kind || need.second) {
      text += need.kind ? ", so it counts as " + need.competence
                        : ", so a second worker with " + need.competence + " is asked for";
      continue;
    }
    text += ", so " + need.competence + (need.may_not_take ? " may not take it" : " is asked for") +
            " as for the most concerning answer";
  }
  return text;
}

std::vector<RemovalGroup> removal_groups(const Allocation& allocation, QueuedUnit unit) {
  std::vector<RemovalGroup> groups;
  for (const BarrierIndex barrier : allocation.barriers_of(unit)) {
    const Barrier& one = allocation.barriers()[barrier];
    groups.push_back({requirement_in_words(one), one.practitioners});
  }
  return groups;
}

const Instruction* pin_of(const Allocation& allocation, const AllocationUnit& unit) {
  const Instruction* pin = nullptr;
  for (const Instruction& instruction : allocation.rules().instructions) {
    const bool appoints = instruction.kind == InstructionKind::appointed;
    if (!appoints && (pin != nullptr || instruction.kind != InstructionKind::pin)) continue;
    const auto row = allocation.ranking().cases().find(instruction.case_id);
    if (!row || std::ranges::count(unit.rows, *row) == 0) continue;
    if (appoints) return &instruction;
    pin = &instruction;
  }
  return pin;
}

std::string promise_in_words(const Allocation& allocation) {
  const auto open = allocation.undecided();
  const std::string first =
      has_appointed(allocation)
          ? " But a unit goes first to whoever is appointed to it, with or without a free place."
          : "";
  if (open.empty()) return std::string{kPromiseInWords} + first;
  return "The search stopped early for " + units_in_words(allocation, open, 20) +
         ": whether a place could be found by re-arranging those before is not known. No other "
         "unit is passed over for a lower one that uses a place it could have had." +
         first;
}

std::string no_room_in_words(const Allocation& allocation, QueuedUnit unit) {
  const std::string places = places_in_words(allocation.units()[unit]);
  switch (allocation.why_unplaced(unit)) {
    case UnplacedReason::too_large: return too_large_in_words(allocation, unit);
    case UnplacedReason::kind_full: return kind_full_in_words(allocation, unit);
    case UnplacedReason::no_room: {
      if (allocation.proof_of(unit)) {
        return "no room for " + places + ": " + no_room_by_proof(allocation, unit);
      }
      return "no room for " + places +
             ": however they were re-arranged, it and the units before it do not fit together";
    }
    case UnplacedReason::no_room_found:
      return "no room for " + places + " was found; the search stopped before all was tried";
    case UnplacedReason::nobody_eligible:
    case UnplacedReason::places_full: return "";
  }
  return "";
}

std::string nearest_in_words(const Allocation& allocation, QueuedUnit unit) {
  const auto near = allocation.nearest_miss(unit);
  if (!near) return "";
  const PractitionerLoad& load = allocation.loads()[near->practitioner];
  const std::string who = near->back
                              ? "is back on " + long_date(*near->back)
                              : "has " + count_of(load.before.free - load.given - load.second,
                                                  "free place", "free places");
  return "only " + barrier_in_words(allocation.barriers()[near->barrier]) +
         " stands between it and " + id_of(allocation, near->practitioner) + ", who " + who;
}

std::string known_in_words(const Allocation& allocation, QueuedUnit unit) {
  const auto who = allocation.known_to(unit);
  if (!who) return "";
  std::string text = id_of(allocation, *who) + " knows the family, ";
  for (const BarrierIndex barrier : allocation.barriers_of(unit)) {
    const Barrier& one = allocation.barriers()[barrier];
    if (std::ranges::binary_search(one.practitioners, *who)) {
      return text + "but cannot have it: " + requirement_in_words(one);
    }
  }
  const std::string away = away_in_words(allocation, *who);
  return text + "and has no place left for it" + away;
}

std::string_view tier_of(const Allocation& allocation, const AllocationUnit& unit) {
  const Ranking& ranking = allocation.ranking();
  const Place* place = ranking.find(ranking.cases().case_id(unit.rows.front()));
  return ranking.policy().tier_id(place->score.tier);
}

std::string price_text(const Allocation& allocation, Cost cost) {
  if (allocation.rules().has_own_pairs()) return std::to_string(cost.count());
  const std::int64_t size = std::abs(cost.count());
  const std::string part = std::to_string(size % 100);
  return (cost.count() < 0 ? "-" : "") + std::to_string(size / 100) + "." +
         (part.size() == 1 ? "0" : "") + part;
}

std::string extra_in_words(const Allocation& allocation, Cost cost) {
  return cost.count() < 0 ? price_text(allocation, -cost) + " less"
                          : price_text(allocation, cost) + " more";
}

const std::string& id_of(const Allocation& allocation, PractitionerIndex practitioner) {
  return allocation.roster().practitioners()[practitioner].practitioner_id;
}

std::optional<Day> due_day_of(const Allocation& allocation, const AllocationUnit& unit) {
  const Ranking& ranking = allocation.ranking();
  const CaseRow row = unit.rows.front();
  const Place* place = ranking.find(ranking.cases().case_id(row));
  return place == nullptr ? std::nullopt : allocate_by(ranking, row, place->score);
}

std::string unit_in_words(const Allocation& allocation, QueuedUnit unit) {
  const AllocationUnit& one = allocation.units()[unit];
  std::string text{allocation.ranking().cases().case_id(one.rows.front())};
  if (one.rows.size() > 1) text += " with " + std::to_string(one.rows.size() - 1) + " linked";
  return text;
}

std::string units_in_words(const Allocation& allocation,
                           std::span<const QueuedUnit> units,
                           std::size_t most) {
  std::vector<std::string> names;
  for (const QueuedUnit unit : units.first(std::min(most, units.size()))) {
    names.push_back(unit_in_words(allocation, unit));
  }
  if (units.size() > most) {
    names.push_back(std::to_string(units.size() - most) + " more");
  }
  return listed(names);
}

std::string why_in_words(const Allocation& allocation, QueuedUnit unit) {
  const AllocationUnit& one = allocation.units()[unit];
  std::string text;
  if (one.practitioner) {
    text = placed_in_words(allocation, unit);
  } else {
    switch (allocation.why_unplaced(unit)) {
      case UnplacedReason::nobody_eligible: {
        const std::string removals = removals_in_words(allocation, unit);
        text = removals.empty() ? "there is no practitioner" : "nobody may take it: " + removals;
        break;
      }
      case UnplacedReason::places_full:
        text = full_in_words(allocation, allocation.proofs()[*allocation.proof_of(unit)]);
        break;
      case UnplacedReason::too_large:
      case UnplacedReason::kind_full:
      case UnplacedReason::no_room:
      case UnplacedReason::no_room_found: text = no_room_in_words(allocation, unit); break;
    }
  }
  const auto add = [&text](const std::string& words) {
    if (!words.empty()) text += "; " + words;
  };
  add(second_in_words(allocation, one));
  add(known_in_words(allocation, unit));
  add(earlier_in_words(allocation, one));
  if (!one.practitioner) {
    const Instruction* pin = pin_of(allocation, one);
    if (pin != nullptr) {
      const bool appoints = pin->kind == InstructionKind::appointed;
      text += (appoints ? "; appointed to it is " : "; a manager has pinned it to ") +
              pin->practitioner_id + " (" + pin->reason + ')';
    }
    add(nearest_in_words(allocation, unit));
  }
  if (!one.provisional.empty()) text += "; " + provisional_in_words(one);
  if (one.split) text += "; apart from its family, as a manager has said";
  return text;
}

std::string render_text(const Impact& impact,
                        const Allocation& allocation,
                        std::string_view change) {
  std::string text = std::string{change} + ": the whole would cost " +
                     extra_in_words(allocation, impact.extra) + changes_in_words(impact.changes) +
                     shares_in_words(impact.less_of_shares) + ".\n";
  const auto name = [&](const std::optional<PractitionerIndex>& practitioner) {
    return practitioner ? id_of(allocation, *practitioner) : std::string{"nobody"};
  };
  if (impact.moves.empty()) text += "Nothing would move.\n";
  for (const CaseMove& move : impact.moves) {
    text += "  " + unit_in_words(allocation, move.unit) + ": from " + name(move.from) + " to " +
            name(move.to) + "\n";
  }
  if (!impact.displaced.empty()) {
    text += "Without a place then: " + units_in_words(allocation, impact.displaced, 20) + ".\n";
  }
  return text;
}

}  // namespace waitlist
