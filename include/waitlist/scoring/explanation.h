/// \file explanation.h
/// \brief Why a case scores what it scores: the contributions that are summed, and what is open.
/// Layer: scoring (may use base, cases, policy).  The contributions add up exactly to the points:
/// they come from the same evaluation as the score.
/// Source: Ofsted C4 001 (decision criteria were not transparent to families).
/// Complexity: O(criteria).  Threads: pure; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/cases/answer.h>
#include <waitlist/scoring/score.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

enum class ContributionKind : std::uint8_t {
  answer,         ///< a criterion with a known answer
  unknown,        ///< a criterion with an unknown answer, at the points the policy gives unknowns
  age,            ///< the youngest scoring child
  more_children,  ///< further young children
  overlap,        ///< taken off because facts of one group describe the same thing
  cap,            ///< taken off by the cap of a group
  unknown_limit,  ///< taken off by the limit on points for unknown answers
  waiting,
  filing,
};

/// One line of the sum.
struct Contribution {
  ContributionKind kind{};
  std::string id;       ///< fact id, group id, `age`, `waiting` or `filing`
  std::string label;    ///< plain English
  std::string group;    ///< group id; empty for waiting and filing
  std::string answer;   ///< what was recorded, in words: "heard by MARAC in the last 12 months"
  AnswerState state = AnswerState::given;
  Points points;
  /// The points in days of waiting at the rate at which this case gains now, to the nearest whole
  /// day; nullopt when waiting earns it nothing at present.
  std::optional<Days> worth;
  Provenance provenance = Provenance::unstated;
  std::vector<std::string> sources;  ///< titles, not keys
  std::string why;
};

/// An unknown answer that could change the score: what to chase.
struct Check {
  std::string fact;
  std::string label;
  AnswerState state = AnswerState::unknown;
  std::optional<Day> pending_since;
  bool overdue = false;  ///< pending longer than the policy's standard
  Points could_add;      ///< most the total can rise when this alone becomes known
  BandIndex band_reached = 0;  ///< most urgent band that answer alone could lead to
};

/// A step on the way from points to tier.
struct BandStep {
  enum class Kind : std::uint8_t { points, floor, decision, promotion, must_allocate };

  Kind kind{};
  std::string rule;    ///< floor id; empty otherwise
  std::string text;    ///< plain English
  std::string band;    ///< band (or tier) id after the step
  std::string action;  ///< what somebody must do, when the rule says so
  Provenance provenance = Provenance::unstated;
};

/// A change that time alone will bring.
struct ComingChange {
  Day on;
  std::string from;   ///< tier id
  std::string to;     ///< tier id
  std::string cause;  ///< plain English
};

/// The whole explanation of one case on one day.
struct Explanation {
  std::string case_id;
  Day as_of = Day::first();
  PolicyStamp policy;
  CaseStatus status = CaseStatus::awaiting;
  std::vector<std::string> linked_with;  ///< the other ranked cases of its unit
  Score score;
  std::vector<Contribution> contributions;  ///< sum of points == score.points.used
  std::vector<BandStep> steps;              ///< the last one's band is the tier
  std::vector<Check> checks;                ///< most influential first
  std::optional<ComingChange> next_change;
  /// First day on which the case must be allocated; may be past. nullopt: no rule says so.
  std::optional<Day> allocate_by;
  std::string allocate_by_cause;
};

/// Explains a ranked case. Requires an awaiting case listed by `as_of`, and check_scorable().
[[nodiscard]] WAITLIST_EXPORT Explanation explain(const CaseTable& cases,
                                                  const CompiledPolicy& policy,
                                                  CaseRow row,
                                                  Day as_of);

/// `answer`, `unknown`, `age`, …
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(ContributionKind kind) noexcept;

}  // namespace waitlist
