// The exports of examples/exports, read through their mappings.
#include <waitlist/io/case_reader.h>
#include <waitlist/io/case_writer.h>
#include <waitlist/queue/ranking.h>

#include "support/shipped.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

constexpr const char* kCaseManagement =
    "case_id,area,team,status,listed_on,filing_date,child_dobs,linked_to,hold_reason,da.reported,"
    "da.dash,da.marac,da.police_12m,cp.la_status,info.checks\n"
    "SF-1021,Staffordshire and Shropshire,Stafford,awaiting,2009-04-06,2009-12-14,2008-02-01,,,"
    "ongoing,17,referred,3,cin,no\n"
    "SF-1022,Staffordshire and Shropshire,Stafford,awaiting,2009-04-17,,1995-11-23;1999-06-30,"
    "SF-1021,,no,,no,0,no,no\n"
    "SF-1034,Staffordshire and Shropshire,Stafford,on_hold,2009-06-02,2009-12-01,"
    "2001-09-09;unknown,,Waiting for transfer,unknown,,,,unknown,one_outstanding\n"
    "SH-0417,Staffordshire and Shropshire,Shrewsbury,awaiting,2009-06-11,2009-11-27,2009-03-14,,,"
    "severe,24,heard,5,cp_plan,no\n"
    "SH-0420,Staffordshire and Shropshire,Shrewsbury,duty_allocated,2009-06-29,,"
    "2000-05-05;2003-07-07;2006-12-12,,,reported,9,no,1,earlier,overdue\n"
    "SH-0431,Staffordshire and Shropshire,Shrewsbury,allocated,2009-06-30,2009-10-15,2004-08-19,,,"
    "no,,no,0,no,no\n"
    "SH-0440,Staffordshire and Shropshire,Shrewsbury,awaiting,2009-10-01,,due 2009-12-20,,,,,,,,\n";

constexpr const char* kHmcts =
    "case_id,area,team,status,listed_on,filing_date,child_dobs,child_refs,work_type,"
    "court.case_type,court.urgency,cp.la_status,da.reported,cp.child_harm,arr.abduction,"
    "adult.substance\n"
    "1230000000000017,Staffordshire and Shropshire,Stafford,awaiting,2009-04-06,2009-12-14,"
    "2008-02-01;2004-06-18,k-17a;k-17b,s7,c100,urgent,unknown,reported,unknown,unknown,concern\n"
    "1230000000000025,Staffordshire and Shropshire,Stafford,awaiting,2009-05-11,,2000-09-30,k-25a,"
    "s7,c100,no,unknown,unknown,unknown,concern,unknown\n"
    "1230000000000033,Staffordshire and Shropshire,Stafford,awaiting,2009-06-22,2009-11-27,unknown,"
    "k-33a,s7,fl401,urgent,unknown,reported,reported,unknown,unknown\n"
    "1230000000000041,Staffordshire and Shropshire,Shrewsbury,withdrawn,2009-07-01,,1999-01-15,"
    "k-41a,s7,c100,no,unknown,unknown,unknown,unknown,unknown\n"
    "1230000000000058,Staffordshire and Shropshire,Shrewsbury,awaiting,2009-07-13,2009-12-01,"
    "2007-05-05,k-17a,s7,c100,no,unknown,unknown,unknown,unknown,unknown\n";

struct WorkedExport {
  std::string name;
  const char* expected;
};

const std::vector<WorkedExport> kWorkedExports{{"case_management", kCaseManagement},
                                               {"hmcts_private_law", kHmcts}};

std::string export_text(const std::string& name) {
  return shipped::text_of("examples/exports/" + name + ".csv");
}

CaseTable read_worked(const std::string& name, const std::string& mapping_text) {
  const auto mapping = read_case_mapping(mapping_text, shipped::facts(), name);
  REQUIRE_MESSAGE(mapping, shipped::lines_of(mapping ? Errors{} : mapping.error()));
  const auto list = read_case_list_csv(export_text(name), shipped::facts(), name,
                                       {1, FaultyRows::refuse, *mapping});
  REQUIRE_MESSAGE(list, shipped::lines_of(list ? Errors{} : list.error()));
  return list->cases;
}

}  // namespace

TEST_SUITE("worked mappings") {
  TEST_CASE("mapped: the worked exports say what their case files say, and rank the same") {
    for (const WorkedExport& worked : kWorkedExports) {
      CAPTURE(worked.name);
      const CaseTable cases = read_worked(
          worked.name, shipped::text_of("examples/exports/" + worked.name + "_mapping.toml"));
      const CaseTable expected = shipped::cases(worked.expected);
      CHECK(cases.digest() == expected.digest());
      const CompiledPolicy policy = shipped::policy("staffordshire_2009");
      const auto ranked = rank(cases, policy, shipped::as_of());
      const auto wanted = rank(expected, policy, shipped::as_of());
      REQUIRE(ranked);
      REQUIRE(wanted);
      REQUIRE(ranked->places().size() == wanted->places().size());
      for (std::size_t i = 0; i < ranked->places().size(); ++i) {
        CHECK(ranked->places()[i].row == wanted->places()[i].row);
      }
    }
  }

  TEST_CASE("mapped: what is suggested is a mapping, finds the columns and marks every guess") {
    for (const WorkedExport& worked : kWorkedExports) {
      CAPTURE(worked.name);
      const auto suggested =
          suggest_case_mapping(export_text(worked.name), shipped::facts(), worked.name);
      REQUIRE(suggested);
      std::string toml = *suggested;
      const std::string open = "listed_on = \"\"";
      const std::size_t at = toml.find(open);
      if (at != std::string::npos) toml.replace(at, open.size(), "listed_on = \"dateSubmitted\"");
      const auto mapping = read_case_mapping(toml, shipped::facts(), worked.name);
      CHECK_MESSAGE(mapping, toml, shipped::lines_of(mapping ? Errors{} : mapping.error()));
    }
    const std::string toml =
        *suggest_case_mapping(export_text("case_management"), shipped::facts());
    for (const char* line :
         {"header_line = 4  # guess", "separator = \";\"  # guess", "  \"Family name\",",
          "case_id = \"Case No\"  # guess: by its name", "listed_on = \"Date received\"  # guess",
          "child_dobs = [\"Child 1 DOB\", \"Child 2 DOB\", \"Child 3 DOB\"]  # guess",
          "\"da.dash\" = \"DASH\"  # guess", "\"Open - unallocated\" = \"awaiting\"  # guess",
          "\"NK\" = \"unknown\"  # guess", "# \"PNC outstanding\" = \"\"  # what does it mean?",
          "order = \"day/month/year\"  # guess: some numbers are over 12",
          "two_digit_years_from = 1980  # guess"}) {
      CAPTURE(std::string{line});
      CHECK_MESSAGE(toml.find(line) != std::string::npos, toml);
    }
    CHECK(suggest_case_mapping(export_text("hmcts_private_law"), shipped::facts())
              ->find("rows = \"child\"  # guess") != std::string::npos);
  }

  TEST_CASE("mapped: what cannot be suggested from is refused") {
    CHECK_FALSE(suggest_case_mapping("", shipped::facts()).has_value());
    CHECK_FALSE(suggest_case_mapping("one column\n1\n", shipped::facts()).has_value());
    CHECK_FALSE(suggest_case_mapping("a,b\n\xFF,1\n", shipped::facts()).has_value());
    const auto open = suggest_case_mapping("Colour,Size\nred,1\n", shipped::facts());
    REQUIRE(open);
    CHECK(open->find("case_id = \"\"  # which column?") != std::string::npos);
    CHECK_FALSE(read_case_mapping(*open, shipped::facts()).has_value());
  }
}
