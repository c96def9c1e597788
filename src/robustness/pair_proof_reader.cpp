#include "robustness/pair_proof_reader.h"

#include <waitlist/base/limits.h>

#include "policy/policy_tables.h"
#include "queue/order_keys.h"
#include "robustness/unit_keys.h"
#include "scoring/standing.h"
#include "scoring/unit_ages.h"

#include <algorithm>
#include <set>

namespace waitlist {

PairProof::Reader::Reader(PairProof& to, const CompiledPolicy& named)
    : to_{to},
      named_{named},
      lowest_{to.ranking_->cases(), to.lowest_, to.ranking_->as_of()},
      highest_{to.ranking_->cases(), to.highest_, to.ranking_->as_of()},
      names_{to.ranking_->cases(), named, to.ranking_->as_of()} {
  layout();
}

void PairProof::Reader::layout() {
  const PolicyTables& tables = to_.ranking_->policy().tables();
  to_.groups_per_case_ = tables.groups.size();
  to_.bands_ = tables.policy.bands.size();
  std::size_t next = 0;
  for (const GroupTable& group : tables.groups) {
    to_.first_number_.push_back(next);
    next +=
        group.criteria.size() + (group.constant == Points{} ? 0U : 1U) + (group.has_age ? 1U : 0U);
  }
  to_.first_number_.push_back(next);
  to_.numbers_per_case_ = next;
  for (Reading* reading : {&least_, &most_, &name_}) {
    reading->numbers.resize(next);
    reading->groups.resize(tables.groups.size());
  }
  const OrderTable& order = tables.order;
  for (std::size_t i = 0; i < order.order_count(); ++i) {
    for (std::size_t place = 0; place < order.size(); ++place) {
      const KeyTable& key = order.of_order(i, place);
      const bool is_new = std::ranges::count(to_.steady_keys_, key) == 0;
      if (!moves_with_points(key.kind) && is_new) to_.steady_keys_.push_back(key);
    }
  }
}

void PairProof::Reader::read(UnitIndex unit) {
  to_.first_member_.push_back(to_.members_.size());
  lowest_.read(unit);
  highest_.read(unit);
  names_.read(unit);
  if (to_.ranking_->policy().written().age) ages_ = name_of_ages(unit);
  for (const CaseRow row : lowest_.facts().ranked) read_case(row);
}

void PairProof::Reader::read_under(UnitReader& reader,
                                   const CompiledPolicy& policy,
                                   CaseRow row,
                                   Reading& to) const {
  for (std::size_t i = 0; i < to.groups.size(); ++i) {
    to.groups[i] = GroupInUse{};
    to.groups[i].numbers = to.numbers.data() + to_.first_number_[i];
  }
  const Day as_of = to_.ranking_->as_of();
  to.facts = score_by_codes(reader.ranked(row), policy, as_of, to.groups);
  to.score = score_on(policy, to.facts, reader.facts(), as_of);
}

void PairProof::Reader::read_case(CaseRow row) {
  read_under(lowest_, to_.lowest_, row, least_);
  read_under(highest_, to_.highest_, row, most_);
  read_under(names_, named_, row, name_);
  Member& one = to_.members_.emplace_back();
  one.row = row;
  one.worst = least_.score.tier;
  one.best = most_.score.tier;
  const PolicyTables& tables = to_.ranking_->policy().tables();
  one.wait = tables.earning_wait(lowest_.facts().waited, to_.ranking_->as_of());
  one.times = least_.facts.faster_used;
  one.waiting_least =
      to_.lowest_.tables().waiting_parts(one.wait, least_.facts.faster_used).count();
  one.waiting_most = to_.highest_.tables().waiting_parts(one.wait, most_.facts.faster_used).count();
  one.filing_name = name_.score.filing.count();
  one.filing_least = least_.score.filing;
  one.filing_most = most_.score.filing;
  note_numbers(row);
  note_groups();
  note_tiers(row);
  note_steady(row);
}

std::int64_t PairProof::Reader::name_of(std::size_t criterion, CaseRow row, Points name) {
  const CriterionTable& table = to_.ranking_->policy().tables().criteria[criterion];
  bool told = name < Points{kNamesEnd} &&
              tells_numbers(to_.ranking_->policy().written().criteria[criterion]);
  if (told && table.pair && name != Points{}) {
    const CaseTable& cases = to_.ranking_->cases();
    told =
        cases.answer(row, table.fact).known() && cases.answer(row, table.pair->other.fact).known();
  }
  return told ? name.count() : nameless_--;
}

void PairProof::Reader::note_numbers(CaseRow row) {
  const PolicyTables& tables = to_.ranking_->policy().tables();
  for (std::size_t group = 0; group < tables.groups.size(); ++group) {
    const GroupTable& table = tables.groups[group];
    std::size_t at = to_.first_number_[group];
    const auto note = [&](std::int64_t name) {
      to_.numbers_.push_back({name, least_.numbers[at], most_.numbers[at]});
      ++at;
    };
    for (const std::uint16_t criterion : table.criteria) {
      note(name_of(criterion, row, name_.numbers[at]));
    }
    if (table.constant != Points{}) note(0);
    if (table.has_age) note(tables.age_where ? nameless_-- : ages_);
  }
}

void PairProof::Reader::note_groups() {
  const PolicyTables& tables = to_.ranking_->policy().tables();
  for (std::size_t i = 0; i < tables.groups.size(); ++i) {
    const GroupTable& table = tables.groups[i];
    to_.groups_.push_back({least_.groups[i].used, most_.groups[i].used,
                           most_.groups[i].full.uncapped(table.combine),
                           std::min(table.cap, least_.groups[i].ceiling)});
  }
}

/// The tier in which the case stands by each band that points can give.
void PairProof::Reader::note_tiers(CaseRow row) {
  const CompiledPolicy& policy = to_.ranking_->policy();
  const PolicyTables& tables = policy.tables();
  const Day as_of = to_.ranking_->as_of();
  const ScoredCase scored = lowest_.ranked(row);
  const BandLimits limits = band_limits(scored);
  const ManagerDecision* decision = decision_in_force(scored.cases, tables, row, as_of);
  const auto decided = decision == nullptr ? std::nullopt : policy.find_band(decision->band);
  const UnitFacts& unit = lowest_.facts();
  const bool must = must_allocate_holds(tables, unit.waited, unit.filing_date, as_of);
  for (std::size_t i = 0; i < to_.bands_; ++i) {
    BandIndex band{i};
    if (limits.cannot_tell) band = tables.cannot_tell->band;
    band = std::min(std::max(band, limits.ceiling.used), limits.floor.used);
    if (decided) band = decided_band(*decision, *decided, band, limits.floor.used);
    to_.tier_of_band_.push_back(policy.tier(promoted_band(tables, band, unit.waited), must));
  }
}

void PairProof::Reader::note_steady(CaseRow row) {
  const Place place{row, 0, least_.score};
  for (const KeyTable& key : to_.steady_keys_) {
    to_.steady_.push_back(order_value(key, place, to_.ranking_->cases(), to_.ranking_->policy(),
                                      to_.ranking_->as_of()));
  }
}

std::int64_t PairProof::Reader::name_of_ages(UnitIndex /*unit*/) {
  const PolicyTables& tables = to_.ranking_->policy().tables();
  const AgeRule& rule = *tables.policy.age;
  const UnitAges ages = unit_ages(to_.ranking_->cases(), tables, lowest_.facts().ranked,
                                  to_.ranking_->as_of(), KeepMonths::yes);
  std::set<std::int64_t> rows;
  std::int64_t further = ages.unknown;
  const auto row_of = [&](std::int64_t months) -> std::int64_t {
    if (rule.per) return months;
    const auto at = std::ranges::upper_bound(rule.points, Months{months}, {}, &AgePoints::under);
    return std::int64_t{at - rule.points.begin()};
  };
  for (const std::int64_t months : ages.known) {
    rows.insert(row_of(months));
    if (rule.further_children && months < rule.further_children->under.count()) ++further;
  }
  if (ages.open) rows.insert(row_of(0));
  std::vector<std::int64_t> said{rule.further_children ? further : 0};
  said.insert(said.end(), rows.begin(), rows.end());
  const auto name = static_cast<std::int64_t>(known_ages_.size());
  return known_ages_.try_emplace(std::move(said), name).first->second;
}

}  // namespace waitlist
