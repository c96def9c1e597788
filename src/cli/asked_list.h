// A list as the arguments of a command ask for it.
#pragma once

#include <waitlist/waitlist.h>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/list_input.h"
#include "cli/run.h"

#include <string>

namespace waitlist::cli {

/// The file of a list, and for which day and how it is read. Whoever asks keeps the arguments.
class AskedList {
 public:
  /// Reads the file. Throws Rejected, as all here do.
  AskedList(Files& files, const ListArguments& arguments, Day as_of);

  /// Whether faulty rows stand apart; else they refuse the list.
  [[nodiscard]] bool sets_apart() const { return arguments_.faulty == "apart"; }

  /// How lists of these facts are read.
  [[nodiscard]] CaseReadOptions options(const FactSchema& schema) const;

  /// The cases, as the facts of the policy have them. A list that is refused says how to go on.
  [[nodiscard]] CaseList read(const CompiledPolicy& policy) const;

  /// Ranks them: a case that the policy cannot score refuses the list, or stands apart.
  [[nodiscard]] Ranking rank(const CaseList& list,
                             const CompiledPolicy& policy,
                             const RankOptions& how) const;

 private:
  [[nodiscard]] Rejected refused(Errors errors,
                                 const CompiledPolicy& policy,
                                 const CaseReadOptions& how) const;

  Files& files_;
  const ListArguments& arguments_;
  Day as_of_;
  ListInput input_;
};

}  // namespace waitlist::cli
