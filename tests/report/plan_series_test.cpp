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
#include <utility>
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

/// Each column of the rows, in their order, and what stands in it; nothing for a list without a
/// plan.
std::vector<std::pair<std::string, std::string>> said_of(const PlannedList& list) {
  const bool planned = list.planned();
  const auto of_plan = [planned](std::size_t number) {
    return planned ? std::to_string(number) : std::string{};
  };
  const bool falls = planned && list.farthest_down.has_value();
  return {{"list", list.name},
          {"as_of", list.as_of.text()},
          {"planned", planned ? "yes" : "no"},
          {"cases", of_plan(list.moves.cases)},
          {"up", of_plan(list.moves.up)},
          {"down", of_plan(list.moves.down)},
          {"unchanged", of_plan(list.moves.cases - list.moves.up - list.moves.down)},
          {"farthest_down", falls ? std::to_string(list.farthest_down->places) : ""},
          {"farthest_down_case", falls ? list.farthest_down->case_id : ""},
          {"must_now", of_plan(list.moves.must_now)},
          {"must_no_longer", of_plan(list.moves.must_no_longer)},
          {"tiers_changed", of_plan(list.tiers_changed)},
          {"only_before", of_plan(list.only_before)},
          {"only_after", of_plan(list.only_after)},
          {"faulty_before", of_plan(list.faulty_before)},
          {"faulty_after", of_plan(list.faulty_after)},
          {"erased", std::to_string(list.left_out.erased)},
          {"of_broken_families", std::to_string(list.left_out.of_broken_families)},
          {"faulty_at_the_time", std::to_string(list.left_out.faulty)},
          {"faults", std::to_string(list.faults.size())},
          {"first_fault", ""}};
}

/// What the data has for a column of the rows, as it stands there.
std::string shown_in_data(const Json& list, const std::string& column) {
  if (column == "planned") return list[column].get<bool>() ? "yes" : "no";
  if (column == "faults") return std::to_string(list[column].size());
  const bool of_fall = column.starts_with("farthest_down");
  const std::string key = of_fall ? "farthest_down" : column;
  if (!list.contains(key) || list[key].is_null()) return {};
  const Json& value =
      of_fall ? list[key][column == "farthest_down" ? "places" : "case_id"] : list[key];
  return value.is_string() ? value.get<std::string>() : value.dump();
}

/// The cells of a list in text and page.
std::vector<std::string> shown_row(const PlannedList& list) {
  std::vector<std::string> cells{list.name};
  if (list.planned()) {
    const PlannedMoves& moves = list.moves;
    const auto& fall = list.farthest_down;
    cells.insert(cells.end(),
                 {std::to_string(moves.cases), std::to_string(moves.up), std::to_string(moves.down),
                  std::to_string(moves.cases - moves.up - moves.down),
                  fall ? std::to_string(fall->places) + " (" + fall->case_id + ')' : "-",
                  std::to_string(moves.must_now), std::to_string(moves.must_no_longer),
                  std::to_string(list.tiers_changed)});
  } else {
    cells.resize(9, "-");
  }
  cells.push_back(std::to_string(list.left_out.erased));
  return cells;
}

/// The words of a line, a space before each.
std::string words_alone(std::string_view line) {
  std::string words;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == ' ') continue;
    if (at == 0 || line[at - 1] == ' ') words += ' ';
    words += line[at];
  }
  return words;
}

/// Rows with faults stand apart.
Ranking ranked(const std::string& csv, const char* policy) {
  CaseReadOptions options;
  options.faulty = FaultyRows::set_apart;
  const CaseList list = read_case_list_csv(csv, shipped::facts(), "cases", options).value();
  return rank(list, shipped::policy(policy), shipped::day("2009-10-05")).value();
}

}  // namespace

TEST_CASE("plans over lists: text, rows, data and page say the same of every list") {
  const PlanSeries& series = sample_series();
  const std::vector<std::string> text = lines_in(render_text(series));
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
    const auto said = said_of(list);
    std::vector<std::string> cells = cells_of(rows[i + 1]);
    REQUIRE(said.size() == titles.size());
    // The first fault is a sentence with quotation marks and commas.
    const std::string first_fault =
        list.planned() ? "" : "list 2009-11-02/1: case SM-0001: decision \"\"<b>&\"\"";
    CHECK(has(rows[i + 1], first_fault));
    REQUIRE(cells.size() >= titles.size());
    const Json& one = data["lists"][i];
    for (std::size_t column = 0; column < titles.size(); ++column) {
      CAPTURE(titles[column]);
      CHECK(said[column].first == titles[column]);
      if (titles[column] == "first_fault") continue;
      CHECK(cells[column] == said[column].second);
      CHECK(shown_in_data(one, titles[column]) == said[column].second);
    }
    CHECK(page[i] == shown_row(list));
    const auto line = std::ranges::find_if(
        text, [&list](const std::string& of) { return of.find("  " + list.name) == 0; });
    REQUIRE(line != text.end());
    std::string joined;
    for (const std::string& cell : shown_row(list)) joined += ' ' + cell;
    CHECK(words_alone(*line) == joined);
    if (list.planned()) CHECK(one["places_down"] == list.moves.falls_by);
  }
}

TEST_CASE("plans over lists: rows ranked or set apart by one policy stand each in their column") {
  // The band of the decision of A and B is one that the earlier policy does not have.
  std::string csv =
      "case_id,listed_on,decision,decision_reason,decision_by,decision_made_on,"
      "decision_expires_on\nF,2009-13-01,,,,,\nC,2009-06-01,,,,,\n";
  for (const char* id : {"A", "B"}) {
    csv += std::string{id} + ",2009-06-01,raise P2,new facts,M1,2009-10-01,2009-11-01\n";
  }
  PlanSeries series = empty_series();
  series.add("L",
             plan_of(ranked(csv, "first_come_first_served"), ranked(csv, "staffordshire_2009")));
  const std::vector<std::string> rows = lines_in(render_csv(series));
  CHECK(rows[1].find("L,2009-10-05,yes,1,") == 0);
  CHECK(has(rows[1], ",0,2,3,1,0,0,0,0,"));
  const Json one = Json::parse(render_json(series))["lists"][0];
  CHECK(one["only_before"] == 0);
  CHECK(one["only_after"] == 2);
  CHECK(one["faulty_before"] == 3);
  CHECK(one["faulty_after"] == 1);
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
  PlanSeries series = empty_series();
  series.add("2009-10-05/1",
             plan_of(ranked(csv, "national_criteria_2009"), ranked(csv, "staffordshire_2009")));
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
