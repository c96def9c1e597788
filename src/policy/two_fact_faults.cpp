#include "policy/two_fact_faults.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace waitlist {
namespace {

/// A choice that may stand in a table; null after reporting why not.
const FactDefinition* choice(const TwoFactCheck& check, const std::string& id) {
  const std::string field = check.field + ".by";
  const FactDefinition* fact = check.to.fact(id, check.place, field);
  if (fact == nullptr || fact->kind == FactKind::choice) return fact;
  check.to.add(ErrorCode::wrong_type, check.place, field, id,
               "a table is of two choices, and this fact is not one");
  return nullptr;
}

struct Named {
  std::string_view level;
  TextPlace place;
};

/// Every level of the fact once, and nothing else but perhaps `no`.
void check_levels(const TwoFactCheck& check,
                  const FactDefinition& fact,
                  const std::vector<Named>& named,
                  const std::string& field) {
  FaultCollector& to = check.to;
  const std::vector<std::string> known = ids_of(fact.levels);
  std::set<std::string_view> seen;
  for (const Named& one : named) {
    const bool no = one.level == kNoLevel && fact.no_is_answer;
    if (!no && std::ranges::count(known, one.level) == 0) {
      to.add(ErrorCode::unknown_reference, one.place, field, one.level,
             "not a level of " + fact.id + did_you_mean(std::string{one.level}, known));
    } else if (!seen.insert(one.level).second) {
      to.add(ErrorCode::duplicate_name, one.place, field, one.level, "this level is there already");
    }
  }
  for (const std::string& level : known) {
    if (!seen.contains(level)) {
      to.add(ErrorCode::incomplete_cover, check.place, field, level,
             "every level needs its place, and this one has none");
    }
  }
}

}  // namespace

void check_two_facts(const TwoFactCheck& check,
                     const std::string& other,
                     const std::vector<std::string>& columns,
                     const std::vector<RowShape>& rows) {
  const FactDefinition* first = choice(check, check.first);
  if (check.first == other) {
    check.to.add(ErrorCode::duplicate_name, check.place, check.field + ".by", other,
                 "two facts are looked up, and these are one");
    return;
  }
  const FactDefinition* second = choice(check, other);
  std::vector<Named> of_columns;
  of_columns.reserve(columns.size());
  for (const std::string& column : columns) of_columns.push_back({column, check.place});
  std::vector<Named> of_rows;
  of_rows.reserve(rows.size());
  for (const RowShape& row : rows) {
    of_rows.push_back({row.level, row.place});
    if (row.cells == columns.size()) continue;
    check.to.add(ErrorCode::incomplete_cover, row.place, check.field + ".rows." + row.level,
                 std::to_string(row.cells),
                 "a row has a cell for each of the " + std::to_string(columns.size()) + " columns");
  }
  if (second != nullptr) check_levels(check, *second, of_columns, check.field + ".columns");
  if (first != nullptr) check_levels(check, *first, of_rows, check.field + ".rows");
}

}  // namespace waitlist
