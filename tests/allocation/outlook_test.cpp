// What the days after a proposal bring: leave, returns, places that come, cases of those away.
#include <waitlist/allocation/allocation_outlook.h>
#include <waitlist/report/allocation_report.h>

#include "support/sample_allocation.h"
#include "support/shipped.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

using text_checks::has;
using text_checks::unbroken;

namespace {

using shipped::holder;
using shipped::practitioner;
using shipped::roster_of;

// The day of the list is 5 October 2009.
Day in_days(std::int64_t days) { return shipped::as_of() + Days{days}; }

Absence leave_between(std::int64_t from, std::int64_t to, std::string reason = "annual leave") {
  return {{in_days(from), in_days(to)}, std::move(reason)};
}

/// Cases one after the other; those of `statuses` that are not empty are not awaiting.
Allocation looked_ahead(const std::string& rows,
                        std::vector<Practitioner> people,
                        std::optional<std::int64_t> horizon,
                        AllocationRules rules = {}) {
  if (horizon) rules.horizon = Days{*horizon};
  return shipped::allocated(
      shipped::first_come_order("case_id,status,listed_on,area,linked_to\n" + rows),
      roster_of(std::move(people)), rules);
}

std::string id_of_person(const Allocation& allocation, PractitionerIndex p) {
  return allocation.roster().practitioners()[p].practitioner_id;
}

AllocationRules load_of_case(std::string id, std::uint32_t load) {
  AllocationRules rules;
  rules.count = LoadCount::cases;
  rules.loads.push_back({load, {std::move(id), "", {}}});
  return rules;
}

}  // namespace

TEST_SUITE("outlook") {
  TEST_CASE("outlook: nothing new before leave that begins within the horizon, and both outcomes") {
    Practitioner leaver = practitioner("P", 3);
    leaver.absences = {leave_between(1, 15)};
    Practitioner other = practitioner("Q", 1);
    const std::string rows = "A,,2009-01-01,,\nB,,2009-02-01,,\n";
    const Allocation blind = looked_ahead(rows, {leaver, other}, std::nullopt);
    CHECK(holder(blind, "A") != "");
    CHECK(holder(blind, "B") != "");
    CHECK(blind.outlook().leaves.empty());
    CHECK_FALSE(blind.loads()[0].leaves_on);

    const Allocation seen = looked_ahead(rows, {leaver, other}, 14);
    CHECK(holder(seen, "A") == "Q");
    CHECK(holder(seen, "B") == "");
    CHECK(seen.loads()[0].leaves_on == in_days(1));
    CHECK(seen.one_more_place_buys()[0] == std::nullopt);
    CHECK(has(why_in_words(seen, 1), "P (on leave from 6 October 2009"));
    const AllocationOutlook outlook = seen.outlook();
    REQUIRE(outlook.leaves.size() == 1);
    CHECK(outlook.leaves[0].from == in_days(1));
    CHECK(outlook.leaves[0].back == in_days(15));
    CHECK(outlook.leaves[0].places == 3);
    REQUIRE(outlook.before_leave.size() == 1);
    CHECK(outlook.before_leave[0].unit == 1);
    CHECK_FALSE(outlook.before_leave[0].held);  // the return is a day behind the horizon
    const Allocation longer = looked_ahead(rows, {leaver, other}, 15);
    REQUIRE(longer.outlook().before_leave.size() == 1);
    REQUIRE(longer.outlook().before_leave[0].held);
    CHECK(longer.outlook().before_leave[0].held->day == in_days(15));
    CHECK(has(render_table(longer, {}), "20 October 2009"));
    // Leave that begins behind the horizon changes nothing.
    CHECK(holder(looked_ahead(rows, {leaver, other}, 0), "B") != "");
  }

  TEST_CASE("outlook: who waits has the first place that comes, in the order of the queue") {
    Practitioner back = practitioner("P", 1);
    back.absences = {leave_between(-10, 7)};
    Practitioner reduced = practitioner("Q", 2);
    reduced.reductions = {{{in_days(-30), in_days(3)}, 50, "newly qualified"}};
    const std::string rows = "A,,2009-01-01,,\nB,,2009-02-01,,\nC,,2009-03-01,,\nD,,2009-04-01,,\n";
    const Allocation allocation = looked_ahead(rows, {back, reduced}, 10);
    CHECK(holder(allocation, "A") == "Q");
    const AllocationOutlook outlook = allocation.outlook();
    REQUIRE(outlook.places.size() == 2);
    CHECK(outlook.places[0].day == in_days(3));
    CHECK(id_of_person(allocation, outlook.places[0].practitioner) == "Q");
    CHECK_FALSE(outlook.places[0].returns);
    CHECK(outlook.places[1].day == in_days(7));
    CHECK(outlook.places[1].returns);
    REQUIRE(outlook.prospects.size() == 2);
    CHECK(outlook.prospects[0].unit == 1);
    CHECK(outlook.prospects[0].day == in_days(3));
    CHECK(outlook.prospects[1].unit == 2);
    CHECK(outlook.prospects[1].day == in_days(7));
    const auto json = nlohmann::json::parse(render_json(allocation));
    CHECK(json["outlook"]["horizon_days"] == 10);
    CHECK(json["outlook"]["prospects"].size() == 2);
    CHECK(json["outlook"]["prospects"][0]["cases"][0] == "B");
    CHECK(has(render_html(allocation), "P is back on 12 October 2009"));
    CHECK_FALSE(nlohmann::json::parse(render_json(looked_ahead(rows, {back, reduced}, {})))
                    .contains("outlook"));
  }

  TEST_CASE("outlook: places that lower units take today could be held for the higher one") {
    Practitioner reduced = practitioner("P", 2);
    reduced.reductions = {{{in_days(-30), in_days(4)}, 50, "newly qualified"}};
    const Allocation allocation =
        looked_ahead("A,,2009-01-01,,\nB,,2009-02-01,,\n", {reduced}, 7, load_of_case("A", 2));
    CHECK(holder(allocation, "A") == "");
    CHECK(holder(allocation, "B") == "P");
    const AllocationOutlook outlook = allocation.outlook();
    REQUIRE(outlook.hold.size() == 1);
    CHECK(outlook.hold[0].unit == 0);
    CHECK(outlook.hold[0].day == in_days(4));
    CHECK(outlook.hold[0].displaced == std::vector<QueuedUnit>{1});
    CHECK_FALSE(outlook.hold[0].given);
    CHECK(has(render_table(allocation, {}), "Give now, or hold for the higher case"));
    // With a place more there is nothing to choose: it comes anyway.
    reduced.caseload = 6;
    CHECK(looked_ahead("A,,2009-01-01,,\nB,,2009-02-01,,\n", {reduced}, 7, load_of_case("A", 4))
              .outlook()
              .hold.empty());
  }

  TEST_CASE("outlook: cases of somebody who is away are offered to whoever has a place left") {
    Practitioner absent = practitioner("P", 9);
    absent.held = {"H1", "H2", "H3", "GONE"};
    absent.absences = {leave_between(-3, 40, "sick")};
    Practitioner here = practitioner("Q", 2);
    here.areas = {"Stafford"};
    Practitioner conflicted = practitioner("R", 5);
    conflicted.areas = {"Stoke"};
    conflicted.conflicts = {"H3"};
    const std::string rows =
        "A,,2009-09-01,Stafford,\nH1,allocated,2009-01-01,Stafford,\n"
        "H2,allocated,2009-01-01,Stafford,\nH3,allocated,2009-01-01,Stoke,\n";
    const Allocation allocation = looked_ahead(rows, {absent, here, conflicted}, 0);
    CHECK(holder(allocation, "A") == "Q");
    const auto held = allocation.outlook().held;
    REQUIRE(held.size() == 4);
    const auto of = [&](const char* id) {
      return *std::ranges::find(held, id, &HeldCase::case_id);
    };
    CHECK(of("H1").to.has_value());
    CHECK(id_of_person(allocation, *of("H1").to) == "Q");
    CHECK_FALSE(of("H2").to);  // Q has no second place left
    CHECK_FALSE(of("H3").to);  // R has a conflict
    CHECK(of("H3").known);
    CHECK_FALSE(of("GONE").known);
    CHECK(has(render_table(allocation, {}),
              "H1, held by P (away until 14 November 2009): Q could "
              "take it."));
  }

  TEST_CASE("outlook: a family that is held together is offered together") {
    Practitioner absent = practitioner("P", 9);
    absent.held = {"H1", "H2"};
    absent.absences = {leave_between(-3, 40, "sick")};
    const std::string rows =
        "H1,allocated,2009-01-01,,H2\nH2,allocated,2009-01-01,,\nA,,2009-09-01,,\n";
    AllocationRules rules;
    rules.count = LoadCount::cases;
    const auto one_each =
        looked_ahead(rows, {absent, practitioner("Q", 2), practitioner("R", 1)}, 0, rules);
    CHECK(holder(one_each, "A") != "");
    const AllocationOutlook outlook = one_each.outlook();
    REQUIRE(outlook.held.size() == 2);
    CHECK(outlook.held[0].to == outlook.held[1].to);
  }

  TEST_CASE("outlook: places that come free though nobody holds them are a finding") {
    const struct {
      std::uint32_t held;
      std::vector<PlacesComeFree> come_free;
      std::string words;
    } rows[] = {
        {0, {{in_days(4), 2}}, "2 places come free (come_free), but none is held."},
        {1, {{in_days(2), 1}, {in_days(10), 1}}, "free (come_free), but only 1 is held."},
        {2, {{in_days(2), 1}, {in_days(10), 1}}, ""},
        {0, {{in_days(0), 1}, {in_days(11), 1}}, ""},
    };

    for (const auto& row : rows) {
      CAPTURE(row.words);
      Practitioner one = practitioner("P", 3);
      one.held_load = row.held;
      one.come_free = row.come_free;
      const std::string list = "A,,2009-01-01,,\n";
      const Allocation ahead = looked_ahead(list, {one}, 10);
      REQUIRE(ahead.findings().size() == (row.words.empty() ? 0U : 1U));
      CHECK(looked_ahead(list, {one}, 0).findings().empty());
      if (row.words.empty()) continue;
      CHECK(to_text(ahead.findings()[0].kind) == "come_free_unheld");
      CHECK(ahead.findings()[0].case_id.empty());
      CHECK(has(unbroken(render_table(ahead)), row.words));
      CHECK(has(unbroken(render_table(ahead)), "correct come_free, or what is held (held_load)"));
    }
  }

  TEST_CASE("outlook: places that the roster says come free are there on their day") {
    Practitioner full = practitioner("P", 3);
    full.held_load = 3;
    full.come_free = {{in_days(2), 1}, {in_days(6), 1}, {in_days(30), 1}};
    const Allocation allocation =
        looked_ahead("A,,2009-01-01,,\nB,,2009-02-01,,\nC,,2009-03-01,,\n", {full}, 10);
    CHECK(holder(allocation, "A") == "");
    const AllocationOutlook outlook = allocation.outlook();
    REQUIRE(outlook.prospects.size() == 2);
    CHECK(outlook.prospects[0].day == in_days(2));
    CHECK(outlook.prospects[1].day == in_days(6));
    CHECK(outlook.prospects[1].unit == 1);
  }

  TEST_CASE("outlook: a limit on new work holds for later days, too") {
    Practitioner one = practitioner("P", 9);
    one.new_limit = 2;
    one.new_taken = 1;
    one.reductions = {{{in_days(-30), in_days(3)}, 50, "new"}};
    const Allocation allocation = looked_ahead("A,,2009-01-01,,\nB,,2009-02-01,,\n", {one}, 10);
    CHECK(holder(allocation, "A") == "P");
    CHECK(allocation.outlook().places.empty());
    CHECK(allocation.outlook().prospects.empty());
  }

  TEST_CASE("outlook: prospects pass no limit of their day, and nobody is passed over") {
    std::mt19937 draws{15};
    const auto below = [&draws](unsigned most) { return static_cast<unsigned>(draws() % most); };
    std::size_t seen = 0;
    for (int world = 0; world < 60; ++world) {
      std::vector<Practitioner> people;
      for (unsigned p = 0; p < 3; ++p) {
        people.push_back(practitioner("P" + std::to_string(p), below(5)));
        if (below(2) == 0) people.back().absences = {leave_between(-2, 1 + below(8))};
        if (below(3) == 0) people.back().absences.push_back(leave_between(9, 9 + 1 + below(4)));
        if (below(2) == 0) {
          people.back().reductions = {{{in_days(-9), in_days(1 + below(8))}, 50, "new"}};
        }
      }
      std::string rows;
      for (unsigned i = 0; i < 8; ++i) {
        rows += "C" + std::to_string(i) + ",,2009-01-0" + std::to_string(i + 1) + ",,\n";
      }
      const Allocation allocation = looked_ahead(rows, people, 12);
      const AllocationOutlook outlook = allocation.outlook();
      // Everybody may take everything, so only numbers of places count.
      std::vector<std::uint32_t> given(3, 0);
      for (PractitionerIndex p{0}; p < 3; ++p) given[p] = allocation.loads()[p].given;
      std::size_t next = 0;
      std::vector<QueuedUnit> waiting;
      for (QueuedUnit unit{0}; unit < 8; ++unit) {
        if (!allocation.units()[unit].practitioner) waiting.push_back(unit);
      }
      for (std::int64_t day = 1; day <= 12; ++day) {
        std::uint32_t free = 0;
        std::vector<std::uint32_t> left(3, 0);
        for (PractitionerIndex p{0}; p < 3; ++p) {
          const auto& leaves = allocation.loads()[p].leaves_on;
          const auto capacity = capacity_on(allocation.roster().practitioners()[p], in_days(day));
          const bool before_leave = leaves && in_days(day) < *leaves;
          left[p] = before_leave || capacity.free < given[p] ? 0 : capacity.free - given[p];
          free += left[p];
        }
        std::size_t count = 0;
        for (; next < outlook.prospects.size() && outlook.prospects[next].day == in_days(day);
             ++next, ++count) {
          REQUIRE(count < waiting.size());
          CHECK(outlook.prospects[next].unit == waiting[count]);
          const PractitionerIndex p = outlook.prospects[next].practitioner;
          CHECK(left[p] > 0);
          --left[p];
          ++given[p];
        }
        CHECK(count == std::min<std::size_t>(free, waiting.size()));
        waiting.erase(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(count));
        seen += count;
      }
      CHECK(next == outlook.prospects.size());
    }
    CHECK(seen > 30);
  }
}
