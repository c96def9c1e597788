#include <waitlist/report/policy_report.h>
#include <waitlist/robustness/varied_policy.h>

#include "policy/policy_tables.h"
#include "report/plain_words.h"
#include "report/policy_difference.h"
#include "report/policy_words.h"
#include "report/robustness_words.h"
#include "support/html_checks.h"
#include "support/shipped.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

using html_checks::words_of;
using text_checks::all_between;
using text_checks::has;

namespace {

CompiledPolicy compiled(const Policy& policy) {
  auto result = compile(policy, shipped::facts());
  REQUIRE_MESSAGE(result, (result ? "" : shipped::lines_of(result.error())));
  return *result;
}

void check_page_sound(const std::string& page) {
  for (const std::string& fault : html_checks::faults(page)) FAIL_CHECK(fault);
  CHECK(all_between(page, "<h1>", "</h1>").size() == 1);
}

/// The policy with every text that people write in it ending in `words`.
Policy with_texts(Policy policy, const std::string& words) {
  for (std::string* text : {&policy.title, &policy.version, &policy.status_line,
                            &policy.jurisdiction, &policy.author, &policy.approved_by}) {
    *text += words;
  }
  for (BandRule& band : policy.bands) {
    band.label += words;
    band.meaning += words;
  }
  for (GroupRule& group : policy.groups) group.label += words;
  for (CriterionRule& rule : policy.criteria) {
    rule.label += words;
    rule.origin.why += words;
  }
  for (FloorRule& floor : policy.floors) {
    floor.label += words;
    floor.action += words;
    floor.origin.why += words;
  }
  for (PolicySource& source : policy.sources) {
    for (std::string* text : {&source.title, &source.publisher, &source.date, &source.address}) {
      *text += words;
    }
  }
  return policy;
}

/// Names of all tags but those of text in charts, whose lines depend on the length of words.
std::vector<std::string> skeleton(const std::string& page) {
  std::vector<std::string> names;
  for (const std::string& tag : all_between(page, "<", ">")) {
    const std::string name = tag.substr(0, tag.find(' '));
    if (!has(name, "text") && !has(name, "title")) names.push_back(name);
  }
  return names;
}

const std::string& hostile_words() {
  static const std::string words =
      " <script>alert(\"x\")</script> & ' \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xE2\x80\xAE" +
      std::string(300, 'w');
  return words;
}

}  // namespace

TEST_SUITE("report") {
  TEST_CASE("policy page: every rule, label and source of the shipped policies is there") {
    for (const std::string& name : shipped::policy_names()) {
      CAPTURE(name);
      const CompiledPolicy policy = shipped::policy(name);
      const Policy& written = policy.written();
      const std::string page = render_html(policy);
      check_page_sound(page);
      const std::string words = words_of(page);
      const auto check_has = [&](const std::string& text) {
        CAPTURE(text);
        CHECK(has(words, text));
      };
      for (const std::string* text : {&written.title, &written.status_line, &written.id}) {
        check_has(*text);
      }
      for (const BandRule& band : written.bands) check_has(band.meaning);
      for (const GroupRule& group : written.groups) check_has(group.label);
      for (const CriterionRule& rule : written.criteria) {
        check_has(label_of(policy, rule));
        check_has(rule.origin.why);
      }
      for (const FloorRule& floor : written.floors) {
        check_has(floor.label);
        check_has(floor.action);
      }
      for (const PolicySource& source : written.sources) {
        for (const std::string* text : {&source.key, &source.title, &source.address}) {
          check_has(*text);
        }
      }
      for (const Doubt& doubt : review(policy)) check_has(doubt.text);
      for (const OvertakingWindow& window : overtaking_windows(policy)) {
        check_has(capitalised(window.reason));
      }
      check_has(policy.stamp().digest.hex());
    }
  }

  TEST_CASE("policy page: its points are those of the policy, in the order of its rules") {
    for (const std::string& name : shipped::policy_names()) {
      CAPTURE(name);
      const CompiledPolicy policy = shipped::policy(name);
      std::vector<std::string> expected;
      const auto add = [&](const std::vector<PointsRow>& rows) {
        for (const PointsRow& row : rows) expected.push_back(short_points(row.points));
      };
      for (const GroupRule& group : policy.written().groups) {
        for (const CriterionRule& rule : policy.written().criteria) {
          if (rule.group == group.id) add(points_of(policy, rule));
        }
        const auto& age = policy.written().age;
        if (age && age->group == group.id) add(points_of(policy, *age));
      }
      if (policy.written().filing) add(points_of(policy, *policy.written().filing));
      CHECK(all_between(render_html(policy), "<span class=\"amount\">", "<") == expected);
    }
  }

  TEST_CASE("policy page: points are worth the first day on which waiting has earned as much") {
    for (const std::string& name : shipped::policy_names()) {
      CAPTURE(name);
      const CompiledPolicy policy = shipped::policy(name);
      std::int64_t day = 0;
      for (std::int64_t points = 1; points < 60'000; points += 137) {
        CAPTURE(points);
        const auto wait = as_waiting(policy, Points{points});
        CHECK(wait.has_value() == policy.written().waiting.has_value());
        if (!wait) continue;
        while (policy.tables().waiting_points(day, 1000) < Points{points}) ++day;
        CHECK(*wait == day);
      }
      CHECK_FALSE(as_waiting(policy, Points{0}));
    }
  }

  TEST_CASE("policy page: what the criteria of 2009 did not count is said in so many words") {
    const std::string page = render_html(shipped::policy("national_criteria_2009"));
    CHECK(has(page, "Time on the list earns no points."));
    CHECK_FALSE(has(page, "Time counts all the same"));
    CHECK(has(render_html(shipped::policy("hmcts_private_law_bands")), "Time counts all the same"));
    CHECK(has(page, "The child&apos;s age counts for nothing."));
    CHECK(has(page, "Illustrative, not an official policy"));
    CHECK_FALSE(has(page, "waiting-chart"));
    CHECK_FALSE(has(page, "As long a wait as"));
  }

  TEST_CASE("policy pages: texts of a policy change no tag") {
    const Policy policy = shipped::policy("staffordshire_2009").written();
    const CompiledPolicy plain = compiled(with_texts(policy, "plain"));
    const CompiledPolicy hostile = compiled(with_texts(policy, hostile_words()));
    for (const std::string& page : {render_html(hostile), render_html(plain, hostile)}) {
      check_page_sound(page);
      CHECK_FALSE(has(page, "<script"));
      CHECK_FALSE(has(page, "\"x\""));
      CHECK(has(words_of(page), hostile_words()));
    }
    CHECK(skeleton(render_html(hostile)) == skeleton(render_html(plain)));
    CHECK(skeleton(render_html(hostile, hostile)) == skeleton(render_html(plain, plain)));
  }

  TEST_CASE("policy page: a policy with next to nothing in it has a page") {
    Policy policy = shipped::policy("first_come_first_served").written();
    policy.sources.clear();
    policy.promotion.reset();
    policy.must_allocate.reset();
    const std::string page = render_html(compiled(policy));
    check_page_sound(page);
    CHECK(has(page, "The policy names no sources."));
  }

  TEST_CASE("policy: delay marks are told where they are written") {
    const CompiledPolicy before = shipped::policy("staffordshire_2009");
    Policy written = before.written();
    written.delays = DelayRule{{Days{30}, Days{84}}, {}};
    const CompiledPolicy after = compiled(written);
    const char* const words = "Delayed cases are counted by waits of 30 days and 12 weeks";
    CHECK(has(render_text(after), words));
    CHECK(has(words_of(render_html(after)), words));
    CHECK(has(render_json(after), "\"delays\": {\n    \"after_days\": [\n      30,\n      84"));
    CHECK(has(render_text(before, after), "added \"Delayed cases\""));
    for (const std::string& text :
         {render_text(before), render_html(before), render_json(before)}) {
      CHECK_FALSE(has(text, "elayed cases are counted"));
      CHECK_FALSE(has(text, "\"delays\""));
    }
  }

  TEST_CASE("policy: intervals of its numbers are told where it has some, with their reason") {
    const CompiledPolicy before = shipped::policy("staffordshire_2009");
    const VariedPolicy varied = *VariedPolicy::make(before, 10);
    const VariedNumber& number = varied.numbers().front();
    Policy written = before.written();
    written.uncertain = {
        {number.name, number.written, number.written + whole_points(7), hostile_words(), {}}};
    const CompiledPolicy after = compiled(written);
    const std::string label = varied_in_words(before, number);
    const std::string interval =
        short_points(number.written) + " to " + short_points(number.written + whole_points(7));
    CHECK(has(text_checks::unbroken(render_text(after)),
              label + ": " + short_points(number.written) + ", from " + interval + "."));
    const std::string page = render_html(after);
    check_page_sound(page);
    CHECK(has(words_of(page), interval));
    CHECK(has(words_of(page), hostile_words()));
    CHECK(has(render_json(after), "\"number\": \"" + number.name + '"'));
    CHECK(has(render_text(before, after), "Numbers with an interval: added."));
    CHECK(has(render_text(after, before), "Numbers with an interval: removed."));
    check_page_sound(render_html(before, after));
    CHECK(has(words_of(render_html(before, after)), "Numbers with an interval"));
    for (const std::string& text : {render_text(before), render_html(before), render_json(before),
                                    render_html(before, before)}) {
      CHECK_FALSE(has(text, "with an interval"));
      CHECK_FALSE(has(text, "uncertain"));
    }
  }

  TEST_CASE("policy difference: nothing differs from itself") {
    for (const std::string& name : shipped::policy_names()) {
      CAPTURE(name);
      const CompiledPolicy policy = shipped::policy(name);
      CHECK(difference(policy, policy).summary ==
            std::vector<std::string>{"The two policies say the same."});
      const std::string page = render_html(policy, policy);
      check_page_sound(page);
      CHECK_FALSE(has(page, "class=\"difference\""));
      CHECK(render_text(policy, policy).ends_with("- The two policies say the same.\n"));
    }
  }

  TEST_CASE("policy difference: what is added one way is removed the other way") {
    for (const std::string& one : shipped::policy_names()) {
      for (const std::string& other : shipped::policy_names()) {
        CAPTURE(one);
        CAPTURE(other);
        const CompiledPolicy before = shipped::policy(one);
        const CompiledPolicy after = shipped::policy(other);
        const PolicyDifference there = difference(before, after);
        const PolicyDifference back = difference(after, before);
        CHECK(parts_of(there, ChangeKind::added) == parts_of(back, ChangeKind::removed));
        CHECK(parts_of(there, ChangeKind::changed) == parts_of(back, ChangeKind::changed));
        CHECK(parts_of(there, ChangeKind::same) == parts_of(back, ChangeKind::same));
        check_page_sound(render_html(before, after));
      }
    }
  }

  TEST_CASE("policy difference: the missing factors of 2009 come first") {
    const CompiledPolicy before = shipped::policy("national_criteria_2009");
    const CompiledPolicy after = shipped::policy("staffordshire_2009");
    const auto summary = difference(before, after).summary;
    REQUIRE(summary.size() > 3);
    CHECK(summary[0] ==
          "Time on the list was missing: it counted for nothing before, and counts now.");
    CHECK(summary[1] ==
          "The child's age was missing: it counted for nothing before, and counts now.");
    CHECK(has(summary[2], "before, 2 of 10 counted; now 10 of 10 count."));
    CHECK(difference(after, before).summary[0] ==
          "Time on the list is missing now: it counted before, and counts for nothing.");
    const std::string page = render_html(before, after);
    CHECK(has(page, "waiting-chart"));
    CHECK(has(page, ">Before: national_criteria_2009 1.0.0</text>"));
    CHECK(has(page, ">After: staffordshire_2009 1.0.0</text>"));
  }

  TEST_CASE("policy difference: changed points are told with the difference") {
    const CompiledPolicy before = shipped::policy("staffordshire_2009");
    Policy policy = before.written();
    policy.version = "1.1.0";
    auto& levels = std::get<ByLevel>(policy.criteria.front().scale).levels;
    levels.front().points = levels.front().points + Points{2500};
    levels.back().points = levels.back().points - Points{1000};
    const PolicyDifference found = difference(before, compiled(policy));
    std::vector<std::string> changes;
    for (const SectionDifference& section : found.sections) {
      for (const PartDifference& part : section.parts) {
        for (const RowDifference& row : part.rows) {
          if (row.kind != ChangeKind::same) changes.push_back(change_in_words(row));
        }
      }
    }
    CHECK(changes == std::vector<std::string>{"+2.5", "-1", "changed"});
    CHECK(parts_of(found, ChangeKind::changed) == 2);
    CHECK(std::ranges::count(found.summary,
                             "Questions that earn points: changed \"Local authority "
                             "involvement\".") == 1);
  }
}
