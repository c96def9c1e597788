#include <waitlist/io/policy_reader.h>
#include <waitlist/policy/policy_review.h>

#include "support/shipped.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

CompiledPolicy policy_of(const std::string& order, const std::string& rules) {
  const std::string text =
      "format = 1\nid = \"t\"\nversion = \"1\"\ntitle = \"T\"\n"
      "status = \"illustrative\"\nstatus_line = \"A test.\"\n"
      "facts = \"f.toml\"\norder = [" +
      order + ", \"case_id\"]\n" + rules;
  const auto policy = read_policy(text, shipped::facts(), "t.toml");
  REQUIRE_MESSAGE(policy.has_value(), shipped::lines_of(policy.error()));
  return *policy;
}

constexpr const char* kBand =
    "[[band]]\nid = \"P1\"\nlabel = \"One\"\nfrom = 5\n"
    "[[band]]\nid = \"P2\"\nlabel = \"Two\"\nfrom = 0\n";
constexpr const char* kGroup = "[[group]]\nid = \"g\"\nlabel = \"G\"\ncombine = \"sum\"\n";

std::size_t count(const CompiledPolicy& policy, DoubtKind kind) {
  const auto doubts = review(policy);
  return static_cast<std::size_t>(std::ranges::count(doubts, kind, &Doubt::kind));
}

std::optional<Days> window(const CompiledPolicy& policy, std::string_view tier) {
  for (const OvertakingWindow& one : overtaking_windows(policy)) {
    if (one.tier == tier) return one.days;
  }
  FAIL("no such tier");
  return std::nullopt;
}

}  // namespace

TEST_SUITE("policy review") {
  TEST_CASE("review: names what Ofsted found in the criteria of 2009, and what mends it") {
    const CompiledPolicy then = shipped::policy("national_criteria_2009");
    CHECK(count(then, DoubtKind::ignores_waiting) == 1);
    CHECK(count(then, DoubtKind::ignores_age) == 1);
    CHECK(count(then, DoubtKind::ignores_theme) == 1);
    CHECK(count(then, DoubtKind::starvation) == then.tier_count());
    for (const Doubt& doubt : review(then)) {
      if (doubt.kind > DoubtKind::ignores_theme) continue;
      CHECK(doubt.text.find("Ofsted") != std::string::npos);
      CHECK(doubt.text.find("C4 001") != std::string::npos);
      CHECK(doubt.text.find("October 2009") != std::string::npos);
    }
    const CompiledPolicy now = shipped::policy("staffordshire_2009");
    CHECK(count(now, DoubtKind::ignores_waiting) == 0);
    CHECK(count(now, DoubtKind::ignores_age) == 0);
    CHECK(count(now, DoubtKind::starvation) == 0);
    CHECK(count(now, DoubtKind::ignores_theme) == 0);
  }

  TEST_CASE("review: overtaking ends with promotion, must_allocate, waiting points or never") {
    const CompiledPolicy now = shipped::policy("staffordshire_2009");
    CHECK(window(now, "P4") == Days{84});
    CHECK(window(now, "P3") == Days{112});
    CHECK(window(now, "P2") == Days{140});
    CHECK(window(now, "P1") == Days{457});
    CHECK(window(now, "must_allocate") == Days{197});
    CHECK(window(shipped::policy("first_come_first_served"), "ALL") == Days{0});
    CHECK_FALSE(window(shipped::policy("national_criteria_2009"), "P4").has_value());
    // 10 points of spread at 2 a day, from the third day on: on the eighth they are equal.
    const CompiledPolicy ten = policy_of(
        "\"tier\", \"points\"",
        std::string{kBand} + kGroup +
            "[[criterion]]\nfact = \"da.judgement\"\ngroup = \"g\"\nlevels = { high_risk = 10 }\n"
            "[waiting]\nrates = [{ from_day = 3, per_day = 2 }]\n");
    CHECK(window(ten, "P2") == Days{9});
    const CompiledPolicy capped = policy_of(
        "\"tier\", \"points\"",
        std::string{kBand} + kGroup +
            "[[criterion]]\nfact = \"da.judgement\"\ngroup = \"g\"\nlevels = { high_risk = 10 }\n"
            "[waiting]\nrates = [{ from_day = 3, per_day = 2 }]\ncap = 9\n");
    CHECK_FALSE(window(capped, "P2").has_value());
    CHECK(count(capped, DoubtKind::starvation) == 2);
    const CompiledPolicy drawn =
        policy_of("\"tier\", \"lottery\"", std::string{"lottery_seed = 1\n"} + kBand + kGroup);
    CHECK_FALSE(window(drawn, "P2").has_value());
  }

  TEST_CASE("review: waiting that only breaks ties is said to be ignored") {
    const CompiledPolicy ties =
        policy_of("\"tier\", \"points\", \"longest_wait\"", std::string{kBand} + kGroup);
    CHECK(count(ties, DoubtKind::ignores_waiting) == 1);
    CHECK(review(ties).front().text.find("only breaks ties") != std::string::npos);
    const CompiledPolicy young =
        policy_of("\"tier\", \"youngest_child\"", std::string{kBand} + kGroup);
    CHECK(count(young, DoubtKind::ignores_age) == 0);
  }

  TEST_CASE("review: points that can be lost by waiting or growing older are named") {
    const CompiledPolicy falls = policy_of(
        "\"tier\", \"points\"",
        std::string{kBand} + kGroup +
            "[age]\ngroup = \"g\"\nat = \"as_of\"\npoints = [{ under_months = 12, points = 2 }, "
            "{ under_months = 24, points = 1 }, { under_months = 216, points = 0 }]\n"
            "[waiting]\nrates = [{ from_day = 0, per_day = 1 }, { from_day = 9, per_day = -1 }]\n");
    CHECK(count(falls, DoubtKind::waiting_can_fall) == 1);
    CHECK(count(falls, DoubtKind::age_falls_while_waiting) == 2);
    const auto doubts = review(falls);
    const auto at = std::ranges::find(doubts, DoubtKind::waiting_can_fall, &Doubt::kind);
    CHECK(at->place.line > 0);
  }

  TEST_CASE("review: worse answers that earn less are named, for levels, counts and dates") {
    const CompiledPolicy odd =
        policy_of("\"tier\", \"points\"",
                  std::string{kBand} + kGroup +
                      "[[criterion]]\nfact = \"da.reported\"\ngroup = \"g\"\n"
                      "levels = { reported = 5, ongoing = 4, serious = 6, severe = 7 }\n"
                      "[[criterion]]\nfact = \"da.police_12m\"\ngroup = \"g\"\n"
                      "ranges = [{ from = 0, points = 2 }, { from = 3, points = 1 }]\n"
                      "[[criterion]]\nfact = \"da.marac_heard_on\"\ngroup = \"g\"\n"
                      "ranges = [{ from = 0, points = 1 }, { from = 365, points = 2 }]\n");
    CHECK(count(odd, DoubtKind::worse_scores_less) == 3);
  }

  TEST_CASE(
      "review: a given concern that earns less than not knowing is named, and none is shipped") {
    const CompiledPolicy odd = policy_of(
        "\"tier\", \"points\"",
        std::string{kBand} + kGroup +
            "[[criterion]]\nfact = \"cp.la_status\"\ngroup = \"g\"\n"
            "levels = { earlier = 4, cin = 6, cp_plan = 12, s47_open = 15 }\ncritical = true\n"
            "[[criterion]]\nfact = \"da.dash\"\ngroup = \"g\"\n"
            "ranges = [{ from = 0, points = 0 }, { from = 3, points = 2 }, "
            "{ from = 14, points = 16 }]\n"
            "[[criterion]]\nfact = \"da.marac_heard_on\"\ngroup = \"g\"\n"
            "ranges = [{ from = 0, points = 9 }, { from = 365, points = 1 }]\n"
            "[[criterion]]\nfact = \"da.markers\"\ngroup = \"g\"\nunknown = 6\n"
            "markers = { strangulation = 6, threats_to_kill = 5, stalking = 6, weapon = 6, "
            "honour_based = 6, sexual_violence = 6 }\n"
            "[[criterion]]\nfact = \"arr.exposure_now\"\ngroup = \"g\"\n"
            "levels = { supervised = 0, unsupervised = 6, lives_with = 10 }\n");
    std::string texts;
    for (const Doubt& doubt : review(odd)) {
      if (doubt.kind == DoubtKind::unknown_earns_more) texts += doubt.subject + doubt.text + "\n";
    }
    CHECK(count(odd, DoubtKind::unknown_earns_more) == 4);
    for (const char* says :
         {"(8.000): `earlier` (4.000), `cin` (6.000). Lower", "a number of 3 (2.000)",
          "an event of 365 days ago (1.000)", "`threats_to_kill` (5.000). Lower"}) {
      CAPTURE(says);
      CHECK(texts.find(says) != std::string::npos);
    }
    for (const std::string& name : shipped::policy_names()) {
      CAPTURE(name);
      CHECK(count(shipped::policy(name), DoubtKind::unknown_earns_more) == 0);
    }
  }

  TEST_CASE("review: rules that can never change the order are named") {
    const CompiledPolicy idle = policy_of(
        "\"longest_wait\"",
        std::string{kBand} + kGroup +
            "[[criterion]]\nfact = \"da.judgement\"\ngroup = \"g\"\nlevels = { high_risk = 10 }\n"
            "[waiting]\nrates = [{ from_day = 0, per_day = 1 }]\n"
            "[[floor]]\nid = \"F\"\nlabel = \"F\"\nband = \"P1\"\n"
            "all = [{ fact = \"da.judgement\", at_least = \"high_risk\" }]\n");
    CHECK(count(idle, DoubtKind::no_effect) == 3);
    const CompiledPolicy nothing = policy_of(
        "\"tier\", \"points\"",
        std::string{kBand} + kGroup +
            "[[criterion]]\nfact = \"da.judgement\"\ngroup = \"g\"\nlevels = { high_risk = 0 }\n");
    CHECK(count(nothing, DoubtKind::no_effect) == 1);
  }

  TEST_CASE("review: one step worth half of everything is a cliff; ten small ones are none") {
    const std::string head = std::string{kBand} + kGroup;
    const CompiledPolicy cliff =
        policy_of("\"tier\", \"points\"",
                  head +
                      "[[criterion]]\nfact = \"da.police_12m\"\ngroup = \"g\"\n"
                      "ranges = [{ from = 0, points = 0 }, { from = 1, points = 6 }, "
                      "{ from = 2, points = 8 }]\n"
                      "[age]\ngroup = \"g\"\npoints = [{ under_months = 12, points = 1 }, "
                      "{ under_months = 216, points = 0 }]\n"
                      "[filing]\neffort_days = 1\nslack = [{ up_to = 0, points = 1 }]\n");
    CHECK(count(cliff, DoubtKind::cliff) == 1);
    const CompiledPolicy young =
        policy_of("\"tier\", \"points\"",
                  head +
                      "[age]\ngroup = \"g\"\npoints = [{ under_months = 12, points = 9 }, "
                      "{ under_months = 216, points = 0 }]\n"
                      "[filing]\neffort_days = 1\nslack = [{ up_to = 0, points = 1 }]\n");
    CHECK(count(young, DoubtKind::cliff) == 1);
    CHECK(count(shipped::policy("staffordshire_2009"), DoubtKind::cliff) == 0);
  }

  TEST_CASE("review: a rate that falls is named, and a cap, unless it makes no difference") {
    const auto doubts = [](const std::string& waiting) {
      return count(policy_of("\"tier\", \"points\"", kBand + ("[waiting]\n" + waiting)),
                   DoubtKind::rate_falls);
    };
    const std::string falls =
        "rates = [{ from_day = 0, per_day = 1 }, { from_day = 9, per_day = 2 }, "
        "{ from_day = 20, per_day = 0.5 }]\n";
    CHECK(doubts(falls) == 1);
    CHECK(doubts(falls + "cap = 100\n") == 2);
    // The cap is reached before the rate falls, or waiting costs points afterwards.
    CHECK(doubts(falls + "cap = 12\n") == 1);
    CHECK(doubts("rates = [{ from_day = 0, per_day = 1 }, { from_day = 9, per_day = -1 }]\n"
                 "cap = 5\n") == 0);
    CHECK(doubts("rates = [{ from_day = 0, per_day = 1 }]\n") == 0);
    CHECK(count(policy_of("\"longest_wait\"", kBand + ("[waiting]\n" + falls)),
                DoubtKind::rate_falls) == 0);
    for (const std::string& name : shipped::policy_names()) {
      CAPTURE(name);
      CHECK(count(shipped::policy(name), DoubtKind::rate_falls) == 0);
      CHECK(count(shipped::policy(name), DoubtKind::later_due_first) == 0);
      CHECK(count(shipped::policy(name), DoubtKind::time_cliff) == 0);
    }
  }

  TEST_CASE("review: a tier that must be allocated and is not ordered by that is named") {
    const auto doubts = [](const char* order, const std::string& rule) {
      return count(policy_of(order, kBand + ("[must_allocate]\n" + rule)),
                   DoubtKind::later_due_first);
    };
    const std::string by_wait = "waiting_days = 9\nbelow = \"P1\"\n";
    const std::string by_date = "before_filing_days = 9\nbelow = \"P1\"\n";
    CHECK(doubts("\"tier\", \"points\"", by_wait) == 1);
    CHECK(doubts("\"tier\"", by_wait) == 1);
    CHECK(doubts("\"tier\", \"points\"", by_wait + "order = [\"overdue\", \"case_id\"]\n") == 0);
    CHECK(doubts("\"tier\", \"points\"", by_wait + "order = [\"points\", \"case_id\"]\n") == 1);
    // The longest wait is the longest overdue, unless filing dates or pauses come between.
    CHECK(doubts("\"tier\", \"longest_wait\"", by_wait) == 0);
    CHECK(doubts("\"tier\", \"longest_wait\"", by_wait + "before_filing_days = 3\n") == 1);
    CHECK(doubts("\"tier\", \"longest_wait\"",
                 by_wait + "[waiting]\npauses = \"exclude\"\n"
                           "rates = [{ from_day = 0, per_day = 1 }]\n") == 1);
    CHECK(doubts("\"tier\", \"filing_date\"", by_date) == 0);
    CHECK(doubts("\"tier\", \"longest_wait\"", by_date) == 1);
    CHECK(doubts("\"tier\", \"points\"", "waiting_days = 9\nbelow = \"P2\"\n") == 0);
    CHECK(doubts("\"points\", \"tier\"", by_wait) == 0);
  }

  TEST_CASE("review: within a tier ordered by overdue nobody is passed for ever") {
    const auto days = [](const std::string& rule) {
      return window(policy_of("\"tier\", \"points\"",
                              kBand + ("[must_allocate]\nbelow = \"P1\"\norder = [\"overdue\", "
                                       "\"case_id\"]\n" +
                                       rule)),
                    "must_allocate");
    };
    CHECK(days("waiting_days = 9\n") == Days{0});
    // Equally overdue on the last of these days, they are told apart by their ids.
    CHECK(days("waiting_days = 9\nbefore_filing_days = 5\n") == Days{15});
    CHECK(days("before_filing_days = 5\n") == Days{6});
  }

  TEST_CASE("review: what one day on the list changes at once is named") {
    const std::string head = std::string{kBand} + kGroup;
    const std::string age =
        "[age]\ngroup = \"g\"\nat = \"as_of\"\npoints = [{ under_months = 216, points = 4 }]\n";
    const std::string young = "all = [{ youngest_under_months = 12 }]\n";
    const std::string floor = "[[floor]]\nid = \"F\"\nlabel = \"F\"\nband = \"P1\"\n" + young;
    const std::string waiting = "[waiting]\nrates = [{ from_day = 3, per_day = 1 }]\n";
    const std::string faster = "[[waiting.faster]]\ntimes = 2\n";
    const auto doubts = [](const std::string& rules) {
      return count(policy_of("\"tier\", \"points\"", rules), DoubtKind::time_cliff);
    };
    CHECK(doubts(head + age + floor) == 1);
    CHECK(doubts(head + age + waiting + faster + young) == 1);
    CHECK(doubts(head + waiting + faster + young + floor) == 0);
    CHECK(doubts(head + waiting + faster + "all = [{ band = \"P1\" }]\n") == 1);
    CHECK(doubts(head + age + "[waiting]\nrates = [{ from_day = 3, per_day = 2 }]\n") == 1);
    CHECK(doubts(head + age + waiting) == 0);
    CHECK(doubts(head + "[waiting]\nrates = [{ from_day = 3, per_day = 2 }]\n") == 0);
  }

  TEST_CASE("review: an answer that is the same as a checked no is named, one that is not is not") {
    const auto doubts = [](const std::string& levels, const std::string& more) {
      return count(policy_of("\"tier\", \"points\"",
                             std::string{kBand} + kGroup +
                                 "[[criterion]]\nfact = \"arr.exposure_now\"\ngroup = \"g\"\n"
                                 "levels = { " +
                                 levels + " }\n" + more),
                   DoubtKind::answer_without_effect);
    };
    const std::string floor =
        "[[floor]]\nid = \"F\"\nlabel = \"F\"\nband = \"P1\"\n"
        "all = [{ fact = \"arr.exposure_now\", at_least = \"supervised\" }]\n";
    const std::string none = "supervised = 0, unsupervised = 6, lives_with = 10";
    CHECK(doubts(none, "") == 1);
    CHECK(doubts(none, floor) == 0);
    CHECK(doubts("supervised = 1, unsupervised = 6, lives_with = 10", "") == 0);
    CHECK(doubts("supervised = 0, unsupervised = 0, lives_with = 0", "") == 0);  // no_effect
    const auto ticked = [](const std::string& more) {
      return count(
          policy_of("\"tier\", \"points\"",
                    std::string{kBand} + kGroup +
                        "[[criterion]]\nfact = \"da.markers\"\ngroup = \"g\"\nmarkers = "
                        "{ strangulation = 6, threats_to_kill = 5, stalking = 0, weapon = 6, "
                        "honour_based = 6, sexual_violence = 6 }\n" +
                        more),
          DoubtKind::answer_without_effect);
    };
    const std::string marked = "[[floor]]\nid = \"F\"\nlabel = \"F\"\nband = \"P1\"\n";
    CHECK(ticked("") == 1);
    CHECK(ticked(marked + "all = [{ fact = \"da.markers\", any_of = [\"weapon\"] }]\n") == 1);
    CHECK(ticked(marked + "all = [{ fact = \"da.markers\", any_of = [\"stalking\"] }]\n") == 0);
    CHECK(ticked(marked + "all = [{ fact = \"da.markers\", at_least = 2 }]\n") == 0);
  }

  TEST_CASE("review: a rule that another one makes idle is named") {
    const auto doubts = [](const std::string& rules) {
      return count(policy_of("\"tier\", \"points\"", kBand + rules), DoubtKind::hidden_rule);
    };
    const auto floor = [](const char* id, const char* band, const char* level, const char* more) {
      return std::string{"[[floor]]\nid = \""} + id + "\"\nlabel = \"F\"\nband = \"" + band +
             "\"\nall = [{ fact = \"da.reported\", at_least = \"" + level + "\" }" + more + "]\n";
    };
    const std::string broad = floor("A", "P1", "ongoing", "");
    CHECK(doubts(broad + floor("B", "P1", "severe", "")) == 1);
    CHECK(doubts(broad + floor("B", "P1", "ongoing", ", { youngest_under_months = 6 }")) == 1);
    CHECK(doubts(broad + floor("B", "P1", "reported", "")) == 1);  // then A is
    CHECK(doubts(broad + broad.substr(0, 16) + "B" + broad.substr(17)) == 1);
    CHECK(doubts(broad + floor("B", "P1", "severe", "") + "action = \"Call.\"\n") == 0);
    CHECK(doubts(floor("A", "P2", "ongoing", "") + floor("B", "P1", "severe", "")) == 0);
    CHECK(doubts(floor("A", "P1", "severe", "") +
                 "[[floor]]\nid = \"B\"\nlabel = \"F\"\nband = \"P1\"\n"
                 "all = [{ youngest_under_months = 6 }]\n") == 0);
    const std::string waiting = "[waiting]\nrates = [{ from_day = 0, per_day = 1 }]\n";
    const auto faster = [](const char* times, const char* months) {
      return std::string{"[[waiting.faster]]\ntimes = "} + times +
             "\nall = [{ youngest_under_months = " + months + " }]\n";
    };
    CHECK(doubts(waiting + faster("2", "24") + faster("1.5", "12")) == 1);
    CHECK(doubts(waiting + faster("1.5", "24") + faster("2", "12")) == 0);
    const std::string lifted = "[promotion]\nafter_days = [9]\nnot_above = \"P1\"\n";
    const std::string due = "[must_allocate]\nbelow = \"P1\"\nwaiting_days = ";
    CHECK(doubts(lifted + due + "9\n") == 1);
    CHECK(doubts(lifted + due + "8\n") == 0);
    CHECK(doubts(due + "9\n") == 0);
  }

  TEST_CASE("review: a share that rounding makes the whole, and an age worth more than a birth") {
    const auto doubts = [](const std::string& rules, DoubtKind kind) {
      return count(policy_of("\"tier\", \"points\"", std::string{kBand} + kGroup + rules), kind);
    };
    const auto judged = [](const char* points) {
      return std::string{
                 "[[criterion]]\nfact = \"da.judgement\"\ngroup = \"g\"\n"
                 "levels = { high_risk = "} +
             points + " }\n";
    };
    CHECK(doubts(judged("1"), DoubtKind::share_rounded_up) == 1);
    CHECK(doubts(judged("0.5"), DoubtKind::share_rounded_up) == 1);
    CHECK(doubts(judged("1.5"), DoubtKind::share_rounded_up) == 0);
    CHECK(doubts(judged("1") + "unknown = 1\n", DoubtKind::share_rounded_up) == 0);
    CHECK(doubts(judged("1") + "[unknown]\nshare = \"all\"\n", DoubtKind::share_rounded_up) == 0);
    const auto since = [](const char* per) {
      return std::string{"[[criterion]]\nfact = \"da.marac_heard_on\"\ngroup = \"g\"\nper = { "} +
             per + " }\n";
    };
    CHECK(doubts(since("points = 1"), DoubtKind::share_without_limit) == 1);
    CHECK(doubts(since("points = 1, at_most = 9"), DoubtKind::share_without_limit) == 0);
    CHECK(doubts(since("points = -1, start = 9"), DoubtKind::share_without_limit) == 0);
    CHECK(doubts(since("points = 1") + "unknown = 2\n", DoubtKind::share_without_limit) == 0);
    CHECK(doubts(since("points = 1") + "[unknown]\nshare = \"none\"\n",
                 DoubtKind::share_without_limit) == 0);
    const auto ages = [](const char* newborn, const char* older) {
      return std::string{"[age]\ngroup = \"g\"\npoints = [{ under_months = 12, points = "} +
             newborn + " }, { under_months = 216, points = " + older + " }]\n";
    };
    CHECK(doubts(ages("2", "5"), DoubtKind::unknown_age_earns_less) == 1);
    CHECK(doubts(ages("5", "5"), DoubtKind::unknown_age_earns_less) == 0);
    CHECK(doubts(ages("5", "2"), DoubtKind::unknown_age_earns_less) == 0);
  }

  TEST_CASE("review: a rule that a date leaves behind from one day to the next is named") {
    const std::string recent =
        "all = [{ fact = \"da.marac_heard_on\", within_days = 90, measured = \"as_of\" }]\n";
    const std::string listed = "all = [{ fact = \"da.marac_heard_on\", within_days = 90 }]\n";
    const auto doubts = [](const std::string& rules) {
      return count(policy_of("\"tier\", \"points\"", std::string{kBand} + rules),
                   DoubtKind::time_cliff);
    };
    const std::string floor = "[[floor]]\nid = \"F\"\nlabel = \"F\"\nband = \"P1\"\n";
    const std::string faster =
        "[waiting]\nrates = [{ from_day = 0, per_day = 1 }]\n[[waiting.faster]]\ntimes = 2\n";
    CHECK(doubts(floor + recent) == 1);
    CHECK(doubts(floor + listed) == 0);
    CHECK(doubts(faster + recent) == 1);
    CHECK(doubts(faster + listed) == 0);
  }

  TEST_CASE("review: age is missed only where the schema says that cases are about children") {
    const Policy policy = policy_of("\"longest_wait\"", kBand).written();
    const auto facts = shipped::facts().facts();
    for (const bool children : {false, true}) {
      const auto schema = FactSchema::make(
          "f", "1", "F", {facts.begin(), facts.end()}, "facts", {}, {},
          children ? std::vector<std::string>{"children"} : std::vector<std::string>{});
      REQUIRE(schema.has_value());
      CHECK(schema->is_about_children() == children);
      CHECK(count(*compile(policy, *schema), DoubtKind::ignores_age) == (children ? 1 : 0));
    }
    CHECK_FALSE(
        FactSchema::make("f", "1", "F", {facts.begin(), facts.end()}, "facts", {}, {}, {"pets"})
            .has_value());
  }

  TEST_CASE("review: each theme of the schema is looked for, and no other") {
    const auto fact = [](const char* id, const char* theme) {
      FactDefinition made;
      made.id = id;
      made.label = id;
      made.kind = FactKind::date;
      made.theme = theme;
      return made;
    };
    const std::vector<FactDefinition> facts{fact("a1", "a"), fact("a2", "a"), fact("b1", "b"),
                                            fact("c1", "c")};
    const std::vector<FactTheme> themes{{"a", "apples", "pears", "They were forgotten."},
                                        {"b", "berries", "", "So were these."}};
    Policy policy = policy_of("\"tier\"", kBand).written();
    policy.groups = {{"g", "G", Combine::sum, std::nullopt, true, {}}};
    policy.criteria.resize(1);
    policy.criteria[0].fact = "a1";
    policy.criteria[0].group = "g";
    policy.criteria[0].scale = ByRange{{{0, whole_points(3), {}}}};
    const auto doubts_under = [&](const std::vector<FactTheme>& known) {
      const auto schema = FactSchema::make("f", "1", "F", facts, "facts", known);
      REQUIRE(schema.has_value());
      std::vector<std::string> told;
      for (const Doubt& doubt : review(*compile(policy, *schema))) {
        if (doubt.kind == DoubtKind::ignores_theme)
          told.push_back(name_of(doubt) + ": " + doubt.text);
      }
      return told;
    };
    CHECK(doubts_under(themes) ==
          std::vector<std::string>{"ignores_a: These facts about apples are recorded and not used: "
                                   "a2. They were forgotten.",
                                   "ignores_b: No fact about berries is used. So were these."});
    CHECK(doubts_under({}).empty());
    CHECK(name_of(Doubt{DoubtKind::cliff, {}, "age", ""}) == "cliff");
  }

  TEST_CASE("review: each kind has a name of its own") {
    std::vector<std::string_view> names;
    for (int kind = 0; kind <= static_cast<int>(DoubtKind::starvation); ++kind) {
      names.push_back(to_text(static_cast<DoubtKind>(kind)));
      CHECK_FALSE(names.back().empty());
    }
    std::ranges::sort(names);
    CHECK(std::ranges::adjacent_find(names) == names.end());
  }
}
