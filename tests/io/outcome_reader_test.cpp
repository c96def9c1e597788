#include <waitlist/io/outcome_reader.h>

#include "support/shipped.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

constexpr const char* kOutcomeHeader = "case_id,allocated_on,closed_on,withdrawn_on\n";

}  // namespace

TEST_SUITE("outcomes") {
  TEST_CASE("outcomes: every column is read, and every day may be empty") {
    const auto found = read_outcomes_csv(std::string{kOutcomeHeader} +
                                         "A,2009-10-05,2009-11-02,\n"
                                         "B,2009-10-06,,\n"
                                         "C,,,2009-10-07\n"
                                         "D,,,\n"
                                         "E,2009-10-08,2009-10-08,\n");
    if (!found) FAIL(shipped::lines_of(found.error()));
    REQUIRE(found->rows.size() == 5);
    CHECK(found->source == "outcomes");
    CHECK(found->rows[0].case_id == "A");
    CHECK(found->rows[0].allocated_on == *Day::parse("2009-10-05"));
    CHECK(found->rows[0].closed_on == *Day::parse("2009-11-02"));
    CHECK_FALSE(found->rows[0].withdrawn_on);
    CHECK(found->rows[0].line == 2);
    CHECK_FALSE(found->rows[1].closed_on);
    CHECK(found->rows[2].withdrawn_on == *Day::parse("2009-10-07"));
    CHECK_FALSE(found->rows[3].allocated_on);
    CHECK(found->rows[4].closed_on == found->rows[4].allocated_on);
  }

  TEST_CASE("outcomes: columns stand in any order, and two may be left out") {
    const auto found = read_outcomes_csv("allocated_on;case_id\n2009-10-05;A\n", "last_year.csv");
    if (!found) FAIL(shipped::lines_of(found.error()));
    REQUIRE(found->rows.size() == 1);
    CHECK(found->source == "last_year.csv");
    CHECK(found->rows.front().allocated_on == *Day::parse("2009-10-05"));
    CHECK_FALSE(found->rows.front().closed_on);
  }

  TEST_CASE("outcomes: what is wrong with a row is said with its place and its remedy") {
    struct Row {
      const char* text;  ///< after the first line
      const char* says;
    };

    const std::vector<Row> rows{
        {"A,2009-13-05,,\n", "outcomes:2:3: allocated_on \"2009-13-05\""},
        {"A,2009-10-05,2009-10-04,\n",
         "outcomes:2:14: closed_on \"2009-10-04\": before the case was allocated on 2009-10-05"},
        {"A,,2009-10-04,\n",
         "outcomes:2:4: closed_on \"2009-10-04\": work that ended was given to somebody; write "
         "allocated_on"},
        {"A,2009-10-05,,2009-10-06\n",
         "outcomes:2:15: withdrawn_on \"2009-10-06\": a case that was allocated did not withdraw"},
        {",2009-10-05,,\n", "case_id: name the case"},
        {"A,,,\nB,,,\nA,,,\n",
         "outcomes:4:1: case_id \"A\": line 2 has this case too; write one row for each case"},
        {"A,,\n", "the row has 3 cells"},
    };
    for (const Row& row : rows) {
      CAPTURE(row.text);
      const auto found = read_outcomes_csv(kOutcomeHeader + std::string{row.text});
      REQUIRE_FALSE(found);
      const std::string lines = shipped::lines_of(found.error());
      CAPTURE(lines);
      CHECK(lines.find(row.says) != std::string::npos);
    }
  }

  TEST_CASE("outcomes: all faults are told at once, a misspelt column with the near name") {
    const auto rows = read_outcomes_csv(std::string{kOutcomeHeader} + "A,x,y,z\n,,,\nB,,1,\n");
    REQUIRE_FALSE(rows);
    CHECK(rows.error().size() == 4);
    const auto column = read_outcomes_csv("case_id,alocated_on\nA,2009-10-05\n");
    REQUIRE_FALSE(column);
    CHECK(shipped::lines_of(column.error()).find("did you mean \"allocated_on\"?") !=
          std::string::npos);
    const std::string long_id(65, 'x');
    const auto id = read_outcomes_csv(kOutcomeHeader + long_id + ",,,\n");
    REQUIRE_FALSE(id);
    CHECK(id.error().front().code == ErrorCode::out_of_range);
    CHECK_FALSE(read_outcomes_csv(""));
  }
}
