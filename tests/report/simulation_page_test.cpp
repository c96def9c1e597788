// The simulation page as bytes; tests/browser opens it.
#include <waitlist/report/simulation_report.h>

#include "report/plain_words.h"
#include "report/simulation_words.h"
#include "support/html_checks.h"
#include "support/text_checks.h"
#include "support/textbook.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

using text_checks::all_between;
using text_checks::has;

namespace {

Figure figure(double mean, double difference, double half_width) {
  return {{mean, half_width / 3.0, half_width, 4},
          {difference, half_width / 6.0, half_width / 2.0, 4}};
}

/// Waits that grow with `longer`, days; the first policy has 0.
GroupOutcome group(std::string id, std::string label, std::string split, double longer) {
  GroupOutcome made{std::move(id), std::move(label), {}, std::move(split)};
  made.figures = {figure(700.0, 0.0, 12.0),
                  figure(60.0 + longer, longer, 3.5),
                  figure(20.0, 0.0, 1.0),
                  figure(55.0, 0.0, 1.0),
                  figure(80.0, 0.0, 1.0),
                  figure(100.0, longer, 1.0),
                  figure(120.0, longer, 1.0),
                  figure(180.0 + longer, longer, 1.0),
                  figure(0.125 + longer / 1000.0, longer / 1000.0, 0.004),
                  Figure{}};
  return made;
}

LongestWait long_wait() {
  LongestWait longest;
  longest.replication = 2;
  longest.case_id = "C-9";
  longest.waited = 203;
  longest.end = "allocated";
  longest.facts = "youngest child 14 months at listing";
  longest.days = {{0, 122, 30, 40, "P4", Points{8000}, ""},
                  {30, 152, 12, 40, "P4", Points{8500}, ""},
                  {70, 192, 3, 41, "must_allocate", Points{9000}, "moves up"},
                  {81, 203, 0, 0, "", Points{}, "allocated"}};
  return longest;
}

PolicyOutcome outcome(const std::string& id, double longer) {
  PolicyOutcome made;
  made.policy.id = id;
  made.policy.version = "1";
  made.title = "The policy " + id;
  made.groups = {group("all", "all cases", "", longer / 10.0),
                 group("age.young", "youngest child under 1", "age", -longer),
                 group("age.old", "youngest child 15 to 17", "age", longer),
                 group("marac", "heard by a MARAC", "", 0.5)};
  GroupOutcome none{"none", "nobody", std::vector<Figure>(10), ""};
  none.figures[0] = {{0.0, 0.0, 0.0, 4}, {0.0, 0.0, 0.0, 4}};
  made.groups.push_back(none);
  made.list = {{0, {30, 0, 0, 4}}, {7, {35.6 + longer, 1, 2, 4}}, {14, {33.2, 1, 2, 4}}};
  made.longest = long_wait();
  return made;
}

SimulationResult made(std::size_t policies = 2) {
  SimulationResult result;
  result.plan.id = "s";
  result.plan.title = "A simulation";
  result.plan.status_line = "For tests.";
  result.plan.seed = 7;
  result.plan.replications = 4;
  result.replications = 4;
  result.setting.from = Day::parse("2009-10-05");
  result.setting.days = 365.0;
  result.setting.warm_up_days = 30.0;
  result.setting.start = StartingList{"list.csv", 30, 30, {}};
  result.warnings = {"The list grows."};
  result.measures = {{"cases", "cases", MeasureUnit::cases},
                     {"wait_mean", "mean wait", MeasureUnit::days},
                     {"wait_p25", "1 of 4 waits at most", MeasureUnit::days},
                     {"wait_median", "median wait", MeasureUnit::days},
                     {"wait_p75", "3 of 4 wait at most", MeasureUnit::days},
                     {"wait_p90", "9 of 10 wait at most", MeasureUnit::days},
                     {"wait_p95", "19 of 20 wait at most", MeasureUnit::days},
                     {"wait_longest", "longest wait", MeasureUnit::days},
                     {"over_20_weeks", "waited over 20 weeks", MeasureUnit::share, Days{140}},
                     {"filing_met", "filing date met", MeasureUnit::share}};
  for (std::size_t i = 0; i < policies; ++i) {
    result.policies.push_back(
        outcome("policy_" + std::to_string(i + 1), 20.0 * static_cast<double>(i)));
  }
  return result;
}

/// The rows of the table with this caption: name to cells, without marks.
std::map<std::string, std::vector<std::string>> table(const std::string& page,
                                                      const std::string& caption) {
  std::map<std::string, std::vector<std::string>> rows;
  const std::size_t begin = page.find("<caption><bdi>" + caption + "</bdi>");
  if (begin == std::string::npos) return rows;
  std::string text = page.substr(begin, page.find("</table>", begin) - begin);
  for (std::size_t at = 0; (at = text.find("<wbr>")) != std::string::npos;) text.erase(at, 5);
  for (const std::string& row : all_between(text, "<tr><th scope=\"row\"", "</tr>")) {
    auto cells = all_between(row, "<bdi>", "</bdi>");
    const std::string name = cells.front();
    cells.erase(cells.begin());
    rows[name] = cells;
  }
  return rows;
}

/// Whether `61.2 ± 3.5` is this estimate of the JSON, to its last decimal.
bool says(const std::string& cell, const nlohmann::json& estimate, bool share) {
  if (estimate.is_null()) return cell == "–";
  const std::size_t dot = cell.find('.');
  const std::size_t decimals =
      dot == std::string::npos ? 0 : cell.find_first_not_of("0123456789", dot + 1);
  const double step =
      std::pow(10.0, dot == std::string::npos        ? 0.0
                     : decimals == std::string::npos ? -static_cast<double>(cell.size() - dot - 1)
                                                     : -static_cast<double>(decimals - dot - 1));
  const double times = share ? 100.0 : 1.0;
  const double mean = times * estimate["mean"].get<double>();
  if (std::abs(std::stod(cell) - mean) > 0.51 * step) return false;
  const std::size_t half = cell.find("± ");
  if (half == std::string::npos) return estimate["replications"] < 2;
  const double width = times * (estimate["high"].get<double>() - estimate["low"].get<double>()) / 2;
  return std::abs(std::stod(cell.substr(half + 3)) - width) <= 0.51 * std::min(step, 0.1);
}

void check_every_figure(const SimulationResult& result) {
  const std::string page = render_html(result);
  const auto json = nlohmann::json::parse(render_json(result));
  const auto& policies = json["policies"];
  for (std::size_t group = 0; group < policies[0]["groups"].size(); ++group) {
    const std::string label = policies[0]["groups"][group]["label"];
    CAPTURE(label);
    CHECK(has(page, capitalised(label)));
    if (policies[0]["groups"][group]["figures"]["cases"]["mean"] == 0.0) continue;
    const auto rows = table(page, "All measures of " + label);
    CHECK(rows.size() == result.measures.size());
    for (const Measure& measure : result.measures) {
      const auto row = rows.find(capitalised(label_with_unit(measure)));
      REQUIRE(row != rows.end());
      REQUIRE(row->second.size() == policies.size());
      for (std::size_t policy = 0; policy < policies.size(); ++policy) {
        CAPTURE(row->second[policy]);
        CHECK(says(row->second[policy], policies[policy]["groups"][group]["figures"][measure.id],
                   measure.unit == MeasureUnit::share));
      }
    }
  }
}

}  // namespace

TEST_SUITE("simulation page") {
  TEST_CASE("every measure of every group stands in a table, as in the JSON") {
    check_every_figure(made());
    check_every_figure(made(1));
    const textbook::Row row = textbook::rows()[4];
    check_every_figure(textbook::simulated(row, {3, 200, 10.0}, 2.5));
  }

  TEST_CASE("it says what was simulated and how sure it is") {
    const std::string page = render_html(made());
    for (const char* part :
         {"<h1><bdi>A simulation</bdi></h1>", "For tests.", "365 days from 5 October 2009",
          "not counting the first 30 days", "the 30 cases of list.csv",
          "4 of 4 repetitions, seed 7.", "The list grows.", "What it cannot say",
          "<bdi>policy_2</bdi></strong>: <bdi>The policy policy_2</bdi>"}) {
      CAPTURE(part);
      CHECK(has(page, part));
    }
    CHECK_FALSE(has(page, "Read with care"));
  }

  TEST_CASE("groups are compared with all other cases too, where it was measured") {
    CHECK_FALSE(has(render_html(made()), "Against all other cases"));
    SimulationResult result = made();
    result.measures.push_back({"wait_gap", "gap", MeasureUnit::days});
    for (PolicyOutcome& outcome : result.policies) {
      for (GroupOutcome& group : outcome.groups) {
        const double sign = group.id == "age.old" ? 1.0 : -1.0;
        const Estimate moved{sign * 4.5, 0.5, group.id == "marac" ? 9.0 : 1.0, 4};
        group.figures.push_back({{2.0, 0.5, 1.0, 4}, group.id == "all" ? Estimate{} : moved});
      }
    }
    std::string page = render_html(result);
    CHECK(has(page, "Against all other cases"));
    CHECK_FALSE(has(page, "are left out. They are the same"));
    const std::size_t against = page.find("Against all other cases</h4>");
    const std::string list = page.substr(against, page.find("</ul>", against) - against);
    CHECK(list.find("Youngest child under 1</bdi>: -4.500 ± 1.000 days") != std::string::npos);
    CHECK(list.find("Youngest child 15 to 17</bdi>: +4.500 ± 1.000 days") != std::string::npos);
    CHECK(list.find("MARAC") == std::string::npos);
    result.measures.push_back({"wait_gap_new", "gap of new cases", MeasureUnit::days});
    for (PolicyOutcome& outcome : result.policies) {
      for (GroupOutcome& group : outcome.groups) group.figures.push_back(group.figures.back());
    }
    CHECK(has(render_html(result), "are left out. They are the same"));
  }

  TEST_CASE("a page is sound: tags match, links lead somewhere, no id stands twice") {
    for (const SimulationResult& result : {made(), made(1), made(8), SimulationResult{}}) {
      for (const std::string& fault : html_checks::faults(render_html(result))) FAIL_CHECK(fault);
    }
  }

  TEST_CASE("each chart has its figures in a table") {
    const std::string page = render_html(made());
    const auto figures = all_between(page, "<figure class=\"chart\">", "</details>");
    CHECK(figures.size() == 1 + 3 + 4 + 1 + 2);  // list, waits, differences, gains, stories
    for (const std::string& figure : figures) {
      CHECK(has(figure, "role=\"img\""));
      CHECK(has(figure, "<summary>Figures: "));
      CHECK(has(figure, "<caption>"));
    }
  }

  TEST_CASE("spreads of waits are marked where the last delay is counted") {
    SimulationResult result = made(2);
    CHECK(has(render_html(result), ">20 weeks</text>"));
    result.measures[8].over = Days{100};
    const std::string page = render_html(result);
    CHECK(has(page, ">100 days</text>"));
    CHECK_FALSE(has(page, ">20 weeks</text>"));
    result.measures[8].over.reset();
    CHECK_FALSE(has(render_html(result), " weeks</text>"));
  }

  TEST_CASE("who gains comes before who loses, those with most first") {
    SimulationResult result = made();
    result.policies[1].groups[3].figures[1] = figure(90.0, 30.0, 1.0);
    const std::string page = render_html(result);
    const std::string gains = page.substr(page.find("<h2 id=\"gains\">"));
    const auto less =
        all_between(all_between(gains, "<h4>Wait less</h4>", "</ul>").at(0), "<li>", "</li>");
    REQUIRE(less.size() == 1);
    CHECK(less[0] ==
          "<bdi>Youngest child under 1</bdi>: 20.0 ± 1.8 days less: 40.0 instead of 60.0");
    const auto more =
        all_between(all_between(gains, "<h4>Wait more</h4>", "</ul>").at(0), "<bdi>", "</bdi>");
    CHECK(more == std::vector<std::string>{"Heard by a MARAC", "Youngest child 15 to 17"});
  }

  TEST_CASE("a group of which nothing can be told is named as such") {
    const std::string page = render_html(made());
    CHECK(has(page, "<h4>No difference can be told</h4>\n<p class=\"soft\"><bdi>Heard by a MARAC"));
    CHECK(has(page, "no case in any repetition"));
    CHECK_FALSE(has(page, "All measures of nobody"));
  }

  TEST_CASE("a difference is put in words by its interval") {
    struct Row {
      const char* sentence;
      Estimate difference;
      Verdict verdict;
      const char* words;
    };

    const Row rows[] = {
        {"below 0", {-2.0, 0.5, 1.9, 4}, Verdict::less, "less: the interval excludes 0"},
        {"above 0", {2.0, 0.5, 1.9, 4}, Verdict::more, "more: the interval excludes 0"},
        {"touches 0",
         {2.0, 0.5, 2.0, 4},
         Verdict::cannot_tell,
         "cannot tell: the interval holds 0"},
        {"always 0", {0.0, 0.0, 0.0, 4}, Verdict::same, "the same in every repetition"},
        {"once", {2.0, 0.0, 0.0, 1}, Verdict::cannot_tell, "one repetition has no interval"},
        {"never", {}, Verdict::cannot_tell, "not known"}};
    for (const Row& row : rows) {
      CAPTURE(row.sentence);
      CHECK(verdict_of(row.difference) == row.verdict);
      CHECK(verdict_in_words(row.difference) == row.words);
    }
  }

  TEST_CASE("one policy alone is compared with nothing") {
    const std::string page = render_html(made(1));
    for (const char* part : {"id=\"differences\"", "id=\"gains\"", "Differences to"}) {
      CHECK_FALSE(has(page, part));
    }
    CHECK(has(page, "id=\"waits\""));
  }

  TEST_CASE("more policies than lines can be told apart: six are drawn, all are in the table") {
    const std::string page = render_html(made(8));
    CHECK(has(page, "The first six policies are drawn."));
    CHECK(table(page, "Cases on the list, week by week").at("1").size() == 8);
  }

  TEST_CASE("one repetition has no interval, and the page says so") {
    SimulationResult result = made();
    result.replications = 1;
    for (PolicyOutcome& outcome : result.policies) {
      for (GroupOutcome& one : outcome.groups) {
        for (Figure& figure : one.figures) {
          const auto once = [](Estimate& at) {
            at = {at.mean, 0.0, 0.0, std::min(at.replications, 1U)};
          };
          once(figure.value);
          once(figure.difference);
        }
      }
    }
    const std::string page = render_html(result);
    CHECK(has(page, "Stopped after 1 of 4 repetitions"));
    CHECK(has(page, "One repetition has no interval"));
    CHECK_FALSE(has(page, "<h4>Wait less</h4>"));
    for (const auto& [name, cells] : table(page, "All measures of all cases")) {
      for (const std::string& cell : cells) CHECK_FALSE(has(cell, "±"));
    }
  }

  TEST_CASE("a simulation that was stopped at once is a page that says so") {
    CHECK(has(render_html(SimulationResult{}), "<h1>"));
    SimulationResult result = made();
    result.replications = 0;
    CHECK(has(render_html(result), "nothing is known"));
  }

  TEST_CASE("texts are never HTML") {
    const std::string hostile = "<script>x()</script>\"'&";
    SimulationResult result = made();
    result.plan.title = result.plan.status_line = result.target = hostile;
    result.warnings = {hostile};
    result.setting.start->file = hostile;
    result.target_premise = hostile;
    result.capacity = {{hostile, CapacityTrial{3, 1, 2, TargetVerdict::met, {}}, {}, {}, {}, {}}};
    for (Measure& measure : result.measures) measure.label = hostile;
    for (PolicyOutcome& outcome : result.policies) {
      outcome.policy.id = outcome.policy.version = outcome.title = hostile;
      for (GroupOutcome& one : outcome.groups) one.label = one.split = hostile;
      LongestWait& longest = *outcome.longest;
      longest.case_id = longest.end = longest.facts = hostile;
      for (StoryDay& day : longest.days) day.what = day.tier = hostile;
    }
    const std::string page = render_html(result);
    CHECK_FALSE(has(page, "<script"));
    CHECK_FALSE(has(page, "x()</script"));
    CHECK(has(page, "&lt;script&gt;x()&lt;/script&gt;&quot;&apos;&amp;"));
  }

  TEST_CASE("the longest wait is told day by day") {
    const std::string page = render_html(made());
    for (const char* part :
         {"<bdi>1 policy_1</bdi>: 203 days (29 weeks), allocated", "<bdi class=\"id\">C-9</bdi>",
          "<strong>Day 192:</strong> <bdi>moves up</bdi>", "place 3 of 41, must_allocate"}) {
      CAPTURE(part);
      CHECK(has(page, part));
    }
    const auto days =
        table(page, "The longest wait under 1 policy_1: days waited, day of the simulation");
    CHECK(days.size() == 4);
    CHECK(days.at("192") ==
          std::vector<std::string>{"70", "3 of 41", "must_allocate", "9.000", "moves up"});
  }

  TEST_CASE("the search for capacity stands where it was asked for") {
    SimulationResult result = made();
    CHECK_FALSE(has(render_html(result), "Practitioners needed"));
    result.target = "nobody waits longer than 140 days";
    const CapacityTrial enough{41, 97, 100, TargetVerdict::met, {0.951, 0.99}};
    const CapacityTrial few{40, 20, 30, TargetVerdict::not_met, {0.5, 0.9}};
    result.capacity = {{"policy_1", enough, few, few, std::nullopt, {}},
                       {"policy_2",
                        std::nullopt,
                        std::nullopt,
                        std::nullopt,
                        std::nullopt,
                        {60, 57, 60, TargetVerdict::too_close, {0.8, 0.98}}}};
    const auto found = table(render_html(result),
                             "Least number of practitioners that is shown to meet the target");
    CHECK(found.at("policy_1") ==
          std::vector<std::string>{"41", "97 of 100", "20 of 30", "–",
                                   "with 41 it is met in 95.1 to 99.0 % of all futures. With 40 it "
                                   "is not: 50.0 to 90.0 % of all futures."});
    CHECK(
        found.at("policy_2") ==
        std::vector<std::string>{"not shown", "–", "–", "–",
                                 "with 60, the most that were tried, it is too close to say after "
                                 "60 repetitions: 80.0 to 98.0 % of all futures."});
  }

  TEST_CASE("a queue has no list over time and no story, and its page does without") {
    const std::string page =
        render_html(textbook::simulated(textbook::rows()[4], {3, 200, 10.0}, 2.5));
    CHECK(has(page, "200 cases counted, not counting the first 10 days"));
    CHECK(has(page, "Waits by class"));
    CHECK_FALSE(has(page, "id=\"list\""));
    CHECK_FALSE(has(page, "id=\"longest\""));
  }
}
