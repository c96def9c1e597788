list(APPEND headers queue/comparison.h queue/list_changes.h queue/list_part.h queue/live_queue.h queue/passing.h queue/policy_plan.h
                    queue/position.h queue/ranking.h queue/ranking_since.h queue/scored_list.h
                    queue/summary.h queue/upcoming.h)
list(APPEND sources queue/alike_ids.cpp queue/case_findings.cpp queue/class_list.cpp queue/comparison.cpp
                    queue/faulty_cases.cpp queue/key_columns.cpp queue/line_memory.cpp queue/live_queue.cpp queue/look_days.cpp
                    queue/order_keys.cpp queue/order_plan.cpp queue/passing.cpp
                    queue/queue_lines.cpp queue/queue_order.cpp queue/queue_watch.cpp queue/radix_order.cpp
                    queue/ranking.cpp queue/scored_list.cpp queue/scored_rows.cpp queue/steady_builder.cpp
                    queue/steady_order.cpp queue/steady_rows.cpp queue/summary.cpp
                    queue/unit_line.cpp queue/unit_scores.cpp queue/upcoming.cpp)
list(APPEND sources queue/answer_changes.cpp queue/case_changes.cpp queue/child_changes.cpp
                    queue/list_changes.cpp queue/ranking_since.cpp)
list(APPEND sources queue/list_part.cpp queue/policy_plan.cpp)
list(APPEND headers queue/least_change.h)
list(APPEND sources queue/answer_choices.cpp queue/case_trial.cpp queue/least_change.cpp)
list(APPEND headers queue/plan_series.h)
list(APPEND sources queue/plan_series.cpp)
