#include <waitlist/queue/ranking.h>
#include <waitlist/scoring/explanation.h>
#include <waitlist/scoring/trajectory.h>

#include "scoring/overdue.h"
#include "support/shipped.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <string>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

constexpr const char* kFacts =
    "da.reported,da.marac,da.police_12m,da.markers,cp.imminent_harm,arr.exposure_now";

/// The case columns, the facts the rows are about, and every other fact with the answer "no".
std::string head() {
  std::string text =
      "case_id,listed_on,filing_date,child_dobs,linked_to,decision,decision_reason,"
      "decision_by,decision_agreed_by,decision_made_on,decision_expires_on,";
  text += kFacts;
  for (const FactDefinition& fact : shipped::facts().facts()) {
    if (std::string_view{kFacts}.find(fact.id) == std::string_view::npos && fact.no_is_answer) {
      text += "," + fact.id;
    }
  }
  return text + "\n";
}

std::string whole_row(std::string row) {
  const std::string columns = head();
  const auto commas = [](const std::string& text) { return std::ranges::count(text, ','); };
  for (auto missing = commas(columns) - commas(row); missing > 0; --missing) row += ",no";
  return row + "\n";
}

Explanation explained(const std::string& row, const char* policy = "staffordshire_2009") {
  const CaseTable cases = shipped::cases(head() + whole_row(row));
  return explain(cases, shipped::policy(policy), 0, shipped::as_of());
}

const Contribution* line(const Explanation& explanation,
                         std::string_view id,
                         ContributionKind kind) {
  for (const Contribution& part : explanation.contributions) {
    if (part.id == id && part.kind == kind) return &part;
  }
  return nullptr;
}

Points sum(const Explanation& explanation) {
  Points sum;
  for (const Contribution& part : explanation.contributions) sum += part.points;
  return sum;
}

}  // namespace

TEST_SUITE("explanation") {
  TEST_CASE("explanation: under every shipped policy every case of the sample adds up exactly") {
    for (const std::string& name : shipped::policy_names()) {
      const Ranking ranking = shipped::ranked_sample(name);
      for (const Place& place : ranking.places()) {
        const Explanation why =
            explain(ranking.cases(), ranking.policy(), place.row, shipped::as_of());
        CHECK(sum(why) == place.score.points.used);
        CHECK(why.score == place.score);
        CHECK(why.steps.back().band == ranking.policy().tier_id(place.score.tier));
        if (why.next_change) CHECK(why.next_change->on > shipped::as_of());
      }
    }
  }

  TEST_CASE("explanation: the six-month case is worked out by hand") {
    const Explanation why = explained("A,2009-04-06,,2008-02-06,,,,,,,,reported,no,no,no,no,no");
    CHECK(line(why, "da.reported", ContributionKind::answer)->points == whole_points(8));
    CHECK(line(why, "age", ContributionKind::age)->points == whole_points(8));
    // (42 x 0.14 + 56 x 0.22 + 70 x 0.42) x 1.3 for a child under 48 months.
    CHECK(line(why, "waiting", ContributionKind::waiting)->points == Points{61880});
    CHECK(why.score.must_allocate);
    CHECK(why.allocate_by == Day::parse("2009-08-24"));
    CHECK(why.steps.back().band == "must_allocate");
    const Explanation then = explained("A,2009-04-06,,2008-02-06,,,,,,,,reported,no,no,no,no,no",
                                       "national_criteria_2009");
    CHECK(line(then, "waiting", ContributionKind::waiting) == nullptr);
    CHECK(line(then, "age", ContributionKind::age) == nullptr);
    CHECK_FALSE(then.allocate_by.has_value());
  }

  TEST_CASE("explanation: overlapping facts are taken off where they describe the same thing") {
    const Explanation why = explained("A,2009-10-05,,2000-01-01,,,,,,,,severe,heard,3,no,no,no");
    // 20 + half of (14 + 10) = 32.
    CHECK(line(why, "domestic_abuse", ContributionKind::overlap)->points == whole_points(-12));
    CHECK(sum(why) == why.score.points.used);
  }

  TEST_CASE("explanation: points given or taken are worth the nearest number of days of waiting") {
    const CaseTable& cases = shipped::sample();
    const CompiledPolicy policy = shipped::policy("staffordshire_2009");
    std::size_t taken = 0;
    for (const Place& place : shipped::staffordshire_ranking().places()) {
      if (cases.members(cases.unit(place.row)).size() > 1) continue;
      const std::int64_t a_day =
          trajectory(cases, policy, place.row, shipped::as_of()).slope.count();
      const Explanation why = explain(cases, policy, place.row, shipped::as_of());
      for (const Contribution& part : why.contributions) {
        if (!part.worth) continue;
        const std::int64_t rest = part.points.count() - part.worth->count() * a_day;
        CAPTURE(cases.case_id(place.row));
        CHECK(2 * std::abs(rest) <= a_day);
        if (part.points < Points{0}) ++taken;
      }
    }
    CHECK(taken > 10);
  }

  TEST_CASE("explanation: a check is overdue after the standard, doubled without a calendar") {
    const CompiledPolicy policy = shipped::policy("staffordshire_2009");
    const WorkingDays standard = policy.written().unknown.chase_after.value();
    const WorkingCalendar& calendar = policy.calendar();
    const Day asked = shipped::day("2009-04-01");  // Easter is within the standard
    const Answer pending = Answer::pending_since(asked);
    Day last = asked;
    while (calendar.between(asked, last + Days{1}) <= standard) last = last + Days{1};
    CHECK_FALSE(is_overdue(policy, pending, last));
    CHECK(is_overdue(policy, pending, last + Days{1}));
    CHECK_FALSE(is_overdue(policy, Answer::unknown(), last + Days{1}));

    const Days allowed{2 * standard.count() + 14};
    for (const std::int64_t early : {200, 1}) {
      const Day before = calendar.first_day() - Days{early};
      CHECK_FALSE(is_overdue(policy, Answer::pending_since(before), before + allowed));
      CHECK(is_overdue(policy, Answer::pending_since(before), before + allowed + Days{1}));
    }
  }

  TEST_CASE("explanation: checks to chase name what they could add, most influential first") {
    const Explanation why =
        explained("A,2009-08-01,,unknown,,,,,,,,unknown,pending 2009-08-01,,no,no,no");
    REQUIRE(why.checks.size() > 1);
    for (std::size_t i = 1; i < why.checks.size(); ++i) {
      const Check& before = why.checks[i - 1];
      const Check& after = why.checks[i];
      const bool in_order =
          before.band_reached < after.band_reached || after.fact == kFilingCheck ||
          (before.band_reached == after.band_reached && before.could_add >= after.could_add);
      CHECK(in_order);
    }
    const auto marac = std::ranges::find(why.checks, "da.marac", &Check::fact);
    REQUIRE(marac != why.checks.end());
    CHECK(marac->state == AnswerState::pending);
    CHECK(marac->pending_since == Day::parse("2009-08-01"));
    CHECK(marac->overdue);
    CHECK(why.score.provisional());
  }

  TEST_CASE("explanation: floors, decisions and promotion are steps, each with its reason") {
    const Explanation harm = explained("A,2009-10-05,,2000-01-01,,,,,,,,no,no,no,no,suspected,no");
    REQUIRE(harm.steps.size() == 2);
    CHECK(harm.steps[1].kind == BandStep::Kind::floor);
    CHECK(harm.steps[1].rule == "IMMINENT_HARM");
    CHECK(harm.steps[1].band == "P1");
    CHECK_FALSE(harm.steps[1].action.empty());
    const Explanation raised = explained(
        "A,2009-10-05,,2000-01-01,,raise P2,new facts,M1,,2009-10-01,2009-10-08,no,no,no,no,no,no");
    CHECK(raised.steps.back().kind == BandStep::Kind::decision);
    CHECK(raised.steps.back().band == "P2");
    CHECK(raised.steps.back().text.find("new facts") != std::string::npos);
    const Explanation expired = explained(
        "A,2009-09-01,,2000-01-01,,raise P2,new facts,M1,,2009-09-21,2009-10-01,no,no,no,no,no,no");
    CHECK(expired.steps.back().text.find("not in force") != std::string::npos);
    const Explanation lowered = explained(
        "A,2009-10-05,,2000-01-01,,lower P4,known to be safe,M1,M2,2009-10-01,2009-10-08,"
        "severe,heard,5,no,no,no");
    CHECK(lowered.steps.back().band == "P2");  // the floor of high-risk domestic abuse holds
    const Explanation waited = explained("A,2009-07-01,,2000-01-01,,,,,,,,no,no,no,no,no,no");
    CHECK(waited.steps.back().kind == BandStep::Kind::promotion);
    REQUIRE(waited.next_change.has_value());
    CHECK(waited.next_change->to == "P2");
    CHECK(waited.next_change->on == *Day::parse("2009-07-01") + Days{112});
  }

  TEST_CASE("explanation: a filing date near or passed makes a case one that must be allocated") {
    const Explanation near =
        explained("A,2009-10-05,2009-11-30,2000-01-01,,,,,,,,no,no,no,no,no,no");
    CHECK(near.score.must_allocate);
    CHECK(near.score.latest_start == Day::parse("2009-09-21"));
    CHECK(line(near, "filing", ContributionKind::filing)->points == whole_points(15));
    const Explanation far =
        explained("A,2009-10-05,2009-12-30,2000-01-01,,,,,,,,no,no,no,no,no,no");
    CHECK_FALSE(far.score.must_allocate);
    REQUIRE(far.allocate_by.has_value());
    CHECK(*far.allocate_by == *Day::parse("2009-12-30") - Days{56});
  }

  TEST_CASE("explanation: linked cases share the longest wait and name each other") {
    const CaseTable cases =
        shipped::cases(head() + whole_row("A,2009-04-06,,2008-02-06,,,,,,,,no,no,no,no,no,no") +
                       whole_row("B,2009-10-01,,2001-02-06,A,,,,,,,no,no,no,no,no,no"));
    const Explanation why =
        explain(cases, shipped::policy("staffordshire_2009"), *cases.find("B"), shipped::as_of());
    CHECK(why.linked_with == std::vector<std::string>{"A"});
    CHECK(why.score.waited == Days{182});
  }

  TEST_CASE("explanation: a day without holiday data and an unknown band are refused") {
    const CaseTable cases = shipped::cases(
        head() +
        whole_row("A,2009-10-05,,,,raise P9,why,M1,,2009-10-01,2009-10-08,no,no,no,no,no,no"));
    const CompiledPolicy policy = shipped::policy("staffordshire_2009");
    const Errors band = check_scorable(cases, policy, shipped::as_of());
    REQUIRE(band.size() == 1);
    CHECK(band.front().code == ErrorCode::unknown_reference);
    const CaseTable plain =
        shipped::cases("case_id,listed_on,filing_date\nA,1993-10-05,1994-01-01\n");
    const Errors ends = check_scorable(plain, policy, shipped::as_of());
    REQUIRE(ends.size() == 1);
    CHECK(ends.front().code == ErrorCode::calendar_ends);
    CHECK_FALSE(rank(plain, policy, *Day::parse("1994-12-31")).has_value());
  }

  TEST_CASE("explanation: its words outlive the policy, the list and the explanation copied from") {
    Explanation kept;
    {
      const Explanation first =
          explained("A,2009-10-05,,2000-01-01,,raise P2,new facts,M1,,2009-10-01,2009-10-08,,,,,,");
      kept = first;
    }
    CHECK(line(kept, "da.marac", ContributionKind::unknown)->label == "MARAC");
    CHECK(line(kept, "age", ContributionKind::age)->answer ==
          "9 years 9 months when the case was listed");
    CHECK(kept.steps.back().text == "decision of manager M1 to raise to P2 (High): new facts");
    CHECK(kept.checks.front().label == "Immediate or significant harm suspected now");
  }

  TEST_CASE("explanation: every kind of line has a name") {
    for (int kind = 0; kind <= static_cast<int>(ContributionKind::filing); ++kind) {
      CHECK_FALSE(to_text(static_cast<ContributionKind>(kind)).empty());
    }
  }
}
