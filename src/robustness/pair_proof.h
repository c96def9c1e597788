// Whether one unit stands before another under every variation of a policy, number by number: what
// both earn alike cannot part them.
#pragma once

#include <waitlist/queue/ranking.h>
#include <waitlist/robustness/varied_policy.h>

#include "policy/order_table.h"
#include "robustness/exact_points.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace waitlist {

class PairProof {
 public:
  /// The ranking must outlive the proof. Requires that why_unproved() says nothing.
  PairProof(const Ranking& ranking, const VariedPolicy& varied, std::span<const UnitIndex> units);

  /// Whether the unit of this number is proved to stand before the other: false says nothing.
  [[nodiscard]] bool always_before(std::size_t one, std::size_t other) const;

 private:
  class Reader;

  /// A number that a case has in a group.
  struct Number {
    std::int64_t name = 0;  ///< the same name of the same rule: the same number
    Points least, most;
  };

  /// What a group comes to.
  struct Group {
    Points least, most;    ///< of what the score takes
    Points uncapped_most;  ///< before its limits
    Points limit;          ///< by its cap and by ceilings
  };

  /// One ranked case; what it has several of stands in the arrays below.
  struct Member {
    CaseRow row = 0;
    TierIndex worst = 0, best = 0;
    std::int64_t wait = 0;                             ///< in what the rates count
    std::int64_t times = 0;                            ///< of the rates, in thousandths
    std::int64_t waiting_least = 0, waiting_most = 0;  ///< in parts under either corner
    std::int64_t filing_name = 0;
    Points filing_least, filing_most;
  };

  /// The least that one group of a case comes to above that of another.
  [[nodiscard]] Points least_gap(std::size_t group, std::size_t one, std::size_t other) const;
  [[nodiscard]] Points least_risk_gap(std::size_t one, std::size_t other) const;
  /// Of all points. What is left is in parts of both corners together.
  [[nodiscard]] ExactPoints least_points_gap(std::size_t one, std::size_t other) const;
  [[nodiscard]] ExactPoints least_waiting_gap(const Member& one, const Member& other) const;
  /// The days, months or years for which a wait earns this rate.
  [[nodiscard]] std::int64_t earning(std::size_t rate, std::int64_t wait) const noexcept;

  [[nodiscard]] bool case_before(std::size_t one, std::size_t other) const;
  /// Whether the tier of a case is never behind that of another.
  [[nodiscard]] bool never_behind(std::size_t one, std::size_t other) const;
  /// The one tier in which both can stand; nullopt: there are several, or none.
  [[nodiscard]] std::optional<TierIndex> meeting_tier(std::size_t one, std::size_t other) const;

  const Ranking* ranking_;
  CompiledPolicy lowest_, highest_;
  bool faster_by_band_ = false;
  bool usable_ = true;
  std::size_t groups_per_case_ = 0;
  std::size_t numbers_per_case_ = 0;
  std::size_t bands_ = 0;
  std::vector<std::size_t> first_number_;  ///< by group; one more behind the last
  std::vector<std::size_t> first_member_;  ///< by unit; one more behind the last
  std::vector<Member> members_;
  std::vector<Number> numbers_;
  std::vector<Group> groups_;
  std::vector<TierIndex> tier_of_band_;  ///< by case, then by the band of its points
  std::vector<KeyTable> steady_keys_;
  std::vector<std::int64_t> steady_;  ///< by case, then by key
};

}  // namespace waitlist
