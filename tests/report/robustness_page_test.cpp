// The page on how sure an order is, as bytes; tests/browser opens it.
#include <waitlist/report/robustness_report.h>
#include <waitlist/robustness/robustness.h>

#include "robustness/three_cases.h"
#include "support/html_checks.h"
#include "support/page_tables.h"
#include "support/shipped.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

using page_tables::faults_alone;
using page_tables::rows_of;
using text_checks::all_between;
using text_checks::has;

namespace {

using Json = nlohmann::json;

Robustness sureness(const Ranking& ranking, const RobustnessOptions& options) {
  auto made = robustness(ranking, options);
  if (!made) FAIL(shipped::lines_of(made.error()));
  return *std::move(made);
}

const Robustness& sureness_of_sample() {
  static const Robustness kSure =
      sureness(shipped::staffordshire_ranking(), {.first = 20, .draws = 40, .seed = 3});
  return kSure;
}

/// A number as pages write it against one of the data: `7.2` and `7.200`.
bool same_points(const std::string& cell, const Json& points) {
  return std::strtod(cell.c_str(), nullptr) ==
         std::strtod(points.get<std::string>().c_str(), nullptr);
}

Ranking three(const std::string& csv) {
  return three_cases::ranked(three_cases::kPolicy, "case_id,listed_on,k1,k2,k3\n" + csv);
}

}  // namespace

TEST_SUITE("robustness page") {
  TEST_CASE("every number of the data stands in the tables of the page") {
    const std::string page = render_html(sureness_of_sample(), {1000});
    const Json data = Json::parse(render_json(sureness_of_sample()));
    const auto numbers = rows_of(page, "Numbers of points that vary");
    REQUIRE(numbers.size() == data["numbers"].size());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      CHECK(numbers[i][0] == data["numbers"][i]["label"]);
      CHECK(same_points(numbers[i][1], data["numbers"][i]["written"]));
      CHECK(same_points(numbers[i][2], data["numbers"][i]["least"]));
      CHECK(same_points(numbers[i][3], data["numbers"][i]["most"]));
      CHECK(numbers[i][4] == "10 %");
      CHECK(numbers[i][5] == data["numbers"][i]["name"]);
    }
    const auto units = rows_of(page, "Places that are not proved to be past the first 20");
    REQUIRE(units.size() == data["units"].size());
    std::size_t open = 0;
    for (std::size_t i = 0; i < units.size(); ++i) {
      const Json& one = data["units"][i];
      CHECK(units[i][0] == one["case_id"]);
      CHECK(std::stoi(units[i][1]) == one["place"]);
      CHECK(std::stoi(units[i][2]) == one["best"]);
      CHECK(std::stoi(units[i][3]) == one["worst"]);
      CHECK(units[i][4] == one["among_first"]);
      CHECK(std::stoi(units[i][5]) == one["drawn"]["among_first"]);
      open += one["among_first"] == "open" ? 1U : 0U;
    }
    CHECK(rows_of(page, "Those nearest to the cut").size() == open);
    const auto deciding = rows_of(page, "Numbers at their least or most");
    REQUIRE(deciding.size() == data["deciding"].size());
    for (std::size_t i = 0; i < deciding.size(); ++i) {
      CHECK(deciding[i][0] == data["deciding"][i]["label"]);
      CHECK(same_points(deciding[i][2], data["deciding"][i]["at"]));
      CHECK(has(deciding[i][3], data["deciding"][i]["out"][0].get<std::string>()));
      CHECK(has(deciding[i][4], data["deciding"][i]["in"][0].get<std::string>()));
    }
  }

  TEST_CASE("each swap of the page is one of the data") {
    const std::string page = render_html(sureness_of_sample(), {1000});
    const Json data = Json::parse(render_json(sureness_of_sample()));
    const auto swaps = rows_of(page, "Pairs of neighbours");
    REQUIRE_FALSE(swaps.empty());
    for (const auto& row : swaps) {
      bool found = false;
      for (const Json& pair : data["neighbours"]) {
        if (pair["above"] != row[0]) continue;
        CHECK(pair["below"] == row[1]);
        for (const Json& number : pair["numbers"]) {
          for (const char* side : {"below", "above"}) {
            const Json& at = number[side];
            found |= at.is_string() && at != "given_up" && same_points(row[5], at) &&
                     same_points(row[4], number["written"]);
          }
        }
      }
      CHECK(found);
    }
  }

  TEST_CASE("the page says what the text says") {
    const std::string page = html_checks::words_of(render_html(sureness_of_sample()));
    const std::string text = text_checks::unbroken(render_text(sureness_of_sample()));
    for (const char* part :
         {"375 cases are ranked in 362 places (linked cases share one).",
          "each on its own, by up to 10 % more or less.",
          "among the first 20 under every variation", "among the first 20 under no variation.",
          "40 policies were drawn with seed 3",
          "Draws prove nothing, not even when all of them agree.",
          "No variation takes one past its best or its worst place.",
          "Each is moved alone to its least or its most, and the list is ranked anew.",
          "One number is moved alone, from 0 to twice what it is.",
          "A rule that is cut into many small numbers looks more sure"}) {
      CAPTURE(part);
      CHECK(has(page, part));
      CHECK(has(text, part));
    }
  }

  TEST_CASE("pictures have a row for each place near the cut, and an interval in each") {
    const std::string page = render_html(sureness_of_sample(), {7});
    const auto pictures = all_between(page, "<svg ", "</svg>");
    REQUIRE(pictures.size() == 2);
    for (const std::string& picture : pictures) {
      CHECK(all_between(picture, "<circle ", "/>").size() == 7);
      CHECK(has(picture, "role=\"img\""));
    }
    CHECK(has(pictures[1], "last of the first 20"));
    CHECK(rows_of(page, "Those nearest to the cut").size() == 7);
  }

  TEST_CASE("without draws, and where nothing is proved, the page says no more than is known") {
    const Ranking ranking = three_cases::ranked(three_cases::kPolicy, three_cases::kList);
    const std::string undrawn =
        render_html(sureness(ranking, {.share_percent = 7, .first = 1, .draws = 0}));
    CHECK_FALSE(has(undrawn, "drawn with seed"));
    CHECK_FALSE(has(undrawn, "Draws among the first"));
    CHECK(all_between(undrawn, "<svg ", "</svg>").size() == 1);
    const Ranking slower = three_cases::ranked(three_cases::slower_in_band(), three_cases::kList);
    const std::string unproved =
        render_html(sureness(slower, {.share_percent = 5, .first = 1, .draws = 10}));
    CHECK(has(unproved, "Nothing is proved: a more urgent band can make waiting earn less"));
    CHECK(has(unproved, "No number is sought that swaps two neighbours"));
    CHECK_FALSE(has(unproved, "always among the first"));
    CHECK_FALSE(has(unproved, "id=\"bounds-title\""));
    CHECK(has(unproved, "id=\"shares-title\""));
  }

  TEST_CASE("an empty list, one case and numbers that do not vary make true sentences") {
    struct Row {
      const char* name = "";
      Robustness sure;
      const char* says = "";
    };

    const Row rows[] = {
        {"nobody", sureness(three(""), {}), "0 cases are ranked in 0 places"},
        {"one case", sureness(three("A,2026-01-01,high,no,no\n"), {}),
         "The list has 1 place: whatever varies, each is among the first."},
        {"all tied",
         sureness(three("A,2026-01-01,no,no,no\nB,2026-01-01,no,no,no\n"), {.first = 1}),
         "1 is among the first 1 under every variation: A."},
        {"nothing varies",
         sureness(shipped::ranked_sample("first_come_first_served"), {.first = 5, .draws = 0}),
         "No number of points varies."}};
    for (const Row& row : rows) {
      CAPTURE(row.name);
      const std::string page = render_html(row.sure);
      for (const std::string& fault : faults_alone(page)) FAIL_CHECK(fault);
      CHECK(has(page, row.says));
      CHECK_FALSE(has(page, "<svg "));
      CHECK_FALSE(has(page, "(0 of "));
    }
  }

  TEST_CASE("a page stands alone, and its ids are texts") {
    for (const std::string& fault : faults_alone(render_html(sureness_of_sample()))) {
      FAIL_CHECK(fault);
    }
    const std::string page = render_html(
        sureness(three("<script>x()</script>,2026-01-01,high,no,low\n\"a\"\"'&<b>\",2026-01-01,low,"
                       "high,no\n<i>,2026-01-01,no,high,high\n"),
                 {.share_percent = 25, .first = 1, .draws = 20}));
    for (const std::string& fault : faults_alone(page)) FAIL_CHECK(fault);
    CHECK_FALSE(has(page, "<i>"));
    CHECK(has(page, "&lt;script&gt;x()&lt;/script&gt;"));
    CHECK(has(page, "a&quot;&apos;&amp;&lt;b&gt;"));
  }

  TEST_CASE("rows that are set apart are told") {
    const Ranking ranking =
        rank(CaseList{shipped::sample(), {FaultyCase{"X", 3, 0, {Error{}}, {}}}},
             shipped::policy("staffordshire_2009"), shipped::as_of())
            .value();
    const std::string page = render_html(sureness(ranking, {.first = 5, .draws = 0}));
    CHECK(has(page, "1 row is set apart with faults and not ranked: no more is said of them."));
  }
}
