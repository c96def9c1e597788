#include <waitlist/queue/ranking.h>
#include <waitlist/queue/scored_list.h>
#include <waitlist/simulation/synthetic_list.h>

#include "queue/radix_order.h"
#include "queue/steady_builder.h"
#include "queue/steady_order.h"
#include "support/shipped.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

std::vector<CaseRow> rows_of(const Ranking& ranking) {
  std::vector<CaseRow> rows;
  for (const Place& place : ranking.places()) rows.push_back(place.row);
  return rows;
}

std::vector<CaseRow> ranked_rows(const CaseTable& cases, const CompiledPolicy& policy, Day day) {
  const auto ranking = rank(cases, policy, day);
  REQUIRE(ranking.has_value());
  return rows_of(*ranking);
}

std::vector<CaseRow> first_of(std::vector<CaseRow> rows, std::size_t count) {
  if (rows.size() > count) rows.resize(count);
  return rows;
}

/// An invented list of which every fifth case has a decision that begins or ends about now.
CaseTable list_with_decisions(std::uint32_t size) {
  auto cases = synthetic_list(shipped::facts(), {size, 7, shipped::as_of()}).value();
  const Day now = shipped::as_of();
  for (std::size_t i = 0; i < cases.size(); i += 5) {
    const Day made = std::max(cases[i].listed_on, now - Days{static_cast<std::int64_t>(i % 20)});
    cases[i].decision = ManagerDecision{DecisionDirection::raise,
                                        "P1",
                                        "seen by the manager",
                                        "M1",
                                        "M2",
                                        made,
                                        made + Days{static_cast<std::int64_t>(1 + i % 14)}};
  }
  return CaseTable::make(shipped::facts(), cases).value();
}

/// The first case of each stander and those of its unit behind it.
std::vector<CaseRow> cases_of(const std::vector<Stander>& standers,
                              const std::vector<CaseRow>& members) {
  std::vector<CaseRow> cases;
  for (const Stander stander : standers) {
    if ((stander & kSeveral) == 0) {
      cases.push_back(stander);
      continue;
    }
    std::size_t at = stander & ~kSeveral;
    while ((members[at] & OddStandings::kLast) == 0) cases.push_back(members[at++]);
    cases.push_back(CaseRow{members[at] & ~OddStandings::kLast});
  }
  return cases;
}

/// On the last, points and days overdue may be too far apart for columns.
const std::vector<Day>& some_days() {
  static const std::vector<Day> days{world::day("2007-01-01"), world::day("2009-09-20"),
                                     world::day("2009-10-05"), world::day("2009-10-12"),
                                     world::day("2010-01-11"), world::day("2012-02-29"),
                                     world::day("2019-10-05")};
  return days;
}

}  // namespace

TEST_SUITE("queue") {
  TEST_CASE("scored list: any policy and list are ordered on any day as ranking orders them") {
    CHECK(rc::check([] {
      const CompiledPolicy policy = world::compiled(world::random_policy());
      const CaseTable cases = world::table_of(world::random_cases());
      const auto list = ScoredList::make(cases, policy);
      RC_ASSERT(list.has_value());
      for (int i = 0; i < 5; ++i) {
        const Day day = world::as_of() + Days{*rc::gen::inRange<std::int64_t>(-400, 900)};
        const auto ranking = rank(cases, policy, day);
        RC_ASSERT(ranking.has_value());
        const std::vector<CaseRow> expected = rows_of(*ranking);
        RC_ASSERT(list->order(day).value() == expected);
        const auto count = *rc::gen::inRange<std::size_t>(0, 16);
        RC_ASSERT(list->top(day, count).value() == first_of(expected, count));
      }
    }));
  }

  TEST_CASE("scored list: shipped policies, decisions that begin and end, any number of parts") {
    const CaseTable cases = list_with_decisions(1500);
    for (const std::string& name : shipped::policy_names()) {
      if (name == "hmcts_private_law_bands" || name == "first_come_first_served") continue;
      const CompiledPolicy policy = shipped::policy(name);
      const ScoredList list = ScoredList::make(cases, policy, 2).value();
      const SteadyCut cut = steady_cut(cases, policy, 3);
      CHECK(cut.others.empty());
      for (const Day day : some_days()) {
        CAPTURE(name);
        CAPTURE(day.text());
        const std::vector<CaseRow> expected = ranked_rows(cases, policy, day);
        CHECK(list.order(day, 2).value() == expected);
        for (const std::size_t count : {0U, 1U, 20U, 700U, 1499U}) {
          CHECK(list.top(day, count).value() == first_of(expected, count));
        }
        const auto keys = DayKeys::make(cut.rows, policy, day);
        if (!keys) CHECK(day == some_days().back());
        if (!keys) continue;
        const auto odd = odd_standings(cut.rows, *keys, day);
        const auto in_one = steady_order(cut.rows, *keys, odd, 1);
        CHECK(steady_order(cut.rows, *keys, odd, 3) == in_one);
        std::vector<CaseRow> members;
        const auto top = steady_top(cut.rows, *keys, day, 700, members);
        CHECK(cases_of(top, members) == cases_of(first_of(in_one, 700), odd.members));
      }
    }
  }

  TEST_CASE("scored list: policies without points are ordered too") {
    const CaseTable& cases = shipped::sample();
    for (const char* name : {"first_come_first_served", "hmcts_private_law_bands"}) {
      const CompiledPolicy policy = shipped::policy(name);
      const ScoredList list = ScoredList::make(cases, policy).value();
      for (const Day day : some_days()) {
        CHECK(list.order(day).value() == ranked_rows(cases, policy, day));
        CHECK(list.top(day, 30).value() == first_of(ranked_rows(cases, policy, day), 30));
      }
    }
  }

  TEST_CASE("scored list: no block has a better key than it is said to have") {
    const CaseTable cases = list_with_decisions(5000);
    const CompiledPolicy policy = shipped::policy("staffordshire_2009");
    const SteadyCut cut = steady_cut(cases, policy, 1);
    for (const Day day : some_days()) {
      const auto keys = DayKeys::make(cut.rows, policy, day);
      if (!keys) CHECK(day == some_days().back());
      if (!keys) continue;
      keys->visit_keys(0, cut.rows.size(), [&](std::size_t at, std::uint32_t key) {
        if (key < keys->limit()) CHECK(keys->least_key(at / SteadyBlock::kRows) <= key);
      });
      for (const OddRow& odd : cut.rows.odd_rows) {
        const std::uint32_t key = keys->key(odd.on(day), odd.filing, odd.base);
        if (key < keys->limit()) CHECK(keys->least_key(odd.at / SteadyBlock::kRows) <= key);
      }
    }
  }

  TEST_CASE("scored list: a day or a case that cannot be scored is refused as ranking refuses it") {
    const CompiledPolicy policy = shipped::policy("staffordshire_2009");
    const ScoredList list = ScoredList::make(shipped::sample(), policy).value();
    const auto late = list.order(world::day("1994-12-31"));
    REQUIRE(!late.has_value());
    CHECK(late.error().front().code == ErrorCode::calendar_ends);
    CHECK(list.top(world::day("1994-12-31"), 5).error() == late.error());

    auto cases = synthetic_list(shipped::facts(), {5, 1, shipped::as_of()}).value();
    cases[0].listed_on = world::day("1993-01-01");
    cases[0].filing_date = world::day("1994-01-01");
    const auto table = CaseTable::make(shipped::facts_of_any_year(), cases).value();
    const auto refused = ScoredList::make(table, policy);
    REQUIRE(!refused.has_value());
    CHECK(refused.error().front().case_id == cases[0].case_id);
    CHECK(refused.error().front().field == "filing_date");
  }

  TEST_CASE("radix order: a stable order by the low bits of the keys, whatever the runs") {
    CHECK(rc::check([] {
      const auto bits = *rc::gen::inRange(0, 31);
      const auto count = *rc::gen::inRange<std::size_t>(0, 200);
      std::vector<OrderedEntry> entries;
      for (std::size_t i = 0; i < count; ++i) {
        const auto key = *rc::gen::inRange<std::uint64_t>(0, std::uint64_t{1} << unsigned(bits));
        entries.push_back((key << 32U) | i);
      }
      const auto cut = *rc::gen::inRange<std::size_t>(0, count + 1);
      const std::span all{entries};
      const std::vector<std::span<const OrderedEntry>> runs{all.first(cut), all.subspan(cut)};
      const auto ordered = radix_ordered(runs, bits);
      std::ranges::stable_sort(entries, {}, [](OrderedEntry entry) { return entry >> 32U; });
      RC_ASSERT(std::ranges::equal(ordered, entries, {}, {}, [](OrderedEntry entry) {
        return static_cast<std::uint32_t>(entry);
      }));
    }));
  }
}
