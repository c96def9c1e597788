/// \file waitlist.h
/// \brief Everything a host needs; include single headers where build time matters.
///
/// Memory: whatever runs out of it throws std::bad_alloc and has changed nothing; a function that
/// is noexcept asks for none. Where nothing at all is left the parser of TOML ends the process, so
/// that readers of policies, facts, mappings and scenarios first ask for more than it needs.
#pragma once

#include <waitlist/allocation/allocation.h>
#include <waitlist/allocation/allocation_outlook.h>
#include <waitlist/allocation/assignment.h>
#include <waitlist/allocation/weighted_assignment.h>
#include <waitlist/base/shown_text.h>
#include <waitlist/base/stream.h>
#include <waitlist/base/version.h>
#include <waitlist/cases/answer_text.h>
#include <waitlist/equality/order_equality.h>
#include <waitlist/io/allocation_rules_reader.h>
#include <waitlist/io/answer_reader.h>
#include <waitlist/io/calendar_reader.h>
#include <waitlist/io/case_form.h>
#include <waitlist/io/case_mapping.h>
#include <waitlist/io/case_reader.h>
#include <waitlist/io/case_writer.h>
#include <waitlist/io/encoded_text.h>
#include <waitlist/io/outcome_reader.h>
#include <waitlist/io/policy_reader.h>
#include <waitlist/io/queue_file.h>
#include <waitlist/io/roster_reader.h>
#include <waitlist/io/scenario_reader.h>
#include <waitlist/io/workbook_reader.h>
#include <waitlist/policy/policy_review.h>
#include <waitlist/queue/comparison.h>
#include <waitlist/queue/least_change.h>
#include <waitlist/queue/list_changes.h>
#include <waitlist/queue/list_part.h>
#include <waitlist/queue/live_queue.h>
#include <waitlist/queue/passing.h>
#include <waitlist/queue/plan_series.h>
#include <waitlist/queue/policy_plan.h>
#include <waitlist/queue/position.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/queue/ranking_since.h>
#include <waitlist/queue/scored_list.h>
#include <waitlist/queue/summary.h>
#include <waitlist/queue/upcoming.h>
#include <waitlist/record/record_check.h>
#include <waitlist/record/record_log.h>
#include <waitlist/record/record_replay.h>
#include <waitlist/record/record_story.h>
#include <waitlist/record/recorded_plans.h>
#include <waitlist/report/allocation_report.h>
#include <waitlist/report/calendar_report.h>
#include <waitlist/report/equality_report.h>
#include <waitlist/report/error_report.h>
#include <waitlist/report/explanation_report.h>
#include <waitlist/report/family_notice.h>
#include <waitlist/report/foresight_report.h>
#include <waitlist/report/least_change_report.h>
#include <waitlist/report/plan_report.h>
#include <waitlist/report/policy_report.h>
#include <waitlist/report/ranking_report.h>
#include <waitlist/report/robustness_report.h>
#include <waitlist/report/simulation_report.h>
#include <waitlist/report/witness_report.h>
#include <waitlist/report/workbook_report.h>
#include <waitlist/robustness/rank_counts.h>
#include <waitlist/robustness/robustness.h>
#include <waitlist/simulation/area_simulation.h>
#include <waitlist/simulation/foresight.h>
#include <waitlist/simulation/queue_simulation.h>
#include <waitlist/simulation/synthetic_list.h>
#include <waitlist/simulation/wait_incidence.h>
#include <waitlist/witness/policy_witness.h>
