// Faulty rows beside a ranking: nobody moves, nobody is lost, and who is linked with one is told.
#include <waitlist/io/case_reader.h>
#include <waitlist/queue/comparison.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/queue/summary.h>

#include "support/shipped.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

CaseList list_read_from(const std::string& csv) {
  return *read_case_list_csv(csv, shipped::facts_of_any_year(), "cases.csv",
                             {1, FaultyRows::set_apart});
}

Ranking ranking_of(const std::string& csv) {
  return *rank(list_read_from(csv), shipped::policy("staffordshire_2009"), shipped::as_of());
}

std::vector<std::string> order_of(const Ranking& ranking) {
  std::vector<std::string> order;
  for (const Place& place : ranking.places()) {
    order.push_back(std::to_string(place.position) + ' ' +
                    std::string{ranking.cases().case_id(place.row)} + ' ' +
                    to_text(place.score.points.used));
  }
  return order;
}

std::string findings_of(const Ranking& ranking, FindingKind kind) {
  std::string text;
  for (const Finding& finding : summarise(ranking).findings) {
    if (finding.kind != kind) continue;
    text += std::string{ranking.cases().case_id(finding.row)} + ": " + finding.detail + '\n';
  }
  return text;
}

/// Now and then something that no list or no policy can have.
void spoil(Case& one, std::size_t number) {
  switch (*rc::gen::inRange(0, 12)) {
    case 0: one.case_id += " x"; break;
    case 1: one.case_id = "case" + std::to_string(number / 2); break;
    case 2: one.case_id.clear(); break;
    case 3: one.children.push_back({shipped::day("1950-01-01")}); break;
    case 4: one.hold = Hold{}; break;
    case 5: {
      ManagerDecision decision;
      decision.band = "no such band";
      decision.reason = decision.made_by = "M1";
      decision.made_on = small_world::as_of();
      decision.expires_on = small_world::as_of() + Days{7};
      one.decision = decision;
      break;
    }
    default: break;
  }
}

}  // namespace

TEST_SUITE("faulty cases") {
  TEST_CASE("faulty cases: all others stand as if the faulty were not in the list") {
    std::size_t spoilt = 0;
    CHECK(rc::check([&spoilt] {
      const CompiledPolicy policy = small_world::compiled(small_world::random_policy());
      std::vector<Case> cases = small_world::random_cases();
      for (std::size_t i = 0; i < cases.size(); ++i) spoil(cases[i], i);
      const auto list = CaseList::make(small_world::schema(), cases);
      RC_ASSERT(list.has_value());
      const auto ranking = rank(*list, policy, small_world::as_of());
      RC_ASSERT(ranking.has_value());
      RC_ASSERT(ranking->places().size() + ranking->apart().size() + ranking->faulty().size() ==
                cases.size());

      std::vector<Case> sound;
      std::size_t faulty = 0;
      for (std::size_t i = 0; i < cases.size(); ++i) {
        const Case& one = cases[i];
        const auto alone = CaseTable::make(small_world::schema(), {&one, 1});
        const bool is_sound = alone && rank(*alone, policy, small_world::as_of()) &&
                              std::ranges::count(cases, one.case_id, &Case::case_id) == 1;
        if (is_sound) {
          sound.push_back(one);
          continue;
        }
        RC_ASSERT(faulty < ranking->faulty().size());
        RC_ASSERT(ranking->faulty()[faulty].index == i);
        RC_ASSERT(ranking->faulty()[faulty].case_id == one.case_id);
        RC_ASSERT(ranking->faulty()[faulty].linked_to == one.linked_to);
        RC_ASSERT(!ranking->faulty()[faulty].faults.empty());
        ++faulty;
      }
      spoilt += faulty;
      const Ranking without = *rank(small_world::table_of(sound), policy, small_world::as_of());
      RC_ASSERT(order_of(*ranking) == order_of(without));
      RC_ASSERT(ranking->cases().digest() == without.cases().digest());
      RC_ASSERT(summarise(*ranking).faulty == faulty);
    }));
    CHECK(spoilt > 100);
  }

  TEST_CASE("faulty cases: who is linked with one is told, whoever of them says so") {
    const Ranking ranking = ranking_of(
        "case_id,listed_on,linked_to,status,hold_reason\n"
        "A,2009-06-01,F,,\n"
        "B,2009-06-01,,,\n"
        "C,2009-06-01,F;GONE,on_hold,ill\n"
        "F,x,A;B;B;GONE,,\n"
        ",x,B,,\n");
    CHECK(findings_of(ranking, FindingKind::linked_case_faulty) ==
          "A: linked to F, which is not ranked: line 5 must be looked at\n"
          "B: named as linked by F, which is not ranked: line 5 must be looked at\n"
          "B: named as linked by a row without an id, which is not ranked: line 6 must be looked "
          "at\n"
          "C: linked to F, which is not ranked: line 5 must be looked at\n");
    CHECK(findings_of(ranking, FindingKind::linked_case_absent).find('F') == std::string::npos);
  }

  TEST_CASE("faulty cases: beside a row that could not be read no link is said to lead nowhere") {
    const std::string head = "case_id,listed_on,linked_to\nA,2009-06-01,GONE\n";
    CHECK(findings_of(ranking_of(head), FindingKind::linked_case_absent) ==
          "A: linked to GONE, which is not on this list\n");
    CHECK(findings_of(ranking_of(head + "GO NE,2009-06-01,\n"), FindingKind::linked_case_absent) ==
          "A: linked to GONE, which is not among the cases that could be read\n");
  }

  TEST_CASE("faulty cases: what a policy cannot score joins them") {
    const std::string csv =
        "case_id,listed_on,filing_date,decision,decision_reason,decision_by,decision_made_on,"
        "decision_expires_on\n"
        "A,2009-06-01,,,,,,\n"
        "B,x,,,,,,\n"
        "C,1993-06-01,1994-01-01,,,,,\n"
        "D,2009-06-01,,raise P9,why,M1,2009-10-01,2009-10-09\n";
    const Ranking ranking = ranking_of(csv);
    CHECK(ranking.places().size() == 1);
    REQUIRE(ranking.faulty().size() == 3);
    CHECK(ranking.faulty()[1].case_id == "C");
    CHECK(ranking.faulty()[1].index == 2);
    CHECK(ranking.faulty()[1].faults.front().code == ErrorCode::calendar_ends);
    CHECK(ranking.faulty()[2].case_id == "D");
    CHECK(ranking.faulty()[2].faults.front().code == ErrorCode::unknown_reference);
    const CaseList list = list_read_from(csv);
    const CompiledPolicy policy = shipped::policy("staffordshire_2009");
    const auto strict = rank(list.cases, policy, shipped::as_of());
    REQUIRE_FALSE(strict.has_value());
    CHECK(strict.error() ==
          Errors{ranking.faulty()[1].faults.front(), ranking.faulty()[2].faults.front()});
    CHECK_FALSE(rank(list, policy, shipped::day("1994-12-31")).has_value());
  }

  TEST_CASE("faulty cases: a question about one says what is wrong with it") {
    const Ranking ranking =
        ranking_of("case_id,listed_on\nA,2009-06-01\nB,31/02/2009\nB,2009-06-01\n");
    const auto place = find_ranked(ranking, "B");
    REQUIRE_FALSE(place.has_value());
    const std::string told = shipped::lines_of(place.error());
    CHECK(told.find("this case is not ranked, because line 3 must be looked at") !=
          std::string::npos);
    CHECK_FALSE(compare(ranking, "A", "B").has_value());
    CHECK(find_ranked(ranking, "A").has_value());
    CHECK(ranking.find("B") == nullptr);
  }
}
