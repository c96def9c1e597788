list(APPEND headers equality/gap_by_rule.h equality/permutation_test.h equality/share_interval.h
                    equality/shift_interval.h equality/small_cells.h)
list(APPEND sources equality/banded_units.cpp equality/dealt_labels.cpp equality/exact_deals.cpp
                    equality/family_test.cpp equality/gap_by_rule.cpp equality/hidden_cells.cpp
                    equality/permutation_test.cpp equality/share_interval.cpp
                    equality/shift_interval.cpp equality/small_cells.cpp)
