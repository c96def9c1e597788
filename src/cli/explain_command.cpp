#include "cli/asked_day.h"
#include "cli/asked_list.h"
#include "cli/commands.h"
#include "cli/input_files.h"
#include "cli/ranked_list.h"
#include "cli/reader_of_case.h"

#include <string>

namespace waitlist::cli {
namespace {

int explain_to_family(Files& files, const ExplainArguments& arguments) {
  const Day as_of = day_of(arguments.as_of);
  const CompiledPolicy policy = load_policy(files, arguments.policy, arguments.facts);
  const AskedList asked{files, arguments, as_of};
  const CaseList list = asked.read(policy);
  const FamilyNotice notice =
      value_of(family_notice(list.cases, policy, arguments.case_id, as_of, arguments.contact));
  write_form(files, arguments.output,
             arguments.format == "html" ? render_html(notice) : render_text(notice),
             arguments.format);
  return list.faulty.empty() ? kDone : kSetApart;
}

/// What would put the case where --to or --to-above say.
int explain_least_change(Files& files, const ExplainArguments& arguments, const Ranking& ranking) {
  const LeastChangeGoal goal = arguments.to_above.empty()
                                   ? LeastChangeGoal{InTier{arguments.to}}
                                   : LeastChangeGoal{AboveCase{arguments.to_above}};
  const LeastChange least = value_of(least_change(ranking, arguments.case_id, goal));
  write_form(files, arguments.output,
             arguments.format == "json" ? render_json(least, ranking) : render_text(least, ranking),
             arguments.format);
  note_faulty(ranking);
  return status_of(ranking);
}

}  // namespace

int explain_case(const ExplainArguments& arguments) {
  return run([&](Files& files) {
    refuse_for_reader(arguments);
    if (arguments.reader == "family") return explain_to_family(files, arguments);
    const RankedList list = load_and_rank_since(files, arguments);
    const Ranking& ranking = list.ranking;
    if (!arguments.to.empty() || !arguments.to_above.empty()) {
      return explain_least_change(files, arguments, ranking);
    }
    const bool json = arguments.format == "json";
    if (!arguments.above.empty()) {
      const Comparison comparison = value_of(compare(ranking, arguments.case_id, arguments.above));
      write_form(files, arguments.output, json ? render_json(comparison) : render_text(comparison),
                 arguments.format);
      note_faulty(ranking);
      if (comparison.above != arguments.case_id) {
        say("Note: " + arguments.case_id + " does not stand above " + arguments.above +
            "; it is the other way round.\n");
      }
      return status_of(ranking);
    }
    if (is_faulty(ranking, arguments.case_id)) {
      write_form(files, arguments.output,
                 json ? render_faulty_json(ranking, arguments.case_id)
                      : render_faulty_text(ranking, arguments.case_id),
                 arguments.format);
      return status_of(ranking);
    }
    const bool is_gone = list.changes && list.changes->previous.find(arguments.case_id) &&
                         !ranking.cases().find(arguments.case_id);
    if (is_gone) {
      throw unknown_id("--case", arguments.case_id,
                       "it is on the list of --since and not on this one; it should stand here as "
                       "allocated or withdrawn");
    }
    const CaseRow row = value_of(find_scored(ranking, arguments.case_id));
    const Explanation explanation =
        explain(ranking.cases(), ranking.policy(), row, ranking.as_of());
    write_form(files, arguments.output,
               json ? render_json(explanation, ranking, list.since())
                    : render_text(explanation, ranking, list.since()),
               arguments.format);
    note_faulty(ranking);
    return status_of(ranking);
  });
}

}  // namespace waitlist::cli
