// The orders of a policy from TOML.
#pragma once

#include "io/toml_table.h"

#include <vector>

namespace waitlist {

/// The keys in `order` of this table.
[[nodiscard]] std::vector<OrderKey> read_order_keys(TomlTable& table);

void read_tier_orders(TomlTable& root, Policy& policy);

}  // namespace waitlist
