#include "report/html/allocation_proofs.h"

#include <embedded/allocation_full_mustache.h>

#include "report/allocation_notes.h"
#include "report/plain_words.h"

#include <algorithm>

namespace waitlist::html {
namespace {

constexpr std::size_t kNamedInRow = 6;  ///< more practitioners are a list of their own

/// The position of the entry that is the same, which is added when there is none.
template <class Entry, class Same>
std::size_t position_of(std::vector<Entry>& entries, const Entry& entry, Same same) {
  const auto found = std::ranges::find_if(entries, same);
  const auto position = static_cast<std::size_t>(found - entries.begin());
  if (found == entries.end()) entries.push_back(entry);
  return position;
}

std::string link(const std::string& name, std::size_t index, const std::string& words) {
  return "<a href=\"#" + name + '-' + std::to_string(index + 1) + "\">" + words + "</a>";
}

std::uint32_t free_places(const PractitionerLoad& load, PlaceKind kind) {
  if (kind == PlaceKind::urgent && !load.before.urgent_free) return 0;
  return free_in(load, kind == PlaceKind::urgent);
}

std::string practitioners_in_words(std::size_t count) {
  return count_of(count, "practitioner", "practitioners");
}

}  // namespace

AllocationProofs::AllocationProofs(const Allocation& allocation, AllocationLinks& links)
    : allocation_{allocation}, links_{links} {}

std::string AllocationProofs::full(ProofIndex proof, QueuedUnit unit) {
  const std::size_t index = position_of(
      full_, {proof, unit}, [proof](const Full& other) { return other.proof == proof; });
  return link("full", index, "full together " + std::to_string(index + 1));
}

std::string AllocationProofs::barred(const RemovalGroup& group) {
  if (group.practitioners.size() <= kNamedInRow) return links_.practitioners(group.practitioners);
  const std::size_t index = position_of(barred_, group, [&](const RemovalGroup& other) {
    return other.words == group.words && other.practitioners == group.practitioners;
  });
  return link("barred", index, practitioners_in_words(group.practitioners.size()));
}

Object AllocationProofs::places(const TightSet& set, const FullPlaces& full) {
  const Practitioner& one = allocation_.roster().practitioners()[full.practitioner];
  const PractitionerLoad& load = allocation_.loads()[full.practitioner];
  const bool urgent = full.kind == PlaceKind::urgent;
  std::vector<QueuedUnit> held_by;
  std::ranges::copy_if(set.holders, std::back_inserter(held_by), [&](QueuedUnit unit) {
    const AllocationUnit& holder = allocation_.units()[unit];
    return holder.practitioner == full.practitioner && (holder.urgent || !urgent);
  });
  return Object{{"practitioner", html::text(links_.practitioner(full.practitioner))},
                {"kind", html::text(urgent ? "urgent" : "all")},
                {"away", Data{load.before.away}},
                {"places", number(urgent ? one.urgent_limit.value_or(0) : load.before.caseload)},
                {"held", number(urgent ? one.urgent_held : load.before.held)},
                {"free", number(free_places(load, full.kind))},
                {"units", html::text(links_.units(held_by))}};
}

std::string AllocationProofs::full_section(std::size_t index) {
  const TightSet& set = allocation_.proofs()[full_[index].proof];
  const QueuedUnit first = full_[index].first;
  List rows;
  std::uint64_t free = 0;
  for (const FullPlaces& full : set.full) {
    free += free_places(allocation_.loads()[full.practitioner], full.kind);
    rows.push_back(places(set, full));
  }
  Template section{embedded::allocation_full_mustache()};
  return section.filled(Object{
      {"number", number(index + 1)},
      {"practitioners", html::text(practitioners_in_words(set.full.size()))},
      {"free", number(free)},
      {"free_words", html::text(count_of(free, "free place", "free places"))},
      {"holders", html::text(count_of(set.holders.size(), "unit", "units"))},
      {"first", html::text(links_.unit(first))},
      {"first_place", number(allocation_.units()[first].position)},
      {"last", html::text(set.holders.empty() ? "" : links_.unit(set.holders.back()))},
      {"last_place",
       number(set.holders.empty() ? Position{} : allocation_.units()[set.holders.back()].position)},
      {"has_urgent", Data{std::ranges::count(set.full, PlaceKind::urgent, &FullPlaces::kind) != 0}},
      {"has_appointed", Data{has_appointed(allocation_)}},
      {"has_holders", Data{!set.holders.empty()}},
      {"rows", rows}});
}

std::string AllocationProofs::text() {
  std::string all;
  for (std::size_t i = 0; i < full_.size(); ++i) all += full_section(i);
  Template item{
      "<section class=\"card\" id=\"barred-{{number}}\" "
      "aria-labelledby=\"barred-{{number}}-head\">\n"
      "<h3 id=\"barred-{{number}}-head\"><bdi>{{words}}</bdi></h3>\n"
      "<p>{{count}}: {{{practitioners}}}.</p>\n</section>\n"};
  for (std::size_t i = 0; i < barred_.size(); ++i) {
    const RemovalGroup& group = barred_[i];
    all += item.filled(
        Object{{"number", number(i + 1)},
               {"words", html::text(capitalised(group.words))},
               {"count", html::text(practitioners_in_words(group.practitioners.size()))},
               {"practitioners", html::text(links_.practitioners(group.practitioners))}});
  }
  return all;
}

}  // namespace waitlist::html
