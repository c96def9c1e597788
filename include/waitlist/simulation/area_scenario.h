/// \file area_scenario.h
/// \brief A service area over years: who is referred, who works there, what the policies would do.
/// Layer: simulation (may use base to allocation).  Source: docs/reference/scenario-format.md.
/// Units: calendar days; cases are allocated on working days.  Threads: values; share freely.
/// Who may take which case: anybody, or as a roster and the rules of allocation say.
#pragma once

#include <waitlist/allocation/allocation_rules.h>
#include <waitlist/base/day.h>
#include <waitlist/base/export.h>
#include <waitlist/simulation/case_mix.h>
#include <waitlist/simulation/causes.h>
#include <waitlist/simulation/duration.h>
#include <waitlist/simulation/run_plan.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// How many cases are referred on a working day.
enum class CountLaw : std::uint8_t {
  poisson,            ///< each referral by itself: the variance is the mean
  negative_binomial,  ///< days of many and days of few
};

/// As a scenario writes it.
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(CountLaw law) noexcept;

/// Referrals that grow or fall from a day on.
struct Shock {
  Day from = Day::first();   ///< first day on which it holds
  std::optional<Day> until;  ///< first day on which it is over; nullopt: it lasts
  double times = 1.0;        ///< multiplies the mean; several shocks of one day multiply
};

/// Where new cases come from. docs/reference/scenario-format.md, section 7.
struct ArrivalStream {
  std::string id;                ///< each once; draws depend on it and on no other stream
  std::string area;              ///< of its cases; may be empty
  std::string team;              ///< of its cases; may be empty
  std::size_t mix = 0;           ///< place in AreaScenario::mixes
  double per_working_day = 0.0;  ///< mean of the referrals, up to 500 with months and shocks
  CountLaw law = CountLaw::poisson;
  double dispersion = 0.0;  ///< negative binomial: variance is mean + mean² / dispersion
  std::array<double, 12> months{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};  ///< times, by month
  std::vector<Shock> shocks;
  std::string recorded;  ///< a case file instead: its cases arrive on their days of listing
  TextPlace place;
};

/// How long a practitioner works on a case, by the level of a choice fact. Section 8.
struct WorkRule {
  struct OfLevel {
    std::uint32_t level = 0;  ///< counted from 0
    DurationLaw law;
  };

  DurationLaw otherwise;          ///< of every case without a law of its level
  std::optional<FactIndex> fact;  ///< nullopt: the same law for all
  std::vector<OfLevel> of_level;  ///< the first of a level counts
};

/// The practitioners stand in a roster, and work is allocated to them as allocate() does it, among
/// those with a free place on the day. Prices, count and tiers are as in AllocationRules.
struct RosterPlan {
  std::string roster, travel, work, instructions;  ///< files beside the scenario; empty: none
  LoadCount count = LoadCount::units;  ///< whether linked cases take one place or one each
  std::uint32_t urgent_tiers = 1;      ///< so many of each policy's most urgent tiers are urgent
  PriceWeights prices;

  /// Whether what is read from files is the same.
  [[nodiscard]] bool has_files_of(const RosterPlan& other) const {
    return roster == other.roster && travel == other.travel && work == other.work &&
           instructions == other.instructions;
  }
};

/// Who works on cases, anybody on any. Section 9.
struct Practitioners {
  struct Change {
    Day from = Day::first();
    std::uint32_t count = 0;  ///< posts from that day on
  };

  struct Leave {
    Day from = Day::first();
    Day until = Day::first();  ///< first day back
    std::uint32_t away = 0;    ///< posts
  };

  std::uint32_t count = 0;         ///< posts when the simulation begins
  std::uint32_t caseload = 0;      ///< cases that one works on at a time
  std::vector<Change> changes;     ///< posts from a day on, in order of days
  double turnover_per_year = 0.0;  ///< share of the posts that become vacant in a year
  DelayRange vacant_for;           ///< days until a vacant post is filled, drawn evenly
  std::vector<Leave> leave;        ///< while away nobody takes a new case
  Share in_hand = 1000;            ///< of the places that are taken when the simulation begins
  /// Instead of in_hand: the cases that the outcomes of the record say were worked on then.
  bool in_hand_recorded = false;
  /// Of the places, for good: held by work that does not come from this list. Not with a roster.
  Share other_work = 0;
  /// Instead of count, caseload, changes, in_hand and in_hand_recorded. The n-th post is the n-th
  /// of the roster.
  std::optional<RosterPlan> from_roster;
};

/// A group of cases to report on: the same cases under every policy, by what is known at listing.
struct ReportGroup {
  std::string id, label;
  std::optional<MixCondition> meets;
  std::optional<FactIndex> by_answer;  ///< one group for each answer of this fact
  std::optional<Months> youngest_under;
  std::string case_id;  ///< this one case; empty: not chosen by id
};

/// What really became of cases, to be replayed. Section 14.
struct RecordPlan {
  std::string outcomes;      ///< a file beside the scenario: AreaLists::outcomes
  Day until = Day::first();  ///< the last day of the record, not before the last simulated day
  TextPlace place;
};

enum class TargetKind : std::uint8_t {
  nobody_over,   ///< no case that counts waits longer than `days`
  backlog_gone,  ///< on some day up to `days` the list is no longer than `list`
};

/// How practitioners beyond those of today begin.
enum class AddedPosts : std::uint8_t {
  empty,   ///< without cases
  as_now,  ///< as many of their places taken as of everybody else's
};

/// As a scenario writes it.
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(AddedPosts added) noexcept;

/// What the least number of practitioners is to achieve.
struct CapacityTarget {
  TargetKind kind{};
  std::int64_t days = 0;   ///< less than the days that count; of `backlog_gone` at least 1
  std::uint32_t list = 0;  ///< of `backlog_gone`: waiting cases that are few enough
  Share met_in = 950;      ///< of all futures: above 0 and below 1
  std::uint32_t most = 0;  ///< practitioners that are tried; with a roster, that are added
  /// The most repetitions of one number; fewer where it can be told earlier.
  std::uint32_t replications = 1000;
  AddedPosts added = AddedPosts::empty;
  /// With a roster `most` are added to it, all alike one of its practitioners. Those to try, by id;
  /// empty: the first one of each set of areas and competences. Without a roster empty.
  std::vector<std::string> like = {};

  /// Kinds of practitioner that one search tries.
  static constexpr std::size_t kKindsMost = 32;
};

/// The same area with other cases, referrals, work or practitioners. Section 12.
struct AreaVariant {
  std::string id, title;
  std::vector<CaseMix> mixes;
  std::vector<ArrivalStream> streams;  ///< recorded ones as in the scenario
  WorkRule work;
  Practitioners practitioners;
  TextPlace place;
};

/// Which part of a measure comes from which cause is asked. Section 13.
struct Attribution {
  static constexpr std::size_t kCausesMost = 6;

  std::vector<std::string> measures;  ///< ids
  std::vector<DelayCause> causes;     ///< 1 to kCausesMost
  /// The area with some causes taken away, for every set of causes but that of all: number S has
  /// cause i where bit i of S is set.
  std::vector<AreaVariant> settings;
};

/// docs/reference/scenario-format.md, sections 5 to 14.
struct AreaScenario {
  RunPlan plan;
  Day from = Day::first();        ///< the first day
  std::int64_t horizon_days = 0;  ///< days simulated, the first included: 1 to 36 500
  std::int64_t warm_up_days = 0;  ///< cases listed earlier live here too and are not counted
  std::string start;  ///< case file of the list as it stands on `from`; empty: starts empty
  std::optional<std::size_t> start_mix;  ///< what becomes of its cases
  std::vector<CaseMix> mixes;
  std::vector<ArrivalStream> streams;
  WorkRule work;
  Practitioners practitioners;
  std::optional<RecordPlan> record;
  std::string bands_of;  ///< policy whose band at listing makes groups; empty: the first
  std::vector<ReportGroup> groups;
  std::optional<CapacityTarget> target;
  std::vector<std::string> areas;  ///< reported beside those of the streams and variants
  std::vector<AreaVariant> variants;
  std::optional<Attribution> attribution;
};

/// The scenario as it is in a variant, without variants, attribution and target of its own.
[[nodiscard]] WAITLIST_EXPORT AreaScenario as_in(const AreaScenario& scenario,
                                                 const AreaVariant& variant);

}  // namespace waitlist
