// Competences that cases prefer: a price, and never a rule.
#include <waitlist/allocation/allocation.h>
#include <waitlist/io/allocation_rules_reader.h>
#include <waitlist/report/allocation_report.h>

#include "support/sample_allocation.h"
#include "support/shipped.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

using shipped::holder;
using text_checks::has;

Practitioner speaking(std::string id, std::uint32_t caseload, std::vector<std::string> words) {
  Practitioner one = shipped::practitioner(std::move(id), caseload);
  one.competences = std::move(words);
  return one;
}

AllocationRules preferring(const std::string& work) {
  AllocationRules rules;
  rules.preferences = read_work_csv("prefers,case_id,fact,answers\n" + work)->preferences;
  return rules;
}

Ranking listed_cases(const std::string& rows) {
  return shipped::first_come_order("case_id,listed_on,linked_to,da.reported\n" + rows);
}

}  // namespace

TEST_SUITE("preferences") {
  TEST_CASE("preference: whoever has it is cheaper, and nobody is kept away") {
    const Ranking ranking =
        listed_cases("A,2009-01-01,,no\nB,2009-01-02,,severe\nC,2009-01-03,,severe\n");
    const auto roster =
        shipped::roster_of({speaking("P1", 2, {}), speaking("P2", 1, {"domestic_abuse"})});
    const Allocation allocation = shipped::allocated(
        ranking, roster, preferring("domestic_abuse,,da.reported,severe\nlanguage_pl,C,,\n"));
    CHECK(holder(allocation, "A") == "P1");
    CHECK(holder(allocation, "B") != "");
    CHECK(holder(allocation, "C") != "");
    Cost sum;
    Cost preferences;
    for (const AllocationUnit& unit : allocation.units()) {
      sum += unit.parts.sum();
      preferences += unit.parts.preference;
    }
    CHECK(sum == allocation.total());
    CHECK(preferences == Cost{6000});
    const auto& last = allocation.units()[*allocation.find("C")];
    CHECK(last.lacks.back() == "language_pl");
    const bool with_second = holder(allocation, "C") == "P2";
    CHECK(has(why_in_words(allocation, *allocation.find("C")),
              with_second ? "without language_pl, which is preferred, 30.00"
                          : "without domestic_abuse and language_pl, which are preferred, 60.00"));
    const auto json = nlohmann::json::parse(render_json(allocation));
    CHECK(json["units"][0]["price"]["preference"] == "0.00");
    CHECK(json["units"][2]["lacks"].back() == "language_pl");
    CHECK(has(render_csv(allocation), ",urgent_price,preference\n"));
    CHECK(has(render_html(allocation), "A competence that a case prefers"));
  }

  TEST_CASE("preference: in random lists the price is the least, as trying everything finds") {
    std::mt19937 draws{11};
    const auto below = [&draws](unsigned most) { return static_cast<unsigned>(draws() % most); };
    for (int world = 0; world < 150; ++world) {
      std::string rows;
      std::string work;
      std::vector<std::vector<bool>> prefers;
      for (unsigned i = 0; i < 4; ++i) {
        const std::string id = "C" + std::to_string(i);
        rows += id + ",2009-01-0" + std::to_string(i + 1) + ",,no\n";
        prefers.push_back({below(2) == 0, below(2) == 0});
        for (unsigned word = 0; word < 2; ++word) {
          if (prefers[i][word]) work += "w" + std::to_string(word) + "," + id + ",,\n";
        }
      }
      std::vector<Practitioner> people;
      std::vector<std::vector<bool>> has_word;
      for (unsigned p = 0; p < 3; ++p) {
        has_word.push_back({below(2) == 0, below(2) == 0});
        std::vector<std::string> words;
        if (has_word[p][0]) words.emplace_back("w0");
        if (has_word[p][1]) words.emplace_back("w1");
        people.push_back(speaking("P" + std::to_string(p), 2, std::move(words)));
      }
      AllocationRules rules = preferring(work);
      rules.prices.full_caseload = Cost{};
      rules.prices.full_urgent = Cost{};
      const Allocation allocation =
          shipped::allocated(listed_cases(rows), shipped::roster_of(std::move(people)), rules);
      std::int64_t least = INT64_MAX;
      for (unsigned way = 0; way < 81; ++way) {
        std::vector<unsigned> taken(3, 0);
        std::int64_t price = 0;
        unsigned rest = way;
        for (unsigned unit = 0; unit < 4; ++unit, rest /= 3) {
          const unsigned p = rest % 3;
          ++taken[p];
          for (unsigned word = 0; word < 2; ++word) {
            if (prefers[unit][word] && !has_word[p][word]) price += 3000;
          }
        }
        if (taken[0] <= 2 && taken[1] <= 2 && taken[2] <= 2) least = std::min(least, price);
      }
      CHECK(allocation.total().count() == least);
    }
  }

  TEST_CASE("preference: an open answer prefers nothing unless a row names it; families add up") {
    const Ranking ranking = listed_cases("A,2009-01-01,,unknown\nA2,2009-01-01,A,severe\n");
    const auto roster = shipped::roster_of({speaking("P1", 5, {})});
    const Allocation one =
        shipped::allocated(ranking, roster, preferring("da,,da.reported,severe\n"));
    CHECK(one.units()[0].parts.preference == Cost{3000});
    CHECK(one.units()[0].provisional.empty());
    const Allocation two =
        shipped::allocated(ranking, roster, preferring("da,,da.reported,severe;unknown\n"));
    CHECK(two.units()[0].parts.preference == Cost{6000});
    CHECK(two.units()[0].lacks == std::vector<std::string>{"da"});
    CHECK(one.rules_digest() != two.rules_digest());
    AllocationRules dearer = preferring("da,,da.reported,severe\n");
    dearer.prices = *read_weights_csv("weight,value\npreference,45.50\n");
    const Allocation three = shipped::allocated(ranking, roster, dearer);
    CHECK(three.units()[0].parts.preference == Cost{4550});
    CHECK(three.rules_digest() != one.rules_digest());
  }

  TEST_CASE("preference: faults name the row, the column and what to write") {
    const auto both = read_work_csv("prefers,competence,case_id\nda,da,A\n");
    REQUIRE_FALSE(both);
    CHECK(both.error().front().line == 2);
    CHECK(has(shipped::lines_of(both.error()), "a competence that is preferred"));
    const auto unknown = allocate(listed_cases("A,2009-01-01,,no\n"), shipped::roster_of({}),
                                  preferring("da,,da.reported,mild\n"));
    REQUIRE_FALSE(unknown);
    CHECK(has(shipped::lines_of(unknown.error()), "the fact has no level of this id"));
  }
}
