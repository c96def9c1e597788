#include <waitlist/base/limits.h>
#include <waitlist/io/case_reader.h>
#include <waitlist/io/case_writer.h>
#include <waitlist/io/policy_reader.h>

#include "cases/contradiction_table.h"
#include "io/case_mix_reader.h"
#include "io/toml_document.h"
#include "support/shipped.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <array>
#include <string>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

/// A count of each number of decimals from 0 to 6, as great as counts can be.
const FactSchema& counts() {
  static const FactSchema kSchema = [] {
    std::string toml = "format = 1\nid = \"x\"\nversion = \"1\"\ntitle = \"t\"\n";
    constexpr std::array kMost{"500_000_000", "50_000_000",  "5_000_000.00", "500_000",
                               "50_000.0000", "5_000.00000", "500.000000"};
    for (int i = 0; i <= 6; ++i) {
      toml += "[[fact]]\nid = \"n" + std::to_string(i) + "\"\nlabel = \"N\"\nkind = \"count\"\n";
      toml += "maximum = " + std::string{kMost[static_cast<std::size_t>(i)]} + "\n";
      if (i > 0) toml += "decimals = " + std::to_string(i) + "\n";
    }
    auto schema = read_fact_schema(toml);
    if (!schema) throw std::logic_error{shipped::lines_of(schema.error())};
    return *schema;
  }();
  return kSchema;
}

std::string faults_of_cell(const std::string& fact, const std::string& cell) {
  const auto cases =
      read_cases_csv("case_id,listed_on," + fact + "\nA,2009-06-01,\"" + cell + "\"\n", counts());
  return cases ? std::string{} : shipped::lines_of(cases.error());
}

std::string faults_of_json(const std::string& fact, const std::string& value) {
  const auto cases = read_cases_json(
      "{\"format\":1,\"cases\":[{\"case_id\":\"A\",\"listed_on\":\"2009-06-01\",\"facts\":{\"" +
          fact + "\":" + value + "}}]}",
      counts());
  return cases ? std::string{} : shipped::lines_of(cases.error());
}

Answer answer_to_cell(const std::string& fact, const std::string& cell) {
  const auto cases =
      read_cases_csv("case_id,listed_on," + fact + "\nA,2009-06-01," + cell + "\n", counts());
  return cases ? cases->answer(0, *counts().find(fact)) : Answer::not_asked();
}

}  // namespace

TEST_SUITE("counts with decimals") {
  TEST_CASE("counts: a number is the same however many noughts it is written with") {
    struct Row {
      const char* fact;
      const char* cell;
      std::uint32_t number;
    };

    for (const Row& row :
         {Row{"n0", "7", 7}, Row{"n0", "7.0", 7}, Row{"n1", "7.1", 71}, Row{"n1", "7.10", 71},
          Row{"n1", "7", 70}, Row{"n1", "0.1", 1}, Row{"n1", "25.1", 251}, Row{"n1", "25.2", 252},
          Row{"n2", "7.1", 710}, Row{"n6", "500", 500'000'000}, Row{"n6", "0.000001", 1},
          Row{"n1", "50000000.0", 500'000'000}, Row{"n0", "500000000", 500'000'000}}) {
      CAPTURE(row.fact);
      CAPTURE(row.cell);
      CHECK(answer_to_cell(row.fact, row.cell) == Answer::number(row.number));
      CHECK(faults_of_json(row.fact, row.cell).empty());
    }
  }

  TEST_CASE("counts: what is not such a number is refused as it is written, with the cause") {
    struct Row {
      const char* fact;
      const char* cell;
      const char* says;
    };

    for (const Row& row :
         {Row{"n0", "7.1", "\"7.1\": n0 has no decimals, and nothing is rounded"},
          Row{"n1", "7.123", "\"7.123\": this has more than 1 decimal"},
          Row{"n1", "7.1230", "\"7.1230\": this has more than 1 decimal"},
          Row{"n2", "7.123", "more than 2 decimals"},
          Row{"n1", "50000000.1", "a number from 0 to 50000000.0 with at most 1 decimal"},
          Row{"n0", "500000001", "a whole number from 0 to 500000000"},
          Row{"n6", "500.000001", "\"500.000001\""}, Row{"n1", "-0.1", "\"-0.1\""}}) {
      CAPTURE(row.cell);
      const std::string csv = faults_of_cell(row.fact, row.cell);
      const std::string json = faults_of_json(row.fact, row.cell);
      CAPTURE(csv);
      CAPTURE(json);
      CHECK(csv.find(row.says) != std::string::npos);
      CHECK(json.find(row.says) != std::string::npos);
    }
    CHECK(faults_of_cell("n1", "7,1").find("write 7.1 if that is the number meant") !=
          std::string::npos);
    for (const char* cell : {".5", "7.", "1e3", "7.1.1", "+7", "seven"}) {
      CAPTURE(cell);
      CHECK(faults_of_cell("n1", cell).find("[E") != std::string::npos);
    }
    CHECK(faults_of_json("n1", "true").find("\"boolean\": expected a number") != std::string::npos);
  }

  TEST_CASE("counts: a list with numbers of any size comes back byte for byte") {
    CHECK(rc::check([] {
      std::vector<Case> cases(1);
      cases[0].case_id = "A";
      cases[0].listed_on = shipped::day("2009-06-01");
      const auto most = static_cast<std::uint32_t>(limits::kCountMax);
      for (std::size_t i = 0; i < counts().facts().size(); ++i) {
        const bool small = *rc::gen::arbitrary<bool>();
        const auto number = *rc::gen::inRange(0U, small ? 400U : most + 1);
        cases[0].answers.push_back(Answer::number(number));
      }
      const Digest digest = CaseTable::make(counts(), cases)->digest();
      for (const CsvDialect dialect : {CsvDialect::plain, CsvDialect::spreadsheet}) {
        const std::string csv = write_cases_csv(cases, counts(), dialect);
        const auto read = read_cases_csv(csv, counts());
        RC_ASSERT(read.has_value());
        RC_ASSERT(read->digest() == digest);
        const std::vector<Case> again{read->at(0)};
        RC_ASSERT(write_cases_csv(again, counts(), dialect) == csv);
      }
      const std::string json = write_cases_json(cases, counts());
      const auto read = read_cases_json(json, counts());
      RC_ASSERT(read.has_value());
      RC_ASSERT(read->digest() == digest);
      RC_ASSERT(write_cases_json(std::vector<Case>{read->at(0)}, counts()) == json);
    }));
  }

  TEST_CASE("counts: a schema says how many decimals there are, and its faults name the limit") {
    const auto faults = [](const std::string& lines) {
      const auto schema = read_fact_schema(
          "format = 1\nid = \"x\"\nversion = \"1\"\ntitle = \"t\"\n[[fact]]\nid = \"a\"\n"
          "label = \"A\"\n" +
          lines);
      return schema ? std::string{} : shipped::lines_of(schema.error());
    };

    struct Row {
      const char* lines;
      const char* says;
    };

    for (const Row& row :
         {Row{"kind = \"count\"\nmaximum = 20.5\n", "\"20.5\": a has no decimals"},
          Row{"kind = \"count\"\nmaximum = 20.55\ndecimals = 1\n", "more than 1 decimal"},
          Row{"kind = \"count\"\nmaximum = 20\ndecimals = 7\n", "0 to 6"},
          Row{"kind = \"count\"\nmaximum = 20\ndecimals = 1.5\n", "\"1.5\": expected a whole"},
          Row{"kind = \"count\"\nmaximum = 500.000001\ndecimals = 6\n", "0.000001 to 500.000000"},
          Row{"kind = \"count\"\nmaximum = 0.0\ndecimals = 1\n", "0.1 to 50000000.0"},
          Row{"kind = \"date\"\ndecimals = 1\n", "only a count has decimals"}}) {
      CAPTURE(row.lines);
      const std::string found = faults(row.lines);
      CAPTURE(found);
      CHECK(found.find(row.says) != std::string::npos);
    }
    CHECK(faults("kind = \"count\"\nmaximum = 20.5\ndecimals = 1\n").empty());
  }

  TEST_CASE("counts: what a scenario draws, and asks of answers, are numbers of the fact") {
    const auto mix_of = [](const std::string& toml, TomlFaults& faults) {
      const auto document = parse_toml(toml, faults);
      TomlTable root{*document, "", faults};
      return read_case_mix(root, counts());
    };
    const std::string toml =
        "id = \"m\"\n[[fact]]\nfact = \"n1\"\nnumbers = [{ from = 0.5, to = 7.1, share = 1 }]\n"
        "[[fact]]\nfact = \"n0\"\nonly_if = { fact = \"n1\", at_least = 0.7 }\n"
        "numbers = [{ from = 3, to = 9, share = 1 }]\n";
    TomlFaults none{"s.toml"};
    const CaseMix mix = mix_of(toml, none);
    CHECK(none.empty());
    CHECK(mix.facts.at(0).rows.back().from == 5);
    CHECK(mix.facts.at(0).rows.back().to == 71);
    CHECK(mix.facts.at(1).only_if->at_least == 7);
    CHECK(mix.facts.at(1).rows.back().to == 9);

    struct Row {
      const char* from;
      const char* to;
      const char* says;
    };

    for (const Row& row : {Row{"to = 7.1", "to = 7.15", "\"7.15\": this has more than 1 decimal"},
                           Row{"to = 7.1", "to = 0.4", "\"0.4\": a number from 0.5 to 50000000.0"},
                           Row{"to = 9", "to = 9.5", "n0 has no decimals"},
                           Row{"at_least = 0.7", "at_least = 0", "\"0\": a number from 0.1"}}) {
      CAPTURE(row.to);
      std::string text = toml;
      text.replace(text.find(row.from), std::string_view{row.from}.size(), row.to);
      TomlFaults faults{"s.toml"};
      static_cast<void>(mix_of(text, faults));
      const std::string lines = shipped::lines_of(faults.take());
      CAPTURE(lines);
      CHECK(lines.find(row.says) != std::string::npos);
    }
  }

  TEST_CASE("counts: a contradiction asks for a number with the decimals of its fact") {
    const auto schema = [](const std::string& bound) {
      return read_fact_schema(
          "format = 1\nid = \"x\"\nversion = \"1\"\ntitle = \"t\"\n[[fact]]\nid = \"a\"\n"
          "label = \"A\"\nkind = \"count\"\nmaximum = 20\ndecimals = 1\n[[contradiction]]\n"
          "id = \"c\"\nsentence = \"S.\"\nall = [{ fact = \"a\", at_least = " +
          bound + " }]\n");
    };
    const auto right = schema("7.5");
    REQUIRE(right.has_value());
    const ResolvedTest& test = resolved_contradictions(*right).front().all.front();
    CHECK(test.holds(Answer::number(75)));
    CHECK_FALSE(test.holds(Answer::number(74)));
    CHECK(shipped::lines_of(schema("7.55").error()).find("more than 1 decimal") !=
          std::string::npos);
    CHECK(shipped::lines_of(schema("20.5").error()).find("from 0 to 20.0") != std::string::npos);
  }

  TEST_CASE("counts: decimals are in the digest of a schema only where there are any") {
    const auto digest = [](const std::string& decimals) {
      return read_fact_schema(
                 "format = 1\nid = \"x\"\nversion = \"1\"\ntitle = \"t\"\n[[fact]]\nid = \"a\"\n"
                 "label = \"A\"\nkind = \"count\"\nmaximum = 20\n" +
                 decimals)
          ->digest();
    };
    CHECK(digest("") == digest("decimals = 0\n"));
    CHECK(digest("") != digest("decimals = 1\n"));
  }
}
