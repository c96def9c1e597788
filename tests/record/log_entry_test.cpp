// Entries have one way to be written, and nothing else is read.
#include <waitlist/record/decisions.h>
#include <waitlist/record/log_entry.h>

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace waitlist;

namespace {

std::vector<LogEntry> some_entries() {
  ListEntry list;
  list.list_id = "2009-10-05/2";
  list.as_of = *Day::parse("2009-10-05");
  list.ranked = 10;
  list.apart = 2;
  list.faulty = 1;
  list.root = sha256("root");
  list.policy = sha256("policy");
  list.facts = sha256("facts");
  list.stamp = sha256("stamp");
  list.program = "1.0.0";
  DecisionEntry decision{0,         3,    DecidedPlace{4, 1},  "COURT",
                         "program", "M7", "Team \xC3\xA9 %20", sha256("why")};
  ErasedEntry erased{*Day::parse("2010-01-01"), "ART17-1-A", "DPO1", {{0, 3}, {7, 12}}, {1}};
  DecisionEntry given = decision;
  given.what = DecidedPractitioner{"P09", "P06"};
  DecisionEntry unproposed = decision;
  unproposed.what = DecidedPractitioner{"", "P06"};
  const LaterEntry later{0, *Day::parse("2009-10-07")};
  return {
      list, decision, given, unproposed, later, erased, ErasedEntry{erased.on, "A", "B", {}, {}}};
}

}  // namespace

TEST_SUITE("record") {
  TEST_CASE("log entry: what is written is read back, and is one line without blanks in values") {
    for (const LogEntry& entry : some_entries()) {
      const std::string text = to_text(entry);
      CAPTURE(text);
      CHECK(text.starts_with("waitlist-record/1 "));
      CHECK(text.find('\n') == std::string::npos);
      const auto read = read_log_entry(text);
      REQUIRE(read);
      CHECK(*read == entry);
    }
    CHECK(to_text(some_entries()[1]).find("team=Team%20\xC3\xA9%20%2520") != std::string::npos);
  }

  TEST_CASE("log entry: any changed byte is refused or says something else") {
    for (const LogEntry& entry : some_entries()) {
      const std::string text = to_text(entry);
      for (std::size_t i = 0; i < text.size(); ++i) {
        for (const char c : {' ', '=', '%', '0', 'x', '\n', '\0', ':'}) {
          std::string changed = text;
          changed[i] = c;
          const auto read = read_log_entry(changed);
          if (changed != text && read) CHECK_FALSE(*read == entry);
          if (read) CHECK(to_text(*read) == changed);
        }
        CHECK_FALSE((read_log_entry(text.substr(0, i)) && i == 0));
      }
      CHECK_FALSE(read_log_entry(text + ' '));
      CHECK_FALSE(read_log_entry(text + " more=1"));
    }
  }

  TEST_CASE("log entry: what cannot be is refused") {
    const std::string erased = "waitlist-record/1 erased=2010-01-01 ground=A ordered-by=B ";
    CHECK(read_log_entry(erased + "rows=0:1,0:2 reasons=3"));
    for (const char* bad :
         {"rows=0:2,0:1 reasons=", "rows=0:1,0:1 reasons=", "rows=0:01 reasons=", "rows=, reasons=",
          "rows=0:1, reasons=", "rows=1 reasons=", "rows=0:1 reasons=3,3", "reasons= rows="}) {
      CAPTURE(bad);
      CHECK_FALSE(read_log_entry(erased + bad));
    }
    CHECK_FALSE(
        read_log_entry("waitlist-record/2 erased=2010-01-01 ground=A ordered-by=B rows= "
                       "reasons="));
    CHECK_FALSE(
        read_log_entry("waitlist-record/1 erased=2010-02-30 ground=A ordered-by=B rows= "
                       "reasons="));
    CHECK_FALSE(
        read_log_entry("waitlist-record/1 erased=2010-01-01 ground=A%20B ordered-by=B "
                       "rows= reasons="));
    const std::string why = " code=C proposed-by=P made-by=M team= reason=";
    CHECK(read_log_entry("waitlist-record/1 given=0 row=1 proposed= practitioner=P6" + why));
    for (const char* bad :
         {"given=0 row=1 proposed= practitioner=", "given=0 row=1 practitioner=P6",
          "given=0 row=1 proposed=two%20words practitioner=P6",
          "decision=0 row=1 proposed= practitioner=P6", "given=0 row=1 proposed=4 decided=1"}) {
      CAPTURE(bad);
      CHECK_FALSE(read_log_entry("waitlist-record/1 " + std::string{bad} + why));
    }
    CHECK(read_log_entry("waitlist-record/1 later=0 on=2009-10-07"));
    CHECK_FALSE(read_log_entry("waitlist-record/1 later=0 on=2009-10-32"));
    CHECK_FALSE(read_log_entry("waitlist-record/1 later=00 on=2009-10-07"));
    CHECK_FALSE(read_log_entry(""));
    CHECK_FALSE(read_log_entry("waitlist-record/1"));
  }

  TEST_CASE("log entry: a code is short, ASCII and without blanks") {
    CHECK(is_record_code("ART17-1.a:b/c_d"));
    CHECK(is_record_code(std::string(64, 'a')));
    for (const std::string& bad :
         {std::string{}, std::string{"a b"}, std::string{"\xC3\xA9"}, std::string(65, 'a'),
          std::string{"a;b"}, std::string{"a=b"}, std::string{"a%b"}}) {
      CAPTURE(bad);
      CHECK_FALSE(is_record_code(bad));
    }
  }

  TEST_CASE("decisions: a file is read, and every fault of it is told with its line") {
    const auto decisions = read_decisions_csv(
        "case_id,place,code,proposed_by,made_by,reason\nA,1,COURT,program,M7,\"a hearing, soon\"\n"
        "B,12,KEPT,P3,M7,\n");
    REQUIRE(decisions);
    CHECK(*decisions ==
          std::vector<ListDecision>{{"A", 1, "COURT", "program", "M7", "a hearing, soon", 2},
                                    {"B", 12, "KEPT", "P3", "M7", "", 3}});
    const auto faulty = read_decisions_csv(
        "case_id,place,code,proposed_by,made_by,reason\n,1,C,P,M,\nA,0,C,P,M,\nA,x,two words,,M," +
        std::string(201, 'r') + "\n");
    REQUIRE_FALSE(faulty);
    std::vector<std::uint32_t> lines;
    for (const Error& error : faulty.error()) lines.push_back(error.line);
    CHECK(lines == std::vector<std::uint32_t>{2, 3, 4, 4, 4, 4, 4});
    CHECK_FALSE(read_decisions_csv("case_id,place,code\nA,1,C\n"));
  }

  TEST_CASE("decisions: places and practitioners in one file, and of each row one of them") {
    const std::string columns =
        "case_id,place,practitioner_id,proposed_practitioner_id,code,proposed_by,made_by\n";
    const auto both = read_decisions_csv(columns + "A,1,,,C,P,M\nA,,P6,P9,C,P,M\nB,,P6,,C,P,M\n");
    REQUIRE(both);
    CHECK(*both == std::vector<ListDecision>{{"A", 1, "C", "P", "M", "", 2, "", ""},
                                             {"A", 0, "C", "P", "M", "", 3, "P6", "P9"},
                                             {"B", 0, "C", "P", "M", "", 4, "P6", ""}});
    for (const char* bad : {"A,,,,C,P,M", "A,1,P6,,C,P,M", "A,1,,P9,C,P,M", "A,,two words,,C,P,M",
                            "A,,P6,two words,C,P,M", "A,,P6,,C,P,M\nA,,P7,,C,P,M"}) {
      CAPTURE(bad);
      const auto refused = read_decisions_csv(columns + bad + "\n");
      REQUIRE_FALSE(refused);
      CHECK(refused.error().size() == 1);
    }
  }
}
