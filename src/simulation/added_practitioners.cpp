#include "simulation/added_practitioners.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace waitlist {
namespace {

std::vector<std::string> sorted(std::vector<std::string> words) {
  std::ranges::sort(words);
  return words;
}

Practitioner newcomer_like(const Practitioner& one, AddedPosts added, Day from) {
  Practitioner made = one;
  forget_holder(made);
  made.held_load = added == AddedPosts::as_now ? capacity_on(one, from).held : 0;
  if (added == AddedPosts::empty) made.urgent_held = 0;
  for (KindLimit& limit : made.kind_limits) limit.held = 0;
  made.come_free.clear();
  made.new_taken = 0;
  return made;
}

}  // namespace

void forget_holder(Practitioner& practitioner) {
  practitioner.held.clear();
  practitioner.conflicts.clear();
  practitioner.past_families.clear();
  practitioner.absences.clear();
  practitioner.reductions.clear();
}

std::vector<PractitionerIndex> kinds_to_add(const CapacityTarget& target, const Roster& roster) {
  std::vector<PractitionerIndex> found;
  for (const std::string& id : target.like) {
    if (const auto one = roster.find(id)) found.push_back(*one);
  }
  if (!target.like.empty()) return found;
  std::set<std::pair<std::vector<std::string>, std::vector<std::string>>> kinds;
  const auto staff = roster.practitioners();
  for (PractitionerIndex p{0}; p < staff.size(); ++p) {
    if (kinds.emplace(sorted(staff[p].areas), sorted(staff[p].competences)).second) {
      found.push_back(p);
    }
  }
  return found;
}

Roster with_more(
    const Roster& roster, PractitionerIndex like, std::uint32_t count, AddedPosts added, Day from) {
  const auto staff = roster.practitioners();
  std::vector<Practitioner> people{staff.begin(), staff.end()};
  people.reserve(staff.size() + count);
  const Practitioner newcomer = newcomer_like(staff[like], added, from);
  constexpr std::size_t kLongest = 48;  // of 64 bytes of an id, with room for the number
  std::string prefix = "~";
  while (prefix <= staff.back().practitioner_id && prefix.size() < kLongest) prefix += '~';
  std::uint32_t number = 1'000'000;  // all of one length, so that they sort as they are added
  for (std::uint32_t i = 0; i < count; ++i) {
    people.push_back(newcomer);
    std::string& id = people.back().practitioner_id;
    do {
      id = prefix + std::to_string(++number);
    } while (roster.find(id));
  }
  const auto travel = roster.travel();
  return Roster::make(std::move(people), {travel.begin(), travel.end()}).value();
}

}  // namespace waitlist
