/// \file policy.h
/// \brief A prioritisation policy as written: what the TOML file says, not yet checked.
/// Layer: policy (may use base, cases).  The meaning of every member is defined in
/// docs/reference/policy-format.md; the section is named at each struct.
/// Units: points are thousandths.  Threads: values; share freely.
#pragma once

#include <waitlist/base/day.h>
#include <waitlist/base/whole.h>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace waitlist {

/// Where in the policy's text an element stands; both count from 1, 0 = made by a program.
struct TextPlace {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// Where a rule comes from: the lost criteria as reconstructed, what Ofsted named, or later.
enum class Provenance : std::uint8_t {
  unstated,
  reconstruction,    ///< N: our guess at what the lost national criteria covered
  time_and_age_gap,  ///< O1: gap named by Ofsted in October 2009
  police_and_marac,  ///< O2: Ofsted's 2009 finding on police and MARAC information
  later_practice,    ///< L
  published_rule,    ///< R: the rule itself is public
};

/// Provenance, keys of PolicySource, and a sentence for the public (section 2).
struct Origin {
  Provenance provenance = Provenance::unstated;
  std::vector<std::string> sources;
  std::string why;
};

/// Section 2.
struct PolicySource {
  std::string key, title, publisher, date, address;
  TextPlace place;
};

/// Section 3.
struct BandRule {
  std::string id, label, meaning;
  Points from;
  TextPlace place;
};

enum class Combine : std::uint8_t { sum, highest, highest_plus_half_of_rest };

/// Section 4.
struct GroupRule {
  std::string id, label;
  Combine combine = Combine::sum;
  std::optional<Points> cap;
  bool risk = true;
  TextPlace place;
};

struct LevelPoints {
  std::string level;
  Points points;
  TextPlace place;
};

struct RangePoints {
  std::int64_t from = 0;  ///< half-open: up to the next row's `from`
  Points points;
  TextPlace place;
};

struct ByLevel {
  std::vector<LevelPoints> levels;
};

struct ByRange {
  std::vector<RangePoints> ranges;
};

struct ByMarker {
  std::vector<LevelPoints> markers;
  std::optional<Points> maximum;
};

/// Section 4.
struct CriterionRule {
  std::string fact, group;
  std::string label;  ///< empty: the fact's
  std::variant<ByLevel, ByRange, ByMarker> scale;
  std::optional<Points> unknown;
  bool critical = false;
  Origin origin;
  TextPlace place;
};

enum class AgeAt : std::uint8_t { listed, as_of };

struct AgePoints {
  Months under;
  Points points;
  TextPlace place;
};

struct FurtherChildren {
  Months under;
  Points points;
  Points maximum;
};

/// Section 5.
struct AgeRule {
  std::string group;
  AgeAt at = AgeAt::listed;
  std::vector<AgePoints> points;
  std::optional<FurtherChildren> further_children;
  Origin origin;
  TextPlace place;
};

enum class UnknownShare : std::uint8_t { none, third, half, all };

/// Section 6.
struct UnknownRule {
  UnknownShare share = UnknownShare::third;
  UnknownShare critical_share = UnknownShare::half;
  std::optional<Points> total_cap;
  std::optional<WorkingDays> chase_after;
  TextPlace place;
};

/// Section 9. Which member is set says which condition it is.
struct FactAtLeast {
  std::string fact;
  std::variant<std::string, std::int64_t> bound;  ///< level of a choice; number or marker count
};

struct FactAnyOf {
  std::string fact;
  std::vector<std::string> markers;
};

struct FactWithin {
  std::string fact;
  Days days;
};

struct YoungestUnder {
  Months months;
};

struct BandAtLeast {
  std::string band;
};

struct Condition {
  std::variant<FactAtLeast, FactAnyOf, FactWithin, YoungestUnder, BandAtLeast> test;
  TextPlace place;
};

struct When {
  std::vector<Condition> all, any;
};

struct WaitingRate {
  Days from_day;
  Points per_day;  ///< may be negative: legal, and reported as doubtful
  TextPlace place;
};

struct FasterWaiting {
  std::int64_t times_thousandths = 1000;
  When when;
  TextPlace place;
};

enum class PauseTreatment : std::uint8_t { count, exclude };

/// Section 7.
struct WaitingRule {
  PauseTreatment pauses = PauseTreatment::count;
  std::vector<WaitingRate> rates;
  std::optional<Points> cap;
  std::vector<FasterWaiting> faster;
  Origin origin;
  TextPlace place;
};

struct SlackPoints {
  WorkingDays up_to;
  Points points;
  TextPlace place;
};

/// Section 8.
struct FilingRule {
  Days effort;
  std::vector<SlackPoints> slack;
  Points no_filing_date;
  Origin origin;
  TextPlace place;
};

/// Section 10.
struct FloorRule {
  std::string id, label, band, action;
  When when;
  Origin origin;
  TextPlace place;
};

struct PromotionRule {
  std::vector<Days> after_days;
  std::string not_above;
  Origin origin;
  TextPlace place;
};

struct MustAllocateRule {
  std::optional<Days> waiting;
  std::optional<Days> before_filing;
  std::string below;
  Origin origin;
  TextPlace place;
};

struct DecisionRule {
  Days longest{14};
  TextPlace place;
};

/// Section 12. It counts delayed cases and changes no order.
struct DelayRule {
  std::vector<Days> after_days{Days{84}, Days{112}, Days{140}};
  TextPlace place;
};

/// Section 11.
enum class OrderKey : std::uint8_t {
  tier,
  points,
  risk_points,
  latest_start,
  filing_date,
  longest_wait,
  youngest_child,
  lottery,
  case_id,
};

/// A whole policy file. Read with read_policy(), checked by compile().
struct Policy {
  std::string id, version, title, status, status_line, jurisdiction, author, approved_by;
  std::optional<Day> effective_from, effective_to;
  std::string facts;  ///< file name of the fact schema
  std::string calendar = "england_and_wales";
  std::vector<OrderKey> order;
  TextPlace id_place;  ///< also where a fault of the policy as a whole is reported
  TextPlace order_place;
  std::optional<std::uint64_t> lottery_seed;

  std::vector<PolicySource> sources;
  std::vector<BandRule> bands;
  std::vector<GroupRule> groups;
  std::vector<CriterionRule> criteria;
  std::optional<AgeRule> age;
  std::optional<WaitingRule> waiting;
  std::optional<FilingRule> filing;
  UnknownRule unknown;
  std::vector<FloorRule> floors;
  std::optional<PromotionRule> promotion;
  std::optional<MustAllocateRule> must_allocate;
  DecisionRule decisions;
  std::optional<DelayRule> delays;
};

}  // namespace waitlist
