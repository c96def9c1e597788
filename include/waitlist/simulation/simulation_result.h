/// \file simulation_result.h
/// \brief What a simulation found: figures for each policy and group, with how sure they are.
/// Layer: simulation (may use base to allocation).  Source: docs/reference/simulation-output.md.
/// Units: each measure names its own.  Threads: values; share freely.
#pragma once

#include <waitlist/base/day.h>
#include <waitlist/base/digest.h>
#include <waitlist/base/export.h>
#include <waitlist/policy/compiled_policy.h>
#include <waitlist/queue/position.h>
#include <waitlist/simulation/causes.h>
#include <waitlist/simulation/run_plan.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

enum class MeasureUnit : std::uint8_t {
  cases,
  days,
  share,  ///< 0 to 1, mostly of the group's cases
  minutes,
};

struct Measure {
  std::string id;
  std::string label;
  MeasureUnit unit{};
  std::optional<Days> over = std::nullopt;  ///< of cases that waited longer than a delay mark
};

/// The mean over replications and the interval that holds the true one in 95 of 100 simulations.
struct Estimate {
  double mean = 0.0;
  double standard_error = 0.0;
  double half_width = 0.0;         ///< of the interval; 0 with one replication, which says nothing
  std::uint32_t replications = 0;  ///< in which there was something to measure; 0: nothing is known
};

struct Figure {
  Estimate value;
  /// Less the same figure of the first policy, replication by replication: both saw the same cases.
  Estimate difference;
  /// In a variant: less the same figure of the same policy in the scenario as it stands.
  Estimate change = {};
};

/// A group of cases that is the same under every policy.
struct GroupOutcome {
  std::string id;
  std::string label;
  std::vector<Figure> figures;  ///< by SimulationResult::measures
  /// What this group is one part of, as people say it: `age of the youngest child`.
  /// Groups of one split stand together; empty: a group of its own.
  std::string split = {};
};

/// A value of the list as a whole on a day.
struct DayFigure {
  std::int64_t day = 0;  ///< since the simulation began
  Estimate value;
};

/// A day of the longest wait on which its place changed or a rule looked.
struct StoryDay {
  std::int64_t day = 0;
  std::int64_t waited = 0;
  Position position = 0;
  std::uint32_t of = 0;  ///< units on the list
  std::string tier;
  Points points;
  std::string what;  ///< plain English; empty: only its place changed
};

struct LongestWait {
  std::uint32_t replication = 0;  ///< counted from 1
  std::string case_id;
  std::int64_t waited = 0;
  std::string end;    ///< `allocated`, `withdrawn` or `still waiting`
  std::string facts;  ///< what is known of the case, in words
  std::vector<StoryDay> days;
};

struct PolicyOutcome {
  PolicyStamp policy;
  std::string title;
  std::vector<GroupOutcome> groups;
  std::vector<DayFigure> list;  ///< waiting cases at the end of a day; empty in a queue scenario
  std::optional<LongestWait> longest;
};

/// What every policy would do in a variant of the scenario.
struct VariantOutcome {
  std::string id, title;
  std::vector<PolicyOutcome> policies;  ///< in the order of SimulationResult::policies
  std::vector<std::string> warnings;    ///< plain English; of this variant alone
};

/// A measure of all cases under one policy, divided among the causes.
struct AttributedMeasure {
  std::string policy;           ///< id
  std::size_t measure = 0;      ///< place in SimulationResult::measures
  Estimate with_all;            ///< in the scenario as it stands
  Estimate without_any;         ///< with every cause taken away
  Estimate whole;               ///< the first less the second, repetition by repetition
  std::vector<Estimate> parts;  ///< by cause; in each repetition they add up to the whole

  /// For each two causes, the first before the second: the part of one less that of the other,
  /// with an interval that holds for all of them together.
  struct Pair {
    std::size_t one = 0, other = 0;
    Estimate difference;
  };

  std::vector<Pair> pairs;
};

struct AttributionFound {
  std::vector<DelayCause> causes;
  std::vector<AttributedMeasure> measures;  ///< by policy, then as the scenario asks
};

/// What repetitions say of a number of practitioners.
enum class TargetVerdict : std::uint8_t {
  met,        ///< the target is met in more than the share of all futures that was asked for
  not_met,    ///< it is met in less than that share
  too_close,  ///< the repetitions cannot tell
};

/// `met`, `not_met`, `too_close`.
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(TargetVerdict verdict) noexcept;

/// Shares of all futures, 0 to 1.
struct ShareInterval {
  double least = 0.0;
  double most = 1.0;
};

/// One number of practitioners, tried until it could be told or the repetitions were used up.
struct CapacityTrial {
  std::uint32_t practitioners = 0;  ///< with a roster: added to it
  std::uint32_t met = 0;            ///< of the repetitions
  std::uint32_t replications = 0;
  TargetVerdict verdict = TargetVerdict::too_close;
  ShareInterval share;  ///< in which all futures may meet the target
};

/// Whom a search adds to a roster: practitioners like one who is there.
struct AddedKind {
  std::string like;                ///< practitioner_id
  std::vector<std::string> areas;  ///< empty: any
  std::vector<std::string> competences;
};

/// The least number of practitioners that meets the target of the scenario. The probability that
/// any verdict of a search is wrong is at most kCapacityError, whenever it stopped.
struct CapacityFound {
  std::string policy;                   ///< id
  std::optional<CapacityTrial> enough;  ///< the least number that is shown to meet it
  /// The largest number below it that is shown not to; those between are too close to say.
  std::optional<CapacityTrial> too_few;
  std::optional<CapacityTrial> one_fewer;  ///< than `enough`
  std::optional<CapacityTrial> one_more;
  CapacityTrial most;                            ///< the most practitioners that were tried
  std::optional<AddedKind> kind = std::nullopt;  ///< of those who are added to a roster
};

inline constexpr double kCapacityError = 0.05;

/// How the waits of the cases with a recorded outcome went, in the record or under a policy. Each
/// wait is looked at on the last simulated day. Of the record there is one repetition, exact.
struct ReplayedWaits {
  std::string policy;  ///< id; empty: as recorded
  Estimate cases, allocated, withdrawn, waiting;
  Estimate mean;  ///< days; a wait that goes on counts so far, as in `wait_mean`
  /// Days until half, and nine tenths, of all cases were allocated, by wait_incidence().
  Estimate half_in, nine_tenths_in;  ///< fewer replications than the others: not always reached
  Estimate over_limit;  ///< share of those seen for longer than the limit that waited longer
  /// Share of the cases that the record allocates by the last day, allocated on the same day.
  Estimate same_day;
};

/// The record beside what each policy makes of the same cases.
struct HistoryReplay {
  std::string outcomes;  ///< file, as the scenario names it
  Day until = Day::first();
  std::uint32_t in_hand = 0;  ///< cases that somebody worked on when the simulation began
  Days limit{0};  ///< of ReplayedWaits::over_limit: the longest delay mark of the first policy
  ReplayedWaits recorded;
  std::vector<ReplayedWaits> policies;               ///< in the order of the result's
  std::vector<std::vector<ReplayedWaits>> variants;  ///< by variant, then policy
};

/// A list of cases that a simulation begins with.
struct StartingList {
  std::string file;  ///< as the scenario names it
  std::size_t cases = 0;
  std::size_t waiting = 0;  ///< of the cases; the others take no part
  Digest digest;
};

/// How long was simulated and from where on.
struct RunSetting {
  std::optional<Day> from = std::nullopt;  ///< the first day; nullopt in a queue scenario
  double days = 0.0;          ///< simulated, warm-up included; 0: until `cases` are counted
  double warm_up_days = 0.0;  ///< cases listed in these live in it and are not counted
  std::uint64_t cases = 0;    ///< counted in each replication; 0: those of `days`
  std::optional<StartingList> start = std::nullopt;  ///< nullopt: it begins empty
};

/// The figures of one repetition before anything is averaged: by policy, then group, then measure,
/// of the scenario as it stands and then of each variant. NaN: there was nothing to measure.
using RepetitionFigures = std::vector<double>;

struct SimulationResult {
  RunPlan plan;
  RunSetting setting;
  std::uint32_t replications = 0;     ///< done; fewer than planned when it was stopped
  std::vector<std::string> warnings;  ///< plain English
  std::vector<Measure> measures;
  std::vector<PolicyOutcome> policies;
  std::vector<VariantOutcome> variants;         ///< in the order of the scenario
  std::optional<HistoryReplay> replay;          ///< nullopt: the scenario has no record
  std::vector<RepetitionFigures> repetitions;   ///< empty unless they were asked for
  std::optional<AttributionFound> attribution;  ///< nullopt: not asked for, or stopped before
  std::string target;          ///< of the search for capacity, in words; empty: none was asked for
  std::string target_premise;  ///< what the search takes for granted, in whole sentences
  std::vector<CapacityFound> capacity;  ///< by policy; with a roster, each kind under a policy
};

}  // namespace waitlist
