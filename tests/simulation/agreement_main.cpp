// Agreement with theory at full length: every textbook queue with two million counted cases or
// more. Prints one line for each figure and fails when one is more than four standard errors away.
//   waitlist_agreement [THREADS]
#include "support/textbook.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

constexpr double kErrorsAllowed = 4.0;

class Agreement {
 public:
  void check(const std::string& row,
             const std::string& what,
             double expected,
             const Estimate& found) {
    const double away = std::abs(found.mean - expected) / found.standard_error;
    worst_ = std::max(worst_, away);
    ++figures_;
    if (away > kErrorsAllowed) ++failures_;
    fmt::print("{:<22}{:<12}{:>12.6f}{:>12.6f}{:>12.6f}{:>8.2f}{}\n", row, what, expected,
               found.mean, found.standard_error, away, away > kErrorsAllowed ? "  NOT OK" : "");
  }

  int report() const {
    fmt::print("{} figures, {} beyond {} standard errors; the farthest {:.2f}\n", figures_,
               failures_, kErrorsAllowed, worst_);
    return failures_ == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
  }

 private:
  int figures_ = 0;
  int failures_ = 0;
  double worst_ = 0.0;
};

/// A wait that some, but not many, cases of the last class exceed.
double tail_days(const textbook::Row& row) { return 2.0 * textbook::waits(row).back(); }

void run(const textbook::Row& row, const SimulationOptions& options, Agreement& agreement) {
  const textbook::Effort effort{40, 100'000, 4000.0};
  const double over = tail_days(row);
  const SimulationResult result = textbook::simulated(row, effort, over, options);
  const std::vector<GroupOutcome>& groups = result.policies.front().groups;
  const auto figure = [&](std::size_t group, const std::string& measure) {
    const auto at = std::ranges::find(result.measures, measure, &Measure::id);
    return groups[group].figures[static_cast<std::size_t>(at - result.measures.begin())].value;
  };
  const std::vector<double> waits = textbook::waits(row);
  for (std::size_t i = 0; i < waits.size(); ++i) {
    agreement.check(row.name, fmt::format("wait {}", i + 1), waits[i], figure(i + 1, "wait_mean"));
  }
  agreement.check(row.name, "waiting", row.queue.chance_of_waiting(), figure(0, "waited"));
  if (const auto tail = textbook::tail(row, over)) {
    agreement.check(row.name, "tail", *tail, figure(waits.size(), result.measures.back().id));
  }
}

}  // namespace

int main(int argc, char** argv) {
  SimulationOptions options;
  options.threads = argc > 1 ? static_cast<unsigned>(std::strtoul(argv[1], nullptr, 10)) : 2U;
  Agreement agreement;
  fmt::print("{:<22}{:<12}{:>12}{:>12}{:>12}{:>8}\n", "queue", "figure", "theory", "simulated",
             "error", "errors");
  for (const textbook::Row& row : textbook::rows()) run(row, options, agreement);
  return agreement.report();
}
