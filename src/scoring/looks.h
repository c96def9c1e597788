// The days on which the rules look at a case again; between them its score is a straight line.
#pragma once

#include <waitlist/scoring/score.h>
#include <waitlist/scoring/trajectory.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace waitlist {

/// A case as it stands on a day.
struct StandingCase {
  const CaseTable& cases;
  const CompiledPolicy& policy;
  CaseRow row = 0;
  Day as_of = Day::first();
  const UnitFacts& unit;
  const FactScore& facts;
};

/// The next day after `as_of` on which each rule looks.
class Looks {
 public:
  static constexpr std::size_t kCauses = static_cast<std::size_t>(ChangeCause::pause) + 1;

  /// The earliest; of several on one day the first in the order of ChangeCause.
  [[nodiscard]] std::optional<NextLook> next() const;

  /// Whether this rule looks on this day.
  [[nodiscard]] bool looks(ChangeCause cause, Day on) const {
    return days_[static_cast<std::size_t>(cause)] == on.days_since_epoch();
  }

  /// The first of these causes that looks on that day; the look's own when none of them does.
  [[nodiscard]] ChangeCause likeliest(std::span<const ChangeCause> causes,
                                      const NextLook& next) const {
    const auto found =
        std::ranges::find_if(causes, [&](ChangeCause cause) { return looks(cause, next.on); });
    return found == causes.end() ? next.cause : *found;
  }

  /// Notes a day on which this rule looks; the earliest one counts.
  void note(ChangeCause cause, Day day) {
    std::int32_t& earliest = days_[static_cast<std::size_t>(cause)];
    earliest = std::min(earliest, day.days_since_epoch());
  }

 private:
  static constexpr std::int32_t kNever = INT32_MAX;

  std::array<std::int32_t, kCauses> days_ = [] {
    std::array<std::int32_t, kCauses> never{};
    never.fill(kNever);
    return never;
  }();
};

[[nodiscard]] Looks find_looks(const StandingCase& standing);

/// Those of the rules that can change a tier alone.
[[nodiscard]] Looks find_tier_looks(const StandingCase& standing);

/// The rule that moved a tier on this day: of those that look, the likeliest.
[[nodiscard]] ChangeCause tier_cause(const Looks& looks, const NextLook& next);

/// Whether the holiday data that the policy needs reaches this day and the unit's filing date.
[[nodiscard]] bool can_be_scored(const CompiledPolicy& policy, const UnitFacts& unit, Day day);

/// Days that the next day adds to the wait of the unit: 1, or 0 while an excluded pause runs.
[[nodiscard]] std::int64_t waiting_rate(const StandingCase& standing);

}  // namespace waitlist
