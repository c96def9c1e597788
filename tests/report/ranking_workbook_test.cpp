#include <waitlist/io/workbook_reader.h>
#include <waitlist/report/workbook_report.h>

#include "support/shipped.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

/// A sheet of a ranking as a workbook, as rows of text.
std::string sheet_of(const Ranking& ranking,
                     const std::string& sheet,
                     const ReportOptions& options = {}) {
  const auto bytes = render_xlsx(ranking, options);
  REQUIRE(bytes.has_value());
  const auto read = read_workbook_sheet(*bytes, sheet);
  REQUIRE_MESSAGE(read.has_value(), shipped::lines_of(read ? Errors{} : read.error()));
  return read->text();
}

std::string line_at(const std::string& text, std::size_t number) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < number; ++i) begin = text.find('\n', begin) + 1;
  return text.substr(begin, text.find('\n', begin) - begin);
}

}  // namespace

TEST_SUITE("ranking workbook") {
  TEST_CASE("ranking workbook: the queue has every place, as the ranking has it") {
    const Ranking& ranking = shipped::staffordshire_ranking();
    const std::string queue = sheet_of(ranking, "Queue");
    CHECK(line_at(queue, 0) ==
          "place,case,band,must be allocated,points,least,most,days waited,allocate by,filing "
          "date,latest start,review due,area,team,note,what comes");
    const auto lines = static_cast<std::size_t>(std::ranges::count(queue, '\n'));
    CHECK(lines == ranking.places().size() + 1);
    for (std::size_t i = 0; i < ranking.places().size(); i += 37) {
      const Place& place = ranking.places()[i];
      const std::string begin = std::to_string(std::uint32_t{place.position}) + ',' +
                                std::string{ranking.cases().case_id(place.row)} + ',' +
                                ranking.policy().band(place.score.band).id + " (";
      CHECK_MESSAGE(line_at(queue, i + 1).starts_with(begin), line_at(queue, i + 1));
    }
  }

  TEST_CASE("ranking workbook: what comes is named, not its mark alone") {
    const CaseTable table = shipped::cases(
        "case_id,listed_on,filing_date,decision,decision_reason,decision_by,decision_made_on,"
        "decision_expires_on\n"
        "A,2009-10-01,none,raise P1,new facts,M1,2009-10-01,2009-10-09\n"
        "B,2009-10-01,2009-12-20,,,,,\n");
    const auto ranking = rank(table, shipped::policy("staffordshire_2009"), shipped::as_of());
    REQUIRE(ranking.has_value());
    const std::string queue = sheet_of(*ranking, "Queue");
    CHECK_MESSAGE(queue.find("9 October 2009: manager's decision ends (") != std::string::npos,
                  queue);
    CHECK_MESSAGE(queue.find(": must be allocated (") != std::string::npos, queue);
  }

  TEST_CASE("ranking workbook: the same ranking gives the same bytes") {
    const auto first = render_xlsx(shipped::staffordshire_ranking());
    const auto second = render_xlsx(shipped::staffordshire_ranking());
    REQUIRE(first.has_value());
    CHECK(first == second);
  }

  TEST_CASE("ranking workbook: texts that look like formulas or escapes come back as they are") {
    const CaseTable table = shipped::cases(
        "case_id,listed_on,team,status,hold_reason\n"
        "=A1,2009-01-01,'=1+1,awaiting,\nB,2009-02-01,_x0041_,on_hold,\xEF\xBF\xBF-\n");
    const auto ranking = rank(table, shipped::policy("staffordshire_2009"), shipped::as_of());
    REQUIRE(ranking.has_value());
    CHECK(sheet_of(*ranking, "Queue").find("1,=A1,") != std::string::npos);
    CHECK(sheet_of(*ranking, "Queue").find(",=1+1,") != std::string::npos);
    CHECK(sheet_of(*ranking, "Apart").find(",_x0041_,") != std::string::npos);
    CHECK(sheet_of(*ranking, "Apart").find(",\xEF\xBF\xBD-,") != std::string::npos);
  }

  TEST_CASE(
      "ranking workbook: faulty rows stand on the first sheet, and --top leaves out cases apart") {
    CaseReadOptions options;
    options.faulty = FaultyRows::set_apart;
    const auto list = read_case_list_csv(
        "case_id,listed_on,status,hold_reason\nA,2009-01-01,awaiting,\nB,soon,awaiting,\n"
        "C,2009-01-01,on_hold,court\nD,2009-01-02,awaiting,\n",
        shipped::facts(), "cases", options);
    REQUIRE(list.has_value());
    const auto ranking = rank(*list, shipped::policy("staffordshire_2009"), shipped::as_of());
    REQUIRE(ranking.has_value());
    CHECK(line_at(sheet_of(*ranking, "Look at first"), 1).starts_with("line 3,B,,\"listed_on"));
    CHECK(sheet_of(*ranking, "Apart").find("\nC,on hold,") != std::string::npos);
    ReportOptions first;
    first.top = 1;
    const std::string about = sheet_of(*ranking, "About", first);
    CHECK(about.find("shown,1 case of 2 ranked\n") != std::string::npos);
    const auto bytes = render_xlsx(*ranking, first);
    REQUIRE(bytes.has_value());
    CHECK(!read_workbook_sheet(*bytes, "Apart").has_value());
  }
}
