#include "scoring/unit_ages.h"

#include "base/civil_day.h"
#include "cases/case_columns.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace waitlist {
namespace {

/// Of a known age by the first row above it.
Points points_at(const PolicyTables& tables, std::int64_t months) {
  const auto at = static_cast<std::size_t>(months);
  return at < tables.age_points.size() ? tables.age_points[at] : Points{};
}

/// What the ages of the children of a unit come to.
class AgeCount {
 public:
  AgeCount(const PolicyTables& tables, KeepMonths keep) noexcept
      : tables_{tables},
        rule_{tables.policy.age ? &*tables.policy.age : nullptr},
        keep_{keep == KeepMonths::yes || tables.age_where} {}

  void add(const std::optional<std::int64_t>& months) {
    if (!months) {
      ++unknown_;
      return;
    }
    youngest_known_ = std::min(youngest_known_, *months);
    if (keep_) known_.push_back(*months);
    if (rule_ == nullptr) return;
    best_known_ = std::max(best_known_, points_at(tables_, *months));
    if (rule_->further_children && *months < rule_->further_children->under.count()) {
      ++known_under_limit_;
    }
  }

  [[nodiscard]] UnitAges ages() && {
    UnitAges ages;
    ages.youngest_known = youngest_known_;
    ages.open = unknown_ > 0;
    ages.unknown = unknown_;
    ages.known = std::move(known_);
    if (rule_ == nullptr) return ages;
    AgeNumber& number = ages.number;
    number.least = ages.open ? std::max(best_known_, tables_.age_fewest) : best_known_;
    number.least += further_points(tables_, known_under_limit_);
    number.used = ages.open ? std::max(best_known_, points_at(tables_, 0)) : best_known_;
    number.used_further = further_points(tables_, known_under_limit_ + unknown_);
    number.most = ages.open ? std::max(best_known_, tables_.age_most) : best_known_;
    number.most += number.used_further;
    number.used += number.used_further;
    return ages;
  }

 private:
  const PolicyTables& tables_;
  const AgeRule* rule_;
  bool keep_;
  std::vector<std::int64_t> known_;
  std::int64_t youngest_known_ = UnitAges::kNobody;
  std::int64_t unknown_ = 0;
  std::int64_t known_under_limit_ = 0;
  Points best_known_;
};

/// The children of a unit on a day, with their ages in months; nullopt: not known.
class UnitChildren {
 public:
  UnitChildren(const CaseTable& cases,
               const AgeRule* rule,
               std::span<const CaseRow> ranked,
               Day as_of)
      : columns_{cases.columns()},
        ranked_{ranked},
        as_of_{as_of},
        at_listing_{rule == nullptr || rule->at == AgeAt::listed} {}

  template <class Visit>
  void visit(Visit visit) const {
    const bool named = ranked_.size() > 1 && std::ranges::any_of(ranked_, [this](CaseRow row) {
                         return !columns_.rare.child_refs(row).empty();
                       });
    if (named) return visit_named_once(visit);
    for (const CaseRow row : ranked_) {
      visit_case(row, [&visit](const Months& months, std::size_t /*child*/) { visit(months); });
    }
  }

 private:
  using Months = std::optional<std::int64_t>;

  static constexpr std::size_t kNobody = SIZE_MAX;

  /// The children of a case, numbered; an unknown one when it has none.
  template <class Visit>
  void visit_case(CaseRow row, Visit visit) const {
    const std::span<const Child> children = columns_.children.of(row);
    const Day day = at_listing_ ? *Day::from_days_since_epoch(columns_.listed_on[row]) : as_of_;
    const CivilDay on{day};
    bool any = false;
    for (std::size_t i = 0; i < children.size(); ++i) {
      if (!counts_on(children[i], as_of_)) continue;
      any = true;
      visit(months_of(children[i], day, on), i);
    }
    if (!any) visit(Months{}, kNobody);
  }

  template <class Visit>
  void visit_named_once(Visit visit) const {
    std::map<std::string_view, Months> named;
    for (const CaseRow row : ranked_) {
      const std::span<const std::string> refs = columns_.rare.child_refs(row);
      visit_case(row, [&](const Months& months, std::size_t child) {
        const bool has_ref = child < refs.size() && !refs[child].empty();
        if (!has_ref) return visit(months);
        const auto [at, is_new] = named.try_emplace(refs[child], months);
        Months& known = at->second;
        if (!is_new && months) known = known ? std::min(*known, *months) : *months;
      });
    }
    for (const auto& one : named) visit(one.second);
  }

  static Months months_of(const Child& child, Day day, const CivilDay& on) {
    if (!child.born) return std::nullopt;
    if (child.expected || *child.born > day) return 0;
    return completed_months(CivilDay{*child.born}, on);
  }

  const CaseTable::Columns& columns_;
  std::span<const CaseRow> ranked_;
  Day as_of_;
  bool at_listing_;
};

}  // namespace

UnitAges unit_ages(const CaseTable& cases,
                   const PolicyTables& tables,
                   std::span<const CaseRow> ranked,
                   Day as_of,
                   KeepMonths keep) {
  const AgeRule* rule = tables.policy.age ? &*tables.policy.age : nullptr;
  AgeCount count{tables, keep};
  UnitChildren{cases, rule, ranked, as_of}.visit(
      [&count](const std::optional<std::int64_t>& months) { count.add(months); });
  return std::move(count).ages();
}

Points further_points(const PolicyTables& tables, std::int64_t under_limit) noexcept {
  const auto& further = tables.policy.age->further_children;
  if (!further || under_limit < 2) return {};
  return std::min(further->points * (under_limit - 1), further->maximum);
}

UnitAges supposed_births(const UnitAges& ages,
                         const PolicyTables& tables,
                         std::span<const std::int64_t> months) {
  AgeCount count{tables, KeepMonths::yes};
  for (const std::int64_t known : ages.known) count.add(known);
  for (const std::int64_t supposed : months) count.add(supposed);
  return std::move(count).ages();
}

}  // namespace waitlist
