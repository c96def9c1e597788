// A catalogue of ways in which a child disappears from a manager's sight. Each is a list before,
// where one is needed, and a list now; beside it stands what a manager reads today.
#include <waitlist/io/case_reader.h>
#include <waitlist/io/policy_reader.h>
#include <waitlist/queue/ranking_since.h>
#include <waitlist/queue/summary.h>
#include <waitlist/report/explanation_report.h>
#include <waitlist/report/ranking_report.h>

#include "support/shipped.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

using text_checks::unbroken;

/// Where a manager reads it.
enum class Page : std::uint8_t {
  table,    ///< the order and what is listed apart
  summary,  ///< what must be seen beside the order
  json,
  explain,  ///< the explanation of case X
};

struct Way {
  const char* name;
  const char* before;  ///< empty: no earlier list is needed
  const char* now;
  Page page;
  const char* shown;
};

// Case X is the one that would be lost.
const std::vector<Way> kWays{
    // On hold and on duty.
    {"held for a year with suspected imminent harm", "",
     "case_id,listed_on,child_dobs,status,hold_reason,cp.imminent_harm\n"
     "X,2008-09-01,2008-06-01,on_hold,waiting for court,suspected\n",
     Page::summary, "X (on hold)"},
    {"held without an end", "",
     "case_id,listed_on,child_dobs,status,hold_reason\n"
     "X,2008-09-01,2008-06-01,on_hold,waiting for court\n",
     Page::summary, "X: on hold for 399 days (from listing: hold_from is not recorded)"},
    {"held for a year, and in no figure of delays", "",
     "case_id,listed_on,child_dobs,status,hold_reason,da.marac\n"
     "X,2008-09-01,2008-06-01,on_hold,waiting for court,repeat\n",
     Page::summary, "1 P2"},
    {"held, and nobody can say why it would be urgent", "",
     "case_id,listed_on,child_dobs,status,hold_reason,da.marac\n"
     "X,2008-09-01,2008-06-01,on_hold,waiting for court,repeat\n",
     Page::explain, "It has no place in the queue. What follows is how it would stand"},
    {"still held after the hold has ended", "",
     "case_id,listed_on,child_dobs,status,hold_reason,hold_until\n"
     "X,2009-06-01,2008-06-01,on_hold,ill,2009-09-01\n",
     Page::summary, "although the hold ended on 2009-09-01"},
    {"a hold that ends next week", "",
     "case_id,listed_on,child_dobs,status,hold_reason,hold_until\n"
     "X,2009-06-01,2008-06-01,on_hold,ill,2009-10-12\n",
     Page::summary, "Hold ends (1): 2009-10-12 X (on hold)"},
    {"held for long with an end far ahead", "",
     "case_id,listed_on,child_dobs,status,hold_reason,hold_from,hold_until\n"
     "X,2009-06-01,2008-06-01,on_hold,ill,2009-08-01,2010-06-01\n",
     Page::summary, "on hold for 65 days, longer than the 28 days"},
    {"on duty for a year with severe abuse", "",
     "case_id,listed_on,child_dobs,status,cp.imminent_harm,da.reported\n"
     "X,2008-09-01,2008-06-01,duty_allocated,suspected,severe\n",
     Page::summary, "X (on duty)"},
    {"on duty for longer than the policy allows", "",
     "case_id,listed_on,child_dobs,status,duty_from\n"
     "X,2009-06-01,2008-06-01,duty_allocated,2009-08-01\n",
     Page::summary, "on duty for 65 days, longer than the 28 days"},
    {"on duty, and its points are nowhere", "",
     "case_id,listed_on,child_dobs,status,da.marac\n"
     "X,2009-06-01,2008-06-01,duty_allocated,repeat\n",
     Page::json, "\"if_awaiting\":{\"band\":\"P2\""},
    {"on hold from a day that has not come", "",
     "case_id,listed_on,child_dobs,status,hold_reason,hold_from\n"
     "X,2009-06-01,2008-06-01,on_hold,ill,2090-08-01\n",
     Page::summary, "on hold from 2090-08-01, after the as-of date"},
    {"a hold that began without a word", "case_id,listed_on,child_dobs\nX,2009-06-01,2008-06-01\n",
     "case_id,listed_on,child_dobs,status,hold_reason\nX,2009-06-01,2008-06-01,on_hold,ill\n",
     Page::json, "\"kind\":\"hold_begun\""},
    {"a hold made longer",
     "case_id,listed_on,status,hold_reason,hold_until\nX,2009-06-01,on_hold,ill,2009-10-12\n",
     "case_id,listed_on,status,hold_reason,hold_until\nX,2009-06-01,on_hold,ill,2010-10-12\n",
     Page::json, "\"kind\":\"hold_lengthened\""},
    {"a hold whose beginning moved",
     "case_id,listed_on,status,hold_reason,hold_from\nX,2009-06-01,on_hold,ill,2009-07-01\n",
     "case_id,listed_on,status,hold_reason,hold_from\nX,2009-06-01,on_hold,ill,2009-09-30\n",
     Page::json, "\"kind\":\"hold_from_moved\""},
    {"duty whose beginning moved",
     "case_id,listed_on,status,duty_from\nX,2009-06-01,duty_allocated,2009-07-01\n",
     "case_id,listed_on,status,duty_from\nX,2009-06-01,duty_allocated,2009-09-30\n", Page::json,
     "\"kind\":\"duty_from_moved\""},
    // Clocks.
    {"listed again on a later day", "case_id,listed_on,child_dobs\nX,2009-04-06,2008-06-01\n",
     "case_id,listed_on,child_dobs\nX,2009-09-30,2008-06-01\n", Page::json,
     "\"kind\":\"listed_later\""},
    {"listed again, and the wait begins anew",
     "case_id,listed_on,child_dobs\nX,2009-04-06,2008-06-01\n",
     "case_id,listed_on,child_dobs\nX,2009-09-30,2008-06-01\n", Page::explain, "Waited: 182 days"},
    {"listed again with a reason", "case_id,listed_on,relisted_reason\nX,2009-04-06,\n",
     "case_id,listed_on,relisted_reason\nX,2009-09-30,new order\n", Page::json,
     "\"kind\":\"listed_later_with_reason\""},
    {"days paused that were not", "case_id,listed_on,pauses\nX,2009-04-06,\n",
     "case_id,listed_on,pauses\nX,2009-04-06,2009-05-01/2009-09-01 agreed\n", Page::json,
     "\"kind\":\"pause_added\""},
    {"a day of listing mistyped into the future", "",
     "case_id,listed_on,child_dobs\nX,2020-04-06,2008-06-01\n", Page::summary,
     "listed on 2020-04-06, after the as-of date"},
    {"a filing date moved away", "case_id,listed_on,filing_date\nX,2009-06-01,2009-11-01\n",
     "case_id,listed_on,filing_date\nX,2009-06-01,2010-03-01\n", Page::json,
     "\"kind\":\"filing_date_later\""},
    {"a filing date that is gone", "case_id,listed_on,filing_date\nX,2009-06-01,2009-11-01\n",
     "case_id,listed_on,filing_date\nX,2009-06-01,\n", Page::json,
     "\"kind\":\"filing_date_removed\""},
    {"a filing date that has passed", "",
     "case_id,listed_on,filing_date\nX,2009-06-01,2009-09-01\n", Page::summary,
     "was due to be filed on 2009-09-01"},
    {"a filing date that can no longer be met from next week on", "",
     "case_id,listed_on,filing_date\nX,2009-09-01,2009-12-20\n", Page::summary,
     "Can no longer be filed in time (1): 2009-10-12 X"},
    // Rows.
    {"a row that vanished", "case_id,listed_on\nX,2009-06-01\nY,2009-06-01\n",
     "case_id,listed_on\nY,2009-06-01\n", Page::json, "\"kind\":\"vanished\""},
    {"an id used for another case",
     "case_id,listed_on,child_dobs,area,team\nX,2009-04-06,2008-06-01,North,A\n",
     "case_id,listed_on,child_dobs,area,team\nX,2009-04-06,1999-02-03,South,B\n", Page::json,
     "\"kind\":\"id_reused\""},
    {"one mistyped date", "", "case_id,listed_on\nX,31.08.2009\nY,2009-06-01\n", Page::table,
     "write 2009-08-31 if that is the day"},
    {"an id that stands twice", "", "case_id,listed_on\nX,2009-06-01\nX,2009-07-01\nY,2009-06-01\n",
     Page::table, "2 rows of the list are not ranked"},
    {"a row without an id", "", "case_id,listed_on\n,2009-06-01\nY,2009-06-01\n", Page::table,
     "every case needs an id"},
    {"a sibling of a row that cannot be read", "",
     "case_id,listed_on,linked_to\nX,2009-06-01,Y\nY,someday,\n", Page::summary,
     "linked to Y, which is not ranked: line 3 must be looked at"},
    {"a decision that names no band of the policy", "",
     "case_id,listed_on,decision,decision_reason,decision_by,decision_made_on,decision_expires_on\n"
     "X,2009-06-01,raise P9,r,M,2009-10-01,2009-10-10\nY,2009-06-01,,,,,\n",
     Page::table, "has no such band"},
    {"listed before the service began", "",
     "case_id,listed_on,filing_date\nX,1993-06-01,1994-06-01\nY,2009-06-01,\n", Page::table,
     "the service began on 2001-04-01"},
    {"held, and listed before the service began", "",
     "case_id,listed_on,filing_date,status,hold_reason\nX,1993-06-01,1994-06-01,on_hold,ill\n",
     Page::summary, "Not ranked, must be looked at: X (line 2)."},
    // Children.
    {"a baby born while the family waits", "",
     "case_id,listed_on,child_dobs\nX,2009-04-01,2003-01-01;2009-08-01\n", Page::explain,
     "newborn: born after the case was listed"},
    {"a baby that is expected", "", "case_id,listed_on,child_dobs\nX,2009-04-01,due 2009-12-01\n",
     Page::explain, "newborn: expected"},
    {"a baby that was due and of whom nobody heard", "",
     "case_id,listed_on,child_dobs\nX,2009-04-01,due 2009-09-01\n", Page::summary,
     "a child was due on 2009-09-01"},
    {"a date of birth mistyped into the future", "",
     "case_id,listed_on,child_dobs\nX,2009-04-01,2080-01-01;2003-01-01\n", Page::summary,
     "a child is recorded as born on 2080-01-01"},
    {"a date of birth that nobody asked for", "",
     "case_id,listed_on,child_dobs\nX,2009-04-01,unknown\n", Page::summary,
     "the date of birth of a child is not known"},
    {"no child at all", "", "case_id,listed_on\nX,2009-04-01\n", Page::summary,
     "no child is recorded"},
    {"a child that turned 18 while it waited", "",
     "case_id,listed_on,child_dobs\nX,2009-04-01,1991-08-01\n", Page::summary, "is 18 or older"},
    {"a child taken off the case",
     "case_id,listed_on,child_dobs\nX,2009-04-01,2008-06-01;2003-01-01\n",
     "case_id,listed_on,child_dobs\nX,2009-04-01,2003-01-01\n", Page::json,
     "\"kind\":\"child_removed\""},
    {"an expected child that is gone",
     "case_id,listed_on,child_dobs\nX,2009-04-01,2003-01-01;due 2009-12-01\n",
     "case_id,listed_on,child_dobs\nX,2009-04-01,2003-01-01\n", Page::json,
     "\"kind\":\"expected_child_removed\""},
    {"a child made older", "case_id,listed_on,child_dobs,child_refs\nX,2009-04-01,2008-06-01,k1\n",
     "case_id,listed_on,child_dobs,child_refs\nX,2009-04-01,1998-06-01,k1\n", Page::json,
     "\"kind\":\"birth_moved\""},
    {"one child with two dates of birth", "",
     "case_id,listed_on,child_dobs,child_refs,linked_to\n"
     "X,2009-04-01,2008-06-01,k1,Y\nY,2009-04-01,1998-06-01,k1,\n",
     Page::summary, "the child k1 was born on 1998-06-01 here and was born on 2008-06-01 in X"},
    {"a family taken apart", "case_id,listed_on,linked_to\nX,2009-04-01,Y\nY,2009-04-01,\n",
     "case_id,listed_on,linked_to\nX,2009-04-01,\nY,2009-04-01,\n", Page::json,
     "\"kind\":\"link_cut\""},
    {"a sibling that is not on the list", "", "case_id,listed_on,linked_to\nX,2009-04-01,Z\n",
     Page::summary, "linked to Z, which is not on this list"},
    // Facts.
    {"a concern that became no", "case_id,listed_on,da.marac\nX,2009-04-01,heard\n",
     "case_id,listed_on,da.marac\nX,2009-04-01,no\n", Page::json, "\"kind\":\"concern_became_no\""},
    {"a concern that nobody records any more", "case_id,listed_on,da.marac\nX,2009-04-01,heard\n",
     "case_id,listed_on,da.marac\nX,2009-04-01,\n", Page::json,
     "\"kind\":\"concern_no_longer_recorded\""},
    {"a concern made smaller", "case_id,listed_on,da.reported\nX,2009-04-01,severe\n",
     "case_id,listed_on,da.reported\nX,2009-04-01,reported\n", Page::json,
     "\"kind\":\"concern_lowered\""},
    {"many answers of a case that became no at once",
     "case_id,listed_on,da.reported,da.marac,da.dash,da.police_12m,cp.la_status\n"
     "X,2009-04-01,severe,heard,20,3,cin\n",
     "case_id,listed_on,da.reported,da.marac,da.dash,da.police_12m,cp.la_status\n"
     "X,2009-04-01,no,no,no,no,no\n",
     Page::json, "\"kind\":\"many_no_in_case\""},
    {"a fact that became no in many cases",
     "case_id,listed_on,da.marac\nA,2009-04-01,heard\nB,2009-04-01,heard\nC,2009-04-01,heard\n"
     "D,2009-04-01,heard\nX,2009-04-01,heard\n",
     "case_id,listed_on,da.marac\nA,2009-04-01,no\nB,2009-04-01,no\nC,2009-04-01,no\n"
     "D,2009-04-01,no\nX,2009-04-01,no\n",
     Page::json, "\"kind\":\"many_no_in_fact\""},
    {"a check that was dropped", "case_id,listed_on,da.marac\nX,2009-04-01,pending 2009-08-01\n",
     "case_id,listed_on,da.marac\nX,2009-04-01,unknown\n", Page::json,
     "\"kind\":\"check_dropped\""},
    {"a check that begins anew", "case_id,listed_on,da.marac\nX,2009-04-01,pending 2009-08-01\n",
     "case_id,listed_on,da.marac\nX,2009-04-01,pending 2009-10-01\n", Page::json,
     "\"kind\":\"check_restarted\""},
    {"a check that is pending for ever", "",
     "case_id,listed_on,da.marac\nX,2009-04-01,pending 2009-04-02\n", Page::summary,
     "asked for on 2009-04-02 and not answered"},
    {"a check asked for tomorrow", "",
     "case_id,listed_on,da.marac\nX,2009-04-01,pending 2009-11-02\n", Page::summary,
     "asked for on 2009-11-02, after the as-of date"},
    {"a MARAC heard in the future", "",
     "case_id,listed_on,da.marac,da.marac_heard_on\nX,2009-04-01,heard,2099-01-01\n", Page::summary,
     "2099-01-01, after the as-of date"},
    {"no abuse reported beside a DASH of 27", "",
     "case_id,listed_on,child_dobs,da.reported,da.dash\nX,2009-04-01,2003-01-01,no,27\n",
     Page::summary, "Answers contradict each other: 1 finding"},
    {"an answer said to have come tomorrow", "",
     "case_id,listed_on,da.dash,da.dash@received_on\nX,2009-04-01,12,2009-10-06\n", Page::summary,
     "Answer received after the as-of date: 1 finding"},
    // Decisions.
    {"a decision that ended", "",
     "case_id,listed_on,decision,decision_reason,decision_by,decision_made_on,decision_expires_on\n"
     "X,2009-06-01,raise P1,r,M,2009-09-01,2009-09-10\n",
     Page::summary, "the manager's decision ended on 2009-09-10"},
    {"a decision that outlives what the policy allows", "",
     "case_id,listed_on,decision,decision_reason,decision_by,decision_made_on,decision_expires_on\n"
     "X,2009-06-01,raise P1,r,M,2009-09-01,2010-09-01\n",
     Page::summary, "ended on 2009-09-15, the longest that the policy lets one hold"},
    {"a decision that ends next week", "",
     "case_id,listed_on,decision,decision_reason,decision_by,decision_made_on,decision_expires_on\n"
     "X,2009-06-01,raise P1,r,M,2009-10-01,2009-10-10\n",
     Page::summary, "Manager's decision ends (1): 2009-10-10 X"},
    {"a decision dated after today", "",
     "case_id,listed_on,decision,decision_reason,decision_by,decision_made_on,decision_expires_on\n"
     "X,2009-06-01,raise P1,r,M,2009-11-01,2009-11-10\n",
     Page::summary, "was made on 2009-11-01"},
    {"lowered by a manager, and so out of the figures of risk", "",
     "case_id,listed_on,child_dobs,da.marac,decision,decision_reason,decision_by,"
     "decision_agreed_by,decision_made_on,decision_expires_on\n"
     "X,2009-06-01,2008-06-01,referred,lower P4,r,M,N,2009-10-01,2009-10-10\n",
     Page::json, "\"lowered\":1"},
    // Time.
    {"a case that must be allocated in two weeks", "",
     "case_id,listed_on,child_dobs\nX,2009-06-01,2003-01-01\n", Page::summary,
     "Must be allocated (1): 2009-10-19 X"},
    {"a case that passes twelve weeks", "",
     "case_id,listed_on,child_dobs\nX,2009-07-20,2003-01-01\n", Page::summary,
     "2009-10-12 X (84 days of waiting)"},
    {"a review mistyped into the future", "",
     "case_id,listed_on,child_dobs,reviewed_on\nX,2009-06-01,2003-01-01,2090-09-14\n",
     Page::summary, "last reviewed on 2090-09-14, after the as-of date"},
    {"a review that nobody made", "",
     "case_id,listed_on,child_dobs,reviewed_on\nX,2009-06-01,2003-01-01,2009-09-14\n",
     Page::summary, "Review is due, or overdue (1): 2009-09-28 X"},
};

CaseList list_of(const char* csv) {
  CaseReadOptions options;
  options.faulty = FaultyRows::set_apart;
  auto list = read_case_list_csv(csv, shipped::facts(), "list.csv", options);
  REQUIRE_MESSAGE(list.has_value(), shipped::lines_of(list ? Errors{} : list.error()));
  return *std::move(list);
}

/// JSON without the blanks between its parts.
std::string packed(const std::string& json) {
  std::string text;
  bool in_text = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (json[i] == '"' && (i == 0 || json[i - 1] != '\\')) in_text = !in_text;
    if (in_text || (json[i] != ' ' && json[i] != '\n')) text += json[i];
  }
  return text;
}

struct Reading {
  Ranking ranking;
  std::vector<ChangesSince> since;  ///< one, or none

  [[nodiscard]] const ChangesSince* changes() const {
    return since.empty() ? nullptr : since.data();
  }
};

Reading reading_of(const Way& way) {
  const CompiledPolicy policy = shipped::policy("staffordshire_2009");
  const CaseList now = list_of(way.now);
  if (std::string_view{way.before}.empty()) {
    return {rank(now, policy, shipped::as_of()).value(), {}};
  }
  RankingSince ranked =
      rank_since(list_of(way.before).cases, now, policy, shipped::as_of(), "before").value();
  return {std::move(ranked.ranking), {std::move(ranked.since)}};
}

std::string page_of(const Way& way) {
  const Reading reading = reading_of(way);
  ReportOptions options;
  options.since = reading.changes();
  switch (way.page) {
    case Page::table: return unbroken(render_table(reading.ranking, options));
    case Page::summary:
      return unbroken(render_text(summarise(reading.ranking), reading.ranking, reading.changes()));
    case Page::json:
      return packed(render_json(reading.ranking, summarise(reading.ranking), options));
    case Page::explain: break;
  }
  const CaseRow row = *reading.ranking.cases().find("X");
  const Explanation why =
      explain(reading.ranking.cases(), reading.ranking.policy(), row, shipped::as_of());
  return unbroken(render_text(why, reading.ranking, reading.changes()));
}

}  // namespace

TEST_SUITE("lost children") {
  TEST_CASE("lost children: of every way in which a child was lost, a manager is told") {
    CHECK(kWays.size() >= 40);
    for (const Way& way : kWays) {
      const std::string page = page_of(way);
      const std::string name = way.name;
      CAPTURE(name);
      CAPTURE(page);
      CHECK(page.find(way.shown) != std::string::npos);
    }
  }

  TEST_CASE("lost children: an answer that has grown stale is among what to find out") {
    std::string text = shipped::text_of("policies/staffordshire_2009.toml");
    const std::string fact = "fact = \"da.dash\"\n";
    text.replace(text.find(fact), fact.size(), fact + "valid_days = 90\n");
    const CompiledPolicy policy = read_policy(text, shipped::facts()).value();
    const CaseTable cases = shipped::cases(
        "case_id,listed_on,child_dobs,da.dash,da.dash@received_on\n"
        "X,2009-04-01,2003-01-01,4,2009-04-10\n");
    const Ranking ranking = rank(cases, policy, shipped::as_of()).value();
    const std::string page =
        unbroken(render_text(explain(cases, policy, 0, shipped::as_of()), ranking));
    CAPTURE(page);
    CHECK(page.find("DASH checklist score: answered, but out of date since") != std::string::npos);
  }

  TEST_CASE("lost children: every row of a list is ranked, apart or set apart") {
    for (const Way& way : kWays) {
      const std::string name = way.name;
      CAPTURE(name);
      const Reading reading = reading_of(way);
      const std::string_view text = way.now;
      const auto rows = static_cast<std::size_t>(std::ranges::count(text, '\n')) - 1;
      CHECK(reading.ranking.places().size() + reading.ranking.apart().size() +
                reading.ranking.faulty().size() ==
            rows);
    }
  }

  TEST_CASE("lost children: where nothing is wrong no page says that something is") {
    const Way plain{"a plain case", "",
                    "case_id,listed_on,child_dobs,filing_date,reviewed_on\n"
                    "X,2009-10-01,2003-01-01,2010-06-01,2009-10-05\n",
                    Page::summary, ""};
    const std::string page = page_of(plain);
    CHECK(page.find("Nothing in the data needs to be put right.") != std::string::npos);
    CHECK(page.find("To be done now") == std::string::npos);
  }
}
