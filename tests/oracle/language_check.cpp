// Ranks what random_world.py wrote and holds it against the slow oracle, a live queue, a scored
// list and the sums of explanations, on several days.
//   language_check FOLDER AS-OF

#include <waitlist/waitlist.h>

#include "support/slow_oracle.h"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <numeric>
#include <span>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

constexpr int kDaysAhead = 45;

struct World {
  CaseTable cases;
  CompiledPolicy policy;
  std::vector<Case> as_given;
};

[[noreturn]] void stop(const std::string& why) {
  std::cerr << why << '\n';
  std::exit(1);
}

template <class Value>
Value good(Result<Value> result) {
  if (result) return *std::move(result);
  std::string text;
  for (const Error& error : result.error()) text += to_text(error) + '\n';
  stop(text);
}

std::string text_of(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
}

World read_world(const std::string& folder) {
  const FactSchema facts = good(read_fact_schema(text_of(folder + "/facts.toml")));
  const std::string written = text_of(folder + "/policy.toml");
  const std::string days = good(calendar_named_by(written));
  const WorkingCalendar calendar =
      days.empty() ? WorkingCalendar::england_and_wales()
                   : good(WorkingCalendar::make(
                         days, good(read_holidays_csv(text_of(folder + "/" + days)))));
  CompiledPolicy policy = good(read_policy(written, facts, "policy", calendar));
  CaseTable cases = good(read_cases_csv(text_of(folder + "/cases.csv"), facts));
  std::vector<Case> as_given;
  as_given.reserve(cases.size());
  for (std::size_t row = 0; row < cases.size(); ++row) as_given.push_back(cases.at(CaseRow{row}));
  return {std::move(cases), std::move(policy), std::move(as_given)};
}

std::vector<std::string> ids_of(const Ranking& ranking) {
  std::vector<std::string> ids;
  for (const Place& place : ranking.places()) ids.emplace_back(ranking.cases().case_id(place.row));
  return ids;
}

void compare_with_oracle(const World& world, const Ranking& ranking) {
  const auto band = [&](BandIndex index) { return world.policy.band(index).id; };
  const auto expected =
      slow_oracle::rank(world.as_given, world.policy.written(), world.policy.schema(),
                        ranking.as_of(), world.policy.calendar());
  if (expected.size() != ranking.places().size()) stop("another number of cases than the oracle");
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const Place& place = ranking.places()[i];
    const Score& score = place.score;
    const std::int64_t parts = world.policy.point_parts();
    const std::int64_t shared = std::gcd(std::int64_t{score.part}, parts);
    const slow_oracle::Line line{place.position,
                                 std::string{ranking.cases().case_id(place.row)},
                                 score.points.least.count(),
                                 score.points.used.count(),
                                 score.points.most.count(),
                                 band(score.band),
                                 band(score.band_least),
                                 band(score.band_most),
                                 std::string{world.policy.tier_id(score.tier)},
                                 score.must_allocate,
                                 score.waited.count(),
                                 score.part / shared,
                                 parts / shared};
    if (line == expected[i]) continue;
    const auto words = [](const slow_oracle::Line& one) {
      return std::to_string(one.position) + ' ' + one.case_id + ' ' + std::to_string(one.least) +
             ' ' + std::to_string(one.used) + ' ' + std::to_string(one.most) + ' ' + one.band +
             ' ' + one.band_least + ' ' + one.band_most + ' ' + one.tier + ' ' +
             std::to_string(one.must_allocate) + ' ' + std::to_string(one.waited) + ' ' +
             std::to_string(one.part) + '/' + std::to_string(one.part_of);
    };
    stop("place " + std::to_string(i) + " on " + ranking.as_of().text() + "\n  rank   " +
         words(line) + "\n  oracle " + words(expected[i]));
  }
}

void compare_explanations(const World& world, const Ranking& ranking) {
  for (const Place& place : ranking.places()) {
    const Explanation why = explain(world.cases, world.policy, place.row, ranking.as_of());
    Points sum;
    for (const Contribution& one : why.contributions) sum += one.points;
    if (sum != why.score.points.used || why.score != place.score) {
      stop(why.case_id + ": the explanation does not add up on " + ranking.as_of().text());
    }
  }
}

Ranking ranked(const World& world, Day day) { return good(rank(world.cases, world.policy, day)); }

void compare_days(const World& world, Day first) {
  LiveQueue queue = good(LiveQueue::make(world.cases, world.policy, first));
  const ScoredList list = good(ScoredList::make(world.cases, world.policy));
  for (int ahead = 0; ahead <= kDaysAhead; ++ahead) {
    const Day day = first + Days{ahead};
    if (ahead > 0) good(queue.advance_to(day));
    const Ranking ranking = ranked(world, day);
    const std::vector<std::string> expected = ids_of(ranking);
    std::vector<std::string> live;
    std::string wrong;
    queue.snapshot().visit([&](const QueuePlace& place) {
      const Place& right = ranking.places()[live.size()];
      if (place.points != right.score.points.used && wrong.empty()) {
        wrong = std::string{place.case_id} + " has " + to_text(place.points) + " points, not " +
                to_text(right.score.points.used);
      }
      live.emplace_back(place.case_id);
      return live.size() < expected.size();
    });
    if (live != expected) stop("the live queue has another order on " + day.text());
    if (!wrong.empty()) stop("the live queue on " + day.text() + ": " + wrong);
    std::vector<std::string> listed;
    for (const CaseRow row : good(list.order(day))) listed.emplace_back(world.cases.case_id(row));
    if (listed != expected) stop("the scored list has another order on " + day.text());
  }
}

}  // namespace

int main(int count, char** given) {
  const std::span<char*> arguments{given, static_cast<std::size_t>(count)};
  if (arguments.size() != 3) stop("language_check FOLDER AS-OF");
  const World world = read_world(arguments[1]);
  const Day as_of = *Day::parse(arguments[2]);
  const Ranking ranking = ranked(world, as_of);
  compare_with_oracle(world, ranking);
  compare_explanations(world, ranking);
  compare_days(world, as_of);
  std::cout << ranking.places().size() << '\n';
}
