#include <waitlist/queue/list_changes.h>

#include "support/shipped.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;
using world::day;

/// A case that has something of everything that can move.
Case full_case(const std::string& id = "A") {
  Case one;
  one.case_id = id;
  one.area = "North";
  one.listed_on = day("2009-06-01");
  one.filing_date = day("2010-02-01");
  one.children = {{day("2003-01-01")}, {day("2005-05-05")}, {day("2009-12-01"), true}};
  one.linked_to = {"Z"};
  one.pauses = {{day("2009-07-01"), day("2009-07-15"), "abroad"}};
  one.answers.assign(world::kFacts, Answer::not_asked());
  one.answers[world::kHarm] = Answer::level(2);
  one.answers[world::kMarac] = Answer::pending_since(day("2009-07-01"));
  one.answers[world::kPolice] = Answer::number(3);
  one.answers[world::kWorries] = Answer::markers(0b00110);
  one.answers[world::kHeardOn] = Answer::on(day("2009-05-01"));
  return one;
}

Case held_case() {
  Case one = full_case();
  one.status = CaseStatus::on_hold;
  one.hold = Hold{"court", day("2009-09-01"), day("2009-07-01")};
  return one;
}

Case duty_case() {
  Case one = full_case();
  one.status = CaseStatus::duty_allocated;
  one.duty_from = day("2009-07-01");
  return one;
}

/// `kind field before -> now` for each change.
std::string change_lines(const std::vector<ListChange>& changes) {
  std::string text;
  for (const ListChange& change : changes) {
    text += std::string{to_text(change.kind)} + ' ' + change.field + ' ' + change.before + " -> " +
            change.now + '\n';
  }
  return text;
}

std::string told_of(const Case& before, const Case& now) {
  return change_lines(case_changes(world::schema(), before, now));
}

struct ChangeRow {
  const char* what;
  Case before;
  std::function<void(Case&)> change;
  const char* told;
};

std::vector<ChangeRow> change_rows_of_clocks() {
  return {
      {"nothing", full_case(), [](Case&) {}, ""},
      {"later day", full_case(), [](Case& one) { one.listed_on = day("2009-06-02"); },
       "listed_later listed_on 2009-06-01 -> 2009-06-02\n"},
      {"earlier day", full_case(), [](Case& one) { one.listed_on = day("2009-05-31"); }, ""},
      {"later day with a reason", full_case(),
       [](Case& one) {
         one.listed_on = day("2009-06-02");
         one.relisted_reason = "returned by the court";
       },
       "listed_later_with_reason listed_on 2009-06-01 -> 2009-06-02\n"},
      {"later filing date", full_case(), [](Case& one) { one.filing_date = day("2010-02-02"); },
       "filing_date_later filing_date 2010-02-01 -> 2010-02-02\n"},
      {"earlier filing date", full_case(), [](Case& one) { one.filing_date = day("2010-01-31"); },
       ""},
      {"no filing date", full_case(), [](Case& one) { one.filing_date.reset(); },
       "filing_date_removed filing_date 2010-02-01 -> \n"},
      {"known to have none", full_case(),
       [](Case& one) {
         one.filing_date.reset();
         one.no_filing_date = true;
       },
       "filing_date_removed filing_date 2010-02-01 -> none\n"},
      {"on hold", full_case(),
       [](Case& one) {
         one.status = CaseStatus::on_hold;
         one.hold = Hold{"court", std::nullopt};
       },
       "hold_begun status awaiting -> on_hold\n"},
      {"longer hold", held_case(), [](Case& one) { one.hold->until = day("2009-10-01"); },
       "hold_lengthened hold_until 2009-09-01 -> 2009-10-01\n"},
      {"hold without an end", held_case(), [](Case& one) { one.hold->until.reset(); },
       "hold_lengthened hold_until 2009-09-01 -> \n"},
      {"shorter hold", held_case(), [](Case& one) { one.hold->until = day("2009-08-01"); }, ""},
      {"later begin of a hold", held_case(), [](Case& one) { one.hold->from = day("2009-08-01"); },
       "hold_from_moved hold_from 2009-07-01 -> 2009-08-01\n"},
      {"later begin of duty", duty_case(), [](Case& one) { one.duty_from.reset(); },
       "duty_from_moved duty_from 2009-07-01 -> \n"},
      {"a pause more", full_case(),
       [](Case& one) {
         one.pauses.push_back({day("2009-08-01"), std::nullopt, "abroad"});
       },
       "pause_added pauses  -> 2009-08-01/ abroad\n"},
      {"a pause less", full_case(), [](Case& one) { one.pauses.clear(); }, ""},
      {"a shorter pause", full_case(), [](Case& one) { one.pauses[0].to = day("2009-07-10"); }, ""},
      {"a longer pause", full_case(), [](Case& one) { one.pauses[0].to = day("2009-07-20"); },
       "pause_added pauses  -> 2009-07-01/2009-07-20 abroad\n"},
      {"allocated", full_case(), [](Case& one) { one.status = CaseStatus::allocated; }, ""},
  };
}

std::vector<ChangeRow> change_rows_of_facts() {
  const auto answered = [](FactIndex fact, Answer answer) {
    return [fact, answer](Case& one) { one.answers[fact] = answer; };
  };
  return {
      {"no", full_case(), answered(world::kHarm, Answer::no()),
       "concern_became_no harm high -> no\n"},
      {"unknown", full_case(), answered(world::kHarm, Answer::unknown()),
       "concern_no_longer_recorded harm high -> unknown\n"},
      {"not asked", full_case(), answered(world::kPolice, Answer::not_asked()),
       "concern_no_longer_recorded police 3 -> not_asked\n"},
      {"pending", full_case(), answered(world::kPolice, Answer::pending_since(day("2009-08-01"))),
       "concern_no_longer_recorded police 3 -> pending 2009-08-01\n"},
      {"lower level", full_case(), answered(world::kHarm, Answer::level(1)),
       "concern_lowered harm high -> some\n"},
      {"higher level", full_case(), answered(world::kHarm, Answer::level(3)), ""},
      {"lower number", full_case(), answered(world::kPolice, Answer::number(0)),
       "concern_lowered police 3 -> 0\n"},
      {"a marker less", full_case(), answered(world::kWorries, Answer::markers(0b11010)),
       "concern_lowered worries b;c -> b;d;e\n"},
      {"a marker more", full_case(), answered(world::kWorries, Answer::markers(0b10110)), ""},
      {"an earlier date", full_case(), answered(world::kHeardOn, Answer::on(day("2009-04-30"))),
       "concern_lowered heard_on 2009-05-01 -> 2009-04-30\n"},
      {"a later date", full_case(), answered(world::kHeardOn, Answer::on(day("2009-05-02"))), ""},
      {"a check answered", full_case(), answered(world::kMarac, Answer::no()), ""},
      {"a check dropped", full_case(), answered(world::kMarac, Answer::unknown()),
       "check_dropped marac pending 2009-07-01 -> unknown\n"},
      {"a check asked again", full_case(),
       answered(world::kMarac, Answer::pending_since(day("2009-07-02"))),
       "check_restarted marac pending 2009-07-01 -> pending 2009-07-02\n"},
      {"a new concern", full_case(), answered(world::kMarac, Answer::level(1)), ""},
  };
}

std::vector<ChangeRow> change_rows_of_children() {
  return {
      {"a child less", full_case(), [](Case& one) { one.children.erase(one.children.begin()); },
       "child_removed child_dobs 2003-01-01 -> \n"},
      {"another order", full_case(), [](Case& one) { std::swap(one.children[0], one.children[1]); },
       ""},
      {"another date", full_case(), [](Case& one) { one.children[0].born = day("2002-01-01"); },
       "birth_moved child_dobs 2003-01-01 -> 2002-01-01\n"},
      {"a date that is not known now", full_case(), [](Case& one) { one.children[0].born.reset(); },
       "birth_moved child_dobs 2003-01-01 -> unknown\n"},
      {"nobody expected", full_case(), [](Case& one) { one.children.pop_back(); },
       "expected_child_removed child_dobs due 2009-12-01 -> \n"},
      {"later due", full_case(), [](Case& one) { one.children[2].born = day("2009-12-24"); },
       "birth_moved child_dobs due 2009-12-01 -> due 2009-12-24\n"},
      {"born", full_case(), [](Case& one) { one.children[2] = {day("2009-11-28")}; }, ""},
      {"a child more", full_case(), [](Case& one) { one.children.push_back({day("2009-01-01")}); },
       ""},
      {"a link less", full_case(), [](Case& one) { one.linked_to.clear(); },
       "link_cut linked_to Z -> \n"},
      {"a link more", full_case(), [](Case& one) { one.linked_to.emplace_back("Y"); }, ""},
      {"other children in another area", full_case(),
       [](Case& one) {
         one.area = "South";
         one.children = {{day("2001-01-01")}, {day("2001-05-05")}, {day("2009-12-01"), true}};
       },
       "id_reused case_id A -> A\n"
       "birth_moved child_dobs 2003-01-01 -> 2001-01-01\n"
       "birth_moved child_dobs 2005-05-05 -> 2001-05-05\n"},
  };
}

void check_rows(const std::vector<ChangeRow>& rows) {
  for (const ChangeRow& row : rows) {
    CAPTURE(row.what);
    Case now = row.before;
    row.change(now);
    CHECK(told_of(row.before, now) == row.told);
  }
}

using Mutation = std::function<bool(Case&)>;

/// A change of the first answer that `may` change; false: there is none.
Mutation answering(Answer answer, const std::function<bool(Answer)>& may) {
  return [=](Case& one) {
    const auto end = one.answers.begin() +
                     std::min<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(one.answers.size()), 5);
    const auto at = std::find_if(one.answers.begin(), end, may);
    if (at == end) return false;
    *at = answer;
    return true;
  };
}

/// Takes the first child away that is expected or not; false: there is none.
Mutation without_child(bool expected) {
  return [=](Case& one) {
    const auto at = std::ranges::find(one.children, expected, &Child::expected);
    if (at == one.children.end()) return false;
    const auto place = at - one.children.begin();
    one.children.erase(at);
    if (!one.child_refs.empty()) one.child_refs.erase(one.child_refs.begin() + place);
    return true;
  };
}

/// Changes of one field, each with the kind that tells it.
const std::map<ListChangeKind, Mutation>& mutations() {
  const auto is_concern = [](Answer one) { return one.given() && one.value() != 0; };
  const auto is_pending = [](Answer one) { return one.state() == AnswerState::pending; };
  static const std::map<ListChangeKind, Mutation> kMutations{
      {ListChangeKind::listed_later,
       [](Case& one) {
         one.listed_on = one.listed_on + Days{1};
         one.relisted_reason.clear();
         return true;
       }},
      {ListChangeKind::filing_date_later,
       [](Case& one) {
         if (one.filing_date) one.filing_date = *one.filing_date + Days{1};
         return one.filing_date.has_value();
       }},
      {ListChangeKind::filing_date_removed,
       [](Case& one) {
         const bool had = one.filing_date.has_value();
         one.filing_date.reset();
         return had;
       }},
      {ListChangeKind::child_removed, without_child(false)},
      {ListChangeKind::expected_child_removed, without_child(true)},
      {ListChangeKind::link_cut,
       [](Case& one) {
         if (one.linked_to.empty()) return false;
         const std::string link = one.linked_to.front();
         return std::erase(one.linked_to, link) == 1;
       }},
      {ListChangeKind::concern_became_no, answering(Answer::no(), is_concern)},
      {ListChangeKind::concern_no_longer_recorded, answering(Answer::unknown(), is_concern)},
      {ListChangeKind::check_dropped, answering(Answer::not_asked(), is_pending)},
  };
  return kMutations;
}

std::vector<ListChange> changes_of(const std::vector<Case>& before, const std::vector<Case>& now) {
  return list_changes(world::table_of(before), world::table_of(now)).value();
}

/// Random cases, by id, without what time alone cannot undo.
std::map<std::string, Case> by_id(const std::vector<Case>& cases) {
  std::map<std::string, Case> map;
  for (const Case& one : cases) map[one.case_id] = one;
  return map;
}

}  // namespace

TEST_SUITE("queue") {
  TEST_CASE("list changes: every clock that moved is told, with both values") {
    check_rows(change_rows_of_clocks());
  }

  TEST_CASE("list changes: every concern that was lowered is told, and none that was raised") {
    check_rows(change_rows_of_facts());
  }

  TEST_CASE("list changes: children, links and ids") { check_rows(change_rows_of_children()); }

  TEST_CASE("list changes: children are told apart by their references") {
    Case before = full_case();
    before.child_refs = {"C1", "C2", ""};
    Case now = before;
    now.child_refs = {"C2", "C1", ""};
    CHECK(told_of(before, now) ==
          "birth_moved child_dobs 2003-01-01 -> 2005-05-05\n"
          "birth_moved child_dobs 2005-05-05 -> 2003-01-01\n");
    now = before;
    now.child_refs = {"C8", "C9", ""};
    CHECK(told_of(before, now) ==
          "id_reused case_id A -> A\n"
          "child_removed child_dobs 2003-01-01 -> \n"
          "child_removed child_dobs 2005-05-05 -> \n");
    CHECK(case_changes(world::schema(), before, now)[1].detail ==
          "the child C1 born on 2003-01-01 is not recorded any more");
  }

  TEST_CASE("list changes: the sentences") {
    Case now = full_case();
    now.listed_on = day("2009-06-02");
    CHECK(case_changes(world::schema(), full_case(), now)[0].detail ==
          "listed on 2009-06-01 before, on 2009-06-02 now, and relisted_reason is empty: waiting "
          "counts from the earlier day until a reason stands there");
    Case before = full_case();
    before.relisted_reason = now.relisted_reason = "returned";
    CHECK(case_changes(world::schema(), before, now)[0].detail ==
          "listed on 2009-06-01 before, on 2009-06-02 now: returned (the same reason stood there "
          "before)");
    now = held_case();
    now.hold->until.reset();
    CHECK(case_changes(world::schema(), held_case(), now)[0].detail ==
          "on hold until 2009-09-01 before, without an end now, for the same reason: court");
  }

  TEST_CASE("list changes: who vanished without a status, and who may") {
    Case awaiting = full_case("A");
    Case held = held_case();
    held.case_id = "B";
    Case duty = duty_case();
    duty.case_id = "C";
    Case allocated = full_case("D");
    allocated.status = CaseStatus::allocated;
    const auto changes = changes_of({duty, allocated, awaiting, held}, {full_case("E")});
    REQUIRE(changes.size() == 3);
    CHECK(changes[0].case_id == "A");
    CHECK(changes[0].row_before == CaseRow{2});
    CHECK(changes[0].row_now == std::nullopt);
    CHECK(changes[1].before == "on_hold");
    CHECK(changes[2].detail ==
          "on duty before, listed on 2009-06-01, and not on the list now; it should stand there "
          "as allocated or withdrawn");
    // The list has them, and its table leaves them out.
    const std::vector<std::string> left_out{"A", "C"};
    const auto fewer = list_changes(world::table_of({duty, allocated, awaiting, held}),
                                    world::table_of({full_case("E")}), left_out)
                           .value();
    REQUIRE(fewer.size() == 1);
    CHECK(fewer[0].case_id == "B");
  }

  TEST_CASE("list changes: a link that the other case still names is not cut") {
    Case one = full_case("A");
    Case other = full_case("Z");
    other.linked_to = {"A"};
    Case without = one;
    without.linked_to.clear();
    CHECK(changes_of({one, other}, {without, other}).empty());
    Case neither = other;
    neither.linked_to.clear();
    CHECK(change_lines(changes_of({one, other}, {without, neither})) ==
          "link_cut linked_to Z -> \nlink_cut linked_to A -> \n");
  }

  TEST_CASE("list changes: many answers of one case, and one answer of many cases") {
    Case one = full_case();
    std::fill(one.answers.begin(), one.answers.end() - 1, Answer::no());
    const auto in_case = case_changes(world::schema(), full_case(), one);
    REQUIRE(in_case.back().kind == ListChangeKind::many_no_in_case);
    CHECK(in_case.back().detail.find("6 answers were not no before and are no now: ") == 0);

    std::vector<Case> before;
    std::vector<Case> now;
    for (char letter = 'A'; letter <= 'E'; ++letter) {
      before.push_back(full_case(std::string{letter}));
      now.push_back(before.back());
      now.back().answers[world::kMarac] = Answer::no();
    }
    const auto in_fact = changes_of(before, now);
    REQUIRE(in_fact.size() == 1);
    CHECK(in_fact[0].kind == ListChangeKind::many_no_in_fact);
    CHECK(in_fact[0].case_id.empty());
    CHECK(in_fact[0].field == world::schema().fact(world::kMarac).id);
    now.back() = before.back();
    CHECK(changes_of(before, now).empty());
  }

  TEST_CASE("list changes: lists of two schemas are refused") {
    const auto refused = list_changes(shipped::sample(), world::table_of({full_case()}));
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().front().code == ErrorCode::inconsistent);
  }

  TEST_CASE("list changes: a list has not changed since itself, in whatever order it stands") {
    CHECK(list_changes(shipped::sample(), shipped::sample()).value().empty());
    CHECK(rc::check([] {
      std::vector<Case> cases = world::random_cases();
      const CaseTable before = world::table_of(cases);
      std::ranges::reverse(cases);
      RC_ASSERT(list_changes(before, world::table_of(cases)).value().empty());
    }));
  }

  TEST_CASE("list changes: one field that moves is told once, as what it is") {
    std::map<ListChangeKind, int> met;
    CHECK(rc::check([&met] {
      for (const Case& before : world::random_cases()) {
        for (const auto& mutation : mutations()) {
          Case now = before;
          if (!mutation.second(now)) continue;
          ++met[mutation.first];
          const auto changes = case_changes(world::schema(), before, now);
          RC_ASSERT(changes.size() == 1U);
          RC_ASSERT((changes[0].kind == mutation.first));
        }
      }
    }));
    for (const auto& mutation : mutations()) {
      CAPTURE(std::string{to_text(mutation.first)});
      CHECK(met.contains(mutation.first));
    }
  }

  TEST_CASE("list changes: what two lists tell is what their cases tell, one by one") {
    CHECK(rc::check([] {
      const std::vector<Case> before = world::random_cases();
      const std::vector<Case> now = world::random_cases();
      const auto changes = changes_of(before, now);
      RC_ASSERT(std::ranges::is_sorted(changes, {}, [](const ListChange& one) {
        return std::pair{one.kind, one.case_id};
      }));
      std::multiset<std::string> got;
      for (const ListChange& one : changes) {
        if (one.kind == ListChangeKind::many_no_in_fact) continue;
        got.insert(one.case_id + ' ' + change_lines({one}));
      }
      std::multiset<std::string> expected;
      const auto cases = by_id(now);
      for (const Case& one : before) {
        const auto at = cases.find(one.case_id);
        const bool ended =
            one.status == CaseStatus::allocated || one.status == CaseStatus::withdrawn;
        if (at == cases.end()) {
          if (ended) continue;
          expected.insert(one.case_id + " vanished status " + std::string{to_text(one.status)} +
                          " -> \n");
          continue;
        }
        for (const ListChange& change : case_changes(world::schema(), one, at->second)) {
          if (change.kind == ListChangeKind::link_cut) {
            const auto other = cases.find(change.before);
            if (other != cases.end() &&
                std::ranges::count(other->second.linked_to, one.case_id) != 0) {
              continue;
            }
          }
          expected.insert(one.case_id + ' ' + change_lines({change}));
        }
      }
      RC_ASSERT(got == expected);
    }));
  }
}
