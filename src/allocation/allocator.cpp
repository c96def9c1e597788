// Builds the problem out of queue, roster and rules, and has it solved.
#include <waitlist/allocation/allocation.h>
#include <waitlist/base/limits.h>

#include "allocation/allocation_data.h"
#include "allocation/kind_limits.h"
#include "allocation/least_shares.h"
#include "allocation/pair_loads.h"
#include "allocation/practitioner_places.h"
#include "allocation/rules_digest.h"
#include "allocation/shared_bound.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

bool has_pair_loads(const AllocationRules& rules) {
  return rules.count == LoadCount::cases &&
         std::ranges::any_of(rules.pairs,
                             [](const PairPrice& pair) { return pair.load.has_value(); });
}

class Allocator {
 public:
  Allocator(const Ranking& ranking,
            const Roster& roster,
            const AllocationRules& rules,
            CaseRules case_rules,
            const EarlierProposal& earlier)
      : data_{std::make_shared<Allocation::Data>(
            Allocation::Data{ranking,
                             roster,
                             rules,
                             std::move(case_rules),
                             Eligibility{roster, rules},
                             KnownFamilies{ranking.cases(), roster, rules.prices, ranking.as_of()},
                             FamilyKin{ranking.cases()},
                             {},
                             {},
                             {},
                             {},
                             std::nullopt,
                             std::nullopt,
                             {},
                             1,
                             {},
                             rules_digest(rules)})},
        urgent_tiers_{
            rules.urgent_tiers.value_or(ranking.policy().written().bands.size() > 1 ? 1U : 0U)},
        earlier_{earlier} {
    data_->kinds = limited_kinds(roster);
    data_->pair_loads = has_pair_loads(rules);
  }

  Result<Allocation> run() {
    for (const Practitioner& one : data_->roster.practitioners()) {
      data_->loads.push_back(load_on(one, data_->ranking.as_of(), data_->rules.horizon));
    }
    add_units();
    note_appointed();
    const bool exact =
        data_->kinds.empty() && std::ranges::all_of(data_->units, [](const AllocationUnit& unit) {
          return unit.load == 1 && unit.most_load == 1;
        });
    std::int64_t differ = prices_differ_by();
    if (Errors errors = weigh_shares(exact, differ); !errors.empty()) {
      return failed(std::move(errors));
    }
    if (Errors errors = weigh_changes(differ); !errors.empty()) return failed(std::move(errors));
    build_problem();
    if (data_->pair_loads) {
      Errors errors = count_pair_loads(*data_, data_->problem);
      if (!errors.empty()) return failed(std::move(errors));
    }
    const auto units = static_cast<QueuedUnit>(data_->units.size());
    if (exact) {
      auto solved = Assignment::solve(data_->problem);
      if (!solved) return failed(std::move(solved.error()));
      data_->exact = *std::move(solved);
    } else {
      auto solved = solve_weighted(data_->problem);
      if (!solved) return failed(std::move(solved.error()));
      data_->weighted = *std::move(solved);
      const ChangesOf changes = [this](QueuedUnit unit, PractitionerIndex p) {
        return data_->changes(unit, p);
      };
      const LoadWith load_with = [this](QueuedUnit unit, PractitionerIndex p) {
        return data_->load_with(unit, p);
      };
      raise_least_shares(data_->problem, data_->loads, changes, load_with, *data_->weighted);
      if (data_->change_price > 0) data_->weighted->bound = bound_of_prices();
    }
    for (QueuedUnit unit{0}; unit < units; ++unit) note_place(unit);
    if (!data_->rules.seconds.empty()) data_->find_second_workers();
    pairs_.clear();
    find_slips();
    find_unheld();
    return Allocation{std::move(data_)};
  }

 private:
  /// Units of several places: prices are multiplied, so that the price of a place, which is a part
  /// of a case then, is not rounded away.
  void choose_scale() {
    std::uint64_t loads = 0;
    for (const AllocationUnit& unit : data_->units) loads += unit.load;
    const std::size_t units = data_->units.size();
    if (loads == units || data_->rules.has_own_pairs()) return;
    place_unit_.load_thousandths = static_cast<std::int64_t>(loads * 1000 / units);
    std::int64_t most = std::max<std::int64_t>(data_->rules.prices.full_caseload.count(),
                                               data_->rules.prices.full_urgent.count());
    for (const EligiblePair& pair : pairs_) most = std::max(most, std::abs(pair.cost.count()));
    constexpr std::int64_t kFinest = 100'000;
    place_unit_.scale = std::clamp<std::int64_t>(limits::kPairCostMax / (4 * most + 1), 1, kFinest);
    data_->scale = place_unit_.scale;
  }

  void build_problem() {
    choose_scale();
    const auto people = data_->roster.practitioners();
    for (PractitionerIndex p{0}; p < people.size(); ++p) {
      data_->places.push_back(
          places_of(people[p], data_->loads[p].before, data_->rules, place_unit_));
      data_->problem.add_practitioner(places_beside_appointed(p));
    }
    for (PractitionerIndex p{0}; p < people.size(); ++p) {
      add_kind_limits(data_->kinds, people[p], data_->loads[p].of_kinds, p, data_->problem);
    }
    for (PractitionerLoad& load : data_->loads) {
      load.appointed_of_kinds = load.of_kinds;
      std::ranges::fill(load.of_kinds, 0);
    }
    data_->problem.reserve(data_->units.size(), pairs_.size());
    for (EligiblePair& pair : pairs_) pair.cost = pair.cost * place_unit_.scale;
    for (QueuedUnit unit{0}; unit < data_->units.size(); ++unit) {
      const auto own = std::span{pairs_}.subspan(begin_[unit], begin_[unit + 1] - begin_[unit]);
      data_->problem.add_unit(own, data_->units[unit].urgent, data_->units[unit].load);
      for (const KindCount& kind : data_->units[unit].kinds) data_->problem.add_kind(unit, kind);
    }
  }

  /// What units take whose practitioner they are already: before anything else is given.
  void note_appointed() {
    for (const AllocationUnit& unit : data_->units) {
      if (!unit.appointed) continue;
      PractitionerLoad& load = data_->loads[*unit.practitioner];
      load.appointed += unit.load;
      if (unit.urgent) load.urgent_appointed += unit.load;
      count_kinds(unit, load);
    }
  }

  /// Places that appointments leave, which are the dearer ones.
  [[nodiscard]] PractitionerPlaces places_beside_appointed(PractitionerIndex p) const {
    PractitionerPlaces left = data_->places[p];
    const PractitionerLoad& load = data_->loads[p];
    left.places -= std::min(left.places, load.appointed);
    if (left.urgent_places != PractitionerPlaces::kNoLimit) {
      left.urgent_places -= std::min(left.urgent_places, load.urgent_appointed);
    }
    if (data_->share_price > 0 && load.least > load.appointed) {
      left.least = load.least - load.appointed;
      left.below_least = Cost{data_->share_price};
    }
    if (left.places == 0) return left;  // nobody pays for them
    left.price.first += left.price.rise * load.appointed;
    left.urgent_price.first += left.urgent_price.rise * load.urgent_appointed;
    return left;
  }

  /// At most so much two ways to place the same units differ by in price.
  [[nodiscard]] std::int64_t prices_differ_by() const {
    const PriceWeights& weights = data_->rules.prices;
    const bool own = data_->rules.has_own_pairs();
    const std::int64_t place =
        own ? 0 : weights.full_caseload.count() + weights.full_urgent.count() + 2;
    std::int64_t differ = 0;
    for (QueuedUnit unit{0}; unit < data_->units.size(); ++unit) {
      const auto pairs = pairs_of(unit);
      if (pairs.empty()) continue;
      const auto [least, most] = std::ranges::minmax(pairs, {}, &EligiblePair::cost);
      differ += (most.cost - least.cost).count() + place * data_->units[unit].load;
    }
    return differ;
  }

  [[nodiscard]] std::span<const EligiblePair> pairs_of(QueuedUnit unit) const {
    return std::span{pairs_}.subspan(begin_[unit], begin_[unit + 1] - begin_[unit]);
  }

  /// A place of a least share has to count more than all prices could differ by together; twice, so
  /// that places and prices can be told apart in a sum. It counts in all that differs from then on.
  Errors weigh_shares(bool exact, std::int64_t& differ) {
    std::uint64_t places = 0;
    for (const PractitionerLoad& load : data_->loads) {
      places += load.least - std::min(load.least, load.appointed);
    }
    if (places == 0 || !exact) return {};
    const std::int64_t price = 2 * differ + 1;
    if (price > limits::kPairCostMax) {
      return {{ErrorCode::out_of_range, "roster", 0, 0, "new_least", std::to_string(differ),
               "prices differ by too much for counting least shares before prices; lower the "
               "weights, or leave `new_least` out"}};
    }
    data_->share_price = price;
    const std::uint64_t counted = std::min<std::uint64_t>(places, data_->units.size());
    differ += price * static_cast<std::int64_t>(counted);
    return {};
  }

  /// A change has to cost more than all else could differ by together; twice, so that changes and
  /// the rest can be told apart in a sum.
  Errors weigh_changes(std::int64_t differ) {
    if (earlier_.empty()) return {};
    bool any = false;
    for (QueuedUnit unit{0}; unit < data_->units.size(); ++unit) {
      any = any || std::ranges::any_of(pairs_of(unit), [&](const EligiblePair& pair) {
              return changes_with(data_->units[unit], pair.practitioner) > 0;
            });
    }
    if (!any) return {};
    const std::int64_t price = 2 * differ + 1;
    bool fits = price <= limits::kPairCostMax;
    for (QueuedUnit unit{0}; fits && unit < data_->units.size(); ++unit) {
      for (std::size_t i = begin_[unit]; i < begin_[unit + 1]; ++i) {
        Cost& cost = pairs_[i].cost;
        cost = cost + Cost{price} * changes_with(data_->units[unit], pairs_[i].practitioner);
        fits = fits && std::abs(cost.count()) <= limits::kPairCostMax;
      }
    }
    if (fits) data_->change_price = price;
    if (fits) return {};
    return {{ErrorCode::out_of_range, "earlier proposal", 0, 0, "prices", std::to_string(differ),
             "prices differ by too much for counting changes before prices; lower the weights, or "
             "leave the earlier proposal out"}};
  }

  /// What no allocation of the units that are placed costs less than, whatever the changes.
  [[nodiscard]] Cost bound_of_prices() const {
    AssignmentProblem plain;
    for (PractitionerIndex p{0}; p < data_->loads.size(); ++p) {
      plain.add_practitioner(data_->problem.places(p));
    }
    std::vector<bool> placed;
    std::vector<EligiblePair> pairs;
    for (QueuedUnit unit{0}; unit < data_->units.size(); ++unit) {
      const auto own = data_->problem.eligible(unit);
      pairs.assign(own.begin(), own.end());
      for (EligiblePair& pair : pairs) {
        const std::int64_t changes = data_->changes(unit, pair.practitioner);
        pair.cost = pair.cost - Cost{data_->change_price} * changes * data_->scale;
      }
      plain.add_unit(pairs, data_->units[unit].urgent, data_->units[unit].load);
      placed.push_back(data_->weighted->practitioner[unit].has_value());
    }
    return Cost{shared_bound(plain, placed).bound};
  }

  [[nodiscard]] std::vector<EarlierHolder> earlier_holders(std::span<const CaseRow> rows) const {
    std::vector<EarlierHolder> holders;
    if (earlier_.empty()) return holders;
    for (const CaseRow row : rows) {
      const std::string* id = earlier_.holder_of(data_->ranking.cases().case_id(row));
      if (id != nullptr) holders.push_back({row, *id, data_->roster.find(*id)});
    }
    return holders;
  }

  void add_units() {
    const auto places = data_->ranking.places();
    for (std::size_t begin = 0; begin < places.size();) {
      std::size_t end = begin;
      std::vector<CaseRow> rows;
      for (; end < places.size() && places[end].position == places[begin].position; ++end) {
        rows.push_back(places[end].row);
      }
      add_family(places[begin], rows);
      begin = end;
    }
  }

  void add_family(const Place& first, const std::vector<CaseRow>& rows) {
    const std::vector<CaseAsks> asks = data_->asks(rows);
    const auto groups = parted(asks);
    for (const std::vector<std::size_t>& group : groups) {
      std::vector<CaseRow> own;
      std::vector<CaseAsks> own_asks;
      for (const std::size_t at : group) {
        own.push_back(rows[at]);
        own_asks.push_back(asks[at]);
      }
      data_->note_conflicts(own, groups.size() > 1, own_asks);
      own_asks.front().urgent = first.score.tier < urgent_tiers_;
      add_unit(first, std::move(own), own_asks, groups.size() > 1);
    }
  }

  void add_unit(const Place& first,
                std::vector<CaseRow> rows,
                std::span<const CaseAsks> asks,
                bool split) {
    AllocationUnit unit;
    unit.position = first.position;
    unit.split = split;
    unit.urgent = first.score.tier < urgent_tiers_;
    unit.place = asks.front().place();
    unit.kinds = kinds_of(data_->kinds, asks, data_->rules.count);
    unit.earlier = earlier_holders(rows);
    note_provisional(asks, unit);
    appoint(asks, rows, unit);
    const std::size_t first_pair = pairs_.size();
    for (PractitionerIndex p{0}; p < data_->loads.size() && !unit.appointed; ++p) {
      if (!data_->eligibility.may_take(p, asks)) continue;
      pairs_.push_back({p, data_->parts(p, rows, asks).sum()});
    }
    begin_.push_back(pairs_.size());
    note_load(asks, first_pair, unit);
    for (const CaseRow row : rows) {
      data_->unit_of_row.emplace(row, QueuedUnit{data_->units.size()});
    }
    unit.rows = std::move(rows);
    data_->units.push_back(std::move(unit));
  }

  /// The least and the most that the unit takes with those who may take it.
  void note_load(std::span<const CaseAsks> asks,
                 std::size_t first_pair,
                 AllocationUnit& unit) const {
    unit.load = unit.most_load = waitlist::load_of(asks, data_->rules.count);
    if (!data_->pair_loads) return;
    const auto with = [&](PractitionerIndex p) {
      return waitlist::load_of(asks, data_->rules.count, p);
    };
    if (unit.appointed) unit.load = unit.most_load = with(*unit.practitioner);
    for (std::size_t i = first_pair; i < pairs_.size(); ++i) {
      const std::uint32_t load = with(pairs_[i].practitioner);
      unit.load = i == first_pair ? load : std::min(unit.load, load);
      unit.most_load = i == first_pair ? load : std::max(unit.most_load, load);
    }
  }

  /// Gives the unit to whoever is the family's already, or says why it cannot be so.
  void appoint(std::span<const CaseAsks> asks,
               std::span<const CaseRow> rows,
               AllocationUnit& unit) {
    const ManagerWord* word = pin_among(asks);
    if (word == nullptr || !word->appointed) return;
    const PractitionerIndex to = word->practitioner;
    const auto barred = data_->eligibility.against(to, asks);
    const PractitionerLoad& load = data_->loads[to];
    if (barred.empty() && !load.before.away && !load.leaves_on) {
      unit.appointed = true;
      unit.practitioner = to;
      return;
    }
    const bool conflict =
        std::ranges::count(barred, Requirement::conflict, &Removal::requirement) != 0;
    const auto kind = conflict          ? AllocationFindingKind::appointed_conflict
                      : !barred.empty() ? AllocationFindingKind::appointed_excluded
                                        : AllocationFindingKind::appointed_away;
    if (kind == AllocationFindingKind::appointed_away) {
      data_->awaited.push_back({QueuedUnit{data_->units.size()}, to});
    }
    const auto appointed = std::ranges::find(asks, word, &CaseAsks::pin);
    const CaseRow row = rows[static_cast<std::size_t>(appointed - asks.begin())];
    data_->findings.push_back({kind, to, std::string{data_->ranking.cases().case_id(row)}});
  }

  void note_provisional(std::span<const CaseAsks> asks, AllocationUnit& unit) const {
    for (const CaseAsks& one : asks) {
      for (const UnansweredNeed& need : one.unanswered) {
        if (need.kind && !number_of(data_->kinds, need.competence)) continue;
        unit.provisional.push_back({std::string{need.competence}, need.may_not_take,
                                    std::string{one.case_id}, std::string{need.fact}, need.state,
                                    need.kind, need.second});
      }
    }
  }

  /// Ids that nothing on the list knows: they may be mistyped, and have no effect.
  void find_slips() {
    const auto practitioners = data_->roster.practitioners();
    std::set<std::string_view> others;
    for (const FaultyCase& one : data_->ranking.faulty()) others.insert(one.case_id);
    for (const Practitioner& one : practitioners) others.insert(one.held.begin(), one.held.end());
    const auto look = [&](AllocationFindingKind kind, PractitionerIndex p, const std::string& id) {
      if (data_->kin.knows(id) || others.contains(id)) return;
      data_->findings.push_back({kind, p, id});
    };
    for (PractitionerIndex p{0}; p < practitioners.size(); ++p) {
      for (const std::string& id : practitioners[p].conflicts) {
        look(AllocationFindingKind::unknown_conflict, p, id);
      }
      for (const PastFamily& family : practitioners[p].past_families) {
        look(AllocationFindingKind::unknown_past_family, p, family.case_id);
      }
    }
  }

  /// Places that come free though nobody holds them have no effect.
  void find_unheld() {
    if (!data_->rules.horizon) return;
    const Day today = data_->ranking.as_of();
    const auto practitioners = data_->roster.practitioners();
    for (PractitionerIndex p{0}; p < practitioners.size(); ++p) {
      const std::uint64_t come =
          come_free_until(practitioners[p], today, today + *data_->rules.horizon);
      if (come <= data_->loads[p].before.held) continue;
      data_->findings.push_back({AllocationFindingKind::come_free_unheld, p, {}});
    }
  }

  void note_lacking(std::span<const CaseAsks> asks, AllocationUnit& unit) const {
    for (const std::string_view word : data_->eligibility.lacking(*unit.practitioner, asks)) {
      if (std::ranges::count(unit.lacks, word) == 0) unit.lacks.emplace_back(word);
    }
  }

  void count_kinds(const AllocationUnit& unit, PractitionerLoad& load) const {
    const auto& limits = data_->roster.practitioners()[*unit.practitioner].kind_limits;
    for (std::size_t i = 0; i < limits.size(); ++i) {
      const LimitedKind kind = *number_of(data_->kinds, limits[i].kind);
      const auto found = std::ranges::find(unit.kinds, kind, &KindCount::kind);
      if (found != unit.kinds.end()) load.of_kinds[i] += found->count;
    }
  }

  void note_place(QueuedUnit index) {
    AllocationUnit& unit = data_->units[index];
    if (!unit.appointed) {
      unit.practitioner = data_->exact ? data_->exact->practitioner_of(index)
                                       : data_->weighted->practitioner[index];
    }
    if (!unit.practitioner) return;
    unit.load = data_->load_with(index, *unit.practitioner);
    const std::vector<CaseAsks> asks = data_->asks(unit.rows);
    unit.parts = data_->parts(*unit.practitioner, unit.rows, asks);
    if (unit.parts.preference != Cost{}) note_lacking(asks, unit);
    PractitionerLoad& load = data_->loads[*unit.practitioner];
    const PractitionerPlaces& places = data_->places[*unit.practitioner];
    unit.parts.load = data_->price_between(places.price, load.given, unit.load);
    load.given += unit.load;
    if (unit.urgent) {
      unit.parts.urgent = data_->price_between(places.urgent_price, load.urgent_given, unit.load);
      load.urgent_given += unit.load;
    }
    count_kinds(unit, load);
    ++load.units;
    data_->total = data_->total + unit.parts.sum();
  }

  std::shared_ptr<Allocation::Data> data_;
  std::uint32_t urgent_tiers_;
  const EarlierProposal& earlier_;
  std::vector<EligiblePair> pairs_;  ///< of all units, one after the other
  std::vector<std::size_t> begin_{0};
  PlaceUnit place_unit_;
};

}  // namespace

Result<Allocation> allocate(const Ranking& ranking,
                            const Roster& roster,
                            const AllocationRules& rules) {
  const CaseTable& cases = ranking.cases();
  auto case_rules = CaseRules::make(cases.schema(), {&cases, 1}, roster, rules, ranking.faulty());
  if (!case_rules) return failed(std::move(case_rules.error()));
  const EarlierProposal earlier{rules.earlier};
  Errors errors = check_kinds(roster, limited_kinds(roster), rules.kinds);
  errors.insert(errors.end(), earlier.errors().begin(), earlier.errors().end());
  if (rules.horizon && has_pair_loads(rules)) {
    errors.push_back({ErrorCode::inconsistent, "allocation rules", 0, 0, "horizon",
                      std::to_string(rules.horizon->count()),
                      "the days ahead are not looked at where pairs have a `load` of their own; "
                      "leave one of the two out"});
  }
  if (!errors.empty()) return failed(std::move(errors));
  return Allocator{ranking, roster, rules, *std::move(case_rules), earlier}.run();
}

}  // namespace waitlist
