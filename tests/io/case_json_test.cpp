#include <waitlist/io/case_reader.h>
#include <waitlist/io/case_writer.h>

#include "support/shipped.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <array>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

std::string json_faults_of(std::string_view json) {
  const auto cases = read_cases_json(json, shipped::facts(), "cases.json");
  return cases ? std::string{} : shipped::lines_of(cases.error());
}

std::string faults_of_case(const std::string& members) {
  return json_faults_of(
      "{\"format\":1,\"cases\":[{\"case_id\":\"A\",\"listed_on\":\"2009-06-01\"," + members +
      "}]}");
}

std::vector<Case> list_of(const CaseTable& table) {
  std::vector<Case> cases;
  for (CaseRow row = 0; row < table.size(); ++row) cases.push_back(table.at(row));
  return cases;
}

}  // namespace

TEST_SUITE("case json") {
  TEST_CASE("json: the sample written as JSON and as CSV of both kinds is the same list again") {
    const CaseTable& sample = shipped::sample();
    const auto cases = list_of(sample);
    const auto json = read_cases_json(write_cases_json(cases, shipped::facts()), shipped::facts());
    REQUIRE(json.has_value());
    CHECK(json->digest() == sample.digest());
    for (const CsvDialect dialect : {CsvDialect::plain, CsvDialect::spreadsheet}) {
      const auto csv =
          read_cases_csv(write_cases_csv(cases, shipped::facts(), dialect), shipped::facts());
      REQUIRE(csv.has_value());
      CHECK(csv->digest() == sample.digest());
    }
  }

  TEST_CASE("json, csv: random cases come back unchanged") {
    CHECK(rc::check([] {
      auto cases = small_world::random_cases();
      const std::vector<std::string> texts{"",          "plain", "=1+1",  "'=x",       "a,b",
                                           "say \"x\"", "-1",    "Zoë €", "semi colon"};
      for (Case& one : cases) {
        one.area = *rc::gen::elementOf(texts);
        one.team = *rc::gen::elementOf(texts);
      }
      const FactSchema& schema = small_world::schema();
      const Digest digest = small_world::table_of(cases).digest();
      const auto json = read_cases_json(write_cases_json(cases, schema), schema);
      RC_ASSERT(json.has_value());
      RC_ASSERT(json->digest() == digest);
      for (const CsvDialect dialect : {CsvDialect::plain, CsvDialect::spreadsheet}) {
        const auto csv = read_cases_csv(write_cases_csv(cases, schema, dialect), schema);
        RC_ASSERT(csv.has_value());
        RC_ASSERT(csv->digest() == digest);
      }
    }));
  }

  TEST_CASE("json: everything a case can have is read") {
    CHECK(faults_of_case(R"("area":"x","team":null,"status":"on_hold","filing_date":"2009-12-01",
      "children":[{"born":"2001-01-01"},{"born":null},{"born":"unknown"},{}],"linked_to":["B"],
      "hold":{"reason":"r","until":"2009-12-01"},
      "pauses":[{"from":"2009-07-01","to":"2009-07-08","reason":"x"},
                {"from":"2009-08-01","reason":"y"}],
      "decision":{"direction":"raise","band":"P1","reason":"r","made_by":"M",
                  "made_on":"2009-10-01","expires_on":"2009-10-08"},
      "facts":{"da.police_12m":3,"da.markers":["stalking","weapon"],"da.marac":"unknown",
               "cp.la_status":null,
               "da.dash":{"answer":27,"received_on":"2009-09-01","source":"P1"},
               "da.orders":{"answer":"no","received_on":null,"source":""}})")
              .empty());
    CHECK(faults_of_case(R"("hold":null,"decision":null,"facts":null,"children":null)").empty());
  }

  TEST_CASE("json: every fault carries the path to it") {
    struct Row {
      const char* members;
      const char* says;
    };

    for (const Row& row : {
             Row{R"("status":"waiting")", "cases[0].status \"waiting\""},
             Row{R"("team":3)", "cases[0].team \"3\": expected a text"},
             Row{R"("teem":"x")", "cases[0].teem"},
             Row{R"("filing_date":"31/12/2009")", "write 2009-12-31"},
             Row{R"("children":[{"born":"2009-02-30"}])", "cases[0].children[0].born"},
             Row{R"("children":[3])", "cases[0].children[0] \"3\": expected an object"},
             Row{R"("children":{})", "expected an array"},
             Row{R"("children":[{"birth":"x"}])", "cases[0].children[0].birth"},
             Row{R"("linked_to":[3])", "the id of a case"},
             Row{R"("hold":{"reason":3})", "cases[0].hold.reason"},
             Row{R"("hold":{"because":"x"})", "cases[0].hold.because"},
             Row{R"("pauses":[{"to":"2009-07-01"}])", "cases[0].pauses[0].from"},
             Row{R"("pauses":[{"from":"x"}])", "cases[0].pauses[0].from \"x\""},
             Row{R"("decision":{"direction":"up","band":"P1"})", "cases[0].decision"},
             Row{R"("decision":{"direction":"raise","band":"P1"})", "decision_made_on"},
             Row{R"("decision":3)", "expected an object"},
             Row{R"("facts":3)", "expected an object"},
             Row{R"("facts":{"da.mrac":"heard"})", "did you mean \"da.marac\"?"},
             Row{R"("facts":{"da.marac":3})", "cases[0].facts.da.marac \"3\": expected a text"},
             Row{R"("facts":{"da.marac":"herd"})", "did you mean \"heard\"?"},
             Row{R"("facts":{"da.police_12m":-1})", "[E31"},
             Row{R"("area":7.10)", "\"7.10\": expected a text or null"},
             Row{R"("team":-1.5e3)", "\"-1.5e3\": expected a text or null"},
             Row{R"("facts":{"da.police_12m":1.5})", "\"1.5\": da.police_12m has no decimals"},
             Row{R"("facts":{"da.markers":[]})", "write \"no\" for none"},
             Row{R"("facts":{"da.markers":[3]})", "the id of a marker"},
             Row{R"("facts":{"da.markers":true})", "an array of markers"},
             Row{R"("facts":{"da.dash":{"answer":27,"day":"2009-09-01"}})",
                 "cases[0].facts.da.dash.day"},
             Row{R"("facts":{"da.dash":{"answer":27,"received_on":"soon"}})",
                 "cases[0].facts.da.dash.received_on \"soon\""},
             Row{R"("facts":{"da.dash":{"answer":27,"received_on":3}})", "expected a text or null"},
             Row{R"("facts":{"da.dash":{"answer":[],"source":"P1"}})",
                 "cases[0].facts.da.dash.answer"},
             Row{R"("facts":{"da.dash":{"source":"P1"}})", "there is no answer to da.dash"},
             Row{R"("team":"x","team":"y")", "this key stands twice"},
         }) {
      CAPTURE(std::string{row.members});
      const std::string faults = faults_of_case(row.members);
      CAPTURE(faults);
      CHECK(faults.find(row.says) != std::string::npos);
    }
    const std::string longer = std::string(5000, 'x');
    CHECK(faults_of_case("\"team\":\"" + longer + "\"").find("at most 4096") != std::string::npos);
    CHECK(faults_of_case("\"facts\":{\"da.marac\":\"" + longer + "\"}").find("at most 4096") !=
          std::string::npos);
  }

  TEST_CASE("json: documents that are none are refused with their place") {
    struct Row {
      const char* json;
      const char* says;
    };

    for (const Row& row : {
             Row{"", "cases.json:1:1: this is not JSON"},
             Row{"{\n\"format\":1,\n}", "cases.json:3:1: this is not JSON"},
             Row{"[]", "expected an object"},
             Row{"{\"cases\":[]}", "format: expected"},
             Row{"{\"format\":2,\"cases\":[]}", "format: expected"},
             Row{"{\"format\":1}", "expected an array of cases"},
             Row{"{\"format\":1,\"cases\":[3]}", "cases[0] \"3\""},
             Row{"{\"format\":1,\"cases\":[{}]}", "listed_on"},
             Row{"{\"format\":1,\"case\":[]}", "case \"case\""},
             Row{"{\"a\":1e999}", "too large"},
             Row{"\xFF", "[E302]"},
         }) {
      CAPTURE(std::string{row.json});
      const std::string faults = json_faults_of(row.json);
      CAPTURE(faults);
      CHECK(faults.find(row.says) != std::string::npos);
    }
    const auto nested = [](int depth, const std::string& inside) {
      const auto brackets = static_cast<std::size_t>(depth);
      return json_faults_of(std::string(brackets, '[') + inside + std::string(brackets, ']'));
    };
    CHECK(nested(100, "").find("levels of brackets") != std::string::npos);
    CHECK(nested(34, "").find("levels of brackets") != std::string::npos);
    CHECK(nested(33, "1").find("levels of brackets") != std::string::npos);
    CHECK(nested(33, "").find("expected an object") != std::string::npos);
    CHECK(nested(32, R"({"a":1})").find("levels of brackets") != std::string::npos);
    CHECK(nested(32, "1").find("expected an object") != std::string::npos);
    CHECK(nested(100, "}").find("this is not JSON") != std::string::npos);
  }

  TEST_CASE("json: what is not JSON is told with its reason and its place") {
    const auto told = [](const std::string& text) { return json_faults_of(text); };
    const std::string begin = "{\"format\":1,\"cases\":[{\"case_id\":";
    for (const auto& row : std::vector<std::array<std::string, 3>>{
             {"", "1:1", "the text ends here"},
             {"{\"format\":1", "1:12", "the text ends here"},
             {begin + "tru}]}", "1:36", "write true, false, null"},
             {begin + "\"a\nb\"}]}", "1:35", "a text holds a control character"},
             {begin + "\"a\\q\"}]}", "1:36", "behind a backslash"},
             {begin + "\"a\\u00g0\"}]}", "1:39", "behind \\u four hexadecimal digits"},
             {begin + "\"\\ud800\"}]}", "1:40", "a half of a pair"},
             {begin + "-}]}", "1:34", "this is no number"},
             {begin + "7.}]}", "1:35", "this is no number"},
             {"{\"format\":1,\"cases\":[]} x", "1:25", "something stands behind the end"},
             {"{\"format\":1 \"cases\":[]}", "1:19", "a bracket, comma or quote"},
         }) {
      CAPTURE(row[0]);
      CHECK(told(row[0]).find("cases.json:" + row[1] + ": this is not JSON: " + row[2]) == 0);
    }
  }

  TEST_CASE("json: a marker is one id, never two in one text") {
    CHECK(faults_of_case(R"("facts":{"da.markers":["stalking","weapon"]})").empty());
    CHECK(faults_of_case(R"("facts":{"da.markers":["stalking;weapon"]})").find("without `;`") !=
          std::string::npos);
    CHECK(faults_of_case(R"("facts":{"da.markers":["stalking",""]})").find("without `;`") !=
          std::string::npos);
  }

  TEST_CASE("json: a key that stands twice is a fault in every object of its own") {
    const auto times = [](const std::string& json) {
      const std::string faults = json_faults_of(json);
      std::size_t count = 0;
      for (std::size_t at = 0; (at = faults.find("stands twice", at)) != std::string::npos; ++at) {
        ++count;
      }
      return count;
    };
    CHECK(times(R"({"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]})") == 0);
    CHECK(times(R"({"a":1,"b":{"c":1,"c":2},"a":3,"a":4})") == 3);
    CHECK(times(R"({"a":{"b":1},"a":{"b":2},"c":[{"d":1,"d":1},{"d":1}]})") == 2);
  }
}
