#include <waitlist/io/case_reader.h>
#include <waitlist/io/policy_reader.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/report/ranking_report.h>

#include "support/folders.h"
#include "support/shipped.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

/// The published systems: NAME.toml, NAME.csv and NAME.expected.csv, which rules.py works out.
std::vector<std::string> published_names() {
  std::vector<std::string> names;
  const std::filesystem::path folder{folders::source() + "/tests/published"};
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
  }
  std::ranges::sort(names);
  return names;
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream in{line};
  for (std::string cell; std::getline(in, cell, ',');) cells.push_back(cell);
  return cells;
}

/// These columns of a report.
std::string columns_of(const std::string& csv, const std::vector<std::string>& names) {
  std::istringstream in{csv};
  std::string line;
  std::getline(in, line);
  const std::vector<std::string> head = cells_of(line);
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) text += (i == 0 ? "" : ",") + names[i];
  text += '\n';
  while (std::getline(in, line)) {
    const std::vector<std::string> cells = cells_of(line);
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto at = std::ranges::find(head, names[i]);
      REQUIRE(at != head.end());
      text += (i == 0 ? "" : ",") + cells.at(static_cast<std::size_t>(at - head.begin()));
    }
    text += '\n';
  }
  return text;
}

}  // namespace

TEST_SUITE("published systems") {
  TEST_CASE("published systems: each ranks its cases as its published rule does, to the digit") {
    const std::vector<std::string> names = published_names();
    CHECK(names.size() >= 19);
    for (const std::string& name : names) {
      CAPTURE(name);
      const std::string path = "tests/published/" + name;
      const auto policy = read_policy_with_facts(shipped::text_of(path + ".toml"), name);
      REQUIRE_MESSAGE(policy.has_value(), shipped::lines_of(policy.error()));
      const auto cases = read_cases_csv(shipped::text_of(path + ".csv"), policy->schema(), name);
      REQUIRE_MESSAGE(cases.has_value(), shipped::lines_of(cases.error()));
      const auto ranking = rank(*cases, *policy, *Day::parse("2026-06-01"));
      REQUIRE(ranking.has_value());
      const std::string expected = shipped::text_of(path + ".expected.csv");
      CHECK(columns_of(render_csv(*ranking, {}), {"position", "case_id", "tier", "points"}) ==
            expected);
    }
  }
}
