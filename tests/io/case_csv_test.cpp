#include <waitlist/base/limits.h>
#include <waitlist/io/case_reader.h>

#include "support/shipped.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

Result<CaseTable> read(std::string_view csv) {
  return read_cases_csv(csv, shipped::facts(), "cases.csv");
}

std::string faults_of(std::string_view csv) {
  const auto cases = read(csv);
  return cases ? std::string{} : shipped::lines_of(cases.error());
}

bool says(const std::string& faults, std::string_view text) {
  return faults.find(text) != std::string::npos;
}

}  // namespace

TEST_SUITE("case csv") {
  TEST_CASE("csv: every kind of cell is read, whatever the order of columns") {
    const auto cases = read(
        "da.police_12m,listed_on,case_id,area,status,hold_reason,hold_until,child_dobs,linked_to,"
        "pauses,decision,decision_reason,decision_by,decision_agreed_by,decision_made_on,"
        "decision_expires_on,filing_date,da.markers,da.marac_heard_on,da.marac,team\n"
        "3, 2009-06-01 ,A,\"North, \"\"East\"\"\",on_hold,ill,2009-12-01,2001-02-03; unknown,B;C,"
        "2009-07-01/2009-08-01 agreed; 2009-09-01/ stayed,lower P3,why,M1,M2,2009-10-01,2009-10-09,"
        "2009-11-30,stalking;weapon,2009-01-02,pending 2009-09-09,'=1\n");
    REQUIRE_MESSAGE(cases.has_value(), shipped::lines_of(cases ? Errors{} : cases.error()));
    const Case one = cases->at(0);
    CHECK(one.area == "North, \"East\"");
    CHECK(one.team == "=1");
    CHECK(one.status == CaseStatus::on_hold);
    CHECK(one.hold == Hold{"ill", Day::parse("2009-12-01")});
    CHECK(one.children == std::vector<Child>{{Day::parse("2001-02-03")}, {}});
    CHECK(one.linked_to == std::vector<std::string>{"B", "C"});
    REQUIRE(one.pauses.size() == 2);
    CHECK(one.pauses[0].reason == "agreed");
    CHECK_FALSE(one.pauses[1].to.has_value());
    REQUIRE(one.decision.has_value());
    CHECK(one.decision->direction == DecisionDirection::lower);
    CHECK(one.decision->agreed_by == "M2");
    const auto answer = [&](const char* fact) { return one.answers[*shipped::facts().find(fact)]; };
    CHECK(answer("da.police_12m") == Answer::number(3));
    CHECK(answer("da.markers").marker_count() == 2);
    CHECK(answer("da.marac_heard_on") == Answer::on(*Day::parse("2009-01-02")));
    CHECK(answer("da.marac") == Answer::pending_since(*Day::parse("2009-09-09")));
    CHECK(answer("da.reported") == Answer::not_asked());
  }

  TEST_CASE("csv: a cell of nothing or of blanks is an answer that nobody asked for") {
    for (const char* cell : {"", " ", "   ", "\t", "        ", "\xC2\xA0", "\"\"", "\" \""}) {
      for (const char* fact : {"da.marac", "da.police_12m", "da.markers", "da.marac_heard_on"}) {
        const auto cases = read("case_id,listed_on," + std::string{fact} + ",area\nA,2009-06-01," +
                                cell + ",North\n");
        REQUIRE(cases.has_value());
        CHECK(cases->at(0).answers[*shipped::facts().find(fact)] == Answer::not_asked());
      }
    }
  }

  TEST_CASE(
      "csv: `no` is refused where everybody has one, with its place, and accepted elsewhere") {
    const std::string faults =
        faults_of("case_id,listed_on,monitoring.ethnicity\nA,2009-06-01,white\nB,2009-06-01,no\n");
    CHECK(says(faults,
               "cases.csv:3:14: monitoring.ethnicity \"no\": `no` is no answer to this fact"));
    CHECK_FALSE(
        says(faults_of("case_id,listed_on,monitoring.ethnicity\nB,2009-06-01,nope\n"), ", no,"));
    CHECK(faults_of("case_id,listed_on,da.marac\nB,2009-06-01,no\n").empty());
  }

  TEST_CASE("csv: the day and the source of an answer stand beside it") {
    const auto cases = read(
        "da.dash@source,case_id,da.marac@received_on,listed_on,da.dash,da.marac,da.dash@received_"
        "on\n"
        "P 1,A,2009-09-02,2009-06-01,27,unknown,2009-09-01\n"
        ",B,,2009-06-01,,no,\n");
    REQUIRE_MESSAGE(cases.has_value(), shipped::lines_of(cases ? Errors{} : cases.error()));
    const FactIndex dash = *shipped::facts().find("da.dash");
    const FactIndex marac = *shipped::facts().find("da.marac");
    std::vector<AnswerRecord> expected{{dash, Day::parse("2009-09-01"), "P 1"},
                                       {marac, Day::parse("2009-09-02"), ""}};
    std::ranges::sort(expected, {}, &AnswerRecord::fact);
    CHECK(cases->at(0).records == expected);
    CHECK(std::ranges::equal(cases->records(0), expected));
    CHECK(cases->records(1).empty());
    CHECK(cases->at(1).records.empty());
  }

  TEST_CASE("csv: a column beside a fact is named after a fact that there is") {
    const auto header = [](const std::string& name) {
      return faults_of("case_id,listed_on,da.dash," + name + "\nA,2009-06-01,27,2009-09-01\n");
    };
    CHECK(header("da.dash@received_on").empty());
    CHECK(says(header("da.dahs@received_on"), "did you mean \"da.dash@received_on\"?"));
    CHECK(says(header("da.dash@recieved_on"), "did you mean \"da.dash@received_on\"?"));
    CHECK(says(header("da.dash@day"), "its id with @received_on or @source"));
    CHECK(
        says(faults_of("case_id,listed_on,da.dash@source,da.dash@source\n"), "stands here twice"));
  }

  TEST_CASE("csv: however a spreadsheet saves the list, it is the same list") {
    const Digest plain = read("case_id,listed_on,team\nA,2009-06-01,X\nB,2009-06-02,\n")->digest();
    for (const char* text : {"\xEF\xBB\xBF"
                             "case_id,listed_on,team\r\nA,2009-06-01,X\r\nB,2009-06-02,\r\n",
                             "case_id;listed_on;team\nA;2009-06-01;X\nB;2009-06-02;",
                             "case_id\tlisted_on\tteam\nA\t2009-06-01\tX\nB\t2009-06-02\t\n",
                             "\"case_id\",\"listed_on\",\"team\"\n\"A\",\"2009-06-01\","
                             "\"X\"\n\n\"B\",\"2009-06-02\",\"\"\n",
                             "case_id,listed_on,team\rA,2009-06-01,X\rB,2009-06-02,\r,,\r",
                             "team,case_id,listed_on\nX, A ,2009-06-01\n,B,2009-06-02\n,,\n,,\n"}) {
      CAPTURE(std::string{text});
      const auto cases = read(text);
      REQUIRE_MESSAGE(cases.has_value(), shipped::lines_of(cases ? Errors{} : cases.error()));
      CHECK(cases->digest() == plain);
    }
  }

  TEST_CASE("csv: a word for what is not known is never taken for \"no\"") {
    const auto faults_with = [](const std::string& word) {
      return faults_of("case_id,listed_on,da.reported\nA,2009-06-01," + word + "\n");
    };
    for (const char* word :
         {"unk", "UNK", "nk", "N/K", "n/a", "na", "none", "nil", "NULL", "?", "-", "not known"}) {
      CAPTURE(word);
      const std::string faults = faults_with(word);
      CHECK(says(faults, "expected reported, ongoing, serious, severe, no, unknown"));
      CHECK(says(faults, "write unknown when it was asked"));
      CHECK_FALSE(says(faults, "did you mean"));
    }
    for (const char* slip : {"nope", "n", "non", "nno", "on"}) {
      CAPTURE(slip);
      CHECK(says(faults_with(slip), "expected reported, ongoing, serious, severe, no, unknown"));
      CHECK_FALSE(says(faults_with(slip), "did you mean \"no\""));
    }
    CHECK(says(faults_with("unkown"), "did you mean \"unknown\""));
  }

  TEST_CASE("csv: every fault of a file is reported at once, with line, column, name and remedy") {
    const std::string faults = faults_of(
        "case_id,listed_on,child_dobs,da.mrac,da.reported,da.police_12m,status,colour,team\n"
        "A,31/02/2009,2009-13-01,x,severe,3,awaiting,,\n"
        "A,2009-06-01,2010-01-01;1990-01-01,,seveer,minus,waiting,,\n"
        "B,2010-01-01,,,,501,,,\"un\n"
        ",5/10/2009,,,,,,,x\"y\n"
        "C,,,,,,\n");
    CAPTURE(faults);
    for (const char* line : {
             "cases.csv:1:30: column \"da.mrac\"",
             "did you mean \"da.marac\"?",
             "cases.csv:1:71: column \"colour\"",
             "cases.csv:2:3: listed_on \"31/02/2009\": not a day; write YYYY-MM-DD",
             "cases.csv:2:14: child_dobs \"2009-13-01\": there is no such day",
             "cases.csv:3: case_id \"A\": the case of line 2 has this id too",
             "cases.csv:3: child_dobs \"1990-01-01\": 18 or older",
             "da.reported \"seveer\": expected reported, ongoing, serious, severe, no, unknown",
             "did you mean \"severe\"?",
             "da.police_12m \"minus\": expected a whole number from 0 to 500",
             "status \"waiting\"",
             "did you mean \"awaiting\"?",
             "cases.csv:4:17: da.police_12m \"501\"",
             "a quote that nothing closes",
             "cases.csv:5: case_id: every case needs an id",
             "write 2009-10-05 if that is the day meant",
             "a quote inside a cell",
             "cases.csv:6: listed_on: write the day the case joined the list",
             "the row has 7 cells and the first line names 9 columns",
         }) {
      CAPTURE(std::string{line});
      CHECK(says(faults, line));
    }
  }

  TEST_CASE("csv: faults of one row each") {
    struct Row {
      const char* columns;
      const char* cells;
      const char* says;
    };

    for (const Row& row : {
             Row{"pauses", "2009-07-01", "write a pause as"},
             Row{"pauses", "2009-07-01/soon x", "write a pause as"},
             Row{"decision", "rise P1", "write `raise` or `lower`"},
             Row{"decision", "raise", "write `raise` or `lower`"},
             Row{"decision", "raise P1", "decision_made_on: a decision has the day"},
             Row{"decision_reason", "x", "there is more about a decision"},
             Row{"decision_made_on", "never", "decision_made_on \"never\""},
             Row{"hold_until", "2009-12-01", "only a case with status on_hold"},
             Row{"da.marac", "pending soon", "write pending and the day"},
             Row{"da.markers", "stalking;gun", "da.markers \"gun\""},
             Row{"da.marac_heard_on", "2009-02-30", "no such day"},
             Row{"da.police_12m", "99999999999999999999", "[E314]"},
             Row{"team", "\"a\"b", "text after the closing quote"},
             Row{"filing_date", "2009-06-31", "[E311]"},
             Row{"child_dobs", "2001-01-01;;", "child_dobs"},
             Row{"da.dash@received_on", "2009-09-01", "there is no answer to da.dash"},
             Row{"da.dash@source", "P1", "there is no answer to da.dash"},
             Row{"da.dash,da.dash@received_on", "27,soon", "da.dash@received_on \"soon\""},
             Row{"da.dash,da.dash@source", "27,x\x01", "one line of at most 64 bytes"},
         }) {
      CAPTURE(std::string{row.cells});
      const std::string faults = faults_of(std::string{"case_id,listed_on,"} + row.columns +
                                           "\nA,2009-06-01," + row.cells + "\n");
      CAPTURE(faults);
      CHECK(says(faults, row.says));
    }
  }

  TEST_CASE("csv: headers that cannot be used, wrong encodings and limits are refused") {
    CHECK(says(faults_of(""), "the file is empty"));
    CHECK(says(faults_of("case_id\nA\n"), "listed_on: every file needs this column"));
    CHECK(says(faults_of("listed_on\n2009-06-01\n"), "case_id: every file needs this column"));
    CHECK(says(faults_of("case_id,listed_on,case_id\n"), "this column stands here twice"));
    CHECK(says(faults_of("\xFF\xFE"
                         "c\0"),
               "save the file again as UTF-8"));
    CHECK(says(faults_of("case_id,listed_on,team\nA,2009-06-01,Caf\xE9\n"),
               "cases.csv:2:17: \"byte E9\""));
    CHECK(says(faults_of(std::string_view{"case_id,listed_on\nA\0,2009-06-01\n", 33}),
               "a zero byte"));
    CHECK(says(faults_of("case_id,listed_on,team\nA,2009-06-01," + std::string(4097, 'x') + "\n"),
               "at most 4096 bytes"));
    std::string wide = "case_id,listed_on";
    for (int i = 0; i < 520; ++i) wide += ",c" + std::to_string(i);
    CHECK(says(faults_of(wide + "\n"), "at most 512 columns"));
    std::string many = "case_id,listed_on\n";
    for (int i = 0; i < 300; ++i) many += "A,never\n";
    const auto refused = read(many);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().size() == limits::kErrorsMax + 1);
    CHECK(says(refused.error().back().reason, "more faults"));
  }

  TEST_CASE("csv: bytes that are no UTF-8 are found one by one, each with its line") {
    for (const char* bad : {"\x80", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
                            "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\xC3"}) {
      const std::string faults =
          faults_of(std::string{"case_id,listed_on,team\nA,2009-06-01,"} + bad + "\n");
      CHECK(says(faults, "cases.csv:2:"));
      CHECK(says(faults, "[E302]"));
    }
    const auto fine =
        read("case_id,listed_on,team\nA,2009-06-01,\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\n");
    CHECK(fine.has_value());
  }

  TEST_CASE("csv: any bytes give cases or faults, never both and never neither") {
    CHECK(rc::check([] {
      const auto pieces =
          *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
              "case_id", "listed_on", ",", ";", "\n", "\r\n", "\"", "\"\"", "A", "2009-06-01",
              "team", "da.marac", "heard", "unknown", "\xFF", "'=", " ", "pending 2009-01-01"));
      std::string text = "case_id,listed_on,team,da.marac\n";
      for (const std::string& piece : pieces) text += piece;
      const auto cases = read(text);
      if (!cases) RC_ASSERT(!cases.error().empty());
    }));
  }
}
