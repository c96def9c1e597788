#include <waitlist/equality/permutation_test.h>

#include "base/parallel.h"
#include "equality/banded_units.h"
#include "equality/dealt_labels.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <mutex>

namespace waitlist {
namespace {

/// What differs by less than rounding counts as alike.
constexpr double kAsFar = 1.0 - 1e-12;

struct FamilyMember {
  std::size_t outcome = 0;
  std::vector<std::uint32_t> classes;
  DealtSum expected;
  double own = 0.0;  ///< |deviation| of the list
};

/// The sums of a deal.
class FamilySums {
 public:
  FamilySums(const DealtList& list, const DealtLabels& labels, std::vector<FamilyMember> members)
      : labels_{labels}, members_{std::move(members)}, kinds_{list.outcomes.size()} {
    values_.reserve(labels.units().size() * kinds_);
    for (const std::uint32_t unit : labels.units()) {
      for (const auto& outcome : list.outcomes) values_.push_back(outcome[unit]);
    }
  }

  /// Sums by class and outcome.
  void add_up(std::span<const std::uint32_t> classes, std::vector<std::int64_t>& sums) const {
    sums.assign(labels_.class_count() * kinds_, 0);
    const std::int64_t* value = values_.data();
    for (const std::uint32_t one : classes) {
      std::int64_t* to = &sums[one * kinds_];
      for (std::size_t kind = 0; kind < kinds_; ++kind) to[kind] += value[kind];
      value += kinds_;
    }
  }

  [[nodiscard]] double deviation(const FamilyMember& one,
                                 const std::vector<std::int64_t>& sums) const {
    std::int64_t sum = 0;
    for (const std::uint32_t of : one.classes) sum += sums[of * kinds_ + one.outcome];
    return one.expected.deviation(sum);
  }

  /// The farthest of a deal, in spreads; `alone` counts those as far as in the list.
  [[nodiscard]] double farthest(const std::vector<std::int64_t>& sums,
                                std::vector<std::uint64_t>& alone) const {
    double most = 0.0;
    for (std::size_t i = 0; i < members_.size(); ++i) {
      const FamilyMember& one = members_[i];
      const double off = std::abs(deviation(one, sums));
      if (off >= one.own * kAsFar) ++alone[i];
      if (one.expected.spread > 0) most = std::max(most, off / one.expected.spread);
    }
    return most;
  }

  [[nodiscard]] std::vector<FamilyMember>& members() noexcept { return members_; }

 private:
  const DealtLabels& labels_;
  std::vector<FamilyMember> members_;
  std::size_t kinds_;
  std::vector<std::int64_t> values_;  ///< by place, then outcome
};

struct DealtFamily {
  std::vector<double> farthest;  ///< of each deal
  std::vector<std::uint64_t> alone;
};

DealtFamily all_ways(const FamilySums& sums, const DealtLabels& labels, std::size_t members) {
  DealtFamily found;
  found.alone.resize(members);
  std::vector<std::int64_t> room;
  std::vector<std::uint32_t> classes = labels.first();
  do {
    sums.add_up(classes, room);
    found.farthest.push_back(sums.farthest(room, found.alone));
  } while (labels.next(classes));
  return found;
}

DealtFamily drawn_ways(const FamilySums& sums,
                       const DealtLabels& labels,
                       std::size_t members,
                       const DealOptions& options) {
  DealtFamily found;
  found.alone.resize(members);
  found.farthest.resize(options.deals);
  const unsigned parts = std::max(1U, std::min(options.threads, options.deals));
  std::mutex adding;
  run_parts(parts, [&](unsigned part) {
    std::vector<std::uint64_t> alone(members);
    std::vector<std::int64_t> room;
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

std::vector<FamilyMember> members_of(const DealtList& list,
                                     const DealtLabels& labels,
                                     std::span<const ComparedGroup> compared) {
  std::vector<FamilyMember> members;
  members.reserve(compared.size());
  for (const ComparedGroup& one : compared) {
    const auto& of = list.labels[one.labels];
    std::vector<std::uint8_t> in_group(of.size());
    std::ranges::transform(of, in_group.begin(), [&one](std::uint32_t group) {
      return static_cast<std::uint8_t>(group == one.group ? 1 : 0);
    });
    members.push_back({one.outcome, labels.classes_of(one.labels, one.group),
                       dealt_sum(banded_units(list.outcomes[one.outcome], in_group, list.bands))});
  }
  return members;
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
  FamilySums sums{list, labels, members_of(list, labels, compared)};
  std::vector<std::int64_t> own;
  sums.add_up(labels.own(), own);
  test.gaps.reserve(compared.size());
  for (FamilyMember& one : sums.members()) {
    FamilyGap& gap = test.gaps.emplace_back();
    gap.deviation = sums.deviation(one, own);
    gap.weight = one.expected.weight;
    gap.spread = one.expected.spread;
    gap.reach = one.expected.reach;
    one.own = std::abs(gap.deviation);
  }
  test.exact = labels.ways().has_value();
  DealtFamily dealt = test.exact ? all_ways(sums, labels, compared.size())
                                 : drawn_ways(sums, labels, compared.size(), options);
  test.deals = dealt.farthest.size();
  std::ranges::sort(dealt.farthest, std::ranges::greater{});
  test.told_apart_above = told_apart_above(test, dealt.farthest);
  for (std::size_t i = 0; i < compared.size(); ++i) {
    FamilyGap& gap = test.gaps[i];
    gap.alone = dealt.alone[i];
    const double own_far = gap.spread > 0 ? std::abs(gap.deviation) / gap.spread : 0.0;
    const auto nearer = std::ranges::partition_point(
        dealt.farthest, [own_far](double far) { return far >= own_far * kAsFar; });
    gap.family = static_cast<std::uint64_t>(nearer - dealt.farthest.begin());
  }
  return test;
}

}  // namespace waitlist
