#include "report/allocation_full.h"

#include <waitlist/queue/upcoming.h>

#include "report/allocation_notes.h"
#include "report/allocation_words.h"
#include "report/plain_words.h"

#include <algorithm>
#include <span>
#include <utility>

namespace waitlist {
namespace {

bool stopped_by_new_limit(const Allocation& allocation, const FullPlaces& full) {
  if (full.kind != PlaceKind::all) return false;
  const auto limit = new_work_limit(allocation, full.practitioner);
  return limit && limit->binds;
}

/// Somebody with the limit at which they are.
std::string full_name(const Allocation& allocation, const FullPlaces& full) {
  std::string name = full.kind == PlaceKind::kind
                         ? kind_limit_in_words(allocation, full.practitioner, full.work)
                         : id_of(allocation, full.practitioner);
  if (full.kind == PlaceKind::urgent) name += " (urgent places)";
  if (stopped_by_new_limit(allocation, full)) {
    const NewWorkLimit limit = *new_work_limit(allocation, full.practitioner);
    name += " (new_limit " + std::to_string(limit.most) + ", " +
            std::to_string(limit.given_before) + " given before)";
  }
  return name + away_in_words(allocation, full.practitioner) +
         first_taken_in_words(allocation.loads()[full.practitioner]);
}

std::string full_names(const Allocation& allocation, std::span<const FullPlaces> full) {
  std::vector<std::string> names;
  names.reserve(std::min(kNamedMax, full.size()) + 1);
  for (const FullPlaces& one : full.first(std::min(kNamedMax, full.size()))) {
    names.push_back(full_name(allocation, one));
  }
  return listed_up_to(std::move(names), full.size());
}

/// A limit that is not of the caseload is not called full.
std::string full_or_limit(const Allocation& allocation, std::span<const FullPlaces> full) {
  const bool limit = std::ranges::any_of(full, [&](const FullPlaces& one) {
    return one.kind == PlaceKind::kind || stopped_by_new_limit(allocation, one);
  });
  return (limit ? "full or at a limit: " : "full: ") + full_names(allocation, full);
}

bool may_take(const Allocation& allocation, QueuedUnit unit, PractitionerIndex practitioner) {
  return std::ranges::none_of(allocation.barriers_of(unit), [&](BarrierIndex barrier) {
    return std::ranges::binary_search(allocation.barriers()[barrier].practitioners, practitioner);
  });
}

}  // namespace

std::string listed_up_to(std::vector<std::string> names, std::size_t all) {
  if (all > names.size()) names.push_back(std::to_string(all - names.size()) + " more");
  return listed(names);
}

std::string away_in_words(const Allocation& allocation, PractitionerIndex practitioner) {
  if (const auto& leaves = allocation.loads()[practitioner].leaves_on) {
    return " (on leave from " + long_date(*leaves) + ", so given nothing new)";
  }
  if (!allocation.loads()[practitioner].before.away) return "";
  const auto back =
      back_on(allocation.roster().practitioners()[practitioner], allocation.ranking().as_of());
  return back ? " (away until " + long_date(*back) + ")" : " (away until further notice)";
}

std::optional<NewWorkLimit> new_work_limit(const Allocation& allocation,
                                           PractitionerIndex practitioner) {
  const Practitioner& one = allocation.roster().practitioners()[practitioner];
  if (!one.new_limit) return std::nullopt;
  const PractitionerLoad& load = allocation.loads()[practitioner];
  const std::uint32_t left = *one.new_limit - std::min(*one.new_limit, one.new_taken);
  const std::uint32_t free = capacity_on(one, allocation.ranking().as_of()).free;
  const bool there = !load.before.away && !load.leaves_on;
  return NewWorkLimit{*one.new_limit, one.new_taken, there && left <= free, there && left < free};
}

std::string unheld_in_words(const Allocation& allocation, PractitionerIndex practitioner) {
  const Practitioner& one = allocation.roster().practitioners()[practitioner];
  const Day today = allocation.ranking().as_of();
  const Day last = today + *allocation.rules().horizon;
  const std::uint64_t come = come_free_until(one, today, last);
  const std::uint32_t held = allocation.loads()[practitioner].before.held;
  const std::string of_them = held == 0 ? "none is" : "only " + count_of(held, "is", "are");
  return one.practitioner_id + ": by " + long_date(last) + ' ' +
         count_of(come, "place comes", "places come") + " free (come_free), but " + of_them +
         " held. What is above that has no effect; correct come_free, or what is held (held_load)";
}

std::string full_in_words(const Allocation& allocation, const TightSet& set) {
  std::string text = full_or_limit(allocation, set.full);
  if (set.holders.empty())
    return text + (allocation.rules().horizon || has_appointed(allocation)
                       ? ", without a place to give today"
                       : ", without a free place today");
  return text + "; their free places go to " + units_in_words(allocation, set.holders, 4) +
         ", all before it in the queue";
}

std::string no_room_by_proof(const Allocation& allocation, QueuedUnit unit) {
  const TightSet& set = allocation.proofs()[*allocation.proof_of(unit)];
  std::vector<FullPlaces> takers;
  std::vector<FullPlaces> others;
  for (const FullPlaces& one : set.full) {
    (may_take(allocation, unit, one.practitioner) ? takers : others).push_back(one);
  }
  std::string text = "those who may take it are " + full_or_limit(allocation, takers);
  if (!others.empty()) {
    text += "; those to whom units before it could move are " + full_or_limit(allocation, others);
  }
  const bool by_kind = is_by_kind(set);
  if (set.holders.empty()) {
    return text + (by_kind ? ", without room for such work today"
                           : ", and have fewer free places than it takes");
  }
  if (by_kind) {
    text += others.empty() ? "; the room they had" : "; the room all these had";
    text += " for such work goes to ";
  } else {
    text += others.empty() ? "; their free places go to " : "; the free places of all these go to ";
  }
  return text + units_in_words(allocation, set.holders, 4) + ", all before it in the queue, and " +
         (by_kind ? "leaves less" : "leave fewer") + " than it takes";
}

}  // namespace waitlist
