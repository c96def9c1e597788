#include <waitlist/report/explanation_report.h>
#include <waitlist/report/least_change_report.h>
#include <waitlist/report/policy_report.h>
#include <waitlist/report/ranking_report.h>

#include "report/explanation_words.h"
#include "report/plain_words.h"
#include "report/text_table.h"
#include "support/shipped.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <cstddef>
#include <sstream>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

using text_checks::has;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

Points points_of(const std::string& text) {
  const std::size_t dot = text.find('.');
  const bool negative = text.front() == '-';
  const Points size{std::stoll(text.substr(negative ? 1 : 0, dot)) * 1000 +
                    std::stoll(text.substr(dot + 1))};
  return negative ? -size : size;
}

}  // namespace

TEST_SUITE("report") {
  TEST_CASE("ranking csv: every case of the list stands in it once, ranked ones first in order") {
    const auto lines = lines_of(render_csv(shipped::staffordshire_ranking()));
    REQUIRE(lines.size() == shipped::staffordshire_ranking().cases().size() + 1);
    CHECK(lines.front().rfind("position,case_id,band,points,points_min,points_max,provisional,"
                              "days_waiting",
                              0) == 0);
    const auto commas = std::ranges::count(lines.front(), ',');
    for (const std::string& line : lines) CHECK(std::ranges::count(line, ',') == commas);
    for (std::size_t i = 0; i < shipped::staffordshire_ranking().places().size(); ++i) {
      const Place& place = shipped::staffordshire_ranking().places()[i];
      const std::string begin =
          std::to_string(place.position) + "," +
          std::string{shipped::staffordshire_ranking().cases().case_id(place.row)} + ",";
      CHECK(lines[i + 1].rfind(begin, 0) == 0);
    }
    for (std::size_t i = shipped::staffordshire_ranking().places().size() + 1; i < lines.size();
         ++i) {
      CHECK(lines[i].front() == ',');
    }
  }

  TEST_CASE("ranking csv: bands stand from the least urgent that is open to the most urgent") {
    const auto lines = lines_of(render_csv(shipped::staffordshire_ranking()));
    const CompiledPolicy& policy = shipped::staffordshire_ranking().policy();
    REQUIRE(has(lines.front(), ",filing_points,band_min,band_max,filing_date,"));
    const auto places = shipped::staffordshire_ranking().places();
    std::size_t open = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
      const Score& score = places[i].score;
      CAPTURE(lines[i + 1]);
      CHECK(has(lines[i + 1], "," + to_text(score.filing) + "," + policy.band(score.band_least).id +
                                  "," + policy.band(score.band_most).id + ","));
      if (score.band_least > score.band_most) ++open;
    }
    CHECK(open > 10);
  }

  TEST_CASE("ranking csv: formulas in names are neutralised") {
    const Ranking ranking =
        *rank(shipped::cases("case_id,listed_on,team,area\n=1+1,2009-06-01,@x,\"-2,\"\n"),
              shipped::policy("staffordshire_2009"), shipped::as_of());
    const std::string csv = render_csv(ranking);
    CHECK(has(csv, ",'=1+1,"));
    CHECK(has(csv, ",\"'-2,\",'@x,"));
  }

  TEST_CASE("ranking: the first places only, without splitting a unit") {
    ReportOptions three;
    three.top = 3;
    const auto lines = lines_of(render_csv(shipped::staffordshire_ranking(), three));
    const auto shown =
        std::ranges::count_if(shipped::staffordshire_ranking().places(),
                              [](const Place& place) { return place.position <= 3; });
    CHECK(lines.size() == static_cast<std::size_t>(shown) + 1);
    CHECK(has(render_table(shipped::staffordshire_ranking(), three), "Shown: "));
    CHECK_FALSE(has(render_table(shipped::staffordshire_ranking(), three), "Listed apart"));
    CHECK(has(render_table(shipped::staffordshire_ranking()), "Listed apart, not ranked"));
  }

  TEST_CASE("ranking table: colours only when asked for, and never the only signal") {
    ReportOptions colour;
    colour.colour = true;
    std::string coloured = render_table(shipped::staffordshire_ranking(), colour);
    CHECK(has(coloured, "\x1b["));
    CHECK_FALSE(has(render_table(shipped::staffordshire_ranking()), "\x1b["));
    for (std::size_t at = coloured.find('\x1b'); at != std::string::npos;
         at = coloured.find('\x1b')) {
      coloured.erase(at, coloured.find('m', at) - at + 1);
    }
    CHECK(coloured == render_table(shipped::staffordshire_ranking()));
    const Ranking empty = *rank(shipped::cases("case_id,listed_on\n"),
                                shipped::policy("staffordshire_2009"), shipped::as_of());
    CHECK(has(render_table(empty), "No case is waiting"));
  }

  TEST_CASE("ranking json: is JSON, stamped, and says what the csv says") {
    const auto json = nlohmann::json::parse(
        render_json(shipped::staffordshire_ranking(), summarise(shipped::staffordshire_ranking())));
    CHECK(json["policy"]["id"] == "staffordshire_2009");
    CHECK(json["policy"]["digest"] ==
          shipped::staffordshire_ranking().policy().stamp().digest.hex());
    CHECK(json["cases_digest"] == shipped::staffordshire_ranking().cases().digest().hex());
    CHECK(json["as_of"] == "2009-10-05");
    REQUIRE(json["places"].size() == shipped::staffordshire_ranking().places().size());
    CHECK(json["apart"].size() == shipped::staffordshire_ranking().apart().size());
    CHECK(json["summary"]["ranked"] == shipped::staffordshire_ranking().places().size());
    CHECK(json["places"][0]["points"]["used"] ==
          to_text(shipped::staffordshire_ranking().places()[0].score.points.used));
    const Ranking empty = *rank(shipped::cases("case_id,listed_on\n"),
                                shipped::policy("staffordshire_2009"), shipped::as_of());
    CHECK(nlohmann::json::parse(render_json(empty, summarise(empty)))["places"].empty());
  }

  TEST_CASE("explanation: text and JSON say the same, and the JSON adds up") {
    for (std::size_t i = 0; i < shipped::staffordshire_ranking().places().size(); i += 7) {
      const Place& place = shipped::staffordshire_ranking().places()[i];
      const Explanation why =
          explain(shipped::staffordshire_ranking().cases(),
                  shipped::staffordshire_ranking().policy(), place.row, shipped::as_of());
      const std::string text = render_text(why, shipped::staffordshire_ranking());
      CHECK(has(text, "place " + std::to_string(place.position) + " of"));
      CHECK(has(text, to_text(place.score.points.used)));
      const auto json = nlohmann::json::parse(render_json(why, shipped::staffordshire_ranking()));
      Points sum;
      for (const auto& part : json["contributions"]) sum += points_of(part["points"]);
      CHECK(sum == place.score.points.used);
      CHECK(json["checks"].size() == why.checks.size());
      CHECK(json["steps"].size() == why.steps.size());
    }
  }

  TEST_CASE("ranking json: with all explanations each case has what explaining it alone says") {
    const Ranking& ranking = shipped::staffordshire_ranking();
    const Summary summary = summarise(ranking);
    const auto whole = nlohmann::json::parse(render_json(ranking, summary, {.explained = true}));
    const auto is_the_same = [&](const nlohmann::json& listed) {
      const std::string id = listed["case_id"];
      CAPTURE(id);
      const CaseRow row = ranking.cases().find(id).value();
      const auto alone = nlohmann::json::parse(
          render_json(explain(ranking.cases(), ranking.policy(), row, ranking.as_of()), ranking));
      for (const auto& [key, value] : listed["explanation"].items()) CHECK(alone[key] == value);
      return listed["explanation"].size();
    };
    for (const auto& place : whole["places"]) CHECK(is_the_same(place) >= 8);
    std::size_t as_if_awaiting = 0;
    for (const auto& apart : whole["apart"]) {
      CHECK(apart.contains("if_awaiting") == apart.contains("explanation"));
      if (!apart.contains("explanation")) continue;
      CHECK(is_the_same(apart) >= 8);
      ++as_if_awaiting;
    }
    CHECK(as_if_awaiting > 0);
    // And without them nothing else is different.
    auto bare = whole;
    for (const char* part : {"places", "apart"}) {
      for (auto& listed : bare[part]) listed.erase("explanation");
    }
    CHECK(bare == nlohmann::json::parse(render_json(ranking, summary)));
  }

  TEST_CASE("explanation: an open question leads to a band only where that is more urgent") {
    const Ranking& ranking = shipped::staffordshire_ranking();
    std::size_t leads = 0;
    std::size_t stays = 0;
    for (std::size_t i = 0; i < ranking.places().size(); i += 7) {
      const Explanation one =
          explain(ranking.cases(), ranking.policy(), ranking.places()[i].row, ranking.as_of());
      for (const Check& check : one.checks) {
        std::string words;
        append_check(words, check, one.score.band, ranking.policy());
        if (check.with_others) continue;
        const bool more_urgent = check.band_reached < one.score.band;
        ++(more_urgent ? leads : stays);
        CHECK(has(words, ", and could lead to ") == more_urgent);
      }
    }
    CHECK(leads > 0);
    CHECK(stays > 0);
  }

  TEST_CASE("least change: where all changes were tried in vain no other is spoken of") {
    const Ranking& ranking = shipped::staffordshire_ranking();
    LeastChange least;
    least.case_id = ranking.cases().case_id(ranking.places()[9].row);
    least.goal = InTier{"P1"};
    least.score = ranking.places()[9].score;
    least.changed = {FactIndex{0}, FactIndex{1}};
    least.facts_tried = 1;
    CHECK(has(render_text(least, ranking), "Changes of more facts were not tried."));
    least.facts_tried = 2;
    CHECK(has(render_text(least, ranking), "all were tried."));
    CHECK_FALSE(has(render_text(least, ranking), "not tried"));
  }

  TEST_CASE("comparison: text and JSON name the key, and the JSON adds up to the gap") {
    const auto id = [](std::size_t i) {
      return shipped::staffordshire_ranking().cases().case_id(
          shipped::staffordshire_ranking().places()[i].row);
    };
    for (std::size_t i = 1; i < shipped::staffordshire_ranking().places().size(); i += 11) {
      const Comparison comparison = *compare(shipped::staffordshire_ranking(), id(0), id(i));
      CHECK(has(render_text(comparison), "The key that decides: "));
      const auto json = nlohmann::json::parse(render_json(comparison));
      Points sum;
      for (const auto& line : json["differences"]) sum += points_of(line["difference"]);
      CHECK(to_text(sum) == json["gap"]);
    }
    const Ranking linked =
        *rank(shipped::cases(
                  "case_id,listed_on,linked_to\nA,2009-06-01,\nB,2009-06-01,C\nC,2009-05-01,\n"),
              shipped::policy("staffordshire_2009"), shipped::as_of());
    CHECK(has(render_text(*compare(linked, "B", "C")), "are linked and share place"));
    CHECK(has(render_text(*compare(linked, "A", "C")), "is linked with"));
    const Ranking alike = *rank(shipped::cases("case_id,listed_on\nA,2009-06-01\nB,2009-06-01\n"),
                                shipped::policy("staffordshire_2009"), shipped::as_of());
    CHECK(has(render_text(*compare(alike, "A", "B")), "A has as many points as B, fact by fact"));
  }

  TEST_CASE("summary: says what a manager must see, in lines that fit a wide screen") {
    for (const std::string& name : shipped::policy_names()) {
      const Ranking ranking = shipped::ranked_sample(name);
      const std::string text = render_text(summarise(ranking), ranking);
      CHECK(has(text, "375 cases ranked"));
      CHECK(has(text, "Delayed cases with their risk"));
      for (const std::string& line : lines_of(render_table(ranking))) {
        CAPTURE(line);
        CHECK(display_width(line) <= 132);
      }
      for (const std::string& line : lines_of(text)) {
        CAPTURE(line);
        CHECK(display_width(line) <= 120);
      }
    }
    const Ranking clean =
        *rank(shipped::cases("case_id,listed_on,child_dobs\nA,2009-10-01,2001-01-01\n"),
              shipped::policy("staffordshire_2009"), shipped::as_of());
    CHECK(has(render_text(summarise(clean), clean), "Nothing in the data needs to be put right."));
    const Ranking wrong = *rank(
        shipped::cases("case_id,listed_on,filing_date,child_dobs,status,hold_reason,hold_until,"
                       "linked_to,decision,decision_reason,decision_by,decision_made_on,"
                       "decision_expires_on,da.marac\n"
                       "A,2009-06-01,2009-10-01,1991-08-01;unknown,,,,Z,raise P1,r,M,2009-09-01,"
                       "2009-09-10,pending 2009-06-02\n"
                       "B,2009-06-01,,,,,,,raise P4,r,M,2009-10-01,2009-10-10,pending 2009-12-01\n"
                       "C,2009-06-01,,2001-01-01,on_hold,ill,2009-10-01,,,,,,,\n"),
        shipped::policy("staffordshire_2009"), shipped::as_of());
    const std::string findings = render_text(summarise(wrong), wrong);
    for (const char* heading :
         {"Date of birth not known", "No child recorded", "A child has turned 18",
          "Linked case not on this list", "Filing date has passed", "Hold has ended",
          "Manager's decision has expired", "Manager's decision changes nothing", "Check overdue",
          "Asked for after the as-of date"}) {
      CHECK(has(findings, heading));
    }
  }

  TEST_CASE("summary: says when the policy is not yet, or no longer, in force, else nothing") {
    const auto told = [](std::optional<Day> from, std::optional<Day> to) {
      Policy policy = shipped::policy("first_come_first_served").written();
      policy.effective_from = from;
      policy.effective_to = to;
      const auto compiled = compile(policy, shipped::facts());
      REQUIRE(compiled.has_value());
      const auto ranking = rank(shipped::sample(), *compiled, shipped::as_of());
      REQUIRE(ranking.has_value());
      const Summary summary = summarise(*ranking);
      const std::string json = render_json(*ranking, summary);
      const std::string word{to_text(summary.force)};
      const bool in_json = json.find("\"policy_force\": \"" + word) != std::string::npos ||
                           json.find("\"policy_force\":\"" + word) != std::string::npos;
      const bool in_text =
          text_checks::unbroken(render_text(summary, *ranking)).find("in force on") !=
          std::string::npos;
      CHECK(in_json == (summary.force != PolicyForce::in_force));
      CHECK(in_text == in_json);
      return summary.force;
    };
    const Day today = shipped::as_of();
    CHECK(told({}, {}) == PolicyForce::in_force);
    CHECK(told(today, today) == PolicyForce::in_force);
    CHECK(told(today + Days{1}, {}) == PolicyForce::not_yet_in_force);
    CHECK(told({}, today - Days{1}) == PolicyForce::no_longer_in_force);
  }

  TEST_CASE("explanation: under an order by the longest wait it says that the wait is why") {
    const auto said = [](const char* name) {
      const Ranking ranking = shipped::ranked_sample(name);
      const Explanation why =
          explain(ranking.cases(), ranking.policy(), ranking.places().front().row, ranking.as_of());
      return text_checks::unbroken(render_text(why, ranking));
    };
    const std::string words = "whoever has waited longest stands first";
    CHECK(said("first_come_first_served").find(words) != std::string::npos);
    CHECK(said("hmcts_private_law_bands").find(words + " within a tier") != std::string::npos);
    CHECK(said("staffordshire_2009").find(words) == std::string::npos);
  }

  TEST_CASE(
      "policy page: an unknown answer earns a share only where some question leaves it to it") {
    Policy policy = shipped::policy("staffordshire_2009").written();
    const auto told = [&policy] {
      return text_checks::unbroken(render_text(compile(policy, shipped::facts()).value()));
    };
    CHECK(told().find("of the most it could") != std::string::npos);
    for (CriterionRule& rule : policy.criteria) rule.unknown = Points{0};
    CHECK(told().find("of the most it could") == std::string::npos);
    CHECK(told().find("What it earns is said for each question") != std::string::npos);
  }

  TEST_CASE("policy page: every rule of every shipped policy is on it, and its JSON is JSON") {
    for (const std::string& name : shipped::policy_names()) {
      CAPTURE(name);
      const CompiledPolicy policy = shipped::policy(name);
      const std::string text = render_text(policy);
      const Policy& written = policy.written();
      CHECK(has(text, written.title));
      for (const BandRule& band : written.bands) CHECK(has(text, band.id));
      for (const GroupRule& group : written.groups) CHECK(has(text, group.label));
      for (const FloorRule& floor : written.floors) {
        CHECK(has(text, floor.label.substr(0, 30)));
      }
      for (const PolicySource& source : written.sources) CHECK(has(text, source.key + ": "));
      const auto json = nlohmann::json::parse(render_json(policy));
      CHECK(json["criteria"].size() == written.criteria.size());
      CHECK(json["floors"].size() == written.floors.size());
      const std::string checked = render_text(review(policy), overtaking_windows(policy), name);
      CHECK(has(checked, "the policy is valid"));
    }
    CHECK(has(render_text(shipped::policy("staffordshire_2009")), "1.5 times as fast"));
  }

  TEST_CASE("policy page: the tier with an order of its own says it, and no other does") {
    Policy written = shipped::policy("staffordshire_2009").written();
    const auto own = nlohmann::json::parse(render_json(*compile(written, shipped::facts())));
    CHECK(own["must_allocate"]["order"].front() == "overdue");
    CHECK(has(render_text(*compile(written, shipped::facts())), "have an order of their own"));
    const Digest digest = compile(written, shipped::facts())->stamp().digest;
    written.must_allocate->order.clear();
    const auto without = compile(written, shipped::facts());
    CHECK_FALSE(nlohmann::json::parse(render_json(*without))["must_allocate"].contains("order"));
    CHECK_FALSE(has(render_text(*without), "have an order of their own"));
    CHECK(without->stamp().digest != digest);
  }

  TEST_CASE("words: dates, counts and lists are said the way people say them") {
    CHECK(long_date(*Day::parse("2009-10-05")) == "5 October 2009");
    CHECK(count_of(1, "case", "cases") == "1 case");
    CHECK(count_of(0, "case", "cases") == "0 cases");
    CHECK(days_in_words(Days{182}) == "182 days (26 weeks)");
    CHECK(days_in_words(Days{1}) == "1 day");
    CHECK(listed({"a"}) == "a");
    CHECK(listed({"a", "b", "c"}) == "a, b and c");
    CHECK(listed({"a", "b"}, " or ") == "a or b");
    CHECK(capitalised("abc") == "Abc");
    CHECK(sentence("abc") == "abc.");
    CHECK(sentence("abc!") == "abc!");
    CHECK(sentence("").empty());
    CHECK(provenance_in_words(Provenance::unstated).empty());
    CHECK(has(provenance_in_words(Provenance::published_rule), "(R)"));
  }

  TEST_CASE("text table: aligned by what is seen, and nothing in a cell steers a terminal") {
    TextTable table{{{"a", Align::right}, {"b", Align::left, 6}}};
    table.add({{"1"}, {"\xE4\xB8\xAD\xE6\x96\x87"}});
    table.add({{"22"}, {"long words here"}});
    table.add({{"\x1b[31m"}, {"e\xCC\x81"}});
    const std::string text = table.text(false, 1);
    CHECK_FALSE(has(text, "\x1b"));
    CHECK(has(text, "\n    22  long\n"));
    CHECK(display_width("\xE4\xB8\xAD") == 2);
    CHECK(display_width("e\xCC\x81") == 1);
    CHECK(fitted("abcdef", 4) == "abc…");
    CHECK(fitted("abc", 4) == "abc");
    CHECK(one_line("a\xC2\x9B"
                   "b") == "a b");
    CHECK(wrapped("", 5) == std::vector<std::string>{""});
    CHECK(wrapped("aaaaaaa", 3) == std::vector<std::string>{"aaa", "aaa", "a"});
    CHECK(paragraph("> ", "x") == "> x\n");
  }

  TEST_CASE("text table: letters of one byte are wrapped as letters of two are") {
    CHECK(rc::check([] {
      const auto words = *rc::gen::container<std::string>(rc::gen::elementOf(std::string{"ab  "}));
      const auto width = *rc::gen::inRange<std::size_t>(0, 12);
      const auto accented = [](const std::string& text) {
        std::string other;
        for (const char c : text) other += c == 'a' ? "\xC3\xA4" : std::string{c};
        return other;
      };
      std::vector<std::string> lines = wrapped(words, width);
      RC_ASSERT(std::ranges::all_of(
          lines, [width](const auto& l) { return l.size() <= std::max<std::size_t>(width, 1); }));
      for (std::string& one : lines) one = accented(one);
      RC_ASSERT(lines == wrapped(accented(words), width));
      TextTable plain{{{"", Align::left, width}, {""}}};
      TextTable other{{{"", Align::left, width}, {""}}};
      plain.add({{words}, {"z"}});
      other.add({{accented(words)}, {"z"}});
      RC_ASSERT(accented(plain.text()) == other.text());
    }));
  }
}
