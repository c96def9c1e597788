// What cases share on a day, written down once, against the same worked out for each of them.
#include "scoring/dated_scores.h"

#include "scoring/fact_score.h"
#include "scoring/unit_reader.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

}  // namespace

TEST_SUITE("dated_scores") {
  TEST_CASE("dated_scores: every case scores on a day what it scores by itself") {
    CHECK(rc::check([] {
      const CompiledPolicy policy = world::compiled(world::random_policy());
      const CaseTable cases = world::table_of(world::random_cases());
      DatedScores dated{policy, world::as_of()};
      UnitReader unit{cases, policy, world::as_of()};
      for (CaseRow row = 0; row < cases.size(); ++row) {
        unit.read_of(row);
        const FactScore facts = unit.fact_score(row);
        const Score by_itself = score_on(policy, facts, unit.facts(), world::as_of());
        RC_ASSERT(dated.score(facts, unit.facts()) == by_itself);
        RC_ASSERT(dated.score(facts, unit.facts()) == by_itself);
      }
    }));
  }

  TEST_CASE("dated_scores: waits and filing dates that share a slot do not share what they bring") {
    Policy written = world::bare_policy("slots", "Slots");
    written.bands = {{"P1", "One", "", Points{0}, {}}};
    written.order = {OrderKey::points, OrderKey::case_id};
    written.waiting.emplace();
    WaitingRate& rate = written.waiting->rates.emplace_back();
    rate.points = Points{1};
    const CompiledPolicy policy = world::compiled(written);
    DatedScores dated{policy, world::as_of()};
    for (int round = 0; round < 2; ++round) {
      for (const std::int64_t days : {1, 1025, 2049, 1, 1025}) {
        UnitFacts unit;
        unit.waited = Days{days};
        unit.filing_date = world::as_of() + Days{days * 512};
        CAPTURE(days);
        CHECK(dated.score({}, unit).waiting == Points{days});
        CHECK(dated.score({}, unit).filing_date == unit.filing_date);
      }
    }
  }
}
