#include <waitlist/cases/case_table.h>

#include "support/shipped.h"
#include "support/small_world.h"

#include <doctest/doctest.h>

#include <functional>
#include <string>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

using shipped::day;

Case plain_case(const std::string& id = "A") {
  Case one;
  one.case_id = id;
  one.listed_on = day("2009-06-01");
  one.children = {{day("2005-01-01")}};
  return one;
}

std::string faults_of(const std::vector<Case>& cases) {
  const auto table = CaseTable::make(shipped::facts(), cases);
  return table ? std::string{} : shipped::lines_of(table.error());
}

std::string faults_of(const std::function<void(Case&)>& change) {
  Case one = plain_case();
  change(one);
  return faults_of(std::vector<Case>{one});
}

ManagerDecision decision(DecisionDirection direction) {
  return {direction, "P1", "reason", "M1", "M2", day("2009-10-01"), day("2009-10-10")};
}

struct Row {
  const char* name;
  std::function<void(Case&)> change;
  const char* says;
};

const std::vector<Row> kRows{
    {"no id", [](Case& c) { c.case_id.clear(); }, "every case needs an id [E310]"},
    {"blank in id", [](Case& c) { c.case_id = "A 1"; }, "[E314]"},
    {"semicolon in id", [](Case& c) { c.case_id = "A;1"; }, "[E314]"},
    {"long id", [](Case& c) { c.case_id = std::string(65, 'x'); }, "1 to 64 visible"},
    {"filed before", [](Case& c) { c.filing_date = day("2009-05-31"); }, "before the case"},
    {"filed and never filed",
     [](Case& c) {
       c.filing_date = day("2009-12-01");
       c.no_filing_date = true;
     },
     "not both"},
    {"due without a day",
     [](Case& c) {
       c.children = {{std::nullopt, true}};
     },
     "a day it is due"},
    {"references short of children",
     [](Case& c) {
       c.children.resize(2);
       c.child_refs = {"k1"};
     },
     "one reference for each of the 2 children"},
    {"reference that is a name",
     [](Case& c) {
       c.children.resize(1);
       c.child_refs = {"Ann Lee"};
     },
     "a code, not a name"},
    {"one reference twice",
     [](Case& c) {
       c.children.resize(2);
       c.child_refs = {"k1", "k1"};
     },
     "another child of this case has it too"},
    {"on duty from a day, and not on duty", [](Case& c) { c.duty_from = day("2009-09-01"); },
     "only a case with status duty_allocated"},
    {"hold that ends before it begins",
     [](Case& c) {
       c.status = CaseStatus::on_hold;
       c.hold = Hold{"waits", day("2009-07-01"), day("2009-07-02")};
     },
     "a hold ends on or after the day it begins"},
    {"a record of an answer that nobody asked for",
     [](Case& c) {
       c.records = {{2, day("2009-06-01"), ""}};
     },
     "there is no answer to"},
    {"a record of no fact",
     [](Case& c) {
       c.records = {{9999, {}, "P1"}};
     },
     "no fact of this number"},
    {"two records of one answer",
     [](Case& c) {
       c.answers.assign(3, Answer::no());
       c.records = {{2, day("2009-06-01"), ""}, {1, {}, "P1"}, {2, {}, "P1"}};
     },
     "one day and one source"},
    {"a source that is a story",
     [](Case& c) {
       c.answers.assign(3, Answer::no());
       c.records = {{2, {}, std::string(65, 'x')}};
     },
     "at most 64 bytes"},
    {"adult", [](Case& c) { c.children = {{day("1991-06-01")}}; }, "18 or older"},
    {"many children", [](Case& c) { c.children.resize(31); }, "at most 30 children"},
    {"link to itself", [](Case& c) { c.linked_to = {"A"}; }, "linked to itself"},
    {"empty link", [](Case& c) { c.linked_to = {""}; }, "by their ids"},
    {"many links", [](Case& c) { c.linked_to.resize(51, "B"); }, "at most 50 linked"},
    {"hold without reason",
     [](Case& c) {
       c.status = CaseStatus::on_hold;
       c.hold = Hold{};
     },
     "on hold needs a reason"},
    {"reason without hold",
     [](Case& c) {
       c.hold = Hold{"x", {}};
     },
     "only a case with status"},
    {"pause without reason",
     [](Case& c) {
       c.pauses = {{day("2009-07-01"), {}, ""}};
     },
     "a pause needs a reason"},
    {"pause backwards",
     [](Case& c) {
       c.pauses = {{day("2009-07-01"), day("2009-07-01"), "x"}};
     },
     "ends after it begins"},
    {"pause before listing",
     [](Case& c) {
       c.pauses = {{day("2009-05-01"), {}, "x"}};
     },
     "before the case was listed"},
    {"pauses overlap",
     [](Case& c) {
       c.pauses = {{day("2009-07-01"), {}, "x"}, {day("2009-08-01"), {}, "y"}};
     },
     "do not overlap"},
    {"semicolon in a pause",
     [](Case& c) {
       c.pauses = {{day("2009-07-01"), {}, "a;b"}};
     },
     "separates pauses"},
    {"many pauses",
     [](Case& c) {
       c.pauses.assign(51, {day("2009-07-01"), day("2009-07-02"), "x"});
     },
     "at most 50 pauses"},
    {"two lines",
     [](Case& c) {
       c.pauses = {{day("2009-07-01"), {}, "a\nb"}};
     },
     "one line of"},
    {"decision without band",
     [](Case& c) {
       c.decision = decision(DecisionDirection::raise);
       c.decision->band.clear();
     },
     "names the band"},
    {"decision without reason",
     [](Case& c) {
       c.decision = decision(DecisionDirection::raise);
       c.decision->reason.clear();
     },
     "needs a reason"},
    {"decision by nobody",
     [](Case& c) {
       c.decision = decision(DecisionDirection::raise);
       c.decision->made_by.clear();
     },
     "names the manager"},
    {"lowered alone",
     [](Case& c) {
       c.decision = decision(DecisionDirection::lower);
       c.decision->agreed_by = "M1";
     },
     "a second manager has to agree"},
    {"decision ends before",
     [](Case& c) {
       c.decision = decision(DecisionDirection::raise);
       c.decision->expires_on = day("2009-10-01");
     },
     "expires after it was made"},
    {"level that is none", [](Case& c) { c.answers.assign(2, Answer::level(9)); },
     "not a level or marker"},
    {"an ethnic group of no",
     [](Case& c) {
       c.answers.assign(shipped::facts().facts().size(), Answer::not_asked());
       c.answers[*shipped::facts().find("monitoring.ethnicity")] = Answer::no();
     },
     "`no` is no answer to this fact"},
    {"more answers than facts", [](Case& c) { c.answers.resize(500); }, "more answers"},
};

}  // namespace

TEST_SUITE("cases") {
  TEST_CASE("case table: a plain case is accepted") {
    CHECK(faults_of([](Case&) {}).empty());
    CHECK(faults_of([](Case& c) { c.decision = decision(DecisionDirection::lower); }).empty());
  }

  TEST_CASE("case table: each rule about a case is reported, with the id of the case") {
    for (const Row& row : kRows) {
      CAPTURE(row.name);
      const std::string faults = faults_of(row.change);
      CHECK(faults.find(row.says) != std::string::npos);
      CAPTURE(faults);
    }
  }

  TEST_CASE("case table: faults of all cases come out together") {
    Case other = plain_case("B");
    other.filing_date = day("2009-01-01");
    const std::string faults = faults_of({plain_case("A"), plain_case("A"), other});
    CHECK(faults.find("an earlier case has this id too [E306]") != std::string::npos);
    CHECK(faults.find("case B: filing_date") != std::string::npos);
  }

  TEST_CASE("case table: gives back the cases it was made of, and finds them by id") {
    Case one = plain_case("B");
    one.area = "North";
    one.team = "One";
    one.filing_date = day("2009-12-01");
    one.linked_to = {"A", "absent"};
    one.pauses = {{day("2009-07-01"), day("2009-08-01"), "agreed"}};
    one.decision = decision(DecisionDirection::raise);
    one.answers.assign(shipped::facts().facts().size(), Answer::unknown());
    Case held = plain_case("A");
    held.status = CaseStatus::on_hold;
    held.hold = Hold{"ill", day("2009-11-01")};
    held.answers.assign(shipped::facts().facts().size(), Answer::not_asked());
    const auto table = CaseTable::make(shipped::facts(), std::vector{one, held});
    REQUIRE(table.has_value());
    CHECK(table->at(0) == one);
    CHECK(table->at(1) == held);
    CHECK(table->find("A") == CaseRow{1});
    CHECK_FALSE(table->find("C").has_value());
    CHECK(table->unit(0) == table->unit(1));
    REQUIRE(table->members(table->unit(0)).size() == 2);
    CHECK(table->case_id(table->members(table->unit(0)).front()) == "A");
  }

  TEST_CASE("case table: the digest does not see the order of the rows, and sees every field") {
    const auto digest = [](const std::vector<Case>& cases) {
      return CaseTable::make(shipped::facts(), cases)->digest();
    };
    const Digest both = digest({plain_case("A"), plain_case("B")});
    CHECK(digest({plain_case("B"), plain_case("A")}) == both);
    for (const auto& change : std::vector<std::function<void(Case&)>>{
             [](Case& c) { c.team = "x"; }, [](Case& c) { c.area = "x"; },
             [](Case& c) { c.listed_on = day("2009-06-02"); },
             [](Case& c) { c.filing_date = day("2009-12-01"); }, [](Case& c) { c.children = {{}}; },
             [](Case& c) { c.linked_to = {"A"}; },
             [](Case& c) { c.status = CaseStatus::withdrawn; },
             [](Case& c) {
               c.pauses = {{day("2009-07-01"), {}, "x"}};
             },
             [](Case& c) { c.decision = decision(DecisionDirection::raise); },
             [](Case& c) { c.answers = {Answer::no()}; },
             [](Case& c) { c.answers = {Answer::pending_since(day("2009-09-01"))}; }}) {
      Case changed = plain_case("B");
      change(changed);
      CHECK(digest({plain_case("A"), changed}) != both);
    }
  }

  TEST_CASE("case table: links join cases directly and through others, whatever their order") {
    std::vector<Case> cases;
    for (const char* id : {"A", "B", "C", "D"}) cases.push_back(plain_case(id));
    cases[0].linked_to = {"B"};
    cases[2].linked_to = {"B"};
    const auto table = CaseTable::make(shipped::facts(), cases);
    REQUIRE(table.has_value());
    CHECK(table->unit(0) == table->unit(2));
    CHECK(table->unit(0) != table->unit(3));
    CHECK(table->unit_count() == 2);
  }

  TEST_CASE("case status: every word is read back as itself") {
    for (const CaseStatus status :
         {CaseStatus::awaiting, CaseStatus::on_hold, CaseStatus::duty_allocated,
          CaseStatus::allocated, CaseStatus::withdrawn}) {
      CHECK(parse_case_status(to_text(status)) == status);
    }
    CHECK_FALSE(parse_case_status("gone").has_value());
  }
}
