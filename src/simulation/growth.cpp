#include "simulation/growth.h"

#include <fmt/format.h>

#include <algorithm>

namespace waitlist {
namespace {

constexpr double kYear = 365.2425;
constexpr double kMonth = kYear / 12.0;
constexpr double kWeek = 7.0;
constexpr std::size_t kWeeksLeast = 4;
/// Repetitions whose families tell how long work takes.
constexpr std::uint32_t kSampled = 10;
/// Rates nearer to each other than this are too rough to tell which is the greater.
constexpr double kClearly = 1.05;

bool is_recorded(const AreaScenario& scenario) {
  return std::ranges::any_of(scenario.streams,
                             [](const ArrivalStream& one) { return !one.recorded.empty(); });
}

bool families_withdraw(const AreaScenario& scenario) {
  return std::ranges::any_of(scenario.mixes,
                             [](const CaseMix& mix) { return mix.withdrawn_per_30_days > 0.0; });
}

double times_on(const ArrivalStream& stream, Day day) {
  double times = 1.0;
  for (const Shock& shock : stream.shocks) {
    if (day >= shock.from && (!shock.until || day < *shock.until)) times *= shock.times;
  }
  return times;
}

/// Referrals of a whole year, as on the last day that is simulated.
double referred_in_a_year(const AreaScenario& scenario, Day last) {
  constexpr double kWorkingShare = 5.0 / 7.0;
  constexpr double kHolidays = 8.0;
  double in_a_year = 0.0;
  for (const ArrivalStream& stream : scenario.streams) {
    double months = 0.0;
    for (const double month : stream.months) months += month / 12.0;
    in_a_year += stream.per_working_day * months * times_on(stream, last) *
                 (kYear * kWorkingShare - kHolidays);
  }
  return in_a_year;
}

double mean_work(const AreaModel& model) {
  double work = 0.0;
  double cases = 0.0;
  const std::uint32_t sampled = std::min(kSampled, model.scenario().plan.replications);
  for (std::uint32_t replication = 0; replication < sampled; ++replication) {
    const Families families = model.families(replication);
    for (const Family& family : families.all) {
      if (family.from_start) continue;
      work += static_cast<double>(family.work_days);
      ++cases;
    }
  }
  return cases == 0.0 ? 0.0 : work / cases;
}

/// The share of the time for which a post is held.
double held_share(const Practitioners& staff) {
  if (staff.turnover_per_year <= 0.0) return 1.0;
  const double vacant = static_cast<double>(staff.vacant_for.from + staff.vacant_for.to) / 2.0;
  return 1.0 / (1.0 + staff.turnover_per_year * vacant / kYear);
}

std::uint32_t posts_at_last(const Practitioners& staff, Day last) {
  std::uint32_t posts = staff.count;
  for (const Practitioners::Change& change : staff.changes) {
    if (change.from <= last) posts = change.count;
  }
  return posts;
}

std::string growth_in_words(const ListGrowth& growth) {
  return fmt::format("{:.1f} ({:.1f} to {:.1f}) cases a month", growth.per_month.mean,
                     growth.per_month.mean - growth.per_month.half_width,
                     growth.per_month.mean + growth.per_month.half_width);
}

std::string referred_in_words(const MonthlyRates& rates) {
  return fmt::format(
      "By the rates of the scenario more cases are referred than places become free at its end: "
      "about {:.1f} a month against {:.1f}.",
      rates.referred, rates.places);
}

constexpr std::string_view kDependsOnTime =
    " Waits depend on how long the simulation runs; cases still waiting at its end are counted "
    "with "
    "their wait so far.";

}  // namespace

std::optional<MonthlyRates> monthly_rates(const AreaModel& model) {
  const AreaScenario& scenario = model.scenario();
  if (model.roster() != nullptr || is_recorded(scenario)) return std::nullopt;
  const double work = mean_work(model);
  if (work <= 0.0) return std::nullopt;
  const Practitioners& staff = scenario.practitioners;
  const Day last = scenario.from + Days{scenario.horizon_days - 1};
  MonthlyRates rates;
  rates.referred = referred_in_a_year(scenario, last) / 12.0;
  const double left = 1.0 - static_cast<double>(staff.other_work) / 1000.0;
  rates.places =
      posts_at_last(staff, last) * staff.caseload * left * held_share(staff) * kMonth / work;
  rates.families_withdraw = families_withdraw(scenario);
  return rates;
}

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
  return along / squares / kWeek * kMonth;
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
    growth.months = static_cast<double>(half.size() - 1) * kWeek / kMonth;
  }
  if (slopes.empty()) return std::nullopt;
  growth.list /= static_cast<double>(slopes.size());
  growth.per_month = estimate(slopes);
  return growth;
}

std::vector<std::string> growth_warnings(const std::optional<MonthlyRates>& rates,
                                         std::span<const std::optional<ListGrowth>> by_policy,
                                         std::span<const std::string> policies,
                                         double withdrawn) {
  std::string grew;
  bool all_grew = true;
  for (std::size_t i = 0; i < by_policy.size(); ++i) {
    if (!by_policy[i] || !by_policy[i]->shown()) {
      all_grew = false;
      continue;
    }
    grew += (grew.empty() ? "" : ", ") + growth_in_words(*by_policy[i]) + " under " + policies[i];
  }
  std::vector<std::string> warnings;
  const bool too_few = rates && rates->referred > kClearly * rates->places;
  if (too_few && !rates->families_withdraw && all_grew) {
    warnings.push_back(
        referred_in_words(*rates) +
        " The list grows without bound; in the second half of the simulated time by " + grew + "." +
        std::string{kDependsOnTime});
    return warnings;
  }
  if (too_few && rates->families_withdraw) {
    warnings.push_back(
        referred_in_words(*rates) +
        fmt::format(" The list settles only because families withdraw while they wait: {:.1f} % of "
                    "all cases did.",
                    100.0 * withdrawn));
  }
  if (!grew.empty()) {
    warnings.push_back("In the second half of the simulated time the list still grew, by " + grew +
                       "." + std::string{kDependsOnTime});
  }
  return warnings;
}

}  // namespace waitlist
