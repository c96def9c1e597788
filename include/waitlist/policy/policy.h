/// \file policy.h
/// \brief A prioritisation policy as written: what the TOML file says, not yet checked.
/// Layer: policy (may use base, cases).  Source: docs/reference/policy-format.md, which has the
/// arithmetic; each struct names its section.  Ranges are those that compile() accepts.
/// Units: Points are thousandths of a point; those of a rule are 0 to limits::kPointsMax unless
/// something else is said.  `place` is where the element stands in the text.
/// Threads: values; share freely.
#pragma once

#include <waitlist/base/day.h>
#include <waitlist/base/decimal.h>
#include <waitlist/base/whole.h>
#include <waitlist/policy/condition.h>
#include <waitlist/policy/points_per.h>
#include <waitlist/policy/text_place.h>
#include <waitlist/policy/two_facts.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace waitlist {

/// Where a rule comes from: the lost criteria as reconstructed, what Ofsted named, or later.
enum class Provenance : std::uint8_t {
  unstated,
  reconstruction,    ///< N: our guess at what the lost national criteria covered
  time_and_age_gap,  ///< O1: gap named by Ofsted in October 2009
  police_and_marac,  ///< O2: Ofsted's 2009 finding on police and MARAC information
  later_practice,    ///< L
  published_rule,    ///< R: the rule itself is public
};

/// Section 2. It is shown beside the rule and scores nothing.
struct Origin {
  Provenance provenance = Provenance::unstated;
  std::vector<std::string> sources;  ///< keys of Policy::sources
  std::string why;                   ///< a sentence for the public; may be empty
};

/// Section 2. A publication that rules name.
struct PolicySource {
  std::string key;        ///< by which an Origin names it; each once
  std::string title;      ///< required
  std::string publisher;  ///< may be empty
  std::string date;       ///< as people write it; may be empty
  std::string address;    ///< of a page; may be empty
  TextPlace place;
};

/// Section 3. Cases of as many risk points as `from` stand in the band, or in one before it.
struct BandRule {
  std::string id;       ///< each once; not `must_allocate`
  std::string label;    ///< what people call it
  std::string meaning;  ///< a sentence for the public; may be empty
  Points from;          ///< least risk points; they fall from band to band, and the last has 0
  TextPlace place;
};

/// Section 4. What the numbers of one group come to.
enum class Combine : std::uint8_t {
  sum,
  highest,                    ///< the others count for nothing
  highest_plus_half_of_rest,  ///< half rounded down to a thousandth
};

/// Section 4. Criteria, and perhaps the age, that are added up together.
struct GroupRule {
  std::string id;     ///< each once
  std::string label;  ///< what people call it
  Combine combine = Combine::sum;
  std::optional<Points> cap;  ///< most that the group comes to; nullopt: no limit
  bool risk = true;           ///< whether it counts towards the risk points, which set the band
  TextPlace place;
  /// What every case has in it, as one number; nullopt: nothing.
  std::optional<Points> constant = std::nullopt;
};

/// What one level of a choice, or one marker of a checklist, earns.
struct LevelPoints {
  std::string level;  ///< its id in the fact schema
  Points points;
  TextPlace place;
};

/// What a number from `from` up to the next row's `from` earns; the last row is open above.
struct RangePoints {
  /// Of a count its number; of a date the units of CriterionRule::unit before listing, or before
  /// the as-of date. 0 in the first row; they rise.
  Decimal from;
  Points points;
  TextPlace place;
};

/// Section 4. The scale of a choice.
struct ByLevel {
  std::vector<LevelPoints> levels;  ///< every level of the fact once, in any order
};

/// Section 4. The scale of a count or a date.
struct ByRange {
  std::vector<RangePoints> ranges;  ///< 1 or more
};

/// Section 4. The scale of a checklist: the markers that are ticked add up.
struct ByMarker {
  std::vector<LevelPoints> markers;  ///< every marker of the fact once, in any order
  std::optional<Points> maximum;     ///< most that they earn together; nullopt: no limit
};

/// Section 4. Points for each pair of answers to two choices; the answer `no` earns nothing where
/// it has no row or column.
struct ByTwoFacts {
  TwoFactTable<Points> table;  ///< its rows are of the fact of the criterion
};

/// Section 4. What the answers to one fact earn, or those to two together.
struct CriterionRule {
  /// Each once. Empty: that of the fact, which then has no other criterion; by two facts: required.
  std::string id;
  std::string fact;   ///< id in the schema, of two the first; none for monitoring only
  std::string group;  ///< id of the group that it counts in
  std::string label;  ///< empty: the fact's, or those of both
  /// As the kind of the fact asks for.
  std::variant<ByLevel, ByRange, ByMarker, PointsPer, ByTwoFacts> scale;
  std::optional<Points> unknown;  ///< of an unknown answer; nullopt: a share, as UnknownRule says
  bool critical = false;          ///< unknown answers have UnknownRule::critical_share
  /// An answer received longer ago is stale, 1 to limits::kDaysMax; nullopt: none ever is.
  std::optional<Days> valid;
  MeasuredTo measured = MeasuredTo::listed;  ///< of a date
  When when;  ///< it counts only where this holds; without conditions on the band. Empty: always
  Origin origin;
  TextPlace place;
  DateUnit unit = DateUnit::days;  ///< of a date: what is counted
  /// Written as a line of its group's `yes`, not as a [[criterion]]; such rules stand before the
  /// others.
  bool in_group = false;

  /// Its own id, else that of its fact.
  [[nodiscard]] const std::string& name() const noexcept { return id.empty() ? fact : id; }
};

/// Section 5. The day on which ages are taken.
enum class AgeAt : std::uint8_t {
  listed,  ///< of each child's own case: birthdays on the list change nothing
  as_of,
};

/// What a child under so many months earns; the first row that fits, and whose conditions hold,
/// counts.
struct AgePoints {
  /// Completed months; they rise, or repeat behind a row with conditions. The last row has 216.
  Months under;
  Points points;
  TextPlace place;
  When when{};  ///< on facts of the case itself; the last row has none. Empty: always
};

/// Section 5. What children beside the youngest earn.
struct FurtherChildren {
  Months under;    ///< 1 to 216 completed months; older ones do not count
  Points points;   ///< each
  Points maximum;  ///< all together
};

/// Section 5. What the age of the youngest child of a unit earns.
struct AgeRule {
  std::string group;  ///< id of the group that it counts in, as one number
  AgeAt at = AgeAt::listed;
  std::vector<AgePoints> points;  ///< 1 or more; compile() fills in what `per` comes to
  std::optional<FurtherChildren> further_children;
  Origin origin;
  TextPlace place;
  /// Instead of rows: of completed months, 0 points from 216 on.
  std::optional<PointsPer> per = std::nullopt;
};

/// Section 6. A part of the most that an answer could earn, rounded up to a whole point.
enum class UnknownShare : std::uint8_t { none, third, half, all };

/// Section 6. What unknown answers earn.
struct UnknownRule {
  UnknownShare share = UnknownShare::third;          ///< of a criterion without its own `unknown`
  UnknownShare critical_share = UnknownShare::half;  ///< of a critical one
  std::optional<Points> total_cap;                   ///< of all of them together; nullopt: no limit
  /// A check that has been pending for longer is overdue, 0 to limits::kDaysMax; nullopt: none is.
  std::optional<WorkingDays> chase_after;
  TextPlace place;
};

/// Section 7. In what a wait is counted for its points; everything else counts days.
enum class WaitUnit : std::uint8_t {
  days,
  months,  ///< completed calendar months: between two of them nothing is earned
  years,   ///< completed years: 12 completed months
};

/// Section 7. What waiting earns from a day, month or year on, until the next rate begins:
/// `points` in `every` of them, in equal parts.
struct WaitingRate {
  std::int64_t from = 0;   ///< in days, months or years: 0 to limits::k…Max; they rise
  Points points;           ///< may be negative: legal, and reported as doubtful
  std::int64_t every = 1;  ///< in the same: 1 to limits::k…Max
  TextPlace place;
};

/// Section 7. All rates are multiplied where the conditions hold; of several rows the largest.
struct FasterWaiting {
  std::int64_t times_thousandths = 1000;  ///< 0 to 1 000 000
  When when;
  TextPlace place;
};

/// Section 7. What becomes of days that the court agreed not to count.
enum class PauseTreatment : std::uint8_t {
  count,    ///< they count all the same
  exclude,  ///< they are not days waited: for points, order, promotion and must_allocate
};

/// Section 7. What time on the list earns.
struct WaitingRule {
  PauseTreatment pauses = PauseTreatment::count;
  WaitUnit count = WaitUnit::days;
  std::vector<WaitingRate> rates;     ///< 1 or more
  std::optional<Points> cap;          ///< most that waiting earns; nullopt: no limit
  std::vector<FasterWaiting> faster;  ///< in any order
  Origin origin;
  TextPlace place;
};

/// What a case with at most so many working days left earns; the first row that fits, and whose
/// conditions hold, counts.
struct SlackPoints {
  /// Until the work has to start; negative: it is late. They rise, or repeat behind a row with
  /// conditions.
  WorkingDays up_to;
  Points points;
  TextPlace place;
  When when{};  ///< on facts of the case itself. Empty: always
};

/// Section 8. What a near filing date earns.
struct FilingRule {
  /// Calendar days that the work takes, 0 or more: it has to start so many before filing.
  Days effort;
  std::vector<SlackPoints> slack;  ///< 1 or more; beyond the last nothing is earned
  Points no_filing_date;           ///< of a case without one
  Origin origin;
  TextPlace place;
};

/// Section 10. A case for which the conditions hold stands in this band or a more urgent one,
/// whatever its points and whatever a manager decides.
struct FloorRule {
  std::string id;      ///< each once
  std::string label;   ///< what people call it
  std::string band;    ///< id of the least urgent band it may stand in; empty with `by`
  std::string action;  ///< what is to be done at once; may be empty
  When when;           ///< without conditions on the band; empty with `by`
  Origin origin;
  TextPlace place;
  bool whatever_else = false;        ///< no ceiling puts a case below it
  std::optional<BandByTwoFacts> by;  ///< a floor for each pair of two facts, for a band and a when
};

/// A case stands in no more urgent band.
struct BandCeiling {
  std::string band;  ///< id of the most urgent band it may stand in
};

/// A group comes to no more points.
struct GroupCeiling {
  std::string group;  ///< id of the group
  Points at_most;     ///< what the group comes to at most
};

/// Section 10. Where the conditions hold, a case stands lower than its points and floors say. What
/// is not known lowers nobody.
struct CeilingRule {
  std::string id;     ///< each once
  std::string label;  ///< what people call it
  std::variant<BandCeiling, GroupCeiling> limit;
  When when;  ///< without conditions on the band
  Origin origin;
  TextPlace place;
};

/// Section 10. While the answer to one of these facts is unknown, this band stands in place of the
/// band by points.
struct CannotTellRule {
  std::string band;                ///< id of the band
  std::vector<std::string> facts;  ///< ids of 1 or more facts, each once; none for monitoring only
  std::string label;               ///< what people call it
  Origin origin;
  TextPlace place;
};

/// Section 10. Waiting moves a case up.
struct PromotionRule {
  std::vector<Days> after_days;  ///< days waited, rising: one band more urgent after each
  std::string not_above;         ///< id of the most urgent band that is reached so
  Origin origin;
  TextPlace place;
};

/// Which of two days stands first.
enum class DateFirst : std::uint8_t { earliest, latest };

/// Section 11. What is compared while everything before it is equal. A plain word is a whole key:
/// `OrderKey::points`; the others name what they look at.
struct OrderKey {
  enum Kind : std::uint8_t {
    tier,            ///< the more urgent first
    points,          ///< more first
    risk_points,     ///< more first
    latest_start,    ///< the earlier first, none last; needs FilingRule
    filing_date,     ///< the earlier first, none last
    longest_wait,    ///< the longer first
    youngest_child,  ///< the later born first, unknown before all; without children last
    lottery,         ///< a number drawn once from Policy::lottery_seed and the case id
    overdue,         ///< the earlier day of due_on() first; within the tier must_allocate only
    group,           ///< more points of the group `subject` as used first
    date,            ///< the day that the case gives for the fact `subject`; without one last
    case_id,         ///< byte order
  };

  Kind kind = case_id;
  std::string subject;  ///< id of the group, or of the date in the schema; else empty
  DateFirst first = DateFirst::earliest;  ///< of a date

  OrderKey() = default;

  // NOLINTNEXTLINE(google-explicit-constructor): a word is a whole key
  OrderKey(Kind word) : kind{word} {}

  OrderKey(Kind which, std::string of, DateFirst which_first = DateFirst::earliest)
      : kind{which}, subject{std::move(of)}, first{which_first} {}

  friend bool operator==(const OrderKey&, const OrderKey&) = default;
};

/// Section 10. Cases that may wait no longer stand in a tier of their own. At least one of the two
/// numbers of days is set.
struct MustAllocateRule {
  std::optional<Days> waiting;        ///< days waited from which it holds
  std::optional<Days> before_filing;  ///< calendar days before filing from which it holds
  std::string below;                  ///< id of the band directly before the tier
  /// Section 11. The order within the tier, without `tier`; the last key is `case_id`. Empty: as
  /// Policy::order, which else begins with `tier`.
  std::vector<OrderKey> order;
  Origin origin;
  TextPlace place;
};

/// Section 11. One tier by keys of its own; Policy::order, which begins with `tier`, orders the
/// others and the tiers among each other.
struct TierOrderRule {
  std::string tier;             ///< id of a band, or `must_allocate`; each tier has one order
  std::vector<OrderKey> order;  ///< without `tier`; the last key is `case_id`
  TextPlace place;
};

/// Section 10. How long managers' decisions on bands hold.
struct DecisionRule {
  Days longest{14};  ///< 1 or more: a decision ends then, whatever it says itself
  TextPlace place;
};

/// Section 12. Delayed cases are counted by these waits; no order depends on it.
struct DelayRule {
  /// Days waited, 1 to limits::kDaysMax, rising: 1 to limits::kDelayMarksMax of them.
  std::vector<Days> after_days{Days{84}, Days{112}, Days{140}};
  TextPlace place;
};

/// Section 12. When a case on hold or on duty has been so for too long; no order depends on it.
struct ApartRule {
  Days review_after{28};  ///< 1 to limits::kDaysMax: a longer one is a finding
  TextPlace place;
};

/// Section 12. How often every case is looked at as a whole; no order depends on it.
struct ReviewRule {
  Days every{14};  ///< 1 to limits::kDaysMax, from Case::reviewed_on or else from listing
  TextPlace place;
};

/// Section 16. A number of points of which it is known less surely than of the others how much it
/// should be. It is for those who ask how sure an order is; no order depends on it.
struct UncertainNumber {
  std::string number;  ///< its name, as section 16 says; each once
  Points from, to;     ///< the number as written lies between them; alike: it is sure
  std::string reason;  ///< for the public; may be empty
  TextPlace place;
};

/// A whole policy file. Read with read_policy(), checked by compile().
struct Policy {
  // Section 2.
  std::string id;            ///< 1 to 64 letters, digits, `_`, `.` and `-`, as all ids of a policy
  std::string version;       ///< required
  std::string title;         ///< required
  std::string status;        ///< `illustrative` or `approved`
  std::string status_line;   ///< what the policy is and is not, in a sentence
  std::string jurisdiction;  ///< may be empty
  std::string author;        ///< may be empty
  std::string approved_by;   ///< may be empty
  std::optional<Day> effective_from, effective_to;  ///< shown only: a policy ranks on any day
  std::string facts;                                ///< file of the fact schema; may be empty
  /// Whose holidays working days leave out: `england_and_wales`, which is shipped, or the name of
  /// a file that ends with .csv.
  std::string calendar = "england_and_wales";
  /// Each key at most once, at most limits::kOrderKeysMax; the last is `case_id`.
  std::vector<OrderKey> order;
  TextPlace id_place;  ///< also where a fault of the policy as a whole is reported
  TextPlace order_place;
  std::optional<std::uint64_t> lottery_seed;  ///< 0 to 2^53; set where an order has the lottery

  std::vector<PolicySource> sources;
  std::vector<BandRule> bands;          ///< most urgent first; 1 to limits::kBandsMax
  std::vector<GroupRule> groups;        ///< at most limits::kGroupsMax
  std::vector<CriterionRule> criteria;  ///< at most limits::kCriteriaMax
  std::optional<AgeRule> age;           ///< nullopt: age earns nothing
  std::optional<WaitingRule> waiting;   ///< nullopt: waiting earns nothing
  std::optional<FilingRule> filing;     ///< nullopt: filing dates earn nothing
  UnknownRule unknown;
  std::vector<FloorRule> floors;                  ///< at most limits::kFloorsMax; all are asked
  std::vector<CeilingRule> ceilings;              ///< at most limits::kCeilingsMax; all are asked
  std::optional<CannotTellRule> cannot_tell;      ///< nullopt: the band by points always counts
  std::optional<PromotionRule> promotion;         ///< nullopt: waiting moves no band
  std::optional<MustAllocateRule> must_allocate;  ///< nullopt: there is no such tier
  std::vector<TierOrderRule> tier_orders;         ///< of tiers that have one, in any order
  DecisionRule decisions;
  std::optional<DelayRule> delays;         ///< nullopt: the marks of a DelayRule{}
  std::optional<ApartRule> apart;          ///< nullopt: as an ApartRule{} says
  std::optional<ReviewRule> review;        ///< nullopt: no review falls due
  std::vector<UncertainNumber> uncertain;  ///< in any order; at most limits::kUncertainMax
};

}  // namespace waitlist
