// What every output says of changes since an earlier list.
#include <waitlist/report/explanation_report.h>
#include <waitlist/report/ranking_report.h>

#include "report/since_words.h"
#include "report/text_table.h"
#include "support/html_checks.h"
#include "support/shipped.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

using text_checks::has;

namespace {

constexpr const char* kBefore =
    "case_id,area,team,status,listed_on,child_dobs,linked_to,hold_reason,hold_until,relisted_"
    "reason,"
    "cp.la_status,da.marac\n"
    "A,North,t,,2009-03-01,2003-01-01,B,,,,cp_plan,\n"
    "B,North,t,,2009-04-01,2003-02-01,,,,,no,\n"
    "C,North,t,,2009-04-01,2003-03-01,,,,,no,pending 2009-09-01\n"
    "D,\"<North>\",t,,2009-05-01,2003-04-01,,,,,no,\n"
    "E,North,t,on_hold,2009-05-01,2003-05-01,,court,2009-10-10,,no,\n"
    "F,North,t,,2009-03-15,2003-06-01,,,,,no,\n";
constexpr const char* kNow =
    "case_id,area,team,status,listed_on,child_dobs,linked_to,hold_reason,hold_until,relisted_"
    "reason,"
    "cp.la_status,da.marac\n"
    "A,North,t,,2009-03-01,2003-01-01,,,,,no,\n"
    "B,North,t,,2009-04-01,2003-02-01,,,,,no,\n"
    "C,North,t,,2009-09-01,2003-03-01,,,,,no,unknown\n"
    "E,North,t,on_hold,2009-05-01,2003-05-01,,court,,,no,\n"
    "F,North,t,,2009-09-15,2003-06-01,,,,<b>late</b>,no,\n";

std::vector<std::string> lines_of_text(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in{text};
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

RankingSince ranked(const char* now = kNow) {
  return rank_since(shipped::cases(kBefore), shipped::cases(now),
                    shipped::policy("staffordshire_2009"), shipped::as_of(), "last\x1b week.csv")
      .value();
}

std::set<std::string> kinds_of(const ChangesSince& since) {
  std::set<std::string> kinds;
  for (const ListChange& change : since.changes) kinds.emplace(to_text(change.kind));
  return kinds;
}

}  // namespace

TEST_SUITE("report") {
  TEST_CASE("since: the clock is kept, and every change is in every output") {
    const RankingSince list = ranked();
    CHECK(kinds_of(list.since) == std::set<std::string>{"vanished", "listed_later",
                                                        "listed_later_with_reason",
                                                        "concern_became_no", "check_dropped",
                                                        "hold_lengthened", "link_cut"});
    const Place* kept = list.ranking.find("C");
    REQUIRE(kept != nullptr);
    CHECK(kept->score.waited == Days{187});

    const std::string summary = render_text(summarise(list.ranking), list.ranking, &list.since);
    const std::string page =
        render_html(list.ranking, summarise(list.ranking), {.since = &list.since});
    const auto json = nlohmann::json::parse(
        render_json(list.ranking, summarise(list.ranking), {.since = &list.since}));
    CHECK(has(summary, "Changed since last  week.csv"));
    CHECK(json["since_list"]["digest"] == shipped::cases(kBefore).digest().hex());
    REQUIRE(json["since"].size() == list.since.changes.size());
    CHECK(has(page, "<a href=\"#since\">"));
    CHECK_FALSE(has(page, "<b>late"));
    for (std::size_t i = 0; i < list.since.changes.size(); ++i) {
      const ListChange& change = list.since.changes[i];
      CAPTURE(change.detail);
      const std::string title = change_in_words(change.kind);
      CHECK(has(summary, title.substr(1)));
      CHECK(has(summary, change.case_id + ": " + change.detail.substr(0, 30)));
      CHECK(has(page, title.substr(1)));
      CHECK(json["since"][i]["kind"] == to_text(change.kind));
      CHECK(json["since"][i]["detail"] == change.detail);
      CHECK(json["since"][i]["before"] == change.before);
    }
    for (const std::string& fault : html_checks::faults(page)) FAIL_CHECK(fault);
    for (const std::string& line : lines_of_text(summary)) CHECK(display_width(line) <= 120);
  }

  TEST_CASE("since: as JSON Lines each change is a line, the same as within the whole") {
    const RankingSince list = ranked();
    const auto json = nlohmann::json::parse(
        render_json(list.ranking, summarise(list.ranking), {.since = &list.since}));
    const std::vector<std::string> lines = lines_of_text(render_json_lines(list.since));
    REQUIRE(lines.size() == json["since"].size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
      CHECK(nlohmann::json::parse(lines[i]) == json["since"][i]);
    }
    CHECK(render_json_lines(ranked(kBefore).since).empty());
  }

  TEST_CASE("since: both places of a case are told where they differ") {
    const RankingSince list = ranked();
    REQUIRE_FALSE(list.since.moved.empty());
    const auto json = nlohmann::json::parse(
        render_json(list.ranking, summarise(list.ranking), {.since = &list.since}));
    for (const MovedPlace& move : list.since.moved) {
      CAPTURE(move.case_id);
      CHECK(move_in_words(move) ==
            "In place " + std::to_string(move.place) + "; it would be in place " +
                std::to_string(move.put_back) +
                " today if every later day of listing and every lowered concern on this list were "
                "put back to what the earlier list says.");
      for (const auto& change : json["since"]) {
        if (change["case_id"] != move.case_id) continue;
        CHECK(change["place"] == std::uint32_t{move.place});
        CHECK(change["place_put_back"] == std::uint32_t{move.put_back});
      }
    }
    CHECK(move_in_words({"A", CaseRow{0}, Position{0}, Position{3}})
              .rfind("Not ranked; it would", 0) == 0);
  }

  TEST_CASE("since: csv names the kinds of each case, and who vanished comes last") {
    const RankingSince list = ranked();
    for (const std::size_t top : {std::size_t{1}, SIZE_MAX}) {
      const auto lines =
          lines_of_text(render_csv(list.ranking, {.top = top, .since = &list.since}));
      CHECK(lines.front().ends_with(",changes,place_put_back"));
      const auto commas = std::ranges::count(lines.front(), ',');
      for (const std::string& line : lines) CHECK(std::ranges::count(line, ',') == commas);
      CHECK(lines.back().starts_with(",D,,"));
      CHECK(has(lines.back(), ",<North>,t,vanished,"));
      CHECK(lines.back().ends_with(",vanished,"));
    }
    const std::string csv = render_csv(list.ranking, {.since = &list.since});
    CHECK(has(csv, ",listed_later;check_dropped,"));
    CHECK(has(csv, ",concern_became_no;link_cut,"));
    CHECK(has(csv, ",hold_lengthened,\n"));
    CHECK(has(render_table(list.ranking, {.since = &list.since}), "changed"));
    CHECK_FALSE(has(render_csv(list.ranking), "place_put_back"));
  }

  TEST_CASE("since: a fact that became no in many cases marks each of them") {
    std::string before = "case_id,listed_on,da.marac\n";
    std::string now = before;
    for (const char* id : {"A", "B", "C", "D", "E"}) {
      before += std::string{id} + ",2009-06-01,unknown\n";
      now += std::string{id} + ",2009-06-01,no\n";
    }
    const CompiledPolicy policy = shipped::policy("staffordshire_2009");
    const RankingSince list =
        rank_since(shipped::cases(before), shipped::cases(now), policy, shipped::as_of(), "before")
            .value();
    const auto lines = lines_of_text(render_csv(list.ranking, {.since = &list.since}));
    const auto marked = [](const std::string& line) {
      return line.find(",many_no_in_fact,") != std::string::npos;
    };
    CHECK(std::ranges::count_if(lines, marked) == 5);
  }

  TEST_CASE("since: the explanation of a case tells its own changes alone") {
    const RankingSince list = ranked();
    const Explanation explanation =
        explain(list.ranking.cases(), list.ranking.policy(), list.ranking.cases().find("C").value(),
                list.ranking.as_of());
    const std::string text = render_text(explanation, list.ranking, &list.since);
    CHECK(has(text, "Listed on a later day without a reason"));
    CHECK_FALSE(has(text, "not on the list any more"));
    const auto json = nlohmann::json::parse(render_json(explanation, list.ranking, &list.since));
    CHECK(json["since"].size() == 2);
    CHECK(json["since_list"].contains("name"));
    CHECK_FALSE(has(render_text(explanation, list.ranking), "Changed since"));
  }

  TEST_CASE("since: nothing found is said, and no more than that") {
    const RankingSince list = ranked(kBefore);
    const std::string nothing = "No change of the kinds that are looked for.";
    CHECK(has(render_text(summarise(list.ranking), list.ranking, &list.since), nothing));
    CHECK(has(render_html(list.ranking, summarise(list.ranking), {.since = &list.since}), nothing));
  }
}
