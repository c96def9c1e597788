#include "simulation/families.h"

#include <waitlist/cases/working_calendar.h>

#include "simulation/practitioner_pool.h"
#include "support/small_world.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

AreaScenario family_area() {
  AreaScenario scenario;
  scenario.plan.seed = 11;
  scenario.from = world::as_of();
  scenario.horizon_days = 1'000;
  CaseMix mix;
  mix.id = "mix";
  mix.children = {500};
  mix.ages = {{Months{24}, 250}, {Months{216}, 750}};
  mix.filing = 400;
  mix.filing_after = {10, 20};
  mix.answered_after = {5, 9};
  FactMix harm;
  harm.fact = world::kHarm;
  harm.rows = {{Answer::level(1), false, 0, 0, 300}, {Answer::level(3), false, 0, 0, 100}};
  harm.pending = 200;
  FactMix marac;
  marac.fact = world::kMarac;
  marac.only_if = MixCondition{world::kHarm, 3};
  marac.rows = {{Answer::level(1), false, 0, 0, 900}};
  FactMix other;
  other.fact = world::kMarac;
  other.rows = {{Answer::level(0), false, 0, 0, 100}};
  mix.facts = {harm, marac, other};
  scenario.mixes = {mix};
  ArrivalStream stream;
  stream.id = "new";
  stream.per_working_day = 6.0;
  scenario.streams = {stream};
  scenario.practitioners.count = 4;
  scenario.practitioners.caseload = 5;
  return scenario;
}

Families made(const AreaScenario& scenario, std::uint32_t replication = 0) {
  return FamilyMaker{scenario, {}, world::schema(), WorkingCalendar::england_and_wales()}.make(
      replication);
}

double share(const Families& families, const std::function<bool(const Case&)>& is) {
  const auto count = std::ranges::count_if(
      families.all, [&](const Family& family) { return is(family.listed_as); });
  return static_cast<double>(count) / static_cast<double>(families.all.size());
}

/// Referrals of each working day with one at least or none: mean and variance.
std::pair<double, double> daily(const Families& families) {
  std::map<std::int64_t, double> days;
  for (std::int64_t day = 1; day < 1'000; ++day) {
    const Day date = world::as_of() + Days{day};
    if (WorkingCalendar::england_and_wales().is_working_day(date)) days[day] = 0.0;
  }
  for (const Family& family : families.all) days.at(family.listed) += 1.0;
  double sum = 0.0;
  double squares = 0.0;
  for (const auto& [day, count] : days) {
    sum += count;
    squares += count * count;
  }
  const auto n = static_cast<double>(days.size());
  return {sum / n, squares / n - sum / n * (sum / n)};
}

}  // namespace

TEST_SUITE("families") {
  TEST_CASE("families: they come on working days, as many as the law says") {
    AreaScenario scenario = family_area();
    const auto [mean, variance] = daily(made(scenario));
    CHECK(std::abs(mean - 6.0) < 0.4);
    CHECK(std::abs(variance - 6.0) < 1.2);
    scenario.streams.front().law = CountLaw::negative_binomial;
    scenario.streams.front().dispersion = 3.0;
    const auto [as_many, more] = daily(made(scenario));
    CHECK(std::abs(as_many - 6.0) < 0.7);
    CHECK(std::abs(more - 18.0) < 4.0);
  }

  TEST_CASE("families: a shock or a season only adds or takes, it changes nobody") {
    AreaScenario scenario = family_area();
    const Families before = made(scenario);
    scenario.streams.front().shocks = {
        {world::as_of() + Days{100}, world::as_of() + Days{300}, 1.5}};
    const Families after = made(scenario);
    CHECK(after.all.size() > before.all.size());
    std::size_t more = 0;
    for (const Family& family : after.all) {
      const auto same = before.by_id.find(family.listed_as.case_id);
      if (same == before.by_id.end()) {
        ++more;
        CHECK(family.listed >= 100);
        CHECK(family.listed < 300);
        continue;
      }
      CHECK(before.all[same->second].listed_as.answers == family.listed_as.answers);
      CHECK(before.all[same->second].work_days == family.work_days);
    }
    CHECK(more == after.all.size() - before.all.size());
    scenario.streams.front().shocks.clear();
    scenario.streams.front().months[7] = 0.0;
    for (const Family& family : made(scenario).all) CHECK(family.listed_as.listed_on.month() != 8);
  }

  TEST_CASE("families: replications differ and repeat") {
    const AreaScenario scenario = family_area();
    CHECK(made(scenario, 0).all.size() == made(scenario, 0).all.size());
    CHECK(made(scenario, 0).all.front().listed_as == made(scenario, 0).all.front().listed_as);
    CHECK(made(scenario, 0).all.size() != made(scenario, 1).all.size());
  }

  TEST_CASE("families: answers, children and filing dates come in the shares that are written") {
    const Families families = made(family_area());
    const auto harm = [](const Case& one) { return one.answers[world::kHarm]; };
    const auto marac = [](const Case& one) { return one.answers[world::kMarac]; };
    const auto near = [](double found, double wanted) { return std::abs(found - wanted) < 0.03; };
    CHECK(near(share(families, [&](const Case& c) { return harm(c) == Answer::level(1); }), 0.3));
    CHECK(near(share(families, [&](const Case& c) { return harm(c) == Answer::level(3); }), 0.1));
    CHECK(near(share(families, [&](const Case& c) { return harm(c) == Answer::no(); }), 0.4));
    CHECK(near(
        share(families, [&](const Case& c) { return harm(c).state() == AnswerState::pending; }),
        0.2));
    // The first row whose condition holds is drawn from.
    CHECK(near(share(families, [&](const Case& c) { return marac(c) == Answer::level(1); }), 0.09));
    CHECK(near(share(families, [&](const Case& c) { return marac(c) == Answer::level(0); }), 0.09));
    CHECK(near(share(families, [](const Case& c) { return c.children.size() == 2; }), 0.5));
    CHECK(near(share(families, [](const Case& c) { return c.filing_date.has_value(); }), 0.4));
    for (const Family& family : families.all) {
      for (const Child& child : family.listed_as.children) {
        CHECK(child.born.has_value());
        CHECK(completed_months(*child.born, family.listed_as.listed_on) < Months{216});
      }
    }
  }

  TEST_CASE("families: what is pending is answered in time, in the shares of the known answers") {
    const Families families = made(family_area());
    std::size_t answers = 0;
    std::size_t graver = 0;
    for (const FamilyEvent& event : families.events) {
      if (event.kind != FamilyEventKind::answered) continue;
      const Family& family = families.all[event.family];
      CHECK(family.listed_as.answers[event.fact].state() == AnswerState::pending);
      CHECK(event.day >= family.listed + 5);
      CHECK(event.day <= family.listed + 9);
      CHECK(event.answer.known());
      ++answers;
      graver += static_cast<std::size_t>(event.answer.given());
    }
    CHECK(answers > 500);
    // 0.4 of the 0.8 that are not pending are given.
    CHECK(std::abs(static_cast<double>(graver) / static_cast<double>(answers) - 0.5) < 0.06);
  }

  TEST_CASE("families: recorded cases come on their days, the first included, and no others") {
    AreaScenario scenario = family_area();
    std::vector<Case> cases;
    for (const std::int64_t day : {-3, 0, 1, 500, 999, 1'000}) {
      Case one;
      one.case_id = "r" + std::to_string(day + 3);
      one.listed_on = scenario.from + Days{day};
      cases.push_back(one);
    }
    scenario.streams.front().recorded = "recorded.csv";
    const AreaLists lists{std::nullopt, {CaseTable::make(world::schema(), cases).value()}};
    const Families families =
        FamilyMaker{scenario, lists, world::schema(), WorkingCalendar::england_and_wales()}.make(0);
    REQUIRE(families.all.size() == 4);
    CHECK(families.all[0].listed == 0);
    CHECK_FALSE(families.all[0].from_start);
    CHECK(families.all[0].counts);
    CHECK(families.all[1].listed == 1);
    CHECK(families.all[2].listed == 500);
    CHECK(families.all[3].listed == 999);
    CHECK(std::ranges::any_of(families.events, [](const FamilyEvent& event) {
      return event.kind == FamilyEventKind::listed && event.day == 0 && event.family == 0;
    }));
  }

  TEST_CASE("families: a case of the first day that stands in the starting list comes once") {
    AreaScenario scenario = family_area();
    Case one;
    one.case_id = "both";
    one.listed_on = scenario.from;
    const auto table = CaseTable::make(world::schema(), std::vector{one}).value();
    scenario.start = "start.csv";
    scenario.streams.front().recorded = "recorded.csv";
    const AreaLists lists{table, {table}};
    const Families families =
        FamilyMaker{scenario, lists, world::schema(), WorkingCalendar::england_and_wales()}.make(0);
    REQUIRE(families.all.size() == 1);
    CHECK(families.all.front().from_start);
  }
}

TEST_SUITE("practitioner pool") {
  TEST_CASE("practitioner pool: places fill, end and fill again") {
    AreaScenario scenario = family_area();
    scenario.practitioners.in_hand = 0;
    PractitionerPool pool{scenario, 2, 1};
    CHECK(pool.free_places() == 10);
    pool.take({5, 7, 9});
    pool.take({5});
    CHECK(pool.free_places() == 6);
    pool.pass_to(5);
    CHECK(pool.free_places() == 8);
    pool.pass_to(9);
    CHECK(pool.free_places() == 10);
    for (int i = 0; i < 9; ++i) pool.take({100});
    pool.take({100, 100, 100});  // a family is not divided
    CHECK(pool.free_places() == 0);
  }

  TEST_CASE("practitioner pool: all places are taken at first, and end within the work's time") {
    AreaScenario scenario = family_area();
    scenario.work.otherwise.kind = DurationKind::fixed;
    scenario.work.otherwise.mean_days = 40.0;
    PractitionerPool pool{scenario, 50, 1};
    CHECK(pool.free_places() == 0);
    pool.pass_to(20);
    CHECK(pool.free_places() > 90);
    CHECK(pool.free_places() < 160);
    pool.pass_to(41);
    CHECK(pool.free_places() == 250);
  }

  TEST_CASE("practitioner pool: leave, changes of posts and leavers change who takes new cases") {
    AreaScenario scenario = family_area();
    Practitioners& staff = scenario.practitioners;
    staff.in_hand = 0;
    staff.count = 4;
    const auto on = [&scenario](std::int64_t day) { return scenario.from + Days{day}; };
    staff.leave = {{on(10), on(20), 3}};
    staff.changes = {{on(30), 2}, {on(40), 6}};
    PractitionerPool pool{scenario, std::nullopt, 1};
    for (int i = 0; i < 20; ++i) pool.take({1'000});
    CHECK(pool.free_places() == 0);
    pool.pass_to(30);  // twenty cases with two people, ten above their places
    CHECK(pool.free_places() == 0);
    pool.pass_to(40);
    CHECK(pool.free_places() == 20);
    PractitionerPool rested{scenario, std::nullopt, 1};
    rested.pass_to(9);
    CHECK(rested.free_places() == 20);
    rested.pass_to(10);
    CHECK(rested.free_places() == 5);
    rested.pass_to(20);
    CHECK(rested.free_places() == 20);
  }

  TEST_CASE("practitioner pool: a leaver's cases are shared out, above the places there are") {
    AreaScenario scenario = family_area();
    scenario.practitioners.in_hand = 0;
    scenario.practitioners.changes = {{scenario.from + Days{30}, 2}};
    scenario.practitioners.count = 3;
    PractitionerPool three{scenario, std::nullopt, 1};
    // Five each, in turn; those of the first end on day 40.
    for (int i = 0; i < 15; ++i) three.take({i % 3 == 0 ? 40 : 1'000});
    REQUIRE(three.free_places() == 0);
    three.pass_to(30);
    CHECK(three.free_places() == 0);
    // The third's five went three and two: the first has three of five places taken now.
    three.pass_to(40);
    CHECK(three.free_places() == 2);
  }

  TEST_CASE("practitioner pool: with turnover the posts held are those that theory expects") {
    AreaScenario scenario = family_area();
    scenario.practitioners.in_hand = 0;
    scenario.practitioners.turnover_per_year = 1.0;
    scenario.practitioners.vacant_for = {100, 200};
    PractitionerPool pool{scenario, 100, 3};
    double held = 0.0;
    int days = 0;
    for (std::int64_t day = 1'000; day < 4'000; day += 10) {
      pool.pass_to(day);
      held += pool.free_places() / 500.0;
      ++days;
    }
    CHECK(std::abs(held / days - 365.2425 / (365.2425 + 150.0)) < 0.02);
  }
}
