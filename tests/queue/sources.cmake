list(APPEND tests queue/apart_cases_test.cpp queue/class_list_test.cpp queue/comparison_test.cpp
                  queue/exact_waiting_test.cpp queue/faulty_cases_test.cpp queue/key_columns_test.cpp queue/line_memory_test.cpp
                  queue/list_changes_test.cpp queue/live_queue_test.cpp
                  queue/named_keys_test.cpp queue/overdue_order_test.cpp
                  queue/overtaking_test.cpp
                  queue/passing_test.cpp queue/policy_plan_test.cpp
                  queue/ranking_laws_test.cpp queue/ranking_since_test.cpp
                  queue/scored_list_test.cpp queue/short_memory_test.cpp
                  queue/upcoming_test.cpp
                  support/overtaking_pairs.cpp support/slow_ages.cpp support/slow_ceilings.cpp
                  support/slow_conditions.cpp support/slow_filing.cpp support/slow_oracle.cpp
                  support/slow_order.cpp support/slow_pairs.cpp support/slow_per.cpp support/slow_scales.cpp
                  support/slow_staleness.cpp support/slow_units.cpp support/slow_waiting.cpp
                  support/small_conditions.cpp
                  support/small_orders.cpp support/small_world.cpp)
list(APPEND tests queue/alike_ids_test.cpp)
list(APPEND tests queue/least_change_test.cpp support/slow_least_change.cpp)
list(APPEND tests queue/list_part_test.cpp)
