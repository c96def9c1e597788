// The page of what may become of each waiting case, and the likely days of the queue board.
#include <waitlist/queue/list_part.h>
#include <waitlist/report/foresight_report.h>
#include <waitlist/report/ranking_report.h>
#include <waitlist/simulation/foresight.h>

#include "report/foresight_words.h"
#include "report/html/day_chart.h"
#include "report/plain_words.h"
#include "support/html_checks.h"
#include "support/page_tables.h"
#include "support/slow_area.h"
#include "support/small_world.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

using page_tables::faults_alone;
using page_tables::rows_of;
using text_checks::all_between;
using text_checks::has;

namespace {

using Json = nlohmann::json;

AreaScenario area_with_variant(std::uint32_t futures) {
  AreaScenario scenario = slow_area::slow_area_of(futures);
  scenario.plan.title = "A slow area";
  AreaVariant more{
      "more", "Many more", scenario.mixes, scenario.streams, scenario.work, scenario.practitioners,
      {}};
  more.practitioners.count = 40;
  scenario.variants = {more};
  return scenario;
}

Foresight foreseen(const AreaScenario& scenario, const AreaLists& lists) {
  return foresee(scenario, lists, slow_area::policies()).value();
}

const Foresight& foreseen_of_fifty() {
  static const Foresight kFound = foreseen(area_with_variant(60), slow_area::fifty_cases());
  return kFound;
}

/// The part of a page that is about one policy.
std::string part_of_policy(const std::string& page, std::size_t policy) {
  const std::string id = "<h2 id=\"policy-" + std::to_string(policy + 1) + "\"";
  const std::size_t begin = page.find(id);
  return page.substr(begin, page.find("</section>", begin) - begin);
}

/// Whether a cell has the share of the data to a tenth of a hundredth, and says where it is open.
bool is_share(const std::string& cell, const Json& chance) {
  const bool open = cell.starts_with("≥");
  const double share = std::strtod(cell.c_str() + (open ? sizeof "≥" - 1 : 0), nullptr);
  return cell.ends_with('%') && open == (chance["open"] > 0) &&
         std::abs(share - 100.0 * chance["share"].get<double>()) < 0.0502;
}

/// Of each row of the queue its likely day.
std::vector<std::string> likely_days(const std::string& board) {
  std::vector<std::string> found;
  for (const std::string& row : all_between(board, "<li class=\"row\"", "</li>")) {
    const auto days = all_between(row, "Likely day: ", "<");
    found.push_back(days.empty() ? "" : days.front());
  }
  return found;
}

std::string board_foreseen(const Ranking& ranking, const Foresight* foresight) {
  BoardOptions options;
  options.foresight = foresight;
  return render_html(ranking, summarise(ranking), options);
}

Day day_on(const char* text) { return small_world::day(text); }

}  // namespace

TEST_SUITE("foresight page") {
  TEST_CASE("every figure of the data stands in the table of its policy") {
    const std::string page = render_html(foreseen_of_fifty());
    const Json data = Json::parse(render_json(foreseen_of_fifty()));
    REQUIRE(data["policies"].size() == 2);
    for (std::size_t policy = 0; policy < 2; ++policy) {
      const Json& cases = data["policies"][policy]["cases"];
      const PolicyForesight& found = foreseen_of_fifty().policies[policy];
      const auto rows = rows_of(part_of_policy(page, policy), "All figures of each case");
      REQUIRE(rows.size() == cases.size());
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const Json& one = cases[i];
        CHECK(rows[i][0] == one["case_id"]);
        CHECK(std::stoi(rows[i][1]) == one["position"]);
        CHECK(rows[i][2] == one["tier"]);
        CHECK(std::stoi(rows[i][3]) == one["waited"]);
        CHECK(rows[i][4] == likely_span_in_words(found.cases[i], foreseen_of_fifty()));
        CHECK(is_share(rows[i][6], one["over_limit"]));
        const Json& missed = one["filing_missed"];
        CHECK((missed.is_null() ? rows[i][8] == "no date" : is_share(rows[i][8], missed)));
        CHECK(is_share(rows[i][9], one["withdrawn"]));
      }
    }
  }

  TEST_CASE("who is at risk, and what a variant brings under 10 %, is as in the data") {
    const std::string page = render_html(foreseen_of_fifty());
    const Json data = Json::parse(render_json(foreseen_of_fifty()));
    for (std::size_t policy = 0; policy < 2; ++policy) {
      const Json& one = data["policies"][policy];
      const std::string part = part_of_policy(page, policy);
      const auto at_risk = rows_of(part, "The chance to wait longer than 20 weeks");
      CHECK(at_risk.size() == one["at_risk"]);
      REQUIRE(at_risk.size() > 5);
      CHECK(has(part, risk_in_words(foreseen_of_fifty().policies[policy], Days{140})));
      const Json& brought = one["brought_under_10_percent"]["more"];
      REQUIRE(brought.size() > 5);
      std::vector<std::string> marked;
      for (const std::string& row : all_between(part, "<tr><th scope=\"row\"", "</tr>")) {
        if (has(row, ": under 10 %")) marked.push_back(all_between(row, "<bdi>", "</bdi>")[0]);
      }
      CHECK(Json(marked) == brought);
      const auto variants = rows_of(part, "What each variant brings");
      REQUIRE(variants.size() == 1);
      CHECK(variants[0][0] == "more");
      CHECK(variants[0][1] == "Many more");
      CHECK(variants[0][2] ==
            std::to_string(brought.size()) + " of " + std::to_string(at_risk.size()));
      for (const Json& id : brought) {
        if (brought.size() <= 30) CHECK(has(variants[0][3], id.get<std::string>()));
      }
    }
  }

  TEST_CASE("the picture has a row for each case, with a mark of its own for each day") {
    const Foresight& found = foreseen_of_fifty();
    const auto pictures = all_between(render_html(found), "<svg viewBox", "</svg>");
    REQUIRE(pictures.size() == 2);
    for (std::size_t policy = 0; policy < 2; ++policy) {
      const auto& cases = found.policies[policy].cases;
      const auto count = [&cases](auto which) {
        return static_cast<std::size_t>(std::ranges::count_if(cases, which));
      };
      const std::size_t bars =
          count([](const CaseForesight& one) { return one.earliest.has_value(); });
      const std::string& picture = pictures[policy];
      // One more of each is in the key.
      CHECK(all_between(picture, "<rect ", "/>").size() == bars + 1);
      CHECK(all_between(picture, "<path ", "/>").size() ==
            count([](const CaseForesight& one) { return one.filing_date.has_value(); }) + 1);
      CHECK(all_between(picture, "class=\"mark limit\"", "/>").size() == 51);
      for (const CaseForesight& one : cases) CHECK(has(picture, ". " + one.case_id + "</text>"));
    }
    CHECK(has(render_html(found), "Drawn are all of them, in the order of the list."));
  }

  TEST_CASE("of a long list the first fifty are drawn, and the page says how many more there are") {
    Foresight found = foreseen_of_fifty();
    const std::vector<CaseForesight> cases = found.policies[0].cases;
    while (found.policies[0].cases.size() <= 1000) {
      found.policies[0].cases.insert(found.policies[0].cases.end(), cases.begin(), cases.end());
    }
    const std::string part = part_of_policy(render_html(found), 0);
    CHECK(all_between(part, "class=\"mark limit\"", "/>").size() == 51);
    CHECK(has(part, "Drawn are the first 50 in the order of the list. The table has 950 more."));
    CHECK(has(part, "The first 1000 of 1050 stand here. The data has all of them."));
    CHECK(rows_of(part, "All figures of each case").size() == 1000);
  }

  TEST_CASE("too few futures, none, nobody waiting and a short run make true sentences") {
    const AreaLists lists = slow_area::fifty_cases();
    std::vector<Case> held{lists.start->at(*lists.start->find("held"))};
    AreaScenario short_run = area_with_variant(20);
    short_run.horizon_days = 10;
    Foresight none = foreseen(area_with_variant(9), {small_world::table_of({}), {}});
    none.futures = 0;
    none.interval_share = 0.0;
    AreaScenario plain = area_with_variant(20);
    plain.variants.clear();

    struct Row {
      const char* name = "";
      Foresight found;
      const char* says = "";
    };

    const Row rows[] = {
        {"few", foreseen(area_with_variant(8), lists), "Fewer than nine futures give no interval"},
        {"none", none, "No future was drawn: nothing is known."},
        {"nobody", foreseen(area_with_variant(9), {small_world::table_of(held), {}}),
         "No case of the list waits for allocation."},
        {"short", foreseen(short_run, lists), "There may be more: of "},
        {"short too", foreseen(short_run, lists), "or later, or never"},
        {"no variants", foreseen(plain, lists), "so it cannot say what would help"}};
    for (const Row& row : rows) {
      CAPTURE(row.name);
      const std::string page = render_html(row.found);
      for (const std::string& fault : faults_alone(page)) FAIL_CHECK(fault);
      CHECK(has(page, row.says));
    }
    CHECK_FALSE(has(render_html(rows[0].found), "80 %"));
    CHECK_FALSE(has(render_html(rows[2].found), "<svg "));
  }

  TEST_CASE("ids, titles and warnings are texts, whatever stands in them") {
    Foresight found = foreseen_of_fifty();
    const std::string hostile = "<script>x()</script>\"'&<i>";
    found.plan.title = hostile;
    found.plan.status_line = hostile;
    found.warnings = {hostile};
    found.policies[0].title = hostile;
    found.policies[0].policy.id = hostile;
    for (CaseForesight& one : found.policies[0].cases) {
      one.case_id = hostile + one.case_id;
      for (VariantChance& variant : one.variants) variant.id = variant.title = hostile;
    }
    const std::string page = render_html(found);
    for (const std::string& fault : faults_alone(page)) FAIL_CHECK(fault);
    CHECK_FALSE(has(page, "<i>"));
    CHECK(has(page, "&lt;script&gt;x()&lt;/script&gt;"));
  }

  TEST_CASE("days are said the short way that people say them") {
    struct Row {
      const char* from;
      const char* to;
      const char* words;
    };

    for (const Row& row : {Row{"2009-10-12", "2009-10-30", "12 to 30 October 2009"},
                           Row{"2009-10-12", "2009-10-12", "12 October 2009"},
                           Row{"2009-09-28", "2009-11-03", "28 September to 3 November 2009"},
                           Row{"2009-12-20", "2010-01-05", "20 December 2009 to 5 January 2010"},
                           Row{"2009-10-12", "2010-10-30", "12 October 2009 to 30 October 2010"}}) {
      CHECK(span_in_words(day_on(row.from), day_on(row.to)) == row.words);
    }
    for (const auto& [share, words] : std::vector<std::pair<double, std::string>>{
             {0.8, "80 %"}, {9.0 / 11.0, "80 %"}, {0.7999, "79.9 %"}, {0.5, "50.0 %"}}) {
      CHECK(interval_share_in_words(share) == words);
    }
    Foresight found = foreseen_of_fifty();
    const std::string seed = " (seed " + std::to_string(found.plan.seed) + ")";
    CHECK(futures_in_words(found) == "60 futures" + seed);
    found.plan.replications = 999;
    CHECK(futures_in_words(found) == "60 futures of 999 that were asked for" + seed);
  }

  TEST_CASE("likely days say what is known, and why nothing is") {
    struct Row {
      std::optional<Day> from, middle, to;
      std::uint32_t futures;
      double share;
      std::string words;
    };

    const auto none = std::nullopt;
    const std::string last = long_date(last_foreseen_day(foreseen_of_fifty()));
    for (const Row& row : std::vector<Row>{
             {day_on("2009-10-12"), day_on("2009-10-13"), day_on("2009-10-30"), 19, 0.8,
              "12 to 30 October 2009"},
             {day_on("2009-10-12"), none, none, 19, 0.8, "12 October 2009 or later, or never"},
             {none, none, none, 19, 0.8, "later than " + last + ", or never"},
             {none, day_on("2009-10-12"), none, 8, 0.0,
              "no interval from so few futures; the middle one: 12 October 2009"},
             {none, none, none, 8, 0.0,
              "no interval from so few futures; the middle one: later than " + last + ", or never"},
             {none, none, none, 0, 0.0, "not known, since no future was drawn"}}) {
      Foresight found = foreseen_of_fifty();
      found.futures = row.futures;
      found.interval_share = row.share;
      CaseForesight one;
      one.earliest = row.from;
      one.middle = row.middle;
      one.latest = row.to;
      CHECK(likely_span_in_words(one, found) == row.words);
    }
  }

  TEST_CASE("an axis has few days on it, in order, and the first of months where it is long") {
    const Day first = day_on("2009-10-05");
    for (std::int64_t length = 0; length < 40'000; length += 1 + length / 9) {
      CAPTURE(length);
      const auto days = html::axis_days(first, first + Days{length});
      CHECK_FALSE(days.empty());
      CHECK(days.size() <= 5);
      CHECK(std::ranges::is_sorted(days));
      for (const Day day : days) {
        CHECK(day >= first);
        CHECK(day <= first + Days{length});
        if (length >= 70) CHECK(day.day_of_month() == 1);
        if (length > 1464) CHECK(day.month() == 1);
      }
    }
  }
}

TEST_SUITE("likely days of the queue board") {
  TEST_CASE("each row has the days of its case, linked or not, and the page what they rest on") {
    const AreaScenario scenario = area_with_variant(39);
    const AreaLists lists = slow_area::fifty_cases();
    const std::vector<CompiledPolicy> policies = slow_area::policies();
    for (const CompiledPolicy& policy : policies) {
      const Ranking ranking = rank(*lists.start, policy, small_world::as_of()).value();
      const Foresight found = foresee_ranked(ranking, scenario, lists, policies).value();
      // What the whole scenario says of its policies serves as well.
      for (const Foresight& told : {found, foreseen(scenario, lists)}) {
        const std::string page = board_foreseen(ranking, &told);
        const std::vector<std::string> days = likely_days(page);
        REQUIRE(days.size() == ranking.places().size());
        for (std::size_t i = 0; i < days.size(); ++i) {
          const std::string_view id = lists.start->case_id(ranking.places()[i].row);
          const auto one = std::ranges::find(found.policies[0].cases, id, &CaseForesight::case_id);
          REQUIRE(one != found.policies[0].cases.end());
          CHECK(days[i] == likely_span_in_words(*one, found));
        }
        for (const std::string& fault : html_checks::faults(page)) FAIL_CHECK(fault);
        CHECK(has(page, "39 futures (seed "));
        CHECK(has(page, "of the scenario “A slow area”."));
        CHECK(
            has(page, "The chance that a case is allocated on one of its days is at least 80 %."));
        CHECK(has(page, "This holds if what comes is like the scenario."));
        CHECK(has(page, told.plan.digest.hex()));
      }
    }
  }

  TEST_CASE("of another list, day or policy no row is told a day, and the page says so") {
    const AreaLists lists = slow_area::fifty_cases();
    const CompiledPolicy policy = small_area::first_come();
    const Ranking ranking = rank(*lists.start, policy, small_world::as_of()).value();
    const Foresight& found = foreseen_of_fifty();
    REQUIRE(std::ranges::count(likely_days(board_foreseen(ranking, &found)), std::string{}) == 0);
    std::vector<Foresight> others(4, found);
    others[0].setting.start->digest = Digest{};
    others[1].setting.from = small_world::as_of() + Days{1};
    others[2].policies[0].policy.version += "1";
    others[3].setting.start.reset();
    for (const Foresight& other : others) {
      const std::string page = board_foreseen(ranking, &other);
      const auto days = likely_days(page);
      CHECK(std::ranges::count(days, std::string{}) == static_cast<std::ptrdiff_t>(days.size()));
      CHECK(has(page, "Likely days are not told: they are of another list, day or policy."));
      CHECK_FALSE(has(page, "80 %"));
    }
  }

  TEST_CASE("a part of a list keeps the days of the whole, and a page not asked tells nothing") {
    const AreaLists lists = slow_area::fifty_cases();
    const Ranking whole =
        rank(*lists.start, small_area::first_come(), small_world::as_of()).value();
    const Ranking part =
        part_of(whole, {std::string{whole.cases().team(whole.places()[0].row)}, std::nullopt});
    const auto days = likely_days(board_foreseen(part, &foreseen_of_fifty()));
    CHECK(days.size() == part.places().size());
    CHECK(std::ranges::count(days, std::string{}) == 0);
    const std::string page = board_foreseen(whole, nullptr);
    CHECK_FALSE(has(page, "Likely day"));
    CHECK_FALSE(has(page, "scenario"));
  }
}
