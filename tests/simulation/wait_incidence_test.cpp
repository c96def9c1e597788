#include <waitlist/simulation/wait_incidence.h>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cmath>
#include <map>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

ObservedWait allocated(double length) { return {length, WaitEnd::allocated}; }

ObservedWait unfinished(double length) { return {length, WaitEnd::unfinished}; }

ObservedWait withdrawn(double length) { return {length, WaitEnd::withdrawn}; }

/// Remission under 6-MP in weeks (Freireich et al. 1963).
std::vector<ObservedWait> remissions() {
  std::vector<ObservedWait> waits;
  for (const double ended : {6, 6, 6, 7, 10, 13, 16, 22, 23}) waits.push_back(allocated(ended));
  for (const double going : {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}) {
    waits.push_back(unfinished(going));
  }
  return waits;
}

}  // namespace

TEST_SUITE("wait incidence") {
  TEST_CASE("wait incidence: with one end it is Kaplan and Meier's, with Greenwood's errors") {
    struct Row {
      double length;
      std::uint32_t at_risk, ended;
      double waiting, error;
    };

    const std::vector<Row> rows{{6, 21, 3, .857143, .076360},  {7, 17, 1, .806723, .086935},
                                {10, 15, 1, .752941, .096350}, {13, 12, 1, .690196, .106815},
                                {16, 11, 1, .627451, .114054}, {22, 7, 1, .537815, .128234},
                                {23, 6, 1, .448179, .134591}};
    const WaitIncidence found = wait_incidence(remissions());
    REQUIRE(found.steps.size() == rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const IncidenceStep& step = found.steps[i];
      CHECK(step.length == rows[i].length);
      CHECK(step.at_risk == rows[i].at_risk);
      CHECK(step.allocated == rows[i].ended);
      CHECK(std::abs(step.share_waiting - rows[i].waiting) < 6e-7);
      CHECK(std::abs(step.error_allocated - rows[i].error) < 6e-7);
      CHECK(step.share_withdrawn == 0.0);
    }
    // The finished ones alone have a median of 10.
    CHECK(found.length_until(0.5) == 23.0);
    CHECK_FALSE(found.length_until(0.6).has_value());
  }

  TEST_CASE("wait incidence: families that withdraw are neither allocated nor unfinished") {
    const std::vector<ObservedWait> waits{
        allocated(5),  allocated(8),  withdrawn(8),   allocated(12), unfinished(15),
        allocated(20), withdrawn(20), unfinished(26), allocated(30), unfinished(30)};
    const WaitIncidence found = wait_incidence(waits);

    struct Row {
      double length, allocated, withdrawn;
    };

    const std::vector<Row> rows{{5, .1, 0},
                                {8, .2, .1},
                                {12, .3, .1},
                                {20, 21.0 / 50.0, 11.0 / 50.0},
                                {30, .6, 11.0 / 50.0}};
    REQUIRE(found.steps.size() == rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      CHECK(found.steps[i].length == rows[i].length);
      CHECK(found.steps[i].share_allocated == doctest::Approx(rows[i].allocated));
      CHECK(found.steps[i].share_withdrawn == doctest::Approx(rows[i].withdrawn));
    }
    CHECK(found.length_until(0.5) == 30.0);
    CHECK(found.length_until(0.2) == 8.0);
  }

  TEST_CASE("wait incidence: cases known from the first list only are at risk from then on") {
    // Half of all waits last 10 days, half 90. A list on which they stand has them in proportion
    // to their length, one of 10 and nine of 90, at every age of theirs.
    std::vector<ObservedWait> waits;
    for (int day = 0; day < 10; ++day) {
      waits.push_back({10.0, WaitEnd::allocated, static_cast<double>(day)});
    }
    for (int day = 0; day < 90; ++day) {
      waits.push_back({90.0, WaitEnd::allocated, static_cast<double>(day)});
    }
    std::vector<ObservedWait> naive = waits;
    for (ObservedWait& wait : naive) wait.known_from = -1.0;
    CHECK(wait_incidence(naive).steps.front().share_waiting == doctest::Approx(0.9));
    CHECK(wait_incidence(waits).steps.front().share_waiting == doctest::Approx(0.5));
  }

  TEST_CASE("wait incidence: without unfinished waits it counts, and shares add up to 1") {
    CHECK(rc::check([] {
      const auto count = *rc::gen::inRange(1, 40);
      std::vector<ObservedWait> waits;
      bool all_end = true;
      for (int i = 0; i < count; ++i) {
        ObservedWait wait;
        wait.length = *rc::gen::inRange(1, 9);
        wait.end = static_cast<WaitEnd>(*rc::gen::inRange(0, 3));
        all_end = all_end && wait.end != WaitEnd::unfinished;
        waits.push_back(wait);
      }
      for (const IncidenceStep& step : wait_incidence(waits).steps) {
        RC_ASSERT(std::abs(step.share_allocated + step.share_withdrawn + step.share_waiting - 1.0) <
                  1e-12);
        if (!all_end) continue;
        double allocated = 0.0;
        for (const ObservedWait& wait : waits) {
          if (wait.end == WaitEnd::allocated && wait.length <= step.length) ++allocated;
        }
        const double share = allocated / count;
        RC_ASSERT(std::abs(step.share_allocated - share) < 1e-12);
        // Of a share that was counted; squared, as a root makes much of a rounding beside nothing.
        const double variance = step.error_allocated * step.error_allocated;
        RC_ASSERT(std::abs(variance - share * (1.0 - share) / count) < 1e-12);
      }
    }));
    CHECK(wait_incidence({}).steps.empty());
  }
}
