#include "io/word_codes.h"

#include "cases/answer_code.h"
#include "io/cell_parser.h"
#include "support/shipped.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace waitlist {
namespace {

std::uint8_t at_first_look(const FactWords& words, std::string text) {
  const std::size_t bytes = text.size();
  text.resize(bytes + 8, 'x');  // what stands behind a word is no part of it
  return words.quick.find(text.data(), bytes);
}

}  // namespace

TEST_SUITE("word codes") {
  TEST_CASE("word codes: a word is what the grammar of its column makes of it") {
    for (const FactDefinition& fact : shipped::facts().facts()) {
      CAPTURE(fact.id);
      const FactWords words = words_of(fact);
      std::vector<std::string> tried{"no",  "unknown", "not_asked", "n",  "nono", "no2", "pending",
                                     "500", "501",     "007",       "-1", "32",   "33",  "noo"};
      for (int i = 0; i < 34; ++i) tried.push_back(std::to_string(i));
      for (const FactDefinition& any : shipped::facts().facts()) {
        for (const FactLevel& level : any.levels) {
          tried.push_back(level.id);
          tried.push_back(level.id + "s");
          tried.push_back(level.id.substr(1) + "_");
        }
      }
      for (const std::string& word : tried) {
        CAPTURE(word);
        const std::string padded = word + std::string(16, 'x');
        if (word.size() > WordCodes::kLongest) continue;
        const std::uint8_t code = words.all.find(padded.data(), word.size());
        if (word.size() <= ShortWords::kLongest) {
          const std::uint8_t quick = words.quick.find(padded.data(), word.size());
          CHECK((quick == code || quick == ShortWords::kNone));
          if (word == "no" || word == "unknown") CHECK(quick == code);
        }
        Answer answer;
        CellFault fault;
        const bool right = parse_answer(fact, word, answer, fault);
        if (code != WordCodes::kNone) CHECK((right && code_of(answer) == code));
        const bool common = word == "no" || find_level(fact, word).has_value();
        if (right && common && code_of(answer) != kOtherCode) CHECK(code != WordCodes::kNone);
      }
    }
  }

  TEST_CASE("word codes: a zero byte behind a word makes it another word") {
    const FactWords words = words_of(shipped::facts().facts().front());
    CHECK(at_first_look(words, "") == kNotAskedCode);
    CHECK(at_first_look(words, std::string{"no\0", 3}) == WordCodes::kNone);
    CHECK(at_first_look(words, std::string{"\0", 1}) == WordCodes::kNone);
  }

  TEST_CASE("word codes: words that need one place are found at the second look") {
    std::vector<std::string> texts;
    for (int i = 0; i < 3000; ++i) texts.push_back(std::to_string(i));
    std::vector<ShortWords::Word> list;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      list.push_back({texts[i], static_cast<std::uint8_t>(3 + i % 200)});
    }
    const ShortWords words{list};
    std::size_t found = 0;
    for (const ShortWords::Word& word : list) {
      std::string text{word.text};
      text.resize(16, '0');
      const std::uint8_t code = words.find(text.data(), word.text.size());
      CHECK((code == word.code || code == ShortWords::kNone));
      if (code == word.code) ++found;
    }
    CHECK(found > texts.size() / 2);
    CHECK(found < texts.size());  // else nothing was left out, and this test shows nothing
  }
}

}  // namespace waitlist
