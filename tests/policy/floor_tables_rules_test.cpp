// Floors by a table of two facts, as policies write and show them.
#include <waitlist/io/policy_reader.h>
#include <waitlist/report/policy_report.h>

#include "support/changed_text.h"
#include "support/shipped.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace floor_tables_rules_test {
namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
using changed_text::Row;

constexpr const char* kPolicy = R"(format = 1
id = "test"
version = "1"
title = "Test"
status = "illustrative"
status_line = "A test."
facts = "private_law_facts.toml"
order = ["tier", "longest_wait", "case_id"]

[[band]]
id = "P1"
label = "Immediate"
from = 20

[[band]]
id = "P2"
label = "Standard"
from = 0

[[floor]]
id = "F"
label = "A matrix"
by = ["da.reported", "da.marac"]
columns = ["referred", "heard", "repeat", "no"]
[floor.rows]
reported = ["", "", "P2", ""]
ongoing = ["", "P2", "P1", ""]
serious = ["P2", "P1", "P1", ""]
severe = ["P1", "P1", "P1", "P2"]
)";

std::string changed(const std::string& from, const std::string& to) {
  return changed_text::changed(kPolicy, from, to);
}

std::string faults_of(const std::string& toml) {
  const auto policy = read_policy(toml, shipped::facts(), "p.toml");
  return policy ? std::string{} : shipped::lines_of(policy.error());
}

}  // namespace

TEST_SUITE("policy") {
  TEST_CASE("policy: each fault of a table of two facts is reported") {
    CHECK(faults_of(kPolicy) == "");
    const std::vector<Row> rows{
        {"by = [\"da.reported\", \"da.marac\"]", "by = [\"da.reported\"]", "names two facts"},
        {"\"da.marac\"]", "\"da.marak\"]", "did you mean \"da.marac\""},
        {"\"da.marac\"]", "\"da.reported\"]", "these are one"},
        {"\"da.marac\"]", "\"da.police_12m\"]", "this fact is not one"},
        {"columns = [\"referred\", ", "columns = [", "every level needs its place"},
        {"columns = [\"referred\", ", "columns = [\"refered\", ", "did you mean \"referred\""},
        {"columns = [\"referred\", ", "columns = [\"no\", ", "this level is there already"},
        {"reported = [\"\", \"\", \"P2\", \"\"]", "reported = [\"\", \"P2\", \"\"]",
         "a cell for each of the 4 columns"},
        {"reported = [\"\", \"\", \"P2\", \"\"]", "reported = [\"\", \"\", \"P9\", \"\"]",
         "no [[band]] has this id"},
        {"reported = [\"\", \"\", \"P2\", \"\"]\n", "", "floor[1].rows \"reported\""},
        {"severe = [", "sever = [", "did you mean \"severe\""},
        {"label = \"A matrix\"", "label = \"A matrix\"\nband = \"P1\"", "has its bands in `rows`"},
        {"label = \"A matrix\"",
         "label = \"A matrix\"\nall = [{ fact = \"da.reported\", at_least = \"severe\" }]",
         "neither `band` nor conditions"},
        {"columns = [\"referred\", \"heard\", \"repeat\", \"no\"]\n", "",
         "name the levels of the second fact"},
        {"[floor.rows]", "[floor.row]", "floor[1].rows"},
    };
    changed_text::check_faults(kPolicy, rows, faults_of);
  }

  TEST_CASE("policy: the digest sees every cell of a table of two facts") {
    const auto digest = [](const std::string& toml) {
      return read_policy(toml, shipped::facts())->stamp().digest;
    };
    const std::vector<Row> rows{
        {"\"P1\", \"P2\"]", "\"P1\", \"\"]"},
        {"ongoing = [\"\"", "ongoing = [\"P2\""},
    };
    changed_text::check_digests(kPolicy, rows, digest);
  }

  TEST_CASE("policy: reports show the whole table of two facts") {
    const CompiledPolicy policy = read_policy(kPolicy, shipped::facts()).value();
    const FactSchema& facts = shipped::facts();
    for (const std::string& page : {render_text(policy), render_html(policy)}) {
      CAPTURE(page);
      for (const char* fact : {"da.reported", "da.marac"}) {
        for (const FactLevel& level : facts.fact(*facts.find(fact)).levels) {
          CAPTURE(level.id);
          CHECK(page.find(level.label.substr(0, level.label.find(' '))) != std::string::npos);
        }
      }
      CHECK(page.find("A matrix") != std::string::npos);
    }
    CHECK(render_json(policy).find("\"columns\"") != std::string::npos);
    const CompiledPolicy other =
        read_policy(changed("\"P1\", \"P2\"]", "\"P1\", \"\"]"), shipped::facts()).value();
    CHECK(render_text(other, policy).find("A matrix") != std::string::npos);
  }
}

}  // namespace floor_tables_rules_test
