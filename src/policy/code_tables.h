// What a policy says of every answer code, written down once: scoring a list is then looking up
// (docs/background/batch-order.md).
#pragma once

#include "cases/answer_code.h"
#include "policy/rule_tables.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace waitlist {

struct PolicyTables;

/// Thousandths of points in the three ways in which a group is added up. They go through every sum
/// side by side, in four numbers, so that a processor adds them at once.
struct SumWays {
  /// Nothing unknown; the unknown as the policy counts it; and at its most.
  enum Way : std::uint8_t { least, full, most };

  std::array<std::int32_t, 4> in{};
};

/// Where the rows of a fact's codes begin. Codes from `told` on do not tell the answer: dates count
/// to a day, and kOtherCode stands for many answers.
struct CodeColumn {
  FactIndex fact = 0;
  std::uint16_t told = 0;
  std::uint32_t begin = 0;
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

  /// Of the criteria of a group, in its order.
  [[nodiscard]] std::span<const CodeColumn> group(std::size_t index) const noexcept {
    return std::span{criteria_}.subspan(group_begin_[index],
                                        group_begin_[index + 1] - group_begin_[index]);
  }

  /// Requires a code that tells the answer.
  [[nodiscard]] const SumWays& points(const CodeColumn& column, AnswerCode code) const noexcept {
    return points_[column.begin + code];
  }

  [[nodiscard]] const CertainAndPossible& truth(const CodeColumn& column,
                                                AnswerCode code) const noexcept {
    return truth_[column.begin + code];
  }

  [[nodiscard]] std::span<const FactConditions> fact_conditions() const noexcept { return facts_; }

  /// Each once: those on facts as fact_conditions() says, then those on ages and bands. The bit of
  /// a condition is its place.
  [[nodiscard]] std::span<const ConditionTable> conditions() const noexcept { return conditions_; }

  /// What an answer to the fact leaves of its conditions.
  [[nodiscard]] CertainAndPossible truth(const FactConditions& fact,
                                         Answer answer,
                                         const MeasureDays& days) const;

  /// Of those on facts, the ones that hold in use where they may hold: that something is not known.
  /// All others hold in use where they certainly hold, no answer being stale.
  [[nodiscard]] ConditionSet used_while_possible() const noexcept { return used_while_possible_; }

  /// Where those on ages and bands begin.
  [[nodiscard]] std::size_t facts_end() const noexcept {
    return facts_.empty() ? 0 : facts_.back().end;
  }

  /// Whether some criterion of the group counts only where conditions hold.
  [[nodiscard]] bool conditional(std::size_t group) const noexcept { return conditional_[group]; }

  /// Whether some criterion of any group does.
  [[nodiscard]] bool any_conditional() const noexcept { return any_conditional_; }

  /// The conditions of its criteria, in its order.
  [[nodiscard]] std::span<const RuleSets> whens(std::size_t group) const noexcept {
    return std::span{whens_}.subspan(group_begin_[group],
                                     group_begin_[group + 1] - group_begin_[group]);
  }

  /// As PolicyTables::floors, PolicyTables::ceilings and PolicyTables::faster.
  [[nodiscard]] std::span<const RuleSets> floors() const noexcept { return floors_; }

  [[nodiscard]] std::span<const RuleSets> ceilings() const noexcept { return ceilings_; }

  [[nodiscard]] std::span<const RuleSets> faster() const noexcept { return faster_; }

 private:
  void add_points(const PolicyTables& tables);
  void note_conditions(const WhenTable& when);
  void add_truth(const FactSchema& schema);
  void add_whens(const PolicyTables& tables);
  [[nodiscard]] RuleSets sets_of(const WhenTable& when) const;

  bool fit_ = false;
  std::vector<std::uint32_t> group_begin_;
  std::vector<CodeColumn> criteria_;
  std::vector<SumWays> points_;
  std::vector<ConditionTable> conditions_;
  std::vector<FactConditions> facts_;
  std::vector<CertainAndPossible> truth_;
  ConditionSet used_while_possible_ = 0;
  std::vector<RuleSets> floors_, ceilings_, faster_;
  std::vector<RuleSets> whens_;    ///< as criteria_
  std::vector<bool> conditional_;  ///< by group
  bool any_conditional_ = false;
};

}  // namespace waitlist
