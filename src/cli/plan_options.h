// The options of `plan`, of which there are three kinds: of a list, of a record and of a scenario.
#pragma once

#include "cli/commands.h"

#include <CLI/CLI.hpp>

namespace waitlist::cli {

/// Adds the command; running it sets the status. Both must outlive the parsing.
void add_plan(CLI::App& app, PlanArguments& plan, int& status);

}  // namespace waitlist::cli
