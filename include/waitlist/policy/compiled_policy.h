/// \file compiled_policy.h
/// \brief A policy that has been checked against its fact schema: immutable and ready to score.
/// Layer: policy (may use base, cases).  Source: docs/reference/policy-format.md.
/// Complexity: compile() is O(size of the policy).  Threads: immutable; copies share one value.
#pragma once

#include <waitlist/base/digest.h>
#include <waitlist/base/export.h>
#include <waitlist/base/index.h>
#include <waitlist/base/result.h>
#include <waitlist/cases/fact_schema.h>
#include <waitlist/cases/working_calendar.h>
#include <waitlist/policy/policy.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace waitlist {

/// Names the policy that made a result. Results of different stamps do not mix.
struct PolicyStamp {
  std::string id;
  std::string version;
  Digest digest;

  friend bool operator==(const PolicyStamp&, const PolicyStamp&) = default;
};

/// Place of a band in its policy; 0 is the most urgent.
using BandIndex = Index<struct BandTag, std::uint8_t>;
/// Place of a tier: the bands with `must_allocate` directly after its `below`; 0 the most urgent.
using TierIndex = Index<struct TierTag, std::uint8_t>;

struct PolicyTables;  // src/policy/policy_tables.h: lookup tables for scoring

/// A checked policy.
class WAITLIST_EXPORT CompiledPolicy {
 public:
  [[nodiscard]] const Policy& written() const noexcept;
  [[nodiscard]] const FactSchema& schema() const noexcept;
  [[nodiscard]] const WorkingCalendar& calendar() const noexcept;
  /// The waits by which delayed cases are counted: 1 to limits::kDelayMarksMax, rising.
  [[nodiscard]] std::span<const Days> delay_marks() const noexcept;
  [[nodiscard]] const PolicyStamp& stamp() const noexcept;
  /// Equal parts of a thousandth of a point in which points are counted exactly, 1 to
  /// limits::kPointPartsMax: 1 unless a rate of waiting is a fraction.
  [[nodiscard]] std::int64_t point_parts() const noexcept;

  [[nodiscard]] const BandRule& band(BandIndex band) const noexcept;
  [[nodiscard]] std::optional<BandIndex> find_band(std::string_view id) const noexcept;

  [[nodiscard]] std::size_t tier_count() const noexcept;
  /// Tier of a case in this band, and for which must_allocate holds or not.
  [[nodiscard]] TierIndex tier(BandIndex band, bool must_allocate) const noexcept;
  /// Id of the band, or `must_allocate`.
  [[nodiscard]] std::string_view tier_id(TierIndex tier) const noexcept;

  [[nodiscard]] const PolicyTables& tables() const noexcept;

  explicit CompiledPolicy(std::shared_ptr<const PolicyTables> tables) noexcept;

 private:
  std::shared_ptr<const PolicyTables> tables_;
};

/// Checks a policy against its schema and compiles it. Every fault is reported, each with its line
/// and column in `source`. `also` are faults found while reading the same text: they are reported
/// together, in the order of the text, and any of them fails the policy. `calendar` is the one that
/// the policy names.
[[nodiscard]] WAITLIST_EXPORT Result<CompiledPolicy> compile(
    const Policy& policy,
    const FactSchema& schema,
    const std::string& source = "policy",
    Errors also = {},
    const WorkingCalendar& calendar = WorkingCalendar::england_and_wales());

/// `N`, `O1`, `O2`, `L`, `R`, or empty when unstated.
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(Provenance provenance) noexcept;
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(Combine combine) noexcept;
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(OrderKey::Kind kind) noexcept;
/// As a policy writes it: `points`, `{ group = "court" }`, `{ date = "due", first = "latest" }`.
[[nodiscard]] WAITLIST_EXPORT std::string to_text(const OrderKey& key);
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(DateFirst first) noexcept;
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(UnknownShare share) noexcept;
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(AgeAt at) noexcept;
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(MeasuredTo day) noexcept;
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(PauseTreatment pauses) noexcept;
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(WaitUnit unit) noexcept;

}  // namespace waitlist
