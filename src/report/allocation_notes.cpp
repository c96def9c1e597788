#include "report/allocation_notes.h"

#include "report/allocation_words.h"
#include "report/plain_words.h"

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
  return one.practitioner_id + " (" + name + ": at most " + std::to_string(limit->most) + ", " +
         std::to_string(limit->held) + " held)";
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
    const Capacity& before = allocation.loads()[p].before;
    const std::uint32_t free = one.urgent ? before.urgent_free.value_or(before.free) : before.free;
    const auto full = std::ranges::find_if(one.kinds, [&](const KindCount& kind) {
      const auto& limits = practitioners[p].kind_limits;
      const auto limit = std::ranges::find(limits, allocation.kinds()[kind.kind], &KindLimit::kind);
      return limit != limits.end() && limit->most < std::uint64_t{limit->held} + kind.count;
    });
    if (free < one.load || full == one.kinds.end()) {
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
                     ? "Of all ways to keep the promise this changes the fewest of them, "
                       "and of those the price is the least."
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
  if (!allocation.kinds().empty()) notes.push_back(kind_note(allocation));
  const bool other =
      std::ranges::any_of(allocation.roster().practitioners(),
                          [](const Practitioner& one) { return !one.other_work.empty(); });
  if (other) notes.push_back(other_note(allocation));
  return notes;
}

}  // namespace waitlist
