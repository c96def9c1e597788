// Lists of lines far longer and odder than waiting lists are, held against a sorted set.
#include "queue/class_list.h"

#include "support/shipped.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

using Keys = std::vector<std::int64_t>;

/// Tiers of the policy; of each there is a class of this number.
constexpr TierIndex kPlain = 0;
constexpr TierIndex kMustAllocate = 1;

const OrderPlan& plan() {
  static const OrderPlan made = [] {
    static const CompiledPolicy policy = shipped::policy("staffordshire_2009");
    OrderPlan plan{policy};
    for (const TierIndex tier : {kPlain, kMustAllocate}) {
      static_cast<void>(plan.class_of({tier, PointParts{1}, 1}));
    }
    return plan;
  }();
  return made;
}

/// Days of now, and those at which fewer bits begin to tell less.
std::int64_t some_day() {
  const std::int64_t none = Day::last().days_since_epoch() + 1;
  const std::array<std::int64_t, 9> odd{-40'000, -32'767, -32'766, 0,       32'764,
                                        32'765,  32'766,  40'000,  none - 1};
  const auto choice = *rc::gen::inRange<std::size_t>(0, odd.size() + 8);
  if (choice < odd.size()) return odd[choice];
  return choice == odd.size() ? none : *rc::gen::inRange<std::int64_t>(14'000, 14'020);
}

/// Mostly much alike, as points are.
std::int64_t some_points() {
  const auto choice = *rc::gen::inRange(0, 12);
  if (choice == 0) return *rc::gen::arbitrary<std::int64_t>() / 2;
  if (choice == 1) return *rc::gen::inRange<std::int64_t>(-3'000'000'000, 3'000'000'000);
  return *rc::gen::inRange<std::int64_t>(-3, 3);
}

/// Tier, points and three days, as the policy orders; among cases that must be allocated, behind
/// the day on which each had to be.
Keys some_keys(TierIndex tier) {
  const std::int64_t due = tier == kMustAllocate ? some_day() : 0;
  return {tier, due, some_points(), some_day(), some_day(), some_day()};
}

Lead lead(const Keys& keys) {
  return plan().lead(keys, plan().first_differing(TierIndex{keys[0]}));
}

struct Written {
  Keys keys;
  std::string case_id;
  const UnitLine* line = nullptr;

  friend bool operator<(const Written& a, const Written& b) {
    return std::tie(a.keys, a.case_id) < std::tie(b.keys, b.case_id);
  }
};

/// A list and, beside it, the set that it should be.
class ListAndSet {
 public:
  void insert(Keys keys) {
    Written one{std::move(keys), "c" + std::to_string(made_++), nullptr};
    CaseLine first;
    first.case_id = one.case_id;
    first.at_zero = PointParts{-one.keys[2]};
    const ClassIndex of_tier{static_cast<ClassIndex>(one.keys[0])};
    one.line = plan().write({0, of_tier, 1}, one.keys, {&first, 1}, ChangeCause{}, memory_);
    list_.insert(plan(), *one.line, 1);
    set_.insert(std::move(one));
  }

  void erase(std::size_t number) {
    const auto one = std::next(set_.begin(), static_cast<std::ptrdiff_t>(number % set_.size()));
    list_.erase(plan(), *one->line, 1);
    set_.erase(one);
  }

  void compare() const {
    std::vector<const UnitLine*> listed;
    for (const auto& block : list_.blocks()) {
      RC_ASSERT(block->count > 0U);
      const auto lines = block->lines();
      listed.insert(listed.end(), lines.begin(), lines.end());
      RC_ASSERT(std::is_sorted(block->code.begin(), block->code.begin() + block->count));
    }
    std::vector<const UnitLine*> expected;
    for (const Written& one : set_) expected.push_back(one.line);
    RC_ASSERT(listed == expected);
    RC_ASSERT(list_.size() == set_.size());
  }

  /// Whether a search finds what a walk through the set finds.
  void search(const Keys& keys) const {
    const auto before = std::distance(set_.begin(), set_.lower_bound({keys, "c5", nullptr}));
    const std::size_t first = plan().first_differing(TierIndex{keys[0]});
    const ClassList::At at = list_.lower_bound(plan(), {keys, "c5", first});
    RC_ASSERT(list_.count_before(at) == static_cast<std::size_t>(before));
  }

  [[nodiscard]] std::size_t size() const { return set_.size(); }

 private:
  ClassList list_;
  std::set<Written> set_;
  LineMemory memory_;
  std::size_t made_ = 0;
};

}  // namespace

TEST_SUITE("queue") {
  TEST_CASE("class list: it is the sorted set of its lines, whatever their keys") {
    CHECK(rc::check([] {
      ListAndSet both;
      const TierIndex tier = *rc::gen::arbitrary<bool>() ? kPlain : kMustAllocate;
      const auto steps = *rc::gen::inRange(0, 4'000);
      for (int i = 0; i < steps; ++i) {
        if (both.size() > 0 && *rc::gen::inRange(0, 4) == 0) {
          both.erase(*rc::gen::arbitrary<std::uint32_t>());
        } else {
          both.insert(some_keys(tier));
        }
        if (i % 300 == 0) both.compare();
      }
      both.compare();
      for (int i = 0; i < 20; ++i) both.search(some_keys(tier));
    }));
  }

  TEST_CASE("class list: lines that always come first, or last, are told apart, too") {
    for (const std::int64_t step : {-1, 1}) {
      ListAndSet both;
      for (std::int64_t i = 0; i < 2'000; ++i) {
        both.insert({0, 0, step * i * 1'000, 14'000, 14'000, 14'000});
        both.insert({0, 0, 0, 14'000, 14'000 + step * i, 14'000});
      }
      both.compare();
    }
  }

  TEST_CASE("class list: of two lines the one with the smaller lead stands first") {
    CHECK(rc::check([] {
      const TierIndex tier = *rc::gen::arbitrary<bool>() ? kPlain : kMustAllocate;
      Keys first = some_keys(tier);
      Keys second = some_keys(tier);
      const auto alike = *rc::gen::inRange<std::ptrdiff_t>(1, 6);
      std::copy_n(first.begin(), alike, second.begin());
      if (second < first) std::swap(first, second);
      RC_ASSERT(lead(first) <= lead(second));
    }));
  }

  TEST_CASE("class list: days of now after equal points have leads of their own") {
    const std::int64_t none = Day::last().days_since_epoch() + 1;
    const Keys dated{0, 0, 5, 14'500, 14'400, 0};
    for (const Keys& other : {Keys{0, 0, 5, 14'501, 14'400, 0}, Keys{0, 0, 5, 14'500, 14'401, 0},
                              Keys{0, 0, 6, 14'500, 14'400, 0}, Keys{0, 0, 5, none, 14'400, 0}}) {
      CHECK(lead(dated) < lead(other));
    }
    CHECK(lead(Keys{0, 0, 5, none, 14'400, 0}) < lead(Keys{0, 0, 5, none, 14'401, 0}));
  }
}
