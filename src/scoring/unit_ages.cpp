#include "scoring/unit_ages.h"

#include "base/civil_day.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

namespace waitlist {
namespace {

Points points_at(const AgeRule& rule, std::int64_t months) {
  for (const AgePoints& row : rule.points) {
    if (months < row.under.count()) return row.points;
  }
  return {};
}

/// Points for children under the limit, the youngest one not counted.
Points further_points(const AgeRule& rule, std::int64_t under_limit) {
  if (!rule.further_children || under_limit < 2) return {};
  const FurtherChildren& further = *rule.further_children;
  return std::min(further.points * (under_limit - 1), further.maximum);
}

/// What the ages of the children of a unit come to.
class AgeCount {
 public:
  explicit AgeCount(const AgeRule* rule) noexcept : rule_{rule} {}

  void add(const std::optional<std::int64_t>& months) {
    if (!months) {
      ++unknown_;
      return;
    }
    youngest_known_ = std::min(youngest_known_, *months);
    if (rule_ == nullptr) return;
    best_known_ = std::max(best_known_, points_at(*rule_, *months));
    if (rule_->further_children && *months < rule_->further_children->under.count()) {
      ++known_under_limit_;
    }
  }

  [[nodiscard]] UnitAges ages(const PolicyTables& tables) const {
    UnitAges ages;
    ages.youngest_known = youngest_known_;
    ages.open = unknown_ > 0;
    if (rule_ == nullptr) return ages;
    ages.least = ages.open ? std::max(best_known_, tables.age_fewest) : best_known_;
    ages.least += further_points(*rule_, known_under_limit_);
    ages.used = ages.open ? std::max(best_known_, points_at(*rule_, 0)) : best_known_;
    ages.used_further = further_points(*rule_, known_under_limit_ + unknown_);
    ages.most = ages.open ? std::max(best_known_, tables.age_most) : best_known_;
    ages.most += ages.used_further;
    ages.used += ages.used_further;
    return ages;
  }

 private:
  const AgeRule* rule_;
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
      : cases_{cases},
        ranked_{ranked},
        as_of_{as_of},
        at_listing_{rule == nullptr || rule->at == AgeAt::listed} {}

  template <class Visit>
  void visit(Visit visit) const {
    const bool named = ranked_.size() > 1 && std::ranges::any_of(ranked_, [this](CaseRow row) {
                         return !cases_.child_refs(row).empty();
                       });
    if (named) return visit_named_once(visit);
    visit_each([&visit](const Months& months, std::string_view /*ref*/) { visit(months); });
  }

 private:
  using Months = std::optional<std::int64_t>;

  /// Children, and an unknown one for each case that has none.
  template <class Visit>
  void visit_each(Visit visit) const {
    for (const CaseRow row : ranked_) {
      const Day day = at_listing_ ? cases_.listed_on(row) : as_of_;
      const CivilDay on{day};
      const auto children = cases_.children(row);
      const auto refs = cases_.child_refs(row);
      bool any = false;
      for (std::size_t i = 0; i < children.size(); ++i) {
        if (!counts_on(children[i], as_of_)) continue;
        any = true;
        visit(months_of(children[i], day, on), refs.empty() ? std::string_view{} : refs[i]);
      }
      if (!any) visit(Months{}, std::string_view{});
    }
  }

  template <class Visit>
  void visit_named_once(Visit visit) const {
    std::map<std::string_view, Months> named;
    visit_each([&](const Months& months, std::string_view ref) {
      if (ref.empty()) return visit(months);
      const auto [at, is_new] = named.try_emplace(ref, months);
      Months& known = at->second;
      if (!is_new && months) known = known ? std::min(*known, *months) : *months;
    });
    for (const auto& one : named) visit(one.second);
  }

  static Months months_of(const Child& child, Day day, const CivilDay& on) {
    if (!child.born) return std::nullopt;
    if (child.expected || *child.born > day) return 0;
    return completed_months(CivilDay{*child.born}, on);
  }

  const CaseTable& cases_;
  std::span<const CaseRow> ranked_;
  Day as_of_;
  bool at_listing_;
};

}  // namespace

UnitAges unit_ages(const CaseTable& cases,
                   const PolicyTables& tables,
                   std::span<const CaseRow> ranked,
                   Day as_of) {
  const AgeRule* rule = tables.policy.age ? &*tables.policy.age : nullptr;
  AgeCount count{rule};
  UnitChildren{cases, rule, ranked, as_of}.visit(
      [&count](const std::optional<std::int64_t>& months) { count.add(months); });
  return count.ages(tables);
}

UnitAges youngest_supposed(const UnitAges& ages) noexcept {
  UnitAges supposed = ages;
  supposed.open = false;
  supposed.youngest_known = 0;
  supposed.least = supposed.most = supposed.used;
  return supposed;
}

UnitAges oldest_supposed(const UnitAges& ages) noexcept {
  UnitAges supposed = ages;
  supposed.open = false;
  supposed.used = supposed.most = supposed.least;
  return supposed;
}

UnitAges dearest_supposed(const UnitAges& ages) noexcept {
  UnitAges supposed = ages;
  supposed.open = false;
  supposed.least = supposed.used = supposed.most;
  return supposed;
}

}  // namespace waitlist
