#include <waitlist/allocation/allocation_outlook.h>
#include <waitlist/report/allocation_report.h>

#include "report/allocation_full.h"
#include "report/allocation_notes.h"
#include "report/allocation_words.h"
#include "report/faulty_json.h"
#include "report/json_parts.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

OrderedJson ids_of(const Allocation& allocation, const AllocationUnit& unit) {
  OrderedJson ids = OrderedJson::array();
  for (const CaseRow row : unit.rows) ids.push_back(allocation.ranking().cases().case_id(row));
  return ids;
}

/// Barriers that units without a place meet, and where each of them stands in the document.
struct WrittenBarriers {
  std::vector<BarrierIndex> barriers;
  std::vector<std::uint32_t> position;  ///< by barrier
};

WrittenBarriers barriers_of_waiting(const Allocation& allocation) {
  constexpr std::uint32_t kNotWritten = UINT32_MAX;
  WrittenBarriers written{{},
                          std::vector<std::uint32_t>(allocation.barriers().size(), kNotWritten)};
  for (QueuedUnit unit{0}; unit < allocation.units().size(); ++unit) {
    if (allocation.units()[unit].practitioner) continue;
    for (const BarrierIndex barrier : allocation.barriers_of(unit)) {
      if (written.position[barrier] != kNotWritten) continue;
      written.position[barrier] = static_cast<std::uint32_t>(written.barriers.size());
      written.barriers.push_back(barrier);
    }
  }
  return written;
}

/// Everything needed to check by counting that the unit cannot be placed: positions in `barriers`
/// and `proofs`, since many units have the same.
OrderedJson proof_of(const Allocation& allocation,
                     QueuedUnit unit,
                     const WrittenBarriers& written) {
  OrderedJson proof = {{"reason", to_text(allocation.why_unplaced(unit))},
                       {"barriers", OrderedJson::array()},
                       {"proof", nullptr}};
  for (const BarrierIndex barrier : allocation.barriers_of(unit)) {
    proof["barriers"].push_back(written.position[barrier]);
  }
  if (const auto set = allocation.proof_of(unit)) proof["proof"] = std::uint32_t{*set};
  return proof;
}

OrderedJson json_of_barriers(const Allocation& allocation, const WrittenBarriers& written) {
  OrderedJson json = OrderedJson::array();
  for (const BarrierIndex index : written.barriers) {
    const Barrier& barrier = allocation.barriers()[index];
    OrderedJson ids = OrderedJson::array();
    for (const PractitionerIndex p : barrier.practitioners) ids.push_back(id_of(allocation, p));
    json.push_back({{"requirement", to_text(barrier.requirement)},
                    {"detail", barrier.detail},
                    {"practitioner_ids", std::move(ids)}});
  }
  return json;
}

std::string_view name_of(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::all: return "all";
    case PlaceKind::urgent: return "urgent";
    case PlaceKind::kind: return "kind";
  }
  return "";
}

OrderedJson json_of_proofs(const Allocation& allocation) {
  OrderedJson json = OrderedJson::array();
  for (const TightSet& set : allocation.proofs()) {
    OrderedJson proof = {{"full", OrderedJson::array()}, {"holders", OrderedJson::array()}};
    for (const FullPlaces& full : set.full) {
      proof["full"].push_back({{"practitioner_id", id_of(allocation, full.practitioner)},
                               {"places", name_of(full.kind)}});
      if (full.kind == PlaceKind::kind) {
        proof["full"].back()["kind"] = allocation.kinds()[full.work];
      }
    }
    for (const QueuedUnit holder : set.holders) {
      const AllocationUnit& one = allocation.units()[holder];
      proof["holders"].push_back(allocation.ranking().cases().case_id(one.rows.front()));
    }
    json.push_back(std::move(proof));
  }
  return json;
}

/// Kinds of work, appointments, second workers and an earlier proposal, where there are any.
void add_what_some_have(const Allocation& allocation,
                        const AllocationUnit& unit,
                        OrderedJson& json) {
  if (!allocation.kinds().empty()) {
    json["kinds"] = OrderedJson::array();
    for (const KindCount& one : unit.kinds) {
      json["kinds"].push_back({{"kind", allocation.kinds()[one.kind]}, {"count", one.count}});
    }
  }
  if (has_appointed(allocation)) {
    json["appointed"] = nullptr;
    const Instruction* word = unit.appointed ? pin_of(allocation, unit) : nullptr;
    if (word != nullptr) {
      json["appointed"] = {{"reason", word->reason}, {"made_by", word->made_by}};
    }
  }
  if (has_seconds(allocation)) {
    json["second"] = nullptr;
    if (unit.second) {
      json["second"] = {{"competences", unit.second->competences},
                        {"practitioner_id", nullptr},
                        {"price", nullptr}};
      if (const auto who = unit.second->practitioner) {
        json["second"]["practitioner_id"] = id_of(allocation, *who);
        json["second"]["price"] = price_text(allocation, unit.second->price);
      }
    }
  }
  if (allocation.rules().earlier.empty()) return;
  json["earlier"] = OrderedJson::array();
  for (const EarlierHolder& one : unit.earlier) {
    json["earlier"].push_back({{"case_id", allocation.ranking().cases().case_id(one.row)},
                               {"practitioner_id", one.practitioner_id}});
  }
}

OrderedJson json_of_unit(const Allocation& allocation,
                         QueuedUnit index,
                         const WrittenBarriers& written) {
  const AllocationUnit& unit = allocation.units()[index];
  OrderedJson json = {{"position", std::uint32_t{unit.position}},
                      {"cases", ids_of(allocation, unit)},
                      {"place", unit.place},
                      {"urgent", unit.urgent},
                      {"load", unit.load},
                      {"split", unit.split}};
  if (allocation.has_pair_loads()) json["most_load"] = unit.most_load;
  json["provisional"] = OrderedJson::array();
  for (const ProvisionalNeed& need : unit.provisional) {
    json["provisional"].push_back({{"case_id", need.case_id},
                                   {"fact", need.fact},
                                   {"answer", to_text(need.state)},
                                   {need.kind           ? "kind"
                                    : need.second       ? "second"
                                    : need.may_not_take ? "may_not_take"
                                                        : "competence",
                                    need.competence}});
  }
  add_what_some_have(allocation, unit, json);
  json["practitioner_id"] = nullptr;
  if (unit.practitioner) {
    json["practitioner_id"] = id_of(allocation, *unit.practitioner);
    json["price"] = {{"travel", price_text(allocation, unit.parts.travel)},
                     {"continuity", price_text(allocation, unit.parts.continuity)},
                     {"given", price_text(allocation, unit.parts.given)},
                     {"load", price_text(allocation, unit.parts.load)},
                     {"urgent", price_text(allocation, unit.parts.urgent)},
                     {"way_unknown", unit.parts.way_unknown}};
    if (!allocation.rules().preferences.empty()) {
      json["price"]["preference"] = price_text(allocation, unit.parts.preference);
      json["lacks"] = unit.lacks;
    }
    json["next_best"] = nullptr;
    if (const auto next = allocation.next_best(index)) {
      json["next_best"] = {{"practitioner_id", id_of(allocation, next->practitioner)},
                           {"extra", price_text(allocation, next->extra)}};
      if (!allocation.rules().earlier.empty()) json["next_best"]["changes"] = next->changes;
      if (has_least_shares(allocation)) {
        json["next_best"]["less_of_shares"] = next->less_of_shares;
      }
    }
  } else {
    json["proof"] = proof_of(allocation, index, written);
  }
  if (!unit.practitioner) json["nearest_miss"] = nullptr;
  const auto near = unit.practitioner ? std::nullopt : allocation.nearest_miss(index);
  if (near) {
    json["nearest_miss"] = {
        {"practitioner_id", id_of(allocation, near->practitioner)},
        {"requirement", to_text(allocation.barriers()[near->barrier].requirement)},
        {"detail", allocation.barriers()[near->barrier].detail},
        {"back_on", waitlist::json_of(near->back)}};
  }
  json["known_to"] = nullptr;
  if (const auto who = allocation.known_to(index)) json["known_to"] = id_of(allocation, *who);
  json["why"] = why_in_words(allocation, index);
  json["allocate_by"] = waitlist::json_of(due_day_of(allocation, unit));
  return json;
}

/// The day of return of somebody who is away, where it is known.
OrderedJson back_of(const Allocation& allocation, PractitionerIndex p) {
  if (!allocation.loads()[p].before.away) return nullptr;
  const auto back = back_on(allocation.roster().practitioners()[p], allocation.ranking().as_of());
  return back ? OrderedJson(back->text()) : OrderedJson(nullptr);
}

/// Limits on new work, least shares, appointments, limits on kinds of work and places of other
/// work, where there are any.
void add_limits(const Allocation& allocation, PractitionerIndex p, OrderedJson& json) {
  const Practitioner& one = allocation.roster().practitioners()[p];
  if (!one.other_work.empty()) {
    json["other_work"] = OrderedJson::array();
    for (const OtherWork& work : one.other_work) {
      json["other_work"].push_back({{"stream", work.stream}, {"places", work.places}});
    }
  }
  if (has_seconds(allocation)) json["second"] = allocation.loads()[p].second;
  if (const auto limit = new_work_limit(allocation, p)) {
    json["new_limit"] = {
        {"at_most", limit->most}, {"given_before", limit->given_before}, {"binds", limit->binds}};
  }
  if (one.new_least > 0) {
    const PractitionerLoad& load = allocation.loads()[p];
    json["least_share"] = {{"at_least", one.new_least},
                           {"given_before", one.new_taken},
                           {"short", load.short_of_least()},
                           {"why", short_in_words(allocation, p)}};
  }
  if (has_appointed(allocation)) {
    json["appointed"] = allocation.loads()[p].appointed;
    json["above"] = OrderedJson::array();
    for (const AboveLimit& above : above_limits(allocation, p)) {
      json["above"].push_back({{"limit", above.limit}, {"by", above.places}});
    }
  }
  if (one.kind_limits.empty()) return;
  json["kinds"] = OrderedJson::array();
  for (std::size_t i = 0; i < one.kind_limits.size(); ++i) {
    const KindLimit& limit = one.kind_limits[i];
    json["kinds"].push_back({{"kind", limit.kind},
                             {"at_most", limit.most},
                             {"held", limit.held},
                             {"given", allocation.loads()[p].of_kinds[i]}});
  }
}

/// What other work takes of all caseloads together.
OrderedJson json_of_other_work(const OtherWorkSums& sums) {
  OrderedJson json = {{"caseload", sums.caseload},
                      {"left", sums.left},
                      {"held", sums.held},
                      {"given", sums.given},
                      {"streams", OrderedJson::array()}};
  for (const OtherWork& one : sums.streams) {
    json["streams"].push_back({{"stream", one.stream}, {"places", one.places}});
  }
  return json;
}

OrderedJson json_of_earlier(const EarlierOutcome& outcome) {
  return {{"stay", outcome.stay},
          {"move", outcome.move},
          {"not_on_roster", outcome.left},
          {"wait", outcome.wait},
          {"not_ranked", outcome.gone}};
}

OrderedJson json_of_loads(const Allocation& allocation) {
  OrderedJson json = OrderedJson::array();
  const auto bought = allocation.one_more_place_buys();
  for (PractitionerIndex p{0}; p < allocation.loads().size(); ++p) {
    const PractitionerLoad& load = allocation.loads()[p];
    OrderedJson one = {{"practitioner_id", id_of(allocation, p)},
                       {"caseload", load.before.caseload},
                       {"held", load.before.held},
                       {"free", load.before.free},
                       {"away", load.before.away},
                       {"back_on", back_of(allocation, p)},
                       {"given", load.given},
                       {"urgent_given", load.urgent_given}};
    add_limits(allocation, p, one);
    one["one_more_place_buys"] = nullptr;
    if (bought[p]) one["one_more_place_buys"] = ids_of(allocation, allocation.units()[*bought[p]]);
    json.push_back(std::move(one));
  }
  return json;
}

OrderedJson json_of(const Allocation& allocation, const std::optional<Prospect>& prospect) {
  if (!prospect) return nullptr;
  return {{"cases", ids_of(allocation, allocation.units()[prospect->unit])},
          {"day", prospect->day.text()},
          {"practitioner_id", id_of(allocation, prospect->practitioner)}};
}

OrderedJson json_of_choices(const Allocation& allocation, const AllocationOutlook& outlook) {
  OrderedJson json = {{"before_leave", OrderedJson::array()}, {"hold", OrderedJson::array()}};
  for (const LeaveChoice& one : outlook.before_leave) {
    json["before_leave"].push_back({{"cases", ids_of(allocation, allocation.units()[one.unit])},
                                    {"given_to", id_of(allocation, one.practitioner)},
                                    {"held", json_of(allocation, one.held)}});
  }
  for (const HoldChoice& one : outlook.hold) {
    OrderedJson displaced = OrderedJson::array();
    for (const QueuedUnit unit : one.displaced) {
      displaced.push_back(ids_of(allocation, allocation.units()[unit]));
    }
    json["hold"].push_back({{"cases", ids_of(allocation, allocation.units()[one.unit])},
                            {"practitioner_id", id_of(allocation, one.practitioner)},
                            {"day", one.day.text()},
                            {"displaced", std::move(displaced)},
                            {"given", json_of(allocation, one.given)}});
  }
  return json;
}

OrderedJson json_of_outlook(const Allocation& allocation) {
  const AllocationOutlook outlook = allocation.outlook();
  OrderedJson json = {{"horizon_days", outlook.horizon.count()}};
  json["leaves"] = OrderedJson::array();
  for (const ComingLeave& one : outlook.leaves) {
    json["leaves"].push_back({{"practitioner_id", id_of(allocation, one.practitioner)},
                              {"from", one.from.text()},
                              {"back", waitlist::json_of(one.back)},
                              {"reason", one.reason},
                              {"places_held_back", one.places}});
  }
  json["places"] = OrderedJson::array();
  for (const ComingPlaces& one : outlook.places) {
    json["places"].push_back({{"practitioner_id", id_of(allocation, one.practitioner)},
                              {"day", one.day.text()},
                              {"free", one.places},
                              {"returns", one.returns}});
  }
  json["prospects"] = OrderedJson::array();
  for (const Prospect& one : outlook.prospects) {
    json["prospects"].push_back(json_of(allocation, std::optional{one}));
  }
  json.update(json_of_choices(allocation, outlook));
  json["held"] = OrderedJson::array();
  for (const HeldCase& one : outlook.held) {
    json["held"].push_back({{"case_id", one.case_id},
                            {"held_by", id_of(allocation, one.holder)},
                            {"on_the_list", one.known},
                            {"could_go_to", nullptr}});
    if (one.to) json["held"].back()["could_go_to"] = id_of(allocation, *one.to);
  }
  return json;
}

}  // namespace

std::string render_json(const Allocation& allocation) {
  const Ranking& ranking = allocation.ranking();
  OrderedJson json = stamps_of(allocation);
  json["faulty"] = json_of_faulty(ranking);
  json["total"] = price_text(allocation, allocation.total());
  json["bound"] = price_text(allocation, allocation.bound());
  json["exact"] = allocation.exact();
  json["undecided"] = OrderedJson::array();
  for (const QueuedUnit unit : allocation.undecided()) {
    json["undecided"].push_back(ids_of(allocation, allocation.units()[unit]));
  }
  if (!allocation.rules().earlier.empty()) {
    json["earlier"] = json_of_earlier(allocation.earlier_outcome());
  }
  const OtherWorkSums other = other_work_of(allocation);
  if (!other.streams.empty()) json["other_work"] = json_of_other_work(other);
  json["findings"] = OrderedJson::array();
  for (const AllocationFinding& finding : allocation.findings()) {
    json["findings"].push_back({{"kind", to_text(finding.kind)},
                                {"practitioner_id", id_of(allocation, finding.practitioner)},
                                {"case_id", finding.case_id}});
  }
  const WrittenBarriers written = barriers_of_waiting(allocation);
  json["units"] = OrderedJson::array();
  for (QueuedUnit unit{0}; unit < allocation.units().size(); ++unit) {
    json["units"].push_back(json_of_unit(allocation, unit, written));
  }
  json["barriers"] = json_of_barriers(allocation, written);
  json["proofs"] = json_of_proofs(allocation);
  json["practitioners"] = json_of_loads(allocation);
  json["areas"] = OrderedJson::array();
  for (const AreaGain& gain : allocation.one_more_place_in_area_buys()) {
    OrderedJson area = {{"area", gain.area}, {"one_more_place_buys", nullptr}};
    if (gain.unit) area["one_more_place_buys"] = ids_of(allocation, allocation.units()[*gain.unit]);
    json["areas"].push_back(std::move(area));
  }
  if (allocation.rules().horizon) json["outlook"] = json_of_outlook(allocation);
  return text_of(json, 1) + "\n";
}

}  // namespace waitlist
