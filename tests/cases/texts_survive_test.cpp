// What a case may hold comes back from every file byte for byte; anything else is refused when the
// case is made.
#include <waitlist/cases/case_table.h>
#include <waitlist/io/case_reader.h>
#include <waitlist/io/case_writer.h>
#include <waitlist/queue/live_queue.h>

#include "support/shipped.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

Case case_of_id(const std::string& id = "A") {
  Case one;
  one.case_id = id;
  one.listed_on = shipped::as_of() - Days{30};
  return one;
}

const std::vector<std::string>& odd_texts() {
  static const std::vector<std::string> texts{"plain",
                                              "Zoë €",
                                              "a;b",
                                              "a,b",
                                              "say \"x\"",
                                              "=1+1",
                                              "'=x",
                                              " before",
                                              "behind ",
                                              "two  blanks",
                                              "a\nb",
                                              "a\tb",
                                              "a\x1B[0m",
                                              "a\xC2\x85",
                                              "a\xE2\x80\xA8"
                                              "b",
                                              "a\xFF",
                                              "\xC3",
                                              "\xEF\xBB\xBF"
                                              "a",
                                              "-",
                                              "T-01\xE2\x80\x8B",
                                              std::string{"a\0b", 3},
                                              std::string(64, 'x'),
                                              std::string(65, 'x'),
                                              std::string(5000, 'x')};
  return texts;
}

using Put = void (*)(Case&, const std::string&);

/// Every text that a case has.
const std::vector<Put>& fields() {
  static const std::vector<Put> puts{
      [](Case& one, const std::string& text) { one.case_id = text; },
      [](Case& one, const std::string& text) { one.area = text; },
      [](Case& one, const std::string& text) { one.team = text; },
      [](Case& one, const std::string& text) { one.linked_to = {text}; },
      [](Case& one, const std::string& text) { one.relisted_reason = text; },
      [](Case& one, const std::string& text) {
        one.status = CaseStatus::on_hold;
        one.hold = Hold{text, std::nullopt, std::nullopt};
      },
      [](Case& one, const std::string& text) {
        one.pauses = {{one.listed_on, one.listed_on + Days{3}, text}};
      },
      [](Case& one, const std::string& text) {
        one.children = {{one.listed_on}};
        one.child_refs = {text};
      },
  };
  return puts;
}

}  // namespace

TEST_SUITE("cases") {
  TEST_CASE("cases: a text comes back from CSV and JSON, or is refused when the case is made") {
    const FactSchema& facts = shipped::facts();
    int kept = 0;
    int refused = 0;
    for (std::size_t field = 0; field < fields().size(); ++field) {
      for (const std::string& text : odd_texts()) {
        CAPTURE(field);
        CAPTURE(text);
        Case one = case_of_id();
        fields()[field](one, text);
        const auto table = CaseTable::make(facts, {&one, 1});
        if (!table) {
          ++refused;
          continue;
        }
        ++kept;
        const auto json = read_cases_json(write_cases_json({&one, 1}, facts), facts);
        REQUIRE(json.has_value());
        CHECK(json->at(0) == table->at(0));
        for (const CsvDialect dialect : {CsvDialect::plain, CsvDialect::spreadsheet}) {
          const auto csv = read_cases_csv(write_cases_csv({&one, 1}, facts, dialect), facts);
          REQUIRE(csv.has_value());
          CHECK(csv->at(0) == table->at(0));
        }
      }
    }
    CHECK(kept > 50);
    CHECK(refused > 50);
  }

  TEST_CASE("cases: ids that look alike are not two cases: what hides in an id is refused") {
    for (const char* id : {"T-01\xE2\x80\x8B", "T-01\xC2\xA0", "\xEF\xBB\xBFT-01", "T\xC2\xAD-01",
                           "T-01\xEF\xB8\x8F", "T-01\xC2\x85", "T-01\xFF"}) {
      const Case one = case_of_id(id);
      const auto table = CaseTable::make(shipped::facts(), {&one, 1});
      REQUIRE_FALSE(table.has_value());
      CHECK(table.error().front().reason.find("visible") != std::string::npos);
    }
  }

  TEST_CASE(
      "cases: more than a thousand that hang together are refused by the id that binds them") {
    std::vector<Case> cases;
    for (int i = 0; i <= 1000; ++i) cases.push_back(case_of_id("C" + std::to_string(i)));
    for (std::size_t i = 1; i < 1000; ++i) cases[i].linked_to = {"C0"};
    const auto table = CaseTable::make(shipped::facts(), cases);
    REQUIRE(table.has_value());
    auto queue =
        LiveQueue::make(*table, shipped::policy("staffordshire_2009"), shipped::as_of()).value();
    CHECK(queue.around("C7", 0).size() == 1000);
    cases[1000].linked_to = {"C3"};
    const auto refused = [](const Errors& errors) {
      REQUIRE(errors.size() == 1);
      CHECK(errors.front().code == ErrorCode::too_large);
      CHECK(errors.front().found == "C0");
      CHECK(errors.front().reason.find("1001 cases hang together by links, 999 of them") == 0);
    };
    const auto events = queue.upsert(cases[1000]);
    REQUIRE_FALSE(events.has_value());
    refused(events.error());
    CHECK(queue.around("C7", 0).size() == 1000);
    CHECK(queue.around("C1000", 0).size() == 1);
    const auto large = CaseTable::make(shipped::facts(), cases);
    REQUIRE_FALSE(large.has_value());
    refused(large.error());
    const std::string csv = write_cases_csv(cases, shipped::facts());
    refused(read_cases_csv(csv, shipped::facts()).error());
    refused(read_cases_json(write_cases_json(cases, shipped::facts()), shipped::facts()).error());
    CaseReadOptions apart;
    apart.faulty = FaultyRows::set_apart;
    refused(read_case_list_csv(csv, shipped::facts(), "cases", apart).error());
  }
}
