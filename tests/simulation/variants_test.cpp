#include <waitlist/report/simulation_report.h>
#include <waitlist/simulation/area_simulation.h>

#include "simulation/area_model.h"
#include "simulation/practitioner_pool.h"
#include "support/small_area.h"
#include "support/small_world.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;
using small_area::area;
using small_area::figure;
using small_area::first_come;

AreaVariant as_it_stands(const AreaScenario& scenario, const std::string& id) {
  return {id,
          "The variant " + id,
          scenario.mixes,
          scenario.streams,
          scenario.work,
          scenario.practitioners,
          {}};
}

std::vector<CompiledPolicy> two_policies() {
  Policy by_id = first_come().written();
  by_id.id = "by_id";
  by_id.order = {OrderKey::case_id};
  return {first_come(), world::compiled(by_id)};
}

/// Demand, posts and leave are taken away, in every combination.
AreaScenario with_causes() {
  AreaScenario scenario = area(90);
  scenario.plan.replications = 6;
  scenario.streams.front().per_working_day = 2.0;
  scenario.practitioners.count = 4;
  scenario.practitioners.leave = {{scenario.from + Days{20}, scenario.from + Days{60}, 2}};
  Attribution attribution;
  attribution.measures = {"wait_mean", "waiting"};
  attribution.causes = {{"demand", "More referrals", "1.5 a day"},
                        {"posts", "Empty posts", "six posts"},
                        {"leave", "Leave", "nobody is away"}};
  for (std::size_t set = 0; set < 7; ++set) {
    AreaVariant setting = as_it_stands(scenario, "");
    if ((set & 1U) == 0) setting.streams.front().per_working_day = 1.5;
    if ((set & 2U) == 0) setting.practitioners.count = 6;
    if ((set & 4U) == 0) setting.practitioners.leave.clear();
    attribution.settings.push_back(setting);
  }
  scenario.attribution = attribution;
  return scenario;
}

}  // namespace

TEST_SUITE("variants") {
  TEST_CASE("variants: each is what simulating the changed scenario gives, to the last digit") {
    AreaScenario scenario = area(90);
    scenario.plan.replications = 4;
    AreaVariant more = as_it_stands(scenario, "more");
    more.practitioners.count = 7;
    AreaVariant busier = as_it_stands(scenario, "busier");
    busier.streams.front().per_working_day = 2.5;
    busier.mixes.front().withdrawn_per_30_days = 0.0;
    const std::vector policies = two_policies();
    const auto plain = simulate(scenario, {}, policies).value();
    scenario.variants = {more, busier};
    const auto varied = simulate(scenario, {}, policies).value();
    REQUIRE(varied.variants.size() == 2);
    CHECK(varied.variants[0].id == "more");
    CHECK(varied.warnings == plain.warnings);
    for (std::size_t v = 0; v < 2; ++v) {
      const auto alone = simulate(as_in(scenario, scenario.variants[v]), {}, policies).value();
      for (std::size_t p = 0; p < 2; ++p) {
        const PolicyOutcome& found = varied.variants[v].policies[p];
        CHECK_FALSE(found.longest.has_value());
        REQUIRE(found.list.size() == alone.policies[p].list.size());
        CHECK(found.list.back().value.mean == alone.policies[p].list.back().value.mean);
        for (std::size_t g = 0; g < found.groups.size(); ++g) {
          for (std::size_t m = 0; m < varied.measures.size(); ++m) {
            const Figure& own = found.groups[g].figures[m];
            const Figure& other = alone.policies[p].groups[g].figures[m];
            const Figure& before = varied.policies[p].groups[g].figures[m];
            CHECK(own.value.mean == other.value.mean);
            CHECK(own.difference.mean == other.difference.mean);
            CHECK(before.value.mean == plain.policies[p].groups[g].figures[m].value.mean);
            CHECK(before.change.replications == 0);
            if (own.value.replications < 4 || before.value.replications < 4) continue;
            CHECK(own.change.mean == doctest::Approx(own.value.mean - before.value.mean));
          }
        }
      }
    }
    // Paired: the interval of the change is narrower than those of the figures.
    const std::size_t wait = 1;
    const Figure& changed = varied.variants[0].policies[0].groups[0].figures[wait];
    CHECK(changed.change.mean < 0.0);
    CHECK(changed.change.half_width < changed.value.half_width);
  }

  TEST_CASE("variants: one that changes nothing changes no figure in any repetition") {
    AreaScenario scenario = area(60);
    scenario.variants = {as_it_stands(scenario, "same")};
    const auto result = simulate(scenario, {}, two_policies()).value();
    for (const PolicyOutcome& outcome : result.variants.front().policies) {
      for (const GroupOutcome& group : outcome.groups) {
        for (const Figure& one : group.figures) {
          CHECK(one.change.mean == 0.0);
          CHECK(one.change.half_width == 0.0);
        }
      }
    }
    CHECK(result.variants.front().warnings.empty());
  }

  TEST_CASE("variants: more referrals change nobody who would have come anyway, but for links") {
    AreaScenario scenario = area(60);
    AreaVariant more = as_it_stands(scenario, "more");
    more.streams.front().per_working_day *= 1.3;
    ArrivalStream team = more.streams.front();
    team.id = "team";
    team.area = "North";
    more.streams.push_back(team);
    scenario.variants = {more};
    const std::vector policies = two_policies();
    const AreaScenario changed = as_in(scenario, more);
    const AreaLists nobody{};
    const AreaModel before{scenario, nobody, policies};
    const AreaModel after{changed, nobody, policies};
    const Families few = before.families(1);
    const Families many = after.families(1);
    CHECK(many.all.size() > few.all.size());
    for (const Family& family : few.all) {
      const auto same = many.by_id.find(family.listed_as.case_id);
      REQUIRE(same != many.by_id.end());
      Case now = many.all[same->second].listed_as;
      CHECK(now.linked_to.size() == family.listed_as.linked_to.size());
      now.linked_to = family.listed_as.linked_to;  // to one of the last, who may be another
      CHECK(now == family.listed_as);
      CHECK(many.all[same->second].work_days == family.work_days);
    }
    // A new area is a group in the scenario too, where nobody is in it.
    const auto result = simulate(scenario, {}, policies).value();
    CHECK(result.policies[0].groups.size() == result.variants[0].policies[0].groups.size());
  }

  TEST_CASE("variants: threads change no byte") {
    AreaScenario scenario = with_causes();
    scenario.variants = {as_it_stands(scenario, "same")};
    SimulationOptions two;
    two.threads = 2;
    const std::vector policies = two_policies();
    const auto one_thread = simulate(scenario, {}, policies).value();
    const auto two_threads = simulate(scenario, {}, policies, two).value();
    CHECK(render_json(one_thread) == render_json(two_threads));
    CHECK(render_text(one_thread) == render_text(two_threads));
    CHECK(render_html(one_thread) == render_html(two_threads));
  }

  TEST_CASE("variants: other work takes its share of the places, in whole places") {
    AreaScenario scenario = area(60);
    scenario.practitioners.in_hand = 0;
    scenario.practitioners.count = 10;
    scenario.practitioners.caseload = 9;
    for (const Share share : {0, 1, 100, 333, 500, 550, 999, 1000}) {
      scenario.practitioners.other_work = share;
      const PractitionerPool pool{scenario, std::nullopt, 1};
      CHECK(pool.free_places() == 90 - 90 * share / 1000);
    }
    scenario.practitioners.other_work = 500;
    PractitionerPool pool{scenario, std::nullopt, 1};
    for (int i = 0; i < 45; ++i) pool.take({100});
    CHECK(pool.free_places() == 0);
    pool.pass_to(100);
    CHECK(pool.free_places() == 45);
  }

  TEST_CASE("variants: what does not fit is refused, and says in which variant") {
    AreaScenario scenario = area(60);
    AreaVariant bad = as_it_stands(scenario, "bad");
    bad.mixes.front().ages = {{Months{12}, 1000}};
    scenario.variants = {as_it_stands(scenario, "good"), bad};
    const auto result = simulate(scenario, {}, two_policies());
    REQUIRE_FALSE(result.has_value());
    REQUIRE(result.error().size() == 1);
    CHECK(result.error().front().reason.starts_with("in the variant bad: each child"));
    AreaScenario rostered = area(60);
    AreaVariant roster = as_it_stands(rostered, "roster");
    roster.practitioners.from_roster = RosterPlan{};
    rostered.variants = {roster};
    CHECK_FALSE(simulate(rostered, {}, two_policies()).has_value());
    AreaScenario wide = area(60);
    AreaVariant areas = as_it_stands(wide, "areas");
    for (int i = 0; i < 17; ++i) {
      ArrivalStream stream = wide.streams.front();
      stream.id = stream.area = "a" + std::to_string(i);
      areas.streams.push_back(stream);
    }
    wide.variants = {areas};
    const auto too_many = simulate(wide, {}, two_policies());
    REQUIRE_FALSE(too_many.has_value());
    CHECK(too_many.error().front().reason.find("at most 16 areas") != std::string::npos);
  }
}

TEST_SUITE("attribution") {
  TEST_CASE("attribution: parts add up to the whole, and are those of simulating each setting") {
    const AreaScenario scenario = with_causes();
    const std::vector policies = two_policies();
    const auto result = simulate(scenario, {}, policies).value();
    REQUIRE(result.attribution.has_value());
    REQUIRE(result.attribution->measures.size() == 4);  // two policies, two measures
    std::vector<SimulationResult> settings;
    for (const AreaVariant& setting : scenario.attribution->settings) {
      settings.push_back(simulate(as_in(scenario, setting), {}, policies).value());
    }
    settings.push_back(result);
    for (std::size_t at = 0; at < 4; ++at) {
      const AttributedMeasure& one = result.attribution->measures[at];
      const std::string& id = result.measures[one.measure].id;
      CHECK(one.policy == policies[at / 2].stamp().id);
      CHECK(id == scenario.attribution->measures[at % 2]);
      std::vector<double> means;
      for (const SimulationResult& setting : settings) {
        means.push_back(figure(setting, at / 2, "all", id).value.mean);
      }
      const std::vector<double> parts = shapley_parts(means);  // of means: the mean of parts
      REQUIRE(one.parts.size() == 3);
      double sum = 0.0;
      for (std::size_t cause = 0; cause < 3; ++cause) {
        CHECK(one.parts[cause].mean == doctest::Approx(parts[cause]));
        sum += one.parts[cause].mean;
      }
      CHECK(sum == doctest::Approx(one.whole.mean));
      CHECK(one.with_all.mean == doctest::Approx(means.back()));
      CHECK(one.without_any.mean == doctest::Approx(means.front()));
      CHECK(one.pairs.size() == 3);
      CHECK(one.pairs[0].difference.mean == doctest::Approx(parts[0] - parts[1]));
    }
  }

  TEST_CASE("attribution: measures that compare, unknown ones and missing settings are refused") {
    const std::vector policies = two_policies();
    for (const std::string measure : {"shorter", "wait_gap", "wait_men", "nobody_may_take"}) {
      CAPTURE(measure);
      AreaScenario scenario = with_causes();
      scenario.attribution->measures = {measure};
      const auto result = simulate(scenario, {}, policies);
      REQUIRE_FALSE(result.has_value());
      CHECK(result.error().front().field == "attribution.measures");
    }
    AreaScenario scenario = with_causes();
    scenario.attribution->settings.pop_back();
    CHECK_FALSE(simulate(scenario, {}, policies).has_value());
    scenario = with_causes();
    scenario.attribution->settings[3].mixes.front().ages.pop_back();  // without leave alone
    const auto bad = simulate(scenario, {}, policies);
    REQUIRE_FALSE(bad.has_value());
    CHECK(bad.error().front().reason.starts_with("without one of the causes: "));
  }
}
