// What keeps a family from the wrong hands: conflicts, answers that are not there, and words that
// name nothing.
#include <waitlist/allocation/allocation.h>
#include <waitlist/io/allocation_rules_reader.h>
#include <waitlist/report/allocation_report.h>

#include "support/sample_allocation.h"
#include "support/shipped.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

using text_checks::has;

namespace {

using shipped::allocated;
using shipped::first_come_order;
using shipped::holder;
using shipped::roster_of;

Practitioner person(std::string id, std::vector<std::string> competences = {}) {
  Practitioner one = shipped::practitioner(std::move(id), 9);
  one.competences = std::move(competences);
  return one;
}

/// Everybody against whom something stands, and what.
std::set<std::pair<std::string, Requirement>> removed(const Allocation& allocation,
                                                      std::string_view case_id) {
  std::set<std::pair<std::string, Requirement>> all;
  for (const Removal& one : allocation.removals(allocation.find(case_id).value())) {
    const auto& people = allocation.roster().practitioners();
    all.emplace(people[one.practitioner].practitioner_id, one.requirement);
  }
  return all;
}

AllocationRules rules_of(const std::string& work) {
  AllocationRules rules;
  rules.needs = read_work_csv("competence,fact,answers,may_not_take\n" + work)->needs;
  return rules;
}

/// All ids that links, in either direction, lead to.
std::set<std::string> family_of(const std::map<std::string, std::vector<std::string>>& links,
                                const std::string& id) {
  std::set<std::string> family{id};
  for (bool grown = true; grown;) {
    grown = false;
    for (const auto& [from, to] : links) {
      for (const std::string& one : to) {
        if (family.contains(from) == family.contains(one)) continue;
        family.insert(from);
        family.insert(one);
        grown = true;
      }
    }
  }
  return family;
}

}  // namespace

TEST_SUITE("safe by default") {
  TEST_CASE("conflict: it is with the family, whatever became of the case that it names") {
    for (const char* status : {"allocated", "on_hold", "withdrawn", "duty_allocated", "awaiting"}) {
      CAPTURE(status);
      const Ranking ranking =
          first_come_order("case_id,listed_on,linked_to,hold_reason,status\nA1,2009-01-01,," +
                           std::string{status == std::string_view{"on_hold"} ? "abroad," : ","} +
                           status + "\nA2,2009-02-01,A1,,\nB,2009-03-01,GONE,,\nC,2009-04-01,,,\n");
      Practitioner one = person("P1");
      one.conflicts = {"A1", "GONE"};
      const Allocation allocation = allocated(ranking, roster_of({one}));
      for (const char* id : {"A2", "B"}) {
        CHECK(holder(allocation, id).empty());
        CHECK(removed(allocation, id) ==
              std::set{std::pair{std::string{"P1"}, Requirement::conflict}});
      }
      CHECK(holder(allocation, "C") == "P1");
      CHECK(has(why_in_words(allocation, 0), "a conflict of interest with A1: P1"));
    }
  }

  TEST_CASE("conflict: in random families nobody is given a case of a family they may not take") {
    std::mt19937 draws{2009};
    const auto below = [&draws](unsigned most) { return static_cast<unsigned>(draws() % most); };
    std::size_t kept_away = 0;
    for (int world = 0; world < 300; ++world) {
      std::map<std::string, std::vector<std::string>> links;
      std::string csv = "case_id,listed_on,linked_to,status\n";
      for (unsigned i = 0; i < 8; ++i) {
        const std::string id = "C" + std::to_string(i);
        std::string cell;
        for (unsigned link = 0; link < below(3); ++link) {
          const unsigned to = below(11);  // three of them are not on the list
          const std::string other = "C" + std::to_string(to);
          if (to == i || has(cell, other)) continue;
          links[id].push_back(other);
          cell += (cell.empty() ? "" : ";") + other;
        }
        csv += id + ",2009-01-0" + std::to_string(i + 1) + "," + cell;
        csv += below(3) == 0 ? ",allocated\n" : ",\n";
      }
      std::vector<Practitioner> people{person("P0"), person("P1")};
      for (Practitioner& one : people) {
        for (unsigned i = 0; i < 11; ++i) {
          if (below(6) == 0) one.conflicts.push_back("C" + std::to_string(i));
        }
      }
      CAPTURE(csv);
      const Allocation allocation = allocated(first_come_order(csv), roster_of(people));
      for (const AllocationUnit& unit : allocation.units()) {
        const std::string id{allocation.ranking().cases().case_id(unit.rows.front())};
        const std::set<std::string> family = family_of(links, id);
        const auto barred = removed(allocation, id);
        for (const Practitioner& one : people) {
          const bool in_conflict = std::ranges::any_of(
              one.conflicts, [&](const std::string& with) { return family.contains(with); });
          REQUIRE(barred.contains({one.practitioner_id, Requirement::conflict}) == in_conflict);
          if (!in_conflict) continue;
          ++kept_away;
          REQUIRE(holder(allocation, id) != one.practitioner_id);
        }
      }
    }
    CHECK(kept_away > 500);
  }

  TEST_CASE("conflict: a manager may part a family, and pins that part it are accepted") {
    const Ranking ranking = first_come_order(
        "case_id,listed_on,linked_to\nA,2009-01-01,B;C\nB,2009-01-02,\nC,2009-01-03,\n");
    Practitioner p = person("P1");
    Practitioner q = person("P2");
    p.conflicts = {"A"};
    q.conflicts = {"B"};
    const Roster roster = roster_of({p, q});
    const Allocation whole = allocated(ranking, roster);
    REQUIRE(whole.units().size() == 1);
    CHECK(whole.why_unplaced(0) == UnplacedReason::nobody_eligible);

    AllocationRules rules;
    rules.instructions = {{InstructionKind::pin, "A", "P2", "r", "M"},
                          {InstructionKind::pin, "B", "P1", "r", "M"}};
    const Allocation pinned = allocated(ranking, roster, rules);
    REQUIRE(pinned.units().size() == 2);
    CHECK(holder(pinned, "A") == "P2");
    CHECK(holder(pinned, "B") == "P1");
    CHECK(holder(pinned, "C") == "P2");  // with the first of the pinned ones
    CHECK(pinned.units()[0].split);
    CHECK(has(why_in_words(pinned, 0), "apart from its family, as a manager has said"));

    rules.instructions = {{InstructionKind::part, "B", "", "r", "M"}};
    const Allocation parted = allocated(ranking, roster, rules);
    REQUIRE(parted.units().size() == 2);
    CHECK(holder(parted, "A") == "P2");
    CHECK(holder(parted, "C") == "P2");
    CHECK(holder(parted, "B") == "P1");
    rules.instructions = {{InstructionKind::part, "B", "P1", "r", "M"}};
    CHECK_FALSE(allocate(ranking, roster, rules));
    rules.instructions = {{InstructionKind::pin, "A", "P1", "r", "M"}};
    CHECK(holder(allocated(ranking, roster, rules), "A").empty());  // never above a conflict
    // A case that has gone belongs to every part.
    const Ranking gone =
        first_come_order("case_id,listed_on,linked_to\nA,2009-01-01,B;GONE\nB,2009-01-02,\n");
    Practitioner r = person("P1");
    r.conflicts = {"GONE"};
    rules.instructions = {{InstructionKind::part, "B", "", "r", "M"}};
    const Allocation still = allocated(gone, roster_of({r}), rules);
    for (const char* id : {"A", "B"}) CHECK(holder(still, id).empty());
  }

  TEST_CASE("findings: ids of conflicts and past families that nothing knows are told") {
    const Ranking ranking = first_come_order(
        "case_id,listed_on,linked_to\nSM-0001,2009-01-01,GONE\nSM-0002,2009-01-02,\n");
    Practitioner one = person("P1");
    one.conflicts = {"SM-0002", "GONE", "HELD", "SM-00O1"};
    one.past_families = {{"SM-0001", shipped::as_of()}, {"ELSE", shipped::as_of()}};
    Practitioner other = person("P2");
    other.held = {"HELD"};
    const Allocation allocation = allocated(ranking, roster_of({one, other}));
    REQUIRE(allocation.findings().size() == 2);
    CHECK(allocation.findings()[0].kind == AllocationFindingKind::unknown_conflict);
    CHECK(allocation.findings()[0].case_id == "SM-00O1");
    CHECK(allocation.findings()[1].kind == AllocationFindingKind::unknown_past_family);
    CHECK(allocation.findings()[1].case_id == "ELSE");
    const std::string table = render_table(allocation);
    CHECK(has(table, "To be looked at"));
    CHECK(has(table, "did you mean \"SM-0001\"?"));
    CHECK(has(render_html(allocation), "To be looked at"));
    const auto json = nlohmann::json::parse(render_json(allocation));
    CHECK(json["findings"].size() == 2);
    CHECK(json["findings"][0]["kind"] == "unknown_conflict");
    CHECK_FALSE(has(render_table(allocated(ranking, roster_of({other}))), "To be looked at"));
  }

  TEST_CASE("answers: what is not there asks for what the most concerning answer asks for") {
    const Ranking ranking = first_come_order(
        "case_id,listed_on,da.reported\nGIVEN,2009-01-01,reported\nNO,2009-01-02,no\n"
        "UNKNOWN,2009-01-03,unknown\nPENDING,2009-01-04,pending 2009-09-01\nEMPTY,2009-01-05,\n");
    const Roster roster = roster_of({person("P1"), person("P2", {"domestic_abuse"})});

    struct Row {
      const char* work;
      std::set<std::string> asks;
    };

    const Row rows[] = {
        {"domestic_abuse,da.reported,reported;ongoing;serious;severe,\n",
         {"GIVEN", "UNKNOWN", "PENDING", "EMPTY"}},
        {"domestic_abuse,da.reported,severe,\n", {"UNKNOWN", "PENDING", "EMPTY"}},
        {"domestic_abuse,da.reported,reported,\n", {"GIVEN", "UNKNOWN", "PENDING", "EMPTY"}},
        {"domestic_abuse,da.reported,severe;pending,\n", {"UNKNOWN", "PENDING", "EMPTY"}},
        {"domestic_abuse,da.reported,unknown,\n", {"UNKNOWN"}},
        {"domestic_abuse,da.reported,severe,\nother,da.reported,unknown;not_asked,\n", {"PENDING"}},
        {"domestic_abuse,da.reported,no,\n", {"NO"}},
        {"first,da.reported,reported,\ndomestic_abuse,da.reported,severe,\n",
         {"UNKNOWN", "PENDING", "EMPTY"}},
    };
    for (const Row& row : rows) {
      CAPTURE(row.work);
      const Allocation allocation = allocated(ranking, roster, rules_of(row.work));
      for (const char* id : {"GIVEN", "NO", "UNKNOWN", "PENDING", "EMPTY"}) {
        CAPTURE(id);
        bool asks = false;
        for (const Removal& one : allocation.removals(allocation.find(id).value())) {
          asks = asks || one.detail == "domestic_abuse";
        }
        CHECK(asks == row.asks.contains(id));
      }
    }
    const Allocation told =
        allocated(ranking, roster, rules_of("domestic_abuse,da.reported,severe,\n"));
    CHECK(told.units()[0].provisional.empty());
    REQUIRE(told.units()[3].provisional.size() == 1);
    CHECK(told.units()[3].provisional[0].state == AnswerState::pending);
    CHECK(holder(told, "PENDING") == "P2");
    const std::string words =
        "who may take it is provisional: da.reported of PENDING is pending, so domestic_abuse is "
        "asked for as for the most concerning answer";
    CHECK(has(why_in_words(told, 3), words));
    CHECK(has(render_csv(told), words));
    CHECK(has(render_html(told), "provisional"));
    const auto json = nlohmann::json::parse(render_json(told));
    CHECK(json["units"][4]["provisional"][0]["answer"] == "not_asked");
    CHECK(json["units"][0]["provisional"].empty());
  }

  TEST_CASE("answers: of a checklist without an answer every marker might be there") {
    const Ranking ranking = first_come_order(
        "case_id,listed_on,court.urgency\nA,2009-01-01,urgent\nB,2009-01-02,unknown\n"
        "C,2009-01-03,no\n");
    const Roster roster = roster_of({person("P1", {"x"}), person("P2", {"x", "y"})});
    const Allocation allocation = allocated(
        ranking, roster, rules_of("x,court.urgency,urgent,\ny,court.urgency,without_notice,\n"));
    CHECK(removed(allocation, "A").empty());
    CHECK(removed(allocation, "B") ==
          std::set{std::pair{std::string{"P1"}, Requirement::competence}});
    CHECK(removed(allocation, "C").empty());
  }

  TEST_CASE("may not take: whoever has the word is kept from the cases, also provisionally") {
    const Ranking ranking = first_come_order(
        "case_id,listed_on,da.reported\nA,2009-01-01,severe\nB,2009-01-02,\nC,2009-01-03,no\n");
    const Allocation allocation =
        allocated(ranking, roster_of({person("P1", {"newly_qualified"}), person("P2")}),
                  rules_of(",da.reported,serious;severe,newly_qualified\n"));
    const std::set kept{std::pair{std::string{"P1"}, Requirement::may_not_take}};
    CHECK(removed(allocation, "A") == kept);
    CHECK(removed(allocation, "B") == kept);
    CHECK(removed(allocation, "C").empty());
    CHECK(to_text(Requirement::may_not_take) == "may_not_take");
    CHECK(has(render_html(allocation), "Newly_qualified may not take it"));
    CHECK(has(why_in_words(allocation, 1), "so newly_qualified may not take it"));
    AllocationRules both = rules_of(",da.reported,serious;severe,newly_qualified\n");
    both.instructions = {{InstructionKind::pin, "A", "P1", "r", "M"}};
    CHECK(holder(allocated(ranking, allocation.roster(), both), "A") == "P1");
  }

  TEST_CASE("pairs: a list of pairs without a row means that nobody may take anything") {
    const Ranking ranking = first_come_order("case_id,listed_on\nA,2009-01-01\n");
    AllocationRules rules;
    rules.pairs = *read_pairs_csv("case_id,practitioner_id,cost\n");
    rules.only_pairs = true;
    const Allocation allocation = allocated(ranking, roster_of({person("P1")}), rules);
    CHECK(allocation.why_unplaced(0) == UnplacedReason::nobody_eligible);
    CHECK(removed(allocation, "A") ==
          std::set{std::pair{std::string{"P1"}, Requirement::not_listed}});
  }

  TEST_CASE("urgent: where a policy has a single band nobody is urgent unless that is asked for") {
    const Ranking ranking = first_come_order("case_id,listed_on\nA,2009-01-01\nB,2009-01-02\n");
    Practitioner one = person("P1");
    one.urgent_limit = 1;
    const Roster roster = roster_of({one});
    AllocationRules rules;
    const auto placed = [&] {
      const Allocation allocation = allocated(ranking, roster, rules);
      return std::ranges::count_if(allocation.units(), [](const AllocationUnit& unit) {
        return unit.practitioner.has_value();
      });
    };
    CHECK(placed() == 2);
    rules.urgent_tiers = 1;
    CHECK(placed() == 1);
    const Ranking banded =
        *rank(shipped::cases("case_id,listed_on,court.case_type\nA,2009-01-01,fl401\n"
                             "B,2009-01-02,fl401\n"),
              shipped::policy("hmcts_private_law_bands"), shipped::as_of());
    CHECK(allocated(banded, roster).units()[0].urgent);
  }
}
