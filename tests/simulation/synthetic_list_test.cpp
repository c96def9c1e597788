#include <waitlist/io/case_reader.h>
#include <waitlist/io/case_writer.h>
#include <waitlist/simulation/synthetic_list.h>

#include "support/shipped.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

std::vector<Case> list_of(std::uint32_t cases, std::uint64_t seed = 2009) {
  return *synthetic_list(shipped::facts(), {cases, seed, shipped::as_of()});
}

Answer answer(const Case& one, const char* fact) {
  return one.answers[*shipped::facts().find(fact)];
}

}  // namespace

TEST_SUITE("synthetic list") {
  TEST_CASE("synthetic list: the sample is what generate makes, byte for byte") {
    CHECK(write_cases_csv(list_of(400), shipped::facts(), CsvDialect::spreadsheet) ==
          shipped::text_of("examples/data/staffordshire_2009.csv"));
  }

  TEST_CASE("synthetic list: a case does not depend on how many are drawn, but on the seed") {
    const auto few = list_of(120);
    const auto many = list_of(300);
    for (std::size_t i = 0; i < few.size(); ++i) CHECK(few[i] == many[i]);
    CHECK(list_of(120, 1) != few);
  }

  TEST_CASE("synthetic list: it tells of the very young child that has waited six months") {
    const Case story = list_of(100).front();
    CHECK(story.case_id == "SM-0001");
    CHECK(shipped::as_of() - story.listed_on == Days{182});
    CHECK(completed_months(*story.children.front().born, story.listed_on) == Months{14});
    CHECK(list_of(99).front().listed_on != story.listed_on);
  }

  TEST_CASE("synthetic list: published shares come out of a long one within a hundredth") {
    const auto cases = list_of(20'000);
    const auto share = [&](auto holds) {
      return static_cast<double>(std::ranges::count_if(cases, holds)) / 20'000.0;
    };
    CHECK(share([](const Case& c) { return answer(c, "da.reported").given(); }) ==
          doctest::Approx(0.62).epsilon(0.016));
    CHECK(share([](const Case& c) { return answer(c, "conf.returns").given(); }) ==
          doctest::Approx(0.30).epsilon(0.034));
    CHECK(share([](const Case& c) { return c.filing_date.has_value(); }) ==
          doctest::Approx(0.51).epsilon(0.02));
    double children = 0;
    for (const Case& one : cases) children += static_cast<double>(one.children.size());
    CHECK(children / 20'000.0 == doctest::Approx(1.52).epsilon(0.01));
  }

  TEST_CASE("synthetic list: half of the linked cases are about the same children") {
    const auto cases = list_of(20'000);
    std::size_t linked = 0;
    std::size_t same = 0;
    for (const Case& one : cases) {
      if (one.linked_to.empty()) continue;
      ++linked;
      const auto other = std::ranges::find(cases, one.linked_to.front(), &Case::case_id);
      REQUIRE(other != cases.end());
      if (one.children == other->children) ++same;
    }
    CHECK(static_cast<double>(linked) / 20'000.0 == doctest::Approx(0.04).epsilon(0.1));
    CHECK(static_cast<double>(same) / static_cast<double>(linked) ==
          doctest::Approx(0.5).epsilon(0.15));
  }

  TEST_CASE("synthetic list: nobody has an ethnic group or a sex of \"no\"") {
    for (const Case& one : list_of(2'000)) {
      CHECK(answer(one, "monitoring.ethnicity") != Answer::no());
      CHECK(answer(one, "monitoring.sex") != Answer::no());
    }
  }

  TEST_CASE("synthetic list: every list is accepted as it is, also at the ends of the calendar") {
    for (const char* day : {"1900-01-01", "2000-02-29", "2009-10-05", "2199-12-31"}) {
      CAPTURE(day);
      const Day as_of = *Day::parse(day);
      const FactSchema facts = shipped::facts().with_service_from(std::nullopt);
      const auto cases = synthetic_list(facts, {500, 7, as_of});
      REQUIRE(cases.has_value());
      const auto table = CaseTable::make(facts, *cases);
      CHECK_MESSAGE(table.has_value(), shipped::lines_of(table ? Errors{} : table.error()));
    }
  }

  TEST_CASE("synthetic list: nobody is listed before the service began, also in its first days") {
    for (const char* day : {"2001-04-01", "2001-04-20", "2001-09-01"}) {
      CAPTURE(day);
      const auto cases = synthetic_list(shipped::facts(), {500, 7, shipped::day(day)});
      REQUIRE(cases.has_value());
      const auto table = CaseTable::make(shipped::facts(), *cases);
      CHECK_MESSAGE(table.has_value(), shipped::lines_of(table ? Errors{} : table.error()));
    }
    const auto before = synthetic_list(shipped::facts(), {500, 7, shipped::day("2001-03-31")});
    REQUIRE_FALSE(before.has_value());
    CHECK(before.error().front().field == "as_of");
  }

  TEST_CASE("synthetic list: no cases, too many, and a schema without the facts are refused") {
    CHECK_FALSE(synthetic_list(shipped::facts(), {0, 1, shipped::as_of()}).has_value());
    CHECK_FALSE(synthetic_list(shipped::facts(), {20'000'001, 1, shipped::as_of()}).has_value());
    const auto other =
        FactSchema::make("x", "1", "X", {{"a", "A", FactKind::date, {}, 0, "", "", false}});
    REQUIRE(other.has_value());
    const auto refused = synthetic_list(*other, {10, 1, shipped::as_of()});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().size() > 20);
  }
}
