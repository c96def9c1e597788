#include <waitlist/io/case_reader.h>
#include <waitlist/io/policy_reader.h>
#include <waitlist/queue/ranking.h>

#include "support/changed_text.h"
#include "support/shipped.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

/// A policy that has its facts itself; every row of a test changes one thing.
constexpr const char* kPolicy = R"(format = 1
id = "houses"
version = "3"
title = "Houses"
status = "illustrative"
status_line = "A test."
order = ["points", "case_id"]

[[theme]]
id = "health"
label = "health"
finding = "It was left out."

[[fact]]
id = "rooms"
label = "Rooms too few"
kind = "count"
maximum = 9
theme = "health"

[[contradiction]]
id = "none"
sentence = "It cannot be so."
all = [{ fact = "rooms", at_least = 9 }]

[[band]]
id = "all"
label = "All"
from = 0

[[group]]
id = "need"
label = "Need"
combine = "sum"

[[criterion]]
fact = "rooms"
group = "need"
ranges = [{ from = 0, points = 0 }, { from = 2, points = 10 }]
)";

std::string changed(const std::string& from, const std::string& to) {
  return changed_text::changed(kPolicy, from, to);
}

std::string faults_of_whole(const std::string& toml) {
  const auto policy = read_policy_with_facts(toml, "p.toml");
  return policy ? std::string{} : shipped::lines_of(policy.error());
}

}  // namespace

TEST_SUITE("policy with facts") {
  TEST_CASE("policy with facts: it ranks, and its schema is called as the policy is") {
    const auto policy = read_policy_with_facts(kPolicy, "p.toml");
    REQUIRE_MESSAGE(policy.has_value(), faults_of_whole(kPolicy));
    CHECK(policy->schema().id() == "houses");
    CHECK(policy->schema().version() == "3");
    CHECK(policy->schema().title() == "Houses");
    CHECK(policy->schema().themes().size() == 1);
    CHECK(policy->schema().contradictions().size() == 1);
    CHECK(policy->written().facts.empty());
    const auto cases = read_cases_csv("case_id,listed_on,rooms\nA,2026-01-01,1\nB,2026-01-01,2\n",
                                      policy->schema());
    REQUIRE(cases.has_value());
    const auto ranking = rank(*cases, *policy, *Day::parse("2026-02-01"));
    REQUIRE(ranking.has_value());
    CHECK(ranking->cases().case_id(ranking->places()[0].row) == "B");
  }

  TEST_CASE("policy with facts: every fact and rule is in the digest") {
    const auto digest = [](const std::string& toml) {
      return read_policy_with_facts(toml)->stamp().digest;
    };
    CHECK(digest(changed("maximum = 9", "maximum = 10")) != digest(kPolicy));
    CHECK(digest(changed("points = 10", "points = 11")) != digest(kPolicy));
    CHECK(digest("# a remark\n" + std::string{kPolicy}) == digest(kPolicy));
  }

  TEST_CASE("policy with facts: a host asks which file it needs, and learns that it needs none") {
    CHECK(schema_named_by(kPolicy).value().empty());
    CHECK(schema_named_by(changed("order", "facts = \"f.toml\"\norder")).error().size() == 1);
  }

  TEST_CASE("policy with facts: facts of both kinds, or of the other kind, are refused once") {
    const std::string both = changed("order", "facts = \"f.toml\"\norder");
    CHECK(faults_of_whole(both).find("leave one of them out") != std::string::npos);
    const auto one_fault = [](const auto& result, const char* says) {
      REQUIRE_FALSE(result.has_value());
      const std::string faults = shipped::lines_of(result.error());
      CAPTURE(faults);
      CHECK(faults.find(says) != std::string::npos);
      CHECK(result.error().size() == 1);
    };
    one_fault(read_policy("format = 1\nfact = [{}]\n", shipped::facts()), "has its facts itself");
    one_fault(read_policy_with_facts("format = 1\nfacts = \"f.toml\"\n"), "are in a file");
    one_fault(schema_named_by("format = 1\n"), "or write the facts here, each a [[fact]]");
    one_fault(schema_named_by("facts = 1\n"), "expected text in quotes");
    one_fault(schema_named_by("facts = \"\"\n"), "write some text here");
  }

  TEST_CASE("policy with facts: faults of facts come before those of rules, with lines") {
    struct Row {
      const char* from;
      const char* to;
      const char* says;
      std::ptrdiff_t faults;
    };

    for (const Row& row : {
             Row{"label = \"Rooms too few\"\n", "", "p.toml:14:1: fact[1].label", 1},
             Row{"kind = \"count\"", "kind = \"number\"", "fact[1].kind \"number\"", 1},
             Row{"theme = \"health\"", "theme = \"food\"", "no fact has this theme", 1},
             Row{"{ fact = \"rooms\", at", "{ fact = \"room\", at", "did you mean \"rooms\"?", 1},
             Row{"fact = \"rooms\"\ngroup", "fact = \"room\"\ngroup",
                 "the fact schema houses has no such fact; did you mean", 1},
             Row{"from = 2", "from = 10", "no answer of rooms is above 9", 1},
             Row{"title = \"Houses\"\n", "", "p.toml:1:1: title", 1},
             Row{"label = \"Need\"", "label = \"Need\"\ncolour = \"red\"", "[E304]", 1},
         }) {
      CAPTURE(row.to);
      const std::string faults = faults_of_whole(changed(row.from, row.to));
      CAPTURE(faults);
      CHECK(faults.find(row.says) != std::string::npos);
      CHECK(std::ranges::count(faults, '\n') == row.faults);
    }
    CHECK(faults_of_whole("= 1").find("p.toml:1") != std::string::npos);
  }
}
