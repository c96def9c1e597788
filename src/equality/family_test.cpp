#include <waitlist/equality/permutation_test.h>

#include "base/parallel.h"
#include "equality/dealt_labels.h"
#include "equality/family_sums.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <mutex>

namespace waitlist {
namespace {

struct DealtFamily {
  std::vector<double> farthest;  ///< of each deal
  std::vector<std::uint64_t> alone;
};

DealtFamily all_ways(const FamilySums& sums, const DealtLabels& labels) {
  DealtFamily found;
  found.alone.resize(sums.members().size());
  DealtSums room;
  std::vector<std::uint32_t> classes = labels.first();
  do {
    sums.add_up(classes, room);
    found.farthest.push_back(sums.farthest(room, found.alone));
  } while (labels.next(classes));
  return found;
}

DealtFamily drawn_ways(const FamilySums& sums,
                       const DealtLabels& labels,
                       const DealOptions& options) {
  DealtFamily found;
  const std::size_t members = sums.members().size();
  found.alone.resize(members);
  found.farthest.resize(options.deals);
  const unsigned parts = std::max(1U, std::min(options.threads, options.deals));
  std::mutex adding;
  run_parts(parts, [&](unsigned part) {
    std::vector<std::uint64_t> alone(members);
    DealtSums room;
    std::vector<std::uint32_t> classes;
    const std::uint32_t end = part_begin(options.deals, part + 1, parts);
    for (std::uint32_t i = part_begin(options.deals, part, parts); i < end; ++i) {
      labels.deal(options.seed, i, classes);
      sums.add_up(classes, room);
      found.farthest[i] = sums.farthest(room, alone);
    }
    const std::lock_guard lock{adding};
    for (std::size_t i = 0; i < members; ++i) found.alone[i] += alone[i];
  });
  return found;
}

/// How many deals may be as far as one that is told apart, itself counted.
std::size_t deals_allowed(const FamilyTest& test) {
  const auto of = static_cast<double>(test.exact ? test.deals : test.deals + 1);
  return static_cast<std::size_t>(test.level * of + 1e-9);
}

/// `farthest` is of each deal, the greatest first.
double told_apart_above(const FamilyTest& test, const std::vector<double>& farthest) {
  const std::size_t allowed = deals_allowed(test);
  if (allowed == 0 || farthest.empty()) return std::numeric_limits<double>::infinity();
  const std::size_t at = test.exact ? allowed : allowed - 1;
  if (at >= farthest.size()) return 0.0;
  const bool can = !test.exact || farthest.front() * kAsFar > farthest[at];
  return can ? farthest[at] : std::numeric_limits<double>::infinity();
}

}  // namespace

double FamilyTest::share(std::uint64_t as_far) const noexcept {
  return exact ? static_cast<double>(as_far) / static_cast<double>(deals)
               : (static_cast<double>(as_far) + 1.0) / (static_cast<double>(deals) + 1.0);
}

double FamilyTest::told_apart_above_gap(const FamilyGap& gap) const noexcept {
  const double needed = told_apart_above * gap.spread;
  const bool can = gap.weight > 0 && gap.spread > 0 && gap.reach * kAsFar > needed;
  return can ? needed / gap.weight : std::numeric_limits<double>::infinity();
}

FamilyTest test_family(const DealtList& list,
                       std::span<const ComparedGroup> compared,
                       const DealOptions& options) {
  FamilyTest test;
  test.level = options.level;
  if (compared.empty()) return test;
  const DealtLabels labels{list};
  const FamilySums sums{list, labels, compared};
  test.gaps.reserve(compared.size());
  for (const FamilyMember& one : sums.members()) {
    FamilyGap& gap = test.gaps.emplace_back();
    gap.deviation = one.deviation;
    gap.weight = one.expected.weight;
    gap.spread = one.expected.spread;
    gap.reach = one.expected.reach;
  }
  test.exact = labels.ways().has_value();
  DealtFamily dealt = test.exact ? all_ways(sums, labels) : drawn_ways(sums, labels, options);
  test.deals = dealt.farthest.size();
  std::ranges::sort(dealt.farthest, std::ranges::greater{});
  test.told_apart_above = told_apart_above(test, dealt.farthest);
  for (std::size_t i = 0; i < compared.size(); ++i) {
    FamilyGap& gap = test.gaps[i];
    gap.alone = dealt.alone[i];
    const double own_far = sums.members()[i].own_far;
    const auto nearer = std::ranges::partition_point(
        dealt.farthest, [own_far](double far) { return far >= own_far * kAsFar; });
    gap.family = static_cast<std::uint64_t>(nearer - dealt.farthest.begin());
  }
  return test;
}

}  // namespace waitlist
