// What ages earn, as nodes of a network (docs/reference/policy-format.md, section 5).

#include "scoring/unit_ages.h"
#include "witness/witness_points.h"

#include <algorithm>
#include <utility>

namespace waitlist {
namespace {

using Kind = NetNode::Kind;

/// Most that children beside the youngest earn.
Points most_of_further(const PolicyTables& tables) {
  const auto& rule = tables.policy.age->further_children;
  return rule ? rule->maximum : Points{};
}

}  // namespace

void PointsWriter::add_age(Numbers& numbers) {
  const bool own = tables_.age_where;
  numbers.full.push_back(own ? own_age(false) : age_of_family(false));
  numbers.known.push_back(!limited() ? 0 : own ? own_age(true) : age_of_family(true));
}

std::size_t PointsWriter::further(bool least) {
  return model_.leaf(kFamilyVariable, most_of_further(tables_).count(),
                     [this_side = side_, of = &tables_, least](const CasePart& part) {
                       const FamilyState& family = *part.family;
                       const std::int64_t known = family.sides[this_side].further;
                       return further_points(*of, least ? known : known + family.unknown).count();
                     });
}

std::size_t PointsWriter::age_of_family(bool least) {
  const Points young = tables_.age_points.empty() ? Points{} : tables_.age_points.front();
  const std::int64_t unknown = (least ? tables_.age_fewest : young).count();
  const std::int64_t most = std::max(tables_.age_most.count(), unknown);
  const std::size_t best =
      model_.leaf(kFamilyVariable, most, [this_side = side_, unknown](const CasePart& part) {
        const std::int64_t known = part.family->sides[this_side].points;
        return part.family->unknown > 0 ? std::max(known, unknown) : known;
      });
  return network_.add({Kind::sum, {best, further(least)}});
}

std::size_t PointsWriter::age_row(std::int64_t months) {
  std::size_t row = network_.number(0);
  for (std::size_t i = tables_.age_steps.size(); i-- > 0;) {
    const StepTable& step = tables_.age_steps[i];
    if (months >= step.limit) continue;
    row = network_.either(whens_.holds(step.when, AgeTaken::mildly),
                          network_.number(step.points.count()), row);
  }
  return row;
}

std::size_t PointsWriter::least_of_rows(std::size_t from,
                                        std::size_t to,
                                        std::int64_t months,
                                        std::size_t end) {
  std::size_t least = end;
  for (std::size_t i = to; i-- > from;) {
    const StepTable& step = tables_.age_steps[i];
    if (months >= step.limit) continue;
    const std::size_t points = network_.number(step.points.count());
    const std::size_t open = network_.either(whens_.possibly_holds(step.when),
                                             network_.gather(Kind::lowest, {points, least}), least);
    least = network_.either(whens_.certainly_holds(step.when), points, open);
  }
  return least;
}

std::size_t PointsWriter::least_of_unknown() {
  const auto& steps = tables_.age_steps;
  std::vector<std::size_t> least;
  for (std::size_t from = 0; from < steps.size();) {
    std::size_t to = from;
    while (to < steps.size() && steps[to].limit == steps[from].limit) ++to;
    // Behind rows of the same ages that need not count come those of older ones.
    least.push_back(least_of_rows(from, to, 0, network_.number(kNoNetLimit)));
    from = to;
  }
  return network_.gather(Kind::lowest, std::move(least));
}

std::size_t PointsWriter::own_age(bool least) {
  const FamilyRules& rules = model_.family[side_];
  std::vector<std::size_t> best;
  best.reserve(rules.limits.size() + 1);
  for (std::size_t i = 0; i < rules.limits.size(); ++i) {
    const std::int64_t months = i == 0 ? 0 : rules.limits[i - 1];
    const std::size_t present =
        model_.leaf(kFamilyVariable, 1, [this_side = side_, i](const CasePart& part) {
          return static_cast<std::int64_t>(part.family->sides[this_side].rows >> i & 1U);
        });
    best.push_back(network_.product(
        present, least ? least_of_rows(0, tables_.age_steps.size(), months, network_.number(0))
                       : age_row(months)));
  }
  const std::size_t unknown = model_.leaf(kFamilyVariable, 1, [](const CasePart& part) {
    return std::int64_t{part.family->unknown > 0 ? 1 : 0};
  });
  best.push_back(network_.product(unknown, least ? least_of_unknown() : age_row(0)));
  const std::size_t highest = network_.gather(Kind::highest, std::move(best));
  return network_.add({Kind::sum, {highest, further(least)}});
}

}  // namespace waitlist
