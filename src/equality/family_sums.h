// The sums of one deal of labels, and how far the groups of a family stand out in it.
#pragma once

#include <waitlist/equality/permutation_test.h>

#include "equality/banded_units.h"
#include "equality/dealt_labels.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace waitlist {

/// What differs by less than rounding counts as alike.
inline constexpr double kAsFar = 1.0 - 1e-12;

/// A comparison of a family, and where it stands in the list itself.
struct FamilyMember {
  std::size_t outcome = 0;
  bool within = false;
  std::vector<std::uint32_t> classes;
  DealtSum expected;
  double deviation = 0.0;
  double own_far = 0.0;  ///< |deviation| in spreads; 0 where all are alike
};

/// Sums of a deal: by band that comparisons look into, class and outcome.
struct DealtSums {
  std::vector<std::int64_t> by_band;
  std::vector<std::int64_t> counts;    ///< units by band and class
  std::vector<std::int64_t> over_all;  ///< by class and outcome
};

/// `labels` must outlive it.
class FamilySums {
 public:
  FamilySums(const DealtList& list,
             const DealtLabels& labels,
             std::span<const ComparedGroup> compared);

  void add_up(std::span<const std::uint32_t> classes, DealtSums& sums) const;

  /// The farthest of a deal, in spreads; `alone` counts those as far as in the list.
  [[nodiscard]] double farthest(const DealtSums& sums, std::vector<std::uint64_t>& alone) const;

  [[nodiscard]] const std::vector<FamilyMember>& members() const noexcept { return members_; }

 private:
  struct BandTotals {
    std::int64_t units = 0;
    std::vector<std::int64_t> sums;  ///< by outcome
    std::vector<double> variances;   ///< of one unit in a deal, by outcome; 0 for a single unit
  };

  void total_bands();
  void add_member(const DealtList& list, const ComparedGroup& compared);
  [[nodiscard]] double far_within(const FamilyMember& one, const DealtSums& sums) const;
  [[nodiscard]] double far_of(const FamilyMember& one, const DealtSums& sums) const;

  const DealtLabels& labels_;
  std::vector<FamilyMember> members_;
  std::size_t kinds_;
  std::vector<std::int64_t> values_;  ///< by place, then outcome
  std::vector<std::size_t> band_of_;  ///< by place; empty: one band
  std::vector<BandTotals> bands_;
};

}  // namespace waitlist
