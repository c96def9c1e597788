list(APPEND tests equality/gap_by_rule_test.cpp equality/permutation_test.cpp
                  equality/share_interval_test.cpp equality/small_cells_test.cpp)
