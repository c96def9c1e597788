#include <waitlist/base/decimal.h>

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <type_traits>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

static_assert(std::is_convertible_v<int, Decimal>);
static_assert(!std::is_convertible_v<double, Decimal>);
static_assert(Decimal::of_units(71, 1).millionths() == 7'100'000);
static_assert(Decimal{7} == Decimal::of_units(70, 1));
static_assert(Decimal::of_units(71, 1).units(1) == 71);
static_assert(!Decimal::of_units(71, 1).units(0));

TEST_SUITE("decimal") {
  TEST_CASE("decimal: a number is read as it is written, and its text is read as itself") {
    struct Row {
      const char* text;
      std::int64_t millionths;
      const char* shortest;
    };

    for (const Row& row :
         {Row{"0", 0, "0"}, Row{"-0", 0, "0"}, Row{"7", 7'000'000, "7"}, Row{"007", 7'000'000, "7"},
          Row{"7.1", 7'100'000, "7.1"}, Row{"7.10", 7'100'000, "7.1"},
          Row{"7.1000000000", 7'100'000, "7.1"}, Row{"-0.25", -250'000, "-0.25"},
          Row{"0.000001", 1, "0.000001"}, Row{"-0.000001", -1, "-0.000001"},
          Row{"1000000000000", 1'000'000'000'000'000'000, "1000000000000"}}) {
      CAPTURE(row.text);
      const auto read = Decimal::parse(row.text);
      REQUIRE(read.has_value());
      CHECK(read->millionths() == row.millionths);
      CHECK(read->text() == row.shortest);
      CHECK(Decimal::parse(read->text(6)) == read);
    }
  }

  TEST_CASE("decimal: what is no such number is refused") {
    for (const char* text : {"",
                             "-",
                             ".",
                             "7.",
                             ".5",
                             "+7",
                             " 7",
                             "7 ",
                             "7,1",
                             "1e3",
                             "0x1",
                             "7.1.2",
                             "--7",
                             "-.5",
                             "0.0000001",
                             "7.1000001",
                             "1000000000000.1",
                             "1000000000001",
                             "99999999999999999999",
                             "nan",
                             "½"}) {
      CAPTURE(text);
      CHECK_FALSE(Decimal::parse(text).has_value());
    }
  }

  TEST_CASE("decimal: it is printed with the decimals asked for") {
    CHECK(Decimal{7}.text(2) == "7.00");
    CHECK(Decimal::of_units(-5, 2).text(2) == "-0.05");
    CHECK(Decimal::of_units(710, 2).text(2) == "7.10");
    CHECK(Decimal::of_units(123'456'789, 6).text(6) == "123.456789");
  }
}
