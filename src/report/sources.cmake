list(APPEND headers report/allocation_report.h report/calendar_report.h report/equality_report.h report/error_report.h report/explanation_report.h
                    report/family_notice.h
                    report/foresight_report.h report/least_change_report.h
                    report/plan_report.h report/policy_report.h report/ranking_report.h report/robustness_report.h report/simulation_report.h
                    report/workbook_report.h)
list(APPEND sources report/allocation_csv.cpp report/allocation_full.cpp report/allocation_json.cpp report/allocation_notes.cpp
                    report/allocation_table.cpp report/allocation_words.cpp report/outlook_words.cpp report/attribution_words.cpp report/calendar_text.cpp
                    report/foresight_json.cpp report/repetitions_csv.cpp report/foresight_text.cpp report/foresight_words.cpp
                    report/ceiling_words.cpp report/comparison_report.cpp report/condition_words.cpp
                    report/explanation_json.cpp report/explanation_text.cpp
                    report/explanation_words.cpp report/fault_json.cpp report/faulty_json.cpp report/faulty_words.cpp report/finding_words.cpp report/least_change_report.cpp
                    report/html/allocation_links.cpp report/html/allocation_page.cpp
                    report/html/allocation_proofs.cpp report/html/allocation_rows.cpp
                    report/html/allocation_takers.cpp report/html/apart_cases.cpp
                    report/html/board_rows.cpp report/html/case_explained.cpp
                    report/html/certain_marks.cpp
                    report/html/changed_since.cpp report/html/data_table.cpp
                    report/html/delayed_cases.cpp report/html/faulty_rows.cpp
                    report/due_by_team.cpp
                    report/html/list_over_time.cpp report/html/long_dates.cpp report/html/page.cpp
                    report/html/policy_charts.cpp report/html/policy_difference_page.cpp
                    report/html/policy_differences.cpp report/html/policy_page.cpp
                    report/html/queue_board.cpp report/html/queue_brief.cpp report/html/simulated_policies.cpp
                    report/html/simulation_page.cpp report/html/template.cpp
                    report/html/upcoming_section.cpp report/html/variant_sections.cpp
                    report/html/wait_spreads.cpp report/html/wait_stories.cpp
                    report/impact_report.cpp
                    report/json_parts.cpp report/matrix_words.cpp report/plain_words.cpp
                    report/policy_difference.cpp report/policy_difference_text.cpp
                    report/policy_json.cpp report/policy_outline.cpp report/policy_text.cpp
                    report/policy_words.cpp
                    report/ranking_csv.cpp report/ranking_json.cpp report/ranking_table.cpp report/replay_words.cpp
                    report/review_text.cpp report/since_words.cpp report/simulation_json.cpp report/simulation_text.cpp
                    report/simulation_words.cpp report/summary_text.cpp report/text_table.cpp)
list(APPEND sources report/html/chart_frame.cpp report/html/plot.cpp report/html/row_chart.cpp
                    report/html/scale.cpp report/html/slope_chart.cpp report/html/svg.cpp)
list(APPEND sources report/html/plan_page.cpp report/html/plan_pictures.cpp
                    report/html/robustness_page.cpp report/html/equality_page.cpp
                    report/html/equality_pictures.cpp)
list(APPEND sources report/equality_csv.cpp report/equality_json.cpp report/equality_parts.cpp report/equality_text.cpp
                    report/equality_words.cpp)
list(APPEND sources report/place_notes.cpp report/family_notice.cpp report/html/family_page.cpp report/plan_csv.cpp report/plan_json.cpp
                    report/plan_text.cpp report/plan_words.cpp report/planned_groups_words.cpp)
if(WAITLIST_WORKBOOKS)
  list(APPEND sources report/workbook/ranking_workbook.cpp report/workbook/workbook_file.cpp)
else()
  list(APPEND sources report/workbook/no_workbooks.cpp)
endif()
list(APPEND sources report/robustness_json.cpp report/robustness_text.cpp
                    report/robustness_words.cpp report/uncertain_words.cpp)
list(APPEND headers report/witness_report.h)
list(APPEND sources report/witness_text.cpp)
list(APPEND sources report/html/plan_series_page.cpp report/plan_series_csv.cpp
                    report/plan_series_json.cpp report/plan_series_text.cpp
                    report/plan_series_words.cpp)
list(APPEND sources report/html/day_chart.cpp report/html/foresight_page.cpp
                    report/html/likely_days.cpp)
