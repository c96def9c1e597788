#include <waitlist/io/policy_reader.h>
#include <waitlist/queue/live_queue.h>
#include <waitlist/queue/passing.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/queue/scored_list.h>
#include <waitlist/report/policy_report.h>
#include <waitlist/scoring/explanation.h>
#include <waitlist/scoring/trajectory.h>

#include "policy/waiting_course.h"
#include "support/shipped.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
using shipped::day;

Result<CompiledPolicy> read(const std::string& waiting) {
  return read_policy(
      "format = 1\nid = \"exact\"\nversion = \"1\"\ntitle = \"Exact\"\n"
      "status = \"illustrative\"\nstatus_line = \"For tests.\"\n"
      "facts = \"private_law_facts.toml\"\norder = [\"points\", \"case_id\"]\n"
      "[[band]]\nid = \"B\"\nlabel = \"B\"\nfrom = 0\n"
      "[[group]]\nid = \"g\"\nlabel = \"G\"\ncombine = \"sum\"\n"
      "[[criterion]]\nfact = \"da.police_12m\"\ngroup = \"g\"\nunknown = 0\n"
      "ranges = [{ from = 0, points = 0 }, { from = 1, points = 1 }]\n" +
          waiting,
      shipped::facts());
}

CompiledPolicy policy(const std::string& waiting) { return read(waiting).value(); }

const char* const kYearly = "[waiting]\nrates = [{ from_day = 0, points = 1, days = 365 }]\n";

Case listed(std::string id, const char* on) {
  Case one;
  one.case_id = std::move(id);
  one.listed_on = day(on);
  return one;
}

FactIndex police() { return *shipped::facts().find("da.police_12m"); }

CaseTable table(const std::vector<Case>& cases) {
  return CaseTable::make(shipped::facts(), cases).value();
}

/// What a case listed on one day has earned by another.
Points earned(const CompiledPolicy& policy, const char* from, const char* to) {
  return rank(table({listed("a", from)}), policy, day(to)).value().places()[0].score.waiting;
}

std::vector<std::string> ids(const CaseTable& cases, const std::vector<CaseRow>& rows) {
  std::vector<std::string> names;
  for (const CaseRow row : rows) names.emplace_back(cases.case_id(row));
  return names;
}

}  // namespace

TEST_SUITE("queue") {
  TEST_CASE(
      "exact waiting: a point in 365 days is exact, and rounded down once where it is shown") {
    const CompiledPolicy exact = policy(kYearly);
    CHECK(exact.point_parts() == 73);  // 1000 / 365 = 200 / 73
    CHECK(earned(exact, "2009-01-01", "2009-01-01") == Points{0});
    CHECK(earned(exact, "2009-01-01", "2009-01-02") == Points{2});
    CHECK(earned(exact, "2009-01-01", "2009-12-31") == Points{997});
    CHECK(earned(exact, "2009-01-01", "2010-01-01") == Points{1000});
    CHECK(earned(exact, "2009-01-01", "2018-12-29") == Points{9997});
    CHECK(earned(exact, "2009-01-01", "2018-12-30") == Points{10000});
    const CompiledPolicy falls =
        policy("[waiting]\nrates = [{ from_day = 0, points = -1, days = 365 }]\n");
    CHECK(earned(falls, "2009-01-01", "2009-01-02") == Points{-3});
    CHECK(earned(falls, "2009-01-01", "2010-01-01") == Points{-1000});
    const CompiledPolicy capped =
        policy("[waiting]\nrates = [{ from_day = 0, points = 1, days = 365 }]\ncap = 0.004\n");
    CHECK(earned(capped, "2009-01-01", "2009-01-02") == Points{2});
    CHECK(earned(capped, "2009-01-01", "2009-01-03") == Points{4});
  }

  TEST_CASE("exact waiting: less than a thousandth apart, the one with more stands first") {
    const CompiledPolicy fine =
        policy("[waiting]\nrates = [{ from_day = 0, points = 0.001, days = 7 }]\n");
    // Both show 0.000 points; by ids "a" would stand before "b".
    const CaseTable cases = table({listed("a", "2009-09-30"), listed("b", "2009-09-29")});
    const std::vector<std::string> expected{"b", "a"};
    const Ranking ranking = rank(cases, fine, day("2009-10-01")).value();
    CHECK(ranking.places()[0].score.points.used == Points{0});
    CHECK(ranking.places()[1].score.points.used == Points{0});
    CHECK(cases.case_id(ranking.places()[0].row) == "b");
    CHECK(ids(cases, ScoredList::make(cases, fine)->order(day("2009-10-01")).value()) == expected);
    LiveQueue queue = LiveQueue::make(cases, fine, day("2009-10-01")).value();
    CHECK(queue.top(2)[0].case_id == "b");
    CHECK(queue.top(2)[0].points == Points{0});
    CHECK(queue.advance_to(day("2009-10-06")).has_value());
    CHECK(queue.top(2)[0].points == Points{1});
    CHECK(queue.top(2)[1].points == Points{0});
    CHECK(queue.top(2)[0].case_id == "b");
  }

  TEST_CASE("exact waiting: a day on which one passes another by less than a thousandth is found") {
    // A little faster where there were police call-outs, which earn nothing here; the other is ten
    // days ahead.
    Policy written = policy(
                         "[waiting]\nrates = [{ from_day = 0, points = 0.001, days = 30 }]\n"
                         "[[waiting.faster]]\ntimes = 1.501\n"
                         "all = [{ fact = \"da.police_12m\", at_least = 1 }]\n")
                         .written();
    written.criteria.clear();
    const CompiledPolicy plain = compile(written, shipped::facts()).value();
    Case fast = listed("z", "2009-09-11");
    fast.answers.resize(shipped::facts().facts().size());
    fast.answers[police()] = Answer::number(1);
    const Case slow = listed("a", "2009-09-01");
    const CaseTable cases = table({slow, fast});
    // (d - 10) x 1.501 > d from d = 29.96 on: day 30, 1 October.
    const auto passing = first_passing(cases, plain, 0, 1, day("2009-09-12"), day("2009-12-01"));
    REQUIRE(passing.has_value());
    CHECK(passing->on == day("2009-10-01"));
  }

  TEST_CASE("exact waiting: completed months and years step up on the right days") {
    const CompiledPolicy months =
        policy("[waiting]\ncount = \"months\"\nrates = [{ from_month = 0, per_month = 1 }]\n");
    CHECK(earned(months, "2008-01-31", "2008-02-29") == Points{0});
    CHECK(earned(months, "2008-01-31", "2008-03-01") == Points{1000});
    CHECK(earned(months, "2008-01-31", "2008-03-31") == Points{2000});
    CHECK(earned(months, "2009-10-05", "2009-11-04") == Points{0});
    CHECK(earned(months, "2009-10-05", "2009-11-05") == Points{1000});
    const CompiledPolicy years = policy(
        "[waiting]\ncount = \"years\"\nrates = [{ from_year = 0, points = 1, years = 3 }, "
        "{ from_year = 2, per_year = 5 }]\n");
    CHECK(earned(years, "2008-02-29", "2009-02-28") == Points{0});
    CHECK(earned(years, "2008-02-29", "2009-03-01") == Points{333});
    CHECK(earned(years, "2008-02-29", "2010-03-01") == Points{666});
    CHECK(earned(years, "2008-02-29", "2012-02-28") == Points{5666});
    CHECK(earned(years, "2008-02-29", "2012-02-29") == Points{10666});
  }

  TEST_CASE("exact waiting: a completed month is an event of forecast and live queue") {
    const CompiledPolicy months =
        policy("[waiting]\ncount = \"months\"\nrates = [{ from_month = 1, per_month = 1 }]\n");
    const CaseTable cases = table({listed("a", "2008-01-31")});
    std::string seen;
    for (const ForecastChange& change :
         forecast(cases, months, 0, day("2008-02-01"), day("2008-06-01"))) {
      seen += change.after.from.text() + ' ' + std::string{to_text(change.cause)} + ' ' +
              to_text(change.points_before) + ' ' + to_text(change.after.points) + '\n';
    }
    // The first month earns nothing.
    CHECK(seen ==
          "2008-03-31 wait_completed 0.000 1.000\n"
          "2008-05-01 wait_completed 1.000 2.000\n"
          "2008-05-31 wait_completed 2.000 3.000\n");
    LiveQueue queue = LiveQueue::make(cases, months, day("2008-02-01")).value();
    CHECK(queue.advance_to(day("2008-03-30")).has_value());
    CHECK(queue.top(1)[0].points == Points{0});
    CHECK(queue.advance_to(day("2008-03-31")).has_value());
    CHECK(queue.top(1)[0].points == Points{1000});
  }

  TEST_CASE("exact waiting: while a pause runs, the same days are months by the calendar") {
    const CompiledPolicy months = policy(
        "[waiting]\ncount = \"months\"\npauses = \"exclude\"\n"
        "rates = [{ from_month = 0, per_month = 1 }]\n");
    Case one = listed("a", "2009-01-15");
    one.pauses.push_back({day("2009-02-14"), {}, "agreed"});
    const CaseTable cases = table({one});
    // 30 days: a month from 30 January to 1 March, none from 1 to 31 March.
    CHECK(rank(cases, months, day("2009-03-01")).value().places()[0].score.waiting == Points{1000});
    CHECK(rank(cases, months, day("2009-03-31")).value().places()[0].score.waiting == Points{0});
    LiveQueue queue = LiveQueue::make(cases, months, day("2009-02-20")).value();
    for (Day on = day("2009-02-20"); on < day("2011-04-01"); on = on + Days{1}) {
      CAPTURE(on.text());
      CHECK(queue.advance_to(on).has_value());
      CHECK(queue.top(1)[0].points ==
            rank(cases, months, on).value().places()[0].score.points.used);
    }
  }

  TEST_CASE("exact waiting: points are worth days of waiting at a rate that is a fraction, too") {
    const auto worth = [](const std::string& waiting) {
      Case one = listed("a", "2009-01-01");
      one.answers.resize(shipped::facts().facts().size());
      one.answers[police()] = Answer::number(3);
      const Explanation why = explain(table({one}), policy(waiting), 0, day("2010-01-05"));
      return std::pair{why.contributions.front().worth.value().count(),
                       std::string{why.contributions.back().answer}};
    };
    CHECK(worth(kYearly).first == 365);
    CHECK(worth("[waiting]\nrates = [{ from_day = 0, points = 7, days = 365 }]\n").first == 52);
    CHECK(worth("[waiting]\ncount = \"months\"\nrates = [{ from_month = 0, per_month = 0.5 }]\n") ==
          std::pair{std::int64_t{61}, std::string{"369 days (12 completed months)"}});
    CHECK(worth("[waiting]\ncount = \"years\"\nrates = [{ from_year = 0, per_year = 0.5 }]\n") ==
          std::pair{std::int64_t{730}, std::string{"369 days (1 completed year)"}});
  }

  TEST_CASE("exact waiting: what is too fine to be counted is refused with what was found") {
    const auto refused = read(
        "[waiting]\nrates = [{ from_day = 0, points = 1, days = 109987 }, "
        "{ from_day = 5, points = 1, days = 109919 }]\n");
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().front().found == "12089661053");
    CHECK(refused.error().front().reason.find("at most 16777215 parts") != std::string::npos);
    CHECK(read("[waiting]\nrates = [{ from_day = 0, points = 1, days = 109987 }]\n").has_value());
    // The steeper a rate, the fewer parts fit.
    CHECK_FALSE(read("[waiting]\nrates = [{ from_day = 0, points = 1, days = 109987 }, "
                     "{ from_day = 5, per_day = 1000000 }]\n")
                    .has_value());
  }

  TEST_CASE("exact waiting: what so many days can be in months is right whenever they begin") {
    CHECK(waits_of(WaitUnit::months, Days{28}).least == 0);
    CHECK(waits_of(WaitUnit::months, Days{28}).most == 1);
    CHECK(waits_of(WaitUnit::months, Days{31}).least == 1);
    CHECK(waits_of(WaitUnit::years, Days{365}).least == 0);
    CHECK(waits_of(WaitUnit::years, Days{365}).most == 1);
    CHECK(waits_of(WaitUnit::years, Days{366}).least == 1);
    CHECK(waits_of(WaitUnit::days, Days{9}).most == 9);
    std::vector<std::string> wrong;
    for (std::int64_t days = 0; days < 109'000; days += days < 800 ? 1 : 613) {
      const WaitRange range = waits_of(WaitUnit::months, Days{days});
      for (Day from = Day::first(); from + Days{days} < Day::last(); from = from + Days{37}) {
        const std::int64_t months = completed_months(from, from + Days{days}).count();
        if (months < range.least || months > range.most) wrong.push_back(from.text());
      }
      CAPTURE(days);
      REQUIRE(wrong == std::vector<std::string>{});
    }
  }

  TEST_CASE("exact waiting: hundreds of rates are followed day by day") {
    std::string rates = "[waiting]\nrates = [";
    for (int i = 0; i < 400; ++i) {
      rates += "{ from_day = " + std::to_string(2 * i) + ", per_day = 0.00" +
               std::to_string(1 + i % 9) + " }, ";
    }
    const CompiledPolicy many = policy(rates + "]\n");
    Points slow;
    for (int days = 0; days < 900; ++days) {
      const Day on = day("2009-01-01") + Days{days};
      CHECK(rank(table({listed("a", "2009-01-01")}), many, on).value().places()[0].score.waiting ==
            slow);
      slow += Points{1 + std::min(days / 2, 399) % 9};
    }
  }

  TEST_CASE("exact waiting: rates are told as they are written") {
    CHECK(
        render_text(policy(kYearly)).find("from day 0: 1.000 points in 365 days; by then 0.000") !=
        std::string::npos);
    const std::string months = render_text(
        policy("[waiting]\ncount = \"months\"\nrates = [{ from_month = 2, per_month = 0.5 }]\n"));
    CHECK(months.find("from month 2: 0.500 points a month") != std::string::npos);
    CHECK(months.find("each completed month of waiting") != std::string::npos);
    CHECK(months.find("as a wait of months") != std::string::npos);
  }
}
