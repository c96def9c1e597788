// Numbers of a policy that vary inside intervals of their own.
#include <waitlist/report/robustness_report.h>
#include <waitlist/robustness/robustness.h>

#include "robustness/three_cases.h"
#include "support/small_draws.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

std::string with_interval(const std::string& toml,
                          const std::string& number,
                          const std::string& from,
                          const std::string& to) {
  return toml + "[[uncertain]]\nnumber = \"" + number + "\"\nfrom = " + from + "\nto = " + to +
         "\n";
}

VariedPolicy varied(const CompiledPolicy& policy, std::int64_t share) {
  auto made = VariedPolicy::make(policy, share);
  REQUIRE(made.has_value());
  return *std::move(made);
}

const VariedNumber* number_named(const VariedPolicy& policy, const std::string& name) {
  const auto at = std::ranges::find(policy.numbers(), name, &VariedNumber::name);
  return at == policy.numbers().end() ? nullptr : &*at;
}

/// The report of a list, without what says by what the numbers vary.
nlohmann::json results(const Ranking& ranking, std::int64_t share) {
  const auto all =
      robustness(ranking, {.share_percent = share, .first = 2, .draws = 20, .seed = 3});
  RC_PRE(all.has_value());
  auto json = nlohmann::json::parse(render_json(*all));
  json.erase("policy");
  json.erase("inside_intervals");
  for (auto& number : json["numbers"]) number.erase("by");
  for (auto& number : json["stay"]) number.erase("by");
  return json;
}

/// Points of a few thousandths for a choice, a second choice and a count; 0 among them.
Policy tiny_plain_policy() {
  Policy policy = world::bare_policy("tiny", "Tiny");
  policy.bands.push_back({"P1", "One", "", Points{}, {}});
  policy.groups.push_back({"g", "G", Combine::sum, {}, true, {}});
  policy.order = {OrderKey::points, OrderKey::case_id};
  const auto points = [] { return Points{world::draw(0, 6)}; };
  for (const FactIndex fact : {world::kHarm, world::kMarac}) {
    const FactDefinition& definition = world::schema().fact(fact);
    CriterionRule rule;
    rule.fact = definition.id;
    rule.group = "g";
    ByLevel levels;
    for (const FactLevel& level : definition.levels)
      levels.levels.push_back({level.id, points(), {}});
    rule.scale = levels;
    policy.criteria.push_back(rule);
  }
  return policy;
}

std::vector<Case> tiny_cases() {
  std::vector<Case> cases;
  const std::int64_t count = world::draw(2, 5);
  for (std::int64_t i = 0; i < count; ++i) {
    Case one = world::plain_case();
    one.case_id = "c" + std::to_string(i);
    one.answers[world::kHarm] = Answer::level(static_cast<std::uint32_t>(world::draw(0, 3)));
    one.answers[world::kMarac] = Answer::level(static_cast<std::uint32_t>(world::draw(0, 1)));
    cases.push_back(one);
  }
  return cases;
}

}  // namespace

TEST_CASE("A number with an interval varies inside it, the others by the share") {
  const CompiledPolicy policy = three_cases::policy_of(with_interval(
      with_interval(three_cases::kPolicy, "k1: high", "19", "30"), "k2: low", "0", "0.5"));
  const VariedPolicy by_ten = varied(policy, 10);
  REQUIRE(by_ten.numbers().size() == 6);
  CHECK(by_ten.inside_intervals() == 2);
  CHECK(by_ten.fixed().empty());
  const VariedNumber* const high = number_named(by_ten, "k1: high");
  REQUIRE(high != nullptr);
  CHECK(high->by_interval);
  CHECK(high->least == whole_points(19));
  CHECK(high->most == whole_points(30));
  CHECK(number_named(by_ten, "k2: low")->most == Points{500});
  const VariedNumber* const low = number_named(by_ten, "k1: low");
  REQUIRE(low != nullptr);
  CHECK_FALSE(low->by_interval);
  CHECK(low->least == Points{7200});
}

TEST_CASE("By a share of 0 only intervals vary, and without one nothing could") {
  const CompiledPolicy policy =
      three_cases::policy_of(with_interval(three_cases::kPolicy, "k1: high", "19", "30"));
  const VariedPolicy alone = varied(policy, 0);
  REQUIRE(alone.numbers().size() == 1);
  CHECK(alone.numbers().front().name == "k1: high");
  CHECK(alone.fixed().size() == 5);
  const auto none = VariedPolicy::make(three_cases::policy_of(three_cases::kPolicy), 0);
  REQUIRE_FALSE(none.has_value());
  CHECK(none.error().front().reason.find("[[uncertain]]") != std::string::npos);
  CHECK_FALSE(VariedPolicy::make(policy, -1).has_value());
  CHECK_FALSE(VariedPolicy::make(policy, 101).has_value());
}

TEST_CASE("An interval of one value keeps its number from varying") {
  const CompiledPolicy policy =
      three_cases::policy_of(with_interval(three_cases::kPolicy, "k1: high", "20", "20"));
  const VariedPolicy held = varied(policy, 10);
  CHECK(number_named(held, "k1: high") == nullptr);
  CHECK(held.numbers().size() == 4);
  REQUIRE(held.fixed().size() == 2);
  CHECK(held.fixed()[0].name == "k1: high");
  CHECK(held.fixed()[0].by_interval);
  CHECK_FALSE(held.fixed()[1].by_interval);
  CHECK(held.inside_intervals() == 0);
}

TEST_CASE("An interval moves who is sure to be first exactly when its ends reach the others") {
  struct Row {
    const char* from;
    const char* to;
    AmongFirst a, c;
  };

  // A has K1 high and 4 more, C has 21, B 20.
  for (const Row& row : {Row{"17.001", "20", AmongFirst::always, AmongFirst::never},
                         // At 17 both have 21, and A stands first by its id.
                         Row{"17", "20", AmongFirst::always, AmongFirst::never},
                         Row{"16.999", "20", AmongFirst::open, AmongFirst::open},
                         Row{"0", "20", AmongFirst::open, AmongFirst::open},
                         Row{"20", "1000000", AmongFirst::always, AmongFirst::never}}) {
    CAPTURE(row.from);
    const Ranking ranking = three_cases::ranked(
        with_interval(three_cases::kPolicy, "k1: high", row.from, row.to), three_cases::kList);
    const CertainPlaces places = certain_places(ranking, varied(ranking.policy(), 0), 1);
    REQUIRE(ranking.cases().case_id(places.units[0].first) == "A");
    CHECK(places.units[0].among_first == row.a);
    CHECK(places.units[1].among_first == row.c);
    CHECK(places.units[2].among_first == AmongFirst::never);
  }
}

TEST_CASE("An interval in which waiting may cost points unproves what rests on the band") {
  const auto policy_with = [](const char* from) {
    return with_interval(
        three_cases::with(three_cases::slower_in_band(), "times = 0.5", "times = 2"),
        "waiting: from 0", from, "0.2");
  };
  const auto unproved = [&](const char* from) {
    const Ranking ranking = three_cases::ranked(policy_with(from), three_cases::kList);
    return certain_places(ranking, varied(ranking.policy(), 5), 1).unproved.has_value();
  };
  CHECK_FALSE(unproved("0"));
  CHECK(unproved("-0.001"));
}

TEST_CASE("A constant that an interval makes out of nothing is proved of no less carefully") {
  // Every case has the constant: it moves nobody, and what is proved without it stays proved.
  const std::string constant = three_cases::with(three_cases::kPolicy, "combine = \"sum\"",
                                                 "combine = \"sum\"\nconstant = 0");
  for (const char* const to : {"0", "500"}) {
    CAPTURE(to);
    const Ranking ranking = three_cases::ranked(with_interval(constant, "sum: every case", "0", to),
                                                three_cases::kList);
    const VariedPolicy by_five = varied(ranking.policy(), 5);
    const CertainPlaces places = certain_places(ranking, by_five, 1);
    for (const Points value : {Points{}, whole_points(500)}) {
      if (by_five.inside_intervals() == 0 && value != Points{}) continue;
      std::vector<Points> values = by_five.written();
      for (std::size_t i = 0; i < values.size(); ++i) {
        if (by_five.numbers()[i].kind == VariedKind::constant) values[i] = value;
      }
      const auto moved = rank(ranking.cases(), *by_five.compiled(values), ranking.as_of());
      for (const UnitBounds& unit : places.units) {
        const std::uint32_t place = moved->find(ranking.cases().case_id(unit.first))->position;
        CHECK(place >= unit.best);
        CHECK(place <= unit.worst);
      }
    }
  }
}

TEST_CASE("Values at which neighbours swap are sought from 0 to twice the number all the same") {
  const Ranking plain = three_cases::ranked(three_cases::kPolicy, three_cases::kList);
  const Ranking held = three_cases::ranked(
      with_interval(three_cases::kPolicy, "k1: high", "20", "20"), three_cases::kList);
  const auto before = swap_values(plain, 2);
  const auto after = swap_values(held, 2);
  REQUIRE(before.has_value());
  REQUIRE(after.has_value());
  REQUIRE(before->pairs.size() == after->pairs.size());
  for (std::size_t pair = 0; pair < before->pairs.size(); ++pair) {
    const auto& was = before->pairs[pair].numbers;
    const auto& is = after->pairs[pair].numbers;
    REQUIRE(was.size() == is.size());
    for (std::size_t i = 0; i < was.size(); ++i) {
      CHECK(was[i].number == is[i].number);
      CHECK(was[i].below.at == is[i].below.at);
      CHECK(was[i].above.at == is[i].above.at);
    }
  }
}

TEST_CASE("An interval that is what the share allows changes no result") {
  CHECK(rc::check("an interval as wide as the share", [] {
    const Policy plain = world::random_policy();
    const CompiledPolicy policy = world::compiled(plain);
    const CaseTable cases = world::table_of(world::random_cases());
    const std::int64_t share = world::draw(1, 60);
    const auto by_share = VariedPolicy::make(policy, share);
    RC_PRE(by_share.has_value());
    Policy told = plain;
    // Points for what is not known may be more than a known answer can earn, unless all are told.
    const bool all = world::chance(30);
    for (const VariedNumber& number : by_share->numbers()) {
      if (all || (number.kind != VariedKind::unknown && world::chance(50)))
        told.uncertain.push_back({number.name, number.least, number.most, {}, {}});
    }
    const auto with = compile(told, world::schema());
    RC_PRE(with.has_value());
    const auto by_interval = VariedPolicy::make(*with, share);
    RC_ASSERT(by_interval.has_value());
    RC_ASSERT(by_interval->inside_intervals() == told.uncertain.size());
    const auto ranking = rank(cases, policy, world::as_of());
    const auto again = rank(cases, *with, world::as_of());
    RC_PRE(ranking.has_value());
    RC_ASSERT(again.has_value());
    RC_ASSERT(results(*ranking, share) == results(*again, share));
  }));
}

TEST_CASE("In a plain sum what intervals leave certain is what no value of theirs undoes") {
  CHECK(rc::check("certain within intervals is exact", [] {
    Policy policy = tiny_plain_policy();
    const CompiledPolicy plain = world::compiled(policy);
    std::size_t values_of_all = 1;
    for (const CriterionRule& rule : policy.criteria) {
      for (const LevelPoints& level : std::get<ByLevel>(rule.scale).levels) {
        const Points from{std::max<std::int64_t>(0, level.points.count() - world::draw(0, 2))};
        const Points to{level.points + Points{world::draw(0, 2)}};
        const auto wide = static_cast<std::size_t>((to - from).count()) + 1;
        if (values_of_all * wide > 300 || world::chance(20)) continue;
        values_of_all *= wide;
        policy.uncertain.push_back({rule.name() + ": " + level.level, from, to, "", {}});
      }
    }
    RC_PRE(!policy.uncertain.empty());
    const CompiledPolicy uncertain = world::compiled(policy);
    const CaseTable cases = world::table_of(tiny_cases());
    const auto ranking = rank(cases, uncertain, world::as_of());
    const auto made = VariedPolicy::make(uncertain, 0);
    RC_ASSERT(made.has_value());
    const auto numbers = made->numbers();
    const auto first = static_cast<std::uint32_t>(world::draw(1, 3));
    const CertainPlaces certain = certain_places(*ranking, *made, first);
    std::vector<std::uint32_t> worst(certain.units.size());
    std::vector<std::uint32_t> best(certain.units.size(), UINT32_MAX);
    std::vector<Points> values;
    for (const VariedNumber& number : numbers) values.push_back(number.least);
    for (bool more = true; more;) {
      const auto moved = rank(cases, *made->compiled(values), world::as_of());
      for (std::size_t unit = 0; unit < worst.size(); ++unit) {
        const std::uint32_t place = moved->find(cases.case_id(certain.units[unit].first))->position;
        worst[unit] = std::max(worst[unit], place);
        best[unit] = std::min(best[unit], place);
      }
      // The next value of the first number that has one; those before it begin anew.
      more = false;
      for (std::size_t n = 0; n < values.size() && !more; ++n) {
        more = values[n] < numbers[n].most;
        values[n] = more ? values[n] + Points{1} : numbers[n].least;
      }
    }
    for (std::size_t unit = 0; unit < worst.size(); ++unit) {
      const UnitBounds& bounds = certain.units[unit];
      RC_ASSERT(bounds.best <= best[unit]);
      RC_ASSERT(bounds.worst >= worst[unit]);
      RC_ASSERT((bounds.among_first == AmongFirst::always) == (worst[unit] <= first));
    }
  }));
}
