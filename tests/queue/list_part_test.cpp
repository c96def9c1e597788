#include <waitlist/queue/list_part.h>
#include <waitlist/queue/summary.h>
#include <waitlist/report/ranking_report.h>

#include "support/shipped.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

std::set<std::string> teams_of(const CaseTable& cases) {
  std::set<std::string> teams;
  for (CaseRow row = 0; row < cases.size(); ++row) teams.emplace(cases.team(row));
  return teams;
}

std::vector<std::string> lines_in(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

/// Two families over two teams, and a case without any.
Ranking linked_teams() {
  const auto ranking =
      rank(shipped::cases("case_id,listed_on,team,area,linked_to,da.reported,status,hold_reason\n"
                          "A1,2009-01-01,North,X,B1,severe,awaiting,\n"
                          "B1,2009-09-01,South,X,,no,awaiting,\n"
                          "A2,2009-03-01,North,Y,,serious,awaiting,\n"
                          "B2,2009-06-01,South,Y,,no,awaiting,\n"
                          "B3,2009-06-01,South,X,,no,on_hold,court\n"
                          "N,2009-02-01,,X,,ongoing,awaiting,\n"),
           shipped::policy("staffordshire_2009"), shipped::as_of());
  REQUIRE(ranking.has_value());
  return *ranking;
}

std::vector<std::string> ids_of(const Ranking& ranking) {
  std::vector<std::string> ids;
  for (const Place& place : ranking.places()) {
    ids.push_back(std::to_string(std::uint32_t{place.position}) + ' ' +
                  std::string{ranking.cases().case_id(place.row)});
  }
  return ids;
}

}  // namespace

TEST_SUITE("parts of a list") {
  TEST_CASE("part: the cases of a team keep the places, scores and links of the whole list") {
    const Ranking whole = linked_teams();
    const Ranking south = part_of(whole, {"South", std::nullopt});
    CHECK(whole.parts().empty());
    CHECK(south.parts().size() == 1);
    CHECK(south.ranked_in_all() == whole.places().size());
    CHECK(south.unit_count() == whole.unit_count());
    for (const Place& place : south.places()) {
      const auto id = whole.cases().case_id(place.row);
      REQUIRE(whole.find(id) != nullptr);
      CHECK(whole.find(id)->position == place.position);
      CHECK(whole.find(id)->score.points.used == place.score.points.used);
      CHECK(south.find(id) == &place);
      CHECK(south.unit_of(place.row).size() == whole.unit_of(place.row).size());
    }
    CHECK(south.places().size() == 2);
    CHECK(south.find("A2") == nullptr);
    CHECK(south.apart().size() == 1);
    CHECK(south.find_apart("B3") != nullptr);
    CHECK(south.unit_of(*south.cases().find("B1")).size() == 2);
    CHECK(south.unit_of(*south.cases().find("B3")).empty());
  }

  TEST_CASE("part: by team, by area, by both, and without a team") {
    const Ranking whole = linked_teams();
    const auto all = ids_of(whole);
    const auto has = [&all](const std::vector<std::string>& ids) {
      return std::ranges::all_of(
          ids, [&](const std::string& id) { return std::ranges::find(all, id) != all.end(); });
    };
    const auto unnamed = ids_of(part_of(whole, {"", std::nullopt}));
    CHECK(unnamed.size() == 1);
    CHECK(unnamed.front().ends_with(" N"));
    CHECK(has(unnamed));
    const auto both = ids_of(part_of(whole, {"South", "X"}));
    CHECK(both.size() == 1);
    CHECK(both.front().ends_with(" B1"));
    CHECK(has(both));
    CHECK(ids_of(part_of(part_of(whole, {"South", std::nullopt}), {std::nullopt, "X"})) == both);
    CHECK(ids_of(part_of(whole, {std::nullopt, "X"})).size() == 3);
    CHECK(ids_of(part_of(whole, {})) == all);
    CHECK(part_of(whole, {"Nobody", std::nullopt}).places().empty());
  }

  TEST_CASE("part: the teams of the sample list are the whole list, and so are their summaries") {
    const Ranking& whole = shipped::staffordshire_ranking();
    const Summary all = summarise(whole);
    std::size_t ranked = 0;
    std::size_t must_allocate = 0;
    std::size_t provisional = 0;
    std::size_t findings = 0;
    std::size_t upcoming = 0;
    std::size_t apart = 0;
    std::vector<std::size_t> by_tier(all.by_tier.size());
    std::vector<std::size_t> delayed(all.delayed.size());
    std::map<std::string, std::size_t> actions;
    for (const std::string& team : teams_of(whole.cases())) {
      const Ranking part = part_of(whole, {team, std::nullopt});
      const Summary summary = summarise(part);
      ranked += summary.ranked;
      must_allocate += summary.must_allocate;
      provisional += summary.provisional;
      findings += summary.findings.size();
      upcoming += summary.upcoming.size();
      apart += part.apart().size();
      for (std::size_t i = 0; i < by_tier.size(); ++i) by_tier[i] += summary.by_tier[i];
      for (std::size_t i = 0; i < delayed.size(); ++i) delayed[i] += summary.delayed[i].cases;
      for (const Summary::Action& action : summary.actions) {
        actions[action.floor] += action.rows.size();
      }
      CHECK(summary.units <= summary.ranked);
      for (const Finding& finding : summary.findings) {
        CHECK(whole.cases().team(finding.row) == team);
      }
    }
    CHECK(ranked == all.ranked);
    CHECK(must_allocate == all.must_allocate);
    CHECK(provisional == all.provisional);
    CHECK(findings == all.findings.size());
    CHECK(upcoming == all.upcoming.size());
    CHECK(apart == whole.apart().size());
    CHECK(by_tier == all.by_tier);
    for (std::size_t i = 0; i < delayed.size(); ++i) CHECK(delayed[i] == all.delayed[i].cases);
    for (const Summary::Action& action : all.actions) {
      CHECK(actions[action.floor] == action.rows.size());
    }
  }

  TEST_CASE("part: CSV and JSON of a team are the rows of the whole") {
    const Ranking& whole = shipped::staffordshire_ranking();
    const auto all = lines_in(render_csv(whole));
    std::size_t rows = 0;
    for (const std::string& team : teams_of(whole.cases())) {
      const Ranking part = part_of(whole, {team, std::nullopt});
      const auto lines = lines_in(render_csv(part));
      rows += lines.size() - 1;
      auto from = all.begin();
      for (const std::string& line : lines) {
        from = std::find(from, all.end(), line);
        REQUIRE(from != all.end());
      }
      const auto json = nlohmann::json::parse(render_json(part, summarise(part)));
      CHECK(json["part"]["team"] == team);
      CHECK(json["part"]["ranked_in_all"] == whole.places().size());
      CHECK(json["places"].size() == part.places().size());
      const std::string page = render_html(part, summarise(part));
      CHECK(page.find("Places are those of the whole list.") != std::string::npos);
    }
    CHECK(rows == all.size() - 1);
  }

  TEST_CASE("part: the first places of a part are its own") {
    const Ranking part = part_of(linked_teams(), {"South", std::nullopt});
    ReportOptions options;
    options.top = 1;
    CHECK(lines_in(render_csv(part, options)).size() == 2);
    options.top = 2;
    CHECK(lines_in(render_csv(part, options)).size() == 4);  // all of them, with the case apart
    CHECK(render_table(part).find("Team South: 2 of 5 ranked cases. Places are those of the whole "
                                  "list.") != std::string::npos);
    CHECK(render_table(part).find("linked") != std::string::npos);
    CHECK(render_table(linked_teams()).find("whole list") == std::string::npos);
  }

  TEST_CASE("part: a page has one heading for each tier, whoever shares a place") {
    const Ranking whole = linked_teams();
    const Ranking part = part_of(whole, {"South", std::nullopt});
    const std::string page = render_html(part, summarise(part));
    std::set<std::string> anchors;
    for (std::size_t at = page.find("<h3 id=\"tier-"); at != std::string::npos;
         at = page.find("<h3 id=\"tier-", at + 1)) {
      CHECK(anchors.insert(page.substr(at, page.find('>', at) - at)).second);
    }
    CHECK(!anchors.empty());
  }

  TEST_CASE("part: what changed is told of its own cases alone") {
    const std::string head = "case_id,listed_on,team,linked_to\n";
    const CaseTable before = shipped::cases(head +
                                            "A,2009-01-01,North,\nB,2009-01-01,South,\n"
                                            "C,2009-01-01,South,\n");
    const CaseTable now = shipped::cases(head + "A,2009-02-01,North,\nB,2009-03-01,South,\n");
    const auto since = rank_since(before, now, shipped::policy("staffordshire_2009"),
                                  shipped::as_of(), "before.csv");
    REQUIRE(since.has_value());
    const CaseTable& cases = since->ranking.cases();
    const ChangesSince south = part_of(since->since, cases, {"South", std::nullopt});
    std::vector<std::string> told;
    for (const ListChange& change : south.changes) told.push_back(change.case_id);
    CHECK(told == std::vector<std::string>{"C", "B"});
    CHECK(part_of(since->since, cases, {"North", std::nullopt}).changes.size() == 1);
    CHECK(part_of(since->since, cases, {}).changes.size() == since->since.changes.size());
  }
}
