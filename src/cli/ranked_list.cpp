#include "cli/ranked_list.h"

#include "cli/asked_list.h"
#include "cli/input_files.h"
#include "cli/progress.h"

#include <algorithm>
#include <utility>

namespace waitlist::cli {
namespace {

/// Ranks a list as the arguments ask.
Result<Ranking> rank_input(const ListInput& input,
                           const ListArguments& arguments,
                           const CompiledPolicy& policy,
                           Day as_of,
                           const CaseReadOptions& options,
                           const Progress& progress) {
  const auto list = read_list(input, policy.schema(), options);
  if (!list) return failed(list.error());
  progress.step("Ranking");
  return rank_list(*list, policy, as_of, options, {arguments.threads});
}

}  // namespace

Ranking load_and_rank(Files& files, const ListArguments& arguments) {
  Progress progress;
  const Day as_of = day_of(arguments.as_of);
  progress.step("Reading the policy");
  const CompiledPolicy policy = load_policy(files, arguments.policy, arguments.facts);
  progress.step("Reading the cases");
  const ListInput input = load_list(files, arguments);
  const CaseReadOptions options = read_options(files, arguments, policy.schema());
  auto ranking = rank_input(input, arguments, policy, as_of, options, progress);
  if (ranking) return *std::move(ranking);
  throw refused(std::move(ranking.error()), input, arguments, policy, as_of, options);
}

RankedList load_and_rank_since(Files& files, const ListArguments& arguments) {
  if (arguments.since.empty()) return {load_and_rank(files, arguments), std::nullopt};
  Progress progress;
  const Day as_of = day_of(arguments.as_of);
  progress.step("Reading the policy");
  const CompiledPolicy policy = load_policy(files, arguments.policy, arguments.facts);
  progress.step("Reading the cases");
  const bool apart = arguments.faulty == "apart";
  const ListInput input = load_list(files, arguments);
  const CaseReadOptions options = read_options(files, arguments, policy.schema());
  const auto now = read_list(input, policy.schema(), options);
  if (!now) {
    throw refused(now.error(), input, arguments, policy, as_of, options);
  }
  const ListInput earlier =
      load_input(files, arguments.since, {arguments.sheet, arguments.encoding});
  const CaseList before = value_of(read_list(earlier, policy.schema(), options));
  progress.step("Ranking");
  const RankOptions how{arguments.threads};
  RankingSince ranked =
      value_of(apart ? rank_since(before.cases, *now, policy, as_of, arguments.since, how)
                     : rank_since(before.cases, now->cases, policy, as_of, arguments.since, how));
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
