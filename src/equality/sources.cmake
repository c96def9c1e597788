list(APPEND headers equality/gap_by_rule.h equality/order_equality.h equality/permutation_test.h
                    equality/planned_groups.h equality/shift_interval.h
                    equality/small_cells.h)
list(APPEND sources equality/banded_units.cpp equality/compared_groups.cpp equality/dealt_labels.cpp
                    equality/exact_deals.cpp equality/family_test.cpp
                    equality/gap_by_rule.cpp equality/hidden_cells.cpp equality/hidden_groups.cpp
                    equality/measured_units.cpp equality/monitored_labels.cpp
                    equality/order_equality.cpp equality/permutation_test.cpp
                    equality/planned_groups.cpp equality/point_lines.cpp equality/ranked_by_some.cpp
                    equality/shift_interval.cpp equality/small_cells.cpp equality/split_gaps.cpp)
list(APPEND sources equality/family_sums.cpp)
