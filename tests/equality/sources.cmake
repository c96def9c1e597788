list(APPEND tests equality/exact_gap_test.cpp equality/gap_by_rule_test.cpp
                  equality/planned_groups_test.cpp
                  equality/hidden_cells_attack_test.cpp equality/order_equality_test.cpp
                  equality/power_test.cpp
                  equality/ranked_by_some_test.cpp equality/small_cells_test.cpp
                  equality/whole_report_test.cpp)
list(APPEND tests equality/family_within_bands_test.cpp)
