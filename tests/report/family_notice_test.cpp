// What a family is told: that it is right, easy to read, and tells nothing of anybody else.
#include <waitlist/report/family_notice.h>

#include "support/html_checks.h"
#include "support/reading_grade.h"
#include "support/shipped.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

using text_checks::has;

namespace {

FamilyNotice notice_of(std::string_view csv,
                       const std::string& policy = "staffordshire_2009",
                       const std::string& contact = {}) {
  const auto notice =
      family_notice(shipped::cases(csv), shipped::policy(policy), "A", shipped::as_of(), contact);
  if (!notice) throw std::runtime_error{shipped::lines_of(notice.error())};
  return *notice;
}

std::string fault_of(std::string_view csv, std::string_view id = "A") {
  const auto notice = family_notice(shipped::cases(csv), shipped::policy("staffordshire_2009"), id,
                                    shipped::as_of());
  return notice ? std::string{} : shipped::lines_of(notice.error());
}

/// Draws changes. Of standard engines this one is the same everywhere; distributions are not.
class Changes {
 public:
  explicit Changes(std::uint64_t seed) : engine_{seed} {}

  std::size_t below(std::size_t limit) { return engine_() % limit; }

  bool chance(std::size_t percent) { return below(100) < percent; }

  Day day(Day from, std::size_t span) {
    return from + Days{static_cast<std::int64_t>(below(span))};
  }

  Answer answer(const FactDefinition& fact) {
    switch (below(fact.no_is_answer ? 6 : 5)) {
      case 0: return Answer::not_asked();
      case 1: return Answer::unknown();
      case 2: return Answer::pending_since(day(shipped::day("2009-01-01"), 400));
      case 5: return Answer::no();
      default: break;
    }
    switch (fact.kind) {
      case FactKind::choice:
        return Answer::level(static_cast<std::uint32_t>(below(fact.levels.size())));
      case FactKind::count:
        return Answer::number(
            static_cast<std::uint32_t>(below(static_cast<std::size_t>(fact.count_max) + 1)));
      case FactKind::checklist:
        return Answer::markers(
            static_cast<std::uint32_t>(1 + below((std::size_t{1} << fact.levels.size()) - 1)));
      case FactKind::date: return Answer::on(day(shipped::day("2008-01-01"), 1000));
    }
    return {};
  }

  /// Everything of the case that a family of it may not be told, or not by this page.
  void change_hidden(Case& one, bool open) {
    static const std::vector<std::string> kAreas{"", "Stafford", "Stoke-on-Trent"};
    one.area = kAreas[below(kAreas.size())];
    change_status(one, open);
    one.filing_date.reset();
    one.no_filing_date = chance(20);
    if (!one.no_filing_date && chance(60)) one.filing_date = day(one.listed_on, 300);
    one.children.clear();
    one.child_refs.clear();
    for (std::size_t i = below(4); i > 0; --i) {
      Child child;
      if (chance(80)) child.born = day(shipped::day("1995-01-01"), 5300);
      one.children.push_back(child);
      one.child_refs.push_back(chance(50) ? "k" + std::to_string(i) : "");
    }
    one.linked_to.clear();
    if (chance(40))
      one.linked_to.emplace_back(chance(50) ? (one.case_id == "B" ? "A" : "B") : "elsewhere");
    one.pauses.clear();
    if (chance(40)) {
      const Day from = day(one.listed_on, 50);
      one.pauses.push_back({from, from + Days{1 + static_cast<std::int64_t>(below(40))}, "court"});
    }
    change_decision(one);
    one.relisted_reason = chance(20) ? "another court" : "";
    change_answers(one);
  }

 private:
  void change_status(Case& one, bool open) {
    one.status = open ? static_cast<CaseStatus>(below(3)) : static_cast<CaseStatus>(below(5));
    one.hold.reset();
    one.duty_from.reset();
    if (one.status == CaseStatus::on_hold) {
      one.hold = Hold{chance(50) ? "police" : "the other party", std::nullopt};
      if (chance(50)) one.hold->from = day(one.listed_on, 60);
    }
    if (one.status == CaseStatus::duty_allocated && chance(50)) {
      one.duty_from = day(one.listed_on, 60);
    }
  }

  void change_decision(Case& one) {
    one.decision.reset();
    if (!chance(30)) return;
    ManagerDecision decision;
    decision.direction = chance(50) ? DecisionDirection::raise : DecisionDirection::lower;
    decision.band = chance(50) ? "P1" : "P4";
    decision.reason = "what the other party said";
    decision.made_by = "M1";
    decision.agreed_by = "M2";
    decision.made_on = day(shipped::day("2009-09-01"), 40);
    decision.expires_on = decision.made_on + Days{7};
    one.decision = decision;
  }

  void change_answers(Case& one) {
    const auto facts = shipped::facts().facts();
    one.answers.resize(facts.size());
    one.records.clear();
    for (std::size_t i = 0; i < facts.size(); ++i) {
      if (facts[i].disclose) continue;
      one.answers[i] = answer(facts[i]);
      if (one.answers[i].state() != AnswerState::not_asked && chance(20)) {
        one.records.push_back({FactIndex{i}, day(shipped::day("2009-01-01"), 400), "police"});
      }
    }
  }

  std::mt19937_64 engine_;
};

/// What the page of case A says beside these others.
FamilyNotice notice_among(const std::vector<Case>& cases, const CompiledPolicy& policy) {
  const auto table = CaseTable::make(shipped::facts(), cases);
  if (!table) throw std::runtime_error{shipped::lines_of(table.error())};
  const auto notice = family_notice(*table, policy, "A", shipped::as_of(), "01234 567 890");
  if (!notice) throw std::runtime_error{shipped::lines_of(notice.error())};
  return *notice;
}

Case case_of(const std::string& id) {
  Case one;
  one.case_id = id;
  one.team = "Stafford";
  one.listed_on = shipped::day("2009-04-06");
  one.answers.resize(shipped::facts().facts().size());
  return one;
}

std::vector<std::string> own_sentences(const FamilyNotice& notice) {
  std::vector<std::string> all{notice.title, notice.opening};
  for (const FamilyNotice::Section& section : notice.sections) {
    all.push_back(section.heading);
    all.insert(all.end(), section.before.begin(), section.before.end());
    all.insert(all.end(), section.after.begin(), section.after.end());
    for (const std::string& item : section.items) {
      const bool of_schema = std::ranges::any_of(
          shipped::facts().facts(),
          [&](const FactDefinition& fact) { return item.starts_with(fact.label); });
      if (!of_schema) all.push_back(item);
    }
  }
  return all;
}

}  // namespace

TEST_SUITE("family notice") {
  TEST_CASE("a family is told how long, by what, when it is looked at again and whom to tell") {
    const std::string text =
        render_text(notice_of("case_id,team,listed_on,reviewed_on,work_type,da.marac\n"
                              "A,Stafford,2009-04-06,2009-10-01,s7,repeat\n",
                              "prioritisation_protocol", "01234 567 890"));
    CAPTURE(text);
    CHECK(has(text, "case A. It shows how things stood on 5 October 2009."));
    CHECK(has(text, "came on our list on 6 April 2009. It has been on the list for 182 days."));
    CHECK(has(text, "- how long a case has been on the list\n"));
    CHECK(has(text, "- how old the children are\n"));
    CHECK(has(text, "- Work the court ordered\n"));
    CHECK(has(text, "- Work the court ordered: Section 7 report\n"));
    CHECK(has(text, "We look at more than this page shows."));
    CHECK(has(text, "We last looked at this one on 1 October 2009."));
    CHECK(has(text, "Tell the team that has your case: Stafford."));
    CHECK(has(text, "01234 567 890"));
    CHECK_FALSE(has(text, "MARAC"));
    CHECK_FALSE(has(text, "repeat"));
    CHECK_FALSE(has(text, "point"));
  }

  TEST_CASE("reviews: due, late, on the day, never done, in the future, and without a rule") {
    const auto review_of = [](const char* reviewed, const char* policy) {
      const FamilyNotice notice = notice_of(
          std::string{"case_id,listed_on,reviewed_on\nA,2009-04-06,"} + reviewed + "\n", policy);
      const auto at = std::ranges::find(notice.sections, "When we look at the case again",
                                        &FamilyNotice::Section::heading);
      std::string all;
      for (const std::string& one : at->before) all += one + '|';
      return all;
    };
    CHECK(
        review_of("2009-10-01", "staffordshire_2009") ==
        "We should look at each case again every 14 days.|We last looked at this one on 1 October "
        "2009.|The next time is due by 15 October 2009.|");
    CHECK(review_of("2009-09-21", "staffordshire_2009").ends_with("is due by 5 October 2009.|"));
    CHECK(review_of("2009-09-20", "staffordshire_2009")
              .ends_with("The next time was due by 4 October 2009. Ask us about it.|"));
    CHECK(
        review_of("", "staffordshire_2009") ==
        "We should look at each case again every 14 days.|The next time was due by 20 April 2009. "
        "Ask us about it.|");
    CHECK(review_of("2009-10-06", "staffordshire_2009") ==
          "We should look at each case again every 14 days.|");
    CHECK(has(review_of("", "first_come_first_served"), "There is no fixed time for this."));
  }

  TEST_CASE("what cannot be told is refused") {
    CHECK(has(fault_of("case_id,listed_on\nA,2009-04-06\n", "B"), "has this id"));
    CHECK(has(fault_of("case_id,status,listed_on\nA,allocated,2009-04-06\n"), "no wait to tell"));
    CHECK(has(fault_of("case_id,status,listed_on\nA,withdrawn,2009-04-06\n"), "no wait to tell"));
    CHECK(has(fault_of("case_id,listed_on\nA,2009-10-06\n"), "after the day"));
    CHECK(fault_of("case_id,listed_on\nA,2009-10-05\n").empty());
  }

  TEST_CASE("every sentence of a page is of grade 6 or below, and the whole is") {
    std::vector<FamilyNotice> notices;
    for (const std::string& policy : shipped::policy_names()) {
      for (const char* row : {"A,Stafford,2009-10-05,,", "A,,2009-10-04,2009-10-01,s7",
                              "A,Leek,2009-04-06,2009-01-01,pending 2009-09-01"}) {
        notices.push_back(
            notice_of(std::string{"case_id,team,listed_on,reviewed_on,work_type\n"} + row + "\n",
                      policy, "01234 567 890"));
      }
    }
    for (const FamilyNotice& notice : notices) {
      std::string all;
      for (const std::string& one : own_sentences(notice)) {
        CAPTURE(one);
        CHECK(reading_grade::grade(one) <= 6.0);
        all += one + ". ";
      }
      CHECK(reading_grade::grade(all) <= 6.0);
    }
    // What is not easy is told apart.
    CHECK(reading_grade::grade("Prioritisation necessitates consideration of circumstances.") > 15);
    CHECK(reading_grade::grade("The cat sat on the mat.") < 1);
  }

  TEST_CASE("a page is sound HTML, and texts in it are never HTML") {
    const FamilyNotice notice =
        notice_of("case_id,team,listed_on\nA,\"<b>\"\"x\"\"&\",2009-04-06\n", "staffordshire_2009",
                  "<script>x()</script>");
    const std::string page = render_html(notice);
    for (const std::string& fault : html_checks::faults(page)) FAIL_CHECK(fault);
    CHECK_FALSE(has(page, "<b>"));
    CHECK_FALSE(has(page, "<script>"));
    CHECK(has(page, "Your case on the waiting list"));
    CHECK_FALSE(has(page, "waitlist 1"));
  }

  TEST_CASE("nothing that a family may not know changes a byte: 100 000 random changes") {
    Changes changes{18};
    for (const char* name : {"prioritisation_protocol", "staffordshire_2009"}) {
      const CompiledPolicy policy = shipped::policy(name);
      const FamilyNotice before = notice_among({case_of("A")}, policy);
      const std::string text = render_text(before);
      const std::string page = render_html(before);
      std::size_t differ = 0;
      for (int i = 0; i < 50'000; ++i) {
        std::vector<Case> cases{case_of("A")};
        changes.change_hidden(cases.front(), true);
        for (std::size_t others = changes.below(3); others > 0; --others) {
          Case other = case_of(others == 1 ? "B" : "C" + std::to_string(changes.below(1000)));
          other.team = changes.chance(50) ? "Leek" : "";
          other.listed_on = changes.day(shipped::day("2009-01-01"), 200);
          changes.change_hidden(other, false);
          cases.insert(cases.begin() + (changes.chance(50) ? 0 : 1), other);
        }
        const FamilyNotice now = notice_among(cases, policy);
        if (now != before) ++differ;
        if (i % 100 == 0) {
          CHECK(render_text(now) == text);
          CHECK(render_html(now) == page);
        }
      }
      CHECK(differ == 0);
    }
  }

  TEST_CASE("what a family may know does change it, each by itself") {
    const CompiledPolicy policy = shipped::policy("prioritisation_protocol");
    const std::string before = render_text(notice_among({case_of("A")}, policy));
    const auto changed = [&](auto change) {
      Case one = case_of("A");
      change(one);
      return render_text(notice_among({one}, policy)) != before;
    };
    CHECK(changed([](Case& one) { one.team = "Leek"; }));
    CHECK(changed([](Case& one) { one.listed_on = shipped::day("2009-04-07"); }));
    CHECK(changed([](Case& one) { one.reviewed_on = shipped::day("2009-10-01"); }));
    std::size_t disclosed = 0;
    const auto facts = shipped::facts().facts();
    for (std::size_t i = 0; i < facts.size(); ++i) {
      if (!facts[i].disclose) continue;
      ++disclosed;
      CHECK(changed([i](Case& one) { one.answers[i] = Answer::unknown(); }));
    }
    CHECK(disclosed > 0);
  }
}
