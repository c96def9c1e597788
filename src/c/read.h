// Policies and lists as callers give them, for single calls and for scenarios.
#pragma once

#include "c/handles.h"

#include <optional>
#include <string>
#include <string_view>

namespace waitlist::c {

/// A policy with the facts that it names, or with its own where `schema` is null. `holidays`: CSV
/// of the calendar that it names.
[[nodiscard]] CompiledPolicy read_policy_text(std::string_view toml,
                                              const FactSchema* schema,
                                              const std::optional<std::string_view>& holidays,
                                              const std::string& source);

/// A list of any form, told by its bytes where the options do not say it.
[[nodiscard]] wl_cases read_list(std::string_view bytes,
                                 const FactSchema& schema,
                                 const wl_case_options& options);

}  // namespace waitlist::c
