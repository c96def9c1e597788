#include <waitlist/io/policy_reader.h>

#include "support/shipped.h"

#include <doctest/doctest.h>

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

  TEST_CASE("fact schema: what is not TOML, not UTF-8, too new or empty is refused") {
    CHECK(faults_of("format = ").find("facts.toml:1") != std::string::npos);
    CHECK(faults_of("id = \"\xff\"\n").find("[E302]") != std::string::npos);
    CHECK(faults_of("format = 2\n").find("reads format 1") != std::string::npos);
    CHECK(faults_of("").find("[E305]") != std::string::npos);
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
