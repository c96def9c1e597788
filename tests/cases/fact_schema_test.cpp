#include <waitlist/io/policy_reader.h>

#include "support/shipped.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

constexpr const char* kHead = "format = 1\nid = \"x\"\nversion = \"1\"\ntitle = \"t\"\n";

std::string faults_of(const std::string& toml) {
  const auto schema = read_fact_schema(toml, "facts.toml");
  return schema ? std::string{} : shipped::lines_of(schema.error());
}

std::string faults_of_fact(const std::string& fact) {
  return faults_of(std::string{kHead} + "[[fact]]\n" + fact);
}

}  // namespace

TEST_SUITE("fact schema") {
  TEST_CASE("fact schema: the shipped one has the facts, themes and sources it promises") {
    const FactSchema& facts = shipped::facts();
    CHECK(facts.id() == "private_law");
    CHECK(facts.facts().size() > 30);
    std::size_t about_abuse = 0;
    for (const FactDefinition& fact : facts.facts()) {
      CAPTURE(fact.id);
      CHECK_FALSE(fact.label.empty());
      CHECK_FALSE(fact.source.empty());
      CHECK(facts.fact(*facts.find(fact.id)).id == fact.id);
      if (fact.theme == "domestic_abuse") ++about_abuse;
    }
    CHECK(about_abuse == 10);
    CHECK_FALSE(facts.find("nothing").has_value());
  }

  TEST_CASE("fact schema: every fault is reported with its line") {
    struct Row {
      const char* fact;
      const char* says;
    };

    for (const Row& row : {
             Row{"id = \"\"\nlabel = \"A\"\nkind = \"date\"\n", "facts.toml:6"},
             Row{"id = \"A\"\nlabel = \"A\"\nkind = \"date\"\n", "lower"},
             Row{"id = \"a\"\nlabel = \"A\"\nkind = \"date\"\nmaximum = 0\n", "only a count has"},
             Row{"id = \"a\"\nlabel = \"A\"\nkind = \"date\"\nlevels = []\n", "only a choice or"},
             Row{"id = \"_a\"\nlabel = \"A\"\nkind = \"date\"\n", "beginning with a letter"},
             Row{"id = \"case_id\"\nlabel = \"A\"\nkind = \"date\"\n", "column"},
             Row{"id = \"a\"\nlabel = \"A\"\nkind = \"colour\"\n", "[E312]"},
             Row{"id = \"a\"\nlabel = \"A\"\nkind = \"choice\"\n", "level"},
             Row{"id = \"a\"\nlabel = \"A\"\nkind = \"count\"\n", "maximum"},
             Row{"id = \"a\"\nlabel = \"A\"\nkind = \"count\"\nmaximum = 0\n", "[E314]"},
             Row{"id = \"a\"\nlabel = \"A\"\nkind = \"date\"\nlevels = [{id=\"b\",label=\"B\"}]\n",
                 "level"},
             Row{"id = \"a\"\nlabel = \"A\"\nkind = \"choice\"\nlevels = "
                 "[{id=\"no\",label=\"N\"}]\n",
                 "answer"},
             Row{"id = \"a\"\nlabel = \"A\"\nkind = \"choice\"\n"
                 "levels = [{id=\"b\",label=\"B\"},{id=\"b\",label=\"B\"}]\n",
                 "[E306]"},
             Row{"id = \"a\"\nlabel = \"A\"\nkind = \"date\"\n[[fact]]\nid = \"a\"\n"
                 "label = \"A\"\nkind = \"date\"\n",
                 "[E306]"},
             Row{"id = \"a\"\nlabel = \"A\"\nkind = \"date\"\ncolour = 1\n", "[E304]"},
             Row{"id = \"a\"\nlabel = 3\nkind = \"date\"\n", "[E322]"},
         }) {
      CAPTURE(row.fact);
      const std::string faults = faults_of_fact(row.fact);
      CAPTURE(faults);
      CHECK(faults.find(row.says) != std::string::npos);
    }
  }

  TEST_CASE("fact schema: a fact, level or marker may begin with a digit") {
    CHECK(faults_of_fact("id=\"999_calls\"\nlabel=\"A\"\nkind=\"choice\"\n"
                         "levels=[{id=\"1\",label=\"One\"},{id=\"2_or_more\",label=\"More\"}]\n")
              .empty());
  }

  TEST_CASE("fact schema: an unknown kind is the one fault of its fact") {
    for (const char* const rest :
         {"", "decimals = 1\nmaximum = 9\n", "levels = [{id=\"a\",label=\"A\"}]\n"}) {
      const std::string faults =
          faults_of_fact(std::string{"id=\"a\"\nlabel=\"A\"\nkind=\"decimal\"\n"} + rest);
      CAPTURE(faults);
      CHECK(faults.find("expected one of `choice`, `count`") != std::string::npos);
      const bool other = faults.find("[E304]") != std::string::npos;
      CHECK(std::ranges::count(faults, '\n') == (other ? 2 : 1));
    }
  }

  TEST_CASE("fact schema: a theme is read, and its faults are reported with its line") {
    const std::string fact = "[[fact]]\nid=\"a\"\nlabel=\"A\"\nkind=\"date\"\ntheme=\"t\"\n";
    const auto with = [&fact](const std::string& theme) {
      return std::string{kHead} + "[[theme]]\n" + theme + fact;
    };
    const std::string whole = "id=\"t\"\nlabel=\"L\"\nfinding=\"Found.\"\n";
    const auto schema = read_fact_schema(with(whole + "includes=\"others\"\n"));
    REQUIRE(schema.has_value());
    REQUIRE(schema->themes().size() == 1);
    CHECK(schema->themes()[0].id == "t");
    CHECK(schema->themes()[0].label == "L");
    CHECK(schema->themes()[0].includes == "others");
    CHECK(schema->themes()[0].finding == "Found.");
    CHECK(schema->digest() == read_fact_schema(std::string{kHead} + fact)->digest());

    struct Row {
      std::string theme;
      const char* says;
    };

    for (const Row& row : {
             Row{"label=\"L\"\nfinding=\"F.\"\n", "[E305]"},
             Row{"id=\"T\"\nlabel=\"L\"\nfinding=\"F.\"\n", "lower case"},
             Row{"id=\"t\"\nlabel=\"\"\nfinding=\"F.\"\n", "theme[1].label"},
             Row{"id=\"t\"\nlabel=\"L\"\n", "theme[1].finding"},
             Row{"id=\"u\"\nlabel=\"L\"\nfinding=\"F.\"\n", "facts.toml:5:1"},
             Row{"id=\"u\"\nlabel=\"L\"\nfinding=\"F.\"\n", "no fact has this theme"},
             Row{whole + "[[theme]]\n" + whole, "an earlier theme"},
             Row{whole + "colour=\"red\"\n", "[E304]"},
         }) {
      CAPTURE(row.theme);
      const std::string faults = faults_of(with(row.theme));
      CAPTURE(faults);
      CHECK(faults.find(row.says) != std::string::npos);
    }
    std::string many;
    for (int i = 0; i < 17; ++i) many += "[[theme]]\n" + whole;
    CHECK(faults_of(kHead + many + fact).find("at most 16 themes") != std::string::npos);
  }

  TEST_CASE("fact schema: the first day of the service is read, and is in no digest") {
    const std::string fact = "[[fact]]\nid=\"day\"\nlabel=\"D\"\nkind=\"date\"\n";
    const std::string head{kHead};
    const auto without = read_fact_schema(head + fact);
    const auto with = read_fact_schema(head + "service_from = 2001-04-01\n" + fact);
    REQUIRE_MESSAGE(with.has_value(), faults_of(head + "service_from = 2001-04-01\n" + fact));
    CHECK_FALSE(without->service_from());
    CHECK(with->service_from() == Day::parse("2001-04-01"));
    CHECK_FALSE(with->with_service_from(std::nullopt).service_from());
    CHECK(with->service_from());
    CHECK(with->digest() == without->digest());
    CHECK(read_fact_schema(head + fact + "disclose=true\n")->digest() == without->digest());
    CHECK(read_fact_schema(head + fact + "disclose=true\n")->facts().front().disclose);
    CHECK_FALSE(without->facts().front().disclose);
    CHECK(faults_of(head + "service_from = \"2001-4-1\"\n" + fact).find("service_from") !=
          std::string::npos);
    CHECK(faults_of(head + "service_from = 2001\n" + fact).find("service_from") !=
          std::string::npos);
  }

  TEST_CASE("fact schema: a contradiction is read, and its faults are reported with its line") {
    const std::string facts =
        "[[fact]]\nid=\"abuse\"\nlabel=\"A\"\nkind=\"choice\"\nlevels=[{id=\"told\",label=\"T\"}]\n"
        "[[fact]]\nid=\"signs\"\nlabel=\"S\"\nkind=\"checklist\"\nlevels=[{id=\"one\",label=\"O\"}]"
        "\n"
        "[[fact]]\nid=\"score\"\nlabel=\"N\"\nkind=\"count\"\nmaximum=9\nno=false\n"
        "[[fact]]\nid=\"day\"\nlabel=\"D\"\nkind=\"date\"\n";
    const auto with = [&facts](const std::string& contradiction) {
      return kHead + facts + "[[contradiction]]\n" + contradiction;
    };
    const std::string whole =
        "id=\"c\"\nsentence=\"Both.\"\nall=[{fact=\"abuse\",answer=\"no\"}]\n"
        "any=[{fact=\"signs\",any_of=[\"one\"]},{fact=\"score\",at_least=1},"
        "{fact=\"abuse\",at_least=\"told\"}]\n";
    const auto schema = read_fact_schema(with(whole));
    REQUIRE_MESSAGE(schema.has_value(), faults_of(with(whole)));
    REQUIRE(schema->contradictions().size() == 1);
    CHECK(schema->contradictions()[0].sentence == "Both.");
    CHECK_FALSE(schema->fact(*schema->find("score")).no_is_answer);
    CHECK(schema->digest() != read_fact_schema(kHead + facts)->digest());

    struct Row {
      std::string rest;
      const char* says;
    };

    for (const Row& row : {
             Row{"all=[{fact=\"abus\",answer=\"no\"}]\n", "did you mean \"abuse\"?"},
             Row{"all=[{fact=\"abuse\",at_least=\"tol\"}]\n", "did you mean \"told\"?"},
             Row{"all=[{fact=\"signs\",any_of=[\"two\"]}]\n", "contradiction[1].all[1].any_of"},
             Row{"all=[{fact=\"abuse\",any_of=[\"told\"]}]\n", "name markers of a checklist"},
             Row{"all=[{fact=\"abuse\",at_least=1}]\n", "a choice has a level here"},
             Row{"all=[{fact=\"day\",at_least=1}]\n", "a date neither"},
             Row{"all=[{fact=\"score\",at_least=10}]\n", "from 0 to 9"},
             Row{"all=[{fact=\"score\",answer=\"no\"}]\n", "never holds"},
             Row{"all=[{fact=\"abuse\",answer=\"nope\"}]\n", "[E312]"},
             Row{"all=[{fact=\"abuse\"}]\n", "say `answer`, `at_least` or `any_of`"},
             Row{"all=[{fact=\"abuse\",more=1}]\n", "no test is called that; a test has `answer`"},
             Row{"all=[]\nany=[{fact=\"abuse\",answer=\"no\"}]\n", "contradiction[1].all \"[]\""},
             Row{"all=[{fact=\"abuse\",answer=\"no\"}]\nany=[]\n", "name a test, or leave"},
             Row{"all=[{fact=\"abuse\",answer=\"no\",colour=1}]\n", "[E304]"},
             Row{"", "say in `all` or `any` when it holds"},
             Row{"any=[{fact=\"abus\",answer=\"no\"}]\n", "facts.toml:25:1"},
         }) {
      CAPTURE(row.rest);
      const std::string faults = faults_of(with("id=\"c\"\nsentence=\"Both.\"\n" + row.rest));
      CAPTURE(faults);
      CHECK(faults.find(row.says) != std::string::npos);
    }
    const std::string none =
        "id=\"c\"\nsentence=\"Both.\"\nall=[{fact=\"abuse\",answer=\"none\"}]\n";
    CHECK(faults_of(with(none)).find("did you mean") == std::string::npos);
    CHECK(faults_of(with("id=\"c\"\nall=[{fact=\"abuse\",answer=\"no\"}]\n")).find("sentence") !=
          std::string::npos);
    CHECK(faults_of(with(whole + "[[contradiction]]\n" + whole)).find("an earlier contradiction") !=
          std::string::npos);
  }

  TEST_CASE("fact schema: what is not TOML, not UTF-8, too new or empty is refused") {
    CHECK(faults_of("format = ").find("facts.toml:1") != std::string::npos);
    CHECK(faults_of("id = \"\xff\"\n").find("[E302]") != std::string::npos);
    CHECK(faults_of("format = 2\n").find("reads format 1") != std::string::npos);
    CHECK(faults_of("").find("[E305]") != std::string::npos);
    CHECK(faults_of(std::string{kHead} + "fact = []\n").find("at least one fact") !=
          std::string::npos);
    CHECK(faults_of(std::string(1024 * 1024 + 1, '#')).find("[E303]") != std::string::npos);
    CHECK(faults_of("a = " + std::string(5000, '[')).find("facts.toml") != std::string::npos);
  }

  TEST_CASE("fact schema: the same facts have the same digest, other facts another") {
    const std::string one = std::string{kHead} + "[[fact]]\nid=\"a\"\nlabel=\"A\"\nkind=\"date\"\n";
    const std::string spaced =
        std::string{kHead} + "\n# remark\n[[fact]]\nkind = \"date\"\nlabel = \"A\"\nid = \"a\"\n";
    const std::string other =
        std::string{kHead} + "[[fact]]\nid=\"b\"\nlabel=\"A\"\nkind=\"date\"\n";
    CHECK(read_fact_schema(one)->digest() == read_fact_schema(spaced)->digest());
    CHECK(read_fact_schema(one)->digest() != read_fact_schema(other)->digest());
  }
}
