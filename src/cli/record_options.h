// The options of `record` and of its commands.
#pragma once

#include "cli/commands.h"

#include <CLI/CLI.hpp>

namespace waitlist::cli {

/// Adds the commands; running one sets the status. What they fill must outlive the parsing.
void add_record(CLI::App& app, RecordAddArguments& add, RecordArguments& record, int& status);

}  // namespace waitlist::cli
