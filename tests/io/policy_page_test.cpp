#include <waitlist/io/case_reader.h>
#include <waitlist/io/policy_reader.h>
#include <waitlist/queue/ranking.h>

#include "support/shipped.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

/// What stands between the fences of the first block of a kind.
std::string block(const std::string& page, const std::string& kind) {
  const std::string fence = "```" + kind + '\n';
  const std::size_t begin = page.find(fence);
  REQUIRE_MESSAGE(begin != std::string::npos, kind);
  const std::size_t text = begin + fence.size();
  return page.substr(text, page.find("```", text) - text);
}

}  // namespace

TEST_SUITE("policy page") {
  TEST_CASE("policy page: its whole policy has thirty lines and ranks the list as the page says") {
    const std::string page = shipped::text_of("docs/reference/policy-format.md");
    const std::string text = block(page, "toml");
    CHECK(std::ranges::count(text, '\n') == 30);
    const auto policy = read_policy_with_facts(text, "policy-format.md");
    REQUIRE_MESSAGE(policy.has_value(), shipped::lines_of(policy.error()));
    const auto cases = read_cases_csv(block(page, "csv"), policy->schema());
    REQUIRE(cases.has_value());
    const auto ranking = rank(*cases, *policy, *Day::parse("2026-06-01"));
    REQUIRE(ranking.has_value());
    REQUIRE(ranking->places().size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
      const Place& place = ranking->places()[i];
      const auto points = place.score.points.used.count();
      const std::string row =
          fmt::format("| {} | {} | {} | {}.{:03} |", i + 1, ranking->cases().case_id(place.row),
                      policy->tier_id(place.score.tier), points / 1000, points % 1000);
      CAPTURE(row);
      CHECK(page.find(row) != std::string::npos);
      CHECK(place.score.provisional() == (i == 2));
    }
  }
}
