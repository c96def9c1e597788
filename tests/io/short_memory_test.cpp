// Readers and writers whose memory runs out at every point: they say so, and nothing else.
#include <waitlist/waitlist.h>

#include "support/failing_memory.h"
#include "support/shipped.h"

#include <doctest/doctest.h>

#include <functional>
#include <new>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
using failing_memory::Shortage;
using failing_memory::Then;

/// What reading or writing comes to, as a text.
using TriedWork = std::function<std::string()>;

template <class T>
std::string outcome_of(const Result<T>& result) {
  return result ? "done" : shipped::lines_of(result.error());
}

/// Every point is tried while they are few, then every hundredth part more; every tenth where tests
/// are not optimised, as under sanitizers.
std::size_t next_point(std::size_t point) {
#ifdef __OPTIMIZE__
  constexpr std::size_t kPart = 100;
#else
  constexpr std::size_t kPart = 10;
#endif
  return point + 1 + point / kPart;
}

/// The points at which memory ran out; each time the work either said so or had what it needed.
std::size_t points_of(const TriedWork& work) {
  const std::string expected = work();
  std::size_t points = 0;
  for (const Then then : {Then::memory_is_back, Then::all_fail}) {
    for (std::size_t point = 0;; point = next_point(point)) {
      bool has_struck = false;
      std::string seen;
      try {
        const Shortage shortage{point, then};
        try {
          seen = work();
        } catch (const std::bad_alloc&) {
          has_struck = true;
        }
        has_struck = has_struck || shortage.has_struck();
      } catch (...) {
        FAIL("something else was thrown at point " << point);
      }
      if (!has_struck) break;
      ++points;
      // What was done without the memory that failed is done right.
      if (!seen.empty()) CHECK(seen == expected);
    }
  }
  return points;
}

/// The same with so much memory and no more: for what uses a parser that must have enough from the
/// beginning.
std::size_t budgets_of(const TriedWork& work) {
  const std::string expected = work();
  std::size_t budgets = 0;
  for (std::size_t bytes = 64;; bytes += bytes / 8) {
    bool is_short = false;
    std::string seen;
    try {
      const failing_memory::Budget budget{bytes};
      seen = work();
      is_short = budget.has_struck();
    } catch (const std::bad_alloc&) {
      is_short = true;
    }
    if (!seen.empty()) CHECK(seen == expected);
    if (!is_short) return budgets;
    ++budgets;
  }
}

struct Tried {
  const char* name = "";
  TriedWork work;
};

std::vector<Case> few_cases() {
  std::vector<Case> cases;
  for (CaseRow row = 0; row < 6; ++row) cases.push_back(shipped::sample().at(row));
  cases[1].linked_to = {cases[0].case_id};
  return cases;
}

}  // namespace

TEST_SUITE("short memory") {
  TEST_CASE("readers: short of memory they say so, and never that a text is not what it is") {
    const FactSchema& facts = shipped::facts();
    const std::string policy = shipped::text_of("policies/staffordshire_2009.toml");
    const std::string schema = shipped::text_of("policies/private_law_facts.toml");
    const std::string json = write_cases_json(few_cases(), facts);
    const std::string csv = write_cases_csv(few_cases(), facts);
    const std::string bad_json = "{\"format\":1,\"cases\":[{\"case_id\":\"A\",\"case_id\":7}],}";
    const std::string roster =
        "{\"format\":1,\"practitioners\":[{\"practitioner_id\":\"P\",\"caseload\":3,\"areas\":"
        "[\"Stafford\"]}],\"travel\":[{\"from\":\"A\",\"to\":\"B\",\"minutes\":7}]}";
    const std::string roster_csv = shipped::text_of("examples/data/staffordshire_roster.csv");
    const std::string travel_csv = shipped::text_of("examples/data/staffordshire_travel.csv");
    const std::string scenario =
        shipped::text_of("examples/allocation_simulation/clear_the_backlog.toml");
    const std::vector<Tried> toml{
        {"schema", [&] { return outcome_of(read_fact_schema(schema)); }},
        {"policy", [&] { return outcome_of(read_policy(policy, facts)); }},
        {"policy that is not TOML", [&] { return outcome_of(read_policy("a = [", facts)); }},
        {"scenario", [&] { return outcome_of(read_scenario(scenario, facts)); }},
    };
    for (const Tried& row : toml) {
      CAPTURE(row.name);
      CHECK(budgets_of(row.work) > 10);
    }
    const std::vector<Tried> rows{
        {"cases as JSON", [&] { return outcome_of(read_cases_json(json, facts)); }},
        {"faulty cases as JSON", [&] { return outcome_of(read_cases_json(bad_json, facts)); }},
        {"cases as CSV", [&] { return outcome_of(read_cases_csv(csv, facts)); }},
        {"faulty cases as CSV",
         [&] { return outcome_of(read_cases_csv("case_id,listed_on\nA,x\nA,y\n", facts)); }},
        {"roster as JSON", [&] { return outcome_of(read_roster_json(roster)); }},
        {"roster as CSV", [&] { return outcome_of(read_roster_csv(roster_csv, travel_csv)); }},
        {"work",
         [&] {
           return outcome_of(read_work_csv("competence,load,case_id,fact,answers\n,2,A,,\n"));
         }},
        {"instructions",
         [&] {
           return outcome_of(read_instructions_csv(
               "instruction,case_id,practitioner_id,reason,made_by\npin,A,P,known,M\n"));
         }},
        {"pairs",
         [&] { return outcome_of(read_pairs_csv("case_id,practitioner_id,cost\nA,P,3\n")); }},
    };
    for (const Tried& row : rows) {
      CAPTURE(row.name);
      CHECK(points_of(row.work) > 10);
    }
  }

  TEST_CASE("ranking, explaining and pages: short of memory they say so") {
    const FactSchema& facts = shipped::facts();
    const CompiledPolicy policy = shipped::policy("staffordshire_2009");
    const CaseTable cases = CaseTable::make(facts, few_cases()).value();
    const std::vector<Tried> rows{
        {"cases", [&] { return outcome_of(CaseTable::make(facts, few_cases())); }},
        {"cases to CSV", [&] { return write_cases_csv(few_cases(), facts); }},
        {"ranking as a table",
         [&] { return render_table(rank(cases, policy, shipped::as_of()).value()); }},
        {"ranking as a page",
         [&] {
           const Ranking ranking = rank(cases, policy, shipped::as_of()).value();
           return render_html(ranking, summarise(ranking));
         }},
        {"queue", [&] { return outcome_of(LiveQueue::make(cases, policy, shipped::as_of())); }},
        {"policy in words", [&] { return render_text(policy); }},
        {"policy as a page", [&] { return render_html(policy); }},
    };
    for (const Tried& row : rows) {
      CAPTURE(row.name);
      CHECK(points_of(row.work) > 10);
    }
  }
}
