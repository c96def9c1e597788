#include "cases/case_store.h"

#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

using Cases = std::map<std::string, Case>;

std::vector<std::string> ids_of(const CaseTable& table, std::span<const CaseRow> rows) {
  std::vector<std::string> ids;
  for (const CaseRow row : rows) ids.emplace_back(table.case_id(row));
  return ids;
}

/// The store holds these cases, in the units that a table made afresh gives them.
void check_holds(const CaseStore& store, const Cases& cases) {
  std::vector<Case> list;
  for (const auto& [id, one] : cases) list.push_back(one);
  const CaseTable fresh = world::table_of(list);
  RC_ASSERT(store.size() == cases.size());
  for (const auto& [id, one] : cases) {
    const auto row = store.find(id);
    RC_ASSERT(row.has_value());
    RC_ASSERT(store.table().at(*row) == one);
    const CaseRow there = fresh.find(id).value();
    RC_ASSERT(ids_of(store.table(), store.table().members(store.table().unit(*row))) ==
              ids_of(fresh, fresh.members(fresh.unit(there))));
  }
}

/// The units named are exactly those of the rows they hold, each once.
void check_formed(const CaseStore& store, std::span<const UnitIndex> units) {
  RC_ASSERT(std::set<UnitIndex>(units.begin(), units.end()).size() == units.size());
  for (const UnitIndex unit : units) {
    RC_ASSERT(!store.table().members(unit).empty());
    for (const CaseRow row : store.table().members(unit)) {
      RC_ASSERT(store.table().unit(row) == unit);
    }
  }
}

}  // namespace

TEST_SUITE("cases") {
  TEST_CASE("case store: after any changes it holds what a table made afresh would hold") {
    CHECK(rc::check([] {
      Cases cases;
      for (const Case& one : world::random_cases(8)) cases[one.case_id] = one;
      std::vector<Case> list;
      for (const auto& [id, one] : cases) list.push_back(one);
      CaseStore store{world::table_of(list)};
      check_holds(store, cases);
      for (int step = 0; step < 12; ++step) {
        const std::vector<Case> others = world::random_cases(10);
        const Case& one = others[*rc::gen::inRange<std::size_t>(0, others.size())];
        CaseTexts texts;
        if (*rc::gen::inRange(0, 3) > 0) {
          const CaseView view = view_of(one, texts);
          const auto row = store.find(one.case_id);
          if (row) RC_ASSERT(store.holds(*row, view) == (cases.at(one.case_id) == one));
          CaseStore::Change change = store.put(row, view, store.units_touched(row, view));
          change.settle();
          check_formed(store, change.formed());
          cases[one.case_id] = one;
          RC_ASSERT(store.holds(*store.find(one.case_id), view));
        } else if (const auto row = store.find(one.case_id)) {
          CaseStore::Change change = store.take(*row);
          change.settle();
          check_formed(store, change.formed());
          cases.erase(one.case_id);
        }
        check_holds(store, cases);
      }
    }));
  }

  TEST_CASE("case store: a list that changes for ever stays as small as what it holds") {
    CaseStore store{world::table_of({})};
    Case one;
    CaseTexts texts;
    for (int step = 0; step < 20'000; ++step) {
      one.case_id = "case-number-" + std::to_string(step);
      one.listed_on = world::as_of();
      one.children.assign(static_cast<std::size_t>(step % 5), Child{world::as_of()});
      one.answers.assign(static_cast<std::size_t>(step % 4), Answer::pending_since(world::as_of()));
      const CaseView fields = view_of(one, texts);
      store.put(std::nullopt, fields, store.units_touched(std::nullopt, fields)).settle();
      if (step >= 10) store.take(*store.find("case-number-" + std::to_string(step - 10))).settle();
    }
    CHECK(store.size() == 10);
    const CaseTable::Columns& columns = store.table().columns();
    CHECK(columns.size() == 11);
    CHECK(columns.ids.held() < 10'000);
    CHECK(columns.children.held() < 10'000);
    CHECK(columns.answers.others_held() < 10'000);
    CHECK(columns.units.size() == 11);
  }
}
