#include "cases/answer_rows.h"

#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <array>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

/// Answers of every state and kind; small values often, and the values around the last code.
Answer random_answer() {
  const Day day = small_world::as_of() - Days{*rc::gen::inRange(0, 40'000)};
  switch (*rc::gen::inRange(0, 8)) {
    case 0: return Answer::not_asked();
    case 1: return Answer::unknown();
    case 2: return Answer::no();
    case 3: return Answer::pending_since(day);
    case 4: return Answer::on(day);
    case 5: return Answer::number(*rc::gen::inRange(245U, 260U));
    case 6: return Answer::markers(*rc::gen::inRange(1U, 1U << 24U));
    default: return Answer::level(*rc::gen::inRange(0U, 6U));
  }
}

std::vector<Answer> random_answers(std::size_t most) {
  std::vector<Answer> answers(*rc::gen::inRange<std::size_t>(0, most + 1));
  for (Answer& answer : answers) answer = random_answer();
  return answers;
}

void check_rows(const AnswerRows& rows, const std::vector<std::vector<Answer>>& expected) {
  for (CaseRow row = 0; row < expected.size(); ++row) {
    RC_ASSERT(rows.holds(row, expected[row]));
    std::vector<Answer> others;
    for (FactIndex fact = 0; fact < rows.facts(); ++fact) {
      const Answer wanted = expected[row][fact];
      RC_ASSERT(rows.answer(row, fact) == wanted);
      RC_ASSERT(rows.codes(row)[fact] == code_of(wanted));
      if (code_of(wanted) == kOtherCode) others.push_back(wanted);
    }
    RC_ASSERT(std::vector(rows.others(row).begin(), rows.others(row).end()) == others);
  }
}

}  // namespace

TEST_SUITE("cases") {
  TEST_CASE("answer code: one byte holds what it says it holds, and says when it cannot") {
    for (const Answer answer :
         {Answer::not_asked(), Answer::unknown(), Answer::no(), Answer::level(0), Answer::number(1),
          Answer::markers(7), Answer::number(251), Answer::on(Day::first() + Days{251})}) {
      REQUIRE(code_of(answer) != kOtherCode);
      CHECK(answer_of(code_of(answer)) == answer);
    }
    for (const Answer answer :
         {Answer::number(252), Answer::markers(1U << 23U), Answer::on(Day::last()),
          Answer::pending_since(Day::first()), Answer::pending_since(Day::last())}) {
      CHECK(code_of(answer) == kOtherCode);
    }
  }

  TEST_CASE("answer rows: they hold what a plain table of answers holds, whatever is overwritten") {
    CHECK(rc::check([] {
      const auto facts = *rc::gen::inRange<std::size_t>(1, 9);
      AnswerRows rows{facts};
      std::vector<std::vector<Answer>> expected;
      for (int step = *rc::gen::inRange(0, 60); step > 0; --step) {
        const bool is_new = expected.empty() || *rc::gen::inRange(0, 3) == 0;
        if (is_new) {
          rows.add_row();
          expected.emplace_back(facts);
          RC_ASSERT(rows.holds(CaseRow{expected.size() - 1}, {}));
        }
        const auto row = *rc::gen::inRange<std::size_t>(0, expected.size());
        std::vector<Answer> answers = random_answers(facts);
        rows.put(CaseRow{row}, answers);
        answers.resize(facts);
        const bool differs = answers != expected[row];
        if (differs) RC_ASSERT_FALSE(rows.holds(CaseRow{row}, expected[row]));
        expected[row] = answers;
      }
      check_rows(rows, expected);
    }));
  }

  TEST_CASE("answer rows: put together, two lists hold the rows of both") {
    CHECK(rc::check([] {
      std::array<AnswerRows, 2> lists{AnswerRows{3}, AnswerRows{3}};
      std::vector<std::vector<Answer>> expected;
      for (AnswerRows& rows : lists) {
        const auto count = *rc::gen::inRange<std::size_t>(0, 5);
        for (CaseRow row = 0; row < count; ++row) {
          rows.add_row();
          expected.push_back(random_answers(3));
          rows.put(row, expected.back());
          expected.back().resize(3);
        }
      }
      lists[0].append(lists[1]);
      check_rows(lists[0], expected);
    }));
  }

  TEST_CASE("answer rows: words that nothing refers to are dropped, the others are kept") {
    AnswerRows rows{2};
    const Answer day = Answer::on(Day::last());
    for (CaseRow row = 0; row < 3; ++row) rows.add_row();
    rows.put(2, std::vector{day, Answer::pending_since(Day::last())});
    for (int step = 0; step < 20'000; ++step) {
      rows.put(0, std::vector{day});
      rows.put(0, {});
    }
    CHECK(rows.others_held() < 5'000);
    CHECK(rows.answer(2, 0) == day);
    CHECK(rows.answer(2, 1) == Answer::pending_since(Day::last()));
    CHECK(rows.holds(1, {}));
  }
}
