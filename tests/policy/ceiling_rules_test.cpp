// Ceilings and [cannot_tell] as policies write them.
#include <waitlist/io/policy_reader.h>
#include <waitlist/report/policy_report.h>

#include "support/changed_text.h"
#include "support/shipped.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace ceiling_rules_test {
namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
using changed_text::Row;

/// A whole policy in which each row of a test changes one thing.
constexpr const char* kPolicy = R"(format = 1
id = "test"
version = "1"
title = "Test"
status = "illustrative"
status_line = "A test."
facts = "private_law_facts.toml"
order = ["tier", "points", "longest_wait", "case_id"]

[[band]]
id = "P1"
label = "Immediate"
from = 20

[[band]]
id = "P2"
label = "Standard"
from = 0

[[group]]
id = "risk"
label = "Risk"
combine = "sum"

[[criterion]]
fact = "da.reported"
group = "risk"
levels = { reported = 1, ongoing = 2, serious = 3, severe = 4 }

[[floor]]
id = "F"
label = "A floor"
band = "P1"
whatever_else = true
all = [{ fact = "da.reported", at_least = "severe" }]

[[ceiling]]
id = "old"
label = "Long ago"
band = "P2"
all = [{ fact = "da.police_12m", at_least = 3 }]

[[ceiling]]
id = "small"
label = "Counts for little"
group = "risk"
at_most = 2.5
any = [{ fact = "da.police_12m", at_least = 5 }]

[cannot_tell]
band = "P2"
facts = ["da.reported", "da.marac"]
label = "Cannot be told yet"
why = "Nobody is put last for want of an answer."
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
  TEST_CASE("policy: each fault of a ceiling, and of what cannot be told, is reported") {
    CHECK(faults_of(kPolicy).empty());
    const std::vector<Row> rows{
        {"id = \"old\"", "id = \"o ld\"", "ceiling[1].id \"o ld\""},
        {"id = \"small\"", "id = \"old\"", "an earlier ceiling has this id"},
        {"label = \"Long ago\"\n", "", "ceiling[1].label"},
        {"band = \"P2\"\nall", "band = \"P9\"\nall", "no [[band]] has this id"},
        {"band = \"P2\"\nall", "all", "a ceiling has one of `band` and `group`"},
        {"band = \"P2\"\nall", "band = \"P2\"\ngroup = \"risk\"\nall",
         "a ceiling has one of `band` and `group`"},
        {"band = \"P2\"\nall", "band = \"P2\"\nat_most = 3\nall",
         "only a ceiling on a group has points"},
        {"group = \"risk\"\nat_most", "group = \"rsk\"\nat_most", "did you mean \"risk\""},
        {"at_most = 2.5", "at_most = -1", "points are 0 to 1000000"},
        {"at_most = 2.5", "at_most = 1000001", "points are 0 to 1000000"},
        {"any = [{ fact = \"da.police_12m\", at_least = 5 }]\n", "",
         "needs at least one condition"},
        {"{ fact = \"da.police_12m\", at_least = 5 }", "{ band = \"P1\" }",
         "so it cannot depend on it"},
        {"{ fact = \"da.police_12m\", at_least = 5 }", "{ fact = \"x\", at_least = 5 }",
         "ceiling[2].any[1].fact"},
        {"whatever_else = true", "whatever_else = \"yes\"", "[E322]"},
        {"at_most = 2.5", "at_most = 2.5\nsources = [\"nobody\"]", "ceiling[2].sources"},
        {"band = \"P2\"\nfacts = [\"da", "band = \"P7\"\nfacts = [\"da", "cannot_tell.band"},
        {"facts = [\"da.reported\", \"da.marac\"]\n", "", "cannot_tell.facts"},
        {"facts = [\"da.reported\", \"da.marac\"]", "facts = []",
         "name the facts without which the band cannot be told"},
        {"\"da.marac\"]", "\"da.reported\"]", "this fact is named already"},
        {"\"da.marac\"]", "\"da.marak\"]", "did you mean \"da.marac\""},
        {"label = \"Cannot be told yet\"\n", "", "cannot_tell.label"},
        {"label = \"Cannot be told yet\"", "label = \"x\"\ncolour = \"red\"", "[E304]"},
    };
    changed_text::check_faults(kPolicy, rows, faults_of);
  }

  TEST_CASE("policy: the digest sees every part of a ceiling and of what cannot be told") {
    const auto digest = [](const std::string& toml) {
      return read_policy(toml, shipped::facts())->stamp().digest;
    };
    const std::vector<Row> rows{
        {"whatever_else = true", "whatever_else = false"},
        {"id = \"old\"", "id = \"older\""},
        {"band = \"P2\"\nall", "band = \"P1\"\nall"},
        {"at_most = 2.5", "at_most = 2.25"},
        {"at_least = 5", "at_least = 6"},
        {"label = \"Counts for little\"", "label = \"Counts little\""},
        {"[\"da.reported\", \"da.marac\"]", "[\"da.reported\"]"},
        {"Cannot be told yet", "Cannot be told"},
        {"for want of an answer", "for want of answers"},
    };
    changed_text::check_digests(kPolicy, rows, digest);
    CHECK(digest(changed("whatever_else = true\n", "")) ==
          digest(changed("whatever_else = true", "whatever_else = false")));
  }

  TEST_CASE("policy: reports say what is kept down, and when no band can be told") {
    const CompiledPolicy policy = read_policy(kPolicy, shipped::facts()).value();
    for (const std::string& page : {render_text(policy), render_html(policy)}) {
      std::string words;
      for (const char c : page) {
        if (c != ' ' && c != '\n') words += c;
      }
      CAPTURE(page);
      for (const char* said :
           {"No ceiling puts a case below this.", "P2 (Standard)", "Risk: 2.5 points", "Long ago",
            "Counts for little", "Cannot be told yet", "The case then stands in P2 (Standard)",
            "put it below what floors and ceilings leave it",
            "None holds because of what is not"}) {
        std::string packed;
        for (const char* c = said; *c != '\0'; ++c) {
          if (*c != ' ') packed += *c;
        }
        CAPTURE(said);
        CHECK(words.find(packed) != std::string::npos);
      }
    }
    const std::string json = render_json(policy);
    for (const char* said :
         {"\"ceilings\"", "\"at_most\"", "\"cannot_tell\"", "\"whatever_else\""}) {
      CAPTURE(said);
      CHECK(json.find(said) != std::string::npos);
    }
    const CompiledPolicy without =
        read_policy(changed("id = \"old\"", "id = \"other\""), shipped::facts()).value();
    const std::string difference = render_text(without, policy);
    CHECK(difference.find("Rules that keep a case down: added \"Long ago\"") != std::string::npos);
  }
}

}  // namespace ceiling_rules_test
