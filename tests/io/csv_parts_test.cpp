// A list is read in parts, side by side; nobody can tell from what comes out.
#include <waitlist/io/case_reader.h>
#include <waitlist/io/case_writer.h>
#include <waitlist/simulation/synthetic_list.h>

#include "io/csv_blocks.h"
#include "io/diagnostic_csv_reader.h"
#include "io/fast_csv_reader.h"
#include "support/shipped.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <array>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

constexpr unsigned kMostParts = 7;

Result<CaseTable> read_carefully(std::string_view text) {
  return read_csv_with_diagnosis(text, shipped::facts(), "cases.csv");
}

bool same_rows(const CaseTable& a, const CaseTable& b) {
  if (a.size() != b.size() || a.unit_count() != b.unit_count()) return false;
  for (CaseRow row = 0; row < a.size(); ++row) {
    const bool same = a.at(row) == b.at(row) && a.unit(row) == b.unit(row) &&
                      a.find(a.case_id(row)) == b.find(a.case_id(row));
    if (!same) return false;
  }
  return a.digest() == b.digest();
}

/// Whatever the parts: the cases that the careful reader finds, or nothing when it finds a fault.
bool alike_in_any_parts(std::string_view text) {
  const auto expected = read_carefully(text);
  for (unsigned parts = 1; parts <= kMostParts; ++parts) {
    const auto cases = read_csv_fast(text, shipped::facts(), parts);
    if (cases.has_value() != expected.has_value()) return false;
    if (cases && !same_rows(*cases, *expected)) return false;
  }
  return true;
}

std::string any_of(const std::vector<std::string>& words) { return *rc::gen::elementOf(words); }

/// Now and then a slip that makes the list a faulty one.
std::string slip() {
  return any_of({"\"", "a\"b", "\"a\"b", "\xFF", "\"open", "heart", "2009-02-30", ",", "\n,x\n",
                 "A0,2009-06-01,,,,\n", std::string(1, '\0'), "\"\xC3\""});
}

std::string row_of(int number, char delimiter) {
  const std::string id = "A" + std::to_string(number);
  const std::vector<std::string> cells{
      any_of({id, id, "\"" + id + "\"", " " + id + "\t"}),
      any_of({"2009-06-01", "2009-06-01", " 2009-06-02", "\"2009-06-03\""}),
      any_of({"", "X", "\"two\nlines\"", "\"a, \"\"b\"\"; c\"", "\"\n\r\n\n\"", "\"\r\"",
              "Caf\xC3\xA9", "'=1", "\"'@x\"", "\"\"", "  "}),
      any_of({"", "no", "unknown", "heard", "pending 2009-01-01", "not_asked", "\"no\""}),
      any_of({"", "stalking", "stalking; weapon", "no", "weapon"}),
      any_of({"", "2001-02-03", "2001-02-03;unknown", "unknown", "2001-02-03; 1999-01-01"})};
  std::string row;
  for (const std::string& cell : cells) {
    if (!row.empty()) row += delimiter;
    // A delimiter is a part of a cell only in quotes.
    const bool open = cell.find('"') == std::string::npos && cell.find(delimiter) != cell.npos;
    row += open ? "\"" + cell + "\"" : cell;
  }
  return row + any_of({"\n", "\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\n \t\n", "\n,,,,,\n"});
}

}  // namespace

TEST_SUITE("csv parts") {
  TEST_CASE("csv parts: any cut gives the same cases, or leaves any fault to the careful reader") {
    std::size_t right = 0;
    std::size_t tried = 0;
    CHECK(rc::check([&right, &tried] {
      const char delimiter = *rc::gen::element(',', ',', ';', '\t');
      std::string text = *rc::gen::element<std::string>("", "\xEF\xBB\xBF", "\n");
      for (const char* name : {"case_id", "listed_on", "team", "da.marac", "da.markers"}) {
        text += name;
        text += delimiter;
      }
      text += any_of({"child_dobs\n", "\"child_dobs\"\r\n", "child_dobs \r"});
      const int rows = *rc::gen::inRange(0, 30);
      const int slip_at = *rc::gen::inRange(-90, 30);
      for (int i = 0; i < rows; ++i) {
        std::string row = row_of(i, delimiter);
        if (i == slip_at) row.insert(*rc::gen::inRange<std::size_t>(0, row.size() + 1), slip());
        text += row;
      }
      if (*rc::gen::arbitrary<bool>() && !text.empty()) text.pop_back();
      ++tried;
      if (read_carefully(text)) ++right;
      RC_ASSERT(alike_in_any_parts(text));
    }));
    CHECK(right * 5 > tried);  // else the test would be about faults only
  }

  TEST_CASE("csv parts: any bytes at all are judged alike") {
    CHECK(rc::check([] {
      const auto pieces =
          *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
              "case_id", "listed_on", ",", ";", "\n", "\r\n", "\"", "\"\"", "A", "2009-06-01",
              "team", "da.marac", "heard", "unknown", "\xFF", "'=", " ", "pending 2009-01-01"));
      std::string text = "case_id,listed_on,team,da.marac\n";
      for (const std::string& piece : pieces) text += piece;
      RC_ASSERT(alike_in_any_parts(text));
    }));
  }

  TEST_CASE("csv parts: a cell of many lines that reaches over whole parts is one cell") {
    std::string text = "case_id,listed_on,team\nA,2009-06-01,\"";
    for (int i = 0; i < 500; ++i) text += "B,2009-06-01,\"\"x\"\"\n";
    CHECK(alike_in_any_parts(text + "\"\nC,2009-06-01,y\n"));
    text.resize(4000);
    CHECK(alike_in_any_parts(text + "\"\nC,2009-06-01,y\n"));
  }

  TEST_CASE("csv parts: threads change neither the list nor its faults") {
    const SyntheticListOptions options{4'000, 7, shipped::as_of()};
    std::string text =
        write_cases_csv(*synthetic_list(shipped::facts(), options), shipped::facts());
    REQUIRE(text.size() > std::size_t{1} << 20U);
    const auto read = [&text](unsigned threads) {
      return read_cases_csv(text, shipped::facts(), "cases.csv", {threads});
    };
    const auto expected = read_carefully(text);
    REQUIRE(expected.has_value());
    for (const unsigned threads : {0U, 1U, 2U, 3U}) {
      CAPTURE(threads);
      CHECK(same_rows(*read(threads), *expected));
    }
    text.replace(text.find("heard", text.size() * 3 / 4), 5, "heart");
    text += "\"";
    const auto faults = read_carefully(text);
    REQUIRE_FALSE(faults.has_value());
    CHECK(faults.error().size() >= 2);
    for (const unsigned threads : {1U, 3U}) CHECK(read(threads).error() == faults.error());
  }

  TEST_CASE("csv blocks: the fast and the portable look at 64 bytes see the same") {
    CHECK(rc::check([] {
      std::array<char, 64> block{};
      for (char& c : block) {
        c = *rc::gen::oneOf(rc::gen::element(',', '"', '\n', '\r', '\0', '-', '+', '!', '\x7F'),
                            rc::gen::arbitrary<char>());
      }
      for (const char delimiter : {',', ';', '\t'}) {
        const CsvBlock fast = csv_block(block.data(), delimiter);
        const CsvBlock portable = portable_csv_block(block.data(), delimiter);
        RC_ASSERT(fast.special == portable.special);
        RC_ASSERT(fast.odd == portable.odd);
        for (unsigned i = 0; i < block.size(); ++i) {
          const bool special = std::string_view{"\n\r\""}.find(block[i]) != std::string::npos ||
                               block[i] == delimiter;
          const bool odd = block[i] == 0 || static_cast<unsigned char>(block[i]) > 0x7F;
          RC_ASSERT((fast.special >> i & 1U) == static_cast<unsigned>(special));
          RC_ASSERT((fast.odd >> i & 1U) == static_cast<unsigned>(odd));
        }
      }
    }));
  }
}
