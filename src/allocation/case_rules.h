// The rules about cases, resolved once: what each case asks of whoever takes it.
#pragma once

#include <waitlist/allocation/allocation_rules.h>
#include <waitlist/allocation/roster.h>
#include <waitlist/base/result.h>
#include <waitlist/cases/answer.h>
#include <waitlist/cases/case.h>
#include <waitlist/cases/case_list.h>
#include <waitlist/cases/case_table.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace waitlist {

/// A manager's word about a case and a practitioner.
struct ManagerWord {
  PractitionerIndex practitioner;
  std::string reason;
  bool appointed = false;  ///< of a pin: the practitioner is the family's already
};

/// A conflict of interest of a practitioner with a family, by the case that is named.
struct FamilyConflict {
  PractitionerIndex practitioner;
  std::string_view case_id;
};

/// A need that comes of an answer which is not there.
struct UnansweredNeed {
  std::string_view competence;
  bool may_not_take = false;
  std::string_view fact;
  AnswerState state = AnswerState::not_asked;
  bool kind = false;    ///< a kind of work that the case counts as
  bool second = false;  ///< a competence of a second worker
};

/// A second worker that a case needs.
struct SecondAsk {
  std::string_view competence;
  std::string_view lead;  ///< only beside somebody with this word; empty: always

  friend bool operator==(const SecondAsk&, const SecondAsk&) = default;
};

/// Places that a case takes with one practitioner.
struct PairLoad {
  PractitionerIndex practitioner;
  std::uint32_t load = 1;
};

/// What one case asks for. It looks into the case and the rules, which have to outlive it.
struct CaseAsks {
  std::string_view case_id, area, team;
  std::vector<std::string_view> competences;
  std::vector<std::string_view> barred;     ///< words whose holders may not take it
  std::vector<std::string_view> preferred;  ///< words it is better off with, each once
  std::vector<std::string_view> kinds;      ///< kinds of work that it counts as, each once
  std::vector<SecondAsk> seconds;           ///< each once
  std::vector<UnansweredNeed> unanswered;   ///< those of all three that are provisional
  std::vector<FamilyConflict> conflicts;    ///< filled in by who knows the family
  bool apart = false;                       ///< a manager keeps it apart from its family
  bool urgent = true;                       ///< filled in by who knows the queue
  std::uint32_t load = 1;
  const ManagerWord* pin = nullptr;
  std::span<const ManagerWord> exclusions;
  std::span<const PairLoad> pair_loads;  ///< by practitioner, where they are not `load`
  std::span<const EligiblePair> prices;  ///< by practitioner; empty without a host's own pairs

  /// Team, or else area: where the practitioner has to go.
  [[nodiscard]] std::string_view place() const noexcept { return team.empty() ? area : team; }
};

/// The places that cases take together.
[[nodiscard]] std::uint32_t load_of(std::span<const CaseAsks> cases, LoadCount count);
/// The same with a practitioner.
[[nodiscard]] std::uint32_t load_of(std::span<const CaseAsks> cases,
                                    LoadCount count,
                                    PractitionerIndex practitioner);

class CaseRules {
 public:
  /// Cases that rules name stand in one of these lists; a rule about a faulty one asks for nothing.
  /// Errors: an unknown case, practitioner, fact
  /// or level; two pins for one case; a pin and an exclusion of the same pair; a pair twice; a
  /// reason or a manager missing.
  [[nodiscard]] static Result<CaseRules> make(const FactSchema& schema,
                                              std::span<const CaseTable> lists,
                                              const Roster& roster,
                                              const AllocationRules& rules,
                                              std::span<const FaultyCase> faulty = {});

  [[nodiscard]] CaseAsks asks(const CaseTable& cases, CaseRow row) const;
  [[nodiscard]] CaseAsks asks(const Case& one) const;

 private:
  friend class CaseRulesReader;

  struct IdHash {
    using is_transparent = void;  // NOLINT(readability-identifier-naming): the standard's

    std::size_t operator()(std::string_view id) const noexcept {
      return std::hash<std::string_view>{}(id);
    }
  };
  template <class T>
  using ById = std::unordered_map<std::string, T, IdHash, std::equal_to<>>;

  /// A choice or a checklist, and the answers to which a rule applies, bit by bit.
  struct FactTest {
    FactIndex fact = 0;
    bool choice = true;
    std::uint32_t wanted = 0;
    std::uint32_t states = 0;  ///< bit by bit, of answers without a value

    [[nodiscard]] bool holds(Answer answer) const noexcept;
  };

  template <class T>
  struct FactRule {
    FactTest test;
    T value{};
  };

  /// Word of the roster, and what it means for who has it.
  struct Word {
    std::string text;
    bool may_not_take = false;
  };

  /// What a fact without an answer asks for.
  struct Unanswered {
    FactIndex fact = 0;
    std::string fact_id;
    std::uint32_t states = 0;        ///< bit by bit, those that no rule names
    std::vector<std::size_t> needs;  ///< places in words_, rising
  };

  template <class AnswerTo>
  [[nodiscard]] CaseAsks asked(std::string_view id, AnswerTo answer_to) const;

  void add_need(CaseAsks& asks, std::size_t need, const Unanswered* fact, AnswerState state) const;
  template <class AnswerTo>
  void add_preferences(CaseAsks& asks, AnswerTo answer_to) const;
  template <class AnswerTo>
  void add_kinds(CaseAsks& asks, AnswerTo answer_to) const;
  template <class AnswerTo>
  void add_seconds(CaseAsks& asks, AnswerTo answer_to) const;

  std::vector<Word> words_;                   ///< of each need, in order
  std::vector<FactRule<std::size_t>> needs_;  ///< places in words_, rising
  std::vector<Unanswered> unanswered_;
  ById<std::vector<std::size_t>> needs_of_;              ///< the same
  std::vector<std::string> preferences_;                 ///< of each rule about them, in order
  std::vector<FactRule<std::size_t>> preference_facts_;  ///< places in preferences_, rising
  ById<std::vector<std::size_t>> preferences_of_;        ///< the same
  std::vector<std::string> kinds_;                       ///< of each rule about kinds, in order
  std::vector<FactRule<std::size_t>> kind_facts_;        ///< places in kinds_, rising
  std::vector<Unanswered> kinds_unanswered_;             ///< the same
  ById<std::vector<std::size_t>> kinds_of_;              ///< the same
  std::vector<SecondWorkerRule> seconds_;                ///< of each rule about them, in order
  std::vector<FactRule<std::size_t>> second_facts_;      ///< places in seconds_, rising
  std::vector<Unanswered> seconds_unanswered_;           ///< the same
  ById<std::vector<std::size_t>> seconds_of_;            ///< the same
  std::vector<FactRule<std::uint32_t>> loads_;
  ById<std::uint32_t> load_of_;
  ById<ManagerWord> pins_;
  ById<std::vector<ManagerWord>> exclusions_;
  ById<bool> apart_;
  ById<std::vector<EligiblePair>> prices_;
  ById<std::vector<PairLoad>> pair_loads_;
};

}  // namespace waitlist
