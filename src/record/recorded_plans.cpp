#include <waitlist/io/case_reader.h>
#include <waitlist/io/case_writer.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/record/policy_texts.h>
#include <waitlist/record/recorded_plans.h>

#include "base/check.h"
#include "record/record_faults.h"
#include "record/remaining_rows.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace waitlist {
namespace {

/// Lines, and numbers of cases, are those of a text that nobody but this has; the case says where.
Errors of_record(Errors errors) {
  for (Error& error : errors) {
    error.line = 0;
    error.column = 0;
    const std::size_t end = error.field.find(']');
    if (error.case_id.empty() || !error.field.starts_with("cases[") || end == std::string::npos) {
      continue;
    }
    // `cases[0].facts.calls` becomes `facts.calls`.
    error.field.erase(0, std::min(end + 2, error.field.size()));
  }
  return errors;
}

/// The cases of one list as they were recorded, for policies of any fact schema.
class CasesOfList {
 public:
  CasesOfList(CaseTable cases, std::string source)
      : cases_{std::move(cases)}, source_{std::move(source)} {}

  [[nodiscard]] Result<Ranking> ranked(const CompiledPolicy& policy,
                                       Day as_of,
                                       const RecordedPlansOptions& options) const {
    const bool same = cases_.schema().digest() == policy.schema().digest();
    auto list = same ? CaseList{cases_, {}} : read_again(policy.schema(), options);
    if (!list) return failed(of_record(std::move(list.error())));
    for (FaultyCase& faulty : list->faulty) {
      faulty.line = 0;
      faulty.faults = of_record(std::move(faulty.faults));
    }
    const RankOptions how{options.threads, false};
    return options.faulty == FaultyRows::set_apart ? rank(*list, policy, as_of, how)
                                                   : rank(list->cases, policy, as_of, how);
  }

 private:
  [[nodiscard]] Result<CaseList> read_again(const FactSchema& schema,
                                            const RecordedPlansOptions& options) const {
    std::vector<Case> all;
    all.reserve(cases_.size());
    for (CaseRow row = 0; row < cases_.size(); ++row) all.push_back(cases_.at(row));
    CaseReadOptions how;
    how.faulty = options.faulty;
    return read_case_list_json_lines(write_cases_json_lines(all, cases_.schema()), schema, source_,
                                     how);
  }

  CaseTable cases_;
  std::string source_;
};

class RecordedPlanner {
 public:
  RecordedPlanner(const RecordLog& log,
                  const CompiledPolicy& before,
                  const CompiledPolicy& after,
                  const RecordedPlansOptions& options)
      : log_{log},
        before_{before},
        after_{after},
        options_{options},
        series_{before, after, {log.head().origin, to_text(log.head().tree), log.lists().size()}} {}

  /// Errors are of the log; what is wrong with a list for a policy goes into the series.
  [[nodiscard]] Errors add(std::uint64_t list) {
    auto opened = log_.rows(list);
    if (!opened) return std::move(opened.error());
    auto texts = log_.policy_texts(list);
    if (!texts) return std::move(texts.error());
    const auto& entry = std::get<ListEntry>(log_.entry(list));
    const RemainingRows remaining = remaining_rows(entry, *opened);
    const RowsLeftOut left_out{remaining.erased, remaining.of_broken_families, remaining.faulty};
    auto plan = planned(entry, *texts, remaining);
    if (plan) {
      series_.add(entry.list_id, *plan, left_out);
    } else {
      series_.add_unplanned(entry.list_id, entry.as_of, std::move(plan.error()), left_out);
    }
    return {};
  }

  [[nodiscard]] PlanSeries take() { return std::move(series_); }

 private:
  [[nodiscard]] Result<PolicyPlan> planned(const ListEntry& entry,
                                           const PolicyTexts& texts,
                                           const RemainingRows& remaining) const {
    const std::string source = "list " + entry.list_id;
    const auto recorded = read_policy_texts(texts, source + ", its policy");
    if (!recorded) return failed(recorded.error());
    auto cases = remaining_cases(remaining, recorded->schema(), source);
    if (!cases) return failed(of_record(std::move(cases.error())));
    const CasesOfList list{*std::move(cases), source};
    const auto earlier = list.ranked(before_, entry.as_of, options_);
    const auto later = list.ranked(after_, entry.as_of, options_);
    Errors faults;
    if (!earlier) append_faults(faults, under("before", before_, entry, earlier.error()));
    if (!later) append_faults(faults, under("after", after_, entry, later.error()));
    if (!faults.empty()) return failed(std::move(faults));
    return plan_of(*earlier, *later);
  }

  /// Says under which policy: the same list may well be ranked under the other.
  [[nodiscard]] static Errors under(std::string_view before_or_after,
                                    const CompiledPolicy& policy,
                                    const ListEntry& entry,
                                    Errors errors) {
    for (Error& error : errors) {
      error.source = list_under(entry.list_id, before_or_after, policy);
    }
    return errors;
  }

  const RecordLog& log_;
  const CompiledPolicy& before_;
  const CompiledPolicy& after_;
  const RecordedPlansOptions& options_;
  PlanSeries series_;
};

}  // namespace

Result<PlanSeries> plan_recorded(const RecordLog& log,
                                 const CompiledPolicy& before,
                                 const CompiledPolicy& after,
                                 const RecordedPlansOptions& options) {
  WAITLIST_CHECK(options.last > 0);
  std::vector<std::uint64_t> lists = log.lists();
  if (lists.empty()) {
    return failed(record_fault(log.folder(), "", "the log has no list to compare the policies on",
                               ErrorCode::missing_value));
  }
  Errors missing = private_part_faults(log, "the cases of its lists");
  if (!missing.empty()) return failed(std::move(missing));
  const std::size_t count = std::min(options.last, lists.size());
  lists.erase(lists.begin(), lists.end() - static_cast<std::ptrdiff_t>(count));
  RecordedPlanner planner{log, before, after, options};
  for (std::size_t i = 0; i < lists.size(); ++i) {
    if (options.progress) options.progress(i, lists.size());
    Errors faults = planner.add(lists[i]);
    if (!faults.empty()) return failed(std::move(faults));
  }
  return planner.take();
}

}  // namespace waitlist
