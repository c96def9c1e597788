// A list ranked as the arguments of a command ask, and what commands say of it.
#pragma once

#include <waitlist/waitlist.h>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/run.h"

#include <optional>
#include <string>

namespace waitlist::cli {

/// A ranking, and what changed since the list of --since, where there is one.
struct RankedList {
  Ranking ranking;
  std::optional<ChangesSince> changes;

  [[nodiscard]] const ChangesSince* since() const { return changes ? &*changes : nullptr; }
};

/// Throws Rejected, as the next one does.
[[nodiscard]] Ranking load_and_rank(Files& files,
                                    const ListArguments& arguments,
                                    bool keep_contributions = false);

[[nodiscard]] RankedList load_and_rank_since(Files& files, const ListArguments& arguments);

/// The exit status of a command that did what it was asked to.
[[nodiscard]] int status_of(const Ranking& ranking);

/// Says that something is missing in what was just printed about one case.
void note_faulty(const Ranking& ranking);

[[nodiscard]] bool is_faulty(const Ranking& ranking, const std::string& case_id);

/// A case, practitioner or name that an option gives and nothing read has.
[[nodiscard]] Rejected unknown_id(const char* option,
                                  const std::string& id,
                                  const std::string& reason);

}  // namespace waitlist::cli
