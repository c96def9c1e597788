#include <waitlist/io/case_reader.h>
#include <waitlist/report/error_report.h>

#include "support/shipped.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
using Json = nlohmann::json;

Json faults_of_csv(std::string_view text) {
  const auto table = read_cases_csv(text, shipped::facts());
  REQUIRE(!table.has_value());
  return Json::parse(render_json(table.error()));
}

}  // namespace

TEST_CASE("Faults as data say where, of which case, what was found and how to mend it") {
  const Json all =
      faults_of_csv("case_id,listed_on,da.marc\nA,31/02/2009,\nB,2009-06-01,\nB,2009-06-01,\n");
  CHECK(all["format"] == 1);
  CHECK(all["fault_count"] == 3);
  REQUIRE(all["faults"].size() == 3);
  const Json& head = all["faults"][0];
  CHECK(head["line"] == 1);
  CHECK(head["column"] == 19);
  CHECK(head["case_id"].is_null());
  const Json& day = all["faults"][1];
  CHECK(day["case_id"] == "A");
  CHECK(day["line"] == 2);
  CHECK(day["field"] == "listed_on");
  CHECK(day["found"] == "31/02/2009");
  CHECK(day["code"] == 311);
  CHECK(all["faults"][2]["case_id"] == "B");
  CHECK(all["faults"][2]["line"] == 4);
}

TEST_CASE("A fault of JSON or of a host names its case as one of CSV does") {
  const auto json = read_cases_json(
      R"({"format": 1, "cases": [{"case_id": "A", "listed_on": "2009-13-01"}]})", shipped::facts());
  REQUIRE(!json.has_value());
  const Json first = Json::parse(render_json(json.error()))["faults"][0];
  CHECK(first["case_id"] == "A");
  CHECK(first["field"] == "cases[0].listed_on");

  Case one{.case_id = "H", .listed_on = shipped::as_of()};
  one.filing_date = shipped::day("1950-01-01");
  const std::vector<Case> cases{one};
  const auto table = CaseTable::make(shipped::facts(), cases);
  REQUIRE(!table.has_value());
  CHECK(table.error().front().case_id == "H");
  CHECK(table.error().front().field == "filing_date");
  CHECK(to_text(table.error().front()).find("case H: filing_date") != std::string::npos);
}

TEST_CASE("More faults than are kept are counted all the same") {
  std::string text = "case_id,listed_on\n";
  for (int i = 0; i < 1000; ++i) text += "C" + std::to_string(i) + ",soon\n";
  const Json all = faults_of_csv(text);
  CHECK(all["fault_count"] == 1000);
  CHECK(all["faults"].size() == 201);
}
