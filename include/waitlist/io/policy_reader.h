/// \file policy_reader.h
/// \brief TOML text to a fact schema or a checked policy, or to all of its faults.
/// Layer: io (may use base, cases, policy).  Format: docs/reference/policy-format.md and
/// fact-schema.md.  Ranges: limits::kPolicyBytesMax.
/// Errors: codes 301 to 322, all of them, each with line and column.
/// Complexity: O(bytes).  Threads: pure; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/cases/fact_schema.h>
#include <waitlist/policy/compiled_policy.h>

#include <string>
#include <string_view>

namespace waitlist {

[[nodiscard]] WAITLIST_EXPORT Result<FactSchema> read_fact_schema(
    std::string_view toml, const std::string& source = "facts");

/// The file name of the schema that a policy names, so that a host can fetch it first; empty where
/// the policy has its facts itself, so that read_policy_with_facts() reads it.
[[nodiscard]] WAITLIST_EXPORT Result<std::string> schema_named_by(
    std::string_view policy_toml, const std::string& source = "policy");

/// The file name of the calendar that a policy names, which read_holidays_csv() reads; empty where
/// it counts by the shipped one.
[[nodiscard]] WAITLIST_EXPORT Result<std::string> calendar_named_by(
    std::string_view policy_toml, const std::string& source = "policy");

/// Reads and compiles a policy that names the file of its schema. `calendar` is the one that the
/// policy names.
[[nodiscard]] WAITLIST_EXPORT Result<CompiledPolicy> read_policy(
    std::string_view toml,
    const FactSchema& schema,
    const std::string& source = "policy",
    const WorkingCalendar& calendar = WorkingCalendar::england_and_wales());

/// Reads and compiles a policy that has its facts itself; its schema has the id, the version and
/// the title of the policy.
[[nodiscard]] WAITLIST_EXPORT Result<CompiledPolicy> read_policy_with_facts(
    std::string_view toml,
    const std::string& source = "policy",
    const WorkingCalendar& calendar = WorkingCalendar::england_and_wales());

}  // namespace waitlist
