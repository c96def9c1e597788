// What commands read, from the files that their arguments name. Each throws Rejected with all
// faults.
#pragma once

#include <waitlist/waitlist.h>

#include "cli/files.h"

#include <optional>
#include <string>
#include <vector>

namespace waitlist::cli {

[[nodiscard]] bool is_json(const std::string& path);

/// With the facts of another file, or of the one that the policy names, beside it.
[[nodiscard]] CompiledPolicy load_policy(Files& files,
                                         const std::string& path,
                                         const std::string& facts);

/// nullopt: no path.
[[nodiscard]] std::optional<CaseMapping> load_mapping(Files& files,
                                                      const std::string& path,
                                                      const FactSchema& schema);

/// The text of a file that may be left out.
[[nodiscard]] std::string optional_text(Files& files, const std::string& path);

[[nodiscard]] Roster load_roster(Files& files, const std::string& path, const std::string& travel);
[[nodiscard]] WorkRules load_work(Files& files, const std::string& path);
[[nodiscard]] std::vector<Instruction> load_instructions(Files& files, const std::string& path);

}  // namespace waitlist::cli
