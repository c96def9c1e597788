// Resolves the rules about cases and reports what names nothing.
#include <waitlist/base/limits.h>

#include "allocation/case_rules.h"
#include "base/fault_list.h"

#include <algorithm>
#include <bit>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace waitlist {

namespace {

/// Where faults of rules that a program made are.
constexpr std::string_view kNoFile = "allocation rules";

constexpr std::size_t kIdsSearched = 20'000;  ///< for one that is near

constexpr std::int64_t kWeightMax = 1'000'000;  ///< of a price: 10,000 minutes of travel
static_assert(kWeightMax * limits::kTravelMinutesMax <= limits::kPairCostMax);
static_assert(kWeightMax * limits::kPlacesMax < INT64_MAX / 4);

/// States of a fact whose answer is not there, bit by bit.
constexpr std::uint32_t kOpen = 1U << static_cast<unsigned>(AnswerState::not_asked) |
                                1U << static_cast<unsigned>(AnswerState::unknown) |
                                1U << static_cast<unsigned>(AnswerState::pending);

}  // namespace

class CaseRulesReader {
 public:
  CaseRulesReader(const FactSchema& schema,
                  std::span<const CaseTable> lists,
                  const Roster& roster,
                  const AllocationRules& rules,
                  std::span<const FaultyCase> faulty)
      : schema_{schema}, lists_{lists}, roster_{roster}, rules_{rules} {
    for (const FaultyCase& one : faulty) {
      if (!one.case_id.empty()) faulty_.insert(one.case_id);
    }
  }

  Result<CaseRules> read() {
    check_weights();
    each(rules_.needs, "work", &CaseRulesReader::read_need);
    each(rules_.loads, "work", &CaseRulesReader::read_load);
    each(rules_.preferences, "work", &CaseRulesReader::read_preference);
    each(rules_.kinds, "work", &CaseRulesReader::read_kind);
    if (!rules_.has_own_pairs()) each(rules_.seconds, "work", &CaseRulesReader::read_second);
    find_unanswered();
    find_unanswered_of(made_.kind_facts_, made_.kinds_unanswered_);
    find_unanswered_of(made_.second_facts_, made_.seconds_unanswered_);
    each(rules_.instructions, "instructions", &CaseRulesReader::read_instruction);
    each(rules_.instructions, "instructions", &CaseRulesReader::check_exclusion);
    each(rules_.pairs, "pairs", &CaseRulesReader::read_pair);
    for (auto& [id, loads] : made_.pair_loads_) {
      std::ranges::sort(loads, {}, &PairLoad::practitioner);
    }
    for (const CaseTable& cases : lists_) {
      sort_prices(cases);
    }
    if (!faults_.empty()) return failed(faults_.take());
    return std::move(made_);
  }

 private:
  /// Reads rules one by one; faults are of the line of each.
  template <class Rule>
  void each(const std::vector<Rule>& rules,
            std::string_view file,
            void (CaseRulesReader::*read_one)(const Rule&)) {
    for (const Rule& rule : rules) {
      file_ = rule.line.number == 0 ? kNoFile : file;
      line_ = rule.line.number;
      (this->*read_one)(rule);
    }
    file_ = kNoFile;
    line_ = 0;
  }

  void check_weights() {
    const PriceWeights& prices = rules_.prices;
    for (const Cost weight : {prices.travel_minute, prices.unknown_travel, prices.continuity,
                              prices.full_caseload, prices.full_urgent, prices.preference}) {
      if (weight >= Cost{} && weight <= Cost{kWeightMax}) continue;
      add(ErrorCode::out_of_range, "prices", std::to_string(weight.count()),
          "a weight is from 0 to " + std::to_string(kWeightMax));
    }
  }

  void read_need(const CompetenceNeed& need) {
    if (need.competence.empty()) {
      add(ErrorCode::missing_value, "competence", "", "name the competence that is asked for");
    }
    const std::size_t number = made_.words_.size();
    made_.words_.push_back({need.competence, need.may_not_take});
    if (!need.cases.case_id.empty()) {
      if (is_listed(need.cases.case_id)) made_.needs_of_[need.cases.case_id].push_back(number);
    } else if (const auto test = test_of(need.cases)) {
      made_.needs_.push_back({*test, number});
    }
  }

  void read_load(const LoadRule& rule) {
    if (rule.load == 0 || rule.load > limits::kLoadMax) {
      add(ErrorCode::out_of_range, "load", std::to_string(rule.load),
          "a case takes 1 to " + std::to_string(limits::kLoadMax) + " places");
    }
    if (!rule.cases.case_id.empty()) {
      if (!is_listed(rule.cases.case_id)) return;
      std::uint32_t& load = made_.load_of_[rule.cases.case_id];
      load = std::max(load, rule.load);
    } else if (const auto test = test_of(rule.cases)) {
      made_.loads_.push_back({*test, rule.load});
    }
  }

  void read_preference(const CompetencePreference& rule) {
    if (rule.competence.empty()) {
      add(ErrorCode::missing_value, "prefers", "", "name the competence that is preferred");
    }
    const std::size_t number = made_.preferences_.size();
    made_.preferences_.push_back(rule.competence);
    if (!rule.cases.case_id.empty()) {
      if (is_listed(rule.cases.case_id))
        made_.preferences_of_[rule.cases.case_id].push_back(number);
    } else if (const auto test = test_of(rule.cases)) {
      made_.preference_facts_.push_back({*test, number});
    }
  }

  void read_kind(const KindRule& rule) {
    const bool visible = std::ranges::all_of(rule.kind, [](char c) {
      const auto byte = static_cast<unsigned char>(c);
      return byte > 0x20 && byte != 0x7F && c != ';' && c != ',';
    });
    if (rule.kind.empty() || !visible || rule.kind.size() > limits::kCaseIdBytesMax) {
      add(ErrorCode::out_of_range, "kind", rule.kind,
          "a kind of work is 1 to 64 visible characters without spaces, `;` or `,`");
    }
    const std::size_t number = made_.kinds_.size();
    made_.kinds_.push_back(rule.kind);
    if (!rule.cases.case_id.empty()) {
      if (is_listed(rule.cases.case_id)) made_.kinds_of_[rule.cases.case_id].push_back(number);
    } else if (const auto test = test_of(rule.cases)) {
      made_.kind_facts_.push_back({*test, number});
    }
  }

  void read_second(const SecondWorkerRule& rule) {
    if (rule.competence.empty()) {
      add(ErrorCode::missing_value, "second", "", "name the competence of the second worker");
    }
    const std::size_t number = made_.seconds_.size();
    made_.seconds_.push_back(rule);
    if (!rule.cases.case_id.empty()) {
      if (is_listed(rule.cases.case_id)) made_.seconds_of_[rule.cases.case_id].push_back(number);
    } else if (const auto test = test_of(rule.cases)) {
      made_.second_facts_.push_back({*test, number});
    }
  }

  /// For each fact that kinds, or second workers, name: what a case counts as while it has no
  /// answer. Every one that is named may be the one, so it counts as each of them.
  void find_unanswered_of(const std::vector<CaseRules::FactRule<std::size_t>>& rules,
                          std::vector<CaseRules::Unanswered>& known) const {
    for (const auto& first : rules) {
      const FactIndex fact = first.test.fact;
      if (std::ranges::count(known, fact, &CaseRules::Unanswered::fact) != 0) continue;
      CaseRules::Unanswered one{fact, schema_.fact(fact).id, kOpen, {}};
      for (const auto& rule : rules) {
        if (rule.test.fact != fact) continue;
        one.states &= ~rule.test.states;
        one.needs.push_back(rule.value);
      }
      known.push_back(std::move(one));
    }
  }

  /// The answers that a rule by fact is about; nullopt when there is no such fact.
  std::optional<CaseRules::FactTest> test_of(const CaseSelector& selector) {
    const auto fact = schema_.find(selector.fact);
    if (!fact) {
      add(ErrorCode::unknown_reference, "fact", selector.fact,
          "the fact schema has no fact of this id");
      return std::nullopt;
    }
    const FactDefinition& definition = schema_.fact(*fact);
    const bool choice = definition.kind == FactKind::choice;
    if (!choice && definition.kind != FactKind::checklist) {
      add(ErrorCode::wrong_type, "fact", selector.fact, "only a choice or a checklist has levels");
      return std::nullopt;
    }
    CaseRules::FactTest test{*fact, choice, 0, 0};
    for (const std::string& id : selector.any_of) {
      if (const auto level = find_level(definition, id)) {
        test.wanted |= 1U << *level;
      } else if (const auto state = state_of(id)) {
        test.states |= 1U << static_cast<unsigned>(*state);
      } else {
        add(ErrorCode::unknown_reference, selector.fact, id,
            "the fact has no level of this id; `no`, `unknown`, `pending` and `not_asked` may be "
            "written, too");
      }
    }
    if (selector.any_of.empty()) {
      add(ErrorCode::missing_value, selector.fact, "", "name the answers that ask for it");
    }
    return test;
  }

  static std::optional<AnswerState> state_of(std::string_view word) {
    if (word == "no") return AnswerState::no;
    if (word == "unknown") return AnswerState::unknown;
    if (word == "pending") return AnswerState::pending;
    if (word == "not_asked") return AnswerState::not_asked;
    return std::nullopt;
  }

  /// For each fact that needs name: what it asks for while it has no answer.
  void find_unanswered() {
    for (const auto& first : made_.needs_) {
      const FactIndex fact = first.test.fact;
      if (std::ranges::count(made_.unanswered_, fact, &CaseRules::Unanswered::fact) != 0) continue;
      std::uint32_t named = 0;
      std::uint32_t levels = 0;
      for (const auto& rule : made_.loads_) {
        if (rule.test.fact == fact) named |= rule.test.states;
      }
      for (const auto& rule : made_.needs_) {
        if (rule.test.fact != fact) continue;
        named |= rule.test.states;
        levels |= rule.test.wanted;
      }
      // Of a choice the most concerning answer that is named; of a checklist all of them.
      const std::uint32_t worst = first.test.choice ? std::bit_floor(levels) : levels;
      CaseRules::Unanswered one{fact, schema_.fact(fact).id, kOpen & ~named, {}};
      for (const auto& rule : made_.needs_) {
        const bool asks = rule.test.fact == fact && (rule.test.wanted & worst) != 0;
        if (asks) one.needs.push_back(rule.value);
      }
      made_.unanswered_.push_back(std::move(one));
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
    const bool listed = is_listed(one.case_id);
    if (one.kind == InstructionKind::part) {
      if (!one.practitioner_id.empty()) {
        add(ErrorCode::inconsistent, "practitioner_id", one.practitioner_id,
            "`part` keeps a case apart from its family and names nobody; pin it to give it to "
            "somebody");
      }
      if (listed) made_.apart_[one.case_id] = true;
      return;
    }
    const auto practitioner = practitioner_of(one.practitioner_id);
    if (!listed || !practitioner) return;
    if (one.kind == InstructionKind::exclude) {
      made_.exclusions_[one.case_id].push_back({*practitioner, one.reason});
      return;
    }
    const ManagerWord word{*practitioner, one.reason, one.kind == InstructionKind::appointed};
    const auto [pin, is_first] = made_.pins_.emplace(one.case_id, word);
    if (!is_first && pin->second.practitioner != *practitioner) {
      add(ErrorCode::inconsistent, to_text(one.kind), one.case_id,
          "this case is given to two practitioners, as `pin` or `appointed`; keep one of the two");
    } else if (word.appointed && !pin->second.appointed) {
      pin->second = word;
    }
  }

  void read_pair(const PairPrice& pair) {
    const std::int64_t most = limits::kPairCostMax;
    if (pair.cost.count() < -most || pair.cost.count() > most) {
      add(ErrorCode::out_of_range, "cost", std::to_string(pair.cost.count()),
          "a price is from -" + std::to_string(most) + " to " + std::to_string(most));
    }
    const bool listed = is_listed(pair.case_id);
    const auto practitioner = practitioner_of(pair.practitioner_id);
    if (pair.load && (*pair.load == 0 || *pair.load > limits::kLoadMax)) {
      add(ErrorCode::out_of_range, "load", std::to_string(*pair.load),
          "a case takes 1 to " + std::to_string(limits::kLoadMax) + " places");
    }
    if (!listed || !practitioner) return;
    made_.prices_[pair.case_id].push_back({*practitioner, pair.cost});
    if (pair.load) made_.pair_loads_[pair.case_id].push_back({*practitioner, *pair.load});
  }

  void sort_prices(const CaseTable& cases) {
    if (made_.prices_.empty()) return;
    for (CaseRow row = 0; row < cases.size(); ++row) {
      const auto found = made_.prices_.find(cases.case_id(row));
      if (found == made_.prices_.end()) continue;
      std::vector<EligiblePair>& prices = found->second;
      std::ranges::sort(prices, {}, &EligiblePair::practitioner);
      const auto twice = std::ranges::adjacent_find(prices, {}, &EligiblePair::practitioner);
      if (twice == prices.end()) continue;
      add(ErrorCode::duplicate_name, "case_id", cases.case_id(row),
          "this case and " + roster_.practitioners()[twice->practitioner].practitioner_id +
              " stand here twice");
    }
  }

  /// An exclusion of the pair that a pin or an appointment gives.
  void check_exclusion(const Instruction& one) {
    if (one.kind != InstructionKind::exclude) return;
    const auto pin = made_.pins_.find(one.case_id);
    const auto kept_from = roster_.find(one.practitioner_id);
    if (pin == made_.pins_.end() || pin->second.practitioner != kept_from) return;
    const auto gives = std::ranges::find_if(rules_.instructions, [&](const Instruction& other) {
      return other.case_id == one.case_id && other.practitioner_id == one.practitioner_id &&
             (other.kind == InstructionKind::pin || other.kind == InstructionKind::appointed);
    });
    std::string where{to_text(gives->kind)};
    where = '`' + where + '`';
    if (gives->line.number != 0) where += " in line " + std::to_string(gives->line.number);
    add(ErrorCode::inconsistent, "exclude", one.case_id,
        "this case is given to the practitioner it is kept from, " + clipped(one.practitioner_id) +
            ", as " + where + "; keep one of the two");
  }

  bool is_listed(const std::string& case_id) {
    const bool listed = std::ranges::any_of(
        lists_, [&](const CaseTable& cases) { return cases.find(case_id).has_value(); });
    if (!listed && !faulty_.contains(case_id)) {
      add(ErrorCode::unknown_reference, "case_id", case_id,
          "no case of the list has this id; correct it, or take this row out" + near_case(case_id));
    }
    return listed;
  }

  std::optional<PractitionerIndex> practitioner_of(const std::string& id) {
    const auto practitioner = roster_.find(id);
    if (!practitioner) {
      add(ErrorCode::unknown_reference, "practitioner_id", id,
          "no practitioner of the roster has this id; correct it, or take this row out" +
              near_practitioner(id));
    }
    return practitioner;
  }

  /// Faults past the limit are only counted: nothing is sought for them.
  [[nodiscard]] bool seeks_near(std::size_t names) const {
    return faults_.kept() < limits::kErrorsMax && names <= kIdsSearched;
  }

  [[nodiscard]] std::string near_practitioner(std::string_view id) const {
    const auto practitioners = roster_.practitioners();
    if (!seeks_near(practitioners.size())) return {};
    std::vector<std::string> known;
    known.reserve(practitioners.size());
    for (const Practitioner& one : practitioners) known.push_back(one.practitioner_id);
    return did_you_mean(id, known);
  }

  [[nodiscard]] std::string near_case(std::string_view id) {
    std::size_t count = 0;
    for (const CaseTable& cases : lists_) count += cases.size();
    if (!seeks_near(count)) return {};
    if (case_ids_.empty()) {
      case_ids_.reserve(count);
      for (const CaseTable& cases : lists_) {
        for (CaseRow row = 0; row < cases.size(); ++row) case_ids_.emplace_back(cases.case_id(row));
      }
    }
    return did_you_mean(id, case_ids_);
  }

  void add(ErrorCode code, std::string_view field, std::string_view found, std::string reason) {
    faults_.add({code, std::string{file_}, line_, 0, std::string{field}, clipped(found),
                 std::move(reason)});
  }

  const FactSchema& schema_;
  std::span<const CaseTable> lists_;
  const Roster& roster_;
  const AllocationRules& rules_;
  std::unordered_set<std::string_view> faulty_;
  std::vector<std::string> case_ids_;  ///< collected for the first fault that asks for a near one
  CaseRules made_;
  FaultList faults_;
  std::string_view file_ = kNoFile;
  std::uint32_t line_ = 0;
};

Result<CaseRules> CaseRules::make(const FactSchema& schema,
                                  std::span<const CaseTable> lists,
                                  const Roster& roster,
                                  const AllocationRules& rules,
                                  std::span<const FaultyCase> faulty) {
  return CaseRulesReader{schema, lists, roster, rules, faulty}.read();
}

}  // namespace waitlist
