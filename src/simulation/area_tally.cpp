#include "simulation/area_tally.h"

#include "simulation/report_groups.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace waitlist {
namespace {

constexpr std::array<std::int64_t, 2> kWithinWorkingDays{2, 5};
constexpr std::array<std::int64_t, 3> kWithinWeeks{1, 4, 8};
constexpr std::int64_t kNoticeable = 7;  ///< days by which a wait is shorter or longer

/// A share of the cases in which something could be seen.
struct Seen {
  std::uint32_t of = 0;
  std::uint32_t yes = 0;

  void add(bool is) {
    ++of;
    yes += static_cast<std::uint32_t>(is);
  }

  [[nodiscard]] double share() const {
    return of == 0 ? kNoFigure : static_cast<double>(yes) / static_cast<double>(of);
  }
};

struct GroupTally {
  std::vector<std::int64_t> waits;
  std::int64_t days = 0;
  std::int64_t days_of_new = 0;  ///< of cases that were not on the list at first
  std::uint32_t new_cases = 0;
  std::array<std::uint32_t, 3> ends{};  ///< by FamilyEnd
  std::array<Seen, kWithinWorkingDays.size()> within_working_days;
  std::array<Seen, kWithinWeeks.size()> within_weeks;
  std::vector<Seen> over;  ///< by delay mark of the first policy
  Seen filing_met;
  Seen shorter, longer;
  double life = 0.0;  ///< shares of lives, added up
  std::uint32_t lives = 0;
  Seen unassignable;
  std::uint64_t minutes = 0;  ///< of travel, added up
  std::uint32_t ways = 0;
};

/// Mean wait of some cases less that of all others.
double gap(std::int64_t days, std::size_t cases, std::int64_t all_days, std::size_t all_cases) {
  if (cases == 0 || cases == all_cases) return kNoFigure;
  return static_cast<double>(days) / static_cast<double>(cases) -
         static_cast<double>(all_days - days) / static_cast<double>(all_cases - cases);
}

/// Cases that were waiting at first count like others.
bool counts_start(const AreaScenario& scenario) {
  return !scenario.start.empty() && scenario.warm_up_days == 0;
}

class AreaTally {
 public:
  AreaTally(const AreaScenario& scenario,
            const AreaRoster* roster,
            const Families& families,
            std::size_t groups,
            const AreaLived& lived,
            const AreaLived& first)
      : scenario_{scenario},
        roster_{roster},
        families_{families},
        lived_{lived},
        first_{first},
        delays_{first.policy.delay_marks()},
        tallies_(groups) {
    for (GroupTally& tally : tallies_) tally.over.resize(delays_.size());
  }

  void count() {
    for (std::size_t i = 0; i < families_.all.size(); ++i) {
      if (families_.all[i].counts) count(i);
    }
  }

  void add_to(Figures& figures) {
    for (std::size_t group = 0; group < tallies_.size(); ++group) {
      add_to(figures, tallies_[group]);
      add_list(figures, group == 0);
    }
  }

 private:
  /// What is the same for all groups of a case.
  struct Facts {
    std::int64_t waited = 0;
    std::int64_t working_days = 0;       ///< until the wait ended
    std::int64_t working_days_seen = 0;  ///< until the simulation ended
    std::int64_t seen = 0;               ///< days until the simulation ended
  };

  void count(std::size_t index) {
    const Family& family = families_.all[index];
    const FamilyOutcome& outcome = lived_.outcomes[index];
    const WorkingCalendar& calendar = lived_.policy.calendar();
    const Day listed = family.listed_as.listed_on;
    const Day ended = scenario_.from + Days{outcome.day};
    const Day last = scenario_.from + Days{scenario_.horizon_days - 1};
    Facts facts;
    facts.waited = waited(family, outcome);
    facts.working_days = calendar.between(listed, ended).count();
    facts.working_days_seen = calendar.between(listed, last).count();
    facts.seen = scenario_.horizon_days - 1 - family.listed;
    const std::int64_t gain = waited(family, first_.outcomes[index]) - facts.waited;
    for (std::size_t group = 0; group < tallies_.size(); ++group) {
      if ((family.groups >> group & 1U) == 0) continue;
      GroupTally& tally = tallies_[group];
      add(tally, facts, outcome.end);
      if (!family.from_start) {
        tally.days_of_new += facts.waited;
        ++tally.new_cases;
      }
      add_filing(tally, family, outcome);
      add_life(tally, family, facts.waited);
      if (roster_ != nullptr) add_roster(tally, family, outcome);
      tally.shorter.add(gain >= kNoticeable);
      tally.longer.add(gain <= -kNoticeable);
    }
  }

  void add(GroupTally& tally, const Facts& facts, FamilyEnd end) const {
    tally.waits.push_back(facts.waited);
    tally.days += facts.waited;
    ++tally.ends[static_cast<std::size_t>(end)];
    const bool allocated = end == FamilyEnd::allocated;
    const bool withdrawn = end == FamilyEnd::withdrawn;
    for (std::size_t i = 0; i < kWithinWorkingDays.size(); ++i) {
      const bool in_time = facts.working_days <= kWithinWorkingDays[i];
      if (facts.working_days_seen < kWithinWorkingDays[i] || (withdrawn && in_time)) continue;
      tally.within_working_days[i].add(allocated && in_time);
    }
    for (std::size_t i = 0; i < kWithinWeeks.size(); ++i) {
      const bool in_time = facts.waited <= kWithinWeeks[i] * 7;
      if (facts.seen < kWithinWeeks[i] * 7 || (withdrawn && in_time)) continue;
      tally.within_weeks[i].add(allocated && in_time);
    }
    for (std::size_t i = 0; i < delays_.size(); ++i) {
      const std::int64_t mark = delays_[i].count();
      if (facts.seen > mark) tally.over[i].add(facts.waited > mark);
    }
  }

  void add_filing(GroupTally& tally, const Family& family, const FamilyOutcome& outcome) const {
    if (!family.listed_as.filing_date) return;
    const std::int64_t filing = (*family.listed_as.filing_date - scenario_.from).count();
    if (outcome.end == FamilyEnd::allocated) {
      tally.filing_met.add(outcome.day + family.work_days <= filing);
    } else if (outcome.end == FamilyEnd::waiting && filing <= outcome.day) {
      tally.filing_met.add(false);
    }
  }

  static void add_life(GroupTally& tally, const Family& family, std::int64_t waited) {
    const std::int64_t lived = youngest_days(family.listed_as);
    if (lived < 0 || lived + waited == 0) return;
    tally.life += static_cast<double>(waited) / static_cast<double>(lived + waited);
    ++tally.lives;
  }

  void add_roster(GroupTally& tally, const Family& family, const FamilyOutcome& outcome) const {
    tally.unassignable.add(outcome.unassignable);
    if (!outcome.practitioner) return;
    const Case& one = family.listed_as;
    const Roster& roster = roster_->roster;
    const std::string& base = roster.practitioners()[*outcome.practitioner].base;
    const auto minutes = roster.minutes(base, one.team.empty() ? one.area : one.team);
    if (base.empty() || !minutes) return;
    tally.minutes += *minutes;
    ++tally.ways;
  }

  void add_to(Figures& figures, GroupTally& tally) const {
    const std::size_t cases = tally.waits.size();
    const auto count = static_cast<double>(cases);
    const auto over_cases = [&](double number) { return cases == 0 ? kNoFigure : number / count; };
    std::ranges::sort(tally.waits);
    const auto percentile = [&](std::size_t hundredths) {
      if (cases == 0) return kNoFigure;
      return static_cast<double>(tally.waits[(cases * hundredths + 99) / 100 - 1]);
    };
    figures.insert(figures.end(), {count, over_cases(static_cast<double>(tally.days)),
                                   percentile(25), percentile(50), percentile(75), percentile(90),
                                   percentile(95), percentile(99), percentile(100)});
    for (const FamilyEnd end : {FamilyEnd::allocated, FamilyEnd::withdrawn, FamilyEnd::waiting}) {
      figures.push_back(over_cases(tally.ends[static_cast<std::size_t>(end)]));
    }
    for (const Seen& seen : tally.within_working_days) figures.push_back(seen.share());
    for (const Seen& seen : tally.within_weeks) figures.push_back(seen.share());
    for (const Seen& seen : tally.over) figures.push_back(seen.share());
    figures.push_back(tally.lives == 0 ? kNoFigure : tally.life / tally.lives);
    figures.push_back(tally.filing_met.share());
    figures.push_back(tally.shorter.share());
    figures.push_back(tally.longer.share());
    add_gaps(figures, tally);
    if (roster_ == nullptr) return;
    figures.push_back(tally.unassignable.share());
    const auto minutes = static_cast<double>(tally.minutes);
    figures.push_back(tally.ways == 0 ? kNoFigure : minutes / tally.ways);
  }

  void add_gaps(Figures& figures, const GroupTally& tally) const {
    const GroupTally& all = tallies_.front();
    figures.push_back(gap(tally.days, tally.waits.size(), all.days, all.waits.size()));
    if (!counts_start(scenario_)) return;
    figures.push_back(gap(tally.days_of_new, tally.new_cases, all.days_of_new, all.new_cases));
  }

  /// The list as a whole; groups have no list of their own.
  void add_list(Figures& figures, bool everybody) const {
    const auto from = lived_.list.begin() + scenario_.warm_up_days;
    if (!everybody || from >= lived_.list.end()) {
      figures.insert(figures.end(), {kNoFigure, kNoFigure, kNoFigure, kNoFigure});
      return;
    }
    const auto sum = std::accumulate(from, lived_.list.end(), std::uint64_t{0});
    figures.push_back(static_cast<double>(sum) / static_cast<double>(lived_.list.end() - from));
    figures.push_back(*std::max_element(from, lived_.list.end()));
    const std::uint32_t gone = scenario_.target ? scenario_.target->list : 0;
    const auto cleared = std::ranges::find_if(
        lived_.list, [gone](std::uint32_t waiting) { return waiting <= gone; });
    const bool found = cleared != lived_.list.end();
    figures.push_back(found ? static_cast<double>(cleared - lived_.list.begin()) : kNoFigure);
    const auto places = static_cast<double>(lived_.in_use.places);
    figures.push_back(places == 0.0 ? kNoFigure
                                    : static_cast<double>(lived_.in_use.taken) / places);
  }

  const AreaScenario& scenario_;
  const AreaRoster* roster_;
  const Families& families_;
  const AreaLived& lived_;
  const AreaLived& first_;
  std::span<const Days> delays_;
  std::vector<GroupTally> tallies_;
};

/// `over_12_weeks`, or `over_30_days` where the mark is not of whole weeks.
Measure delay_measure(Days mark) {
  const bool weeks = mark.count() % 7 == 0;
  const std::int64_t number = weeks ? mark.count() / 7 : mark.count();
  const std::string unit = std::string{weeks ? "week" : "day"} + (number == 1 ? "" : "s");
  return {"over_" + std::to_string(number) + '_' + unit,
          "waited over " + std::to_string(number) + ' ' + unit, MeasureUnit::share, mark};
}

}  // namespace

std::vector<Measure> area_measures(const AreaScenario& scenario,
                                   bool from_roster,
                                   std::span<const Days> delays) {
  std::vector<Measure> measures{
      {"cases", "cases", MeasureUnit::cases},
      {"wait_mean", "mean wait", MeasureUnit::days},
      {"wait_p25", "1 of 4 waits at most", MeasureUnit::days},
      {"wait_median", "median wait", MeasureUnit::days},
      {"wait_p75", "3 of 4 wait at most", MeasureUnit::days},
      {"wait_p90", "9 of 10 wait at most", MeasureUnit::days},
      {"wait_p95", "19 of 20 wait at most", MeasureUnit::days},
      {"wait_p99", "99 of 100 wait at most", MeasureUnit::days},
      {"wait_longest", "longest wait", MeasureUnit::days},
      {"allocated", "allocated", MeasureUnit::share},
      {"withdrawn", "withdrawn before allocation", MeasureUnit::share},
      {"waiting", "still waiting at the end", MeasureUnit::share},
      {"within_2_working_days", "allocated within 2 working days", MeasureUnit::share},
      {"within_5_working_days", "allocated within 5 working days", MeasureUnit::share},
      {"within_1_week", "allocated within 1 week", MeasureUnit::share},
      {"within_4_weeks", "allocated within 4 weeks", MeasureUnit::share},
      {"within_8_weeks", "allocated within 8 weeks", MeasureUnit::share},
  };
  for (const Days mark : delays) measures.push_back(delay_measure(mark));
  const std::vector<Measure> of_case{
      {"life_waited", "share of the youngest child's life spent waiting", MeasureUnit::share},
      {"filing_met", "filing date met", MeasureUnit::share},
      {"shorter", "waited at least 7 days less than under the first policy", MeasureUnit::share},
      {"longer", "waited at least 7 days more than under the first policy", MeasureUnit::share},
  };
  measures.insert(measures.end(), of_case.begin(), of_case.end());
  measures.push_back({"wait_gap", "mean wait less that of all other cases", MeasureUnit::days});
  if (counts_start(scenario)) {
    measures.push_back({"wait_gap_new",
                        "mean wait less that of all other cases, without the starting list",
                        MeasureUnit::days});
  }
  if (from_roster) {
    measures.push_back({"nobody_may_take", "nobody on the roster may take it", MeasureUnit::share});
    measures.push_back({"travel", "way of its practitioner", MeasureUnit::minutes});
  }
  const std::vector<Measure> of_list{
      {"list_mean", "cases on the list", MeasureUnit::cases},
      {"list_longest", "cases on the list at its longest", MeasureUnit::cases},
      {"days_to_clear", "days until the backlog is gone", MeasureUnit::days},
      {"places_taken", "places taken by work", MeasureUnit::share},
  };
  measures.insert(measures.end(), of_list.begin(), of_list.end());
  return measures;
}

void add_figures(const AreaScenario& scenario,
                 const AreaRoster* roster,
                 const Families& families,
                 std::size_t groups,
                 const AreaLived& lived,
                 const AreaLived& first,
                 Figures& figures) {
  AreaTally tally{scenario, roster, families, groups, lived, first};
  tally.count();
  tally.add_to(figures);
}

}  // namespace waitlist
