// Plans over many lists: text, data, rows and page say the same.
#include <waitlist/io/case_reader.h>
#include <waitlist/queue/plan_series.h>
#include <waitlist/report/plan_report.h>

#include "base/fault_list.h"
#include "support/page_tables.h"
#include "support/shipped.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

using page_tables::faults_alone;
using page_tables::rows_of;
using text_checks::has;

namespace {

using Json = nlohmann::json;

PolicyPlan plan_on(const CaseTable& cases, const char* day) {
  const auto under = [&](const char* policy) {
    return rank(cases, shipped::policy(policy), shipped::day(day)).value();
  };
  return plan_of(under("national_criteria_2009"), under("staffordshire_2009"));
}

PlanSeries empty_series(const SeriesSource& source = {}) {
  return {shipped::policy("national_criteria_2009"), shipped::policy("staffordshire_2009"), source};
}

/// Two lists with a plan, and one without, whose fault is hostile to pages.
const PlanSeries& sample_series() {
  static const PlanSeries kSeries = [] {
    PlanSeries series = empty_series({"service.example/record", "7:ab", 12});
    series.add("2009-10-05/1", plan_on(shipped::sample(), "2009-10-05"), {2, 1, 3});
    Error fault{ErrorCode::unknown_reference, "list 2009-11-02/1", 0, 0, "decision", "<b>&",
                "there is no such band"};
    fault.case_id = "SM-0001";
    series.add_unplanned("2009-11-02/1", shipped::day("2009-11-02"), Errors(7, fault));
    series.add("2009-12-07/1", plan_on(shipped::sample(), "2009-12-07"));
    return series;
  }();
  return kSeries;
}

/// The cells of a line of CSV in which no cell is quoted.
std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells{""};
  for (const char c : line) {
    if (c == ',') {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return cells;
}

std::vector<std::string> lines_in(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

}  // namespace

TEST_CASE("plans over lists: text, rows, data and page say the same of every list") {
  const PlanSeries& series = sample_series();
  const std::string text = render_text(series);
  const std::vector<std::string> rows = lines_in(render_csv(series));
  const Json data = Json::parse(render_json(series));
  const auto page = rows_of(render_html(series), "Each list under both policies");
  REQUIRE(rows.size() == 4);
  REQUIRE(page.size() == 3);
  REQUIRE(data["lists"].size() == 3);
  const std::vector<std::string> titles = cells_of(rows[0]);
  for (std::size_t i = 0; i < 3; ++i) {
    const PlannedList& list = series.lists()[i];
    CAPTURE(list.name);
    const std::vector<std::string> cells = cells_of(rows[i + 1]);
    CHECK(cells.size() >= titles.size());
    const auto cell = [&](std::string_view title) {
      return cells[static_cast<std::size_t>(std::ranges::find(titles, title) - titles.begin())];
    };
    const Json& one = data["lists"][i];
    CHECK(cell("list") == list.name);
    CHECK(one["list"] == list.name);
    CHECK(page[i][0] == list.name);
    CHECK(has(text, list.name));
    CHECK(cell("planned") == (list.planned() ? "yes" : "no"));
    CHECK(cell("erased") == std::to_string(list.left_out.erased));
    CHECK(one["erased"] == list.left_out.erased);
    CHECK(page[i].back() == std::to_string(list.left_out.erased));
    if (!list.planned()) {
      CHECK(cell("cases").empty());
      CHECK_FALSE(one.contains("cases"));
      CHECK(page[i][1] == "-");
      CHECK(cell("faults") == "7");
      CHECK(one["faults"].size() == 7);
      continue;
    }
    CHECK(one["faults"].empty());
    CHECK(cell("down") == std::to_string(list.moves.down));
    CHECK(one["down"] == list.moves.down);
    CHECK(page[i][3] == std::to_string(list.moves.down));
    CHECK(cell("farthest_down_case") == list.farthest_down->case_id);
    CHECK(one["farthest_down"]["places"] == list.farthest_down->places);
    CHECK(cell("tiers_changed") == std::to_string(list.tiers_changed));
    CHECK(page[i][8] == std::to_string(list.tiers_changed));
    CHECK(one["places_down"] == list.moves.falls_by);
  }
}

TEST_CASE("plans over lists: what is not compared is said, and why a list has no plan") {
  const std::string text = render_text(sample_series(), 3);
  for (const char* part :
       {"From the record service.example/record, the last 3 of its 12 lists. Head: 7:ab.",
        "2 of 3 lists are ranked under both policies, each on its own day",
        "2009-10-05/1: 1 row is left out, as a case of its family was erased.",
        "2009-10-05/1: 3 rows were faulty at the time and are left out.",
        "list 2009-11-02/1: case SM-0001: decision \"<b>&\"",
        "list 2009-11-02/1: and 2 faults more; the data has all of them",
        "Go down most often (3 of"}) {
    CHECK_MESSAGE(has(text, part), part);
  }
  const std::string page = render_html(sample_series(), 3);
  CHECK(faults_alone(page).empty());
  CHECK(has(page, "&lt;b&gt;&amp;"));
  CHECK(rows_of(page, "Cases that go down on most lists").size() == 3);
}

TEST_CASE("plans over lists: of faults that are not kept it is said how many the data has") {
  struct Row {
    std::size_t faults;
    const char* says;
  };

  const Error fault{ErrorCode::unknown_reference, "list L", 0, 0, "decision", "P1", "no such band"};
  for (const Row& row : {Row{5, ""}, Row{6, "list L: and 1 fault more; the data has all of them"},
                         Row{200, "list L: and 195 faults more; the data has all of them"},
                         Row{201, "list L: and 196 faults more; the data has 200 of all 201"},
                         Row{500, "list L: and 495 faults more; the data has 200 of all 500"}}) {
    CAPTURE(row.faults);
    PlanSeries series = empty_series();
    series.add_unplanned("L", shipped::day("2009-11-02"), first_faults(Errors(row.faults, fault)));
    const std::string text = render_text(series);
    CHECK(has(text, row.says));
    CHECK(has(text, "the data has") == (row.faults > 5));
    const Json data = Json::parse(render_json(series))["lists"][0]["faults"];
    CHECK(data.size() == std::min<std::size_t>(row.faults, 201));
  }
}

TEST_CASE("plans over lists: a row that is set apart is named with what is wrong in it") {
  std::string csv = "case_id,listed_on,da.reported\nA,2009-06-01,no\n";
  for (int row = 1; row <= 7; ++row) csv += "B" + std::to_string(row) + ",2009-13-01,no\n";
  CaseReadOptions options;
  options.faulty = FaultyRows::set_apart;
  const CaseList list = read_case_list_csv(csv, shipped::facts(), "cases", options).value();
  const auto under = [&](const char* policy) {
    return rank(list, shipped::policy(policy), shipped::day("2009-10-05")).value();
  };
  PlanSeries series = empty_series();
  series.add("2009-10-05/1", plan_of(under("national_criteria_2009"), under("staffordshire_2009")));
  const std::string text = render_text(series);
  CHECK(has(text, "7 rows are set apart by the later policy and must be looked at."));
  const Json one = Json::parse(render_json(series))["lists"][0];
  CHECK(one["faulty_after"] == 7);
  for (const char* which : {"before", "after"}) {
    CAPTURE(which);
    const Json& faults = one[std::string{"apart_"} + which];
    REQUIRE(faults.size() == 7);
    for (std::size_t i = 0; i < 7; ++i) {
      const std::string id = "B" + std::to_string(i + 1);
      CHECK(faults[i]["case_id"] == id);
      CHECK(has(faults[i]["source"].get<std::string>(), std::string{"the policy "} + which));
      CHECK(has(text, faults[i]["found"].get<std::string>()));
    }
  }
  CHECK(has(text, "list 2009-10-05/1: and 2 faults more; the data has all of them"));
  CHECK(faults_alone(render_html(series)).empty());
}

TEST_CASE("plans over lists: how often cases go down adds up to the cases") {
  const PlanSeries& series = sample_series();
  const PlanSeriesTotals totals = series.totals();
  std::size_t cases = 0;
  std::size_t downs = 0;
  for (const auto& row : rows_of(render_html(series), "On how many lists cases go down")) {
    cases += std::stoul(row[1]);
    downs += std::stoul(row[0]) * std::stoul(row[1]);
  }
  CHECK(cases == totals.cases);
  CHECK(downs == series.lists()[0].moves.down + series.lists()[2].moves.down);
}

TEST_CASE("plans over lists: one of a thing is said as one, and nobody as nobody") {
  const CaseTable one = shipped::cases("case_id,listed_on\nA,2009-06-01\n");
  PlanSeries series = empty_series();
  series.add("2009-10-05/1", plan_on(one, "2009-10-05"));
  const std::string text = render_text(series);
  CHECK(has(text, "1 list is ranked under both policies, on its own day"));
  CHECK(has(text, "1 case was compared on at least one list."));
  CHECK(has(text, "1 keeps its place on every list."));
  CHECK_FALSE(has(text, "Go down most often"));
  CHECK_FALSE(has(text, "From the record"));
  CHECK_FALSE(has(text, "Rows that are not compared"));
  CHECK(faults_alone(render_html(series)).empty());
  const std::string none = render_text(empty_series());
  CHECK(has(none, "0 lists are ranked under both policies"));
  CHECK(has(none, "0 cases were compared"));
  CHECK(Json::parse(render_json(empty_series()))["totals"]["cases"] == 0);
}
