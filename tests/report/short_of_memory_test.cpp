// Every public function that takes memory, on a small world: at each request that fails it throws
// std::bad_alloc or answers as ever, and what it was given is as before.
#include <waitlist/io/allocation_rules_reader.h>
#include <waitlist/io/case_mapping.h>
#include <waitlist/io/case_reader.h>
#include <waitlist/io/case_writer.h>
#include <waitlist/io/policy_reader.h>
#include <waitlist/io/roster_reader.h>
#include <waitlist/io/scenario_reader.h>
#include <waitlist/policy/policy_review.h>
#include <waitlist/queue/comparison.h>
#include <waitlist/queue/live_queue.h>
#include <waitlist/queue/ranking_since.h>
#include <waitlist/queue/scored_list.h>
#include <waitlist/queue/summary.h>
#include <waitlist/report/allocation_report.h>
#include <waitlist/report/explanation_report.h>
#include <waitlist/report/foresight_report.h>
#include <waitlist/report/policy_report.h>
#include <waitlist/report/ranking_report.h>
#include <waitlist/report/simulation_report.h>
#include <waitlist/simulation/area_simulation.h>
#include <waitlist/simulation/foresight.h>
#include <waitlist/simulation/synthetic_list.h>

#include "support/failing_memory.h"
#include "support/shipped.h"
#include "support/small_area.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdlib>
#include <functional>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
using failing_memory::Shortage;
using failing_memory::Then;

/// Six cases with links, an open answer, a hold and a decision.
struct MemoryWorld {
  std::vector<Case> list = synthetic_list(shipped::facts(), {6, 7, shipped::as_of()}).value();
  CaseTable cases = CaseTable::make(shipped::facts(), list).value();
  std::string csv = write_cases_csv(list, shipped::facts());
  std::string json = write_cases_json(list, shipped::facts());
  CompiledPolicy policy = shipped::policy("staffordshire_2009");
  Ranking ranking = rank(cases, policy, shipped::as_of()).value();
  CaseRow first = ranking.places().front().row;
  std::string first_id{cases.case_id(first)};
  std::string last_id{cases.case_id(ranking.places().back().row)};
  Roster roster = read_roster_csv(kRoster, kTravel).value();
  Allocation allocation = allocate(ranking, roster, {}).value();
  AreaScenario area = short_area();
  std::vector<CompiledPolicy> first_come{small_area::first_come()};

  static constexpr std::string_view kRoster =
      "practitioner_id,base,caseload,held_load\nP1,A,2,1\nP2,B,1,0\n";
  static constexpr std::string_view kTravel = "from,to,minutes\nA,B,20\n";

  static AreaScenario short_area() {
    AreaScenario area = small_area::area(20);
    area.plan.replications = 1;
    return area;
  }
};

struct MemoryRow {
  const char* name;
  std::function<std::string()> answer;  ///< throws only std::bad_alloc
  /// The parser of TOML ends the program when nothing at all is left, see SECURITY.md.
  bool parses_toml = false;
};

template <class T>
std::string digest_of(const Result<T>& result) {
  return result ? result->digest().hex() : shipped::lines_of(result.error());
}

std::string order_of(const Ranking& ranking) {
  std::string order;
  for (const Place& place : ranking.places()) {
    order += ranking.cases().case_id(place.row);
    order += ' ';
  }
  return order;
}

/// Behind the first points ever fewer are tried, and fewer still where tests are not optimised, as
/// under sanitizers.
#ifdef __OPTIMIZE__
constexpr std::size_t kPart = 48;
#else
constexpr std::size_t kPart = 12;
#endif

/// How many points were tried; a failure of the test where one is wrong.
std::size_t try_all(const MemoryRow& row) {
  const std::string expected = row.answer();
  // All of the first ones; behind them ever fewer, unless all are asked for.
  const bool every =
      std::getenv("WAITLIST_EVERY_POINT") != nullptr;  // NOLINT(concurrency-mt-unsafe)
  std::size_t tried = 0;
  for (const Then then : {Then::memory_is_back, Then::all_fail}) {
    bool has_struck = then == Then::memory_is_back || !row.parses_toml;
    for (std::size_t point = 0; has_struck; point += every ? 1 : 1 + point / kPart) {
      CAPTURE(row.name);
      CAPTURE(point);
      std::string answer = expected;
      {
        const Shortage shortage{point, then};
        try {
          answer = row.answer();
        } catch (const std::bad_alloc&) {
          answer = expected;
        }
        has_struck = shortage.has_struck();
      }
      REQUIRE(answer == expected);
      tried += has_struck ? 1 : 0;
    }
  }
  CHECK(row.answer() == expected);
  return tried;
}

std::vector<MemoryRow> rows_of_readers(const MemoryWorld& w) {
  const FactSchema& facts = shipped::facts();
  return {
      {"read_cases_csv", [&] { return digest_of(read_cases_csv(w.csv, facts)); }},
      {"read_cases_json", [&] { return digest_of(read_cases_json(w.json, facts)); }},
      {"read_case_list_csv",
       [&] {
         const auto list =
             read_case_list_csv(w.csv + "X,\n", facts, "c", {1, FaultyRows::set_apart});
         return list ? list->cases.digest().hex() + std::to_string(list->faulty.size()) : "refused";
       }},
      {"faults of cases",
       [&] { return digest_of(read_cases_csv("case_id,listed_on\nA,x\nB,2009-02-30\n", facts)); }},
      {"faults of JSON",
       [&] { return digest_of(read_cases_json(R"({"format":1,"cases":[)", facts)); }},
      {"write_cases_csv", [&] { return write_cases_csv(w.list, facts); }},
      {"write_cases_json", [&] { return write_cases_json(w.list, facts); }},
      {"CaseTable::make", [&] { return digest_of(CaseTable::make(facts, w.list)); }},
      {"read_roster_csv",
       [&] { return digest_of(read_roster_csv(MemoryWorld::kRoster, MemoryWorld::kTravel)); }},
      {"read_roster_json",
       [&] {
         return digest_of(read_roster_json(
             R"({"format":1,"practitioners":[{"practitioner_id":"P","caseload":3}],"travel":[]})"));
       }},
      {"read_work_csv",
       [&] {
         const auto work = read_work_csv("competence,load,case_id,fact,answers\nx,,A,,\n,2,B,,\n");
         return std::to_string(work->needs.size() + work->loads.size());
       }},
      {"read_instructions_csv",
       [&] {
         return std::to_string(
             read_instructions_csv(
                 "instruction,case_id,practitioner_id,reason,made_by\npin,A,P,known,M1\n")
                 ->size());
       }},
      {"read_pairs_csv",
       [&] {
         return std::to_string(
             read_pairs_csv("case_id,practitioner_id,cost\nA,P,3\n")->front().cost.count());
       }},
      {"read_weights_csv",
       [&] {
         return std::to_string(
             read_weights_csv("weight,value\ncontinuity_days,9\n")->continuity_days.count());
       }},
      {"suggest_case_mapping",
       [&] { return suggest_case_mapping("Case ID;Listed\nA;01/02/2009\n", facts).value(); }},
  };
}

std::vector<MemoryRow> rows_of_policies(const MemoryWorld& w) {
  const FactSchema& facts = shipped::facts();
  return {
      {"read_fact_schema", [] { return digest_of(read_fact_schema(private_law_facts_toml())); },
       true},
      {"read_policy",
       [&facts, text = shipped::text_of("policies/staffordshire_2009.toml")] {
         const auto policy = read_policy(text, facts);
         return policy ? policy->stamp().digest.hex() : shipped::lines_of(policy.error());
       },
       true},
      {"read_scenario",
       [&facts, text = shipped::text_of("tests/faults/area.toml")] {
         const auto scenario = read_scenario(text, facts, "area");
         return scenario ? std::to_string(std::get<AreaScenario>(*scenario).variants.size())
                         : shipped::lines_of(scenario.error());
       },
       true},
      {"review",
       [&] { return render_text(review(w.policy), overtaking_windows(w.policy), "policy"); }},
      {"policy as text", [&] { return render_text(w.policy); }},
      {"policy as JSON", [&] { return render_json(w.policy); }},
      {"policy as HTML", [&] { return render_html(w.policy); }},
      {"difference of policies", [&] { return render_text(w.first_come.front(), w.policy); }},
  };
}

std::vector<MemoryRow> rows_of_rankings(const MemoryWorld& w) {
  const Day day = shipped::as_of();
  return {
      {"rank", [&w, day] { return order_of(rank(w.cases, w.policy, day).value()); }},
      {"rank_since",
       [&w, day] {
         const auto both = rank_since(w.cases, w.cases, w.policy, day, "before");
         return both ? order_of(both->ranking) : shipped::lines_of(both.error());
       }},
      {"ScoredList",
       [&w, day] {
         std::string order;
         const auto list = ScoredList::make(w.cases, w.policy).value();
         const std::vector<CaseRow> rows = list.order(day).value();
         for (const CaseRow row : rows) order += w.cases.case_id(row);
         return order;
       }},
      {"LiveQueue::make",
       [&w, day] {
         std::string order;
         LiveQueue::make(w.cases, w.policy, day)->visit([&order](const QueuePlace& place) {
           order += place.case_id;
           return true;
         });
         return order;
       }},
      {"summarise", [&w] { return render_text(summarise(w.ranking, {Days{28}}), w.ranking); }},
      {"explain as text",
       [&w, day] { return render_text(explain(w.cases, w.policy, w.first, day), w.ranking); }},
      {"explain as JSON",
       [&w, day] { return render_json(explain(w.cases, w.policy, w.first, day), w.ranking); }},
      {"compare", [&w] { return render_text(compare(w.ranking, w.first_id, w.last_id).value()); }},
      {"compare as JSON",
       [&w] { return render_json(compare(w.ranking, w.first_id, w.last_id).value()); }},
      {"ranking as table", [&w] { return render_table(w.ranking, {}); }},
      {"ranking as CSV", [&w] { return render_csv(w.ranking, {}); }},
      {"ranking as JSON",
       [&w] { return render_json(w.ranking, summarise(w.ranking, {Days{28}}), {}); }},
      {"ranking as HTML",
       [&w] { return render_html(w.ranking, summarise(w.ranking, {Days{28}}), {}); }},
  };
}

std::vector<MemoryRow> rows_of_proposals(const MemoryWorld& w) {
  SimulationOptions options;
  options.keep_repetitions = true;
  const auto simulated = [&w, options] {
    return simulate(w.area, {}, w.first_come, options).value();
  };
  return {
      {"allocate", [&w] { return render_csv(allocate(w.ranking, w.roster, {}).value()); }},
      {"allocation as table", [&w] { return render_table(w.allocation, {}); }},
      {"allocation as JSON", [&w] { return render_json(w.allocation); }},
      {"allocation as HTML", [&w] { return render_html(w.allocation); }},
      {"synthetic_list",
       [] {
         return write_cases_csv(synthetic_list(shipped::facts(), {3, 1, shipped::as_of()}).value(),
                                shipped::facts());
       }},
      {"simulate as text", [simulated] { return render_text(simulated()); }},
      {"simulate as JSON", [simulated] { return render_json(simulated()); }},
      {"simulate as CSV", [simulated] { return render_repetitions_csv(simulated()); }},
  };
}

}  // namespace

TEST_SUITE("report") {
  TEST_CASE("short of memory: every function throws and changes nothing, or answers as ever") {
    const MemoryWorld world;
    std::size_t points = 0;
    std::size_t functions = 0;
    for (const auto& rows : {rows_of_readers(world), rows_of_policies(world),
                             rows_of_rankings(world), rows_of_proposals(world)}) {
      for (const MemoryRow& row : rows) {
        points += try_all(row);
        ++functions;
      }
    }
    MESSAGE(functions << " functions, points at which memory ran out: " << points);
    CHECK(points > 100 * kPart);
  }
}
