#include "io/written_number.h"

#include <waitlist/io/policy_reader.h>

#include "support/shipped.h"

#include <doctest/doctest.h>

#include <string>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

std::string faults_of_points(const std::string& line) {
  const auto policy = read_policy(line, shipped::facts(), "p.toml");
  return policy ? std::string{} : shipped::lines_of(policy.error());
}

}  // namespace

TEST_SUITE("written numbers") {
  TEST_CASE("written numbers: signs, exponents and underscores of TOML and JSON are read exactly") {
    struct Row {
      const char* text;
      const char* number;
    };

    for (const Row& row :
         {Row{"7.10", "7.1"}, Row{"+7.1", "7.1"}, Row{"-7.1", "-7.1"}, Row{"1_000.5", "1000.5"},
          Row{"1e3", "1000"}, Row{"1.25e+1", "12.5"}, Row{"-125E-2", "-1.25"},
          Row{"5e-6", "0.000005"}, Row{"0e60", "0"}, Row{"12.5e-1", "1.25"}}) {
      CAPTURE(row.text);
      const auto number = written_number(row.text);
      REQUIRE(number.has_value());
      CHECK(number->text() == row.number);
    }
    for (const char* text : {"", "nan", "inf", "-inf", "1e", "e3", "1e99", "1e-99", "5e-7", "1ee3",
                             "12.5000000000000001", "1e3.5", "-1e13", "--1"}) {
      CAPTURE(text);
      CHECK_FALSE(written_number(text).has_value());
    }
  }

  TEST_CASE("written numbers: a fault of a policy shows the number that stands there") {
    for (const char* number : {"33.333333", "33.3333330", "12.5000000000000001", "1_000.0625",
                               "0.1e-3", "+1.00001", "nan", "1e300"}) {
      CAPTURE(number);
      const std::string faults = faults_of_points(
          "\"é\" = 1\n[[band]]\nid = \"P1\"\nlabel = \"é\"\nfrom = " + std::string{number} +
          " # é\n");
      CAPTURE(faults);
      CHECK(faults.find("\"" + std::string{number} + "\"") != std::string::npos);
    }
    const std::string after_text = faults_of_points(
        "band = [{ label = \"Zoë €\", from = 33.333333 }, { from = 0.00_01, id = \"é\" }]");
    CHECK(after_text.find("\"33.333333\"") != std::string::npos);
    CHECK(after_text.find("\"0.00_01\"") != std::string::npos);
    const std::string marked = faults_of_points(
        "\xEF\xBB\xBF"
        "band = [{ from = 33.333333 }]\r\n");
    CHECK(marked.find("\"33.333333\"") != std::string::npos);
  }
}
