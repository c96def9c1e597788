// What a fact schema declares, in a file of its own or in a policy.
#pragma once

#include <waitlist/cases/fact_schema.h>

#include "io/toml_table.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// The keys of a root table that declare facts and what belongs to them.
inline constexpr std::array<std::string_view, 6> kSchemaKeys{
    "subjects", "service_from", "theme", "fact", "yes_no", "contradiction"};

/// The rows as written, and where each stands.
struct SchemaRows {
  std::vector<FactDefinition> facts;
  std::vector<FactTheme> themes;
  std::vector<Contradiction> contradictions;
  std::vector<std::string> subjects;
  std::optional<Day> service_from;
  std::vector<TextPlace> fact_places, theme_places, contradiction_places;
};

/// Reads what kSchemaKeys name; at least one fact is required.
[[nodiscard]] SchemaRows read_schema_rows(TomlTable& root);

/// The schema that the rows make. Its faults are added to `faults`, which have those found in
/// reading already; nullopt where it has any of its own.
[[nodiscard]] std::optional<FactSchema> schema_of(SchemaRows rows,
                                                  std::string id,
                                                  std::string version,
                                                  std::string title,
                                                  const std::string& source,
                                                  Errors& faults);

}  // namespace waitlist
