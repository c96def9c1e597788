#include <waitlist/report/equality_report.h>

#include "support/shipped.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <string>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
using nlohmann::json;

Ranking ranked(const CaseTable& cases, const char* policy) {
  auto ranking = rank(cases, shipped::policy(policy), shipped::as_of(), {1, true});
  REQUIRE(ranking.has_value());
  return *std::move(ranking);
}

OrderEquality compared(const Ranking& ranking) {
  EqualityOptions options;
  options.deals.deals = 199;
  auto equality = equality_of(ranking, options);
  REQUIRE(equality.has_value());
  return *std::move(equality);
}

/// Sixty cases in the order of their ids, the first 24 of them girls.
CaseTable girls_first() {
  std::string csv = "case_id,listed_on,monitoring.sex\n";
  for (int i = 0; i < 60; ++i) {
    const std::string day = std::to_string(10 + i % 15);
    csv += "c" + std::to_string(100 + i) + ",2009-0" + std::to_string(1 + i / 15) + "-" + day +
           (i < 24 ? ",female\n" : ",male\n");
  }
  return shipped::cases(csv);
}

bool says(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

std::size_t count_in(const std::string& text, char sign) {
  return static_cast<std::size_t>(std::ranges::count(text, sign));
}

}  // namespace

TEST_CASE("A gap that chance hardly makes is told, in all forms, with its places") {
  const OrderEquality equality = compared(ranked(girls_first(), "first_come_first_served"));
  const std::string text = render_text(equality);
  CHECK(says(text, "- Sex of the eldest child, Female: Place, a gap of -30.0\n"));
  CHECK(says(text, "- Sex of the eldest child, Male: Place, a gap of +30.0\n"));
  CHECK_FALSE(says(text, "No gap was."));
  CHECK(says(render_csv(equality),
             "monitoring.sex,female,24,place,no,12.500000,42.500000,-30.000000,0.000000,"));
  const json data = json::parse(render_json(equality));
  for (const json& fact : data["facts"]) {
    if (fact["id"] != "monitoring.sex") continue;
    REQUIRE(fact["comparisons"].size() >= 2);
    CHECK(fact["comparisons"][0]["gap"] == -30.0);
    CHECK(fact["comparisons"][0]["told_apart"] == true);
    // Waiting makes all of the gap: who is listed first stands first.
    CHECK(fact["splits"][0]["places_gap"] == "-30.000");
  }
}

TEST_CASE("Where no gap is told apart that is not said to be none") {
  const OrderEquality equality = compared(ranked(shipped::sample(), "staffordshire_2009"));
  const std::string text = render_text(equality);
  CHECK(says(text, "No gap was."));
  CHECK(says(text, "This does not show that there is\nnone."));
  CHECK(says(text, "above "));
  for (const char* never : {"no difference", "fair policy", "causes", "adjusted"}) {
    CAPTURE(never);
    CHECK_FALSE(says(text, never));
  }
}

TEST_CASE("Every group is named in the text, and no hidden one with a number") {
  const OrderEquality equality = compared(ranked(shipped::sample(), "staffordshire_2009"));
  const std::string text = render_text(equality);
  const json data = json::parse(render_json(equality));
  for (const MonitoredFact& fact : equality.facts) {
    for (const MonitoredGroup& group : fact.groups) {
      CAPTURE(group.label);
      CHECK(says(text, group.label.substr(0, 20)));
    }
    for (const json& one : data["facts"]) {
      for (const json& group : one["groups"]) {
        CHECK(group["hidden"].get<bool>() == group["units"].is_null());
      }
    }
  }
}

TEST_CASE("The rows of CSV are the comparisons") {
  const OrderEquality equality = compared(ranked(shipped::sample(), "staffordshire_2009"));
  std::size_t comparisons = 0;
  for (const EqualityFamily& family : equality.families) comparisons += family.comparisons;
  CHECK(count_in(render_csv(equality), '\n') == comparisons + 1);
}

TEST_CASE("A list on which nothing can be compared says so") {
  const OrderEquality equality =
      compared(ranked(shipped::cases("case_id,listed_on\nA,2009-09-01\n"), "staffordshire_2009"));
  const std::string text = render_text(equality);
  CHECK(says(text, "No two groups could be compared."));
  CHECK(says(text, "1 unit is on the list, with 1 case."));
  CHECK_FALSE(says(text, "Told apart from chance"));
  CHECK(json::parse(render_json(equality))["families"].empty());
}
