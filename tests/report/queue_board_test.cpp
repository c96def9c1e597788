// The queue board as bytes; tests/browser opens it.
#include <waitlist/report/ranking_report.h>

#include "report/html/delayed_cases.h"
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

std::string board(const Ranking& ranking, const BoardOptions& options = {}) {
  return render_html(ranking, summarise(ranking), options);
}

Ranking staffordshire_order(std::string_view csv) {
  return *rank(shipped::cases(csv), shipped::policy("staffordshire_2009"), shipped::as_of());
}

}  // namespace

TEST_SUITE("queue board") {
  TEST_CASE("every ranked case has one row, in the order of the queue") {
    const auto ids = all_between(board(shipped::staffordshire_ranking()), "data-id=\"", "\"");
    REQUIRE(ids.size() == shipped::staffordshire_ranking().places().size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
      CHECK(ids[i] == shipped::staffordshire_ranking().cases().case_id(
                          shipped::staffordshire_ranking().places()[i].row));
    }
  }

  TEST_CASE("a page is sound: tags match, links lead somewhere, no id stands twice") {
    for (const std::size_t top : {std::size_t{3}, std::size_t{20'000}}) {
      for (const std::string& fault :
           html_checks::faults(board(shipped::staffordshire_ranking(), {top, 2}))) {
        FAIL_CHECK(fault);
      }
    }
  }

  TEST_CASE("linked cases stand under the tier of the first of them") {
    const auto tiers = all_between(board(shipped::staffordshire_ranking()), "<h3 id=\"tier-", "\"");
    CHECK(tiers.size() == shipped::staffordshire_ranking().policy().tier_count());
    CHECK(std::ranges::is_sorted(tiers));
  }

  TEST_CASE("a page of the front says how many there are and where the rest is") {
    const std::string page = board(shipped::staffordshire_ranking(), {2, 2});
    CHECK(all_between(page, "data-id=\"", "\"").size() == 2);
    CHECK(has(page, "Shown are the first 2 of 375 cases"));
    CHECK(has(page, "--format csv"));
    CHECK_FALSE(has(board(shipped::staffordshire_ranking()), "Shown are the first"));
  }

  TEST_CASE("only the first units are explained whole; the others keep their row") {
    const std::string page = board(shipped::staffordshire_ranking(), {20, 5});
    const auto explained = all_between(page, "<caption>What the points are for", "<");
    const auto in_five =
        std::ranges::count_if(shipped::staffordshire_ranking().places(),
                              [](const Place& place) { return place.position <= 5; });
    CHECK(explained.size() == static_cast<std::size_t>(in_five));
    CHECK(all_between(page, "data-id=\"", "\"").size() > explained.size());
  }

  TEST_CASE("the parts of a row add up to its points") {
    const Place& place = shipped::staffordshire_ranking().places().front();
    const std::string page = board(shipped::staffordshire_ranking(), {1, 1});
    CHECK(has(page, "<td class=\"n\">" + to_text(place.score.points.used) + "</td>"));
    CHECK(has(page, to_text(place.score.points.used) + " points"));
  }

  TEST_CASE("texts are never HTML") {
    const std::string page =
        board(staffordshire_order("case_id,area,team,status,listed_on,hold_reason\n"
                                  "<b>1</b>,<script>x()</script>,\"a\"\"'&\",awaiting,2009-01-01,\n"
                                  "2,a,b,on_hold,2009-01-01,<img src=x>\n"));
    CHECK_FALSE(has(page, "<b>1"));
    CHECK_FALSE(has(page, "<script>x"));
    CHECK_FALSE(has(page, "<img"));
    CHECK(has(page, "data-id=\"&lt;b&gt;1&lt;/b&gt;\""));
    CHECK(has(page, "&lt;script&gt;x()&lt;/script&gt;"));
    CHECK(has(page, "a&quot;&apos;&amp;"));
  }

  TEST_CASE("an empty list is a page that says so") {
    const std::string page = board(staffordshire_order("case_id,status,listed_on\n"));
    CHECK(has(page, "No case is waiting to be allocated."));
    CHECK(has(page, "No case has waited 12 weeks or more."));
  }

  TEST_CASE("delayed cases: marks of the policy's own are in words, counts and bars") {
    const auto board_with = [](const std::vector<Days>& marks) {
      Policy policy = shipped::policy("staffordshire_2009").written();
      policy.delays = DelayRule{marks, {}};
      const auto compiled = compile(policy, shipped::facts());
      REQUIRE(compiled.has_value());
      return board(*rank(shipped::cases("case_id,status,listed_on\n1,awaiting,2009-09-01\n"),
                         *compiled, shipped::as_of()));
    };
    const std::string two = board_with({Days{30}, Days{91}});
    CHECK(has(two, "1 case has waited 30 days or more."));
    CHECK(has(two, "waited 13 weeks or more"));
    CHECK(has(two, "its marks are 30 days and 13 weeks."));
    CHECK(has(two,
              ".bar { background: linear-gradient(90deg, transparent 16.48%, var(--mark) "
              "16.48% 17.48%, transparent 17.48% 50.00%, var(--mark) 50.00% 51.00%, "
              "transparent 51.00%); }"));
    CHECK(has(board_with({Days{1}, Days{2}}), "var(--mark) 1.54% 2.54%"));
    const std::string late = board_with({Days{182}});
    CHECK(has(late, "No case has waited 26 weeks or more."));
    CHECK(has(late, ".bar { background: none; }"));
    for (const std::string& fault : html_checks::faults(two)) FAIL_CHECK(fault);
    CHECK_FALSE(has(board_with({Days{84}, Days{112}, Days{140}}), ".bar { background"));
  }

  TEST_CASE("delayed cases: highest risk first, then the longest wait; all that waited so long") {
    const auto delayed = html::delayed_cases(shipped::staffordshire_ranking());
    CHECK(delayed.size() == summarise(shipped::staffordshire_ranking()).delayed.front().cases);
    const auto key = [](const html::DelayedCase& one) {
      return std::pair{one.band_by_risk, -one.place->score.waited.count()};
    };
    CHECK(std::ranges::is_sorted(delayed, {}, key));
    for (const html::DelayedCase& one : delayed) CHECK(one.place->score.waited >= Days{84});
  }

  TEST_CASE("the share of a child's life spent waiting is of the youngest child and of that case") {
    struct Row {
      const char* sentence;
      const char* csv;
      std::optional<std::int64_t> share;
    };

    const Row rows[] = {
        {"a child of 200 days who has waited 100", "1,awaiting,2009-06-27,2009-03-19,\n", 500},
        {"the youngest counts", "1,awaiting,2009-06-27,2001-01-01;2009-03-19,\n", 500},
        {"no birth date is known", "1,awaiting,2009-06-27,unknown,\n", std::nullopt},
        {"born on the day of listing: all of its life", "1,awaiting,2009-06-27,2009-06-27,\n",
         1000},
    };
    for (const Row& row : rows) {
      CAPTURE(row.sentence);
      const Ranking ranking = staffordshire_order(
          std::string{"case_id,status,listed_on,child_dobs,linked_to\n"} + row.csv);
      const auto delayed = html::delayed_cases(ranking);
      REQUIRE(delayed.size() == 1);
      CHECK(delayed.front().share == row.share);
    }
    const Ranking linked = staffordshire_order(
        "case_id,status,listed_on,child_dobs,linked_to\n"
        "1,awaiting,2008-10-05,2001-01-01,2\n"
        "2,awaiting,2009-06-27,2009-03-19,1\n");
    for (const html::DelayedCase& one : html::delayed_cases(linked)) {
      if (linked.cases().case_id(one.place->row) == "2") CHECK(one.share == 500);
    }
  }
}
