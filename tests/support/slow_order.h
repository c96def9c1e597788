// Parts of the order, read literally from section 11 of the policy format.
#pragma once

#include <waitlist/cases/case.h>
#include <waitlist/cases/fact_schema.h>
#include <waitlist/policy/policy.h>

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace waitlist::slow_oracle {

/// The keys by which two cases in these tiers are compared.
[[nodiscard]] std::vector<OrderKey> order_between(const Policy& policy,
                                                  const std::string& tier,
                                                  const std::string& other);

/// Whether one comes first by this date, and whether the other does.
[[nodiscard]] std::pair<bool, bool> first_by_date(const Case& one,
                                                  const Case& other,
                                                  const OrderKey& key,
                                                  const FactSchema& schema);

/// The same by the points of a group, and by the lottery.
[[nodiscard]] std::pair<bool, bool> first_by_group(const std::map<std::string, std::int64_t>& one,
                                                   const std::map<std::string, std::int64_t>& other,
                                                   const OrderKey& key);
[[nodiscard]] std::pair<bool, bool> first_by_lottery(const std::string& one,
                                                     const std::string& other,
                                                     const Policy& policy);

}  // namespace waitlist::slow_oracle
