#include "cli/ranked_list.h"

#include "cli/asked_day.h"
#include "cli/asked_list.h"
#include "cli/input_files.h"
#include "cli/progress.h"

#include <algorithm>
#include <utility>

namespace waitlist::cli {

Ranking load_and_rank(Files& files, const ListArguments& arguments, bool keep_contributions) {
  Progress progress;
  const Day as_of = day_of(arguments.as_of);
  progress.step("Reading the policy");
  const CompiledPolicy policy = load_policy(files, arguments.policy, arguments.facts);
  progress.step("Reading the cases");
  const AskedList asked{files, arguments, as_of};
  const CaseList list = asked.read(policy);
  progress.step("Ranking");
  return asked.rank(list, policy, {arguments.threads, keep_contributions});
}

RankedList load_and_rank_since(Files& files, const ListArguments& arguments) {
  if (arguments.since.empty()) return {load_and_rank(files, arguments), std::nullopt};
  Progress progress;
  const Day as_of = day_of(arguments.as_of);
  progress.step("Reading the policy");
  const CompiledPolicy policy = load_policy(files, arguments.policy, arguments.facts);
  progress.step("Reading the cases");
  const AskedList asked{files, arguments, as_of};
  const CaseList now = asked.read(policy);
  const ListInput earlier =
      load_input(files, arguments.since, {arguments.sheet, arguments.encoding});
  const CaseList before =
      value_of(read_list(earlier, policy.schema(), asked.options(policy.schema())));
  progress.step("Ranking");
  const RankOptions how{arguments.threads};
  RankingSince ranked =
      value_of(asked.sets_apart()
                   ? rank_since(before.cases, now, policy, as_of, arguments.since, how)
                   : rank_since(before.cases, now.cases, policy, as_of, arguments.since, how));
  return {std::move(ranked.ranking), std::move(ranked.since)};
}

int status_of(const Ranking& ranking) { return ranking.faulty().empty() ? kDone : kSetApart; }

void note_faulty(const Ranking& ranking) {
  const std::size_t rows = ranking.faulty().size();
  if (rows == 0) return;
  say("Note: " + std::to_string(rows) +
      (rows == 1 ? " row of the list is" : " rows of the list are") +
      " not ranked and must be looked at; `rank --faulty apart` shows " +
      (rows == 1 ? "it" : "them") + " first.\n");
}

bool is_faulty(const Ranking& ranking, const std::string& case_id) {
  return !case_id.empty() && std::ranges::find(ranking.faulty(), case_id, &FaultyCase::case_id) !=
                                 ranking.faulty().end();
}

Rejected unknown_id(const char* option, const std::string& id, const std::string& reason) {
  return Rejected{
      {{ErrorCode::unknown_reference, "command line", 0, 0, option, clipped(id), reason}}};
}

}  // namespace waitlist::cli
