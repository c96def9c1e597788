// A list as the arguments of a command ask for it.
#pragma once

#include <waitlist/waitlist.h>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/list_input.h"
#include "cli/progress.h"
#include "cli/run.h"

#include <string>

namespace waitlist::cli {

/// The day of --as-of; `today` asks the clock, and nothing else does. Throws Rejected.
[[nodiscard]] Day day_of(const std::string& text);

/// The list of the command. Throws Rejected.
[[nodiscard]] ListInput load_list(Files& files, const ListArguments& arguments);

/// How the arguments ask for lists to be read.
[[nodiscard]] CaseReadOptions read_options(Files& files,
                                           const ListArguments& arguments,
                                           const FactSchema& schema);

/// A list that was refused, with what to do about it.
[[nodiscard]] Rejected refused(Errors errors,
                               const ListInput& input,
                               const ListArguments& arguments,
                               const CompiledPolicy& policy,
                               Day as_of,
                               const CaseReadOptions& options);

/// Ranks a list that was read as the options say: a case that the policy cannot score refuses it,
/// or stands apart.
[[nodiscard]] Result<Ranking> rank_list(const CaseList& list,
                                        const CompiledPolicy& policy,
                                        Day as_of,
                                        const CaseReadOptions& options,
                                        const RankOptions& how);

}  // namespace waitlist::cli
