#include <waitlist/report/simulation_report.h>

#include "report/attribution_words.h"
#include "report/simulation_words.h"
#include "support/html_checks.h"
#include "support/text_checks.h"
#include "support/textbook.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include <cmath>
#include <cstddef>
#include <sstream>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

using text_checks::has;

namespace {

SimulationResult small_result() {
  SimulationResult result;
  result.plan.id = "s";
  result.plan.title = "A simulation";
  result.plan.status_line = "For tests.";
  result.plan.replications = 4;
  result.replications = 3;
  result.warnings = {"The list grows."};
  result.measures = {{"cases", "cases", MeasureUnit::cases},
                     {"wait_mean", "mean wait", MeasureUnit::days},
                     {"over_20_weeks", "waited over 20 weeks", MeasureUnit::share, Days{140}},
                     {"filing_met", "filing date met", MeasureUnit::share}};
  PolicyOutcome first;
  first.policy.id = "first";
  first.title = "First";
  const auto known = [](double mean, double half) {
    return Figure{{mean, half / 4.3, half, 3}, {-mean / 10.0, half / 43.0, half / 10.0, 3}};
  };
  first.groups = {
      {"all", "all cases", {known(700, 12), known(61.25, 3.5), known(0.125, 0.01), Figure{}}},
      {"none", "nobody", {known(0, 0), Figure{}, Figure{}, Figure{}}}};
  first.list = {{0, {30, 0, 0, 3}}, {7, {35.6, 1, 2, 3}}};
  LongestWait longest;
  longest.replication = 2;
  longest.case_id = "C-9";
  longest.waited = 203;
  longest.end = "allocated";
  longest.facts = "youngest child 14 months at listing";
  longest.days = {{0, 182, 30, 40, "P4", Points{8000}, ""},
                  {9, 191, 3, 41, "must_allocate", Points{9000}, "moves up"},
                  {21, 203, 0, 0, "", Points{}, "allocated"}};
  first.longest = longest;
  result.policies = {first};
  result.target = "nobody waits longer than 140 days in 95 of 100 simulations";
  result.target_premise = "Those beyond 30 start without cases.";
  const CapacityTrial enough{41, 97, 100, TargetVerdict::met, {0.951, 0.99}};
  const CapacityTrial close{40, 950, 1000, TargetVerdict::too_close, {0.93, 0.96}};
  const CapacityTrial few{38, 20, 30, TargetVerdict::not_met, {0.5, 0.9}};
  const CapacityTrial more{42, 90, 90, TargetVerdict::met, {0.952, 1.0}};
  result.capacity = {{"first", enough, few, close, more, {}},
                     {"second",
                      std::nullopt,
                      std::nullopt,
                      std::nullopt,
                      std::nullopt,
                      {60, 2, 9, TargetVerdict::not_met, {0.1, 0.6}}}};
  return result;
}

}  // namespace

TEST_SUITE("simulation report") {
  TEST_CASE("simulation report: the text says what was found, and how sure that is") {
    const std::string text = render_text(small_result());
    for (const char* part : {"A simulation\n",
                             "3 of 4 repetitions",
                             "Warning: The list grows.",
                             "All cases: 700.0 cases",
                             "61.2 ± 3.5",
                             "-6.1 ± 0.3",
                             "12.5%",
                             "week",
                             "The longest wait under first: 203 days",
                             "repetition 2, case C-9",
                             "place   30 of   40  P4 with 8.000 points",
                             "must_allocate with 9.000 points  moves up",
                             "waited  203  allocated",
                             "nobody waits longer than 140 days",
                             "41",
                             "not shown",
                             "97 of 100",
                             "950 of 1000",
                             "With 39 to 40 it is too close to say",
                             "not even 60 meet it",
                             "Those beyond 30 start without cases."}) {
      CAPTURE(part);
      CHECK(has(text, part));
    }
    CHECK_FALSE(has(text, "Nobody: 0"));
    CHECK_FALSE(has(text, "filed"));  // nothing is known of it
  }

  TEST_CASE("simulation report: no line is wider than a wide terminal") {
    std::istringstream lines(render_text(small_result()));
    for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 130);
  }

  TEST_CASE("simulation report: JSON has every figure, and null where nothing is known") {
    const auto json = nlohmann::json::parse(render_json(small_result()));
    CHECK(json["scenario"]["replications"] == 3);
    CHECK(json["warnings"][0] == "The list grows.");
    CHECK(json["measures"][2]["unit"] == "share");
    const auto& figures = json["policies"][0]["groups"][0]["figures"];
    CHECK(figures["wait_mean"]["mean"] == 61.25);
    CHECK(figures["wait_mean"]["low"] == 57.75);
    CHECK(figures["wait_mean"]["difference"]["mean"] == -6.125);
    CHECK(figures["filing_met"].is_null());
    CHECK(json["policies"][0]["list"][1]["day"] == 7);
    CHECK(json["policies"][0]["longest_wait"]["days"][1]["tier"] == "must_allocate");
    CHECK(json["capacity"][0]["enough"]["practitioners"] == 41);
    CHECK(json["capacity"][0]["one_fewer"]["verdict"] == "too_close");
    CHECK(json["capacity"][1]["enough"].is_null());
    CHECK(json["capacity"][1]["most"]["verdict"] == "not_met");
  }

  TEST_CASE("simulation report: variants are told with what they change") {
    SimulationResult result = small_result();
    VariantOutcome variant{"more", "Two more", result.policies, {"Only here."}};
    for (Figure& figure : variant.policies.front().groups.front().figures) {
      figure.change = {-4.25, 0.1, 0.5, figure.value.replications};
    }
    CHECK(render_text(result).find("Variants") == std::string::npos);
    CHECK_FALSE(nlohmann::json::parse(render_json(result)).contains("variants"));
    result.variants = {variant};
    const std::string text = render_text(result);
    for (const char* part : {"Variants: all cases", "more: Two more", "than now", "-4.2 ± 0.5",
                             "Warning: Only here."}) {
      CAPTURE(part);
      CHECK(has(text, part));
    }
    const auto json = nlohmann::json::parse(render_json(result))["variants"][0];
    CHECK(json["id"] == "more");
    CHECK(json["warnings"][0] == "Only here.");
    const auto& wait = json["policies"][0]["groups"][0]["figures"]["wait_mean"];
    CHECK(wait["change"]["mean"] == -4.25);
    CHECK(wait["change"]["low"] == -4.75);
    CHECK(has(render_html(result), "Two more"));
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 140);
  }

  TEST_CASE("simulation report: parts of causes add up as they are written") {
    SimulationResult result = small_result();
    AttributedMeasure one;
    one.policy = "first";
    one.measure = 1;
    one.without_any = {10.04, 0.2, 0.5, 3};
    one.with_all = {11.26, 0.2, 0.5, 3};
    one.whole = {1.22, 0.1, 0.2, 3};
    for (const double mean : {0.44, 0.44, 0.34}) one.parts.push_back({mean, 0.05, 0.1, 3});
    one.pairs = {{0, 1, {0.0, 0.1, 0.2, 3}}, {0, 2, {0.1, 0.01, 0.05, 3}}, {1, 2, {0.01, 0, 0, 3}}};
    result.attribution = AttributionFound{
        {{"a", "Demand", "less"}, {"b", "Leave", "none"}, {"c", "Posts", "all"}}, {one}};
    const std::string text = render_text(result);
    for (const char* part :
         {"Where it comes from: all cases", "Demand (without it: less)", "first, mean wait, days",
          "without any of the causes  10.0 ± 0.5", "= as the scenario stands   11.3 ± 0.5",
          "all causes together         1.3 ± 0.2"}) {
      CAPTURE(part);
      CHECK(has(text, part));
    }
    CHECK(
        pairs_in_words(one, result.attribution->causes, MeasureUnit::days) ==
        "Told apart, all together at 95 %: Demand more than Posts. 2 pairs of causes are not told "
        "apart, or by less than is shown.");
    // 0.4, 0.4 and 0.3 are 1.1: two of them take a tenth more, the two that lost most.
    const Ledger ledger = ledger_of(one, 1.0, 10.0);
    CHECK(ledger.parts == std::vector<double>{0.5, 0.5, 0.3});
    CHECK(ledger.whole == 1.3);
    const auto json = nlohmann::json::parse(render_json(result))["attribution"];
    CHECK(json["causes"][0]["without"] == "less");
    CHECK(json["measures"][0]["measure"] == "wait_mean");
    CHECK(json["measures"][0]["parts"]["c"]["mean"] == 0.34);
    CHECK(json["measures"][0]["pairs"][1]["difference"]["mean"] == 0.1);
    const std::string page = render_html(result);
    CHECK(has(page, "Where it comes from"));
    CHECK(has(page, "+ Demand"));
    for (const std::string& fault : html_checks::faults(page)) FAIL_CHECK(fault);
  }

  TEST_CASE("simulation report: a ledger adds up whatever is rounded") {
    CHECK(rc::check([] {
      AttributedMeasure one;
      const auto causes = *rc::gen::inRange<std::size_t>(1, 7);
      double sum = 0.0;
      for (std::size_t i = 0; i < causes; ++i) {
        const double part = *rc::gen::inRange(-100'000, 100'000) / 1'000.0;
        one.parts.push_back({part, 0, 0, 2});
        sum += part;
      }
      one.without_any.mean = *rc::gen::inRange(-100'000, 100'000) / 1'000.0;
      one.with_all.mean = one.without_any.mean + sum;
      one.whole.mean = sum;
      const Ledger ledger = ledger_of(one, 1.0, 10.0);
      double written = ledger.without_any;
      for (std::size_t i = 0; i < causes; ++i) {
        written += ledger.parts[i];
        RC_ASSERT(std::abs(ledger.parts[i] - one.parts[i].mean) < 0.2501);
      }
      RC_ASSERT(std::abs(written - ledger.with_all) < 1e-9);
      RC_ASSERT(std::abs(ledger.without_any + ledger.whole - ledger.with_all) < 1e-9);
    }));
  }

  TEST_CASE("simulation report: a queue is told by its classes") {
    const textbook::Row row = textbook::rows()[4];
    const std::string text = render_text(textbook::simulated(row, {3, 200, 10.0}, 2.5));
    for (const char* part : {"All cases: 200.0 cases", "Class_1", "waits", "on list", "over 2.5"}) {
      CAPTURE(part);
      CHECK(has(text, part));
    }
  }

  TEST_CASE("simulation report: policies are told apart by what differs: id, version, number") {
    struct Row {
      std::vector<PolicyStamp> policies;
      std::vector<std::string> labels;
    };

    for (const Row& row :
         {Row{{{"a", "1", {}}, {"b", "1", {}}}, {"a", "b"}},
          Row{{{"a", "1", {}}, {"a", "2", {}}, {"b", "1", {}}}, {"a 1", "a 2", "b"}},
          Row{{{"a", "1", {}}, {"a", "2", {}}, {"a", "1", {}}}, {"1 a 1", "a 2", "3 a 1"}}}) {
      SimulationResult result;
      result.attribution = AttributionFound{};
      for (const PolicyStamp& stamp : row.policies) {
        result.policies.push_back({stamp, "", {}, {}, {}});
        result.capacity.emplace_back().policy = stamp.id;
        for (int i = 0; i < 2; ++i) {
          result.attribution->measures.emplace_back().policy = stamp.id;
        }
      }
      for (std::size_t i = 0; i < row.labels.size(); ++i) {
        CAPTURE(row.labels[i]);
        CHECK(policy_label(result, i) == row.labels[i]);
        CHECK(policy_label(result, result.capacity[i]) == row.labels[i]);
        CHECK(policy_label(result, result.attribution->measures[2 * i]) == row.labels[i]);
        CHECK(policy_label(result, result.attribution->measures[2 * i + 1]) == row.labels[i]);
      }
    }
  }
}
