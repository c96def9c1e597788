// What the queue board says to people: numbers that agree, one form of dates, words for ids, teams.
#include <waitlist/report/ranking_report.h>

#include "report/due_by_team.h"
#include "report/html/long_dates.h"
#include "support/html_checks.h"
#include "support/shipped.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

using text_checks::all_between;
using text_checks::has;

namespace {

std::string board_page(const Ranking& ranking, BoardExtent extent = BoardExtent::whole) {
  BoardOptions options;
  options.extent = extent;
  return render_html(ranking, summarise(ranking), options);
}

Ranking ranked_rows(std::string_view csv) {
  return *rank(shipped::cases(csv), shipped::policy("staffordshire_2009"), shipped::as_of());
}

std::size_t number_in(const std::string& text) { return std::stoul(text); }

/// Whether `2009-10-05` and the like stand anywhere in what people read.
bool has_iso_date(const std::string& page) {
  const std::string body = page.substr(page.find("<h1"));
  for (std::size_t at = 0; at + 10 <= body.size(); ++at) {
    if (Day::parse(std::string_view{body}.substr(at, 10))) return true;
  }
  return false;
}

}  // namespace

TEST_SUITE("plain board") {
  TEST_CASE("dates in sentences: those that stand by themselves are written long") {
    struct Row {
      const char* text;
      const char* words;
    };

    for (const Row& row : {
             Row{"was due on 2009-10-05", "was due on 5 October 2009"},
             Row{"2009-10-05 and (2009-01-31), then 2009-02-01.",
                 "5 October 2009 and (31 January 2009), then 1 February 2009."},
             Row{"on 2009-10-05; on 2009-10-06: ends",
                 "on 5 October 2009; on 6 October 2009: ends"},
             Row{"listed_on \"2009-10-05\" is", "listed_on \"2009-10-05\" is"},
             Row{"SM-2009-10-05 is an id", "SM-2009-10-05 is an id"},
             Row{"2009-10-05-7 is an id", "2009-10-05-7 is an id"},
             Row{"2009-10-05.7 is an id", "2009-10-05.7 is an id"},
             Row{"2009-02-30 is no day", "2009-02-30 is no day"},
             Row{"2009-10-0", "2009-10-0"},
             Row{"", ""},
         }) {
      CAPTURE(row.text);
      CHECK(html::with_long_dates(row.text) == row.words);
    }
  }

  TEST_CASE("a page has one form of dates, whole and in brief") {
    for (const BoardExtent extent : {BoardExtent::whole, BoardExtent::brief}) {
      CHECK_FALSE(has_iso_date(board_page(shipped::staffordshire_ranking(), extent)));
      CHECK(has(board_page(shipped::staffordshire_ranking(), extent), "5 October 2009"));
    }
  }

  TEST_CASE("the numbers under the headings agree with those of the summary, or say why not") {
    const Ranking& ranking = shipped::staffordshire_ranking();
    const Summary summary = summarise(ranking);
    const auto parts =
        all_between(board_page(ranking), "<section class=\"tier\"", "<ol class=\"queue\">");
    REQUIRE(parts.size() == summary.by_tier.size());
    std::size_t all = 0;
    for (std::size_t tier = 0; tier < parts.size(); ++tier) {
      CAPTURE(parts[tier]);
      const std::size_t rows = number_in(all_between(parts[tier], "</bdi>: ", " case").front());
      std::size_t own = rows;
      const auto others = all_between(parts[tier], "<p class=\"soft\">", " of them");
      if (has(parts[tier], " of them ")) {
        REQUIRE(!others.empty());
        own -= number_in(others.front());
      }
      const std::size_t more = parts[tier].find(" of this tier stand");
      if (more != std::string::npos) {
        std::size_t from = parts[tier].rfind(" more case", more) - 1;
        while (std::isdigit(static_cast<unsigned char>(parts[tier][from - 1])) != 0) --from;
        own += number_in(parts[tier].substr(from));
      }
      CHECK(own == summary.by_tier[tier]);
      all += rows;
    }
    CHECK(all == summary.ranked);
    // Some differ, or this would show nothing.
    CHECK(has(board_page(ranking), "of another tier, and here because of a linked case"));
    CHECK(
        has(render_text(summary, ranking), "28 cases must be allocated, 5 of them in other tiers"));
  }

  TEST_CASE("rules stand with their labels and tiers with their words, never with their ids") {
    const Ranking& ranking = shipped::staffordshire_ranking();
    for (const std::string& text : {board_page(ranking), board_page(ranking, BoardExtent::brief),
                                    render_text(summarise(ranking), ranking)}) {
      CHECK_FALSE(has(text, "IMMINENT_HARM"));
      CHECK_FALSE(has(text, "must_allocate"));
      CHECK_FALSE(has(text, "on_hold"));
      CHECK(has(text, "Immediate"));
    }
  }

  TEST_CASE("cases that must be allocated are told by team") {
    const Ranking few = ranked_rows(
        "case_id,team,listed_on\nA,Leek,2008-01-01\nB,,2008-01-02\nC,Leek,2008-01-03\n"
        "D,Stone,2009-10-01\n");
    CHECK(due_by_team(few) == "By team: Leek 2 and 1 without a team.");
    CHECK(due_by_team(ranked_rows("case_id,listed_on\nA,2008-01-01\n")).empty());
    CHECK(due_by_team(ranked_rows("case_id,team,listed_on\nA,Leek,2009-10-01\n")).empty());
    CHECK(has(board_page(few), "<th scope=\"col\">Team</th>"));
    CHECK(has(board_page(few), "<td data-label=\"Team\"><bdi>not recorded</bdi></td>"));
    const std::string brief = board_page(few, BoardExtent::brief);
    CHECK(has(brief, "<h3><bdi>Leek</bdi>: 2 cases</h3>"));
    CHECK(has(brief, "<h3><bdi>No team recorded</bdi>: 1 case</h3>"));
    CHECK(brief.find("Leek</bdi>: 2") < brief.find("No team recorded"));
  }

  TEST_CASE("many teams: the first twenty by name, and how many more") {
    std::string csv = "case_id,team,listed_on\n";
    for (int i = 0; i < 25; ++i) {
      csv += "C" + std::to_string(i) + ",T" + std::to_string(10 + i) + ",2008-01-01\n";
    }
    CHECK(has(due_by_team(ranked_rows(csv)), "T29 1 and 5 more teams."));
  }

  TEST_CASE("in brief each ranked case has one line, also where the page is cut or empty") {
    const Ranking& ranking = shipped::staffordshire_ranking();
    CHECK(all_between(board_page(ranking, BoardExtent::brief), ". <strong><bdi>", "</bdi></strong>")
              .size() == ranking.places().size());
    BoardOptions cut;
    cut.extent = BoardExtent::brief;
    cut.top = 5;
    CHECK(
        has(render_html(ranking, summarise(ranking), cut), "The first 5 of 375 cases stand here."));
    CHECK(has(board_page(ranked_rows("case_id,listed_on\n"), BoardExtent::brief),
              "No case is waiting to be allocated."));
    for (const std::string& fault : html_checks::faults(board_page(ranking, BoardExtent::brief))) {
      FAIL_CHECK(fault);
    }
    const std::string hostile = board_page(
        ranked_rows(
            "case_id,team,status,listed_on,hold_reason\n<b>1</b>,<i>t,awaiting,2008-01-01,\n"),
        BoardExtent::brief);
    CHECK_FALSE(has(hostile, "<b>1"));
    CHECK_FALSE(has(hostile, "<i>t"));
  }

  TEST_CASE("the wait itself is not told in days of another wait") {
    const std::string page = board_page(ranked_rows("case_id,listed_on\nA,2009-06-06\n"));
    const auto rows = all_between(page, "<tr><th scope=\"row\"><bdi>Time on the list", "</tr>");
    REQUIRE(rows.size() == 1);
    CHECK(has(rows.front(), "<td class=\"n\">–</td>"));
  }
}
