#include <waitlist/base/error.h>
#include <waitlist/base/shown_text.h>

#include "base/fault_list.h"
#include "base/visible_text.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

TEST_SUITE("shown text") {
  TEST_CASE("shown text: what speaks to a terminal or hides is written out, all else stays") {
    for (const auto& [text, shown] : std::vector<std::pair<std::string, std::string>>{
             {"", ""},
             {"plain, with blanks", "plain, with blanks"},
             {"Zoë € 漢 😀", "Zoë € 漢 😀"},
             {"a\x1B[31mb", "a\\u{1B}[31mb"},
             {"a\nb\tc\rd", "a\\u{0A}b\\u{09}c\\u{0D}d"},
             {std::string{"a\0b", 3}, "a\\u{00}b"},
             {"a\x7F", "a\\u{7F}"},
             {"a\xC2\x9B"
              "b",
              "a\\u{9B}b"},
             {"a\xE2\x80\xAE"
              "b",
              "a\\u{202E}b"},
             {"a\xE2\x80\xA8"
              "b",
              "a\\u{2028}b"},
             {"T-01\xE2\x80\x8B", "T-01\\u{200B}"},
             {"\xEF\xBB\xBF"
              "a",
              "\\u{FEFF}a"},
             {"\xF3\xA0\x80\x81", "\\u{E0001}"},
             {"\xFF\xC0\x80", "\\u{FF}\\u{C0}\\u{80}"},
             {"\xED\xA0\x80", "\\u{ED}\\u{A0}\\u{80}"},
             {"\xE2\x80", "\\u{E2}\\u{80}"},
         }) {
      CHECK(shown_text(text) == shown);
    }
  }

  TEST_CASE("shown text: of several lines the breaks stay, and colours where they are wanted") {
    const std::string text = "a\n\tb \x1B[1;31mred\x1B[0m \x1B]0;title\x07\n";
    CHECK(shown_lines(text, true) == "a\n\tb \x1B[1;31mred\x1B[0m \\u{1B}]0;title\\u{07}\n");
    CHECK(shown_lines(text, false) == "a\n\tb \\u{1B}[1;31mred\\u{1B}[0m \\u{1B}]0;title\\u{07}\n");
    CHECK(shown_lines("a\r\n", true) == "a\\u{0D}\n");
  }

  TEST_CASE("visible: one line has no controls; a reference has no blanks and nothing hidden") {
    for (const char* text : {"", "a", "a b", "Zoë €", "a\xE2\x80\x8B",
                             "a\xC2\xA0"
                             "b"}) {
      CHECK(is_one_line(text));
    }
    for (const char* text : {"a\n", "a\x1B", "a\xC2\x85", "a\xE2\x80\xA8", "a\xFF", "\xC3"}) {
      CHECK_FALSE(is_one_line(text));
      CHECK_FALSE(is_visible(text));
    }
    for (const char* text : {"", "a", "SM-0001", "Zoë", "漢😀", "~!"}) CHECK(is_visible(text));
    for (const char* text : {" ", "a b", "a\xE2\x80\x8B", "a\xC2\xA0", "\xE2\x80\xAF",
                             "\xE3\x80\x80", "a\xEF\xB8\x8F", "\xC2\xAD"}) {
      CHECK_FALSE(is_visible(text));
    }
    for (const char* text : {"a", "SM-0001", "Zoë"}) CHECK(is_listable(text));
    for (const char* text : {"a;b", ",", "a b"}) CHECK_FALSE(is_listable(text));
  }

  TEST_CASE("visible: any byte of ASCII is judged alike at every place of a text of any length") {
    for (std::size_t bytes = 1; bytes <= 20; ++bytes) {
      for (std::size_t at = 0; at < bytes; ++at) {
        for (int byte = 0; byte < 0x80; ++byte) {
          std::string text(bytes, 'a');
          text[at] = static_cast<char>(byte);
          const bool one_line = byte >= 0x20 && byte != 0x7F;
          if (is_one_line(text) != one_line || is_visible(text) != (one_line && byte != ' ')) {
            FAIL_CHECK("byte " << byte << " at " << at << " of " << bytes);
          }
        }
      }
    }
  }

  TEST_CASE("faults: their number is the real one, also where only the first are listed") {
    FaultList faults;
    for (int i = 0; i < 1000; ++i) faults.add({ErrorCode::not_a_date, "x", 0, 0, "", "", "no"});
    const Errors errors = faults.take();
    CHECK(errors.size() == 201);
    CHECK(fault_count(errors) == 1000);
    CHECK(fault_count({}) == 0);
    CHECK(fault_count({errors.front()}) == 1);
    CHECK(faults_kept(errors) == 200);
    CHECK(faults_kept({}) == 0);
    // One that the last fault counts alone is none that is kept.
    const Errors one_more = first_faults(Errors(201, errors.front()));
    CHECK(faults_kept(one_more) == 200);
    CHECK(fault_count(one_more) == 201);
  }

  TEST_CASE("faults: what a list counts and does not keep is counted by one that takes it in") {
    FaultList all;
    for (int row = 0; row < 3; ++row) {
      FaultList faults;
      for (int i = 0; i < 250; ++i) faults.add({ErrorCode::not_a_date, "x", 0, 0, "", "", "no"});
      for (Error& error : faults.take()) all.add(std::move(error));
    }
    const Errors errors = all.take();
    CHECK(errors.size() == 201);
    CHECK(errors.back().reason == "and 550 more faults; mend these first");
    CHECK(fault_count(errors) == 750);
  }
}
