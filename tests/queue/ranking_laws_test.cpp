#include <waitlist/queue/ranking.h>
#include <waitlist/scoring/explanation.h>

#include "queue/unit_scores.h"
#include "support/slow_oracle.h"
#include "support/slow_staleness.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

Ranking ranked(const std::vector<Case>& cases, const CompiledPolicy& policy, unsigned threads = 1) {
  auto ranking = rank(world::table_of(cases), policy, world::as_of(), {threads});
  RC_ASSERT(ranking.has_value());
  return *ranking;
}

std::vector<std::string> ids_in_order(const Ranking& ranking) {
  std::vector<std::string> ids;
  for (const Place& place : ranking.places()) ids.emplace_back(ranking.cases().case_id(place.row));
  return ids;
}

std::vector<slow_oracle::Line> lines_of(const Ranking& ranking) {
  const auto band = [&](BandIndex index) { return ranking.policy().band(index).id; };
  std::vector<slow_oracle::Line> lines;
  for (const Place& place : ranking.places()) {
    const Score& score = place.score;
    const std::int64_t parts = ranking.policy().point_parts();
    const std::int64_t shared = std::gcd(std::int64_t{score.part}, parts);
    lines.push_back({place.position, std::string{ranking.cases().case_id(place.row)},
                     score.points.least.count(), score.points.used.count(),
                     score.points.most.count(), band(score.band), band(score.band_least),
                     band(score.band_most), std::string{ranking.policy().tier_id(score.tier)},
                     score.must_allocate, score.waited.count(), score.part / shared,
                     parts / shared});
  }
  return lines;
}

/// Units that stand behind the unit of `case_id`, as sets of ids.
std::set<std::set<std::string>> units_behind(const Ranking& ranking, const std::string& case_id) {
  const std::uint32_t position = ranking.find(case_id)->position;
  std::map<std::uint32_t, std::set<std::string>> units;
  for (const Place& place : ranking.places()) {
    if (place.position <= position) continue;
    units[place.position].emplace(ranking.cases().case_id(place.row));
  }
  std::set<std::set<std::string>> behind;
  for (const auto& [at, unit] : units) behind.insert(unit);
  return behind;
}

/// Every line of an explanation is a line kept, in the same order; the others are 0.
void check_kept(const ContributionTable& kept, const Explanation& why, CaseRow row) {
  auto next = why.contributions.begin();
  for (std::size_t i = 0; i < kept.lines().size(); ++i) {
    const ContributionLine& line = kept.lines()[i];
    const bool listed =
        next != why.contributions.end() && next->id == line.id && next->group == line.group &&
        (next->kind == line.kind ||
         (line.kind == ContributionKind::answer && next->kind == ContributionKind::unknown));
    RC_ASSERT(kept.of(row)[i] == (listed ? next->points : Points{}));
    if (listed) ++next;
  }
  RC_ASSERT(next == why.contributions.end());
}

/// A ranked case to change, or nothing when none is ranked.
Case* some_ranked_case(std::vector<Case>& cases) {
  const auto chosen = *rc::gen::inRange<std::size_t>(0, cases.size());
  Case& one = cases[chosen];
  const bool is_ranked = one.status == CaseStatus::awaiting && one.listed_on <= world::as_of();
  return is_ranked ? &one : nullptr;
}

void check_nobody_passes(const std::vector<Case>& before,
                         const std::vector<Case>& after,
                         const CompiledPolicy& policy,
                         const std::string& case_id) {
  const auto behind_before = units_behind(ranked(before, policy), case_id);
  const auto behind_after = units_behind(ranked(after, policy), case_id);
  RC_ASSERT(std::ranges::includes(behind_after, behind_before));
}

/// The same answer, or one that is more concerning.
Answer no_better(Answer answer, FactIndex index) {
  const FactDefinition& fact = world::schema().fact(index);
  if (!answer.known()) return answer;
  const std::uint32_t now = answer.value();
  switch (fact.kind) {
    case FactKind::choice: {
      const auto most = static_cast<std::uint32_t>(fact.levels.size());
      return Answer::level(*rc::gen::inRange(answer.given() ? now : 0, most));
    }
    case FactKind::count: return Answer::number(*rc::gen::inRange(now, 21U));
    case FactKind::checklist: return Answer::markers(now | *rc::gen::inRange(1U, 32U));
    case FactKind::date: {
      const Day day = answer.given() ? answer.day() : world::as_of() - Days{800};
      const std::int64_t room = (world::as_of() - day).count();
      return Answer::on(day + Days{*rc::gen::inRange<std::int64_t>(0, room + 1)});
    }
  }
  return answer;
}

}  // namespace

TEST_SUITE("queue") {
  TEST_CASE("ranking: any policy and list rank as the format page read literally says") {
    CHECK(rc::check([] {
      const Policy policy = world::random_policy();
      const std::vector<Case> cases = world::random_cases();
      const auto expected = slow_oracle::rank(cases, policy, world::schema(), world::as_of());
      RC_ASSERT(lines_of(ranked(cases, world::compiled(policy))) == expected);
    }));
  }

  TEST_CASE("ranking: contributions add up to the points, and steps end in the tier") {
    CHECK(rc::check([] {
      const CompiledPolicy policy = world::compiled(world::random_policy());
      const Ranking ranking = ranked(world::random_cases(), policy);
      for (const Place& place : ranking.places()) {
        const Explanation why = explain(ranking.cases(), policy, place.row, world::as_of());
        RC_ASSERT(why.score == place.score);
        Points sum;
        for (const Contribution& line : why.contributions) sum += line.points;
        RC_ASSERT(sum == place.score.points.used);
        RC_ASSERT(why.steps.back().band == policy.tier_id(place.score.tier));
        for (const Check& check : why.checks) RC_ASSERT(check.band_reached <= place.score.band);
      }
    }));
  }

  TEST_CASE("ranking: contributions kept are those that explaining each case lists") {
    CHECK(rc::check([] {
      const CompiledPolicy policy = world::compiled(world::random_policy());
      const CaseTable cases = world::table_of(world::random_cases());
      const auto threads = *rc::gen::inRange(1U, 4U);
      const Ranking plain = rank(cases, policy, world::as_of()).value();
      const Ranking ranking = rank(cases, policy, world::as_of(), {threads, true}).value();
      RC_ASSERT(plain.contributions() == nullptr);
      const ContributionTable& kept = *ranking.contributions();
      RC_ASSERT(lines_of(ranking) == lines_of(plain));
      for (const Place& place : ranking.places()) {
        check_kept(kept, explain(cases, policy, place.row, world::as_of()), place.row);
      }
      for (const ApartCase& apart : ranking.apart()) {
        for (const Points points : kept.of(apart.row)) RC_ASSERT(points == Points{});
      }
    }));
  }

  TEST_CASE("ranking: what is known bounds what is used, and what is possible bounds both") {
    CHECK(rc::check([] {
      const CompiledPolicy policy = world::compiled(world::random_policy());
      const Ranking ranking = ranked(world::random_cases(), policy);
      for (const Place& place : ranking.places()) {
        const Score& score = place.score;
        RC_ASSERT(score.points.least <= score.points.used);
        RC_ASSERT(score.points.used <= score.points.most);
        RC_ASSERT(score.risk.least <= score.risk.used);
        RC_ASSERT(score.risk.used <= score.risk.most);
        RC_ASSERT(score.band_most <= score.band);
        RC_ASSERT(score.band <= score.band_least);
      }
    }));
  }

  TEST_CASE("ranking: every case is ranked or listed apart, none twice, none lost") {
    CHECK(rc::check([] {
      const std::vector<Case> cases = world::random_cases();
      const Ranking ranking = ranked(cases, world::compiled(world::random_policy()));
      std::set<CaseRow> seen;
      for (const Place& place : ranking.places()) seen.insert(place.row);
      for (const ApartCase& apart : ranking.apart()) seen.insert(apart.row);
      RC_ASSERT(seen.size() == cases.size());
      RC_ASSERT(ranking.places().size() + ranking.apart().size() == cases.size());
    }));
  }

  TEST_CASE(
      "ranking: any number of threads scores a list alike, and keeps the same contributions") {
    CHECK(rc::check([] {
      const CompiledPolicy policy = world::compiled(world::random_policy());
      const CaseTable cases = world::table_of(world::random_cases());
      const auto threads = *rc::gen::inRange(2U, 5U);
      ContributionKeeper one_keeper{policy, cases.size()};
      ContributionKeeper keeper{policy, cases.size()};
      const auto one = score_all(cases, policy, world::as_of(), 1, &one_keeper);
      const auto many = score_all(cases, policy, world::as_of(), threads, &keeper);
      const auto plain = score_all(cases, policy, world::as_of(), threads, nullptr);
      for (const ScoredCases* other : {&many, &plain}) {
        RC_ASSERT(other->rows.size() == one.rows.size());
        for (std::size_t i = 0; i < one.rows.size(); ++i) {
          RC_ASSERT(other->rows.at(i).row == one.rows.at(i).row);
          RC_ASSERT(other->rows.at(i).score == one.rows.at(i).score);
        }
      }
      const ContributionTable kept_by_one = std::move(one_keeper).take();
      const ContributionTable kept = std::move(keeper).take();
      for (CaseRow row = 0; row < cases.size(); ++row) {
        RC_ASSERT(std::ranges::equal(kept.of(row), kept_by_one.of(row)));
      }
    }));
  }

  TEST_CASE("ranking: rows in any order and any number of threads give the same queue") {
    CHECK(rc::check([] {
      const CompiledPolicy policy = world::compiled(world::random_policy());
      std::vector<Case> cases = world::random_cases();
      const auto expected = lines_of(ranked(cases, policy));
      const auto shuffles =
          *rc::gen::container<std::vector<unsigned>>(cases.size(), rc::gen::arbitrary<unsigned>());
      for (std::size_t i = 0; i < cases.size(); ++i) {
        std::swap(cases[i], cases[shuffles[i] % cases.size()]);
      }
      RC_ASSERT(lines_of(ranked(cases, policy, *rc::gen::inRange(1U, 5U))) == expected);
    }));
  }

  TEST_CASE("ranking: linked cases follow each other and share their position") {
    CHECK(rc::check([] {
      const Ranking ranking =
          ranked(world::random_cases(), world::compiled(world::random_policy()));
      const auto places = ranking.places();
      std::set<UnitIndex> finished;
      for (std::size_t i = 0; i < places.size(); ++i) {
        const UnitIndex unit = ranking.cases().unit(places[i].row);
        const bool starts = i == 0 || ranking.cases().unit(places[i - 1].row) != unit;
        if (starts) RC_ASSERT(finished.insert(unit).second);
        RC_ASSERT(places[i].position == finished.size());
      }
    }));
  }

  TEST_CASE("ranking: a worse known fact never puts a case behind one it stood before") {
    CHECK(rc::check([] {
      const CompiledPolicy policy =
          world::compiled(world::random_policy(world::PolicyShape::monotone));
      std::vector<Case> cases = world::random_cases();
      const std::vector<Case> before = cases;
      Case* changed = some_ranked_case(cases);
      const bool found = changed != nullptr;
      RC_PRE(found);
      const FactIndex fact{*rc::gen::inRange<std::size_t>(0, world::kFacts - 1)};
      changed->answers[fact] = no_better(changed->answers[fact], fact);
      check_nobody_passes(before, cases, policy, changed->case_id);
    }));
  }

  TEST_CASE("ranking: an earlier listing never puts a case behind one it stood before") {
    CHECK(rc::check([] {
      const CompiledPolicy policy =
          world::compiled(world::random_policy(world::PolicyShape::monotone));
      std::vector<Case> cases = world::random_cases();
      const std::vector<Case> before = cases;
      Case* changed = some_ranked_case(cases);
      const bool found = changed != nullptr;
      RC_PRE(found);
      Day earliest = changed->listed_on - Days{200};
      for (const Child& child : changed->children) {
        const bool later = child.born && *child.born > changed->listed_on;
        if (child.born && !later) earliest = std::max(earliest, *child.born);
      }
      const std::int64_t room = (changed->listed_on - earliest).count();
      changed->listed_on = changed->listed_on - Days{*rc::gen::inRange<std::int64_t>(0, room + 1)};
      check_nobody_passes(before, cases, policy, changed->case_id);
    }));
  }

  TEST_CASE("ranking: no decision or ceiling takes a case below a floor that holds whatever else") {
    CHECK(rc::check([] {
      Policy written = world::random_policy();
      written.floors = {{"grave",
                         "Grave harm",
                         "P2",
                         "",
                         {{{FactAtLeast{"harm", "grave"}, {}}}, {}},
                         {},
                         {},
                         true,
                         std::nullopt}};
      const CompiledPolicy policy = world::compiled(written);
      const Ranking ranking = ranked(world::random_cases(), policy);
      for (const Place& place : ranking.places()) {
        const Answer harm = ranking.cases().answer(place.row, world::kHarm);
        if (harm.given() && harm.value() == 3) {
          RC_ASSERT(place.score.band <= *policy.find_band("P2"));
          const bool stale = slow_oracle::is_stale(ranking.cases().at(place.row), written,
                                                   world::schema(), "harm", world::as_of());
          if (stale) continue;
          RC_ASSERT(place.score.band_least <= *policy.find_band("P2"));
        }
      }
    }));
  }

  TEST_CASE("ranking: the order is total: no two units share a position") {
    CHECK(rc::check([] {
      const Ranking ranking =
          ranked(world::random_cases(), world::compiled(world::random_policy()));
      std::map<std::uint32_t, UnitIndex> unit_at;
      for (const Place& place : ranking.places()) {
        const UnitIndex unit = ranking.cases().unit(place.row);
        RC_ASSERT(unit_at.emplace(place.position, unit).first->second == unit);
      }
      RC_ASSERT(unit_at.size() == ranking.unit_count());
      RC_ASSERT(ids_in_order(ranking).size() == ranking.places().size());
    }));
  }
}
