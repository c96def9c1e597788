#include "allocation/case_rules_lookup.h"

#include <waitlist/base/limits.h>

#include "base/fault_list.h"

#include <algorithm>
#include <utility>

namespace waitlist {

namespace {

constexpr std::int64_t kWeightMax = 1'000'000;  ///< of a price: 10,000 minutes of travel
static_assert(kWeightMax * limits::kTravelMinutesMax <= limits::kPairCostMax);
static_assert(kWeightMax * limits::kPlacesMax < INT64_MAX / 4);

}  // namespace

/// Fills a lookup and reports what names nothing.
class CaseRulesReader {
 public:
  CaseRulesReader(const CaseTable& cases, const Roster& roster, const AllocationRules& rules)
      : cases_{cases}, roster_{roster}, rules_{rules} {}

  Result<CaseRulesLookup> read() {
    check_weights();
    for (const CompetenceNeed& need : rules_.needs) read_need(need);
    for (const LoadRule& load : rules_.loads) read_load(load);
    for (const Instruction& instruction : rules_.instructions) read_instruction(instruction);
    for (const PairPrice& pair : rules_.pairs) read_pair(pair);
    for (CaseRow row = 0; row < cases_.size(); ++row) {
      const auto prices = lookup_.prices_.find(row);
      if (prices != lookup_.prices_.end()) sort_prices(row, prices->second);
    }
    check_families();
    if (!faults_.empty()) return failed(faults_.take());
    return std::move(lookup_);
  }

 private:
  void check_weights() {
    const PriceWeights& prices = rules_.prices;
    for (const std::int64_t weight :
         {prices.travel_minute, prices.unknown_travel, prices.continuity, prices.full_caseload,
          prices.full_urgent}) {
      if (weight >= 0 && weight <= kWeightMax) continue;
      add(ErrorCode::out_of_range, "prices", std::to_string(weight),
          "a weight is from 0 to " + std::to_string(kWeightMax));
    }
  }

  void read_need(const CompetenceNeed& need) {
    if (need.competence.empty()) {
      add(ErrorCode::missing_value, "competence", "", "name the competence that is asked for");
    }
    for_each_case(need.cases, [&](CaseRow row) {
      std::vector<std::string>& needed = lookup_.competences_[row];
      if (std::ranges::count(needed, need.competence) == 0) needed.push_back(need.competence);
    });
  }

  void read_load(const LoadRule& rule) {
    if (rule.load == 0 || rule.load > limits::kLoadMax) {
      add(ErrorCode::out_of_range, "load", std::to_string(rule.load),
          "a case takes 1 to " + std::to_string(limits::kLoadMax) + " places");
    }
    for_each_case(rule.cases, [&](CaseRow row) {
      std::uint32_t& load = lookup_.loads_[row];
      load = std::max(load, rule.load);
    });
  }

  template <class Visit>
  void for_each_case(const CaseSelector& selector, Visit visit) {
    if (!selector.case_id.empty()) {
      if (const auto row = row_of(selector.case_id)) visit(*row);
      return;
    }
    const auto fact = cases_.schema().find(selector.fact);
    if (!fact) {
      add(ErrorCode::unknown_reference, "fact", selector.fact,
          "the fact schema has no fact of this id");
      return;
    }
    const FactDefinition& definition = cases_.schema().fact(*fact);
    const bool has_levels =
        definition.kind == FactKind::choice || definition.kind == FactKind::checklist;
    if (!has_levels) {
      add(ErrorCode::wrong_type, "fact", selector.fact, "only a choice or a checklist has levels");
      return;
    }
    std::uint32_t wanted = 0;
    for (const std::string& id : selector.any_of) {
      if (const auto level = find_level(definition, id)) {
        wanted |= 1U << *level;
      } else {
        add(ErrorCode::unknown_reference, selector.fact, id, "the fact has no level of this id");
      }
    }
    if (selector.any_of.empty()) {
      add(ErrorCode::missing_value, selector.fact, "", "name the answers that ask for it");
    }
    for (CaseRow row = 0; row < cases_.size(); ++row) {
      const Answer answer = cases_.answer(row, *fact);
      if (!answer.given()) continue;
      const std::uint32_t bits =
          definition.kind == FactKind::choice ? 1U << answer.value() : answer.value();
      if ((bits & wanted) != 0) visit(row);
    }
  }

  void read_instruction(const Instruction& one) {
    if (one.reason.empty()) {
      add(ErrorCode::missing_value, "reason", one.case_id, "an instruction needs a reason");
    }
    if (one.made_by.empty()) {
      add(ErrorCode::missing_value, "made_by", one.case_id,
          "an instruction names the manager who gave it, as a code");
    }
    const auto row = row_of(one.case_id);
    const auto practitioner = practitioner_of(one.practitioner_id);
    if (!row || !practitioner) return;
    if (one.kind == InstructionKind::exclude) {
      lookup_.exclusions_[*row].push_back({*practitioner, one.reason});
      return;
    }
    const auto [pin, is_first] =
        lookup_.pins_.emplace(*row, CaseRulesLookup::Word{*practitioner, one.reason});
    if (!is_first && pin->second.practitioner != *practitioner) {
      add(ErrorCode::inconsistent, "pin", one.case_id,
          "this case is pinned to two practitioners; keep one of the two");
    }
  }

  void read_pair(const PairPrice& pair) {
    const std::int64_t most = limits::kPairCostMax;
    if (pair.cost.count() < -most || pair.cost.count() > most) {
      add(ErrorCode::out_of_range, "cost", std::to_string(pair.cost.count()),
          "a price is from -" + std::to_string(most) + " to " + std::to_string(most));
    }
    const auto row = row_of(pair.case_id);
    const auto practitioner = practitioner_of(pair.practitioner_id);
    if (row && practitioner) lookup_.prices_[*row].push_back({*practitioner, pair.cost});
  }

  void sort_prices(CaseRow row, std::vector<CaseRulesLookup::Price>& prices) {
    std::ranges::sort(prices, {}, &CaseRulesLookup::Price::practitioner);
    const auto twice =
        std::ranges::adjacent_find(prices, {}, &CaseRulesLookup::Price::practitioner);
    if (twice == prices.end()) return;
    add(ErrorCode::duplicate_name, "case_id", cases_.case_id(row),
        "this case and " + roster_.practitioners()[twice->practitioner].practitioner_id +
            " stand here twice");
  }

  /// Linked cases have one practitioner, so they cannot be pinned to two.
  void check_families() {
    std::unordered_map<UnitIndex, PractitionerIndex> pinned;
    std::vector<CaseRow> rows;
    for (const auto& [row, pin] : lookup_.pins_) rows.push_back(row);
    std::ranges::sort(rows);
    for (const CaseRow row : rows) {
      const PractitionerIndex to = lookup_.pins_.at(row).practitioner;
      const auto [before, is_first] = pinned.emplace(cases_.unit(row), to);
      if (!is_first && before->second != to) {
        add(ErrorCode::inconsistent, "pin", cases_.case_id(row),
            "a linked case is pinned to another practitioner; a family has one");
      }
      for (const CaseRulesLookup::Word& word : lookup_.exclusions(row)) {
        if (word.practitioner != to) continue;
        add(ErrorCode::inconsistent, "exclude", cases_.case_id(row),
            "this case is pinned to the practitioner it is kept from");
      }
    }
  }

  std::optional<CaseRow> row_of(const std::string& case_id) {
    const auto row = cases_.find(case_id);
    if (!row) {
      add(ErrorCode::unknown_reference, "case_id", case_id, "no case of the list has this id");
    }
    return row;
  }

  std::optional<PractitionerIndex> practitioner_of(const std::string& id) {
    const auto practitioner = roster_.find(id);
    if (!practitioner) {
      add(ErrorCode::unknown_reference, "practitioner_id", id,
          "no practitioner of the roster has this id");
    }
    return practitioner;
  }

  void add(ErrorCode code, std::string_view field, std::string_view found, std::string reason) {
    faults_.add({code, "allocation rules", 0, 0, std::string{field}, clipped(found),
                 std::move(reason)});
  }

  const CaseTable& cases_;
  const Roster& roster_;
  const AllocationRules& rules_;
  CaseRulesLookup lookup_;
  FaultList faults_;
};

namespace {

template <class Map>
auto list_of(const Map& map, CaseRow row) {
  const auto found = map.find(row);
  return found == map.end() ? std::span<const typename Map::mapped_type::value_type>{}
                            : std::span<const typename Map::mapped_type::value_type>{found->second};
}

}  // namespace

Result<CaseRulesLookup> CaseRulesLookup::make(const CaseTable& cases, const Roster& roster,
                                              const AllocationRules& rules) {
  return CaseRulesReader{cases, roster, rules}.read();
}

std::span<const std::string> CaseRulesLookup::competences(CaseRow row) const {
  return list_of(competences_, row);
}

std::uint32_t CaseRulesLookup::load(CaseRow row) const {
  const auto found = loads_.find(row);
  return found == loads_.end() ? 1 : found->second;
}

const CaseRulesLookup::Word* CaseRulesLookup::pin(CaseRow row) const {
  const auto found = pins_.find(row);
  return found == pins_.end() ? nullptr : &found->second;
}

std::span<const CaseRulesLookup::Word> CaseRulesLookup::exclusions(CaseRow row) const {
  return list_of(exclusions_, row);
}

std::span<const CaseRulesLookup::Price> CaseRulesLookup::prices(CaseRow row) const {
  return list_of(prices_, row);
}

}  // namespace waitlist
