#include "simulation/share_test.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

constexpr double kShare = 0.95;
constexpr double kError = 0.05;

ShareTest after(int met, int missed) {
  ShareTest test{kShare, kError};
  for (int i = 0; i < met; ++i) test.note(true);
  for (int i = 0; i < missed; ++i) test.note(false);
  return test;
}

/// How far runs of a true chance go until it is told, or they are used up.
struct Course {
  double repetitions = 0.0;  ///< mean
  double met = 0.0, not_met = 0.0;
};

/// Exactly, from the chance of every number of failures after every repetition.
Course course_of(double chance, int most) {
  std::vector<double> going{1.0};  // by failures, those that go on
  Course course;
  for (int n = 1; n <= most && !going.empty(); ++n) {
    std::vector<double> next(going.size() + 1, 0.0);
    for (std::size_t failed = 0; failed < going.size(); ++failed) {
      course.repetitions += going[failed];
      next[failed] += going[failed] * chance;
      next[failed + 1] += going[failed] * (1.0 - chance);
    }
    for (std::size_t failed = 0; failed < next.size(); ++failed) {
      if (next[failed] <= 0.0) continue;
      const int missed = static_cast<int>(failed);
      // log of B(a + S, b + F) / B(a, b) / (q^S (1 - q)^F), the prior Beta(19, 1)
      const double evidence = std::lgamma(19.0 + n - missed) + std::lgamma(1.0 + missed) -
                              std::lgamma(20.0 + n) - std::lgamma(19.0) + std::lgamma(20.0) -
                              (n - missed) * std::log(kShare) - missed * std::log(1.0 - kShare);
      if (evidence < -std::log(kError)) continue;
      (n - missed > kShare * n ? course.met : course.not_met) += next[failed];
      next[failed] = 0.0;
    }
    going = std::move(next);
    while (!going.empty() && going.back() <= 0.0) going.pop_back();
  }
  return course;
}

}  // namespace

TEST_SUITE("share test") {
  TEST_CASE("share test: without a failure 93 repetitions show 95 of 100, and 92 do not") {
    CHECK(after(92, 0).verdict() == TargetVerdict::too_close);
    CHECK(after(93, 0).verdict() == TargetVerdict::met);
  }

  TEST_CASE("share test: the most failures with which it is met, the fewest with which it is not") {
    struct Row {
      int repetitions, failures;
    };

    for (const Row row : {Row{150, 1}, {200, 2}, {400, 8}, {800, 22}, {1600, 53}, {3200, 120}}) {
      CAPTURE(row.repetitions);
      CHECK(after(row.repetitions - row.failures, row.failures).verdict() == TargetVerdict::met);
      CHECK(after(row.repetitions - row.failures - 1, row.failures + 1).verdict() ==
            TargetVerdict::too_close);
    }
    for (const Row row :
         {Row{10, 5}, {20, 6}, {50, 9}, {93, 13}, {200, 22}, {400, 36}, {800, 62}}) {
      CAPTURE(row.repetitions);
      CHECK(after(row.repetitions - row.failures, row.failures).verdict() ==
            TargetVerdict::not_met);
      CHECK(after(row.repetitions - row.failures + 1, row.failures - 1).verdict() ==
            TargetVerdict::too_close);
    }
  }

  TEST_CASE("share test: intervals are the published ones") {
    struct Row {
      int met;
      double least, most;
    };

    for (const Row row : {Row{970, 0.9499, 0.9840}, {950, 0.9251, 0.9689}, {900, 0.8650, 0.9290}}) {
      CAPTURE(row.met);
      const ShareInterval found = after(row.met, 1000 - row.met).interval();
      CHECK(found.least == doctest::Approx(row.least).epsilon(0.0001));
      CHECK(found.most == doctest::Approx(row.most).epsilon(0.0001));
    }
    CHECK(after(0, 0).interval().least == 0.0);
    CHECK(after(0, 0).interval().most == 1.0);
    CHECK(after(93, 0).interval().most == 1.0);
  }

  TEST_CASE("share test: what it says and when, exactly, whatever the true chance is") {
    struct Row {
      double chance, repetitions, met, not_met;  // the last two in per cent
    };

    for (const Row row : {Row{0.90, 233, 0, 100},
                          {0.93, 1267, 0.2, 95.5},
                          {0.9499, 3096, 2.6, 1.2},
                          {0.95, 3096, 2.7, 1.2},
                          {0.97, 846, 99.7, 0},
                          {0.99, 160, 100, 0}}) {
      CAPTURE(row.chance);
      const Course course = course_of(row.chance, 3200);
      CHECK(std::abs(course.repetitions - row.repetitions) < 0.6);
      CHECK(std::abs(100.0 * course.met - row.met) < 0.06);
      CHECK(std::abs(100.0 * course.not_met - row.not_met) < 0.06);
    }
  }
}
