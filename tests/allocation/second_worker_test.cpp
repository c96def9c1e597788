// Second workers: found when all else is settled, and no part of it.
#include <waitlist/allocation/allocation.h>
#include <waitlist/io/allocation_rules_reader.h>
#include <waitlist/report/allocation_report.h>

#include "support/sample_allocation.h"
#include "support/shipped.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

using shipped::holder;
using shipped::practitioner;
using text_checks::has;
using text_checks::unbroken;

Ranking cases_in_order(const std::string& rows) {
  return shipped::first_come_order("case_id,listed_on,work_type\n" + rows);
}

SecondWorkerRule mentor_for(const std::string& case_id, const std::string& lead = "") {
  return {"mentor", lead, {case_id, "", {}}};
}

std::string second_of(const Allocation& allocation, const std::string& case_id) {
  const auto& second = allocation.units()[allocation.find(case_id).value()].second;
  if (!second) return "not needed";
  if (!second->practitioner) return second->any_may ? "no place" : "nobody";
  return allocation.roster().practitioners()[*second->practitioner].practitioner_id;
}

Practitioner with_words(Practitioner one, std::vector<std::string> words) {
  one.competences = std::move(words);
  return one;
}

}  // namespace

TEST_SUITE("second worker") {
  TEST_CASE("second worker: a mentor beside somebody newly qualified, and beside nobody else") {
    AllocationRules rules;
    rules.seconds = {mentor_for("A", "new"), mentor_for("B", "new")};
    rules.instructions = {{InstructionKind::pin, "A", "P1", "r", "M"},
                          {InstructionKind::pin, "B", "P2", "r", "M"}};
    const Allocation allocation =
        shipped::allocated(cases_in_order("A,2009-01-01,s7\nB,2009-01-02,s7\n"),
                           shipped::roster_of({with_words(practitioner("P1", 3), {"new"}),
                                               with_words(practitioner("P2", 3), {"mentor"})}),
                           rules);
    CHECK(second_of(allocation, "A") == "P2");
    CHECK(second_of(allocation, "B") == "not needed");
    CHECK(allocation.loads()[PractitionerIndex{1}].given == 1);
    CHECK(allocation.loads()[PractitionerIndex{1}].second == 1);
    const std::string table = unbroken(render_table(allocation));
    CHECK(has(table, "second worker P2 (mentor), found afterwards"));
    CHECK(has(table, "P2 is second worker of A, with 1 place for it."));
    CHECK(has(table, "They are no part of the promise, nor of the price of the whole."));
    const auto json = nlohmann::json::parse(render_json(allocation));
    CHECK(json["units"][0]["second"]["practitioner_id"] == "P2");
    CHECK(json["units"][1]["second"] == nullptr);
    CHECK(json["practitioners"][1]["second"] == 1);
    const std::string csv = render_csv(allocation);
    CHECK(has(csv, ",second\n"));
    CHECK(has(csv, ",P2\n"));
    CHECK(read_earlier_csv(csv, "").has_value());
    const std::string page = render_html(allocation);
    CHECK(has(page, "Second worker P2 (mentor), found afterwards"));
    CHECK(has(page, "takes 1 place of the caseload"));
    AllocationRules plain = rules;
    plain.seconds.clear();
    const Allocation without = shipped::allocated(allocation.ranking(), allocation.roster(), plain);
    CHECK(without.total() == allocation.total());
    CHECK_FALSE(has(render_json(without), "second"));
    CHECK_FALSE(has(render_csv(without), "second"));
    CHECK(without.rules_digest() != allocation.rules_digest());
  }

  TEST_CASE("second worker: everything that keeps somebody from it, one by one") {
    const Ranking ranking =
        shipped::first_come_order("case_id,listed_on,work_type,area\nA,2009-01-01,s7,North\n");
    const Practitioner mentor = with_words(practitioner("P2", 3), {"mentor"});
    AllocationRules rules;
    rules.seconds = {mentor_for("A")};
    rules.instructions = {{InstructionKind::pin, "A", "P1", "r", "M"}};
    const auto second = [&](const Practitioner& other, const AllocationRules& said) {
      return second_of(
          shipped::allocated(ranking, shipped::roster_of({practitioner("P1", 3), other}), said),
          "A");
    };
    CHECK(second(mentor, rules) == "P2");
    Practitioner one = mentor;
    one.competences.clear();
    CHECK(second(one, rules) == "nobody");
    one = mentor;
    one.areas = {"South"};
    CHECK(second(one, rules) == "nobody");
    one = mentor;
    one.conflicts = {"A"};
    CHECK(second(one, rules) == "nobody");
    one = mentor;
    one.urgent_only = true;
    CHECK(second(one, rules) == "nobody");
    AllocationRules said = rules;
    said.instructions.push_back({InstructionKind::exclude, "A", "P2", "r", "M"});
    CHECK(second(mentor, said) == "nobody");
    said = rules;
    said.needs = {{"mentor", {"A", "", {}}, true}};
    CHECK(second(mentor, said) == "nobody");
    said = rules;
    said.needs = {{"polish", {"A", "", {}}}};
    CHECK(second(mentor, said) == "P2");
    one = mentor;
    one.held_load = 3;
    CHECK(second(one, rules) == "no place");
    one = mentor;
    one.absences = {{{shipped::as_of(), std::nullopt}, "leave"}};
    CHECK(second(one, rules) == "no place");
    said = rules;
    said.horizon = Days{3};
    one.absences = {{{shipped::as_of() + Days{2}, std::nullopt}, "leave"}};
    CHECK(second(one, said) == "no place");
    said = rules;
    said.seconds.push_back({"polish", "", {"A", "", {}}});
    CHECK(second(mentor, said) == "nobody");
    CHECK(second(with_words(mentor, {"mentor", "polish"}), said) == "P2");
    const Allocation none =
        shipped::allocated(ranking, shipped::roster_of({practitioner("P1", 3)}), rules);
    CHECK(has(unbroken(render_table(none)),
              "a second worker (mentor) is needed, but nobody else may be one"));
    CHECK(has(unbroken(render_table(none)), "No second worker was found for A."));
  }

  TEST_CASE("second worker: an answer that is not there asks for one, and says so") {
    AllocationRules rules;
    rules.seconds = {{"mentor", "", {"", "work_type", {"rule_16_4"}}}};
    const Roster roster =
        shipped::roster_of({practitioner("P1", 3), with_words(practitioner("P2", 3), {"mentor"})});
    const Ranking ranking =
        cases_in_order("A,2009-01-01,rule_16_4\nB,2009-01-02,\nC,2009-01-03,s7\n");
    const Allocation allocation = shipped::allocated(ranking, roster, rules);
    CHECK(second_of(allocation, "A") != "not needed");
    CHECK(second_of(allocation, "B") != "not needed");
    CHECK(second_of(allocation, "C") == "not needed");
    CHECK(has(unbroken(render_table(allocation)), "so a second worker with mentor is asked for"));
    rules.seconds.front().cases.any_of = {"rule_16_4", "not_asked"};
    CHECK(shipped::allocated(ranking, roster, rules).units()[1].provisional.empty());
  }

  TEST_CASE("second worker: in random worlds each is the cheapest with a place left, in order") {
    std::mt19937 draws{1964};
    const auto below = [&draws](unsigned most) { return static_cast<unsigned>(draws() % most); };
    int found = 0;
    int full = 0;
    for (int i = 0; i < 400; ++i) {
      CAPTURE(i);
      std::vector<Practitioner> people;
      for (unsigned p = 0; p < 4; ++p) {
        people.push_back(practitioner("P" + std::to_string(p), below(6)));
        people.back().held_load = below(3);
        if (below(2) == 0) people.back().competences = {"mentor"};
      }
      AllocationRules rules;
      rules.urgent_tiers = 0;
      std::string rows;
      const unsigned units = 1 + below(6);
      for (unsigned unit = 0; unit < units; ++unit) {
        const std::string id = "C" + std::to_string(unit);
        rows += id + ",2009-01-0" + std::to_string(unit + 1) + ",s7\n";
        if (below(2) == 0) rules.seconds.push_back(mentor_for(id));
      }
      const Allocation allocation =
          shipped::allocated(cases_in_order(rows), shipped::roster_of(people), rules);
      AllocationRules plain = rules;
      plain.seconds.clear();
      const Allocation without =
          shipped::allocated(allocation.ranking(), allocation.roster(), plain);
      std::vector<std::int64_t> taken;
      taken.reserve(allocation.loads().size());
      for (const PractitionerLoad& load : allocation.loads()) taken.push_back(load.given);
      for (unsigned unit = 0; unit < units; ++unit) {
        const std::string id = "C" + std::to_string(unit);
        CHECK(holder(allocation, id) == holder(without, id));
        const bool asked = std::ranges::any_of(
            rules.seconds, [&](const SecondWorkerRule& rule) { return rule.cases.case_id == id; });
        const auto& second = allocation.units()[unit].second;
        const auto lead = allocation.units()[unit].practitioner;
        REQUIRE(second.has_value() == (asked && lead.has_value()));
        if (!second) continue;
        std::optional<std::size_t> best;
        std::int64_t least = 0;
        for (std::size_t p = 0; p < people.size(); ++p) {
          const std::int64_t caseload = people[p].caseload;
          const std::int64_t held = *people[p].held_load;
          if (p == *lead || people[p].competences.empty() || held + taken[p] >= caseload) continue;
          const std::int64_t price = 6000 * held / caseload + 6000 / caseload * taken[p];
          if (best && least <= price) continue;
          best = p;
          least = price;
        }
        CHECK(second->practitioner.has_value() == best.has_value());
        (best ? found : full) += 1;
        if (!best) continue;
        CHECK(*second->practitioner == *best);
        CHECK(second->price.count() == least);
        ++taken[*best];
      }
      for (std::size_t p = 0; p < people.size(); ++p) {
        CHECK(allocation.loads()[p].given + allocation.loads()[p].second == taken[p]);
        CHECK(taken[p] <=
              std::max<std::int64_t>(0, std::int64_t{people[p].caseload} - *people[p].held_load));
      }
    }
    CHECK(found > 100);
    CHECK(full > 50);
  }

  TEST_CASE("second worker: the work file names it, and `lead` alone is a fault") {
    const auto read = read_work_csv("second,lead,case_id\nmentor,newly_qualified,A\n");
    REQUIRE(read);
    CHECK(read->seconds.front() == mentor_for("A", "newly_qualified"));
    const auto alone = read_work_csv("second,lead,competence,case_id\n,new,polish,A\n");
    REQUIRE_FALSE(alone);
    CHECK(has(shipped::lines_of(alone.error()), "name the competence of that one as `second`"));
    CHECK_FALSE(read_work_csv("second,kind,case_id\nmentor,baby,A\n"));
    AllocationRules rules;
    rules.seconds = {mentor_for("Z")};
    const auto made = allocate(cases_in_order("A,2009-01-01,s7\n"),
                               shipped::roster_of({practitioner("P1", 1)}), rules);
    REQUIRE_FALSE(made);
    CHECK(has(shipped::lines_of(made.error()), "no case of the list has this id"));
  }
}
