#include <waitlist/base/digest.h>
#include <waitlist/base/error.h>
#include <waitlist/base/limits.h>
#include <waitlist/base/whole.h>

#include "base/csv_text.h"
#include "base/fault_list.h"
#include "base/points_text.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

/// The distance of every beginning of one word from every beginning of the other.
std::size_t slow_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> of(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        of[i][j] = i + j;
        continue;
      }
      const std::size_t replaced = of[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
      of[i][j] = std::min({replaced, of[i - 1][j] + 1, of[i][j - 1] + 1});
    }
  }
  return of[a.size()][b.size()];
}

}  // namespace

TEST_SUITE("base") {
  TEST_CASE("error: one line says where, what was found and what was expected") {
    const Error error{ErrorCode::not_a_date, "cases.csv",  17,           3,
                      "listed_on",           "31/02/2009", "no such day"};
    CHECK(to_text(error) == "cases.csv:17:3: listed_on \"31/02/2009\": no such day [E311]");
    CHECK(to_text({ErrorCode::file_unreadable, "a", 0, 0, "", "", "gone"}) == "a: gone [E401]");
    CHECK(to_text({ErrorCode::unknown_word, "", 0, 0, "", "x", "bad"}) == "\"x\": bad [E312]");
    CHECK(to_text({ErrorCode::unknown_word, "a", 1, 0, "two\nlines", "", "bad"}) ==
          "a:1: two lines: bad [E312]");
  }

  TEST_CASE("error: a near name is suggested for a slip, and none for another word") {
    const std::vector<std::string> known{"listed_on", "case_id", "da.marac"};
    CHECK(nearest_name("listed_no", known) == "listed_on");
    CHECK(nearest_name("caseid", known) == "case_id");
    CHECK(nearest_name("Listed_On", known) == "listed_on");
    CHECK(nearest_name("zebra", known).empty());
    CHECK(nearest_name("", known).empty());
    CHECK(nearest_name(std::string(5000, 'x'), known).empty());
  }

  TEST_CASE("errors: the nearest name is the one that a table of all distances says") {
    std::mt19937 draws{5};
    const auto word = [&draws](std::size_t most) {
      std::string text;
      for (std::size_t left = draws() % (most + 1); left > 0; --left) {
        text += static_cast<char>('a' + static_cast<char>(draws() % 3));
      }
      return text;
    };
    std::size_t found = 0;
    for (int world = 0; world < 3000; ++world) {
      std::vector<std::string> known;
      for (std::size_t i = draws() % 6; i > 0; --i) known.push_back(word(12));
      const std::string asked = word(12);
      std::string expected;
      std::size_t best = std::max<std::size_t>(2, asked.size() / 3) + 1;
      for (const std::string& name : known) {
        const std::size_t distance = slow_distance(asked, name);
        if (distance < best && distance < asked.size()) {
          best = distance;
          expected = name;
        }
      }
      CAPTURE(asked);
      CHECK(nearest_name(asked, known) == expected);
      found += expected.empty() ? 0U : 1U;
    }
    CHECK(found > 300);
  }

  TEST_CASE("errors: names of up to 512 bytes are compared, and longer ones are not") {
    const std::string long_name(511, 'x');
    CHECK(nearest_name(long_name + 'y', {long_name + 'z'}) == long_name + 'z');
    CHECK(nearest_name(long_name + "yy", {long_name + "zz"}).empty());
    CHECK(nearest_name(long_name, {long_name + "zz"}).empty());
  }

  TEST_CASE("error: text for a message is one line of at most 60 bytes, cut between characters") {
    CHECK(clipped("short") == "short");
    CHECK(clipped("a\nb\tc") == "a b c");
    const std::string clip = clipped(std::string(70, 'x'));
    CHECK(clip.size() <= 60);
    std::string umlauts;
    for (int i = 0; i < 50; ++i) umlauts += "ü";
    const std::string cut = clipped(umlauts);
    CHECK(cut.size() <= 60);
    CHECK(cut.find("ü") == 0);
  }

  TEST_CASE("faults: come out by line and column, and the last says how many more there were") {
    FaultList faults;
    CHECK(faults.empty());
    faults.add({ErrorCode::not_a_date, "a", 2, 1, "", "", "second"});
    faults.add({ErrorCode::not_a_date, "a", 1, 9, "", "", "first"});
    const Errors two = faults.take();
    REQUIRE(two.size() == 2);
    CHECK(two[0].reason == "first");
    for (std::size_t i = 0; i < limits::kErrorsMax + 5; ++i) {
      faults.add({ErrorCode::not_a_date, "a", 1, 1, "", "", "x"});
    }
    const Errors many = faults.take();
    CHECK(many.size() == limits::kErrorsMax + 1);
    CHECK(many.back().reason == "and 5 more faults; mend these first");
    CHECK(first_faults(Errors(3)).size() == 3);
    CHECK(first_faults(Errors(limits::kErrorsMax + 1)).back().reason ==
          "and 1 more faults; mend these first");
  }

  TEST_CASE("csv text: what a spreadsheet would run is neutralised, all else is left alone") {
    const auto cell = [](std::string_view text) {
      std::string out;
      append_csv_cell(out, text);
      return out;
    };
    for (const char* text : {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "'=1", "''+1",
                             "\xEF\xBC\x9D"
                             "1",
                             "\xEF\xBC\x8B"
                             "1",
                             "\xEF\xBC\x8D"
                             "1",
                             "\xEF\xBC\xA0"
                             "1"}) {
      CAPTURE(text);
      CHECK(starts_a_formula(text));
      CHECK(cell(text) == std::string{"'"} + text);
    }
    for (const char* text : {"", "a=b", "1-2", "'quoted'", "ü", "O'Brien", "'"}) {
      CAPTURE(text);
      CHECK_FALSE(starts_a_formula(text));
      CHECK(cell(text) == text);
    }
    CHECK(cell("a,b") == "\"a,b\"");
    CHECK(cell("say \"x\"") == "\"say \"\"x\"\"\"");
    CHECK(cell("=\"x\"") == "\"'=\"\"x\"\"\"");
    CHECK(cell(" padded ") == "\" padded \"");
    CHECK(cell("two\nlines") == "\"two\nlines\"");
  }

  TEST_CASE("points: print with three decimals, whatever their sign") {
    CHECK(to_text(Points{12500}) == "12.500");
    CHECK(to_text(Points{0}) == "0.000");
    CHECK(to_text(Points{7}) == "0.007");
    CHECK(to_text(Points{-7}) == "-0.007");
    CHECK(to_text(Points{-12345}) == "-12.345");
    CHECK(signed_points(Points{1}) == "+0.001");
    CHECK(signed_points(Points{-1}) == "-0.001");
    CHECK(signed_points(Points{0}) == "0.000");
    CHECK(whole_points(3) * 2 - Points{1} == Points{5999});
  }

  TEST_CASE("digest: SHA-256 of the published test vectors, in one piece and in many") {
    CHECK(sha256("abc").hex() ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256("").hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    DigestBuilder builder;
    builder.add("a");
    DigestBuilder moved = std::move(builder);
    moved.add("bc");
    CHECK(moved.finish() == sha256("abc"));
  }
}
