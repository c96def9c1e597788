list(APPEND headers policy/compiled_policy.h policy/condition.h policy/points_per.h policy/policy.h
                    policy/policy_review.h policy/text_place.h policy/two_facts.h
                    policy/varied_kind.h)
list(APPEND sources policy/answer_rules.cpp
                    policy/ceiling_doubts.cpp
                    policy/ceiling_faults.cpp
                    policy/code_tables.cpp
                    policy/compiled_policy.cpp
                    policy/conditions/band_at_least.cpp
                    policy/conditions/bounds.cpp
                    policy/conditions/fact_any_of.cpp
                    policy/conditions/fact_at_least.cpp
                    policy/conditions/fact_at_most.cpp
                    policy/conditions/fact_between.cpp
                    policy/conditions/fact_is.cpp
                    policy/conditions/fact_is_unknown.cpp
                    policy/conditions/fact_older.cpp
                    policy/conditions/fact_within.cpp
                    policy/conditions/youngest_under.cpp
                    policy/fault_collector.cpp
                    policy/never_holds.cpp
                    policy/order_faults.cpp
                    policy/order_table.cpp
                    policy/overtaking.cpp
                    policy/pair_doubts.cpp
                    policy/point_reach.cpp
                    policy/points_per.cpp
                    policy/policy_compiler.cpp
                    policy/policy_digest.cpp
                    policy/policy_faults.cpp
                    policy/policy_numbers.cpp
                    policy/facts_in_use.cpp policy/policy_review.cpp
                    policy/rule_doubts.cpp
                    policy/scale_faults.cpp
                    policy/scales/by_level.cpp
                    policy/scales/by_marker.cpp
                    policy/scales/by_range.cpp
                    policy/scales/by_two_facts.cpp
                    policy/scales/level_rows.cpp
                    policy/scales/per_step.cpp
                    policy/telling_answers.cpp
                    policy/time_doubts.cpp
                    policy/two_fact_faults.cpp
                    policy/uncertain_faults.cpp
                    policy/unknown_points.cpp
                    policy/waiting_course.cpp policy/waiting_faults.cpp
                    policy/when_implies.cpp)
