// What a proposal costs, term by term, and what it was made from.
#include <waitlist/allocation/allocation.h>
#include <waitlist/allocation/weighted_assignment.h>
#include <waitlist/io/allocation_rules_reader.h>
#include <waitlist/report/allocation_report.h>

#include "support/sample_allocation.h"
#include "support/shipped.h"
#include "support/slow_packing.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

using text_checks::has;

namespace {

using shipped::allocated;
using shipped::first_come_order;
using shipped::practitioner;
using shipped::roster_of;

/// `12.50` in hundredths.
std::int64_t hundredths(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), '.'), text.end());
  return std::stoll(text);
}

void check_sums(const Allocation& allocation) {
  std::int64_t total = 0;
  for (const AllocationUnit& unit : allocation.units()) {
    CHECK((unit.practitioner || unit.parts.sum() == Cost{}));
    total += unit.parts.sum().count();
  }
  CHECK(allocation.total().count() == total);
  CHECK(allocation.bound() <= allocation.total());

  const auto json = nlohmann::json::parse(render_json(allocation));
  std::int64_t in_json = 0;
  for (const auto& unit : json["units"]) {
    if (!unit.contains("price")) continue;
    for (const char* part : {"travel", "continuity", "given", "load", "urgent"}) {
      in_json += hundredths(unit["price"][part]);
    }
  }
  CHECK(in_json == total);
  CHECK(hundredths(json["total"]) == total);

  std::istringstream csv{render_csv(allocation)};
  std::string line;
  std::getline(csv, line);
  std::int64_t in_csv = 0;
  std::set<std::string> seen;  // a family's price stands in the row of each of its cases
  while (std::getline(csv, line)) {
    std::vector<std::string> cells;
    bool quoted = false;
    cells.emplace_back();
    for (const char c : line) {
      if (c == '"') quoted = !quoted;
      if (c == ',' && !quoted) {
        cells.emplace_back();
      } else {
        cells.back() += c;
      }
    }
    if (cells[4].empty() || !seen.insert(cells[0]).second) continue;
    for (const std::size_t column : {8U, 9U, 10U, 17U, 18U}) {
      in_csv += hundredths(cells.at(column));
    }
  }
  CHECK(in_csv == total);
}

}  // namespace

TEST_SUITE("prices of an allocation") {
  TEST_CASE("prices: every term stands in every format, and they sum up to the total") {
    check_sums(shipped::sample_allocation());
    AllocationRules rules = shipped::sample_rules();
    rules.count = LoadCount::cases;
    check_sums(allocated(shipped::staffordshire_ranking(), shipped::sample_roster(), rules));
    rules.urgent_tiers = 3;
    check_sums(allocated(shipped::staffordshire_ranking(), shipped::sample_roster(), rules));
    const Allocation two =
        allocated(first_come_order("case_id,listed_on\nA,2009-01-01\nB,2009-01-02\n"),
                  roster_of({practitioner("P", 2)}));
    CHECK(two.units()[0].parts.load == Cost{});
    CHECK(two.units()[1].parts.load == Cost{3000});
    CHECK(has(why_in_words(two, 1), "load 30.00"));
    CHECK(has(render_html(two), "30.00"));
    CHECK_FALSE(has(why_in_words(two, 1), " min"));
    CHECK(has(render_html(two), "a minute of travel costs 1.00"));
  }

  TEST_CASE("prices: a way that nobody has written down is said, and who is away until when") {
    Practitioner one = practitioner("P", 1);
    one.base = "Near";
    Practitioner away = practitioner("Q", 1);
    away.absences = {{{shipped::as_of(), *Day::parse("2009-10-12")}, "leave"},
                     {{*Day::parse("2009-10-10"), *Day::parse("2009-10-26")}, "course"}};
    Practitioner gone = practitioner("R", 1);
    gone.absences = {{{shipped::as_of(), std::nullopt}, "sick"}};
    const Allocation allocation =
        allocated(first_come_order("case_id,listed_on,team\nA,2009-01-01,Far\nB,2009-01-02,Far\n"),
                  roster_of({one, away, gone}));
    CHECK(has(why_in_words(allocation, 0), "a way that nobody has written down"));
    CHECK(has(why_in_words(allocation, 1), "Q (away until 26 October 2009)"));
    CHECK(has(why_in_words(allocation, 1), "R (away until further notice)"));
    const auto json = nlohmann::json::parse(render_json(allocation));
    CHECK(json["units"][0]["price"]["way_unknown"] == true);
    CHECK(json["practitioners"][1]["back_on"] == "2009-10-26");
    CHECK(json["practitioners"][2]["back_on"].is_null());
    CHECK(back_on(one, shipped::as_of()) == shipped::as_of());
  }

  TEST_CASE("prices: caseloads counted in cases and in points mean the same") {
    // The near one is fuller; twelve minutes of travel weigh the same however loads are counted.
    std::string csv = "case_id,listed_on,team,linked_to\n";
    for (char id = 'A'; id < 'K'; ++id) {
      csv += std::string{id} + ",2009-01-0" + std::to_string(id - 'A') + ",Near,\n";
    }
    csv.replace(csv.find("2009-01-00"), 10, "2008-12-31");
    const Ranking ranking = first_come_order(csv);
    for (const std::uint32_t points : {2U, 10U, 100U, 1000U}) {
      CAPTURE(points);
      const auto people = [&](std::uint32_t each) {
        Practitioner near = practitioner("NEAR", 20 * each);
        near.base = "Near";
        near.held_load = 8 * each;
        Practitioner far = practitioner("FAR", 20 * each);
        far.base = "Far";
        return roster_of({near, far}, {{"Far", "Near", 12}});
      };
      AllocationRules rules;
      const Allocation cases = allocated(ranking, people(1), rules);
      rules.count = LoadCount::cases;
      for (char id = 'A'; id < 'K'; ++id) {
        rules.loads.push_back({points, {std::string{id}, "", {}}});
      }
      const Allocation in_points = allocated(ranking, people(points), rules);
      for (std::size_t p = 0; p < 2; ++p) {
        CHECK(in_points.loads()[p].units == cases.loads()[p].units);
      }
      // A case fills its share bit by bit, so it pays a little more than its first place.
      const std::int64_t more = in_points.total().count() - cases.total().count();
      CHECK(more >= 0);
      CHECK(more <= 10 * 150);
    }
  }

  TEST_CASE("prices: the bound does not collapse, whatever loads and prices there are") {
    std::mt19937 draws{12};
    const auto below = [&draws](unsigned most) { return static_cast<unsigned>(draws() % most); };
    for (int world = 0; world < 60; ++world) {
      const unsigned load_most = world % 2 == 0 ? 1000 : 19;
      const unsigned price_most = world % 3 == 0 ? 3 : 5000;
      AssignmentProblem problem;
      for (int p = 0; p < 3; ++p) {
        problem.add_practitioner({6 * load_most, PractitionerPlaces::kNoLimit});
      }
      for (int unit = 0; unit < 9; ++unit) {
        std::vector<EligiblePair> pairs;
        for (PractitionerIndex p{0}; p < 3; ++p) pairs.push_back({p, Cost{1 + below(price_most)}});
        problem.add_unit(pairs, false, 1 + below(load_most));
      }
      const WeightedAssignment answer = *solve_weighted(problem);
      const std::int64_t least =
          slow_packing::least_total(problem, std::vector<bool>(problem.unit_count(), true));
      CHECK(answer.total.count() == least);
      CHECK(answer.bound <= answer.total);
      // Room to spare: units need not be shared, so the bound is the price itself.
      CHECK(answer.bound.count() >= least - 1);
    }
  }

  TEST_CASE("stamps: whatever an allocation goes by changes one of its digests") {
    const Ranking ranking = first_come_order("case_id,listed_on\nA,2009-01-01\nB,2009-01-02\n");
    const Roster roster = roster_of({practitioner("P", 2), practitioner("Q", 2)});
    std::vector<AllocationRules> all(1);
    const auto add = [&](auto change) { change(all.emplace_back()); };
    add([](AllocationRules& rules) { rules.needs = {{"x", {"A", "", {}}}}; });
    add([](AllocationRules& rules) { rules.needs = {{"x", {"A", "", {}}, true}}; });
    add([](AllocationRules& rules) { rules.needs = {{"x", {"", "work_type", {"s7"}}}}; });
    add([](AllocationRules& rules) { rules.needs = {{"x", {"", "work_type", {"s7", "other"}}}}; });
    add([](AllocationRules& rules) { rules.loads = {{2, {"A", "", {}}}}; });
    add([](AllocationRules& rules) { rules.count = LoadCount::cases; });
    add([](AllocationRules& rules) { rules.only_pairs = true; });
    add([](AllocationRules& rules) { rules.pairs = {{"A", "P", Cost{1}}}; });
    add([](AllocationRules& rules) { rules.pairs = {{"A", "P", Cost{2}}}; });
    add([](AllocationRules& rules) { rules.urgent_tiers = 0; });
    add([](AllocationRules& rules) { rules.urgent_tiers = 1; });
    add([](AllocationRules& rules) { rules.prices.travel_minute = Cost{1}; });
    add([](AllocationRules& rules) { rules.prices.continuity_days = Days{7}; });
    add([](AllocationRules& rules) { rules.prices.full_urgent = Cost{7}; });
    for (const InstructionKind kind : {InstructionKind::pin, InstructionKind::exclude}) {
      add([&](AllocationRules& rules) { rules.instructions = {{kind, "A", "P", "r", "M"}}; });
    }
    add([](AllocationRules& rules) {
      rules.instructions = {{InstructionKind::pin, "A", "P", "another reason", "M"}};
    });
    std::set<std::string> digests;
    for (const AllocationRules& rules : all) {
      digests.insert(allocated(ranking, roster, rules).rules_digest().hex());
    }
    CHECK(digests.size() == all.size());
    AllocationRules one;
    one.instructions = {{InstructionKind::pin, "A", "P", "r", "M"},
                        {InstructionKind::pin, "B", "P", "r", "M"}};
    AllocationRules other = one;
    std::ranges::reverse(other.instructions);
    const Allocation first = allocated(ranking, roster, one);
    CHECK(first.rules_digest() == allocated(ranking, roster, other).rules_digest());
    CHECK(has(render_json(first), first.rules_digest().hex()));
    CHECK(has(render_html(first), first.rules_digest().hex()));
  }

  TEST_CASE("weights: a small file says what travel, families known and load are worth") {
    const auto weights = read_weights_csv(
        "weight,value\ntravel_minute,2\ncontinuity,60.5\ncontinuity_days,365\nfull_urgent,0\n");
    REQUIRE(weights.has_value());
    CHECK(weights->travel_minute == Cost{200});
    CHECK(weights->continuity == Cost{6050});
    CHECK(weights->continuity_days == Days{365});
    CHECK(weights->full_urgent == Cost{});
    CHECK(weights->full_caseload == PriceWeights{}.full_caseload);

    struct Row {
      const char* text;
      const char* said;
    };

    for (const Row& row :
         {Row{"travel,2\n", "expected travel_minute"},
          Row{"travel_minute,-1\n", "write minutes from 0"},
          Row{"travel_minute,1.234\n", "at most two decimals"},
          Row{"travel_minute,\n", "write minutes"}, Row{"travel_minute,10001\n", "write minutes"},
          Row{"continuity_days,0\n", "whole number of days"},
          Row{"continuity,1\ncontinuity,2\n", "stands here twice"}}) {
      CAPTURE(row.text);
      const auto refused = read_weights_csv("weight,value\n" + std::string{row.text});
      REQUIRE_FALSE(refused.has_value());
      CHECK(has(shipped::lines_of(refused.error()), row.said));
    }
  }

  TEST_CASE("what if: the answer is given in every form, also when it cannot be") {
    Practitioner busy = practitioner("Q", 1);
    const Ranking ranking = first_come_order("case_id,listed_on\nA,2009-01-01\nB,2009-01-02\n");
    const Allocation allocation = allocated(ranking, roster_of({practitioner("P", 1), busy}));
    const auto impact = allocation.what_if(0, 1);
    REQUIRE(impact.has_value());
    const std::string change = "If A went to Q";
    const auto json = nlohmann::json::parse(render_json(impact, allocation, change));
    CHECK(json["change"] == change);
    CHECK(json["possible"] == true);
    REQUIRE(json["moves"].size() == 2);
    CHECK(json["moves"][0]["cases"][0] == "A");
    CHECK(json["moves"][0]["to"] == "Q");
    CHECK(json["rules_digest"] == allocation.rules_digest().hex());
    CHECK(render_csv(impact, allocation, change) ==
          "change,possible,extra,case_id,from,to\nIf A went to Q,yes,0.00,A,P,Q\n"
          "If A went to Q,yes,0.00,B,Q,P\n");
    CHECK(has(render_html(impact, allocation, change), "<td><bdi>Q</bdi></td>"));
    const std::optional<Impact> none;
    CHECK(nlohmann::json::parse(render_json(none, allocation, change))["possible"] == false);
    CHECK(has(render_csv(none, allocation, change), "If A went to Q,no,,,,\n"));
    CHECK(has(render_html(none, allocation, change), "not possible"));
    CHECK(has(render_text(none, allocation, change), "not possible"));
  }
}
