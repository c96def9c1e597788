// The part of a scenario that both kinds have.
#pragma once

#include <waitlist/simulation/run_plan.h>

#include "io/toml_table.h"

namespace waitlist {

/// The keys `format` to `replications` of the root table.
[[nodiscard]] RunPlan read_run_plan(TomlTable& root, std::string_view text);

/// Notes ids that are badly formed or stand twice in one list.
class IdCheck {
 public:
  void check(TomlTable& row, std::string_view key, const std::string& id);

 private:
  std::vector<std::string> seen_;
};

}  // namespace waitlist
