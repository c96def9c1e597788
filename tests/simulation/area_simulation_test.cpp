#include <waitlist/cases/working_calendar.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/report/simulation_report.h>
#include <waitlist/simulation/area_simulation.h>

#include "simulation/area_model.h"
#include "simulation/area_tally.h"
#include "simulation/practitioner_pool.h"
#include "support/small_area.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;
using small_area::area;
using small_area::figure;
using small_area::first_come;
using small_area::waiting_case;

/// The same days again, ranked from scratch on each of them.
class SlowArea {
 public:
  SlowArea(const AreaScenario& scenario,
           const CompiledPolicy& policy,
           const Families& families,
           PractitionerPool pool)
      : scenario_{scenario},
        policy_{policy},
        families_{families},
        pool_{std::move(pool)},
        outcomes_(families.all.size()) {}

  std::vector<FamilyOutcome> run() {
    for (std::size_t i = 0; i < families_.all.size(); ++i) {
      if (families_.all[i].from_start) waiting_.emplace(i, families_.all[i].listed_as);
    }
    for (std::int64_t day = 0; day < scenario_.horizon_days; ++day) {
      if (day > 0) pool_.pass_to(day);
      for (const FamilyEvent& event : families_.events) {
        if (event.day == day) meet(event);
      }
      const Day date = scenario_.from + Days{day};
      const bool works = WorkingCalendar::england_and_wales().is_working_day(date);
      while (works && pool_.free_places() > 0 && !waiting_.empty()) allocate_first(day);
    }
    for (const auto& [family, one] : waiting_) {
      outcomes_[family] = {FamilyEnd::waiting, scenario_.horizon_days - 1};
    }
    return outcomes_;
  }

 private:
  void meet(const FamilyEvent& event) {
    const Case& listed_as = families_.all[event.family].listed_as;
    if (event.kind == FamilyEventKind::listed) {
      waiting_.emplace(event.family, listed_as);
      return;
    }
    const auto at = waiting_.find(event.family);
    if (at == waiting_.end()) return;
    if (event.kind == FamilyEventKind::withdrawn) {
      outcomes_[event.family] = {FamilyEnd::withdrawn, event.day};
      waiting_.erase(at);
      return;
    }
    small_area::hear(at->second.answers[event.fact], event.answer);
  }

  void allocate_first(std::int64_t day) {
    const Day date = scenario_.from + Days{day};
    std::vector<Case> cases;
    for (const auto& [family, one] : waiting_) cases.push_back(one);
    const auto table = CaseTable::make(world::schema(), cases).value();
    const Ranking ranking = rank(table, policy_, date).value();
    std::vector<std::int64_t> ends;
    for (const Place& place : ranking.places()) {
      if (place.position != 1) break;
      const auto family = families_.by_id.at(table.case_id(place.row));
      ends.push_back(day + families_.all[family].work_days);
      outcomes_[family] = {FamilyEnd::allocated, day};
      waiting_.erase(family);
    }
    pool_.take(ends);
  }

  const AreaScenario& scenario_;
  const CompiledPolicy& policy_;
  const Families& families_;
  PractitionerPool pool_;
  std::vector<FamilyOutcome> outcomes_;
  std::map<std::size_t, Case> waiting_;
};

}  // namespace

TEST_SUITE("area simulation") {
  TEST_CASE("area simulation: every day's allocations are those of ranking from scratch") {
    CHECK(rc::check([] {
      AreaScenario scenario = area(40);
      scenario.plan.seed = *rc::gen::arbitrary<std::uint32_t>();
      scenario.practitioners.turnover_per_year = 2.0;
      scenario.practitioners.vacant_for = {2, 9};
      scenario.start = "start.csv";
      std::vector<Case> start = world::random_cases(9);
      for (Case& one : start) {
        one.decision.reset();
        one.status = CaseStatus::awaiting;
        one.hold.reset();
        one.duty_from.reset();
        one.listed_on = std::min(one.listed_on, world::as_of());
      }
      const std::vector policies{world::compiled(world::random_policy())};
      const AreaLists lists{world::table_of(start), {}};
      const AreaModel model{scenario, lists, policies};
      const Families families = model.families(0);
      AreaRun run = model.run_of(0, families, 0);
      run.run();
      const std::uint64_t seed = KeyedDraws{scenario.plan.seed, 0}.bits(2);
      PractitionerPool pool{scenario, scenario.practitioners.count, seed};
      SlowArea slow{scenario, policies.front(), families, std::move(pool)};
      const std::vector<FamilyOutcome> expected = slow.run();
      for (std::size_t i = 0; i < expected.size(); ++i) {
        RC_ASSERT(run.outcomes()[i].end == expected[i].end);
        RC_ASSERT(run.outcomes()[i].day == expected[i].day);
      }
    }));
  }

  TEST_CASE("area simulation: the list added up over days is the days waited by all") {
    CHECK(rc::check([] {
      AreaScenario scenario = area(80);
      scenario.plan.seed = *rc::gen::arbitrary<std::uint32_t>();
      const std::vector policies{world::compiled(world::random_policy())};
      const AreaLists lists;
      const AreaModel model{scenario, lists, policies};
      const Families families = model.families(1);
      AreaRun run = model.run_of(0, families, 1);
      run.run();
      std::int64_t waits = 0;
      for (std::size_t i = 0; i < families.all.size(); ++i) {
        const FamilyOutcome& outcome = run.outcomes()[i];
        waits += waited(families.all[i], outcome) + (outcome.end == FamilyEnd::waiting ? 1 : 0);
      }
      RC_ASSERT(std::accumulate(run.list().begin(), run.list().end(), std::int64_t{0}) == waits);
    }));
  }

  TEST_CASE("area simulation: a case that has waited 100 days starts with 100 days") {
    AreaScenario scenario = area(30);
    scenario.start = "start.csv";
    scenario.streams.front().per_working_day = 0.0;
    scenario.practitioners.in_hand = 0;
    scenario.groups = {{"the_case", "the case", {}, {}, {}, "old"}};
    const AreaLists lists{world::table_of({waiting_case("old", 100), waiting_case("new", 3)}), {}};
    scenario.practitioners.count = 1;
    scenario.practitioners.caseload = 1;
    const auto result = simulate(scenario, lists, std::vector{first_come()}).value();
    CHECK(figure(result, 0, "the_case", "wait_mean").value.mean == 100.0);
    CHECK(figure(result, 0, "start", "cases").value.mean == 2.0);
    CHECK(figure(result, 0, "start", "wait_longest").value.mean >= 100.0);
    REQUIRE(result.policies[0].longest.has_value());
    CHECK(result.policies[0].longest->case_id == "old");
    CHECK(result.policies[0].longest->waited == 100);
    CHECK(result.policies[0].longest->days.back().what == "allocated");
  }

  TEST_CASE("area simulation: one policy changes nothing for another, nor do threads") {
    const AreaScenario scenario = area(90);
    const CompiledPolicy other = [] {
      Policy policy = first_come().written();
      policy.id = "last_come";
      policy.order = {OrderKey::case_id};
      policy.waiting = WaitingRule{};
      policy.waiting->rates = {{0, whole_points(-1), 1, {}}};
      policy.order = {OrderKey::points, OrderKey::case_id};
      return world::compiled(policy);
    }();
    SimulationOptions two;
    two.threads = 2;
    const auto alone = simulate(scenario, {}, std::vector{first_come()}).value();
    const auto both = simulate(scenario, {}, std::vector{first_come(), other}).value();
    const auto threads = simulate(scenario, {}, std::vector{first_come(), other}, two).value();
    CHECK(render_json(both) == render_json(threads));
    for (std::size_t group = 0; group < alone.policies[0].groups.size(); ++group) {
      for (std::size_t i = 0; i < alone.measures.size(); ++i) {
        CHECK(alone.policies[0].groups[group].figures[i].value.mean ==
              both.policies[0].groups[group].figures[i].value.mean);
      }
    }
    CHECK(figure(both, 1, "all", "cases").difference.mean == 0.0);
    CHECK(figure(both, 1, "all", "wait_longest").difference.mean > 0.0);
    CHECK(figure(both, 1, "all", "longer").value.mean > 0.0);
  }

  TEST_CASE("area simulation: the result says what was simulated, and its quantiles rise") {
    const AreaScenario scenario = area(120);
    const auto result = simulate(scenario, {}, std::vector{first_come()}).value();
    CHECK(result.setting.from == scenario.from);
    CHECK(result.setting.days == 120.0);
    CHECK_FALSE(result.setting.start.has_value());
    double before = 0.0;
    for (const char* measure :
         {"wait_p25", "wait_median", "wait_p75", "wait_p90", "wait_p95", "wait_longest"}) {
      CAPTURE(measure);
      const double now = figure(result, 0, "all", measure).value.mean;
      CHECK(now >= before);
      before = now;
    }
  }

  TEST_CASE("area simulation: delays are measured by the marks of the first policy") {
    const AreaScenario scenario = area(120);
    const auto with = [](const std::vector<Days>& marks) {
      Policy policy = first_come().written();
      policy.delays = DelayRule{marks, {}};
      return world::compiled(policy);
    };
    const CompiledPolicy own = with({Days{7}, Days{14}, Days{20}});
    const auto result = simulate(scenario, {}, std::vector{own, first_come()}).value();
    double before = 1.0;
    for (const char* measure : {"over_1_week", "over_2_weeks", "over_20_days"}) {
      CAPTURE(measure);
      CHECK(figure(result, 0, "all", measure).value.mean ==
            figure(result, 1, "all", measure).value.mean);
      CHECK(figure(result, 0, "all", measure).value.mean <= before);
      before = figure(result, 0, "all", measure).value.mean;
    }
    CHECK(std::ranges::count(result.measures, "over_12_weeks", &Measure::id) == 0);
    AreaScenario once = scenario;
    once.plan.replications = 1;
    const std::vector policies{own};
    const AreaLists lists;
    const AreaModel model{once, lists, policies};
    const Families families = model.families(0);
    AreaRun run = model.run_of(0, families, 0);
    run.run();
    const auto alone = simulate(once, {}, policies).value();
    for (const auto& row :
         {std::pair{7, "over_1_week"}, {14, "over_2_weeks"}, {20, "over_20_days"}}) {
      const int mark = row.first;
      const char* const measure = row.second;
      CAPTURE(measure);
      double seen = 0.0;
      double over = 0.0;
      for (std::size_t i = 0; i < families.all.size(); ++i) {
        const Family& family = families.all[i];
        if (!family.counts || once.horizon_days - 1 - family.listed <= mark) continue;
        ++seen;
        if (run.outcomes()[i].day - family.listed > mark) ++over;
      }
      CHECK(figure(alone, 0, "all", measure).value.mean == doctest::Approx(over / seen));
    }
    const auto usual = simulate(scenario, {}, std::vector{first_come(), own}).value();
    CHECK(std::ranges::count(usual.measures, "over_12_weeks", &Measure::id) == 1);
    CHECK(std::ranges::count(usual.measures, "over_1_week", &Measure::id) == 0);
    CHECK(figure(usual, 0, "all", "wait_mean").value.mean ==
          figure(result, 0, "all", "wait_mean").value.mean);
    const std::string text = render_text(result);
    CHECK(text.find(">1 wk") != std::string::npos);
    CHECK(text.find(">2 wk") == std::string::npos);
    CHECK(text.find(">20 d") != std::string::npos);
  }

  TEST_CASE("area simulation: bands and ages divide the cases, and nobody is counted twice") {
    AreaScenario scenario = area(120);
    scenario.groups = {{"harm", "harm", {}, world::kHarm, {}, ""},
                       {"young", "young", {}, {}, Months{24}, ""},
                       {"grave", "grave", MixCondition{world::kHarm, 3}, {}, {}, ""}};
    const auto result = simulate(scenario, {}, std::vector{first_come()}).value();
    const auto sum = [&result](const std::string& prefix) {
      double cases = 0.0;
      for (const GroupOutcome& group : result.policies[0].groups) {
        if (group.id.starts_with(prefix)) cases += group.figures[0].value.mean;
      }
      return cases;
    };
    const double all = figure(result, 0, "all", "cases").value.mean;
    CHECK(all > 100.0);
    CHECK(sum("band.") == doctest::Approx(all));
    CHECK(sum("age.") == doctest::Approx(all));
    CHECK(sum("harm.") == doctest::Approx(all));
    std::map<std::string, double> of_split;
    for (const GroupOutcome& group : result.policies[0].groups) {
      of_split[group.split] += group.figures[0].value.mean;
    }
    CHECK(of_split.size() == 4);
    for (const char* split : {"band at listing", "age of the youngest child", "harm"}) {
      CHECK(of_split[split] == doctest::Approx(all));
    }
    CHECK(figure(result, 0, "grave", "cases").value.mean ==
          figure(result, 0, "harm.grave", "cases").value.mean);
    CHECK(figure(result, 0, "young", "cases").value.mean > 0.0);
    CHECK(figure(result, 0, "young", "cases").value.mean < all);
    for (const char* ends : {"allocated", "withdrawn", "waiting"}) {
      CHECK(figure(result, 0, "all", ends).value.mean > 0.0);
    }
    CHECK(figure(result, 0, "all", "allocated").value.mean +
              figure(result, 0, "all", "withdrawn").value.mean +
              figure(result, 0, "all", "waiting").value.mean ==
          doctest::Approx(1.0));
  }

  TEST_CASE("area simulation: cases listed before the warm-up is over live and are not counted") {
    AreaScenario scenario = area(60);
    const auto whole = simulate(scenario, {}, std::vector{first_come()}).value();
    scenario.warm_up_days = 30;
    const auto half = simulate(scenario, {}, std::vector{first_come()}).value();
    const double cases = figure(half, 0, "all", "cases").value.mean;
    CHECK(cases < figure(whole, 0, "all", "cases").value.mean);
    CHECK(cases > 0.0);
    CHECK(half.policies[0].list.size() == whole.policies[0].list.size());
  }

  TEST_CASE("area simulation: recorded cases are lived through, whatever was decided later") {
    AreaScenario scenario = area(40);
    scenario.streams.front().recorded = "recorded.csv";
    scenario.practitioners.in_hand = 0;
    Case one = waiting_case("r1", -3);
    one.decision = ManagerDecision{
        DecisionDirection::raise, "ALL", "judgement", "M1", "M2", one.listed_on + Days{5},
        one.listed_on + Days{9}};
    one.status = CaseStatus::allocated;
    Case on_duty = waiting_case("r2", -4);
    on_duty.status = CaseStatus::duty_allocated;
    on_duty.duty_from = on_duty.listed_on + Days{1};
    const AreaLists lists{std::nullopt, {world::table_of({one, on_duty})}};
    const auto result = simulate(scenario, lists, std::vector{first_come()}).value();
    CHECK(figure(result, 0, "all", "cases").value.mean == 2.0);
    CHECK(figure(result, 0, "all", "wait_longest").value.mean == 0.0);
  }

  TEST_CASE("area simulation: what cannot be simulated is refused with the reason") {
    struct Row {
      const char* name;
      std::function<void(AreaScenario&, AreaLists&)> spoil;
      ErrorCode code;
      const char* field;
    };

    const std::vector<Row> rows{
        {"before the holiday data",
         [](AreaScenario& scenario, AreaLists&) { scenario.from = *Day::parse("1994-12-31"); },
         ErrorCode::calendar_ends, "time"},
        {"a list that is not given",
         [](AreaScenario& scenario, AreaLists&) { scenario.start = "start.csv"; },
         ErrorCode::missing_value, "start"},
        {"an id kept for drawn cases",
         [](AreaScenario& scenario, AreaLists& lists) {
           scenario.start = "start.csv";
           lists.start = world::table_of({waiting_case("sim-1", 3)});
         },
         ErrorCode::duplicate_name, "start.cases"},
        {"one case in two lists",
         [](AreaScenario& scenario, AreaLists& lists) {
           scenario.start = "start.csv";
           scenario.streams.push_back(scenario.streams.front());
           scenario.streams.back().recorded = "recorded.csv";
           lists.start = world::table_of({waiting_case("a", 3), waiting_case("b", 3)});
           const std::vector both{waiting_case("b", -2), waiting_case("a", 3)};
           lists.recorded = {CaseTable::make(world::schema(), both).value()};
         },
         ErrorCode::duplicate_name, "arrivals.recorded"},
        {"an arrival after the last day",
         [](AreaScenario& scenario, AreaLists& lists) {
           scenario.streams.front().recorded = "recorded.csv";
           lists.recorded = {world::table_of({waiting_case("a", -21)})};
         },
         ErrorCode::out_of_range, "arrivals.recorded"},
        {"bands of a policy that is not compared",
         [](AreaScenario& scenario, AreaLists&) { scenario.bands_of = "other.toml"; },
         ErrorCode::unknown_reference, "report.bands_of"},
    };
    for (const Row& row : rows) {
      CAPTURE(row.name);
      AreaScenario scenario = area(20);
      AreaLists lists;
      row.spoil(scenario, lists);
      const auto result = simulate(scenario, lists, std::vector{first_come()});
      REQUIRE_FALSE(result.has_value());
      CHECK(result.error().front().code == row.code);
      CHECK(result.error().front().field == row.field);
    }
    CHECK(simulate(area(20), {}, {}).error().front().field == "policies");
  }
}
