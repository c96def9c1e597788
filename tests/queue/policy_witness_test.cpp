#include <waitlist/io/case_writer.h>
#include <waitlist/io/policy_reader.h>
#include <waitlist/queue/policy_witness.h>
#include <waitlist/queue/ranking.h>

#include "support/shipped.h"
#include "support/small_world.h"
#include "support/witness_worlds.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

using witness_worlds::Draws;
using witness_worlds::World;

/// What is said of two policies, held against every case of their world.
void check_pair(const World& world, const std::string& old_text, const std::string& new_text) {
  CAPTURE(old_text);
  CAPTURE(new_text);
  const CompiledPolicy before = witness_worlds::compiled(world, old_text);
  const CompiledPolicy after = witness_worlds::compiled(world, new_text);
  const auto slow = witness_worlds::compare_all(world, before, after);
  const PolicyWitness found = find_witness(before, after, world.as_of).value();
  const std::string loses = write_cases_csv({&found.loss.witness->facts, 1}, world.schema);
  const std::string gains = write_cases_csv({&found.gain.witness->facts, 1}, world.schema);
  CAPTURE(loses);
  CAPTURE(gains);
  CHECK(found.loss.at_most.count() == slow.loss.count());
  CHECK(found.gain.at_most.count() == slow.gain.count());
  CHECK(found.loss.proved());
  CHECK(found.gain.proved());
  if (found.alike) {
    CHECK(slow.loss == Points{0});
    CHECK(slow.gain == Points{0});
    CHECK(slow.same_standing);
  }
}

/// Takes away what is said of no possible case; false where there would be nothing left.
bool stands_alone(Case& one) {
  if (one.status != CaseStatus::awaiting) return false;
  one.linked_to.clear();
  one.child_refs.clear();
  one.pauses.clear();
  one.decision.reset();
  return true;
}

/// In use, of the only case of a list.
Points points_of(const CaseTable& cases, const CompiledPolicy& policy) {
  return rank(cases, policy, small_world::as_of()).value().places().front().score.points.used;
}

}  // namespace

TEST_SUITE("policy witness") {
  TEST_CASE("policy witness: equals the search of every case over facts of each kind") {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
      CAPTURE(seed);
      Draws draws{seed};
      const std::string old_text = policy_of_answers(draws);
      const std::string new_text = policy_of_answers(draws);
      check_pair(witness_worlds::of_answers(), old_text, new_text);
    }
  }

  TEST_CASE("policy witness: equals the search of every case over children, filing and waits") {
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
      CAPTURE(seed);
      Draws draws{seed};
      const std::string old_text = policy_of_days(draws);
      const std::string new_text = policy_of_days(draws);
      check_pair(witness_worlds::of_days(), old_text, new_text);
    }
  }

  TEST_CASE("policy witness: no case that is drawn loses or gains more than is proved") {
    CHECK(rc::check([] {
      const CompiledPolicy before = small_world::compiled(small_world::random_policy());
      const CompiledPolicy after = small_world::compiled(small_world::random_policy());
      WitnessOptions options;
      options.longest_wait = Days{300};
      const PolicyWitness found =
          find_witness(before, after, small_world::as_of(), options).value();
      RC_ASSERT(found.loss.witness && found.gain.witness);
      RC_CLASSIFY(found.loss.proved() && found.gain.proved(), "proved");
      for (Case one : small_world::random_cases()) {
        if (!stands_alone(one) || found.as_of < one.listed_on) continue;
        const std::vector<Case> alone{one};
        const CaseTable cases = small_world::table_of(alone);
        const Points old_points = points_of(cases, before);
        const Points new_points = points_of(cases, after);
        RC_ASSERT(old_points - new_points <= found.loss.at_most);
        RC_ASSERT(new_points - old_points <= found.gain.at_most);
      }
    }));
  }
}
