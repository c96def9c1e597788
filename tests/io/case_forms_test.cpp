#include <waitlist/io/case_form.h>
#include <waitlist/io/case_reader.h>

#include "support/shipped.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

Result<CaseList> read_lines(const std::string& text, FaultyRows faulty = FaultyRows::refuse) {
  CaseReadOptions options;
  options.faulty = faulty;
  return read_case_list_json_lines(text, shipped::facts(), "a.jsonl", options);
}

struct FormRow {
  std::string text;
  CaseForm form;
};

}  // namespace

TEST_SUITE("forms of cases") {
  TEST_CASE("forms: the first bytes say in which form a list comes") {
    const std::vector<FormRow> rows{
        {"", CaseForm::csv},
        {"case_id,listed_on\n", CaseForm::csv},
        {"\"{\",x\n", CaseForm::csv},
        {"\xEF\xBB\xBF \n{\"format\": 1}", CaseForm::json},
        {"{ \"cases\": []}", CaseForm::json},
        {"{", CaseForm::json},
        {"{}", CaseForm::json},
        {"[{\"case_id\": 1}]", CaseForm::json},
        {"\n{\"case_id\": \"A\"}\n", CaseForm::json_lines},
        {"{\"formats\": 1}", CaseForm::json_lines},
        {"PK\x03\x04", CaseForm::workbook},
        {"PK\n", CaseForm::csv},
        {"\xD0\xCF\x11\xE0", CaseForm::workbook},
    };
    for (const FormRow& row : rows) CHECK_MESSAGE(form_of_cases(row.text) == row.form, row.text);
  }

  TEST_CASE("json lines: a case in each line is the list of the document that has them") {
    const std::string first =
        R"({"case_id": "A", "listed_on": "2009-04-06", "facts": {"da.dash": 3}})";
    const std::string second = R"({"listed_on": "2009-05-06", "case_id": "B"})";
    const auto lines = read_lines("\xEF\xBB\xBF\n" + first + "\r\n  \n" + second);
    REQUIRE(lines.has_value());
    const auto document = read_cases_json(
        R"({"format": 1, "cases": [)" + first + "," + second + "]}", shipped::facts());
    REQUIRE(document.has_value());
    CHECK(lines->cases.digest() == document->digest());
    CHECK(read_lines("").value().cases.size() == 0);
  }

  TEST_CASE("json lines: faults name the line") {
    const auto wrong = read_lines(
        "{\"case_id\": \"A\", \"listed_on\": \"soon\"}\n\n{\"case_id\": \"B\"}\n{\"case_id\": "
        "\"C\", \"listed_on\": \"2009-04-06\", \"case_id\": \"D\"}\n");
    REQUIRE(!wrong.has_value());
    const std::string text = shipped::lines_of(wrong.error());
    CHECK(text.find("a.jsonl:1: cases[0].listed_on \"soon\"") != std::string::npos);
    CHECK(text.find("a.jsonl:3: cases[1].listed_on") != std::string::npos);
    CHECK(text.find("a.jsonl:4:") != std::string::npos);
    const auto broken = read_lines("{\"case_id\": \"A\"}\n{\"case_id\": ?}\n");
    REQUIRE(!broken.has_value());
    CHECK(shipped::lines_of(broken.error()).starts_with("a.jsonl:2:13:"));
    const auto first = read_lines("{\"case_id\": ?}\n");
    REQUIRE(!first.has_value());
    CHECK(shipped::lines_of(first.error()).starts_with("a.jsonl:1:13:"));
  }

  TEST_CASE("json lines: a faulty line is set apart with its number") {
    const auto list =
        read_lines("{\"case_id\": \"A\", \"listed_on\": \"2009-04-06\"}\n\n{\"case_id\": \"B\"}\n",
                   FaultyRows::set_apart);
    REQUIRE(list.has_value());
    CHECK(list->cases.size() == 1);
    REQUIRE(list->faulty.size() == 1);
    CHECK(list->faulty[0].case_id == "B");
    CHECK(list->faulty[0].line == 3);
  }
}
