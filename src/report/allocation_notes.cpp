#include "report/allocation_notes.h"

#include "report/allocation_full.h"
#include "report/allocation_words.h"
#include "report/plain_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace waitlist {
namespace {

/// Places after hours and reductions, before other work takes its own.
std::uint64_t places_before_other(const Practitioner& practitioner, Day day) {
  Practitioner alone = practitioner;
  alone.other_work.clear();
  return capacity_on(alone, day).caseload;
}

AllocationNote kind_note(const Allocation& allocation) {
  AllocationNote note{"Limits on kinds of work", {}};
  const auto practitioners = allocation.roster().practitioners();
  for (PractitionerIndex p{0}; p < practitioners.size(); ++p) {
    const auto& limits = practitioners[p].kind_limits;
    for (std::size_t i = 0; i < limits.size(); ++i) {
      note.sentences.push_back(practitioners[p].practitioner_id + ": at most " +
                               std::to_string(limits[i].most) + " of " + limits[i].kind + "; " +
                               std::to_string(limits[i].held) + " held, " +
                               std::to_string(allocation.loads()[p].of_kinds[i]) + " given.");
    }
  }
  return note;
}

std::vector<QueuedUnit> appointed_to(const Allocation& allocation, PractitionerIndex practitioner) {
  std::vector<QueuedUnit> units;
  for (QueuedUnit unit{0}; unit < allocation.units().size(); ++unit) {
    const AllocationUnit& one = allocation.units()[unit];
    if (one.appointed && one.practitioner == practitioner) units.push_back(unit);
  }
  return units;
}

/// How many of a kind somebody has by appointments.
std::uint32_t appointed_of_kind(const Allocation& allocation,
                                PractitionerIndex practitioner,
                                LimitedKind kind) {
  const auto& limits = allocation.roster().practitioners()[practitioner].kind_limits;
  const auto limit = std::ranges::find(limits, allocation.kinds()[kind], &KindLimit::kind);
  if (limit == limits.end()) return 0;
  return allocation.loads()[practitioner]
      .appointed_of_kinds[static_cast<std::size_t>(limit - limits.begin())];
}

AllocationNote appointed_note(const Allocation& allocation) {
  AllocationNote note{"Who is appointed already", {}};
  for (PractitionerIndex p{0}; p < allocation.loads().size(); ++p) {
    const auto units = appointed_to(allocation, p);
    if (units.empty()) continue;
    std::string text = id_of(allocation, p) + " is appointed to " +
                       units_in_words(allocation, units, 20) + ", so " +
                       (units.size() == 1 ? "this comes" : "these come") + " first.";
    for (const AboveLimit& above : above_limits(allocation, p)) {
      text +=
          " The work is then above " + above.limit + " by " + std::to_string(above.places) + '.';
    }
    note.sentences.push_back(std::move(text));
  }
  return note;
}

/// Places of units that have one, and may go to this practitioner.
std::uint64_t could_go_to(const Allocation& allocation, PractitionerIndex practitioner) {
  std::uint64_t places = 0;
  for (QueuedUnit unit{0}; unit < allocation.units().size(); ++unit) {
    const AllocationUnit& one = allocation.units()[unit];
    if (!one.practitioner) continue;
    const auto barriers = allocation.barriers_of(unit);
    const bool barred = std::ranges::any_of(barriers, [&](BarrierIndex barrier) {
      return std::ranges::binary_search(allocation.barriers()[barrier].practitioners, practitioner);
    });
    if (!barred) places += allocation.load_with(unit, practitioner);
  }
  return places;
}

AllocationNote second_note(const Allocation& allocation) {
  AllocationNote note{"Second workers",
                      {"Second workers are found last, in queue order, each at the least price "
                       "then. They are no part of the promise, nor of the price of the whole."}};
  std::vector<QueuedUnit> without;
  std::map<PractitionerIndex, std::vector<QueuedUnit>> units;
  for (QueuedUnit unit{0}; unit < allocation.units().size(); ++unit) {
    const auto& second = allocation.units()[unit].second;
    if (!second) continue;
    (second->practitioner ? units[*second->practitioner] : without).push_back(unit);
  }
  for (const auto& [practitioner, own] : units) {
    note.sentences.push_back(id_of(allocation, practitioner) + " is second worker of " +
                             units_in_words(allocation, own, 20) + ", with " +
                             count_of(own.size(), "place", "places") + " for it.");
  }
  if (!without.empty()) {
    note.sentences.push_back("No second worker was found for " +
                             units_in_words(allocation, without, 20) + '.');
  }
  return note;
}

AllocationNote least_note(const Allocation& allocation) {
  AllocationNote note{"Least shares", {}};
  const auto practitioners = allocation.roster().practitioners();
  for (PractitionerIndex p{0}; p < practitioners.size(); ++p) {
    const Practitioner& one = practitioners[p];
    if (one.new_least == 0) continue;
    const PractitionerLoad& load = allocation.loads()[p];
    std::string text =
        one.practitioner_id + ": at least " + count_of(one.new_least, "new place", "new places");
    if (one.new_taken > 0) text += ", " + std::to_string(one.new_taken) + " given before";
    text += "; " + std::to_string(load.given) + " given";
    if (load.short_of_least() > 0) {
      text += ", so " + std::to_string(load.short_of_least()) + " short. " +
              capitalised(short_in_words(allocation, p));
    }
    note.sentences.push_back(text + '.');
  }
  return note;
}

/// Of those whose limit on new work leaves no more than the caseload has free; empty: of nobody.
AllocationNote new_work_note(const Allocation& allocation) {
  AllocationNote note{"Limits on new work", {}};
  for (PractitionerIndex p{0}; p < allocation.loads().size(); ++p) {
    const auto limit = new_work_limit(allocation, p);
    if (!limit || !limit->binds) continue;
    const std::string& id = id_of(allocation, p);
    note.sentences.push_back(fmt::format(
        "{}: new_limit {}; {} given before, {} given. One more free place with {} needs "
        "a higher new_limit{}",
        id, limit->most, limit->given_before, allocation.loads()[p].given, id,
        limit->binds_alone ? "." : ", and a larger caseload, too."));
  }
  return note;
}

AllocationNote other_note(const Allocation& allocation) {
  const OtherWorkSums sums = other_work_of(allocation);
  AllocationNote note{"What other work takes", {}};
  std::vector<std::string> streams;
  streams.reserve(sums.streams.size());
  for (const OtherWork& one : sums.streams) {
    streams.push_back(one.stream + " takes " + std::to_string(one.places));
  }
  note.sentences.push_back(
      "Of " + count_of(sums.caseload, "place", "places") + " of all caseloads " + listed(streams) +
      "; " + std::to_string(sums.left) + " are left for this list, against " +
      std::to_string(sums.held) + " held and " + std::to_string(sums.given) + " given.");
  const auto practitioners = allocation.roster().practitioners();
  for (PractitionerIndex p{0}; p < practitioners.size(); ++p) {
    if (practitioners[p].other_work.empty()) continue;
    const std::uint64_t places =
        places_before_other(practitioners[p], allocation.ranking().as_of());
    std::vector<std::string> own;
    for (const OtherWork& one : practitioners[p].other_work) {
      own.push_back(std::to_string(one.places) + " for " + one.stream);
    }
    const Capacity& before = allocation.loads()[p].before;
    std::string text = practitioners[p].practitioner_id + ": " + listed(own) + " of " +
                       count_of(places, "place", "places") + ", so " +
                       std::to_string(before.caseload) + " for this list.";
    if (before.other > places) text += " Other work takes more than there are.";
    note.sentences.push_back(std::move(text));
  }
  return note;
}

}  // namespace

std::string kind_limit_in_words(const Allocation& allocation,
                                PractitionerIndex practitioner,
                                LimitedKind kind) {
  const Practitioner& one = allocation.roster().practitioners()[practitioner];
  const std::string& name = allocation.kinds()[kind];
  const auto limit = std::ranges::find(one.kind_limits, name, &KindLimit::kind);
  if (limit == one.kind_limits.end()) return one.practitioner_id;
  const std::uint32_t appointed = appointed_of_kind(allocation, practitioner, kind);
  return one.practitioner_id + " (" + name + ": at most " + std::to_string(limit->most) + ", " +
         std::to_string(limit->held) + " held" +
         (appointed > 0 ? ", " + std::to_string(appointed) + " appointed)" : ")");
}

std::string kinds_in_words(const Allocation& allocation, const AllocationUnit& unit) {
  std::string text;
  for (const KindCount& one : unit.kinds) {
    text += text.empty() ? "" : ";";
    if (one.count > 1) text += std::to_string(one.count) + " of ";
    text += allocation.kinds()[one.kind];
  }
  return text;
}

std::string kind_full_in_words(const Allocation& allocation, QueuedUnit unit) {
  const AllocationUnit& one = allocation.units()[unit];
  std::set<PractitionerIndex> barred;
  for (const BarrierIndex barrier : allocation.barriers_of(unit)) {
    const auto& those = allocation.barriers()[barrier].practitioners;
    barred.insert(those.begin(), those.end());
  }
  std::vector<std::string> names;
  bool others = false;
  const auto practitioners = allocation.roster().practitioners();
  for (PractitionerIndex p{0}; p < practitioners.size(); ++p) {
    if (barred.contains(p)) continue;
    const std::uint32_t free = free_in(allocation.loads()[p], one.urgent);
    const auto full = std::ranges::find_if(one.kinds, [&](const KindCount& kind) {
      const auto& limits = practitioners[p].kind_limits;
      const auto limit = std::ranges::find(limits, allocation.kinds()[kind.kind], &KindLimit::kind);
      return limit != limits.end() &&
             limit->most < std::uint64_t{limit->held} +
                               appointed_of_kind(allocation, p, kind.kind) + kind.count;
    });
    if (free < allocation.load_with(unit, p) || full == one.kinds.end()) {
      others = true;
    } else if (names.size() < 50) {
      names.push_back(kind_limit_in_words(allocation, p, full->kind));
    }
  }
  std::string text = "it counts as " + kinds_in_words(allocation, one) + ", for which " +
                     listed(names) + (names.size() == 1 ? " has" : " have") + " no room";
  if (others) text += "; nobody else who may take it has the places today";
  return text;
}

bool is_by_kind(const TightSet& set) {
  return std::ranges::count(set.full, PlaceKind::kind, &FullPlaces::kind) != 0;
}

std::string earlier_in_words(const Allocation& allocation) {
  if (allocation.rules().earlier.empty()) return "";
  const EarlierOutcome outcome = allocation.earlier_outcome();
  std::vector<std::string> parts;
  const auto add = [&parts](std::uint64_t count, const char* one, const char* many) {
    if (count > 0) parts.push_back(std::to_string(count) + (count == 1 ? one : many));
  };
  add(outcome.stay, " stays with the same practitioner", " stay with the same practitioner");
  add(outcome.move, " goes to somebody else", " go to somebody else");
  add(outcome.left, " had a practitioner who is not on the roster, and goes to somebody else",
      " had practitioners who are not on the roster, and go to somebody else");
  add(outcome.wait, " waits", " wait");
  add(outcome.gone, " is not ranked now", " are not ranked now");
  const std::uint64_t all =
      outcome.stay + outcome.move + outcome.left + outcome.wait + outcome.gone;
  std::string text =
      "Of " + count_of(all, "case", "cases") + " of the earlier proposal " + listed(parts) + ". ";
  return text + (allocation.exact()
                     ? std::string{"Of all ways to keep the promise this changes the fewest of "
                                   "them, and of those "} +
                           (has_least_shares(allocation)
                                ? "it meets the least shares best. Then the price is the least."
                                : "the price is the least.")
                     : "The search for a lower price counted these changes before prices; "
                       "that they are the fewest is not established.");
}

std::string earlier_ids(const Allocation& allocation, const AllocationUnit& unit) {
  const auto same = [&](const EarlierHolder& one) {
    return one.practitioner_id == unit.earlier.front().practitioner_id;
  };
  if (unit.earlier.empty()) return "";
  if (unit.earlier.size() == unit.rows.size() && std::ranges::all_of(unit.earlier, same)) {
    return unit.earlier.front().practitioner_id;
  }
  std::string text;
  for (const EarlierHolder& one : unit.earlier) {
    text += text.empty() ? "" : ";";
    text += allocation.ranking().cases().case_id(one.row);
    text += ' ' + one.practitioner_id;
  }
  return text;
}

std::string earlier_in_words(const Allocation& allocation, const AllocationUnit& unit) {
  if (unit.earlier.empty()) return "";
  const bool stays =
      unit.practitioner && std::ranges::all_of(unit.earlier, [&](const EarlierHolder& one) {
        return one.practitioner == unit.practitioner;
      });
  if (stays && unit.earlier.size() == unit.rows.size()) {
    return "with the same practitioner in the earlier proposal";
  }
  return "in the earlier proposal: " + earlier_ids(allocation, unit);
}

std::string lacks_in_words(const Allocation& allocation, const AllocationUnit& unit) {
  return "without " + listed(unit.lacks) + ", which " + (unit.lacks.size() == 1 ? "is" : "are") +
         " preferred, " + price_text(allocation, unit.parts.preference);
}

bool has_appointed(const Allocation& allocation) {
  return std::ranges::any_of(allocation.loads(),
                             [](const PractitionerLoad& load) { return load.appointed > 0; });
}

std::uint32_t free_in(const PractitionerLoad& load, bool urgent) {
  const std::uint32_t free = load.free_beside_appointed();
  if (!urgent || !load.before.urgent_free) return free;
  const std::uint32_t limit = *load.before.urgent_free;
  return std::min(free, limit - std::min(limit, load.urgent_appointed));
}

std::vector<AboveLimit> above_limits(const Allocation& allocation, PractitionerIndex practitioner) {
  const Practitioner& one = allocation.roster().practitioners()[practitioner];
  const PractitionerLoad& load = allocation.loads()[practitioner];
  std::vector<AboveLimit> above;
  const auto add = [&above](std::string limit, std::uint64_t taken, std::uint64_t most) {
    if (taken > most) {
      above.push_back({std::move(limit), static_cast<std::uint32_t>(taken - most)});
    }
  };
  if (load.appointed == 0) return above;
  add("caseload", std::uint64_t{load.before.held} + load.given, load.before.caseload);
  if (one.new_limit) {
    add("the limit on new work", std::uint64_t{one.new_taken} + load.given, *one.new_limit);
  }
  if (one.urgent_limit && load.urgent_appointed > 0) {
    add("the limit on urgent work", std::uint64_t{one.urgent_held} + load.urgent_given,
        *one.urgent_limit);
  }
  for (std::size_t i = 0; i < one.kind_limits.size(); ++i) {
    const KindLimit& limit = one.kind_limits[i];
    const auto kind = std::ranges::lower_bound(allocation.kinds(), limit.kind);
    const auto number = static_cast<std::size_t>(kind - allocation.kinds().begin());
    if (appointed_of_kind(allocation, practitioner, LimitedKind{number}) == 0) continue;
    add("the limit on " + limit.kind, std::uint64_t{limit.held} + load.of_kinds[i], limit.most);
  }
  return above;
}

std::string appointed_in_words(const Allocation& allocation, const AllocationUnit& unit) {
  std::string text = "appointed to the family (" + pin_of(allocation, unit)->reason + ')';
  const std::string& id = id_of(allocation, *unit.practitioner);
  for (const AboveLimit& above : above_limits(allocation, *unit.practitioner)) {
    text += "; " + id + " is then above " + above.limit + " by " + std::to_string(above.places);
  }
  return text;
}

std::string first_taken_in_words(const PractitionerLoad& load) {
  const std::uint32_t taken = std::min(load.appointed, load.before.free);
  if (taken == 0) return "";
  return " (" + count_of(taken, "free place goes", "free places go") + " to appointed units)";
}

std::string appointment_in_words(const Allocation& allocation, const AllocationFinding& finding) {
  std::string text = id_of(allocation, finding.practitioner);
  text += " is appointed to ";
  text += finding.case_id;
  const Practitioner& one = allocation.roster().practitioners()[finding.practitioner];
  const auto unit = allocation.find(finding.case_id);
  for (const Removal& removal : allocation.removals(*unit)) {
    if (removal.practitioner != finding.practitioner) continue;
    text += removal.requirement == Requirement::conflict
                ? ", but has a conflict of interest with " + removal.detail
                : ". But a manager keeps them from the family (" + removal.detail + ')';
    return text + ". It waits until this is settled";
  }
  const PractitionerLoad& load = allocation.loads()[finding.practitioner];
  const auto back = back_on(one, load.leaves_on.value_or(allocation.ranking().as_of()));
  text += load.leaves_on ? ", but leaves on " + long_date(*load.leaves_on) : ", but is away";
  if (back) text += (load.leaves_on ? " and is back on " : " until ") + long_date(*back);
  return text + ". It waits for them";
}

bool has_seconds(const Allocation& allocation) {
  return !allocation.rules().seconds.empty() && !allocation.rules().has_own_pairs();
}

std::string second_in_words(const Allocation& allocation, const AllocationUnit& unit) {
  if (!unit.second) return "";
  const SecondWorker& second = *unit.second;
  const std::string words = " (" + listed(second.competences) + ')';
  if (second.practitioner) {
    return "second worker " + id_of(allocation, *second.practitioner) + words +
           ", found afterwards";
  }
  return "a second worker" + words + " is needed, but nobody else " +
         (second.any_may ? "who may be one has a place left" : "may be one");
}

bool has_least_shares(const Allocation& allocation) {
  return std::ranges::any_of(allocation.roster().practitioners(),
                             [](const Practitioner& one) { return one.new_least > 0; });
}

std::string short_in_words(const Allocation& allocation, PractitionerIndex practitioner) {
  const Practitioner& one = allocation.roster().practitioners()[practitioner];
  const PractitionerLoad& load = allocation.loads()[practitioner];
  if (load.short_of_least() == 0) return "";
  if (load.before.away) return "away";
  if (load.leaves_on) {
    return "on leave from " + long_date(*load.leaves_on) + ", so given nothing new";
  }
  if (load.given >= load.before.free) {
    if (load.before.free == 0) return "no free place";
    return "only " + count_of(load.before.free, "free place", "free places");
  }
  const std::uint64_t could = could_go_to(allocation, practitioner);
  if (could == load.given) {
    return could == 0 ? "nothing that has a place may go to them"
                      : "nothing else that has a place may go to them";
  }
  std::string text = "more would ";
  if (!allocation.exact()) text += "not fit by one move, or would ";
  if (allocation.exact() && one.urgent_limit) text += "pass an urgent limit, or ";
  text += "take from another least share";
  if (!allocation.rules().earlier.empty()) text += ", or change more of the earlier proposal";
  return text;
}

std::string shares_in_words(std::int64_t less) {
  if (less == 0) return "";
  const std::int64_t size = less < 0 ? -less : less;
  return ", with " + count_of(size, "place", "places") + (less < 0 ? " more" : " fewer") +
         " of least shares";
}

std::string changes_in_words(std::int64_t changes) {
  if (changes == 0) return "";
  const std::int64_t size = changes < 0 ? -changes : changes;
  return ", with " + std::to_string(size) + (changes < 0 ? " fewer" : " more") +
         (size == 1 ? " case" : " cases") + " moved from the earlier proposal";
}

OtherWorkSums other_work_of(const Allocation& allocation) {
  OtherWorkSums sums;
  std::map<std::string, std::uint64_t> streams;
  const auto practitioners = allocation.roster().practitioners();
  for (PractitionerIndex p{0}; p < practitioners.size(); ++p) {
    for (const OtherWork& one : practitioners[p].other_work) streams[one.stream] += one.places;
    const PractitionerLoad& load = allocation.loads()[p];
    sums.caseload += places_before_other(practitioners[p], allocation.ranking().as_of());
    sums.left += load.before.caseload;
    sums.held += load.before.held;
    sums.given += load.given;
  }
  for (const auto& [stream, places] : streams) {
    sums.streams.push_back(
        {stream, static_cast<std::uint32_t>(std::min<std::uint64_t>(places, UINT32_MAX))});
  }
  return sums;
}

std::vector<AllocationNote> notes_of(const Allocation& allocation) {
  std::vector<AllocationNote> notes;
  if (has_appointed(allocation)) notes.push_back(appointed_note(allocation));
  if (auto note = new_work_note(allocation); !note.sentences.empty()) {
    notes.push_back(std::move(note));
  }
  if (has_least_shares(allocation)) notes.push_back(least_note(allocation));
  if (has_seconds(allocation)) notes.push_back(second_note(allocation));
  if (!allocation.kinds().empty()) notes.push_back(kind_note(allocation));
  const bool other =
      std::ranges::any_of(allocation.roster().practitioners(),
                          [](const Practitioner& one) { return !one.other_work.empty(); });
  if (other) notes.push_back(other_note(allocation));
  return notes;
}

}  // namespace waitlist
