// What a policy says of every answer code, written down once: scoring a list is then looking up
// (docs/background/batch-order.md).
#pragma once

#include "cases/answer_code.h"
#include "policy/rule_tables.h"
#include "policy/sum_ways.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace waitlist {

struct PolicyTables;

/// As many rows as there are codes: no code has to be compared with an end.
inline constexpr std::size_t kCodeRows = 256;

/// Where the rows of a fact's codes begin. Codes from `told` on do not tell the answer: dates count
/// to a day, and kOtherCode stands for many answers.
struct CodeColumn {
  FactIndex fact = 0;
  std::uint16_t told = 0;
  std::uint32_t begin = 0;
};

/// How the points of a group come about.
struct CodeGroup {
  std::uint16_t index = 0;  ///< in PolicyTables::groups
  std::uint32_t first = 0;  ///< of its criteria, among all
  std::uint32_t end = 0;
  SumWays constant;
  SumWays cap;
  Combine combine = Combine::sum;
  bool risk = true;
  bool has_age = false;
  bool has_ceilings = false;
  bool conditional = false;  ///< some criterion counts only where conditions hold
};

/// A set of conditions, one bit for each that some rule of the policy names.
using ConditionSet = std::uint64_t;

/// What answers leave of conditions: those that certainly hold, and those that may.
struct CertainAndPossible {
  ConditionSet certain = 0;
  ConditionSet possible = 0;
};

/// A rule's conditions.
struct RuleSets {
  ConditionSet all = 0;
  ConditionSet any = 0;  ///< one of these, unless empty

  [[nodiscard]] bool met(ConditionSet hold) const noexcept {
    return (hold & all) == all && (any == 0 || (hold & any) != 0);
  }
};

/// The conditions on the age of the youngest child.
struct AgeConditions {
  /// Those that hold of one who is known to be so young.
  struct Under {
    std::int64_t months = 0;
    ConditionSet set = 0;
  };

  std::vector<Under> under;  ///< each bound once
  ConditionSet plain = 0;
  ConditionSet negated = 0;  ///< they hold where the child is known to be older
};

/// What rules come to where exactly these conditions hold.
struct SetOutcome {
  BandIndex floor = 0;      ///< of those that hold the most urgent; the least urgent band if none
  BandIndex firm = 0;       ///< the same of floors that hold whatever else does
  BandIndex ceiling = 0;    ///< of those that hold the least urgent
  std::uint8_t faster = 0;  ///< in CodeTables::times()
};

/// What an answer is worth. Requires points that fit.
[[nodiscard]] SumWays sum_ways(const CriterionTable& criterion,
                               Answer answer,
                               const MeasureDays& days);

class CodeTables {
 public:
  /// The conditions on one fact, by its codes.
  struct FactConditions {
    CodeColumn column;
    std::uint32_t first = 0, end = 0;  ///< in conditions()
  };

  CodeTables() = default;

  /// Requires everything else of the tables.
  explicit CodeTables(const PolicyTables& tables);

  /// False: the points of the policy are too great for these tables, or its conditions too many.
  [[nodiscard]] bool fit() const noexcept { return fit_; }

  /// In the order in which they are visited (PolicyTables::group_visits).
  [[nodiscard]] std::span<const CodeGroup> groups() const noexcept { return groups_; }

  /// The criteria of a group, in its order.
  [[nodiscard]] std::span<const CodeColumn> criteria(const CodeGroup& group) const noexcept {
    return std::span{criteria_}.subspan(group.first, group.end - group.first);
  }

  /// What a code is worth; nothing, and one unread, where it does not tell the answer.
  [[nodiscard]] const SumWays& points(const CodeColumn& column, AnswerCode code) const noexcept {
    return points_[column.begin + code];
  }

  /// PolicyTables::unknown_cap, no more than all points together.
  [[nodiscard]] std::int32_t unknown_cap() const noexcept { return unknown_cap_; }

  /// Requires a code that tells the answer.
  [[nodiscard]] const CertainAndPossible& truth(const CodeColumn& column,
                                                AnswerCode code) const noexcept {
    return truth_[column.begin + code];
  }

  [[nodiscard]] std::span<const FactConditions> fact_conditions() const noexcept { return facts_; }

  /// Each once: those on facts as fact_conditions() says, then those on ages, then those on bands.
  /// The bit of a condition is its place.
  [[nodiscard]] std::span<const ConditionTable> conditions() const noexcept { return conditions_; }

  /// What an answer to the fact leaves of its conditions.
  [[nodiscard]] CertainAndPossible truth(const FactConditions& fact,
                                         Answer answer,
                                         const MeasureDays& days) const;

  /// Of those on facts, the ones that hold in use where they may hold: that something is not known.
  /// All others hold in use where they certainly hold, no answer being stale.
  [[nodiscard]] ConditionSet used_while_possible() const noexcept { return used_while_possible_; }

  [[nodiscard]] const AgeConditions& ages() const noexcept { return ages_; }

  /// Where those on bands begin.
  [[nodiscard]] std::size_t bands_begin() const noexcept { return bands_begin_; }

  /// Whether some criterion of any group counts only where conditions hold.
  [[nodiscard]] bool any_conditional() const noexcept { return any_conditional_; }

  /// The conditions of the criteria of a group, in its order.
  [[nodiscard]] std::span<const RuleSets> whens(const CodeGroup& group) const noexcept {
    return std::span{whens_}.subspan(group.first, group.end - group.first);
  }

  /// Whether outcome() may be asked: there are few conditions.
  [[nodiscard]] bool has_outcomes() const noexcept { return !outcomes_.empty(); }

  /// Of floors that are not by two facts, of ceilings on bands and of faster rates without
  /// conditions on bands, where these conditions hold, none of them on bands.
  [[nodiscard]] const SetOutcome& outcome(ConditionSet hold) const noexcept {
    return outcomes_[hold];
  }

  /// Thousandths by which rates may be multiplied, in the order in which outcomes number them.
  [[nodiscard]] std::span<const std::int64_t> times() const noexcept { return times_; }

  /// Whether some faster rate asks for a band.
  [[nodiscard]] bool faster_by_band() const noexcept { return faster_by_band_; }

  /// The floors by two facts, as places in PolicyTables::floors.
  [[nodiscard]] std::span<const std::uint16_t> pair_floors() const noexcept { return pair_floors_; }

  /// As PolicyTables::floors, PolicyTables::ceilings and PolicyTables::faster.
  [[nodiscard]] std::span<const RuleSets> floors() const noexcept { return floors_; }

  [[nodiscard]] std::span<const RuleSets> ceilings() const noexcept { return ceilings_; }

  [[nodiscard]] std::span<const RuleSets> faster() const noexcept { return faster_; }

 private:
  void add_groups(const PolicyTables& tables);
  void add_column(const PolicyTables& tables, const CriterionTable& criterion);
  void note_conditions(const WhenTable& when);
  void sort_conditions();
  void add_truth(const FactSchema& schema);
  void add_rules(const PolicyTables& tables);
  void add_outcomes(const PolicyTables& tables);
  [[nodiscard]] SetOutcome outcome_of(const PolicyTables& tables, ConditionSet hold) const;
  [[nodiscard]] RuleSets sets_of(const WhenTable& when) const;

  bool fit_ = false;
  std::vector<CodeGroup> groups_;
  std::vector<CodeColumn> criteria_;
  std::vector<SumWays> points_;
  std::int32_t unknown_cap_ = 0;
  std::vector<ConditionTable> conditions_;
  std::size_t bands_begin_ = 0;
  std::vector<FactConditions> facts_;
  std::vector<CertainAndPossible> truth_;
  ConditionSet used_while_possible_ = 0;
  AgeConditions ages_;
  std::vector<RuleSets> floors_, ceilings_, faster_;
  std::vector<RuleSets> whens_;  ///< as criteria_
  bool any_conditional_ = false;
  std::vector<SetOutcome> outcomes_;  ///< by set
  std::vector<std::int64_t> times_;
  bool faster_by_band_ = false;
  std::vector<std::uint16_t> pair_floors_;
};

}  // namespace waitlist
