// Whatever is printed of a list begins with what could not be ranked.
#include <waitlist/base/limits.h>
#include <waitlist/io/case_reader.h>
#include <waitlist/report/allocation_report.h>
#include <waitlist/report/explanation_report.h>
#include <waitlist/report/ranking_report.h>

#include "support/html_checks.h"
#include "support/sample_allocation.h"
#include "support/shipped.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

using text_checks::all_between;
using text_checks::has;

namespace {

constexpr const char* kList =
    "case_id,listed_on,team,da.marac,linked_to\n"
    "A,2009-06-01,X,,F\n"
    "F,31/02/2009,X,heart,\n"
    "B,2009-06-02,X,,\n"
    "<i>=1,2009-06-31,X,,B\n"
    ",2009-13-01,X,,\n";

constexpr const char* kDay = "listed_on \"31/02/2009\": not a day; write YYYY-MM-DD";

Ranking ranking_of(const std::string& csv) {
  const auto list =
      read_case_list_csv(csv, shipped::facts(), "cases.csv", {1, FaultyRows::set_apart});
  return *rank(*list, shipped::policy("staffordshire_2009"), shipped::as_of());
}

const Ranking& ranking() {
  static const Ranking kept = ranking_of(kList);
  return kept;
}

const Allocation& allocation() {
  AllocationRules rules;
  rules.instructions = {{InstructionKind::pin, "F", "P1", "knows the family", "M1"}};
  static const Allocation kept =
      shipped::allocated(ranking(), shipped::roster_of({shipped::practitioner("P1", 1)}), rules);
  return kept;
}

/// Whether `first` stands in the text, and `second` behind it.
bool stands_before(const std::string& text, std::string_view first, std::string_view second) {
  const std::size_t at = text.find(first);
  return at != std::string::npos && text.find(second, at) != std::string::npos &&
         text.find(second) >= at;
}

std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

}  // namespace

TEST_SUITE("faulty report") {
  TEST_CASE("ranking table: the faulty come first, each with its id, line and all its faults") {
    const std::string table = render_table(ranking());
    CAPTURE(table);
    CHECK(stands_before(table, "Not ranked, must be looked at\n", "place  case"));
    CHECK(has(table, "3 rows of the list are not ranked, because something in them is wrong."));
    CHECK(has(table, "line 3  F"));
    CHECK(has(table, "listed_on \"31/02/2009\": not a day"));
    CHECK(has(table, "da.marac \"heart\": expected"));
    CHECK(has(table, "linked with A\n"));
    CHECK(has(table, "line 6  (no id)"));
    CHECK(has(render_table(ranking(), {1, false}), "line 3  F"));
    CHECK_FALSE(has(render_table(shipped::staffordshire_ranking()), "Not ranked"));
  }

  TEST_CASE("ranking table: beyond so many faults no row is lost, only what is wrong with it") {
    std::string csv = "case_id,listed_on\nA,2009-06-01\n";
    const std::size_t rows = limits::kErrorsMax + 5;
    for (std::size_t i = 0; i < rows; ++i) csv += "F" + std::to_string(i) + ",x\n";
    const std::string table = render_table(ranking_of(csv));
    for (std::size_t i = 0; i < rows; ++i) {
      CHECK(has(table, " F" + std::to_string(i) + " "));
    }
    CHECK(all_between(table, "not a day", "\n").size() == limits::kErrorsMax);
    CHECK(all_between(table, "1 fault, told in CSV and JSON", "\n").size() == 5);
  }

  TEST_CASE("ranking csv: the faulty stand first, in the columns that all rows have") {
    const auto lines = split_lines(render_csv(ranking()));
    REQUIRE(lines.size() == 6);
    CHECK(lines[0].ends_with(",upcoming,line,faults"));
    CHECK(lines[1].starts_with(
        ",F,,,,,,,,,,,,,,,,,,faulty,,,,,3,\"listed_on \"\"31/02/2009\"\": not"));
    CHECK(has(lines[1], "[E311] | da.marac \"\"heart\"\": expected"));
    CHECK(lines[2].starts_with(",<i>=1,,,,,,,,,,,,,,,,,,faulty,,,,,5,"));
    CHECK(lines[3].starts_with(",,,,,,,,,,,,,,,,,,,faulty,,,,,6,"));
    CHECK(lines[4].ends_with(",,"));
    const auto columns = std::ranges::count(lines[0], ',');
    CHECK(std::ranges::count(lines[4], ',') == columns);
    CHECK(split_lines(render_csv(ranking(), {1, false})).size() == 5);
  }

  TEST_CASE("ranking json: the faulty with all their faults, and their number in the summary") {
    const auto json = nlohmann::json::parse(render_json(ranking(), summarise(ranking())));
    CHECK(json["summary"]["faulty"] == 3);
    REQUIRE(json["faulty"].size() == 3);
    const auto& faulty = json["faulty"][0];
    CHECK(faulty["case_id"] == "F");
    CHECK(faulty["line"] == 3);
    CHECK(faulty["index"] == 1);
    CHECK(faulty["linked_with"] == std::vector<std::string>{"A"});
    REQUIRE(faulty["faults"].size() == 2);
    CHECK(faulty["faults"][0]["code"] == 311);
    CHECK(faulty["faults"][0]["field"] == "listed_on");
    CHECK(faulty["faults"][0]["found"] == "31/02/2009");
    CHECK(faulty["faults"][0]["column"] == 3);
    CHECK(has(std::string{faulty["faults"][0]["reason"]}, "not a day"));
    const Ranking& sound = shipped::staffordshire_ranking();
    CHECK(nlohmann::json::parse(render_json(sound, summarise(sound)))["faulty"].empty());
  }

  TEST_CASE("summary: says how many rows and which are not ranked, before everything else") {
    const std::string text = render_text(summarise(ranking()), ranking());
    CAPTURE(text);
    CHECK(has(text, "2 cases ranked. Not ranked, must be looked at: 3 rows."));
    CHECK(stands_before(text, "Not ranked, must be looked at: F (line 3), ", "tier"));
    CHECK(has(text, "a row without an id (line 6)."));
    CHECK(has(text, "A: linked to F, which is not ranked: line 3 must be looked at"));
  }

  TEST_CASE("reports: with nothing but faulty rows it is not said that nobody waits") {
    const Ranking none = ranking_of("case_id,listed_on\nA,x\n");
    const std::string page = html_checks::words_of(render_html(none, summarise(none)));
    for (const std::string& text : {render_table(none), page}) {
      CHECK(has(text, "No case that could be read is waiting to be allocated."));
    }
    for (const std::string& text : {render_text(summarise(none), none), page}) {
      CHECK(has(text, "Nothing needs to be put right in the data of other cases."));
    }
    const Ranking empty = ranking_of("case_id,listed_on\n");
    CHECK(has(render_table(empty), "No case is waiting to be allocated."));
    CHECK(has(render_text(summarise(empty), empty), "Nothing in the data needs to be put right."));
  }

  TEST_CASE("queue board: the first section shows the faulty, whatever they say") {
    const std::string page = render_html(ranking(), summarise(ranking()));
    CHECK(html_checks::faults(page) == std::vector<std::string>{});
    CHECK(stands_before(page, "<h2 id=\"faulty\">Not ranked, must be looked at</h2>", "<h2"));
    CHECK(stands_before(page, "<li><a href=\"#faulty\">", "<li><a href="));
    const std::string words = html_checks::words_of(page);
    CHECK(has(words, kDay));
    CHECK(has(words, "line 3"));
    CHECK(has(page, "&lt;i&gt;=1"));
    CHECK_FALSE(has(page, "<i>"));
    const Ranking& sound = shipped::staffordshire_ranking();
    CHECK_FALSE(has(render_html(sound, summarise(sound), {3, 1}), "faulty"));
  }

  TEST_CASE("explanation: of a faulty case it is what is wrong, in text and JSON") {
    const std::string text = render_faulty_text(ranking(), "F");
    CAPTURE(text);
    CHECK(text.starts_with("Case F on 5 October 2009: not ranked, must be looked at\n"));
    CHECK(has(text, "line 3"));
    CHECK(has(text, kDay));
    CHECK(has(text, "Linked with\n  A\n"));
    const auto json = nlohmann::json::parse(render_faulty_json(ranking(), "F"));
    CHECK(json["case_id"] == "F");
    REQUIRE(json["faulty"].size() == 1);
    CHECK(json["faulty"][0]["line"] == 3);
    CHECK(render_faulty_text(ranking(), "A").empty());
    CHECK(render_faulty_text(ranking(), "").empty());
    const Ranking twice =
        ranking_of("case_id,listed_on\nA,2009-06-01\nB,2009-06-01\nA,2009-06-01\n");
    CHECK(has(render_faulty_text(twice, "A"), "line 2"));
    CHECK(has(render_faulty_text(twice, "A"), "line 4"));
  }

  TEST_CASE("explanation: of a case that is linked with a faulty one it says so") {
    const auto text = [](std::string_view id) {
      const Place* place = ranking().find(id);
      return render_text(
          explain(ranking().cases(), ranking().policy(), place->row, ranking().as_of()), ranking());
    };
    CHECK(has(text("A"), "Linked:  linked to F, which is not ranked: line 3 must be looked at"));
    CHECK(has(text("B"), "Linked:  named as linked by <i>=1, which is not ranked: line 5"));
  }

  TEST_CASE("allocation: the faulty come first and are not considered, in every form") {
    const std::string table = render_table(allocation());
    CHECK(stands_before(table, "Not ranked, must be looked at\n", "units placed"));
    CHECK(has(table, "The allocation does not consider what is not ranked."));
    CHECK(has(table, kDay));
    const auto lines = split_lines(render_csv(allocation()));
    REQUIRE(lines.size() == 6);
    CHECK(lines[1].starts_with(",F,,,,,,,,,,,,faulty,\"line 3: listed_on"));
    const auto json = nlohmann::json::parse(render_json(allocation()));
    CHECK(json["faulty"].size() == 3);
    const std::string page = render_html(allocation());
    CHECK(html_checks::faults(page) == std::vector<std::string>{});
    CHECK(stands_before(page, "<h2 id=\"faulty\">", "<h2 id=\"takes\">"));
    CHECK(has(html_checks::words_of(page), "The allocation does not consider what is not ranked."));
    CHECK(has(html_checks::words_of(page), "not in the queue today"));
  }
}
