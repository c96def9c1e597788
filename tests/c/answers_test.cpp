// What the C interface answers where a host in C would not look first: faults, columns of a host,
// rows set apart, a queue that is refused.
#include <waitlist/c/waitlist.h>

#include "c/sample_host.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

using c_host::Host;
using c_host::sentences;
using c_host::taken;

TEST_SUITE("C interface") {
  TEST_CASE("C: a refused list has every fault, each with its place") {
    const Host h;
    const std::string csv = "case_id,listed_on\nA,2009-13-01\nB,2009-06-31\n";
    wl_cases* cases = nullptr;
    wl_errors* errors = nullptr;
    wl_case_options options{};
    options.struct_size = sizeof options;
    options.source = "list.csv";
    options.source_size = 8;
    CHECK(wl_read_cases(csv.data(), csv.size(), h.facts, &options, &cases, &errors) == WL_REJECTED);
    CHECK(cases == nullptr);
    REQUIRE(wl_errors_count(errors) == 2);
    wl_fault fault{};
    fault.struct_size = sizeof fault;
    REQUIRE(wl_errors_at(errors, 1, &fault) == WL_OK);
    CHECK(fault.number == 311);
    CHECK(std::string{fault.code, fault.code_size} == "E311");
    CHECK(fault.line == 3);
    CHECK(std::string{fault.source} == "list.csv");
    CHECK(std::string{fault.field} == "listed_on");
    CHECK(std::string{fault.found} == "2009-06-31");
    CHECK(std::string{fault.case_id} == "B");
    CHECK(fault.reason_size > 0);
    CHECK(wl_errors_at(errors, 2, &fault) == WL_MISUSE);
    CHECK(sentences(errors).find("list.csv:2:") == 0);
  }

  TEST_CASE("C: rows that are set apart are counted, told and ranked beside the sound ones") {
    const Host h;
    const std::string csv = "case_id,listed_on\nA,2009-06-01\nB,2009-06-31\n";
    wl_cases* cases = nullptr;
    wl_case_options options{};
    options.struct_size = sizeof options;
    options.faulty = WL_SET_APART;
    REQUIRE(wl_read_cases(csv.data(), csv.size(), h.facts, &options, &cases, nullptr) == WL_OK);
    std::size_t sound = 0;
    std::size_t faulty = 0;
    REQUIRE(wl_cases_count(cases, &sound, &faulty, nullptr) == WL_OK);
    CHECK(sound == 1);
    CHECK(faulty == 1);
    wl_errors* faults = nullptr;
    REQUIRE(wl_cases_faults(cases, &faults, nullptr) == WL_OK);
    CHECK(sentences(faults).find("[E311]") != std::string::npos);
    wl_ranking* ranking = nullptr;
    REQUIRE(wl_rank(cases, h.policy, c_host::kDay, nullptr, &ranking, nullptr) == WL_OK);
    std::size_t ranked = 0;
    std::size_t apart = 0;
    REQUIRE(wl_ranking_count(ranking, &ranked, &apart, &faulty, nullptr) == WL_OK);
    CHECK(ranked + apart + faulty == 2);
    wl_text* text = nullptr;
    REQUIRE(wl_explain(ranking, "B", 1, WL_TEXT, &text, nullptr) == WL_OK);
    CHECK(taken(text).find("2009-06-31") != std::string::npos);
    wl_queue* queue = nullptr;
    wl_errors* errors = nullptr;
    CHECK(wl_queue_make(cases, h.policy, c_host::kDay, &queue, &errors) == WL_REJECTED);
    CHECK(queue == nullptr);
    CHECK(sentences(errors).find("faulty") != std::string::npos);
    wl_ranking_free(ranking);
    wl_cases_free(cases);
  }

  TEST_CASE("C: columns of a host give the list that their CSV gives") {
    const Host h;
    const std::array<const char*, 2> ids{"A \"one\"", "B"};
    const std::array<std::size_t, 2> id_sizes{1, 1};
    const std::array<const char*, 2> days{"2009-06-01", "2009-06-02"};
    const std::array<std::size_t, 2> day_sizes{10, 10};
    const std::array<const char*, 2> teams{"North, \"upper\"", nullptr};
    const std::array<std::size_t, 2> team_sizes{14, 0};
    const std::array<wl_column, 3> columns{{{"case_id", 7, ids.data(), id_sizes.data()},
                                            {"listed_on", 9, days.data(), day_sizes.data()},
                                            {"team", 4, teams.data(), team_sizes.data()}}};
    wl_cases* cases = nullptr;
    wl_errors* errors = nullptr;
    CHECK(wl_cases_from_columns(columns.data(), 3, 2, h.facts, nullptr, &cases, &errors) == WL_OK);
    wl_queue* queue = nullptr;
    REQUIRE(wl_queue_make(cases, h.policy, c_host::kDay, &queue, nullptr) == WL_OK);
    wl_text* line = nullptr;
    REQUIRE(wl_queue_case(queue, "A", 1, &line, nullptr) == WL_OK);
    CHECK(taken(line).find(R"("North, \"upper\"")") != std::string::npos);
    wl_cases_free(cases);  // the queue keeps what it needs
    CHECK(wl_cases_from_columns(columns.data(), 1, 2, h.facts, nullptr, &cases, &errors) ==
          WL_REJECTED);
    CHECK(cases == nullptr);
    CHECK(sentences(errors).find("listed_on") != std::string::npos);
    wl_queue_free(queue);
  }

  TEST_CASE("C: a change that is refused leaves a queue as it was, and says why") {
    const Host h;
    wl_errors* errors = nullptr;
    std::size_t events = 7;
    CHECK(wl_queue_remove(h.queue, "Z", 1, &events, &errors) == WL_REJECTED);
    CHECK(events == 0);
    CHECK_FALSE(sentences(errors).empty());
    CHECK(wl_queue_advance_to(h.queue, c_host::kDay - 1, &events, &errors) == WL_REJECTED);
    CHECK_FALSE(sentences(errors).empty());
    const std::string two =
        std::string{c_host::kLine} + "\n" + R"({"case_id":"E","listed_on":"2009-08-03"})";
    CHECK(wl_queue_upsert(h.queue, two.data(), two.size(), &events, &errors) == WL_REJECTED);
    CHECK(sentences(errors).find("one case at a time") != std::string::npos);
    std::int32_t day = 0;
    std::size_t ranked = 0;
    REQUIRE(wl_queue_state(h.queue, &day, &ranked, nullptr) == WL_OK);
    CHECK(day == c_host::kDay);
    CHECK(ranked == 3);
  }

  TEST_CASE("C: days are read and written as they stand") {
    std::int32_t day = 0;
    std::array<char, 11> text{};
    REQUIRE(wl_day_read("2009-10-05", 10, &day, nullptr) == WL_OK);
    CHECK(day == c_host::kDay);
    REQUIRE(wl_day_write(day, text.data(), text.size()) == WL_OK);
    CHECK(std::string{text.data()} == "2009-10-05");
    CHECK(wl_day_write(day, text.data(), 10) == WL_TOO_SMALL);
    CHECK(wl_day_read("2009-02-29", 10, &day, nullptr) == WL_REJECTED);
    CHECK(day == 0);
  }
}
