// The list ranked again with some rules only: what the others give is their mean for every case.
#pragma once

#include "equality/measured_units.h"
#include "policy/order_table.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace waitlist {

/// Works on the kept contributions; no case is scored again. Tiers keep their meaning: bands are
/// read off the points with the means of the silent rules in them; promotion by waiting and the
/// duty to allocate always speak, and so do the keys of the order behind the points.
class RankedBySome {
 public:
  /// Requires kept contributions. At most so many groups of rules: those that move most points,
  /// the others joined to one. The ranking must outlive it.
  RankedBySome(const Ranking& ranking, std::size_t rules_most);

  /// The groups of rules, a bit each. Those that are alike for all cases are left out.
  [[nodiscard]] std::span<const EqualityRule> rules() const noexcept { return rules_; }

  /// The position of each unit where the rules with a bit in `speaking` alone speak: units in the
  /// order of the ranking.
  [[nodiscard]] std::vector<std::uint32_t> positions(std::size_t speaking) const;

 private:
  /// What rules on bands do to a case.
  struct Limit {
    BandIndex floor = 0;
    BandIndex ceiling = 0;
    bool cannot_tell = false;
    const ManagerDecision* decision = nullptr;
    BandIndex decided = 0;
  };

  /// What a group of rules gives each case.
  struct Given {
    std::vector<std::int64_t> parts;  ///< points, in parts of a thousandth
    std::vector<std::int64_t> risk;   ///< thousandths; empty: it sets no band
    std::int64_t risk_total = 0;
    double moved = 0.0;  ///< sum of the distances from the mean
  };

  void read_groups(std::size_t rules_most);
  void read_limits();
  void read_keys();
  [[nodiscard]] Given given_by_group(std::size_t group) const;
  [[nodiscard]] Given given_by_date(ContributionKind kind) const;
  static void join(Given& to, const Given& more);
  void add_rule(EqualityRule::Kind kind, const GroupRule* group, Given given);
  [[nodiscard]] TierIndex tier(std::size_t number, Points risk, bool limited) const;
  [[nodiscard]] std::int64_t key(const KeyTable& table,
                                 std::size_t order,
                                 std::size_t place,
                                 std::size_t number,
                                 TierIndex tier,
                                 std::size_t speaking) const;

  const Ranking& ranking_;
  std::vector<EqualityRule> rules_;
  std::vector<Given> given_;  ///< by rule; none for limits
  Given always_;              ///< groups that are alike for all cases
  std::optional<std::size_t> limits_rule_;
  std::vector<Limit> limits_;                      ///< by number: the place in the ranking
  std::vector<std::size_t> rule_of_group_;         ///< SIZE_MAX: alike for all cases
  std::vector<std::vector<std::int64_t>> groups_;  ///< points of each, by number
  /// By order, place of the order and number, of keys that no rule makes.
  std::vector<std::vector<std::vector<std::int64_t>>> fixed_;
  std::vector<std::uint32_t> id_order_;  ///< by number
};

}  // namespace waitlist
