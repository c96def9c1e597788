// A row with a fault does not take the list with it, and does not disappear.
#include <waitlist/base/limits.h>
#include <waitlist/io/case_reader.h>

#include "support/shipped.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

constexpr std::string_view kHead = "case_id,listed_on,team,da.marac,child_dobs,linked_to\n";

Result<CaseTable> read_strictly(std::string_view text) {
  return read_cases_csv(text, shipped::facts(), "cases.csv");
}

Result<CaseList> read_list(std::string_view text) {
  return read_case_list_csv(text, shipped::facts(), "cases.csv", {1, FaultyRows::set_apart});
}

Result<CaseList> read_json_list(std::string_view text) {
  return read_case_list_json(text, shipped::facts(), "cases.json", {1, FaultyRows::set_apart});
}

/// `A,2009-06-01,…` under the head.
Result<CaseList> read_rows(const std::string& rows) { return read_list(std::string{kHead} + rows); }

std::vector<std::string> ids_of(const CaseTable& cases) {
  std::vector<std::string> ids;
  for (CaseRow row = 0; row < cases.size(); ++row) ids.emplace_back(cases.case_id(row));
  return ids;
}

bool is_shared_id(const Error& error) { return error.code == ErrorCode::duplicate_name; }

/// The faults of a line, those of shared ids left out.
Errors of_line(const Errors& errors, std::uint32_t line) {
  Errors found;
  std::ranges::copy_if(errors, std::back_inserter(found), [line](const Error& error) {
    return error.line == line && !is_shared_id(error);
  });
  return found;
}

std::string word_of(const std::vector<std::string>& words) { return *rc::gen::elementOf(words); }

/// Of the random rows.
constexpr std::string_view kWideHead =
    "case_id,listed_on,team,da.marac,child_dobs,da.marac@received_on,linked_to\n";

/// A row that is right more often than not; on one line, or rows might be inside it.
std::string random_row(int number) {
  const auto id = [number] {
    return "A" + std::to_string(std::max(0, number - (*rc::gen::inRange(0, 25) == 0 ? 1 : 0)));
  };
  const std::string other = "A" + std::to_string(*rc::gen::inRange(0, 12));
  std::string row = word_of({id(), id(), id(), id(), id(), id(), id(), "", "two words"});
  row += word_of({",2009-06-01", ",2009-06-02", ",2009-06-03", ",2009-06-01", ",31/02/2009", ","});
  row += word_of({",X", ",\"Y\"", ",", ",\"Y\"z", ",a\"b", ",X", ",X"});
  row += word_of({",", ",no", ",heard", ",unknown", ",heart", ",no", ",no"});
  row += word_of({",", ",2001-02-03", ",unknown;2003-04-05", ",1980-01-01", ",2001-02-03"});
  row += word_of({",", ",2009-06-01", ",2009-06-02", ",", ",", ",soon"});
  row += word_of({",", ",", "," + other, "," + other + ";A99", ",,,"});
  return row;
}

}  // namespace

TEST_SUITE("faulty rows") {
  TEST_CASE("faulty rows: one of them is set apart with its id, line, faults and links") {
    const auto list = read_rows(
        "A,2009-06-01,,,,\n"
        "\n"
        "B,31/02/2009,,heart,,A;C\n"
        "C,2009-06-03,,,,\n");
    REQUIRE(list.has_value());
    CHECK(ids_of(list->cases) == std::vector<std::string>{"A", "C"});
    REQUIRE(list->faulty.size() == 1);
    const FaultyCase& faulty = list->faulty.front();
    CHECK(faulty.case_id == "B");
    CHECK(faulty.line == 4);
    CHECK(faulty.index == 1);
    CHECK(faulty.linked_to == std::vector<std::string>{"A", "C"});
    REQUIRE(faulty.faults.size() == 2);
    CHECK(to_text(faulty.faults[0]).starts_with("cases.csv:4:3: listed_on \"31/02/2009\": not a"));
    CHECK(to_text(faulty.faults[1]).starts_with("cases.csv:4:15: da.marac \"heart\": expected"));
  }

  TEST_CASE("faulty rows: without set_apart the list is refused as ever") {
    std::string text{kHead};
    text += "A,2009-06-01,,,,\nB,x,,,,\n";
    const auto list = read_case_list_csv(text, shipped::facts(), "cases.csv");
    REQUIRE_FALSE(list.has_value());
    CHECK(list.error() == read_strictly(text).error());
    const std::string json = R"({"format": 1, "cases": [{"case_id": "A"}]})";
    CHECK_FALSE(read_case_list_json(json, shipped::facts()).has_value());
  }

  TEST_CASE("faulty rows: a list without one is the same list") {
    const std::string rows = "A,2009-06-01,,,,B\nB,2009-06-01,X,heard,,\n";
    const auto list = read_rows(rows);
    REQUIRE(list.has_value());
    CHECK(list->faulty.empty());
    CHECK(list->cases.digest() == read_strictly(std::string{kHead} + rows)->digest());
    CHECK(list->cases.unit_count() == 1);
    CHECK(read_rows("")->cases.size() == 0);
  }

  TEST_CASE("faulty rows: every row of a shared id is set apart, the right ones as well") {
    const auto list = read_rows(
        "A,2009-06-01,,,,\n"
        "B,2009-06-01,,,,\n"
        "A,x,,,,\n"
        "C,2009-06-01,,,,A\n"
        "A,2009-07-01,,,,\n"
        ",2009-07-01,,,,\n"
        ",2009-07-01,,,,\n");
    REQUIRE(list.has_value());
    CHECK(ids_of(list->cases) == std::vector<std::string>{"B", "C"});
    REQUIRE(list->faulty.size() == 5);
    const auto told = [&list](std::size_t i) { return shipped::lines_of(list->faulty[i].faults); };
    CHECK(told(0) == "cases.csv:2: case_id \"A\": the case of line 4 has this id too [E306]\n");
    CHECK(told(1).starts_with(
        "cases.csv:4: case_id \"A\": the case of line 2 has this id too [E306]\ncases.csv:4:3: "));
    CHECK(told(2) == "cases.csv:6: case_id \"A\": the case of line 4 has this id too [E306]\n");
    CHECK(told(3) == "cases.csv:7: case_id: every case needs an id [E310]\n");
    CHECK(told(4) == "cases.csv:8: case_id: every case needs an id [E310]\n");
  }

  TEST_CASE("faulty rows: ids that are too long are the same only when all of them is") {
    const std::string id(limits::kCaseIdBytesMax, 'x');
    const auto list =
        read_rows(id + "1,2009-06-01,,,,\n" + id + "2,2009-06-01,,,,\n" + id + ",2009-06-01,,,,\n");
    REQUIRE(list.has_value());
    CHECK(ids_of(list->cases) == std::vector<std::string>{id});
    REQUIRE(list->faulty.size() == 2);
    CHECK(list->faulty[0].case_id == id + "1");
    CHECK(list->faulty[0].faults.size() == 1);
  }

  TEST_CASE("faulty rows: what is wrong with the text as a whole refuses it, and is told alone") {
    struct Row {
      std::string text;
      const char* says;
    };

    const std::string fault = "B,x,,,,\n";
    for (const Row& row : std::vector<Row>{
             {"case_id,listed_on,colour\nA,x,\n", "1:19: column \"colour\""},
             {"case_id\nA\n", "1: listed_on: every file needs this column"},
             {"case_id,listed_on,case_id\nA,x,A\n", "1:19: case_id: this column stands here twice"},
             {"", "the file is empty"},
             {std::string{kHead} + fault + "A,2009-06-01,\xFF,,,\n",
              "3:14: \"byte FF\": not UTF-8"},
             {std::string{kHead} + fault + "A,2009-06-01,\"open,,,\n", "3:14: team \"open"},
             {std::string{kHead} + "A,2009-06-01,\"B,2009-06-01\nC\",heart,,\n",
              "other rows may be inside it"}}) {
      CAPTURE(row.text);
      const auto list = read_list(row.text);
      REQUIRE_FALSE(list.has_value());
      const std::string told = shipped::lines_of(list.error());
      CAPTURE(told);
      CHECK(told.find(row.says) != std::string::npos);
    }
    const auto torn = read_list(std::string{kHead} + fault + "A,2009-06-01,\"open,,,\n");
    CHECK(shipped::lines_of(torn.error()).find("\"x\"") == std::string::npos);
  }

  TEST_CASE("faulty rows: a cell of several lines is no fault in a row that is right") {
    const auto list = read_rows("A,2009-06-01,\"two\nlines\",,,\nB,x,,,,\n");
    REQUIRE(list.has_value());
    CHECK(list->cases.team(0) == "two\nlines");
    CHECK(list->faulty.front().line == 4);
  }

  TEST_CASE("faulty rows: however many there are, none is lost") {
    std::string rows = "A,2009-06-01,,,,\n";
    for (int i = 0; i < 1'000; ++i) rows += "B" + std::to_string(i) + ",5/10/2009,,x,,\n";
    const auto list = read_rows(rows);
    REQUIRE(list.has_value());
    CHECK(list->faulty.size() == 1'000);
    CHECK(std::ranges::all_of(list->faulty,
                              [](const FaultyCase& one) { return one.faults.size() == 2; }));
  }

  TEST_CASE("faulty rows: in JSON an element is set apart, the document is not") {
    const auto list = read_json_list(R"({"format": 1, "cases": [
      {"case_id": "A", "listed_on": "2009-06-01", "linked_to": ["B"]},
      {"case_id": "B", "listed_on": "2009-02-31", "colour": 1, "linked_to": ["A", 7]},
      17,
      {"case_id": "C", "listed_on": "2009-06-01"},
      {"case_id": "C", "listed_on": "2009-06-01"},
      {"case_id": "D", "listed_on": "2009-06-01"}]})");
    REQUIRE(list.has_value());
    CHECK(ids_of(list->cases) == std::vector<std::string>{"A", "D"});
    REQUIRE(list->faulty.size() == 4);
    CHECK(list->faulty[0].case_id == "B");
    CHECK(list->faulty[0].line == 0);
    CHECK(list->faulty[0].index == 1);
    CHECK(list->faulty[0].linked_to == std::vector<std::string>{"A"});
    CHECK(list->faulty[0].faults.size() == 3);
    CHECK(to_text(list->faulty[1].faults.front()) ==
          "cases.json: cases[2] \"17\": expected an object [E322]");
    CHECK(to_text(list->faulty[2].faults.front()) ==
          "cases.json: case C: case_id \"C\": a later case has this id too [E306]");
    CHECK(to_text(list->faulty[3].faults.front()) ==
          "cases.json: case C: case_id \"C\": an earlier case has this id too [E306]");
    for (const char* text : {R"({"format": 1})", R"({"cases": []})", "[", "\"\xFF\"",
                             R"({"format": 1, "cases": [{"case_id": "A"}], "cases": []})",
                             R"({"format": 1, "x": [{"a": 1, "a": 2}], "cases": []})"}) {
      CAPTURE(text);
      CHECK_FALSE(read_json_list(text).has_value());
    }
  }

  TEST_CASE("faulty rows: in JSON a key that stands twice in a case is a fault of that case") {
    const char* const text = R"({"format": 1, "cases": [
      {"case_id": "A", "listed_on": "2009-06-01"},
      {"case_id": "B", "listed_on": "2009-06-01", "hold": {"reason": "", "reason": ""}},
      {"case_id": "C", "listed_on": "x", "case_id": "D"}]})";
    const auto list = read_json_list(text);
    REQUIRE(list.has_value());
    CHECK(ids_of(list->cases) == std::vector<std::string>{"A"});
    REQUIRE(list->faulty.size() == 2);
    CHECK(to_text(list->faulty[0].faults.front()) ==
          "cases.json: case B: cases[1] \"reason\": this key stands twice in one object [E306]");
    CHECK(list->faulty[1].faults.size() == 2);
    const auto strict = read_cases_json(text, shipped::facts(), "cases.json");
    REQUIRE_FALSE(strict.has_value());
    CHECK(std::ranges::count(strict.error(), list->faulty[0].faults.front()) == 1);
  }

  TEST_CASE("faulty rows: a host's cases are set apart as a reader's are") {
    std::vector<Case> cases(3);
    for (Case& one : cases) one.listed_on = shipped::day("2009-06-01");
    cases[0].case_id = "A";
    cases[1].case_id = "A b";
    cases[1].linked_to = {"C"};
    cases[2].case_id = "C";
    const auto list = CaseList::make(shipped::facts(), cases, "host");
    REQUIRE(list.has_value());
    CHECK(ids_of(list->cases) == std::vector<std::string>{"A", "C"});
    REQUIRE(list->faulty.size() == 1);
    CHECK(list->faulty[0].index == 1);
    CHECK(list->faulty[0].linked_to == std::vector<std::string>{"C"});
    CHECK(to_text(list->faulty[0].faults.front()).starts_with("host: case A b: case_id \"A b\""));
  }

  TEST_CASE("faulty rows: each row is there once, sound as if alone or faulty as the strict say") {
    std::size_t with_both = 0;
    std::size_t tried = 0;
    CHECK(rc::check([&with_both, &tried] {
      const int rows = *rc::gen::inRange(0, 25);
      std::vector<std::string> lines;
      std::string text{kWideHead};
      for (int i = 0; i < rows; ++i) {
        lines.push_back(random_row(i) + "\n");
        text += lines.back();
      }
      const auto list = read_list(text);
      RC_ASSERT(list.has_value());
      RC_ASSERT(list->cases.size() + list->faulty.size() == lines.size());
      const auto strict = read_strictly(text);
      RC_ASSERT(strict.has_value() == list->faulty.empty());
      ++tried;
      if (list->cases.size() > 0 && !list->faulty.empty()) ++with_both;

      std::string left{kWideHead};
      std::size_t next = 0;
      for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool faulty = next < list->faulty.size() && list->faulty[next].index == i;
        if (!faulty) left += lines[i];
        if (!faulty) continue;
        const FaultyCase& one = list->faulty[next++];
        RC_ASSERT(one.line == i + 2);
        Errors faults = one.faults;
        RC_ASSERT(!faults.empty());
        const auto shared = std::ranges::count_if(strict.error(), [&](const Error& error) {
          return error.line == one.line && is_shared_id(error) &&
                 std::ranges::count(faults, error) == 0;
        });
        RC_ASSERT(shared == 0);
        RC_ASSERT(of_line(faults, one.line) == of_line(strict.error(), one.line));
      }
      const auto alone = read_strictly(left);
      RC_ASSERT(alone.has_value());
      RC_ASSERT(ids_of(*alone) == ids_of(list->cases));
      RC_ASSERT(alone->digest() == list->cases.digest());
      RC_ASSERT(alone->unit_count() == list->cases.unit_count());
    }));
    CHECK(with_both * 5 > tried);
  }
}
