list(APPEND tests robustness/counted_draws_test.cpp robustness/exact_shares.cpp
                  robustness/certain_places_test.cpp robustness/drawn_places_test.cpp
                  robustness/published_acceptability_test.cpp robustness/rank_counts_test.cpp
                  robustness/intervals_test.cpp robustness/swap_values_test.cpp
                  robustness/variations_property_test.cpp)
