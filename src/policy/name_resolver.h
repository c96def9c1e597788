// Positions of names in a policy without faults: every lookup finds something.
#pragma once

#include <waitlist/cases/fact_schema.h>
#include <waitlist/policy/compiled_policy.h>

#include "base/check.h"

#include <algorithm>
#include <string>

namespace waitlist {

class NameResolver {
 public:
  NameResolver(const Policy& policy, const FactSchema& schema) : policy_{policy}, schema_{schema} {}

  [[nodiscard]] std::uint16_t group(const std::string& id) const {
    return position(policy_.groups, id);
  }

  [[nodiscard]] BandIndex band(const std::string& id) const {
    return BandIndex{position(policy_.bands, id)};
  }

  [[nodiscard]] FactIndex fact(const std::string& id) const {
    const auto found = schema_.find(id);
    WAITLIST_CHECK(found.has_value());
    return *found;
  }

  [[nodiscard]] std::uint32_t level(FactIndex of, const std::string& id) const {
    const auto found = find_level(schema_.fact(of), id);
    WAITLIST_CHECK(found.has_value());
    return *found;
  }

  [[nodiscard]] const FactSchema& schema() const noexcept { return schema_; }

 private:
  template <class Rules>
  [[nodiscard]] static std::uint16_t position(const Rules& rules, const std::string& id) {
    const auto at = std::ranges::find_if(rules, [&id](const auto& rule) { return rule.id == id; });
    WAITLIST_CHECK(at != rules.end());
    return static_cast<std::uint16_t>(at - rules.begin());
  }

  const Policy& policy_;
  const FactSchema& schema_;
};

}  // namespace waitlist
