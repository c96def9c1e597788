#include "support/queue_theory.h"

#include "support/textbook.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

TEST_SUITE("queue theory") {
  TEST_CASE("queue theory: the formulas give the reference numbers of the literature") {
    // Computed by two independent routes and confirmed by simulation: models reference, 1.4.
    const std::map<std::string, std::vector<double>> references{
        {"fcfs-mm5-0.90", {1.524986}},
        {"hol-mm1-2c-0.50", {0.625000, 1.250000}},
        {"hol-mm1-3c-hospital", {0.238095, 0.324675, 0.909091}},
        {"hol-mm4-3c-0.90", {0.231692, 0.421258, 3.580697}},
        {"apq-mm1-2c-0.80", {3.000000, 5.000000}},
        {"apq-mm1-3c-0.70", {1.197544, 1.876838, 2.845528}},
        {"apq-mg1-2c-det", {1.368421, 2.631579}},
        {"apq-mm3-3c-0.70", {0.318627, 0.461417, 0.698361}},
        {"apq-mm6-4c-0.90", {0.305649, 0.550164, 1.128765, 2.005761}},
        {"affine-d0", {4.000000, 4.000000}},
        {"affine-d2", {3.324961, 4.405023}},
        {"affine-d10", {1.928047, 5.243172}},
    };
    std::size_t seen = 0;
    for (const textbook::Row& row : textbook::rows()) {
      const auto reference = references.find(row.name);
      if (reference == references.end()) continue;
      ++seen;
      CAPTURE(row.name);
      const std::vector<double> waits = textbook::waits(row);
      REQUIRE(waits.size() == reference->second.size());
      for (std::size_t i = 0; i < waits.size(); ++i) {
        CHECK(std::abs(waits[i] - reference->second[i]) < 1e-6);
      }
    }
    CHECK(seen == references.size());
  }

  TEST_CASE("queue theory: waiting is moved between classes and never removed") {
    for (const textbook::Row& row : textbook::rows()) {
      CAPTURE(row.name);
      const std::vector<double> waits = textbook::waits(row);
      double sum = 0.0;
      for (std::size_t i = 0; i < waits.size(); ++i) sum += row.queue.load(i) * waits[i];
      const double all = row.queue.load() * theory::first_come_wait(row.queue);
      CHECK(sum == doctest::Approx(all).epsilon(1e-9));
    }
  }

  TEST_CASE("queue theory: transforms are inverted to what is known in closed form") {
    const theory::Queue one{{0.8}, 1, theory::exponential_work(1.0)};
    const theory::Queue five{{4.5}, 5, theory::exponential_work(1.0)};
    for (const double days : {0.1, 1.0, 3.0, 20.0}) {
      CAPTURE(days);
      CHECK(theory::last_class_tail(one, {}, days) ==
            doctest::Approx(0.8 * std::exp(-0.2 * days)).epsilon(1e-6));
      CHECK(theory::last_class_tail(five, {}, days) ==
            doctest::Approx(theory::erlang_c(5, 4.5) * std::exp(-0.5 * days)).epsilon(1e-6));
    }
    CHECK(theory::erlang_c(1, 0.7) == doctest::Approx(0.7));
  }
}
