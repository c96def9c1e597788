#include "simulation/roster_pool.h"

#include "allocation/known_families.h"
#include "base/fault_list.h"
#include "simulation/added_practitioners.h"

#include <algorithm>

namespace waitlist {
namespace {

AllocationRules rules_of(const RosterPlan& plan, const AreaRoster& files) {
  AllocationRules rules;
  rules.needs = files.needs;
  rules.loads = files.loads;
  rules.instructions = files.instructions;
  rules.count = plan.count;
  rules.urgent_tiers = plan.urgent_tiers;
  rules.prices = plan.prices;
  return rules;
}

/// The lists in which a case that a rule names may stand.
std::vector<CaseTable> lists_of(const AreaLists& lists) {
  std::vector<CaseTable> all = lists.recorded;
  if (lists.start) all.push_back(*lists.start);
  return all;
}

/// Words of the files that name nobody, and settings that a roster leaves no room for.
class RosterChecks {
 public:
  RosterChecks(const AreaScenario& scenario, const AreaLists& lists)
      : scenario_{scenario}, lists_{lists} {}

  Errors find() {
    const Practitioners& staff = scenario_.practitioners;
    if (staff.from_roster.has_value() != lists_.roster.has_value()) {
      add(ErrorCode::missing_value, "practitioners.roster", "",
          "the roster that the scenario names is needed, and none other");
    }
    if (!staff.from_roster && scenario_.target && !scenario_.target->like.empty()) {
      add(ErrorCode::inconsistent, "target.like", scenario_.target->like.front(),
          "without a roster there is nobody of that id; leave it out");
    }
    if (!staff.from_roster || !lists_.roster) return std::move(errors_);
    if (staff.count != 0 || staff.caseload != 0 || !staff.changes.empty()) {
      add(ErrorCode::inconsistent, "practitioners.count", std::to_string(staff.count),
          "the roster says who works there; leave count, caseload and changes empty");
    }
    if (scenario_.target) check_target(*scenario_.target);
    check_staff();
    check_needs();
    return std::move(errors_);
  }

 private:
  void add(ErrorCode code, std::string field, std::string_view found, std::string reason) {
    errors_.push_back(
        {code, "scenario", 0, 0, std::move(field), clipped(found), std::move(reason)});
  }

  /// Of practitioners like whom more can be added.
  void check_target(const CapacityTarget& target) {
    const Roster& roster = lists_.roster->roster;
    std::vector<std::string> known;
    for (const Practitioner& one : roster.practitioners()) known.push_back(one.practitioner_id);
    for (std::size_t i = 0; i < target.like.size(); ++i) {
      const std::string& id = target.like[i];
      const auto first = target.like.begin();
      if (!roster.find(id)) {
        add(ErrorCode::unknown_reference, "target.like", id,
            "nobody on the roster has this id" + did_you_mean(id, known));
      } else if (std::find(first, first + static_cast<std::ptrdiff_t>(i), id) !=
                 first + static_cast<std::ptrdiff_t>(i)) {
        add(ErrorCode::duplicate_name, "target.like", id, "is named twice; once is enough");
      }
    }
    const std::size_t kinds = kinds_to_add(target, roster).size();
    if (kinds <= CapacityTarget::kKindsMost) return;
    add(ErrorCode::too_large, "target.like", std::to_string(kinds) + " kinds of practitioner",
        "at most " + std::to_string(CapacityTarget::kKindsMost) +
            " are tried; write `like` with the ids of those to try");
  }

  void check_staff() {
    const auto staff = lists_.roster->roster.practitioners();
    if (staff.empty()) {
      add(ErrorCode::missing_value, "practitioners.roster", "",
          "there is nobody on the roster; write at least one practitioner");
    }
    for (const Practitioner& one : staff) {
      const std::uint32_t held = capacity_on(one, scenario_.from).held;
      if (held <= kPlacesDrawnMost) continue;
      add(ErrorCode::out_of_range, "practitioner " + one.practitioner_id + ": held_load",
          std::to_string(held),
          "in a simulation one practitioner holds at most " + std::to_string(kPlacesDrawnMost) +
              " places at the beginning");
    }
  }

  /// A competence that nobody has is a slip more often than a shortage, and would keep its cases
  /// waiting for good.
  void check_needs() {
    std::vector<std::string> known;
    for (const Practitioner& one : lists_.roster->roster.practitioners()) {
      known.insert(known.end(), one.competences.begin(), one.competences.end());
    }
    std::ranges::sort(known);
    known.erase(std::unique(known.begin(), known.end()), known.end());
    std::vector<std::string_view> said;
    for (const CompetenceNeed& need : lists_.roster->needs) {
      const std::string& word = need.competence;
      const bool is_known = std::ranges::binary_search(known, word);
      if (is_known || std::ranges::count(said, word) != 0) continue;
      said.emplace_back(word);
      add(ErrorCode::unknown_reference, "practitioners.work", word,
          "nobody on the roster has this competence, so these cases would wait for good; correct "
          "the word, or give the competence to somebody" +
              did_you_mean(word, known));
    }
  }

  const AreaScenario& scenario_;
  const AreaLists& lists_;
  Errors errors_;
};

}  // namespace

Errors roster_faults(const AreaScenario& scenario,
                     const AreaLists& lists,
                     const FactSchema& schema) {
  Errors errors = RosterChecks{scenario, lists}.find();
  if (!scenario.practitioners.from_roster || !lists.roster) return errors;
  const auto rules = CaseRules::make(schema, lists_of(lists), lists.roster->roster,
                                     rules_of(*scenario.practitioners.from_roster, *lists.roster));
  if (!rules) errors.insert(errors.end(), rules.error().begin(), rules.error().end());
  return errors;
}

RosterPool::RosterPool(const AreaScenario& scenario,
                       const AreaLists& lists,
                       const Families& families,
                       const CaseTable& start,
                       std::uint64_t seed,
                       std::span<const HeldWork> held)
    : lists_{lists},
      families_{families},
      schema_{start.schema()},
      rules_{rules_of(*scenario.practitioners.from_roster, *lists.roster)},
      posts_{scenario, lists.roster->roster, kinds_, seed, held},
      asked_{families, start, rules_.count} {
  change_rules();
}

/// A manager's word is about a person: it goes when the person does.
void RosterPool::change_rules() {
  std::erase_if(rules_.instructions, [&](const Instruction& one) {
    return posts_.has_left(*lists_.roster->roster.find(one.practitioner_id));
  });
  const Roster roster = posts_.roster();
  asked_.change_rules(CaseRules::make(schema_, lists_of(lists_), roster, rules_).value(),
                      Eligibility{roster, rules_});
}

void RosterPool::pass_to(std::int64_t day) {
  today_ = day;
  if (posts_.pass_to(day, kinds_)) change_rules();
}

bool RosterPool::open() {
  offered_.clear();
  match_.open(posts_.places(rules_), kinds_);
  return match_.free_places() > 0;
}

const std::vector<AskedPart>& RosterPool::parts(std::span<const std::uint32_t> unit,
                                                const KnownCases& known) {
  const auto practitioners = lists_.roster->roster.practitioners().size();
  return asked_.of(unit, known, static_cast<std::uint32_t>(practitioners), kinds_);
}

bool RosterPool::offer(std::span<const std::uint32_t> unit,
                       TierIndex tier,
                       const KnownCases& known) {
  const bool urgent = tier < rules_.urgent_tiers;
  return std::ranges::all_of(parts(unit, known),
                             [&](const AskedPart& part) { return offer(part, urgent); });
}

bool RosterPool::offer(const AskedPart& part, bool urgent) {
  if (!match_.counts(part.kind, urgent, kinds_)) return true;
  match_.add(priced(part), urgent, kinds_[part.kind].load);
  offered_.push_back({part.families, part.loads, part.kind, urgent});
  return !match_.full();
}

/// The pairs with what it is worth that the family is known.
std::span<const EligiblePair> RosterPool::priced(const AskedPart& part) {
  pairs_.assign(part.pairs.begin(), part.pairs.end());
  for (EligiblePair& pair : pairs_) {
    Cost worth;
    for (const std::string_view id : part.kin) {
      const auto ago = posts_.last_worked(pair.practitioner, id);
      if (ago) worth = std::max(worth, continuity_worth(rules_.prices, *ago));
    }
    pair.cost -= worth;
  }
  return pairs_;
}

std::vector<RosterPool::Given> RosterPool::close() {
  std::vector<Given> given;
  const auto posts = match_.posts();
  for (std::size_t i = 0; i < offered_.size(); ++i) {
    if (!posts[i]) continue;
    const Offered& one = offered_[i];
    for (std::size_t at = 0; at < one.families.size(); ++at) {
      const Family& family = families_.all[one.families[at]];
      posts_.give({today_ + family.work_days, *posts[i], one.loads[at], one.urgent, one.kind,
                   family.listed_as.case_id});
      given.push_back({one.families[at], *posts[i]});
    }
  }
  return given;
}

/// Whether somebody may take it who would have the places, with nothing else in hand.
bool RosterPool::fits_somebody(const AskedPart& part) const {
  const std::uint32_t load = kinds_[part.kind].load;
  return std::ranges::any_of(part.pairs, [&](const EligiblePair& pair) {
    return posts_.places_at_most(pair.practitioner) >= load;
  });
}

std::vector<std::uint32_t> RosterPool::unassignable(std::span<const std::uint32_t> unit,
                                                    const KnownCases& known) {
  std::vector<std::uint32_t> found;
  for (const AskedPart& part : parts(unit, known)) {
    if (!fits_somebody(part)) {
      found.insert(found.end(), part.families.begin(), part.families.end());
    }
  }
  return found;
}

}  // namespace waitlist
