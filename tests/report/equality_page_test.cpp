// The page on how groups stand, as bytes; tests/browser opens it.
#include <waitlist/equality/order_equality.h>
#include <waitlist/report/equality_report.h>

#include "support/html_checks.h"
#include "support/page_tables.h"
#include "support/shipped.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
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

OrderEquality compared_groups(const CaseTable& cases, const char* policy, std::uint64_t smallest) {
  auto ranking = rank(cases, shipped::policy(policy), shipped::as_of(), {1, true});
  if (!ranking) FAIL(shipped::lines_of(ranking.error()));
  EqualityOptions options;
  options.smallest = smallest;
  options.deals.deals = 199;
  auto equality = equality_of(*ranking, options);
  if (!equality) FAIL(shipped::lines_of(equality.error()));
  return *std::move(equality);
}

const OrderEquality& groups_of_sample() {
  static const OrderEquality kGroups = compared_groups(shipped::sample(), "staffordshire_2009", 10);
  return kGroups;
}

/// Sixty cases in the order of their ids, the first 24 of them girls.
CaseTable first_come_girls() {
  std::string csv = "case_id,listed_on,team,monitoring.sex\n";
  for (int i = 0; i < 60; ++i) {
    csv += "c" + std::to_string(100 + i) + ",2009-0" + std::to_string(1 + i / 15) + "-" +
           std::to_string(10 + i % 15) + (i % 2 == 0 ? ",<b>&x" : ",\"\"") +
           (i < 24 ? ",female\n" : ",male\n");
  }
  return shipped::cases(csv);
}

/// Headings of measures by their ids in the data.
const std::map<std::string, std::string>& headings() {
  static const std::map<std::string, std::string> kHeadings{{"place", "Place"},
                                                            {"waited", "Days waited"},
                                                            {"points", "Points"},
                                                            {"provisional", "Provisional"},
                                                            {"must_allocate", "Must be allocated"}};
  return kHeadings;
}

/// Whether a cell says the figure, to its last decimal: points are thousandths, shares are told in
/// hundredths.
bool says_figure(const std::string& cell, const std::string& measure, double figure) {
  const bool share = measure == "provisional" || measure == "must_allocate";
  const double times = share ? 100 : measure == "points" ? 0.001 : 1;
  const double half = measure == "points" ? 0.00051 : 0.051;
  return std::abs(std::strtod(cell.c_str(), nullptr) - figure * times) <= half;
}

}  // namespace

TEST_SUITE("equality page") {
  TEST_CASE("every comparison of the data stands in a table of the page") {
    const std::string page = render_html(groups_of_sample());
    const Json data = Json::parse(render_json(groups_of_sample()));
    std::size_t compared = 0;
    for (const Json& fact : data["facts"]) {
      std::map<std::string, std::string> labels;
      for (const Json& group : fact["groups"]) labels[group["id"]] = group["label"];
      for (const auto& [measure, heading] : headings()) {
        const std::string caption = fact["label"].get<std::string>() + ": " + heading;
        const auto rows = rows_of(page, caption + "</bdi>");
        std::size_t at = 0;
        for (const Json& one : fact["comparisons"]) {
          if (one["measure"] != measure) continue;
          REQUIRE(at < rows.size());
          const std::vector<std::string>& row = rows[at++];
          CAPTURE(row[0]);
          const bool within = one["within_bands"];
          CHECK(row[0] == labels.at(one["group"]) + (within ? ", within bands" : ""));
          CHECK(says_figure(row[3], measure, one["gap"]));
          if (within) {
            CHECK(row[1].empty());
          } else {
            CHECK(says_figure(row[1], measure, one["mean"]));
            CHECK(says_figure(row[2], measure, one["others"]));
          }
          CHECK((row[7] == "told apart") == one["told_apart"].get<bool>());
          ++compared;
        }
        CHECK(at == rows.size());
      }
    }
    CHECK(compared > 60);
  }

  TEST_CASE("splits and completeness of the data stand in the page") {
    const std::string page = render_html(groups_of_sample());
    const Json data = Json::parse(render_json(groups_of_sample()));
    for (const Json& fact : data["facts"]) {
      const std::string label = fact["label"];
      CAPTURE(label);
      const auto points = rows_of(page, label + ": points of the gap");
      const auto places = rows_of(page, label + ": places of the gap");
      const auto value = [](const std::string& text) { return std::strtod(text.c_str(), nullptr); };
      for (std::size_t i = 0; i < fact["splits"].size(); ++i) {
        const Json& split = fact["splits"][i];
        REQUIRE(points.size() == split["points"].size() + 1);
        REQUIRE(places.size() == split["places"].size() + 1);
        for (std::size_t rule = 0; rule < split["points"].size(); ++rule) {
          CHECK(value(points[rule][i + 1]) == value(split["points"][rule]));
        }
        CHECK(value(points.back()[i + 1]) == value(split["points_gap"]));
        CHECK(value(places.back()[i + 1]) == value(split["places_gap"]));
      }
      const auto recorded = rows_of(page, label + ": on record");
      REQUIRE(recorded.size() == fact["completeness"].size());
      for (std::size_t i = 0; i < recorded.size(); ++i) {
        const Json& one = fact["completeness"][i];
        CHECK(std::stoi(recorded[i][1]) == one["units"]);
        CHECK(recorded[i][2] ==
              (one["recorded"].is_null() ? "*" : std::to_string(one["recorded"].get<int>())));
      }
    }
  }

  TEST_CASE("no count that is hidden stands in the page") {
    for (const std::uint64_t smallest : {std::uint64_t{10}, std::uint64_t{100}}) {
      const OrderEquality equality =
          compared_groups(shipped::sample(), "staffordshire_2009", smallest);
      const std::string page = render_html(equality);
      std::size_t hidden = 0;
      for (const MonitoredFact& fact : equality.facts) {
        const auto rows = rows_of(page, fact.label + ": groups");
        std::size_t at = 0;
        for (const MonitoredGroup& group : fact.groups) {
          if (group.units == std::uint64_t{0}) continue;
          REQUIRE(at < rows.size());
          CHECK(rows[at][0] == group.label);
          CHECK(rows[at][1] == (group.hidden() ? "*" : std::to_string(*group.units)));
          hidden += group.hidden() ? 1U : 0U;
          ++at;
        }
        CHECK(at == rows.size());
      }
      CHECK((hidden > 0) == (smallest == 100));
    }
  }

  TEST_CASE("each picture has its numbers in a table beside it, and an interval in each row") {
    const std::string page = render_html(groups_of_sample());
    const auto beside = all_between(page, "<div class=\"beside\">", "</table>");
    CHECK(beside.size() == 10);
    for (const std::string& one : beside) {
      CHECK(has(one, "role=\"img\""));
      CHECK(has(one, "<caption>"));
      std::size_t over_all = 0;
      for (const auto& row : rows_of(one + "</table>", "")) {
        over_all += row.size() > 4 && !row[4].empty() ? 1U : 0U;
      }
      CHECK(all_between(one, "<circle ", "/>").size() == over_all);
    }
  }

  TEST_CASE("a gap that chance hardly makes is told in words, in the table and in the picture") {
    const std::string page =
        render_html(compared_groups(first_come_girls(), "first_come_first_served", 10));
    CHECK(has(html_checks::words_of(page),
              "Told apart Sex of the eldest child, Female: Place, a gap of -30.0"));
    CHECK(has(page, ">Female (told apart)</text>"));
    CHECK_FALSE(has(page, "No gap was."));
    for (const std::string& fault : faults_alone(page)) FAIL_CHECK(fault);
    CHECK_FALSE(has(page, "<b>"));
    CHECK(has(page, "&lt;b&gt;&amp;"));
  }

  TEST_CASE("the page says what the text says, and no more is concluded") {
    const std::string page = html_checks::words_of(render_html(groups_of_sample()));
    const std::string text = text_checks::unbroken(render_text(groups_of_sample()));
    for (const char* part :
         {"362 units are on the list, with 375 cases.", "No gap was.",
          "Groups of 1 to 9 units are hidden, and so is what would give them back.",
          "Over all bands: 38 comparisons, 199 deals of the labels, drawn with seed 2010",
          "Hidden, since a count is small or would give one away: Female and Not recorded.",
          "An alarm is no proof of unfair treatment, and no alarm is no proof that there is none.",
          "Hide the same groups again for a year.", "(below 0: nearer the top)"}) {
      CAPTURE(part);
      CHECK(has(page, part));
      CHECK(has(text, part));
    }
    for (const char* never : {"no difference", "fair policy", "causes", "adjusted"}) {
      CHECK_FALSE(has(page, never));
    }
  }

  TEST_CASE("an empty list, one case and a list on which all are alike make sound pages") {
    struct Row {
      const char* name;
      std::string csv;
      const char* says;
    };

    std::string alike = "case_id,listed_on,monitoring.sex\n";
    for (int i = 0; i < 24; ++i) {
      alike +=
          "c" + std::to_string(100 + i) + ",2009-09-01," + (i % 2 == 0 ? "male" : "female") + "\n";
    }
    const Row rows[] = {
        {"nobody", "case_id,listed_on\n", "0 units are on the list, with 0 cases."},
        {"one case", "case_id,listed_on\nA,2009-09-01\n", "1 unit is on the list, with 1 case."},
        {"all alike", alike, "The same for all units, and so not compared: Days waited"}};
    for (const Row& row : rows) {
      CAPTURE(row.name);
      const std::string page =
          render_html(compared_groups(shipped::cases(row.csv), "staffordshire_2009", 10));
      for (const std::string& fault : faults_alone(page)) FAIL_CHECK(fault);
      CHECK(has(page, row.says));
      const bool compared = std::string{row.name} == "all alike";
      CHECK(has(page, "No two groups could be compared.") != compared);
      CHECK(has(page, "id=\"alarms\"") == compared);
    }
  }

  TEST_CASE("the page of the sample stands alone") {
    for (const std::string& fault : faults_alone(render_html(groups_of_sample()))) {
      FAIL_CHECK(fault);
    }
  }
}
