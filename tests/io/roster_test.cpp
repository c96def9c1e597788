#include <waitlist/io/allocation_rules_reader.h>
#include <waitlist/io/roster_reader.h>

#include "support/shipped.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

constexpr const char* kHeader =
    "practitioner_id,base,areas,competences,contracted_hours,available_hours,caseload,held,"
    "held_load,urgent_limit,urgent_held,conflicts,past_families,absences,reductions\n";

Roster roster_of(const std::string& rows, const std::string& travel = "") {
  auto roster = read_roster_csv(kHeader + rows, travel);
  if (!roster) FAIL(shipped::lines_of(roster.error()));
  return *std::move(roster);
}

Capacity capacity_of(const std::string& row) {
  return capacity_on(roster_of(row).practitioners().front(), shipped::as_of());
}

bool has_line(const Errors& errors, std::string_view line) {
  return shipped::lines_of(errors).find(line) != std::string::npos;
}

}  // namespace

TEST_SUITE("roster") {
  TEST_CASE("roster: everything of a practitioner is read, from CSV and from JSON alike") {
    const Roster csv = roster_of(
        "P2,Stafford,Stafford;Stoke-on-Trent,domestic_abuse;language_pl,37,18.5,20,SM-0002,3,4,1,"
        "SM-0009,SM-0012 2009-05-01,2009-10-05/2009-10-19 leave,2009-09-01/2009-12-01 20% new\n"
        "P1,,,,,,15,,,,,,,,\n",
        "from,to,minutes\nStafford,Stoke-on-Trent,35\n");
    REQUIRE(csv.practitioners().size() == 2);
    CHECK(csv.find("P1") == 0U);
    const Practitioner& one = csv.practitioners()[1];
    CHECK(one.areas == std::vector<std::string>{"Stafford", "Stoke-on-Trent"});
    CHECK(one.available_hours == WeekHours{1850});
    CHECK(one.held_load == 3U);
    CHECK(one.past_families.front().last_worked == *Day::parse("2009-05-01"));
    CHECK(one.absences.front().reason == "leave");
    CHECK(one.reductions.front().percent == 20);
    CHECK(one.reductions.front().reason == "new");
    CHECK(csv.minutes("Stoke-on-Trent", "Stafford") == 35U);
    CHECK(csv.minutes("Stafford", "Stafford") == 0U);
    CHECK_FALSE(csv.minutes("Stafford", "Worcester"));
    const auto json = read_roster_json(R"({"format": 1, "practitioners": [
      {"practitioner_id": "P1", "caseload": 15, "base": null},
      {"practitioner_id": "P2", "base": "Stafford", "areas": ["Stafford", "Stoke-on-Trent"],
       "competences": ["language_pl", "domestic_abuse"], "contracted_hours": 37,
       "available_hours": 18.5, "caseload": 20, "held": "SM-0002", "held_load": 3,
       "urgent_limit": 4, "urgent_held": 1, "conflicts": ["SM-0009"],
       "past_families": ["SM-0012 2009-05-01"], "absences": ["2009-10-05/2009-10-19 leave"],
       "reductions": ["2009-09-01/2009-12-01 20% new"]}],
      "travel": [{"from": "Stafford", "to": "Stoke-on-Trent", "minutes": 35}]})");
    REQUIRE(json.has_value());
    CHECK(json->digest() == csv.digest());
  }

  TEST_CASE("roster: places are the caseload by hours and reductions, rounded down once") {
    struct Row {
      const char* cells;
      std::uint32_t caseload, held, free;
    };

    for (const Row& row : {
             Row{"P,,,,,,20,,,,,,,,\n", 20, 0, 20},
             Row{"P,,,,37,18.5,20,A;B,,,,,,,\n", 10, 2, 8},
             Row{"P,,,,37,18.5,20,A;B,7,,,,,,\n", 10, 7, 3},
             Row{"P,,,,37,0,20,,,,,,,,\n", 0, 0, 0},
             Row{"P,,,,,,20,,,,,,,,2009-09-01/2009-12-01 20% new\n", 16, 0, 16},
             Row{"P,,,,,,20,,,,,,,,2009-09-01/2009-10-05 20% new\n", 20, 0, 20},
             Row{"P,,,,,,20,,,,,,,,2009-10-05/ 60% ill;2009-09-01/ 60% court\n", 0, 0, 0},
             Row{"P,,,,37,18.5,15,,,,,,,,2009-09-01/ 10% new\n", 6, 0, 6},
             Row{"P,,,,,,20,,25,,,,,,\n", 20, 25, 0},
             Row{"P,,,,,,20,,,,,,,2009-10-05/2009-10-06 leave,\n", 20, 0, 0},
             Row{"P,,,,,,20,,,,,,,2009-09-05/2009-10-05 leave,\n", 20, 0, 20},
         }) {
      CAPTURE(row.cells);
      const Capacity capacity = capacity_of(row.cells);
      CHECK(capacity.caseload == row.caseload);
      CHECK(capacity.held == row.held);
      CHECK(capacity.free == row.free);
    }
    CHECK(capacity_of("P,,,,,,20,,3,4,1,,,,\n").urgent_free == 3U);
    CHECK(capacity_of("P,,,,,,4,,3,9,1,,,,\n").urgent_free == 1U);
    CHECK_FALSE(capacity_of("P,,,,,,4,,,,,,,,\n").urgent_free);
    CHECK(capacity_of("P,,,,,,20,,,,,,,2009-10-05/ ill,\n").away);
  }

  TEST_CASE("roster: new limits, duty and places that come free are read and stamped") {
    constexpr const char* kMore =
        "practitioner_id,caseload,new_limit,new_taken,urgent_only,come_free\n";
    const auto read =
        read_roster_csv(std::string{kMore} + "P,9,3,1,yes,2009-10-19 2;2009-11-02 1\nQ,9,,,no,\n");
    REQUIRE(read.has_value());
    const Practitioner& one = read->practitioners().front();
    CHECK(one.new_limit == 3U);
    CHECK(one.new_taken == 1);
    CHECK(one.urgent_only);
    REQUIRE(one.come_free.size() == 2);
    CHECK(one.come_free[1].places == 1);
    CHECK_FALSE(read->practitioners()[1].urgent_only);
    const auto plain = read_roster_csv("practitioner_id,caseload\nP,9\nQ,9\n");
    CHECK(read->digest() != plain->digest());
    const auto empty = read_roster_csv(std::string{kMore} + "P,9,,,,\nQ,9,,,no,\n");
    CHECK(empty->digest() == plain->digest());
    const auto refused = read_roster_csv(std::string{kMore} + "P,9,x,,maybe,2009-10-19\n");
    REQUIRE_FALSE(refused.has_value());
    for (const char* line : {"new_limit \"x\"", "urgent_only \"maybe\": write yes or no",
                             "come_free \"2009-10-19\""}) {
      CHECK(has_line(refused.error(), line));
    }
  }

  TEST_CASE("roster: all faults are reported at once, each with its place") {
    std::string rows{kHeader};
    rows.append(
        "P 1,,,,37,40,20,,,,,,,,\n"
        "P2,,,,x,18.555,-1,A;A,,,1,,SM-0012,2009-10-19/2009-10-05 r,2009-09-01/ 20 new\n"
        "P2,,,,,,20,,,,,,,,2009-09-01/ 120% new\n"
        ",,,,,,,,,,,,,2009-10-01/,\n");
    const auto refused = read_roster_csv(rows, "from,to,minutes\nA,A,5\nA,B,x\nA,B,3\n");
    REQUIRE_FALSE(refused.has_value());
    const Errors& errors = refused.error();
    for (const char* line :
         {"roster:2: practitioner_id \"P 1\"", "roster:2: available_hours \"40\"",
          "roster:3:7: contracted_hours \"x\"", "roster:3:9: available_hours \"18.555\"",
          "roster:3:16: caseload \"-1\"", "roster:3: held \"A\"", "past_families \"SM-0012\"",
          "roster:3: absences \"2009-10-05\"", "reductions \"20 new\"",
          "roster:4: practitioner_id \"P2\": the practitioner of line 3",
          "roster:4: reductions \"120\"", "roster:5: practitioner_id",
          "roster:5: absences \"2009-10-01\": give a reason", "travel:2: minutes \"5\"",
          "travel:3:5: minutes \"x\"", "travel:4: from \"A to B\""}) {
      INFO(line << " is not among\n" << shipped::lines_of(errors));
      CHECK(has_line(errors, line));
    }
    CHECK(has_line(read_roster_csv("practitioner_id,caselod\nP,1\n").error(),
                   "did you mean \"caseload\"?"));
    CHECK(has_line(read_roster_csv("").error(), "the file is empty"));
    CHECK(has_line(read_roster_csv("practitioner_id,caseload,caseload\n\"P,1\n").error(),
                   "this column stands here twice"));
  }

  TEST_CASE(
      "roster: an id or a word with a character that does not show is not taken for another") {
    for (const char* hidden : {"\xE2\x80\x8B", "\xC2\xA0", "\xEF\xBB\xBF", "\xE2\x80\xAE",
                               "\xC2\xAD", "\xC2\x85", "\xFF", " ", ";", ","}) {
      Practitioner one;
      one.practitioner_id = "P" + std::string{hidden} + "1";
      one.caseload = 3;
      CHECK(has_line(Roster::make({one}, {}).error(), "practitioner_id"));
      one.practitioner_id = "P1";
      one.kind_limits = {{"ba" + std::string{hidden} + "by", 1, 0}};
      CHECK(has_line(Roster::make({one}, {}).error(), "kind_limits"));
      one.kind_limits.clear();
      one.held = {"SM-" + std::string{hidden} + "1"};
      CHECK(has_line(Roster::make({one}, {}).error(), "held"));
    }
    Practitioner fine;
    fine.practitioner_id = "Zo\xC3\xAB";
    fine.caseload = 3;
    CHECK(Roster::make({fine}, {}).has_value());
  }

  TEST_CASE("roster: JSON of the wrong shape is told by its path") {
    struct Row {
      const char* text;
      const char* line;
    };

    for (const Row& row : {
             Row{"[]", "expected an object"},
             Row{"{}", "format"},
             Row{R"({"format": 2, "practitioners": []})", "expected \"format\": 1"},
             Row{R"({"format": 1, "practitioners": {}})", "expected an array"},
             Row{R"({"format": 1, "practitioners": [3]})", "practitioners[0]"},
             Row{R"({"format": 1, "practitioners": [{"caselod": 3}]})", "\"caseload\"?"},
             Row{R"({"format": 1, "practitioners": [{"held": [1]}]})", "practitioners[0].held"},
             Row{R"({"format": 1, "practitioners": [{"held": true}]})", "practitioners[0].held"},
             Row{R"({"format": 1, "practitioners": [{"caseload": "x"}]})", "[0].caseload \"x\""},
             Row{R"({"format": 1, "practitioners": [], "trvel": []})", "\"travel\"?"},
             Row{R"({"format": 1, "practitioners": [], "travel": [{"minutes": -1}]})",
                 "travel[0].minutes"},
             Row{R"({"format": 1, "practitioners": [{"practitioner_id": "P", "caseload": 1},
                 {"practitioner_id": "P", "caseload": 0}]})",
                 "practitioner P: practitioner_id \"P\""},
             Row{R"({"format": 1, "practitioners": [{"practitioner_id": "P"}]})",
                 "practitioners[0].caseload: every practitioner has a caseload"},
             Row{R"({"format": 1, "practitioners": [{"practitioner_id": "P", "caseload": null}]})",
                 "write 0 for somebody who takes nothing"},
             Row{R"({"format": 1, "practitioners": [{"practitioner_id": "P", "caseload": ""}]})",
                 "every practitioner has a caseload"},
             Row{"{", "not JSON"},
         }) {
      CAPTURE(row.text);
      const auto refused = read_roster_json(row.text);
      REQUIRE_FALSE(refused.has_value());
      CAPTURE(shipped::lines_of(refused.error()));
      CHECK(has_line(refused.error(), row.line));
    }
  }
}

TEST_SUITE("allocation rules") {
  TEST_CASE("work, instructions and pairs are read, and their faults placed") {
    const auto work = read_work_csv(
        "competence,load,case_id,fact,answers\n"
        "rule_16_4,,,work_type,rule_16_4\nlanguage_pl,,SM-0007,,\n,2,,work_type,s7; cir\n");
    REQUIRE(work.has_value());
    CHECK(work->needs.size() == 2);
    CHECK(work->needs[1].cases.case_id == "SM-0007");
    CHECK(work->loads.front().cases.any_of == std::vector<std::string>{"s7", "cir"});
    const auto bad_work = read_work_csv(
        "competence,load,case_id,fact,answers\nx,2,A,,\nx,,,,\nx,,A,f,g\nx,,,f,\n,0,A,,\n,y,A,,\n");
    REQUIRE_FALSE(bad_work.has_value());
    CHECK(bad_work.error().size() == 6);

    const auto instructions = read_instructions_csv(
        "instruction,case_id,practitioner_id,reason,made_by\npin,A,P,knows the family,M1\n");
    REQUIRE(instructions.has_value());
    CHECK(instructions->front().kind == InstructionKind::pin);
    const auto bad = read_instructions_csv(
        "instruction,case_id,practitioner_id,reason,made_by\nnail,,,,\nexclude,A,P," +
        std::string(300, 'x') + ",M\n");
    REQUIRE_FALSE(bad.has_value());
    CHECK(bad.error().size() == 6);

    const auto pairs = read_pairs_csv("case_id,practitioner_id,cost\nA,P,-5\n");
    REQUIRE(pairs.has_value());
    CHECK(pairs->front().cost == Cost{-5});
    CHECK(read_pairs_csv("case_id,practitioner_id,cost\nA,,\nA,P,99999999999999999999\nA,P,1.5\n")
              .error()
              .size() == 4);
    CHECK(has_line(read_pairs_csv("case_id\nA\n").error(), "practitioner_id"));
  }
}
