#include "report/ceiling_words.h"

#include "report/plain_words.h"

#include <algorithm>
#include <type_traits>
#include <vector>

namespace waitlist {
namespace {

std::string label_of_group(const Policy& policy, const std::string& id) {
  const auto group = std::ranges::find(policy.groups, id, &GroupRule::id);
  return group == policy.groups.end() ? id : group->label;
}

std::string counted(Points points) {
  return short_points(points) + (points == whole_points(1) ? " point" : " points");
}

}  // namespace

std::string limit_in_words(const CompiledPolicy& policy, const CeilingRule& rule) {
  return std::visit(
      [&](const auto& limit) {
        if constexpr (std::is_same_v<std::decay_t<decltype(limit)>, BandCeiling>) {
          return tier_in_words(policy, limit.band);
        } else {
          return label_of_group(policy.written(), limit.group) + ": " + counted(limit.at_most);
        }
      },
      rule.limit);
}

std::string lowering_in_words(const CompiledPolicy& policy, const CeilingRule& rule) {
  return std::visit(
      [&](const auto& limit) -> std::string {
        if constexpr (std::is_same_v<std::decay_t<decltype(limit)>, BandCeiling>) {
          return "stands at most in " + tier_in_words(policy, limit.band);
        } else {
          return "earns at most " + counted(limit.at_most) + " in \"" +
                 label_of_group(policy.written(), limit.group) + "\"";
        }
      },
      rule.limit);
}

std::string ceilings_in_words() {
  return "Where one of these holds, the case stands no higher, or the group earns no more, than it "
         "says, whatever the points and floors. None holds because of what is not known; the least "
         "that a case could turn out to be counts those that may hold. A manager may raise a case "
         "above a ceiling.";
}

std::string whatever_else_in_words() { return "No ceiling puts a case below this."; }

std::string telling_facts_in_words(const CompiledPolicy& policy, const CannotTellRule& rule) {
  std::vector<std::string> labels;
  for (const std::string& id : rule.facts) {
    const auto fact = policy.schema().find(id);
    labels.push_back(fact ? policy.schema().fact(*fact).label : id);
  }
  return listed(labels, ", ");
}

std::string cannot_tell_in_words(const CompiledPolicy& policy, const CannotTellRule& rule) {
  return "While one of these is not known, no band is told by points: " +
         telling_facts_in_words(policy, rule) + ". The case then stands in " +
         tier_in_words(policy, rule.band) +
         ", unless a floor puts it higher or a ceiling lower. The bands that it could turn out to "
         "be in are shown as for all that is not known.";
}

bool has_band_ceiling(const Policy& policy) {
  return std::ranges::any_of(policy.ceilings, [](const CeilingRule& rule) {
    return std::holds_alternative<BandCeiling>(rule.limit);
  });
}

std::string band_makers_in_words(const Policy& policy) {
  std::vector<std::string> makers{"points", "floors"};
  if (has_band_ceiling(policy)) makers.emplace_back("ceilings");
  if (policy.cannot_tell) makers.emplace_back("what cannot be told");
  return listed(makers);
}

}  // namespace waitlist
