#include "report/html/allocation_rows.h"

#include <embedded/allocation_row_mustache.h>
#include <waitlist/report/allocation_report.h>

#include "report/allocation_notes.h"
#include "report/allocation_words.h"
#include "report/plain_words.h"

#include <set>

namespace waitlist::html {
namespace {

void add(List& facts, std::string_view label, std::string_view words, std::string_view link = "") {
  facts.push_back(Object{{"label", text(label)},
                         {"link", text(link)},
                         {"words", words.empty() ? Data{false} : text(words)}});
}

/// `13 of 28 practitioners may take it; these may not:`
std::string may_take_in_words(std::size_t may, std::size_t all) {
  if (all == 0) return "There is no practitioner.";
  const std::string of = " of " + count_of(all, "practitioner", "practitioners");
  if (may == all) return "Every practitioner may take it.";
  return (may == 0 ? "None" : std::to_string(may)) + of + " may take it. Who may not, and why:";
}

const Score& score_of(const Ranking& ranking, const AllocationUnit& unit) {
  return ranking.find(ranking.cases().case_id(unit.rows.front()))->score;
}

}  // namespace

AllocationRows::AllocationRows(const Allocation& allocation,
                               AllocationLinks& links,
                               AllocationProofs& proofs)
    : allocation_{allocation},
      links_{links},
      proofs_{proofs},
      row_{embedded::allocation_row_mustache()} {}

std::string AllocationRows::row(QueuedUnit index) {
  const AllocationUnit& unit = allocation_.units()[index];
  const std::vector<RemovalGroup> groups = removal_groups(allocation_, index);
  std::set<PractitionerIndex> barred;
  List removals;
  for (const RemovalGroup& group : groups) {
    barred.insert(group.practitioners.begin(), group.practitioners.end());
    removals.push_back(Object{{"words", text(capitalised(group.words))},
                              {"practitioners", text(proofs_.barred(group))}});
  }
  const Score& score = score_of(allocation_.ranking(), unit);
  const std::size_t all = allocation_.loads().size();
  const std::size_t may = all - barred.size();
  return row_.filled(Object{{"anchor", text(unit_anchor(index))},
                            {"position", number(unit.position)},
                            {"cases", cases(unit)},
                            {"tags", tags(unit)},
                            {"where", text(unit.place)},
                            {"waited", text(count_of(score.waited.count(), "day", "days"))},
                            {"why", text(unit.practitioner ? why_in_words(allocation_, index)
                                                           : waits_in_words(index, may))},
                            {"facts", facts(index, may)},
                            {"may_take", text(may_take_in_words(may, all))},
                            {"has_removals", Data{!removals.empty()}},
                            {"removals", removals}});
}

List AllocationRows::cases(const AllocationUnit& unit) const {
  List list;
  for (const CaseRow row : unit.rows) {
    list.push_back(Object{{"case_id", text(allocation_.ranking().cases().case_id(row))}});
  }
  return list;
}

List AllocationRows::tags(const AllocationUnit& unit) const {
  const Ranking& ranking = allocation_.ranking();
  const Score& score = score_of(ranking, unit);
  const std::string tier{ranking.policy().tier_id(score.tier)};
  const std::string_view kind = score.must_allocate ? "warn" : "calm";
  List list{unit.urgent ? tag("alarm", tier + ", urgent") : tag(kind, tier)};
  if (const Instruction* pin = pin_of(allocation_, unit)) {
    list.push_back(tag("warn", pin->kind == InstructionKind::appointed ? "appointed" : "pinned"));
  }
  if (unit.split) list.push_back(tag("warn", "split"));
  if (!unit.provisional.empty()) list.push_back(tag("warn", "provisional"));
  if (unit.load != 1 || unit.most_load != 1) list.push_back(tag("calm", places_in_words(unit)));
  return list;
}

/// In a few words, for the closed row.
std::string AllocationRows::waits_in_words(QueuedUnit unit, std::size_t may) const {
  switch (allocation_.why_unplaced(unit)) {
    case UnplacedReason::nobody_eligible: return "nobody may take it";
    case UnplacedReason::places_full:
      return may == 1 ? "the one who may take it is full"
                      : "all " + std::to_string(may) + " who may take it are full";
    case UnplacedReason::too_large:
    case UnplacedReason::kind_full:
    case UnplacedReason::no_room:
    case UnplacedReason::no_room_found: return no_room_in_words(allocation_, unit);
  }
  return "";
}

List AllocationRows::facts(QueuedUnit index, std::size_t may) {
  const Ranking& ranking = allocation_.ranking();
  const AllocationUnit& unit = allocation_.units()[index];
  const Score& score = score_of(ranking, unit);
  List list;
  add(list, "In the queue",
      "place " + std::to_string(unit.position) + " of " + std::to_string(ranking.unit_count()) +
          ", " + tier_heading(ranking.policy(), tier_of(allocation_, unit)) + ", " +
          to_text(score.points.used) + " points");
  add(list, "Waited", days_in_words(score.waited));
  if (const auto due = due_day_of(allocation_, unit)) add(list, "Allocate by", long_date(*due));
  if (const Instruction* pin = pin_of(allocation_, unit)) {
    const bool appoints = pin->kind == InstructionKind::appointed;
    add(list, (appoints ? "Appointed, says " : "Pinned by ") + pin->made_by, pin->reason);
    for (const AboveLimit& above : unit.appointed ? above_limits(allocation_, *unit.practitioner)
                                                  : std::vector<AboveLimit>{}) {
      add(list, "Then above " + above.limit, "by " + std::to_string(above.places));
    }
  }
  if (unit.split) add(list, "Split", "apart from its family, as a manager has said");
  if (!unit.provisional.empty()) add(list, "Provisional", provisional_in_words(unit));
  if (unit.load != 1 || unit.most_load != 1) add(list, "Takes", places_in_words(unit));
  const std::string second = second_in_words(allocation_, unit);
  if (!second.empty()) add(list, "Two workers", capitalised(second));
  const std::string kinds = kinds_in_words(allocation_, unit);
  if (!kinds.empty()) add(list, "Counts as", kinds);
  const std::string earlier = earlier_in_words(allocation_, unit);
  if (!earlier.empty()) add(list, "Before", capitalised(earlier));
  const std::string known = known_in_words(allocation_, index);
  if (!known.empty()) add(list, "The family", known);
  if (unit.practitioner) {
    add_price(list, index, may);
  } else {
    add_proof(list, index);
  }
  return list;
}

void AllocationRows::add_price(List& facts, QueuedUnit index, std::size_t may) {
  const AllocationUnit& unit = allocation_.units()[index];
  if (allocation_.rules().has_own_pairs()) {
    add(facts, "Price given", price_text(allocation_, unit.parts.given));
  } else {
    add(facts, "Travel", travel_in_words(unit));
  }
  if (unit.parts.continuity.count() < 0) {
    add(facts, "Knows the family", "worth " + price_text(allocation_, -unit.parts.continuity));
  }
  if (!unit.lacks.empty()) {
    add(facts, "Preferred", capitalised(lacks_in_words(allocation_, unit)));
  }
  add(facts, "Load", price_text(allocation_, unit.parts.load));
  if (unit.urgent) add(facts, "Urgent load", price_text(allocation_, unit.parts.urgent));
  const bool exact = allocation_.exact();
  if (const auto next = allocation_.next_best(index)) {
    add(facts, "Next best",
        ": the whole would cost " +
            (exact && next->extra == Cost{}
                 ? std::string{"the same"}
                 : (exact ? "" : "at most ") + extra_in_words(allocation_, next->extra)) +
            changes_in_words(next->changes) + shares_in_words(next->less_of_shares) + ", with " +
            (exact ? "everybody else re-arranged" : "at most one other unit moved"),
        links_.practitioner(next->practitioner));
  } else if (exact || may == 1) {
    add(facts, "Next best",
        may == 1 ? "nobody else may take it"
                 : "nobody else could without another unit losing its place");
  }
}

void AllocationRows::add_proof(List& facts, QueuedUnit index) {
  const std::string nearest = nearest_in_words(allocation_, index);
  if (!nearest.empty()) add(facts, "Near", capitalised(nearest));
  if (allocation_.why_unplaced(index) != UnplacedReason::places_full) return;
  add(facts, "Those who may take it are", "", proofs_.full(*allocation_.proof_of(index), index));
}

std::string AllocationRows::travel_in_words(const AllocationUnit& unit) const {
  const std::string& base = allocation_.roster().practitioners()[*unit.practitioner].base;
  const std::string price = ", price " + price_text(allocation_, unit.parts.travel);
  if (base.empty() || unit.place.empty()) return "no way is counted" + price;
  if (base == unit.place) return "within " + base + price;
  const std::string way = " from " + base + " to " + unit.place;
  const auto minutes = allocation_.roster().minutes(base, unit.place);
  if (!minutes) return "a way" + way + " that nobody has written down" + price;
  return count_of(*minutes, "minute", "minutes") + way + price;
}

}  // namespace waitlist::html
