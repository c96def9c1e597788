#include <waitlist/io/case_reader.h>
#include <waitlist/io/case_writer.h>

#include "support/shipped.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

CaseMapping mapping_of(const std::string& toml) {
  auto mapping = read_case_mapping("format = 1\n" + toml, shipped::facts(), "map.toml");
  REQUIRE_MESSAGE(mapping.has_value(), shipped::lines_of(mapping ? Errors{} : mapping.error()));
  return *std::move(mapping);
}

Result<CaseList> read_export(std::string_view text,
                             const std::string& mapping,
                             FaultyRows faulty = FaultyRows::refuse) {
  return read_case_list_csv(text, shipped::facts(), "export.csv", {1, faulty, mapping_of(mapping)});
}

/// The cases as a case file, or all faults.
std::string said_by(std::string_view text, const std::string& mapping) {
  const auto list = read_export(text, mapping);
  if (!list) return shipped::lines_of(list.error());
  std::vector<Case> cases;
  for (CaseRow row = 0; row < list->cases.size(); ++row) cases.push_back(list->cases.at(row));
  return write_cases_csv(cases, shipped::facts());
}

/// The same of a case file.
std::string said_by_plain(std::string_view text) {
  const auto table = shipped::cases(text);
  std::vector<Case> cases;
  for (CaseRow row = 0; row < table.size(); ++row) cases.push_back(table.at(row));
  return write_cases_csv(cases, shipped::facts());
}

constexpr const char* kUkMapping =
    "[columns]\ncase_id = \"Case\"\nlisted_on = \"Received\"\nchild_dobs = \"DOBs\"\n"
    "\"da.reported\" = \"DA\"\n[dates]\norder = \"day/month/year\"\n[words.\"*\"]\n\"Y\" = "
    "\"reported\"\n\"N\" = \"no\"\n";

std::string uk_mapping_with(std::string more) {
  more += kUkMapping;
  return more;
}

const std::string kChildRows =
    "[file]\nrows = \"child\"\nignore_others = true\n[columns]\ncase_id = \"Case\"\nlisted_on = "
    "\"Received\"\nchild_dobs = \"DOB\"\nchild_refs = \"Ref\"\nlinked_to = \"Link\"\nteam = "
    "\"Team\"\n[dates]\norder = \"day/month/year\"\n";

struct ExportFault {
  std::string mapping;
  const char* text;
  const char* says;
};

}  // namespace

TEST_SUITE("mapped csv") {
  TEST_CASE("mapped: an export says what a case file says") {
    CHECK(said_by("Received,DA,Case,DOBs\n06/04/2009,Y,A,01/02/2008;unknown\n"
                  "07/04/2009,,B,\"03/02/2008; due 01/12/2009\"\n\n,,,\n08/04/2009,n,C,\n",
                  kUkMapping) == said_by_plain("case_id,listed_on,child_dobs,da.reported\n"
                                               "A,2009-04-06,2008-02-01;unknown,reported\n"
                                               "B,2009-04-07,2008-02-03;due 2009-12-01,\n"
                                               "C,2009-04-08,,no\n"));
  }

  TEST_CASE("mapped: title lines, sep=, separators, repeated headers and totals are passed over") {
    const std::string expected = said_by_plain("case_id,listed_on,team\nA,2009-04-06,\"N;E\"\n");
    const std::string columns =
        "[columns]\ncase_id = \"Case\"\nlisted_on = \"On\"\nteam = \"Team\"\n";
    const std::string skip = "[[skip]]\ncolumn = \"Case\"\nwords = [\"Total\"]\n";
    CHECK(said_by("sep=;\r\nCase;On;Team\r\nA;2009-04-06;\"N;E\"\r\n", columns) == expected);
    CHECK(said_by("\"sep=;\"\nCase;On;Team\nA;2009-04-06;\"N;E\"\n", columns) == expected);
    CHECK(said_by("Case|On|Team\nA|2009-04-06|N;E\n", columns) == expected);
    CHECK(said_by("Case\tOn\tTeam\rA\t2009-04-06\tN;E\r", columns) == expected);
    CHECK(said_by("Report, 1 April\n\nCase,On,Team\nA,2009-04-06,N;E\nCase,On,Team\nTOTAL,1,\n",
                  "[file]\nheader_line = 3\n" + columns + skip) == expected);
  }

  TEST_CASE("mapped: several columns are joined, and a `no` never speaks for an empty cell") {
    const std::string mapping =
        "[columns]\ncase_id = \"Case\"\nlisted_on = \"On\"\nchild_dobs = [\"D1\", \"D2\"]\n"
        "child_refs = [\"R1\", \"R2\"]\nlinked_to = [\"L1\", \"L2\"]\n\"da.markers\" = [\"M1\", "
        "\"M2\"]\n[words.\"da.markers\"]\nS = \"stalking\"\nW = \"weapon\"\nN = \"no\"\nU = "
        "\"unknown\"\n";
    CHECK(said_by("Case,On,D1,R1,D2,R2,L1,L2,M1,M2\n"
                  "A,2009-04-06,2008-02-06,k1,unknown,,B,C,S,W\n"
                  "B,2009-04-06,,,2008-02-06,k2,,,N,S\n"
                  "C,2009-04-06,2008-02-06,,,,,,N,N\n"
                  "D,2009-04-06,,,,,,,N,\n"
                  "E,2009-04-06,,,,,,,N,U\n"
                  "F,2009-04-06,,,,,,,,\n",
                  mapping) ==
          said_by_plain("case_id,listed_on,child_dobs,child_refs,linked_to,da.markers\n"
                        "A,2009-04-06,2008-02-06;unknown,k1;,B;C,stalking;weapon\n"
                        "B,2009-04-06,2008-02-06,k2,,stalking\n"
                        "C,2009-04-06,2008-02-06,,,no\n"
                        "D,2009-04-06,,,,\n"
                        "E,2009-04-06,,,,unknown\n"
                        "F,2009-04-06,,,,\n"));
    CHECK(
        said_by("Case,On,D1,R1,D2,R2,L1,L2,M1,M2\nA,2009-04-06,,k1,,,,,,\n", mapping)
            .find("export.csv:2:15: R1 (child_refs) \"k1\": a reference stands here for a child") !=
        std::string::npos);
  }

  TEST_CASE("mapped: one row for each child is merged, wherever the rows stand") {
    CHECK(said_by("Case,Received,DOB,Ref,Link,Team,Notes\n"
                  "A,06/04/2009,01/02/2008,k1,B,North,x\n"
                  "B,07/04/2009,03/02/2006,,,,y\n"
                  "A,,02/02/2007,k2,B;C,North,z\n"
                  "A,06/04/2009,,,,,\n",
                  kChildRows) ==
          said_by_plain("case_id,listed_on,child_dobs,child_refs,linked_to,team\n"
                        "A,2009-04-06,2008-02-01;2007-02-02;unknown,k1;k2;,B;C,North\n"
                        "B,2009-04-07,2006-02-03,,,\n"));
    const auto list = read_export(
        "Case,Received,DOB,Ref,Link,Team\n"
        "A,06/04/2009,01/02/2008,,,North\n"
        "B,06/04/2009,01/02/2008,,,North\n"
        "A,06/04/2009,02/02/2007,,,South\n"
        ",06/04/2009,02/02/2007,,,South\n",
        kChildRows, FaultyRows::set_apart);
    REQUIRE(list);
    CHECK(list->cases.size() == 1);
    REQUIRE(list->faulty.size() == 2);
    CHECK(list->faulty[0].case_id == "A");
    CHECK(list->faulty[0].line == 2);
    CHECK(
        to_text(list->faulty[0].faults.front()) ==
        "export.csv:4:27: Team (team) \"South\": line 2 says \"North\" of the same case; the rows "
        "of one case have to agree [E316]");
    CHECK(list->faulty[1].line == 5);
  }

  TEST_CASE("mapped: merged cells are filled down") {
    CHECK(said_by("Case,Received,DOB,Ref,Link,Team\nA,06/04/2009,01/02/2008,,,N\n"
                  ",,02/02/2007,,,\nB,07/04/2009,03/02/2007,,,N\n",
                  "[file]\nfill_down = \"Case\"\nrows = \"child\"\n" +
                      kChildRows.substr(kChildRows.find("ignore_others"))) ==
          said_by_plain("case_id,listed_on,child_dobs,team\nA,2009-04-06,2008-02-01;2007-02-02,N\n"
                        "B,2009-04-07,2007-02-03,N\n"));
  }

  TEST_CASE("mapped: every fault names the line, column and value of the export") {
    const std::string ids = "[columns]\ncase_id = \"Case\"\nlisted_on = \"On\"\n";
    const std::vector<ExportFault> rows{
        {kUkMapping, "Case,Received,DOBs,DA\nA,31/02/2009,,\n",
         "export.csv:2:3: Received (listed_on) \"31/02/2009\": there is no such day between 1900 "
         "and 2199, read as day/month/year [E311]"},
        {kUkMapping, "Case,Received,DOBs,DA\nA,06/04/2009,01/02/1980,\n",
         "export.csv:2:14: DOBs (child_dobs) \"01/02/1980\": 18 or older"},
        {kUkMapping, "Case,Received,DOBs,DA\nA,06/04/2009,,Perhaps\n",
         "export.csv:2:15: DA (da.reported) \"Perhaps\": expected"},
        {kUkMapping, "Case,Received,DOBs,DA\nA,06/04/2009,,Perhaps\n",
         "or say in [words] of the mapping"},
        {kUkMapping, "Case,Received,DOBs,DA\nA,06/04/2009,,\nB,06/04/2009,,\nA,07/04/2009,,\n",
         "export.csv:4:1: Case (case_id) \"A\": the case of line 2 has this id too"},
        {kUkMapping, "Case,Received,DOBs,DA\n,06/04/2009,,\n",
         "export.csv:2:1: Case (case_id): every"},
        {kUkMapping, "Case,Received,DOBs,DA\nA,,,\n",
         "export.csv:2:3: Received (listed_on): write the day"},
        {kUkMapping, "Case,Received,DOBs,DA\nA,06/04/2009,\n",
         "export.csv:2: the row has 3 cells and the line that names the columns has 4; put a cell "
         "with a comma in quotes"},
        {kUkMapping, "Case,Received,DOBs,DA\nA,06/04/2009,,a\"b\n",
         "export.csv:2:15: DA (da.reported) "},
        {kUkMapping, "Case,Received,DOBs,DA\nA,06/04/2009,,\"b\n", "a quote that nothing closes"},
        {kUkMapping, "Case,Received,DOBs\nA,06/04/2009,\n",
         "export.csv:1: columns.da.reported \"DA\": the mapping (line 6) takes this column, and "
         "the "
         "line that names the columns lacks it"},
        {kUkMapping, "Case,Received,DOB,DA\nA,06/04/2009,,\n", "did you mean \"DOB\"?"},
        {kUkMapping, "Case,Received,DOBs,DA,Worker\n",
         "export.csv:1:23: column 5 \"Worker\": the mapping"},
        {kUkMapping, "Case,Received,DOBs,DA,\n",
         "export.csv:1:23: column 5: this column has no name"},
        {kUkMapping, "Case,Received,DOBs,DA,DA\n",
         "this name stands at columns 4 and 5; write the place"},
        {kUkMapping, "", "export.csv:1: the file is empty"},
        {"[file]\nheader_line = 9\n" + ids, "Case,On\n", "there is no header line here"},
        {"[file]\nseparator = \";\"\n" + ids, "Case,On\n", "seem to be separated by \",\""},
        {"[file]\nseparator = \";\"\n" + ids, "sep=,\nCase,On\n",
         "the mapping says that the separ"},
        {"[columns]\ncase_id = \"Case\"\nlisted_on = 5\n", "Case,On\n", "the export has 2 columns"},
        {"[columns]\ncase_id = \"Case\"\nlisted_on = 1\n", "Case\n", "this column is case_id alr"},
        {ids, "Case,On\nA,06/04/2009\n", "or say in [dates] of the mapping how days are written"},
        {"[file]\nignore_others=true\n" + ids, "Case,On,Note\n,,x\n", "nothing stands in the col"},
        {"[file]\nignore_others=true\n" + ids, "Case,On,Note\nA,2009-04-06,\"x\"y\n",
         "Note: a quote leaves in doubt where this cell ends"},
        {ids + "\"da.dash\" = \"Score\"\n[numbers]\ndecimal_comma = true\n",
         "Case,On,Score\nA,2009-04-06,1.5\n", "export.csv:2:14: Score (da.dash) \"1.5\": the map"},
        {ids, "Case,On\nA,\xE9\n", "export.csv:2:3: \"byte E9\": not UTF-8"},
    };
    for (const ExportFault& row : rows) {
      CAPTURE(std::string{row.text});
      const std::string found = said_by(row.text, row.mapping);
      CHECK_MESSAGE(found.find(row.says) != std::string::npos, found);
    }
  }

  TEST_CASE("mapped: all faults of all rows are told once, in the order of the text") {
    const auto list = read_export(
        "Case,Received,DOBs,DA\nA,31/02/2009,soon,Perhaps\nB,06/04/2009,,Y\n"
        "C,2009,,\n",
        kUkMapping);
    REQUIRE_FALSE(list);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> places;
    for (const Error& error : list.error()) places.emplace_back(error.line, error.column);
    CHECK(places ==
          std::vector<std::pair<std::uint32_t, std::uint32_t>>{{2, 3}, {2, 14}, {2, 19}, {4, 3}});
  }

  TEST_CASE("mapped: every fault of a row whose case id is known names the case") {
    const std::string header = "Case,Received,DOBs,DA\n";
    // What cannot be rewritten, what the reader finds, a row of another width, a quote.
    for (const char* row : {"A,31/02/2009,soon,Perhaps\n", "A,06/04/2009,01/02/1980,\n", "A,,,\n",
                            "A,06/04/2009,\n", "A,06/04/2009,,\"b\" c\n"}) {
      CAPTURE(row);
      for (const FaultyRows rows : {FaultyRows::refuse, FaultyRows::set_apart}) {
        const auto list = read_export(header + row + "B,06/04/2009,,\n", kUkMapping, rows);
        const Errors faults = list ? list->faulty.front().faults : list.error();
        REQUIRE_FALSE(faults.empty());
        for (const Error& fault : faults) CHECK(fault.case_id == "A");
      }
    }
    // The id behind other columns, and none.
    const auto behind = read_export("Received,DA,DOBs,Case\n31/02/2009,,,C\n", kUkMapping);
    REQUIRE_FALSE(behind);
    CHECK(behind.error().front().case_id == "C");
    const auto nameless = read_export(header + ",31/02/2009,,\n", kUkMapping);
    REQUIRE_FALSE(nameless);
    for (const Error& fault : nameless.error()) CHECK(fault.case_id.empty());
  }

  TEST_CASE("mapped: faulty rows are set apart, and a row that may hold others refuses the list") {
    const std::string mapping = uk_mapping_with("[file]\nignore = \"Note\"\n");
    const auto list = read_export(
        "Case,Received,DOBs,DA,Note\nA,soon,,,\nB,06/04/2009,,Y,\"x\ny\"\n"
        "C,06/04/2009,,Perhaps,\n",
        mapping, FaultyRows::set_apart);
    REQUIRE_MESSAGE(list, shipped::lines_of(list ? Errors{} : list.error()));
    CHECK(list->cases.size() == 1);
    REQUIRE(list->faulty.size() == 2);
    CHECK(list->faulty[0].case_id == "A");
    CHECK(list->faulty[1].line == 5);
    CHECK(list->faulty[1].faults.front().field == "DA (da.reported)");
    const auto refused =
        read_export("Case,Received,DOBs,DA,Note\nA,soon,,,\"x\ny\"\nB,06/04/2009,,,\n", mapping,
                    FaultyRows::set_apart);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().back().reason.find("this row cannot be set apart") == 0);
  }

  TEST_CASE("mapped: what ignored columns hold is nobody's business") {
    const std::string mapping = uk_mapping_with("[file]\nignore = [\"Note\", \"Gone\"]\n");
    const std::string text = "Case,Note,Received,DOBs,DA\nA,caf\xE9 \"so\",06/04/2009,,Y\nB,\"" +
                             std::string(9000, 'x') + "\n\n\",06/04/2009,,N\n";
    CHECK(said_by(text, mapping) ==
          said_by_plain("case_id,listed_on,da.reported\nA,2009-04-06,reported\nB,2009-04-06,no\n"));
  }

  TEST_CASE("mapped: a mapping of another schema is refused") {
    FactDefinition fact;
    fact.id = "a";
    fact.label = "A";
    fact.kind = FactKind::date;
    const auto other = FactSchema::make("x", "1", "X", {fact});
    REQUIRE(other);
    const auto list = read_case_list_csv("Case,On\n", *other, "export.csv",
                                         {1, FaultyRows::refuse, mapping_of(kUkMapping)});
    REQUIRE_FALSE(list);
    CHECK(list.error().front().field == "mapping");
  }
}
