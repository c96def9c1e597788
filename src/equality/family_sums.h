// The sums of one deal of labels, and how far the groups of a family stand out in it.
#pragma once

#include <waitlist/equality/permutation_test.h>

#include "equality/banded_units.h"
#include "equality/dealt_labels.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

namespace waitlist {

/// What differs by less than rounding counts as alike.
inline constexpr double kAsFar = 1.0 - 1e-12;

/// A comparison of a family, and where it stands in the list itself.
struct FamilyMember {
  std::size_t outcome = 0;
  bool within = false;
  std::size_t group = 0;  ///< its sums among those of a deal
  DealtSum expected;
  double deviation = 0.0;
  double own_far = 0.0;  ///< |deviation| in spreads; 0 where all are alike
};

/// Units and their outcomes of a deal, added up by the bands that comparisons look into.
struct DealtSums {
  std::vector<std::int64_t> class_units;  ///< by band and class
  std::vector<std::int64_t> class_sums;   ///< by band, class and outcome
  std::vector<std::int64_t> group_units;  ///< by group and band
  std::vector<std::int64_t> group_sums;   ///< by group, band and outcome
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
  void name_groups(std::span<const ComparedGroup> compared);
  void add_member(const DealtList& list, const ComparedGroup& compared);
  void add_classes(std::span<const std::uint32_t> classes, DealtSums& sums) const;
  void add_groups(DealtSums& sums) const;
  [[nodiscard]] std::int64_t sum_of(const FamilyMember& one, const DealtSums& sums) const;
  [[nodiscard]] double far_within(const FamilyMember& one, const DealtSums& sums) const;
  [[nodiscard]] double far_of(const FamilyMember& one, const DealtSums& sums) const;

  const DealtLabels& labels_;
  std::vector<FamilyMember> members_;
  std::map<std::pair<std::size_t, std::uint32_t>, std::size_t> groups_;  ///< by labels and group
  std::vector<std::vector<std::size_t>> groups_of_;                      ///< by class
  std::size_t kinds_;
  std::vector<std::int64_t> values_;  ///< by place, then outcome
  std::vector<std::size_t> band_of_;  ///< by place; empty: one band
  std::vector<BandTotals> bands_;
};

}  // namespace waitlist
