// How sure it is who is among the first, on the queue board.
#include <waitlist/queue/list_part.h>
#include <waitlist/report/ranking_report.h>

#include "robustness/three_cases.h"
#include "support/html_checks.h"
#include "support/shipped.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

using text_checks::all_between;
using text_checks::has;

namespace {

BoardCertainty certainty_of(const Ranking& ranking, std::int64_t share, std::uint32_t first) {
  auto varied = VariedPolicy::make(ranking.policy(), share);
  REQUIRE(varied.has_value());
  CertainPlaces places = certain_places(ranking, *varied, first);
  return {*std::move(varied), std::move(places)};
}

std::string board(const Ranking& ranking, const BoardCertainty* certainty) {
  BoardOptions options;
  options.certainty = certainty;
  return render_html(ranking, summarise(ranking), options);
}

/// Of each row of the queue in turn: `sure`, `not sure`, or nothing.
std::vector<std::string> marks(const std::string& page) {
  std::vector<std::string> found;
  for (const std::string& row : all_between(page, "<li class=\"row\"", "</li>")) {
    const auto mark = all_between(row, ">among the first ", "<");
    found.push_back(mark.empty() ? "" : mark.front().substr(mark.front().find(": ") + 2));
  }
  return found;
}

std::string mark_for(const CertainPlaces& places, Position position) {
  const auto unit = std::ranges::find(places.units, position, &UnitBounds::position);
  REQUIRE(unit != places.units.end());
  if (unit->among_first == AmongFirst::always) return "sure";
  return unit->among_first == AmongFirst::open ? "not sure" : "";
}

}  // namespace

TEST_SUITE("marks of sureness") {
  TEST_CASE("each row has the mark that is proved of its place, linked cases the same") {
    const Ranking& ranking = shipped::staffordshire_ranking();
    for (const std::int64_t share : {1, 10, 60}) {
      for (const std::uint32_t first : {1U, 20U, 50U}) {
        CAPTURE(share);
        CAPTURE(first);
        const BoardCertainty certainty = certainty_of(ranking, share, first);
        const std::string page = board(ranking, &certainty);
        const std::vector<std::string> found = marks(page);
        REQUIRE(found.size() == ranking.places().size());
        for (std::size_t i = 0; i < found.size(); ++i) {
          CHECK(found[i] == mark_for(certainty.places, ranking.places()[i].position));
        }
      }
    }
  }

  TEST_CASE("the page says how many places are sure, and what varies") {
    const Ranking ranking = three_cases::ranked(three_cases::kPolicy, three_cases::kList);

    struct Row {
      std::int64_t share;
      std::uint32_t first;
      const char* words;
    };

    for (const Row& row :
         {Row{5, 2,
              "2 places are among the first 2 under every policy that is nearly this one: marked "
              "“sure”. 1 place is among them under no such policy: no mark. For 0 places neither "
              "is "
              "proved: marked “not sure”."},
          Row{7, 1,
              "0 places are among the first 1 under every policy that is nearly this one: marked "
              "“sure”. 1 place is among them under no such policy: no mark. For 2 places neither "
              "is proved: marked “not sure”."},
          Row{7, 3, "The list has 3 places: whatever varies, each is among the first."},
          Row{7, 9, "The list has 3 places: whatever varies, each is among the first."}}) {
      CAPTURE(row.share);
      CAPTURE(row.first);
      const BoardCertainty certainty = certainty_of(ranking, row.share, row.first);
      const std::string page = board(ranking, &certainty);
      CHECK(has(page, row.words));
      CHECK(has(page, "by up to " + std::to_string(row.share) + " % more or less"));
      for (const std::string& fault : html_checks::faults(page)) FAIL_CHECK(fault);
    }
  }

  TEST_CASE("where nothing is proved no row has a mark, and the page says why") {
    const Ranking ranking = three_cases::ranked(three_cases::slower_in_band(), three_cases::kList);
    const BoardCertainty certainty = certainty_of(ranking, 5, 1);
    REQUIRE(certainty.places.unproved.has_value());
    const std::string page = board(ranking, &certainty);
    CHECK(std::ranges::count(marks(page), std::string{}) == 3);
    CHECK(has(html_checks::words_of(page), "Nothing is proved: " + *certainty.places.unproved));
  }

  TEST_CASE("a part of a list keeps the marks of the whole") {
    const Ranking& whole = shipped::staffordshire_ranking();
    const BoardCertainty certainty = certainty_of(whole, 10, 50);
    const Ranking part = part_of(whole, {std::string{whole.cases().team(whole.places()[0].row)}});
    REQUIRE(part.places().size() < whole.places().size());
    const std::vector<std::string> found = marks(board(part, &certainty));
    REQUIRE(found.size() == part.places().size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      CHECK(found[i] == mark_for(certainty.places, part.places()[i].position));
    }
  }

  TEST_CASE("a page that was not asked tells nothing") {
    const std::string page = board(shipped::staffordshire_ranking(), nullptr);
    CHECK_FALSE(has(page, "How sure is this order?"));
    CHECK(std::ranges::count(marks(page), std::string{}) ==
          static_cast<std::ptrdiff_t>(shipped::staffordshire_ranking().places().size()));
  }
}
