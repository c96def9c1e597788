// The page of a plan as bytes; tests/browser opens it.
#include <waitlist/io/case_reader.h>
#include <waitlist/queue/policy_plan.h>
#include <waitlist/report/plan_report.h>

#include "report/html/slope_chart.h"
#include "support/html_checks.h"
#include "support/page_tables.h"
#include "support/shipped.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

using page_tables::faults_alone;
using page_tables::rows_of;
using text_checks::all_between;
using text_checks::has;

namespace {

using Json = nlohmann::json;

PolicyPlan planned(const CaseTable& cases, const char* before, const char* after) {
  auto made = plan({cases, {}}, shipped::policy(before), shipped::policy(after), shipped::as_of());
  if (!made) FAIL(shipped::lines_of(made.error()));
  return *std::move(made);
}

const PolicyPlan& planned_sample() {
  static const PolicyPlan kPlan =
      planned(shipped::sample(), "national_criteria_2009", "staffordshire_2009");
  return kPlan;
}

/// By the formula of least squares in order: the greatest least mean.
std::vector<double> slowly_spread(const std::vector<double>& wanted,
                                  double gap,
                                  double top,
                                  double bottom) {
  const std::size_t size = wanted.size();
  const auto mean = [&](std::size_t from, std::size_t to) {
    double sum = 0;
    for (std::size_t i = from; i <= to; ++i) sum += wanted[i] - gap * static_cast<double>(i);
    return sum / static_cast<double>(to - from + 1);
  };
  std::vector<double> places;
  for (std::size_t i = 0; i < size; ++i) {
    double greatest = -1e300;
    for (std::size_t from = 0; from <= i; ++from) {
      double least = 1e300;
      for (std::size_t to = i; to < size; ++to) least = std::min(least, mean(from, to));
      greatest = std::max(greatest, least);
    }
    const double last = std::max(top, bottom - gap * static_cast<double>(size - 1));
    places.push_back(std::clamp(greatest, top, last) + gap * static_cast<double>(i));
  }
  return places;
}

}  // namespace

TEST_SUITE("plan page") {
  TEST_CASE("labels stand in order, apart, and as near to their lines as the slow formula says") {
    const std::vector<std::vector<double>> rows{{},
                                                {50},
                                                {-20},
                                                {300},
                                                {10, 10, 10},
                                                {0, 1, 2, 90, 95, 96, 100},
                                                {100, 100, 100, 100},
                                                {0, 0, 0, 0, 0, 0, 0, 0, 0},
                                                {5, 30, 31, 33, 60, 61, 61, 61}};
    for (const std::vector<double>& wanted : rows) {
      CAPTURE(wanted.size());
      const std::vector<double> places = html::spread_labels(wanted, 12, 0, 100);
      const std::vector<double> slow = slowly_spread(wanted, 12, 0, 100);
      REQUIRE(places.size() == wanted.size());
      for (std::size_t i = 0; i < places.size(); ++i) {
        CHECK(places[i] == doctest::Approx(slow[i]));
        if (i > 0) CHECK(places[i] - places[i - 1] >= 12 - 1e-9);
      }
    }
  }

  TEST_CASE("no two labels of the picture stand on each other, and each line has both its ends") {
    const std::string page = render_html(planned_sample(), {20});
    const auto pictures = all_between(page, "<svg ", "</svg>");
    REQUIRE_FALSE(pictures.empty());
    const std::string& picture = pictures.front();
    std::map<std::string, std::vector<double>> columns;  // by x: the base lines of texts
    for (const std::string& text : all_between(picture, "<text x=\"", ">")) {
      if (has(text, "title")) continue;
      const std::size_t quote = text.find('"');
      const std::size_t y = text.find("y=\"") + 3;
      columns[text.substr(0, quote)].push_back(std::stod(text.substr(y)));
    }
    std::size_t labels = 0;
    for (auto& column : columns) {
      std::vector<double>& lines = column.second;
      CAPTURE(column.first);
      std::ranges::sort(lines);
      for (std::size_t i = 1; i < lines.size(); ++i) CHECK(lines[i] - lines[i - 1] >= 17.9);
      labels += lines.size();
    }
    CHECK(labels == 4 * 40 + 2);  // a place and an id at both ends, and the key
    CHECK(all_between(picture, "class=\"line thin s0\"", "/>").size() == 20);
    const auto up = all_between(picture, "class=\"line thin s1\"", "/>");
    CHECK(up.size() == 20);
    for (const std::string& line : up) CHECK(has(line, "stroke-dasharray"));
  }

  TEST_CASE("every number of the data stands in the tables of the page") {
    const std::string page = render_html(planned_sample());
    const Json data = Json::parse(render_json(planned_sample()));
    const auto cases = rows_of(page, "Cases whose place, tier or duty differs");
    REQUIRE(cases.size() == data["cases"].size());
    for (std::size_t i = 0; i < cases.size(); ++i) {
      const Json& one = data["cases"][i];
      CHECK(cases[i][0] == one["case_id"]);
      CHECK(std::stoi(cases[i][1]) == one["before"]["place"]);
      CHECK(std::stoi(cases[i][2]) == one["after"]["place"]);
      CHECK(std::stoi(cases[i][3]) == one["places_down"]);
      CHECK(cases[i][7] == one["before"]["points"]["used"]);
      CHECK(cases[i][8] == one["after"]["points"]["used"]);
    }
    const auto rules = rows_of(page, "Rules by which");
    REQUIRE(rules.size() == data["rules"].size());
    for (std::size_t i = 0; i < rules.size(); ++i) {
      CHECK(rules[i][0] == data["rules"][i]["label"]);
      CHECK(std::stoi(rules[i][2]) == data["rules"][i]["cases"]);
      CHECK(rules[i][4] == data["rules"][i]["moved"]);
    }
    const auto teams = rows_of(page, "By team");
    REQUIRE(teams.size() == data["by_team"].size());
    for (std::size_t i = 0; i < teams.size(); ++i) {
      CHECK(teams[i][0] == data["by_team"][i]["name"]);
      CHECK(std::stoi(teams[i][2]) == data["by_team"][i]["up"]);
      CHECK(std::stoi(teams[i][6]) == data["by_team"][i]["places_down"]);
    }
    CHECK(rows_of(page, "Rows of the list that are not ranked").size() ==
          data["without_place"].size());
    CHECK(rows_of(page, "Cases that have to be allocated under one").size() ==
          data["all"]["must_now"].get<std::size_t>() +
              data["all"]["must_no_longer"].get<std::size_t>());
    std::size_t in_tiers = 0;
    for (const auto& row : rows_of(page, "Cases by their tier")) {
      for (std::size_t i = 1; i < row.size(); ++i) {
        if (row[i] != "-") in_tiers += std::stoul(row[i]);
      }
    }
    CHECK(in_tiers == data["all"]["cases"]);
  }

  TEST_CASE("the page says what the text says") {
    const std::string page = html_checks::words_of(render_html(planned_sample()));
    for (const char* part :
         {"375 cases are ranked by both: 158 go up, 214 go down, 3 keep their place.",
          "25 rows of the list have no place under either policy: 13 on hold, 7 on duty",
          "Go down farthest (10 of 214)", "Go up farthest (10 of 158)",
          "Drawn: 10 of 214 that go down and 10 of 158 that go up.",
          "Review the arrangements with the court and the local authority today.",
          "As of 5 October 2009, by the facts and the days of this list."}) {
      CAPTURE(part);
      CHECK(has(page, part));
    }
  }

  TEST_CASE("a page is sound, asks nothing of anybody and runs nothing") {
    for (const std::size_t top : {std::size_t{1}, std::size_t{400}}) {
      const std::string page = render_html(planned_sample(), {top});
      for (const std::string& fault : faults_alone(page)) FAIL_CHECK(fault);
    }
  }

  TEST_CASE("where nobody moves, or there is nobody, that is said and nothing is drawn") {
    const CaseTable one = shipped::cases("case_id,listed_on\nA,2009-09-01\n");
    const CaseTable none = shipped::cases("case_id,listed_on\n");

    struct Row {
      const char* name = "";
      PolicyPlan plan;
      const char* says = "";
    };

    const Row rows[] = {
        {"one case", planned(one, "national_criteria_2009", "staffordshire_2009"),
         "No case has another place under the later policy."},
        {"one policy twice", planned(shipped::sample(), "staffordshire_2009", "staffordshire_2009"),
         "No rule gives a case other points than before."},
        {"an empty list", planned(none, "national_criteria_2009", "staffordshire_2009"),
         "There is no case that both policies rank."}};
    for (const Row& row : rows) {
      CAPTURE(row.name);
      const std::string page = render_html(row.plan);
      for (const std::string& fault : faults_alone(page)) FAIL_CHECK(fault);
      CHECK(has(page, row.says));
      CHECK_FALSE(has(page, "<svg viewBox=\"0 0 420 0\""));
      CHECK_FALSE(has(page, "id=\"slopes-title\""));
      CHECK_FALSE(has(page, "farthest ("));
      CHECK(has(page, "Of the cases that both rank, none has a new duty and none has lost one."));
    }
  }

  TEST_CASE("ids are texts, whatever stands in them") {
    const CaseTable cases = shipped::cases(
        "case_id,listed_on,team,da.marac\n<script>x()</script>,2009-01-01,<b>,no\n"
        "\"a\"\"'&<b>\",2009-09-01,,heard\nC,2009-09-02,T&,no\n");
    const std::string page =
        render_html(planned(cases, "first_come_first_served", "staffordshire_2009"));
    for (const std::string& fault : faults_alone(page)) FAIL_CHECK(fault);
    CHECK_FALSE(has(page, "<script"));
    CHECK_FALSE(has(page, "<b>"));
    CHECK(has(page, "&lt;script&gt;x()&lt;/script&gt;"));
    CHECK(has(page, "a&quot;&apos;&amp;&lt;b&gt;"));
    CHECK(has(page, "(none recorded)"));
  }

  TEST_CASE("rankings that keep no contributions have no rules to compare, and the page says so") {
    const Ranking before = shipped::ranked_sample("national_criteria_2009");
    const std::string page = render_html(plan_of(before, shipped::staffordshire_ranking()));
    CHECK(has(page, "These rankings do not keep what points are made of."));
    CHECK_FALSE(has(page, "No rule gives a case other points"));
  }
}
