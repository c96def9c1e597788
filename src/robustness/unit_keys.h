// By what units of a list stand in order under one variation of the policy after another.
#pragma once

#include <waitlist/queue/ranking.h>

#include "policy/order_table.h"
#include "scoring/unit_reader.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace waitlist {

/// The keys of units under one variation, those of the first case of each.
class UnitKeys {
 public:
  [[nodiscard]] std::size_t size() const noexcept { return first_.size(); }

  [[nodiscard]] std::span<const std::int64_t> keys(std::size_t unit) const noexcept {
    return {keys_.data() + unit * width_, width_};
  }

  [[nodiscard]] TierIndex tier(std::size_t unit) const noexcept { return tiers_[unit]; }

  /// The case by which the unit stands where it stands.
  [[nodiscard]] CaseRow first(std::size_t unit) const noexcept { return first_[unit]; }

  /// Points in use of that case, in parts of a thousandth.
  [[nodiscard]] std::int64_t points(std::size_t unit) const noexcept { return points_[unit]; }

  [[nodiscard]] std::int64_t parts() const noexcept { return parts_; }

  /// Tiers of all its cases, and multiples of their rates of waiting, added up. Where more points
  /// lower neither, they are alike for two variations only where those of each case are.
  [[nodiscard]] std::int64_t standing(std::size_t unit) const noexcept { return standing_[unit]; }

 private:
  friend class KeyReader;

  std::size_t width_ = 0;
  std::int64_t parts_ = 1;
  std::vector<std::int64_t> keys_;
  std::vector<TierIndex> tiers_;
  std::vector<CaseRow> first_;
  std::vector<std::int64_t> points_;
  std::vector<std::int64_t> standing_;
};

/// Reads the keys of some units of a ranking. What no points change is read once.
class KeyReader {
 public:
  /// The ranking must outlive the reader.
  KeyReader(const Ranking& ranking, std::vector<UnitIndex> units);

  /// Those of other units of the same, by their numbers.
  [[nodiscard]] KeyReader of(std::span<const std::uint32_t> units) const;

  [[nodiscard]] std::span<const UnitIndex> units() const noexcept { return units_; }

  /// The keys under a variation of the ranking's policy.
  [[nodiscard]] UnitKeys read(const CompiledPolicy& variation) const;

  /// Whether a unit stands before another, each under its own variation.
  [[nodiscard]] bool before(const UnitKeys& a,
                            std::size_t one,
                            const UnitKeys& b,
                            std::size_t other) const;

 private:
  void choose_columns();
  void read_steady();
  /// Of a key that moves with points.
  [[nodiscard]] std::int64_t varying(const KeyTable& key,
                                     const Place& scored,
                                     const CompiledPolicy& variation,
                                     const UnitReader& reader) const;
  /// Below 0: the first stands before. Both in this tier; the case id is not looked at.
  [[nodiscard]] int compare(std::span<const std::int64_t> a,
                            std::int64_t parts_a,
                            std::span<const std::int64_t> b,
                            std::int64_t parts_b,
                            TierIndex tier) const noexcept;

  const Ranking* ranking_;
  std::vector<UnitIndex> units_;
  /// Of each order and place: which column of `steady_`; kVaries: the key varies.
  std::vector<std::vector<std::size_t>> column_of_;
  std::vector<KeyTable> steady_keys_;
  std::vector<std::int64_t> steady_;  ///< by ranked case of the units in turn, then by column
};

}  // namespace waitlist
