/// \file policy_texts.h
/// \brief The files that a policy is made of, kept so that a list can be ranked again.
/// Layer: record (may use base, cases, policy, io).  They hold no case.
/// Errors: those of the readers.  Complexity: O(bytes).  Threads: values; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/policy/compiled_policy.h>

#include <optional>
#include <string>

namespace waitlist {

struct PolicyTexts {
  std::string policy;                   ///< TOML
  std::optional<std::string> facts;     ///< TOML; nullopt: the policy has its facts itself
  std::optional<std::string> calendar;  ///< CSV of holidays; nullopt: the policy names none

  friend bool operator==(const PolicyTexts&, const PolicyTexts&) = default;
};

/// The policy as this program reads it. Faults name the files by `source`.
[[nodiscard]] WAITLIST_EXPORT Result<CompiledPolicy> read_policy_texts(
    const PolicyTexts& texts, const std::string& source = "policy");

}  // namespace waitlist
