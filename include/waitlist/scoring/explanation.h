/// \file explanation.h
/// \brief Why a case scores what it scores: the contributions that are summed, and what is open.
/// Layer: scoring (may use base, cases, policy).  The contributions add up exactly to the points:
/// they come from the same evaluation as the score.  Texts are views of words that the explanation
/// keeps alive: they live as long as it, or any copy of it, does.
/// Source: Ofsted C4 001 (decision criteria were not transparent to families).
/// Complexity: O(criteria).  Threads: pure; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/cases/answer.h>
#include <waitlist/scoring/score.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

enum class ContributionKind : std::uint8_t {
  answer,         ///< a criterion with a known answer
  unknown,        ///< a criterion with an unknown answer, at the points the policy gives unknowns
  constant,       ///< what every case has in the group
  age,            ///< the youngest scoring child
  more_children,  ///< further young children
  overlap,        ///< taken off because facts of one group describe the same thing
  cap,            ///< taken off by the cap of a group
  ceiling,        ///< taken off by a ceiling on the group that holds; of several by the strictest
  unknown_limit,  ///< taken off by the limit on points for unknown answers
  waiting,
  filing,
};

/// One line of the sum.
struct Contribution {
  ContributionKind kind{};
  std::string_view id;      ///< id of a criterion, group or ceiling, `age`, `waiting` or `filing`
  std::string_view label;   ///< plain English
  std::string_view group;   ///< group id; empty for waiting and filing
  std::string_view answer;  ///< what was recorded, in words: "heard by MARAC in the last 12 months"
  AnswerState state = AnswerState::given;
  Points points;
  /// The points in days of waiting at the rate at which this case gains now, to the nearest whole
  /// day; nullopt when waiting earns it nothing at present. Where completed months or years earn,
  /// a month is taken as 30.436875 days, its mean over 400 years.
  std::optional<Days> worth;
  Provenance provenance = Provenance::unstated;
  std::span<const std::string_view> sources;  ///< titles, not keys
  std::string_view why;
};

/// `Check::fact` of a date of birth and of a filing date: the columns of a case file.
inline constexpr std::string_view kBirthCheck = "child_dobs";
inline constexpr std::string_view kFilingCheck = "filing_date";

/// Something unknown that could change the score, or an answer that is stale: what to chase.
struct Check {
  std::string_view fact;  ///< id of a fact, kBirthCheck or kFilingCheck
  std::string_view label;
  AnswerState state = AnswerState::unknown;
  std::optional<Day> pending_since;
  bool overdue = false;        ///< pending longer than the policy's standard
  Points could_add;            ///< most the total can rise when this alone becomes known
  BandIndex band_reached = 0;  ///< most urgent band that answer alone could lead to
  Points could_take_off;       ///< most the total can fall when this alone becomes known
  bool could_be_due = false;   ///< a filing date that alone could make the case one to be allocated
  bool with_others = false;    ///< changes nothing alone, but with other unknown things it could
  std::optional<Day> stale_since;  ///< first day on which an answer is stale that is known
};

/// A step on the way from points to tier.
struct BandStep {
  enum class Kind : std::uint8_t {
    points,
    cannot_tell,  ///< the band for what cannot be told stands in place of that by points
    floor,
    ceiling,
    decision,
    promotion,
    must_allocate,
  };

  Kind kind{};
  std::string_view rule;    ///< floor or ceiling id; empty otherwise
  std::string_view text;    ///< plain English
  std::string_view band;    ///< band (or tier) id after the step
  std::string_view action;  ///< what somebody must do, when the rule says so
  Provenance provenance = Provenance::unstated;
};

/// A change that time alone will bring.
struct ComingChange {
  Day on;
  std::string_view from;   ///< tier id
  std::string_view to;     ///< tier id
  std::string_view cause;  ///< plain English
};

class ExplanationTexts;  // src/scoring/explanation_texts.h

/// The whole explanation of one case on one day. Copies share the words that texts are views of.
struct Explanation {
  std::string case_id;
  Day as_of = Day::first();
  PolicyStamp policy;
  CaseStatus status = CaseStatus::awaiting;
  std::vector<std::string> linked_with;  ///< the other ranked cases of its unit
  Score score;
  std::vector<Contribution> contributions;  ///< sum of points == score.points.used
  std::vector<BandStep> steps;              ///< the last one's band is the tier
  /// Most influential first: alone before together with others, then the more urgent band, answers
  /// and dates of birth before the filing date, more points to add, more to take off.
  std::vector<Check> checks;
  bool settled = false;  ///< nothing that is unknown could change points, band, tier or range
  std::optional<ComingChange> next_change;
  /// The last day that was looked at for it, where rules look at the case so often that not all
  /// days were; nullopt: all of them.
  std::optional<Day> foreseen_to;
  /// First day on which the case must be allocated; may be past. nullopt: no rule says so.
  std::optional<Day> allocate_by;
  std::string_view allocate_by_cause;
  std::shared_ptr<const ExplanationTexts> texts;  ///< keeps those words, and the policy's
};

/// Explains a case: a ranked one, or another as it would stand if it were awaiting. Requires
/// check_scorable().
[[nodiscard]] WAITLIST_EXPORT Explanation explain(const CaseTable& cases,
                                                  const CompiledPolicy& policy,
                                                  CaseRow row,
                                                  Day as_of);

/// `answer`, `unknown`, `age`, …
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(ContributionKind kind) noexcept;

}  // namespace waitlist
