#include "simulation/growth.h"

#include "simulation/long_run.h"

#include <fmt/format.h>

#include <algorithm>

namespace waitlist {
namespace {

constexpr double kWeek = 7.0;
constexpr std::size_t kWeeksLeast = 4;
/// Of the places: where fewer are taken, no list is kept short by families that give up.
constexpr double kNearlyFull = 0.9;
/// Of the cases: fewer are not what keeps a list short, or as good as none.
constexpr double kSomeWithdraw = 0.005;

std::string growth_in_words(const ListGrowth& growth) {
  return fmt::format("{:.1f} ({:.1f} to {:.1f}) cases a month", growth.per_month.mean,
                     growth.per_month.mean - growth.per_month.half_width,
                     growth.per_month.mean + growth.per_month.half_width);
}

constexpr std::string_view kDependsOnTime =
    " Waits depend on how long the simulation runs; cases still waiting at its end are counted "
    "with their wait so far.";

constexpr std::string_view kSecondHalf = ", in the second half of that time";

/// `simulated on to 3 May 2013 in 4 repetitions`.
std::string how_long(const LongRun& run) {
  return "simulated on to " + run.last.text() + " in " + std::to_string(kLongRepetitions) +
         " repetitions";
}

/// Growth of the second half of a long run, and what it comes from.
std::string flows_in_words(const LongRun& run, const std::string& policy) {
  return growth_in_words(run.growth) +
         fmt::format(" under {} ({:.1f} referred and {:.1f} allocated)", policy, run.referred,
                     run.allocated);
}

/// Gathers what is said of each policy: lists that go on growing, those that only grew, and those
/// of which neither can be told.
class GrowthWords {
 public:
  void add(const ListGrowth& growth, const std::string& policy, const std::optional<LongRun>& on) {
    if (on) how_long_ = how_long(*on);
    if (on && on->course == LongCourse::grows) {
      append(without_bound_, flows_in_words(*on, policy));
      return;
    }
    if (on && on->course == LongCourse::unclear) {
      append(unclear_, flows_in_words(*on, policy));
    }
    if (!growth.shown()) return;
    append(still_, growth_in_words(growth) + " under " + policy);
    if (on && on->course == LongCourse::settles) {
      append(later_, fmt::format("{:.0f} cases long under {}", on->list_at_end, policy));
    }
  }

  [[nodiscard]] std::vector<std::string> take() const {
    std::vector<std::string> warnings;
    const std::string tail{kDependsOnTime};
    if (!without_bound_.empty()) {
      warnings.push_back("The list grows without bound: " + how_long_ + std::string{kSecondHalf} +
                         ", it grows by " + without_bound_ + '.' + tail);
    }
    if (!unclear_.empty()) {
      warnings.push_back("Whether the list grows without bound cannot be told: " + how_long_ +
                         std::string{kSecondHalf} + ", it grows by " + unclear_ +
                         ", but before that faster." + tail);
    }
    if (!still_.empty()) {
      std::string said =
          "In the second half of the simulated time the list still grew, by " + still_ + ".";
      if (!later_.empty()) {
        said += " When " + how_long_ + ", it is at last " + later_ +
                ", and no longer grows by more than chance.";
      }
      warnings.push_back(said + tail);
    }
    return warnings;
  }

 private:
  static void append(std::string& list, const std::string& one) {
    list += (list.empty() ? "" : ", ") + one;
  }

  std::string without_bound_, unclear_, still_, later_, how_long_;
};

}  // namespace

std::optional<double> growth_of(std::span<const double> weeks) {
  const auto half = weeks.subspan(weeks.size() / 2);
  if (half.size() < kWeeksLeast) return std::nullopt;
  const double middle = (static_cast<double>(half.size()) - 1.0) / 2.0;
  double along = 0.0;
  double squares = 0.0;
  for (std::size_t week = 0; week < half.size(); ++week) {
    const double from_middle = static_cast<double>(week) - middle;
    along += from_middle * half[week];
    squares += from_middle * from_middle;
  }
  return along / squares / kWeek * kDaysInAMonth;
}

bool ListGrowth::rises() const noexcept {
  if (per_month.replications < 2) return per_month.mean > 0.0;
  return per_month.mean - per_month.half_width > 0.0;
}

bool ListGrowth::shown() const noexcept {
  const double least = per_month.mean - per_month.half_width;
  return per_month.replications > 1 && least > 0.0 && least * months > list / 10.0;
}

std::optional<ListGrowth> list_growth(std::span<const std::vector<double>> weeks_of_replications) {
  std::vector<double> slopes;
  ListGrowth growth;
  for (const std::vector<double>& weeks : weeks_of_replications) {
    const auto slope = growth_of(weeks);
    if (!slope) return std::nullopt;
    slopes.push_back(*slope);
    const std::span<const double> half = std::span{weeks}.subspan(weeks.size() / 2);
    double sum = 0.0;
    for (const double list : half) sum += list;
    growth.list += sum / static_cast<double>(half.size());
    growth.months = static_cast<double>(half.size() - 1) * kWeek / kDaysInAMonth;
  }
  if (slopes.empty()) return std::nullopt;
  growth.list /= static_cast<double>(slopes.size());
  growth.per_month = estimate(slopes);
  return growth;
}

std::vector<std::string> growth_warnings(const AreaModel& model,
                                         std::span<const std::optional<ListGrowth>> by_policy,
                                         std::span<const std::string> policies,
                                         double withdrawn,
                                         double places_taken,
                                         const SimulationOptions& options) {
  GrowthWords words;
  std::optional<LongRun> first;
  for (std::size_t i = 0; i < by_policy.size(); ++i) {
    if (!by_policy[i]) continue;
    // With few repetitions a slow rise is lost in chance; full caseloads are where one may be.
    const bool may_rise =
        i == 0 && places_taken >= kNearlyFull && by_policy[i]->per_month.mean > 0.0;
    if (!may_rise && !by_policy[i]->rises()) continue;
    const auto on = long_run(model, i, true, options);
    if (i == 0) first = on;
    words.add(*by_policy[i], policies[i], on);
  }
  std::vector<std::string> warnings = words.take();
  if (withdrawn < kSomeWithdraw || places_taken < kNearlyFull) return warnings;
  if (!first) first = long_run(model, 0, true, options);
  if (!first || first->course != LongCourse::settles) return warnings;
  const auto without = long_run(model, 0, false, options);
  if (!without || without->course != LongCourse::grows) return warnings;
  warnings.push_back(fmt::format(
      "The list settles only because families withdraw while they wait: {:.1f} % of all cases did. "
      "Were it so that nobody withdraws, it would grow without bound: {}, it grows by {}.",
      100.0 * withdrawn, how_long(*without) + std::string{kSecondHalf},
      flows_in_words(*without, policies.front())));
  return warnings;
}

}  // namespace waitlist
