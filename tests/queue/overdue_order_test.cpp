// The tier must_allocate by the day on which each case had to be allocated (policy-format.md 11).
#include <waitlist/io/policy_reader.h>
#include <waitlist/policy/policy_review.h>
#include <waitlist/queue/comparison.h>
#include <waitlist/queue/live_queue.h>
#include <waitlist/queue/ranking.h>

#include "support/shipped.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

/// A unit on a day, by the case that stands for it.
struct Standing {
  Position position = 0;
  TierIndex tier = 0;
  std::optional<Day> due;
  bool must_allocate = false;
};

std::vector<Standing> standings(const Ranking& ranking) {
  std::vector<Standing> units(ranking.cases().unit_count());
  for (const Place& place : ranking.places()) {
    Standing& unit = units[ranking.cases().unit(place.row)];
    if (unit.position != 0U) continue;
    unit = {place.position, place.score.tier,
            due_on(ranking.cases(), ranking.policy(), place.row, place.score, ranking.as_of()),
            place.score.must_allocate};
  }
  return units;
}

/// Units of the tier that let one pass from the day before which had to be allocated later.
std::size_t passed_by_later(const std::vector<Standing>& before,
                            const std::vector<Standing>& after,
                            TierIndex tier) {
  std::size_t passed = 0;
  for (std::size_t a = 0; a < before.size(); ++a) {
    if (before[a].position == 0U || before[a].tier != tier) continue;
    for (std::size_t b = 0; b < before.size(); ++b) {
      if (before[b].position < before[a].position || after[b].position > after[a].position) {
        continue;
      }
      if (a != b && after[b].due && *after[b].due > *after[a].due) ++passed;
    }
  }
  return passed;
}

std::optional<TierIndex> must_allocate_tier(const CompiledPolicy& policy) {
  for (TierIndex tier = 0; tier < policy.tier_count(); ++tier) {
    if (policy.tier_id(tier) == "must_allocate") return tier;
  }
  return std::nullopt;
}

CompiledPolicy small_policy(const std::string& rules) {
  const std::string text =
      "format = 1\nid = \"t\"\nversion = \"1\"\ntitle = \"T\"\nstatus = \"illustrative\"\n"
      "status_line = \"A test.\"\nfacts = \"f.toml\"\norder = [\"tier\", \"points\", \"case_id\"]\n"
      "[[band]]\nid = \"P1\"\nlabel = \"One\"\nfrom = 50\n"
      "[[band]]\nid = \"P2\"\nlabel = \"Two\"\nfrom = 0\n"
      "[[group]]\nid = \"g\"\nlabel = \"G\"\ncombine = \"sum\"\n"
      "[[criterion]]\nfact = \"da.judgement\"\ngroup = \"g\"\nlevels = { high_risk = 9 }\n" +
      rules;
  const auto policy = read_policy(text, shipped::facts(), "t.toml");
  REQUIRE_MESSAGE(policy.has_value(), shipped::lines_of(policy.error()));
  return *policy;
}

constexpr const char* kHead =
    "case_id,status,listed_on,filing_date,linked_to,pauses,da.judgement\n";
constexpr const char* kOverdue =
    "[must_allocate]\nwaiting_days = 100\nbefore_filing_days = 30\nbelow = \"P1\"\n"
    "order = [\"overdue\", \"points\", \"case_id\"]\n";

std::string ids(const Ranking& ranking) {
  std::string text;
  for (const Place& place : ranking.places()) {
    text += std::string{ranking.cases().case_id(place.row)} + ' ';
  }
  return text;
}

std::string due_of(const Ranking& ranking, const char* id) {
  const Place* place = ranking.find(id);
  const auto due =
      due_on(ranking.cases(), ranking.policy(), place->row, place->score, ranking.as_of());
  return due ? due->text() : "never";
}

}  // namespace

TEST_SUITE("overdue order") {
  TEST_CASE("overdue: with nobody allocated for a year, nobody due later passes") {
    for (const std::string& name : shipped::policy_names()) {
      CAPTURE(name);
      const CompiledPolicy policy = shipped::policy(name);
      const auto tier = must_allocate_tier(policy);
      std::vector<Standing> before;
      std::size_t passed = 0;
      std::size_t out_of_order = 0;
      for (Day day = shipped::as_of(); day <= shipped::as_of() + Days{365}; day = day + Days{1}) {
        const auto ranking = rank(shipped::sample(), policy, day);
        REQUIRE(ranking.has_value());
        std::vector<Standing> after = standings(*ranking);
        if (!tier) break;
        if (!before.empty()) passed += passed_by_later(before, after, *tier);
        before = after;
        std::erase_if(after,
                      [&](const Standing& one) { return one.position == 0U || one.tier != *tier; });
        std::ranges::sort(after, {}, &Standing::position);
        for (std::size_t i = 1; i < after.size(); ++i) {
          if (*after[i].due < *after[i - 1].due) ++out_of_order;
        }
      }
      CHECK(passed == 0);
      CHECK(out_of_order == 0);
    }
  }

  TEST_CASE("overdue: the longest wait of the sample list keeps its place") {
    const CompiledPolicy policy = shipped::policy("staffordshire_2009");
    auto queue = LiveQueue::make(shipped::sample(), policy, shipped::as_of());
    REQUIRE(queue.has_value());
    const auto first = queue->position("SM-0001");
    for (std::int64_t days = 1; days <= 365; ++days) {
      REQUIRE(queue->advance_to(shipped::as_of() + Days{days}).has_value());
      CHECK(*queue->position("SM-0001") <= *first);
    }
  }

  TEST_CASE("overdue: the earlier of the wait and the filing date says since when") {
    const CaseTable cases =
        shipped::cases(std::string{kHead} +
                       "A,awaiting,2009-01-01,,,,no\n"            // due 2009-04-11
                       "B,awaiting,2009-03-01,2009-05-01,,,no\n"  // due 2009-04-01
                       "C,awaiting,2009-03-02,2009-06-01,,,high_risk\n"
                       "D,awaiting,2009-05-01,2009-05-02,,,no\n"  // due before it was listed
                       "E,awaiting,2009-05-01,,,,high_risk\n");
    const CompiledPolicy policy = small_policy(kOverdue);
    const Ranking ranking = rank(cases, policy, shipped::day("2009-05-05")).value();
    CHECK(ids(ranking) == "B D A C E ");
    CHECK(due_of(ranking, "A") == "2009-04-11");
    CHECK(due_of(ranking, "B") == "2009-04-01");
    CHECK(due_of(ranking, "C") == "2009-05-02");
    CHECK(due_of(ranking, "D") == "2009-04-02");
    CHECK(due_of(ranking, "E") == "2009-08-09");
    const auto why = compare(ranking, "A", "C");
    REQUIRE(why.has_value());
    CHECK(why->deciding_key == OrderKey::overdue);
    CHECK(why->sentence ==
          "A stands above C because it was due earlier: 2009-04-11 against 2009-05-02");
  }

  TEST_CASE("overdue: days left out of the wait put the day off, and later ones do not") {
    const CaseTable cases =
        shipped::cases(std::string{kHead} +
                       "A,awaiting,2009-01-01,,,2009-01-11/2009-01-21 agreed,no\n"
                       "B,awaiting,2009-01-08,,,2009-04-20/ agreed,no\n"
                       "C,awaiting,2009-01-20,,D,2009-02-01/ agreed,no\n"
                       "D,awaiting,2009-01-15,,C,,no\n"
                       "E,awaiting,2009-01-01,,,2009-01-05/ agreed,no\n");
    const CompiledPolicy policy =
        small_policy(std::string{kOverdue} +
                     "[waiting]\npauses = \"exclude\"\nrates = [{ from_day = 0, per_day = 1 }]\n");
    const Ranking ranking = rank(cases, policy, shipped::day("2009-06-01")).value();
    CHECK(due_of(ranking, "A") == "2009-04-21");
    CHECK(due_of(ranking, "B") == "2009-04-18");
    CHECK(due_of(ranking, "C") == "2009-04-25");
    CHECK(due_of(ranking, "D") == "2009-04-25");
    CHECK(due_of(ranking, "E") == "never");
    CHECK(ids(ranking) == "B A C D E ");
  }

  TEST_CASE("overdue: where the review has no doubt, whoever had to be allocated first is first") {
    CHECK(rc::check([] {
      const CompiledPolicy policy = world::compiled(world::random_policy());
      const auto tier = must_allocate_tier(policy);
      const auto& order = policy.written().order;
      if (!tier || order.front() != OrderKey::tier) return;
      const auto doubts = review(policy);
      if (std::ranges::count(doubts, DoubtKind::later_due_first, &Doubt::kind) != 0) return;
      const CaseTable cases = world::table_of(world::random_cases());
      std::vector<Standing> units = standings(rank(cases, policy, world::as_of()).value());
      std::erase_if(units,
                    [&](const Standing& one) { return one.position == 0U || one.tier != *tier; });
      std::ranges::sort(units, {}, &Standing::position);
      RC_ASSERT(std::ranges::is_sorted(units, {}, &Standing::due));
    }));
  }

  TEST_CASE("overdue: due_on() is the first day on which must_allocate holds") {
    CHECK(rc::check([] {
      const CompiledPolicy policy = world::compiled(world::random_policy());
      const CaseTable cases = world::table_of(world::random_cases());
      const auto ranking = rank(cases, policy, world::as_of());
      RC_ASSERT(ranking.has_value());
      for (const Place& place : ranking->places()) {
        const auto due = due_on(cases, policy, place.row, place.score, world::as_of());
        RC_ASSERT(place.score.must_allocate == (due && *due <= world::as_of()));
      }
    }));
  }
}
