// The straightforward program's own reading of a policy and of a list: plain structs and whole
// numbers, nothing of the library's scoring. Section numbers: docs/reference/policy-format.md.
// Points are thousandths; days are counted from 1970, months from the year 0.
#pragma once

#include <waitlist/waitlist.h>

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace waitlist::comparison {

constexpr std::int32_t kUnknown = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t kNo = kUnknown + 1;  ///< of a count or a date
constexpr std::int32_t kNever = std::numeric_limits<std::int32_t>::max();
constexpr std::size_t kFactsMax = 32;

struct PlainChild {
  std::int32_t born = kNever;  ///< kNever: unknown
  std::int32_t born_month = 0;
  std::int32_t born_day = 0;
};

/// A case as a programmer would keep it. An answer is kUnknown, kNo for a count or a date,
/// 0 for another "no", or a level from 1, a number, a set of bits, a day.
struct PlainCase {
  std::string id;
  bool awaiting = false;
  std::int32_t listed = 0;
  std::int32_t listed_month = 0;
  std::int32_t listed_day = 0;
  std::int32_t filing = kNever;
  std::vector<PlainChild> children;
  std::array<std::int32_t, kFactsMax> answers{};
};

struct PlainRange {
  std::int32_t from = 0;
  std::int32_t points = 0;
};

struct PlainCriterion {
  std::size_t fact = 0;
  FactKind kind = FactKind::choice;
  std::vector<std::int32_t> by_code;  ///< choice: of a level; checklist: of a set of markers
  std::vector<PlainRange> ranges;     ///< count, date: highest first
  std::int32_t unknown = 0;
};

struct PlainGroup {
  Combine combine = Combine::sum;
  std::int32_t cap = kNever;
  bool risk = true;
  bool has_age = false;
  std::vector<PlainCriterion> criteria;
};

struct PlainTest {
  enum class Kind : std::uint8_t {
    at_least,
    markers_at_least,
    any_of,
    within_days,
    youngest_under,
  };

  Kind kind{};
  std::size_t fact = 0;
  std::int32_t bound = 0;
};

/// A floor or a faster rate: what it gives, and when.
struct PlainRule {
  std::int32_t gives = 0;
  std::vector<PlainTest> all;
  std::vector<PlainTest> any;
};

/// A policy as tables.
struct PlainPolicy {
  std::vector<std::int32_t> band_from;
  std::vector<PlainGroup> groups;
  std::int32_t unknown_cap = kNever;
  std::vector<PlainRange> age_points;  ///< from: under how many months
  std::int32_t young_under = 0;
  std::int32_t young_points = 0;
  std::int32_t young_maximum = 0;
  std::vector<PlainRule> floors;
  std::vector<PlainRule> faster;
  std::vector<PlainRange> rates;
  std::int64_t waiting_cap = std::numeric_limits<std::int64_t>::max();
  std::int32_t effort = 0;
  std::int32_t no_filing = 0;
  std::vector<PlainRange> slack;  ///< from: up to how many working days
  std::vector<std::int32_t> promoted_after;
  std::int32_t not_above = 0;
  bool has_must_allocate = false;
  std::int32_t must_waiting = kNever;
  std::int32_t must_filing = kNever;  ///< days before the filing date; kNever: no such rule
  std::int32_t below = 0;
  std::vector<OrderKey::Kind> order;
  std::vector<OrderKey::Kind> must_order;  ///< of cases that must be allocated; empty: as order
  WorkingCalendar calendar = WorkingCalendar::england_and_wales();
  /// Which facts of the schema PlainCase::answers holds, in its order.
  std::vector<FactIndex> facts;
};

/// Ends the program when the policy asks for what the straightforward program does not do.
[[nodiscard]] PlainPolicy plain_policy(const CompiledPolicy& policy);

[[nodiscard]] PlainCase plain_case(const CaseTable& cases, CaseRow row, const PlainPolicy& policy);

}  // namespace waitlist::comparison
