// How hard the program's own sentences are to read. The words of policies and schemas are theirs.
#include <waitlist/allocation/allocation.h>
#include <waitlist/equality/order_equality.h>
#include <waitlist/io/case_reader.h>
#include <waitlist/io/outcome_reader.h>
#include <waitlist/io/policy_reader.h>
#include <waitlist/io/scenario_reader.h>
#include <waitlist/queue/comparison.h>
#include <waitlist/queue/least_change.h>
#include <waitlist/queue/plan_series.h>
#include <waitlist/queue/policy_plan.h>
#include <waitlist/report/allocation_report.h>
#include <waitlist/report/equality_report.h>
#include <waitlist/report/explanation_report.h>
#include <waitlist/report/foresight_report.h>
#include <waitlist/report/least_change_report.h>
#include <waitlist/report/plan_report.h>
#include <waitlist/report/policy_report.h>
#include <waitlist/report/ranking_report.h>
#include <waitlist/report/robustness_report.h>
#include <waitlist/report/simulation_report.h>
#include <waitlist/report/witness_report.h>
#include <waitlist/scoring/explanation.h>
#include <waitlist/simulation/foresight.h>
#include <waitlist/witness/policy_witness.h>

#include "report/replay_words.h"
#include "simulation/area_model.h"
#include "support/html_checks.h"
#include "support/reading_grade.h"
#include "support/sample_allocation.h"
#include "support/shipped.h"
#include "support/slow_area.h"
#include "support/textbook.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

/// Flesch and Kincaid measured passages: of a few words the formula says little.
constexpr std::size_t kWordsMeasured = 8;
constexpr double kGradeMost = 8.0;

/// A file of `policies` with each text for people in it as one easy word.
std::string in_easy_words(const std::string& file) {
  static const std::regex texts{
      "\\b(title|status_line|label|meaning|action|why|publisher|date|text|finding|includes) = "
      "\"[^\"\\n]*\""};
  return std::regex_replace(shipped::text_of("policies/" + file), texts, "$1 = \"Home\"");
}

CompiledPolicy easy_policy(const std::string& name) {
  const auto facts = read_fact_schema(in_easy_words("private_law_facts.toml"), "facts");
  if (!facts) FAIL(shipped::lines_of(facts.error()));
  auto policy = read_policy(in_easy_words(name + ".toml"), *facts, name);
  if (!policy) FAIL(shipped::lines_of(policy.error()));
  return *std::move(policy);
}

Ranking easy_ranking(const CompiledPolicy& policy) {
  auto cases = read_cases_csv(shipped::text_of("examples/data/staffordshire_2009.csv"),
                              policy.schema(), "cases");
  if (!cases) FAIL(shipped::lines_of(cases.error()));
  auto ranking = rank(*cases, policy, shipped::as_of());
  if (!ranking) FAIL(shipped::lines_of(ranking.error()));
  return *std::move(ranking);
}

/// The policy with intervals for two of its numbers, one of them of a single value.
CompiledPolicy with_intervals(const CompiledPolicy& policy) {
  const auto varied = VariedPolicy::make(policy, 10);
  if (!varied || varied->numbers().size() < 3) return policy;
  Policy written = policy.written();
  const VariedNumber& wide = varied->numbers()[0];
  const VariedNumber& sure = varied->numbers()[1];
  written.uncertain = {{wide.name, wide.least, wide.most, "The two panels did not agree.", {}},
                       {sure.name, sure.written, sure.written, "", {}}};
  auto compiled = compile(written, policy.schema(), "policy", {}, policy.calendar());
  if (!compiled) FAIL(shipped::lines_of(compiled.error()));
  return *std::move(compiled);
}

/// The text of a page without what lies between these tags.
std::string without(std::string page, const std::string& tag) {
  for (std::size_t at = page.find('<' + tag); at != std::string::npos; at = page.find('<' + tag)) {
    page.erase(at, page.find("</" + tag, at) - at);
  }
  return page;
}

/// Each element of a page that holds text as a line of its own.
std::string lines_of_page(const std::string& page) {
  static const std::set<std::string> within_a_line{"a",    "abbr",   "b",   "bdi",
                                                   "code", "strong", "time"};
  const std::string shown = without(without(page, "style"), "script");
  std::string lines;
  for (std::size_t at = 0; at < shown.size();) {
    const std::size_t close = std::min(shown.find("</", at), shown.size());
    const std::size_t end = std::min(shown.find('>', close), shown.size() - 1) + 1;
    lines += shown.substr(at, end - at);
    if (close < shown.size() && !within_a_line.contains(shown.substr(close + 2, end - close - 3))) {
      lines += '\n';
    }
    at = end;
  }
  return html_checks::words_of(lines);
}

/// Lines that were broken for a terminal as one: they are long, begin alike and are no table.
std::string joined_lines(const std::string& text) {
  constexpr std::size_t kBroken = 75;
  std::string whole;
  std::size_t goes_on = std::string::npos;  // with a line that begins in this column
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::size_t begin = std::min(text.find_first_not_of(' ', at), end) - at;
    whole += begin == goes_on ? ' ' : '\n';
    whole += text.substr(at + begin, end - at - begin);
    // Cells of a table stand apart.
    const bool is_row = text.substr(at + begin, end - at - begin).find("  ") != std::string::npos;
    goes_on = end - at >= kBroken && !is_row ? begin : std::string::npos;
    at = end + 1;
  }
  return whole + '\n';
}

/// The sentence without what is data: a list behind a colon, and the name of a month.
std::string without_data(std::string sentence) {
  const std::size_t colon = sentence.find(": ");
  if (colon != std::string::npos && sentence.find_first_of(",\"`", colon) != std::string::npos) {
    sentence.erase(colon);
  }
  static const std::regex months{
      "\\b(January|February|March|April|June|July|August|September|October|November|December)\\b"};
  return std::regex_replace(sentence, months, "May");
}

std::size_t words_in(std::string_view sentence) {
  std::size_t words = 0;
  bool within = false;
  for (const char c : sentence) {
    const bool letter = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-';
    words += letter && !within ? 1 : 0;
    within = letter;
  }
  return words;
}

/// What ends with `.`, `?` or `!`; a cell or a heading is no sentence.
std::set<std::string> sentences_of(const std::string& lines) {
  std::set<std::string> found;
  std::string sentence;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const char next = i + 1 < lines.size() ? lines[i + 1] : '\n';
    if (lines[i] == '\n') {
      sentence.clear();
      continue;
    }
    if (!sentence.empty() || lines[i] != ' ') sentence += lines[i];
    const bool stop = lines[i] == '.' || lines[i] == '?' || lines[i] == '!';
    if (!stop || (next != ' ' && next != '\n')) continue;
    found.insert(sentence);
    sentence.clear();
  }
  return found;
}

/// The number of sentences that were measured.
std::size_t check_easy(const std::string& lines) {
  std::size_t measured = 0;
  for (const std::string& sentence : sentences_of(lines)) {
    const std::string words = without_data(sentence);
    if (words_in(words) < kWordsMeasured) continue;
    ++measured;
    CAPTURE(sentence);
    CHECK(reading_grade::grade(words) <= kGradeMost);
  }
  return measured;
}

std::vector<CompiledPolicy> easy_policies() {
  std::vector<CompiledPolicy> policies;
  for (const std::string& name : shipped::policy_names()) policies.push_back(easy_policy(name));
  return policies;
}

}  // namespace

TEST_SUITE("readable words") {
  TEST_CASE("what a queue, its summary and its explanations say is of grade 8 or below") {
    std::size_t measured = 0;
    for (const CompiledPolicy& policy : easy_policies()) {
      const Ranking ranking = easy_ranking(policy);
      const Summary summary = summarise(ranking);
      measured += check_easy(joined_lines(render_text(summary, ranking)));
      measured += check_easy(lines_of_page(render_html(ranking, summary, {.top = 60})));
      for (std::size_t i = 0; i < ranking.places().size(); i += 40) {
        const Place& place = ranking.places()[i];
        const Explanation why = explain(ranking.cases(), policy, place.row, ranking.as_of());
        measured += check_easy(joined_lines(render_text(why, ranking)));
        const auto above = compare(ranking, ranking.cases().case_id(ranking.places()[0].row),
                                   ranking.cases().case_id(place.row));
        if (i > 0) measured += check_easy(joined_lines(render_text(*above)));
      }
    }
    CHECK(measured > 200);
  }

  TEST_CASE("what is said of the case that loses most is of grade 8 or below") {
    std::size_t measured = 0;
    const CompiledPolicy before = easy_policy("national_criteria_2009");
    const CompiledPolicy after = easy_policy("staffordshire_2009");
    const auto check = [&](const CompiledPolicy& one, const CompiledPolicy& other,
                           std::uint64_t steps) {
      WitnessOptions options;
      options.steps_max = steps;
      const PolicyWitness witness = find_witness(one, other, shipped::as_of(), options).value();
      measured += check_easy(joined_lines(render_text(witness, one, other)));
    };
    for (const std::uint64_t steps : {std::uint64_t{1}, std::uint64_t{2'000'000}}) {
      check(before, after, steps);
      check(after, before, steps);
      check(after, after, steps);
    }
    CHECK(measured > 6);
  }

  TEST_CASE("what is said of least changes is of grade 8 or below") {
    std::size_t measured = 0;
    const Ranking ranking = easy_ranking(easy_policy("staffordshire_2009"));
    for (std::size_t i = 0; i < ranking.places().size(); i += 120) {
      const std::string id{ranking.cases().case_id(ranking.places()[i].row)};
      for (const LeastChangeGoal& goal :
           {LeastChangeGoal{InTier{"P1"}}, LeastChangeGoal{InTier{"P4"}}}) {
        const auto least = least_change(ranking, id, goal, {2});
        REQUIRE(least.has_value());
        measured += check_easy(joined_lines(render_text(*least, ranking)));
      }
    }
    CHECK(measured > 30);
  }

  TEST_CASE("what is said of how sure an order is, is of grade 8 or below") {
    std::size_t measured = 0;
    const auto measure = [&measured](const CompiledPolicy& policy, std::uint32_t first,
                                     std::int64_t share = 10) {
      const auto told =
          robustness(easy_ranking(policy), {.share_percent = share, .first = first, .draws = 20});
      REQUIRE(told.has_value());
      measured += check_easy(joined_lines(render_text(*told)));
      measured += check_easy(lines_of_page(render_html(*told)));
    };
    for (const CompiledPolicy& policy : easy_policies()) measure(policy, 20);
    measure(easy_policy("hmcts_private_law_bands"), 1000);
    const CompiledPolicy uncertain = with_intervals(easy_policy("staffordshire_2009"));
    for (const std::int64_t share : {0, 10}) measure(uncertain, 20, share);
    CHECK(measured > 40);
  }

  TEST_CASE("what a policy, its review and a difference say is of grade 8 or below") {
    std::size_t measured = 0;
    std::vector<CompiledPolicy> policies = easy_policies();
    policies.push_back(with_intervals(easy_policy("staffordshire_2009")));
    for (const CompiledPolicy& policy : policies) {
      measured += check_easy(lines_of_page(render_html(policy)));
      measured += check_easy(joined_lines(render_text(policy)));
      for (const Doubt& doubt : review(policy)) measured += check_easy(doubt.text + '\n');
      measured += check_easy(joined_lines(render_text({}, overtaking_windows(policy), "policy")));
      measured += check_easy(lines_of_page(render_html(policies.front(), policy)));
    }
    CHECK(measured > 60);
  }

  TEST_CASE("what a plan, an allocation and a simulation say is of grade 8 or below") {
    const CompiledPolicy before = easy_policy("national_criteria_2009");
    const CompiledPolicy after = easy_policy("staffordshire_2009");
    const Ranking ranking = easy_ranking(after);
    const Allocation allocation =
        shipped::allocated(ranking, shipped::sample_roster(), shipped::sample_rules());
    const PolicyPlan plan =
        plan_of(rank(ranking.cases(), before, ranking.as_of(), {1, true}).value(),
                rank(ranking.cases(), after, ranking.as_of(), {1, true}).value());
    std::size_t measured = check_easy(joined_lines(render_text(plan)));
    measured += check_easy(lines_of_page(render_html(plan)));
    measured += check_easy(lines_of_page(render_html(plan_of(ranking, ranking))));
    PlanSeries series{before, after, {"service.example/record", "3:abc", 12}};
    series.add("2009-10-05/1", plan, {4, 3, 2});
    series.add("2009-10-06/1", plan_of(ranking, ranking), {1, 1, 1});
    series.add_unplanned("2009-10-07/1", ranking.as_of(),
                         {{ErrorCode::inconsistent, "list", 0, 0, "", "", "does not fit"}});
    measured += check_easy(joined_lines(render_text(series)));
    measured += check_easy(lines_of_page(render_html(series)));
    measured += check_easy(lines_of_page(render_html(allocation)));
    measured += check_easy(
        lines_of_page(render_html(textbook::simulated(textbook::rows()[4], {3, 200, 10.0}, 2.5))));
    CHECK(measured > 40);
  }

  TEST_CASE("what is said of a record and its replay is of grade 8 or below") {
    const std::vector policies{easy_policy("first_come_first_served")};
    const FactSchema& schema = policies.front().schema();
    const auto file = [](const std::string& name) {
      return shipped::text_of("examples/replay/" + name);
    };
    const auto read = read_scenario(file("october.toml"), schema).value();
    AreaScenario scenario = std::get<AreaScenario>(read);
    AreaLists lists;
    lists.start = read_cases_csv(file("start.csv"), schema).value();
    lists.recorded.push_back(read_cases_csv(file("arrivals.csv"), schema).value());
    lists.outcomes = read_outcomes_csv(file("outcomes.csv")).value();
    lists.outcomes->rows.pop_back();  // of one case nothing is known
    lists.outcomes->rows[1].closed_on.reset();
    std::size_t measured = 0;
    for (const std::uint32_t caseload : {0U, 1U, 2U}) {
      scenario.practitioners.in_hand_recorded = caseload > 0;
      scenario.practitioners.caseload = std::max(caseload, 1U);
      const auto result = simulate(scenario, lists, policies).value();
      measured += check_easy(joined_lines(replay_in_words(result)));
      for (const std::string& warning : result.warnings) {
        measured += check_easy(joined_lines(warning));
      }
    }
    CHECK(measured > 20);
  }

  TEST_CASE("what is said of how groups stand is of grade 8 or below") {
    const Ranking ranking = easy_ranking(easy_policy("staffordshire_2009"));
    EqualityOptions options;
    options.deals.deals = 19;
    std::size_t measured = 0;
    for (const std::uint64_t smallest : {5U, 10U, 400U}) {
      options.smallest = smallest;
      const auto whole = rank(ranking.cases(), ranking.policy(), ranking.as_of(), {1, true});
      const OrderEquality equality = equality_of(whole.value(), options).value();
      measured += check_easy(joined_lines(render_text(equality)));
      measured += check_easy(lines_of_page(render_html(equality)));
    }
    CHECK(measured > 30);
  }

  TEST_CASE("what is said of what may become of a list is of grade 8 or below") {
    const AreaLists lists = slow_area::fifty_cases();
    const CompiledPolicy policy = small_area::first_come();
    const Ranking ranking = rank(*lists.start, policy, small_world::as_of()).value();
    const Summary summary = summarise(ranking);
    std::size_t measured = 0;
    for (const auto& [futures, horizon] :
         std::vector<std::pair<std::uint32_t, std::int64_t>>{{20, 400}, {5, 400}, {12, 10}}) {
      AreaScenario scenario = slow_area::slow_area_of(futures);
      scenario.plan.title = "Home";
      scenario.horizon_days = horizon;
      const Foresight found = foresee_ranked(ranking, scenario, lists, {&policy, 1}).value();
      measured += check_easy(lines_of_page(render_html(found)));
      BoardOptions options;
      options.foresight = &found;
      measured += check_easy(lines_of_page(render_html(ranking, summary, options)));
    }
    CHECK(measured > 30);
  }

  TEST_CASE("a hard sentence is found, on a page and in lines that were broken") {
    const std::string hard =
        "Prioritisation necessitates an individualised consideration of incommensurable facts.";
    CHECK(sentences_of(lines_of_page("<p>Yes.</p><p>" + hard + "</p>")).contains(hard));
    std::string broken = "  " + hard + '\n';
    broken.replace(broken.rfind(' '), 1, "\n  ");
    CHECK(sentences_of(joined_lines(broken)).contains(hard));
    CHECK(reading_grade::grade(hard) > kGradeMost);
    CHECK(sentences_of("no sentence\n").empty());
  }
}
