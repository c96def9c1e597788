#include "support/slow_ages.h"

#include <algorithm>
#include <string>

namespace waitlist::slow_oracle {
namespace {

std::optional<std::int64_t> months_of(const Child& child, Day on) {
  if (!child.born) return std::nullopt;
  if (child.expected || on < *child.born) return 0;
  return completed_months(*child.born, on).count();
}

}  // namespace

bool belongs(const Child& child, Day as_of) {
  return !child.born || child.expected || !(as_of < *child.born);
}

std::vector<std::optional<std::int64_t>> ages_of(const std::vector<const Case*>& unit,
                                                 AgeAt at,
                                                 Day as_of) {
  std::vector<std::optional<std::int64_t>> months;
  std::vector<std::string> names;
  const auto add = [&](std::optional<std::int64_t> age, const std::string& name) {
    const auto same = std::ranges::find(names, name) - names.begin();
    if (name.empty() || same == std::ssize(names)) {
      months.push_back(age);
      names.push_back(name);
      return;
    }
    auto& known = months[static_cast<std::size_t>(same)];
    if (!known || (age && *age < *known)) known = age ? age : known;
  };
  for (const Case* one : unit) {
    bool any = false;
    for (std::size_t i = 0; i < one->children.size(); ++i) {
      const Child& child = one->children[i];
      if (!belongs(child, as_of)) continue;
      any = true;
      add(months_of(child, at == AgeAt::listed ? one->listed_on : as_of),
          one->child_refs.empty() ? "" : one->child_refs[i]);
    }
    if (!any) add(std::nullopt, "");
  }
  return months;
}

}  // namespace waitlist::slow_oracle
