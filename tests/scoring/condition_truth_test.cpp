// What each answer says of each condition: certainly, in use, possibly (policy-format.md 9).
#include <waitlist/queue/ranking.h>

#include "support/small_world.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

Condition opposite(Condition condition) {
  condition.negated = true;
  return condition;
}

CompiledPolicy policy_of(const Condition& condition) {
  Policy policy = world::bare_policy("floor", "A floor");
  policy.bands = {{"P1", "One", "", whole_points(10), {}}, {"P3", "Three", "", Points{0}, {}}};
  FloorRule rule;
  rule.id = "floor";
  rule.label = "a floor";
  rule.band = "P1";
  rule.when.all = {condition};
  policy.floors = {rule};
  policy.groups = {{"g", "All", Combine::sum, std::nullopt, true, {}}};
  CriterionRule police;
  police.fact = "police";
  police.group = "g";
  police.scale = ByRange{{{0, Points{0}, {}}}};
  police.valid = Days{30};
  policy.criteria = {police};
  policy.order = {OrderKey::tier, OrderKey::case_id};
  return world::compiled(policy);
}

/// `certainly`, `used`, `possibly`, `never`.
std::string truth(const Condition& condition, const Case& one) {
  const Ranking ranking =
      rank(world::table_of({one}), policy_of(condition), world::as_of()).value();
  const Score& score = ranking.places().front().score;
  if (score.band_least == 0) return "certainly";
  if (score.band == 0) return "used";
  return score.band_most == 0 ? "possibly" : "never";
}

std::string truth(const Condition& condition, FactIndex fact, Answer answer) {
  Case one = world::plain_case();
  one.answers[fact] = answer;
  return truth(condition, one);
}

struct Row {
  Condition condition;
  FactIndex fact;
  std::vector<std::pair<Answer, std::string>> truths;  ///< then of its opposite
};

const std::string kYes = "certainly";
const std::string kNo = "never";

std::string opposite_of(const std::string& truth) {
  return truth == kYes ? kNo : truth == kNo ? kYes : "possibly";
}

ConditionBound level(const char* id) { return std::string{id}; }

ConditionBound number(std::int64_t count) { return count; }

const Answer kLow = Answer::level(0);
const Answer kSome = Answer::level(1);
const Answer kHigh = Answer::level(2);
const Answer kGrave = Answer::level(3);

std::vector<Row> rows_of_truth() {
  return {
      {{FactAtMost{"harm", level("some")}},
       world::kHarm,
       {{Answer::no(), kYes}, {kLow, kYes}, {kSome, kYes}, {kHigh, kNo}, {kGrave, kNo}}},
      {{FactAtMost{"police", number(3)}},
       world::kPolice,
       {{Answer::no(), kYes},
        {Answer::number(0), kYes},
        {Answer::number(3), kYes},
        {Answer::number(4), kNo},
        {Answer::number(300), kNo}}},
      {{FactAtMost{"police", number(0)}},
       world::kPolice,
       {{Answer::no(), kYes}, {Answer::number(0), kYes}, {Answer::number(1), kNo}}},
      {{FactAtMost{"worries", number(2)}},
       world::kWorries,
       {{Answer::no(), kYes}, {Answer::markers(0b00011), kYes}, {Answer::markers(0b10110), kNo}}},
      {{FactBetween{"harm", level("some"), level("high")}},
       world::kHarm,
       {{Answer::no(), kNo}, {kLow, kNo}, {kSome, kYes}, {kHigh, kYes}, {kGrave, kNo}}},
      {{FactBetween{"harm", level("low"), level("low")}},
       world::kHarm,
       {{Answer::no(), kNo}, {kLow, kYes}, {kSome, kNo}}},
      {{FactBetween{"police", number(0), number(2)}},
       world::kPolice,
       {{Answer::no(), kYes}, {Answer::number(2), kYes}, {Answer::number(3), kNo}}},
      {{FactBetween{"police", number(2), number(299)}},
       world::kPolice,
       {{Answer::no(), kNo},
        {Answer::number(1), kNo},
        {Answer::number(299), kYes},
        {Answer::number(300), kNo}}},
      {{FactBetween{"worries", number(2), number(3)}},
       world::kWorries,
       {{Answer::no(), kNo},
        {Answer::markers(0b00001), kNo},
        {Answer::markers(0b10001), kYes},
        {Answer::markers(0b01111), kNo}}},
      {{FactIs{"harm", level("high")}},
       world::kHarm,
       {{Answer::no(), kNo}, {kSome, kNo}, {kHigh, kYes}, {kGrave, kNo}}},
      {{FactIs{"harm", level("no")}}, world::kHarm, {{Answer::no(), kYes}, {kLow, kNo}}},
      {{FactIs{"police", number(0)}},
       world::kPolice,
       {{Answer::no(), kYes}, {Answer::number(0), kYes}, {Answer::number(1), kNo}}},
      {{FactIs{"police", number(7)}},
       world::kPolice,
       {{Answer::no(), kNo}, {Answer::number(7), kYes}, {Answer::number(8), kNo}}},
      {{FactIs{"police", level("no")}},
       world::kPolice,
       {{Answer::no(), kYes}, {Answer::number(0), kNo}}},
      {{FactIs{"worries", level("no")}},
       world::kWorries,
       {{Answer::no(), kYes}, {Answer::markers(1), kNo}}},
      {{FactAnyOf{"harm", {"low", "high"}}},
       world::kHarm,
       {{Answer::no(), kNo}, {kLow, kYes}, {kSome, kNo}, {kHigh, kYes}, {kGrave, kNo}}},
      {{FactAnyOf{"worries", {"b", "d"}}},
       world::kWorries,
       {{Answer::no(), kNo}, {Answer::markers(0b10101), kNo}, {Answer::markers(0b00010), kYes}}},
      {{FactAtLeast{"harm", level("high")}},
       world::kHarm,
       {{Answer::no(), kNo}, {kSome, kNo}, {kHigh, kYes}}},
  };
}

}  // namespace

TEST_SUITE("condition truth") {
  TEST_CASE("condition truth: levels, numbers and markers, and of each the opposite") {
    const std::vector<Row> rows = rows_of_truth();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      CAPTURE(i);
      const Row& row = rows[i];
      for (const auto& one : row.truths) {
        CAPTURE(one.first.value());
        CHECK(truth(row.condition, row.fact, one.first) == one.second);
        CHECK(truth(opposite(row.condition), row.fact, one.first) == opposite_of(one.second));
      }
      for (const Answer unknown :
           {Answer::unknown(), Answer::not_asked(), Answer::pending_since(world::as_of())}) {
        CHECK(truth(row.condition, row.fact, unknown) == "possibly");
        CHECK(truth(opposite(row.condition), row.fact, unknown) == "possibly");
      }
    }
  }

  TEST_CASE("condition truth: that something is not known is never certain, and holds in use") {
    const Condition unknown{FactIsUnknown{"harm"}};
    for (const Answer open :
         {Answer::unknown(), Answer::not_asked(), Answer::pending_since(world::as_of())}) {
      CHECK(truth(unknown, world::kHarm, open) == "used");
      CHECK(truth(opposite(unknown), world::kHarm, open) == "possibly");
    }
    for (const Answer known : {Answer::no(), kLow}) {
      CHECK(truth(unknown, world::kHarm, known) == kNo);
      CHECK(truth(opposite(unknown), world::kHarm, known) == kYes);
    }
  }

  TEST_CASE("condition truth: of a stale answer nothing is certain but that it is known") {
    Case one = world::plain_case();
    one.answers[world::kPolice] = Answer::number(3);
    one.records = {{world::kPolice, world::as_of() - Days{31}, ""}};
    CHECK(truth({FactAtMost{"police", number(3)}}, one) == "used");
    CHECK(truth({FactAtMost{"police", number(2)}}, one) == "possibly");
    CHECK(truth(opposite({FactAtMost{"police", number(2)}}), one) == "used");
    CHECK(truth({FactIs{"police", level("no")}}, one) == "possibly");
    CHECK(truth({FactIsUnknown{"police"}}, one) == kNo);
    CHECK(truth(opposite({FactIsUnknown{"police"}}), one) == kYes);
  }

  TEST_CASE("condition truth: months and years end on the day on which they are completed") {
    struct DateRow {
      const char* date;
      const char* listed;
      Condition condition;
      std::string says;
    };

    const auto within = [](std::int64_t count, DateUnit unit) {
      return Condition{FactWithinMonths{"heard_on", count, unit}};
    };
    const auto older = [](std::int64_t count, DateUnit unit) {
      return Condition{FactOlder{"heard_on", count, unit}};
    };
    const DateUnit months = DateUnit::months;
    const DateUnit years = DateUnit::years;
    for (const DateRow& row : std::vector<DateRow>{
             {"2009-01-31", "2009-03-01", within(1, months), kYes},
             {"2009-01-31", "2009-03-02", within(1, months), kNo},
             {"2009-01-31", "2009-03-02", older(1, months), kYes},
             {"2009-01-31", "2009-03-01", older(1, months), kNo},
             {"2008-02-29", "2009-03-01", within(1, years), kYes},
             {"2008-02-29", "2009-03-01", within(12, months), kYes},
             {"2008-02-29", "2009-03-02", within(1, years), kNo},
             {"2004-02-29", "2008-02-29", within(4, years), kYes},
             {"2004-02-29", "2008-03-01", within(4, years), kNo},
             {"2008-02-28", "2009-02-28", older(1, years), kNo},
             {"2008-02-28", "2009-03-01", older(1, years), kYes},
             {"2009-05-10", "2009-05-10", within(0, months), kYes},
             {"2009-05-09", "2009-05-10", within(0, months), kNo},
             {"2009-05-11", "2009-05-10", within(0, months), kYes},  // later than listing
             {"2009-05-11", "2009-05-10", older(0, DateUnit::days), kNo},
             {"2009-05-09", "2009-05-10", older(0, DateUnit::days), kYes},
             {"2009-05-09", "2009-05-10", older(1, DateUnit::days), kNo},
             {"1900-01-02", "2009-05-10", within(300, years), kYes}}) {
      CAPTURE(row.date);
      CAPTURE(row.listed);
      Case one = world::plain_case();
      one.listed_on = world::day(row.listed);
      one.answers[world::kHeardOn] = Answer::on(world::day(row.date));
      CHECK(truth(row.condition, one) == row.says);
      CHECK(truth(opposite(row.condition), one) == opposite_of(row.says));
    }
    // `no` is no date: neither within nor older, and the opposite of both.
    CHECK(truth(older(1, months), world::kHeardOn, Answer::no()) == kNo);
    CHECK(truth(within(1, months), world::kHeardOn, Answer::no()) == kNo);
    CHECK(truth(opposite(within(1, months)), world::kHeardOn, Answer::no()) == kYes);
    CHECK(truth(older(1, months), world::kHeardOn, Answer::unknown()) == "possibly");
  }

  TEST_CASE("condition truth: that no child is so young is certain only of known births") {
    const Condition young{YoungestUnder{Months{12}}};
    Case one = world::plain_case();
    one.listed_on = world::as_of();
    one.children = {{world::as_of() - Days{100}}};
    CHECK(truth(young, one) == kYes);
    CHECK(truth(opposite(young), one) == kNo);
    one.children = {{world::as_of() - Days{400}}};
    CHECK(truth(young, one) == kNo);
    CHECK(truth(opposite(young), one) == kYes);
    one.children = {{world::as_of() - Days{400}}, {}};
    CHECK(truth(young, one) == "used");
    CHECK(truth(opposite(young), one) == "possibly");
    one.children = {{world::as_of() - Days{100}}, {}};
    CHECK(truth(young, one) == kYes);
    CHECK(truth(opposite(young), one) == kNo);
    one.children.clear();
    CHECK(truth(opposite(young), one) == "possibly");
  }
}
