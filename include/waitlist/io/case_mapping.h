/// \file case_mapping.h
/// \brief How the export of another program says what a case file says.
/// Layer: io (may use base, cases).  Format: docs/reference/mapping-format.md.
/// A mapping rewrites the rows of an export to those of a case file; everything after is the one
/// reader of case files. Nothing is guessed: what the mapping does not say is a fault.
/// Ranges: limits::kPolicyBytesMax.  Errors: all faults of the mapping, each with its line and key.
/// Complexity: O(bytes).  Threads: immutable; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/cases/fact_schema.h>

#include <memory>
#include <string>
#include <string_view>

namespace waitlist {

struct MappingRules;  // src/io/mapping/mapping_rules.h

/// A checked mapping to the columns of one fact schema. Copies share one value.
class WAITLIST_EXPORT CaseMapping {
 public:
  /// The schema whose facts the mapping names.
  [[nodiscard]] const FactSchema& schema() const noexcept;

  /// What the mapping calls itself; may be empty.
  [[nodiscard]] const std::string& title() const noexcept;

  [[nodiscard]] const MappingRules& rules() const noexcept { return *rules_; }

 private:
  friend WAITLIST_EXPORT Result<CaseMapping> read_case_mapping(std::string_view toml,
                                                               const FactSchema& schema,
                                                               const std::string& source);
  explicit CaseMapping(std::shared_ptr<const MappingRules> rules) noexcept;
  std::shared_ptr<const MappingRules> rules_;
};

/// Reads a mapping and checks it against the schema: its columns, and that every word becomes what
/// its column can hold.
[[nodiscard]] WAITLIST_EXPORT Result<CaseMapping> read_case_mapping(
    std::string_view toml, const FactSchema& schema, const std::string& source = "mapping");

/// A first mapping for an export, from its header line and its first 2,000 rows. Each guess is
/// marked by a comment with the word `guess`; what cannot be guessed is left open. Somebody has to
/// read it: nothing here looks at what the words mean.
/// Errors: a text that is not UTF-8 or has no line of several cells.
[[nodiscard]] WAITLIST_EXPORT Result<std::string> suggest_case_mapping(
    std::string_view text, const FactSchema& schema, const std::string& source = "export");

}  // namespace waitlist
