// Options that several commands have, written once.
#pragma once

#include "cli/commands.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace waitlist::cli {

inline constexpr const char* kAsOfHelp =
    "The day the list stands for, YYYY-MM-DD, or today: the day of this machine, in its local time";

void add_encoding(CLI::App& command, std::string& to);
void add_list(CLI::App& command, ListArguments& to);
/// How the list is read, and where the result goes.
void add_reading_options(CLI::App& command, ListArguments& to);
/// The list, the policy, and the reading options.
void add_list_options(CLI::App& command, ListArguments& to);
void add_since(CLI::App& command, std::string& to);
/// The first of the formats is taken where none is asked for.
void add_format(CLI::App& command, std::string& to, const std::vector<std::string>& formats);
/// `needed`: the option without which they mean nothing; null: they always do.
void add_group_options(CLI::App& command, GroupArguments& groups, CLI::Option* needed = nullptr);

/// What is wrong with a seed: the parser of options would take -1 for 2^64 - 1.
[[nodiscard]] std::string seed_fault(const std::string& text);

}  // namespace waitlist::cli
