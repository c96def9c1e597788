#include <waitlist/base/stream.h>
#include <waitlist/cases/answer_text.h>
#include <waitlist/cases/case_table.h>
#include <waitlist/io/answer_reader.h>
#include <waitlist/simulation/synthetic_list.h>

#include "support/shipped.h"

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

const FactDefinition& fact_of(std::string_view id) {
  return shipped::facts().fact(shipped::facts().find(id).value());
}

/// A case of nothing but one answer.
Case answering(std::string_view id, Answer answer) {
  Case one{.case_id = "A", .listed_on = shipped::as_of()};
  one.answers.resize(shipped::facts().facts().size());
  one.answers[shipped::facts().find(id).value()] = answer;
  return one;
}

Errors faults_of(std::string_view id, Answer answer) {
  const std::vector<Case> cases{answering(id, answer)};
  const auto table = CaseTable::make(shipped::facts(), cases);
  return table ? Errors{} : table.error();
}

}  // namespace

TEST_CASE("Every answer of a long list survives its text") {
  const auto cases = synthetic_list(shipped::facts(), {2000, 7, shipped::as_of()});
  REQUIRE(cases.has_value());
  for (const Case& one : *cases) {
    for (std::size_t i = 0; i < one.answers.size(); ++i) {
      const FactDefinition& fact = shipped::facts().facts()[i];
      const std::string text = answer_text(fact, one.answers[i]);
      INFO(fact.id, ": ", text);
      const auto again = read_answer(fact, text);
      REQUIRE(again.has_value());
      CHECK(*again == one.answers[i]);
      CHECK(again->form() == one.answers[i].form());
    }
  }
}

TEST_CASE("What is no answer to a fact is refused with the id of the fact") {
  const auto wrong = read_answer(fact_of("da.dash"), "often", "record 17");
  REQUIRE(!wrong.has_value());
  CHECK(wrong.error().front().source == "record 17");
  CHECK(wrong.error().front().field == "da.dash");
  CHECK(wrong.error().front().code == ErrorCode::not_a_number);
  CHECK(read_answer(fact_of("da.dash"), "").value() == Answer::not_asked());
  CHECK(read_answer(fact_of("da.dash"), " 14 ").value() == Answer::number(14));
}

TEST_CASE("An answer made for another kind of fact is refused, whatever its value") {
  struct Row {
    const char* fact;
    Answer answer;
    bool accepted;
  };

  for (const Row& row : {
           Row{"da.dash", Answer::number(1), true},
           Row{"da.dash", Answer::level(1), false},
           Row{"da.dash", Answer::markers(1), false},
           Row{"da.reported", Answer::level(1), true},
           Row{"da.reported", Answer::number(1), false},
           Row{"da.reported", Answer::markers(1), false},
           Row{"da.markers", Answer::markers(1), true},
           Row{"da.markers", Answer::level(1), false},
           Row{"da.markers", Answer::number(1), false},
       }) {
    INFO(row.fact);
    const Errors faults = faults_of(row.fact, row.answer);
    CHECK(faults.empty() == row.accepted);
    if (!row.accepted) CHECK(faults.front().code == ErrorCode::wrong_type);
  }
}

TEST_CASE("What a table holds can be put into another one") {
  const std::vector<Case> cases{answering("da.dash", Answer::number(14))};
  const auto table = CaseTable::make(shipped::facts(), cases);
  REQUIRE(table.has_value());
  const std::vector<Case> again{table->at(0)};
  CHECK(again == cases);
  CHECK(CaseTable::make(shipped::facts(), again).value().digest() == table->digest());
}

TEST_CASE("Values write themselves to a stream as their text") {
  std::ostringstream out;
  const Errors errors{{ErrorCode::missing_value, "a.csv", 3, 0, "listed_on", "", "write a day"}};
  out << Points{12500} << ' ' << Days{84} << ' ' << WorkingDays{5} << ' ' << Months{6} << ' '
      << shipped::as_of() << '\n'
      << errors << errors.front();
  const std::string line = to_text(errors.front());
  CHECK(out.str() == "12.500 84 5 6 " + shipped::as_of().text() + "\n" + line + "\n" + line);
}
