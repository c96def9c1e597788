/// \file permutation_test.h
/// \brief Whether a group stands elsewhere than chance alone would put it: labels are dealt out
/// again, all ways where they can be counted, else many at random.
/// Layer: equality (may use base to queue).
/// Source: Fisher's exact principle; Westfall and Young 1993 (max-T), Holm 1979, Phipson and Smyth
/// 2010 (one more above and below); docs/reference/equality.md.
/// Units: values are whole numbers of any one unit: places, days, thousandths of a point, 0 and 1.
/// Requires: one value, label and band for each unit; fewer than 2^31 units; sums below 2^62.
/// Complexity: test_family() O(deals (units labels outcomes + comparisons bands)).
/// Threads: pure; the result does not depend on them.
/// Not: a verdict on a policy. It says how often chance alone deals so large a gap.
#pragma once

#include <waitlist/base/export.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace waitlist {

struct DealOptions {
  std::uint32_t deals = 9'999;  ///< where they cannot all be counted; level (deals + 1) is whole
  std::uint64_t seed = 2010;    ///< the same seed deals the same
  double level = 0.05;          ///< told apart: as large a gap is dealt in at most this share
  unsigned threads = 1;
};

/// One group against the rest, alone.
struct GapTest {
  double deviation = 0.0;  ///< sum of the group less what its bands' means give its numbers
  double weight = 0.0;     ///< deviation / weight is the gap of means, or the mean gap within bands
  bool exact = false;      ///< all deals were counted; else they were drawn
  std::uint64_t deals = 0;
  std::uint64_t as_far = 0;    ///< deals as far from the mean; exact: the list's own among them
  std::uint64_t alike = 0;     ///< of these, just as far
  std::uint64_t farthest = 0;  ///< exact: deals as far as any
  /// Exact: the least distance that is told apart, and how many deals are as far. nullopt: none is.
  std::optional<double> told_apart_from;
  std::uint64_t told_apart_deals = 0;

  [[nodiscard]] double gap() const noexcept { return weight > 0 ? deviation / weight : 0.0; }

  /// Share of deals that are as far: of drawn ones (as_far + 1) / (deals + 1).
  [[nodiscard]] WAITLIST_EXPORT double p() const noexcept;
  /// The same, deals that are just as far counted half. Of no use for few cases.
  [[nodiscard]] WAITLIST_EXPORT double mid_p() const noexcept;
  /// The smallest p() that any list of these values could have.
  [[nodiscard]] WAITLIST_EXPORT double least_p() const noexcept;
};

/// Counts all deals of the labels, inside each band where there are bands (`bands` empty: there is
/// one). nullopt where there are too many of them to count.
[[nodiscard]] WAITLIST_EXPORT std::optional<GapTest> exact_gap_test(
    std::span<const std::int64_t> values,
    std::span<const std::uint8_t> in_group,
    std::span<const std::uint32_t> bands = {},
    double level = 0.05);

/// What is dealt: outcomes stay, labels move. All labels of a unit move together.
struct DealtList {
  std::vector<std::vector<std::int64_t>> outcomes;  ///< of each kind: a value for each unit
  std::vector<std::vector<std::uint32_t>> labels;   ///< of each characteristic: a group each
  std::vector<std::uint32_t> bands;                 ///< labels move inside them; empty: one band
  /// Bands that comparisons `within` look into, while labels move over all; empty: there are none.
  /// Then units times each sum is below 2^62.
  std::vector<std::uint32_t> compared_within;
};

/// A comparison of the family.
struct ComparedGroup {
  std::size_t outcome = 0;  ///< which of DealtList::outcomes
  std::size_t labels = 0;   ///< which of DealtList::labels
  std::uint32_t group = 0;
  /// Against the means of DealtList::compared_within, its spread that of as many units in each.
  bool within = false;
};

struct FamilyGap {
  double deviation = 0.0;    ///< as in GapTest
  double weight = 0.0;       ///< as in GapTest
  double spread = 0.0;       ///< standard deviation of the deviation over all deals; 0: all alike
  double reach = 0.0;        ///< the greatest distance from the mean that any deal has
  std::uint64_t alone = 0;   ///< deals in which this comparison is as far
  std::uint64_t family = 0;  ///< deals in which any comparison of the family is

  [[nodiscard]] double gap() const noexcept { return weight > 0 ? deviation / weight : 0.0; }
};

struct FamilyTest {
  bool exact = false;
  std::uint64_t deals = 0;
  double level = 0.05;
  std::vector<FamilyGap> gaps;  ///< of each comparison, in order
  /// A gap is told apart when it is farther than this many of its spreads; infinite: none can be.
  double told_apart_above = std::numeric_limits<double>::infinity();

  /// Share of deals in which any comparison is as far as this one.
  [[nodiscard]] double p(const FamilyGap& gap) const noexcept { return share(gap.family); }

  /// Share of deals in which this one is.
  [[nodiscard]] double p_alone(const FamilyGap& gap) const noexcept { return share(gap.alone); }

  /// The gap that one had to exceed to be told apart: infinite where none can be.
  [[nodiscard]] WAITLIST_EXPORT double told_apart_above_gap(const FamilyGap& gap) const noexcept;

 private:
  [[nodiscard]] WAITLIST_EXPORT double share(std::uint64_t as_far) const noexcept;
};

/// Deals the labels once for all comparisons: single-step max-T. On lists without any effect at
/// most a share of `level` has a comparison that is told apart. All deals are counted where there
/// are at most 100,000.
[[nodiscard]] WAITLIST_EXPORT FamilyTest test_family(const DealtList& list,
                                                     std::span<const ComparedGroup> compared,
                                                     const DealOptions& options = {});

/// p for each of several tests that holds for all together, in the order given (Holm 1979).
[[nodiscard]] WAITLIST_EXPORT std::vector<double> holm(std::span<const double> p);

}  // namespace waitlist
