#include <waitlist/io/case_writer.h>
#include <waitlist/io/policy_reader.h>
#include <waitlist/queue/policy_witness.h>

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
}
