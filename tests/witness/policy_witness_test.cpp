#include <waitlist/io/case_writer.h>
#include <waitlist/io/policy_reader.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/witness/policy_witness.h>

#include "support/shipped.h"
#include "support/small_world.h"
#include "support/witness_worlds.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cstdint>
#include <string>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

using witness_worlds::World;

/// Pairs of policies; fewer where tests are not optimised, as under sanitizers.
#ifdef __OPTIMIZE__
constexpr std::uint64_t kAnswerPairs = 200, kDayPairs = 60, kOtherPairs = 40;
#else
constexpr std::uint64_t kAnswerPairs = 60, kDayPairs = 20, kOtherPairs = 12;
#endif

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

/// Whether every case of a world loses no more than is claimed, and some case as much.
bool is_greatest_loss(const World& world,
                      const CompiledPolicy& before,
                      const CompiledPolicy& after,
                      Points claimed) {
  return witness_worlds::compare_all(world, before, after).loss == claimed;
}

/// A policy over the facts of witness_worlds::of_answers() with one criterion on harm.
std::string harm_policy(const std::string& much,
                        const std::string& group,
                        const std::string& more) {
  return R"(format = 1
id = "harm"
version = "1"
title = "Harm"
status = "illustrative"
status_line = "A test."
facts = "tiny.toml"
order = ["tier", "points", "case_id"]

[[band]]
id = "P1"
label = "First"
from = 20

[[band]]
id = "P2"
label = "Second"
from = 0

[[group]]
id = "risk"
label = "Risk"
combine = "sum"
)" + group +
         R"(
[[criterion]]
fact = "harm"
group = "risk"
unknown = 0
levels = { some = 2, much = )" +
         much + " }\n" + more;
}

PolicyWitness witness_of(const std::string& old_text, const std::string& new_text) {
  const World& world = witness_worlds::of_answers();
  return find_witness(witness_worlds::compiled(world, old_text),
                      witness_worlds::compiled(world, new_text), world.as_of)
      .value();
}

/// The same facts on a possible case, listed so many days ago.
Case standing_alone(Case one, Days waited) {
  one.status = CaseStatus::awaiting;
  one.listed_on = small_world::as_of() - waited;
  one.hold.reset();
  one.duty_from.reset();
  one.linked_to.clear();
  one.child_refs.clear();
  one.pauses.clear();
  one.decision.reset();
  if (one.filing_date && *one.filing_date < one.listed_on) one.filing_date.reset();
  std::erase_if(one.children, [&one](const Child& child) {
    return child.born && completed_months(*child.born, one.listed_on) >= Months{216};
  });
  return one;
}

/// In use, of the only case of a list.
Points points_of(const CaseTable& cases, const CompiledPolicy& policy) {
  return rank(cases, policy, small_world::as_of()).value().places().front().score.points.used;
}

}  // namespace

TEST_SUITE("policy witness") {
  TEST_CASE("policy witness: equals the search of every case over facts of each kind") {
    for (std::uint64_t seed = 1; seed <= kAnswerPairs; ++seed) {
      CAPTURE(seed);
      PolicyDraws draws{seed};
      const std::string old_text = witness_worlds::policy_of_answers(draws);
      const std::string new_text = witness_worlds::policy_of_answers(draws);
      check_pair(witness_worlds::of_answers(), old_text, new_text);
    }
  }

  TEST_CASE("policy witness: equals the search of every case over children, filing and waits") {
    for (std::uint64_t seed = 1; seed <= kDayPairs; ++seed) {
      CAPTURE(seed);
      PolicyDraws draws{seed};
      const std::string old_text = witness_worlds::policy_of_days(draws);
      const std::string new_text = witness_worlds::policy_of_days(draws);
      check_pair(witness_worlds::of_days(), old_text, new_text);
    }
  }

  TEST_CASE("policy witness: no case that is drawn loses or gains more than is proved") {
    CHECK(rc::check([] {
      const CompiledPolicy before = small_world::compiled(small_world::random_policy());
      const CompiledPolicy after = small_world::compiled(small_world::random_policy());
      WitnessOptions options;
      options.longest_wait = Days{3};
      options.steps_max = 2'000;
      const PolicyWitness found =
          find_witness(before, after, small_world::as_of(), options).value();
      RC_ASSERT(found.loss.witness && found.gain.witness);
      std::int64_t waited = 0;
      for (const Case& one : small_world::random_cases()) {
        waited = (waited + 1) % 4;
        const std::vector<Case> alone{standing_alone(one, Days{waited})};
        const CaseTable cases = small_world::table_of(alone);
        const Points old_points = points_of(cases, before);
        const Points new_points = points_of(cases, after);
        RC_ASSERT(old_points - new_points <= found.loss.at_most);
        RC_ASSERT(new_points - old_points <= found.gain.at_most);
      }
    }));
  }

  TEST_CASE(
      "policy witness: a bound that is claimed too low or too high is not the greatest loss") {
    const World& world = witness_worlds::of_answers();
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      CAPTURE(seed);
      PolicyDraws draws{seed};
      const CompiledPolicy before =
          witness_worlds::compiled(world, witness_worlds::policy_of_answers(draws));
      const CompiledPolicy after =
          witness_worlds::compiled(world, witness_worlds::policy_of_answers(draws));
      const Points most = find_witness(before, after, world.as_of).value().loss.at_most;
      CHECK(is_greatest_loss(world, before, after, most));
      CHECK_FALSE(is_greatest_loss(world, before, after, most - Points{1}));
      CHECK_FALSE(is_greatest_loss(world, before, after, most + Points{1}));
    }
  }

  TEST_CASE("policy witness: a search that stops early still says no less than is possible") {
    const World& world = witness_worlds::of_answers();
    WitnessOptions options;
    options.steps_max = 1;
    for (std::uint64_t seed = 1; seed <= kOtherPairs; ++seed) {
      CAPTURE(seed);
      PolicyDraws draws{seed};
      const CompiledPolicy before =
          witness_worlds::compiled(world, witness_worlds::policy_of_answers(draws));
      const CompiledPolicy after =
          witness_worlds::compiled(world, witness_worlds::policy_of_answers(draws));
      const auto slow = witness_worlds::compare_all(world, before, after);
      const PolicyWitness found = find_witness(before, after, world.as_of, options).value();
      CHECK(found.loss.at_most >= slow.loss);
      CHECK(found.gain.at_most >= slow.gain);
      CHECK(found.loss.found <= slow.loss);
      CHECK(found.gain.found <= slow.gain);
    }
  }

  TEST_CASE("policy witness: a policy scores every case as itself does") {
    for (std::uint64_t seed = 1; seed <= kOtherPairs; ++seed) {
      CAPTURE(seed);
      PolicyDraws draws{seed};
      const std::string answers = witness_worlds::policy_of_answers(draws);
      CHECK(witness_of(answers, answers).alike);
      const CompiledPolicy days = witness_worlds::compiled(witness_worlds::of_days(),
                                                           witness_worlds::policy_of_days(draws));
      const PolicyWitness same = find_witness(days, days, witness_worlds::of_days().as_of).value();
      CHECK(same.alike);
      CHECK(same.loss.found == Points{0});
      CHECK(same.gain.found == Points{0});
    }
  }

  TEST_CASE("policy witness: one number that falls is lost where nothing caps it") {
    struct Row {
      const char* old_much;
      const char* new_much;
      const char* group;
      Points loss;
      Points gain;
    };

    const std::vector<Row> rows{
        {"10", "7", "", Points{3000}, Points{0}},
        {"7", "10", "", Points{0}, Points{3000}},
        {"10", "9.999", "", Points{1}, Points{0}},
        {"10", "7", "cap = 8\n", Points{1000}, Points{0}},
        {"10", "7", "cap = 7\n", Points{0}, Points{0}},
        {"10", "7", "constant = 1\ncap = 9\n", Points{1000}, Points{0}},
    };
    for (const Row& row : rows) {
      CAPTURE(row.old_much);
      CAPTURE(row.group);
      const PolicyWitness found = witness_of(harm_policy(row.old_much, row.group, ""),
                                             harm_policy(row.new_much, row.group, ""));
      CHECK(found.loss.proved());
      CHECK(found.gain.proved());
      CHECK(found.loss.found == row.loss);
      CHECK(found.gain.found == row.gain);
      CHECK(found.alike == (row.loss == Points{0} && row.gain == Points{0}));
    }
  }

  TEST_CASE(
      "policy witness: a constant is gained by every case, so that each loses less than none") {
    const PolicyWitness found =
        witness_of(harm_policy("10", "", ""), harm_policy("10", "constant = 2\n", ""));
    CHECK(found.loss.at_most == Points{-2000});
    CHECK(found.loss.never());
    CHECK(found.gain.at_most == Points{2000});
  }

  TEST_CASE("policy witness: equal points in other bands are not alike") {
    const std::string floor =
        "\n[[floor]]\nid = \"F\"\nlabel = \"Floor\"\nband = \"P1\"\nall = [{ fact = \"harm\", "
        "at_least = \"much\" }]\n";
    const PolicyWitness found = witness_of(harm_policy("10", "", ""), harm_policy("10", "", floor));
    CHECK(found.loss.at_most == Points{0});
    CHECK(found.gain.at_most == Points{0});
    CHECK_FALSE(found.alike);
    const PolicyWitness no_risk =
        witness_of(harm_policy("30", "", ""), harm_policy("30", "risk = false\n", ""));
    CHECK(no_risk.loss.at_most == Points{0});
    CHECK_FALSE(no_risk.alike);
  }

  TEST_CASE(
      "policy witness: the shipped criteria of 2009 never lose to those with what was missing") {
    const PolicyWitness found =
        find_witness(shipped::policy("national_criteria_2009"),
                     shipped::policy("staffordshire_2009"), shipped::as_of())
            .value();
    CHECK(found.loss.proved());
    CHECK(found.gain.proved());
    CHECK(found.loss.never());
    CHECK(found.gain.found > Points{0});
    CHECK_FALSE(found.alike);
  }

  TEST_CASE("policy witness: policies over other facts and days past the calendar are refused") {
    const auto other = find_witness(
        shipped::policy("national_criteria_2009"),
        witness_worlds::compiled(witness_worlds::of_answers(), harm_policy("10", "", "")),
        shipped::as_of());
    REQUIRE_FALSE(other.has_value());
    CHECK(shipped::lines_of(other.error()).find("name it as `facts` in each") != std::string::npos);
    const CompiledPolicy staffordshire = shipped::policy("staffordshire_2009");
    const Day early = shipped::day("1990-01-01");
    const auto same = find_witness(staffordshire, staffordshire, early);
    REQUIRE_FALSE(same.has_value());
    const auto both =
        find_witness(staffordshire, shipped::policy("prioritisation_protocol"), early);
    REQUIRE_FALSE(both.has_value());
    CHECK(both.error().size() == same.error().size() + 1);
  }
}
