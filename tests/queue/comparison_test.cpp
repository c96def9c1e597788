#include <waitlist/queue/comparison.h>
#include <waitlist/queue/summary.h>

#include "support/shipped.h"
#include "support/slow_oracle.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <numeric>
#include <string>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

Ranking ranked(const std::string& csv, const char* policy = "staffordshire_2009") {
  return *rank(shipped::cases(csv), shipped::policy(policy), shipped::as_of());
}

std::size_t count(const Summary& summary, FindingKind kind) {
  return static_cast<std::size_t>(std::ranges::count(summary.findings, kind, &Finding::kind));
}

}  // namespace

TEST_SUITE("comparison") {
  TEST_CASE("comparison: differences add up to the gap, and the key that decides differs") {
    const auto places = shipped::staffordshire_ranking().places();
    for (std::size_t i = 1; i < places.size(); i += 3) {
      const auto above = shipped::staffordshire_ranking().cases().case_id(places[i - 1].row);
      const auto below = shipped::staffordshire_ranking().cases().case_id(places[i].row);
      const auto comparison = compare(shipped::staffordshire_ranking(), below, above);
      REQUIRE(comparison.has_value());
      CHECK(comparison->above == above);
      CHECK(comparison->below == below);
      Points sum;
      for (const ContributionDifference& line : comparison->differences) sum += line.difference();
      CHECK(sum == comparison->gap);
      CHECK(comparison->value_above != comparison->value_below);
      CHECK(comparison->sentence.find(comparison->lead_above) == 0);
    }
  }

  TEST_CASE("comparison: each key can decide, and says so in words") {
    struct Row {
      const char* policy;
      const char* one;
      const char* other;
      OrderKey key;
      const char* says;
    };

    for (const Row& row : {
             Row{"staffordshire_2009", "2009-10-05,,2000-01-01,suspected",
                 "2009-10-05,,2000-01-01,no", OrderKey::tier,
                 "more urgent tier: P1 (Immediate) against P"},
             Row{"staffordshire_2009", "2009-10-05,,2008-12-01,no", "2009-10-05,,2000-01-01,no",
                 OrderKey::points, "more points"},
             Row{"staffordshire_2009", "2009-10-05,2010-06-01,2000-01-01,no",
                 "2009-10-05,,2000-01-01,no", OrderKey::latest_start, "no filing date"},
             Row{"staffordshire_2009", "2009-10-01,,2000-01-01,no", "2009-10-05,,2000-01-01,no",
                 OrderKey::longest_wait, "4 days against 0 days"},
             Row{"staffordshire_2009", "2009-10-05,,2000-01-02,no", "2009-10-05,,2000-01-01,no",
                 OrderKey::youngest_child, "born 2000-01-02"},
             Row{"staffordshire_2009", "2009-10-05,,2000-01-01,no", "2009-10-05,,2000-01-01,no",
                 OrderKey::case_id, "its id comes first"},
         }) {
      CAPTURE(row.says);
      const Ranking ranking =
          ranked("case_id,listed_on,filing_date,child_dobs,cp.imminent_harm\nA," +
                     std::string{row.one} + "\nB," + row.other + "\n",
                 row.policy);
      const auto comparison = compare(ranking, "A", "B");
      REQUIRE(comparison.has_value());
      CHECK(comparison->above == "A");
      CHECK(comparison->deciding_key == row.key);
      CHECK(comparison->sentence.find(row.says) != std::string::npos);
      CHECK(comparison->tier_reasons.empty() == (row.key != OrderKey::tier));
    }
  }

  TEST_CASE("comparison: how tiers came about is told by the labels of rules and bands") {
    const Ranking ranking = ranked(
        "case_id,listed_on,child_dobs,cp.imminent_harm,decision,decision_reason,decision_by,"
        "decision_made_on,decision_expires_on\n"
        "A,2009-10-05,2000-01-01,suspected,,,,,\n"
        "B,2009-10-05,2000-01-01,no,raise P2,new facts,M1,2009-10-01,2009-10-08\n"
        "C,2009-04-06,2000-01-01,no,,,,,\n");
    const auto told = [&](const char* one, const char* other) {
      std::string lines;
      const Comparison comparison = compare(ranking, one, other).value();
      for (const std::string& reason : comparison.tier_reasons) lines += reason + '\n';
      return lines;
    };
    const std::string urgent = told("A", "B");
    CAPTURE(urgent);
    CHECK(urgent.find("A: P1 (Immediate), Immediate or significant harm is suspected\n") !=
          std::string::npos);
    CHECK(urgent.find("B: P2 (High), decision of manager M1 to raise to P2 (High): new facts") !=
          std::string::npos);
    const std::string waited = told("A", "C");
    CAPTURE(waited);
    CHECK(waited.find("C: must be allocated, has waited 140 days or more\n") != std::string::npos);
    for (const std::string& text : {urgent, waited}) {
      CHECK(text.find("IMMINENT_HARM") == std::string::npos);
      CHECK(text.find("must_allocate") == std::string::npos);
    }
  }

  TEST_CASE("comparison: a linked case is judged by the first of its unit") {
    const Ranking ranking = ranked(
        "case_id,listed_on,child_dobs,linked_to,cp.imminent_harm\n"
        "A,2009-10-05,2000-01-01,,no\nB,2009-10-05,2000-01-01,C,no\n"
        "C,2009-10-05,2000-01-01,,suspected\n");
    const auto comparison = compare(ranking, "A", "B");
    REQUIRE(comparison.has_value());
    CHECK(comparison->above == "B");
    CHECK(comparison->lead_above == "C");
    CHECK(comparison->deciding_key == OrderKey::tier);
    const auto within = compare(ranking, "B", "C");
    REQUIRE(within.has_value());
    CHECK(within->same_unit);
    CHECK(within->above == "C");
  }

  TEST_CASE("comparison: what cannot be compared is refused with a reason") {
    const Ranking ranking = ranked(
        "case_id,listed_on,status\nAB-1,2009-10-05,awaiting\n"
        "AB-2,2009-10-05,withdrawn\nAB-3,2009-10-05,awaiting\n");
    CHECK(compare(ranking, "AB-1", "AB-33").error().front().reason.find("did you mean") !=
          std::string::npos);
    CHECK(
        compare(ranking, "AB-1", "AB-2").error().front().reason.find("listed apart (withdrawn)") !=
        std::string::npos);
    CHECK(compare(ranking, "AB-1", "AB-1").error().front().code == ErrorCode::inconsistent);
    CHECK(compare(ranking, "x", "y").error().size() == 2);
    CHECK(find_ranked(ranking, "AB-3").has_value());
    CHECK_FALSE(find_ranked(ranking, "AB-2").has_value());
  }

  TEST_CASE("comparison: under random policies differences add up to the gap") {
    CHECK(rc::check([] {
      const CompiledPolicy policy = small_world::compiled(small_world::random_policy());
      const auto ranking =
          rank(small_world::table_of(small_world::random_cases()), policy, small_world::as_of());
      RC_ASSERT(ranking.has_value());
      RC_PRE(ranking->places().size() >= 2);
      const auto places = ranking->places();
      const auto id = [&](std::size_t i) { return ranking->cases().case_id(places[i].row); };
      const auto comparison = compare(*ranking, id(0), id(places.size() - 1));
      RC_ASSERT(comparison.has_value());
      Points sum;
      for (const ContributionDifference& line : comparison->differences) sum += line.difference();
      RC_ASSERT(sum == comparison->gap);
      RC_ASSERT(comparison->above == id(0));
    }));
  }
}

TEST_SUITE("summary") {
  TEST_CASE("summary: counts of the sample add up") {
    const Summary summary = summarise(shipped::staffordshire_ranking());
    CHECK(summary.ranked == shipped::staffordshire_ranking().places().size());
    CHECK(summary.ranked +
              std::accumulate(summary.apart.begin(), summary.apart.end(), std::size_t{0}) ==
          shipped::staffordshire_ranking().cases().size());
    CHECK(std::accumulate(summary.by_tier.begin(), summary.by_tier.end(), std::size_t{0}) ==
          summary.ranked);
    REQUIRE(summary.delayed.size() == 3);
    for (const DelayedCount& delayed : summary.delayed) {
      const auto waited_long = [&](const Place& place) {
        return place.score.waited >= delayed.at_least;
      };
      CHECK(delayed.cases == static_cast<std::size_t>(std::ranges::count_if(
                                 shipped::staffordshire_ranking().places(), waited_long)));
      CHECK(std::accumulate(delayed.by_tier.begin(), delayed.by_tier.end(), std::size_t{0}) ==
            delayed.cases);
      CHECK(std::accumulate(delayed.by_band_of_risk.begin(), delayed.by_band_of_risk.end(),
                            std::size_t{0}) == delayed.cases);
    }
    CHECK(summary.provisional ==
          static_cast<std::size_t>(std::ranges::count_if(
              shipped::staffordshire_ranking().places(),
              [](const Place& place) { return place.score.band_least != place.score.band_most; })));
    for (const Summary::Action& action : summary.actions) CHECK_FALSE(action.rows.empty());
  }

  TEST_CASE("summary: delays are counted as the oracle's waits say") {
    CHECK(rc::check([] {
      const Policy policy = small_world::random_policy();
      const std::vector<Case> cases = small_world::random_cases();
      const Day as_of = small_world::as_of();
      const auto ranking = rank(small_world::table_of(cases), small_world::compiled(policy), as_of);
      RC_ASSERT(ranking.has_value());
      const auto lines = slow_oracle::rank(cases, policy, small_world::schema(), as_of);
      const std::vector<Days> marks =
          policy.delays ? policy.delays->after_days : std::vector{Days{84}, Days{112}, Days{140}};
      const Summary summary = summarise(*ranking);
      RC_ASSERT(summary.delayed.size() == marks.size());
      for (std::size_t i = 0; i < marks.size(); ++i) {
        const DelayedCount& delayed = summary.delayed[i];
        RC_ASSERT(delayed.at_least == marks[i]);
        std::size_t all = 0;
        for (std::size_t tier = 0; tier < delayed.by_tier.size(); ++tier) {
          const auto id = ranking->policy().tier_id(static_cast<TierIndex>(tier));
          const auto expected = std::ranges::count_if(lines, [&](const slow_oracle::Line& line) {
            return line.tier == id && line.waited >= marks[i].count();
          });
          RC_ASSERT(delayed.by_tier[tier] == static_cast<std::size_t>(expected));
          all += delayed.by_tier[tier];
        }
        RC_ASSERT(delayed.cases == all);
      }
    }));
  }

  TEST_CASE("summary: each kind of finding is found, and a clean list has none") {
    const Ranking ranking = ranked(
        "case_id,listed_on,filing_date,child_dobs,status,hold_reason,hold_until,linked_to,decision,"
        "decision_reason,decision_by,decision_made_on,decision_expires_on,da.marac,"
        "da.marac_heard_on,da.reported,child_refs,hold_from,reviewed_on,duty_from,da.marac@"
        "received_on,pauses\n"
        "A,2009-06-01,2009-10-01,1991-08-01;unknown,,,,Z,raise P1,r,M,2009-09-01,2009-09-10,"
        "pending 2009-06-02,2009-10-06,,,,,,2009-11-01,2009-07-01/2009-08-01 asked\n"
        "B,2009-06-01,,,,,,,raise P4,r,M,2009-10-01,2009-10-10,pending "
        "2009-12-01,2009-10-05,no,,,,,,\n"
        "C,2009-06-01,,2001-01-01,on_hold,ill,2009-10-01,,,,,,,,,,,,,,,\n"
        "D,2009-06-01,2150-01-01,"
        "2001-01-01;2010-01-01;due 2009-10-01,,,,,,,,,,,,,k1;;,,2009-12-01,,,\n"
        "E,2009-06-01,,2002-01-01,,,,D,raise P4,r,M,2009-11-01,2009-11-05,,,,k1,,,,,\n"
        "F,2010-01-01,,2001-01-01,,,,,,,,,,,,,,,,,,\n"
        "G,2009-06-01,,2001-01-01,on_hold,ill,,,,,,,,,,,,2009-10-01,,,,\n"
        "H,1993-06-01,1994-01-01,2001-01-01,on_hold,ill,2009-12-01,,,,,,,,,,,2009-10-01,,,,\n"
        "I,2009-06-01,,2001-01-01,duty_allocated,,,,,,,,,,,,,,,2009-11-01,,\n"
        "i,1900-01-01,,2001-01-01,,,,,,,,,,,,,,,,,,\n");
    const Summary summary = summarise(ranking);
    for (int kind = 0; kind <= static_cast<int>(FindingKind::holidays_computed); ++kind) {
      // Only a list with faulty rows has this one: faulty_cases_test.cpp.
      if (static_cast<FindingKind>(kind) == FindingKind::linked_case_faulty) continue;
      CAPTURE(to_text(static_cast<FindingKind>(kind)));
      CHECK(count(summary, static_cast<FindingKind>(kind)) == 1);
    }
    const Ranking clean = ranked("case_id,listed_on,child_dobs\nA,2009-10-01,2001-01-01\n");
    CHECK(summarise(clean).findings.empty());
  }

  TEST_CASE("summary: a case promoted for waiting is counted in the band of its risk, too") {
    std::string facts;
    std::string answers;
    for (const FactDefinition& fact : shipped::facts().facts()) {
      if (!fact.no_is_answer) continue;
      facts += "," + fact.id;
      answers += ",no";
    }
    const Ranking ranking = ranked("case_id,listed_on,child_dobs" + facts +
                                   "\nA,2009-05-19,1999-01-01" + answers + "\n");
    const Score& score = ranking.places().front().score;
    const std::size_t lowest = ranking.policy().written().bands.size() - 1;
    REQUIRE(score.waited == Days{139});
    REQUIRE(score.band < lowest);
    const Summary summary = summarise(ranking);
    for (const DelayedCount& delayed : summary.delayed) {
      CAPTURE(delayed.at_least.count());
      const std::size_t expected = delayed.at_least < Days{140} ? 1 : 0;
      CHECK(delayed.cases == expected);
      CHECK(delayed.by_tier[score.tier] == expected);
      CHECK(delayed.by_band_of_risk[lowest] == expected);
      CHECK(delayed.by_band_of_risk[score.band] == 0);
    }
  }

  TEST_CASE("summary: a decision has expired from the day on which it ends") {
    for (const auto& row :
         {std::pair{"2009-10-04", 1U}, std::pair{"2009-10-05", 1U}, std::pair{"2009-10-06", 0U}}) {
      const auto& ends = row.first;
      const auto& found = row.second;
      CAPTURE(ends);
      const Ranking ranking = ranked(
          "case_id,listed_on,child_dobs,decision,decision_reason,decision_by,decision_made_on,"
          "decision_expires_on\nA,2009-06-01,2001-01-01,raise P1,r,M,2009-09-30," +
          std::string{ends} + "\n");
      CHECK(count(summarise(ranking), FindingKind::decision_expired) == found);
    }
  }

  TEST_CASE("summary: an empty list is no error") {
    const Ranking nothing = ranked("case_id,listed_on\n");
    CHECK(nothing.places().empty());
    CHECK(summarise(nothing).ranked == 0);
  }
}
