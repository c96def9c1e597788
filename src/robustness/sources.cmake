list(APPEND headers robustness/certain_places.h robustness/counted_draws.h
                    robustness/deciding_numbers.h robustness/drawn_places.h
                    robustness/rank_counts.h robustness/robustness.h robustness/swap_values.h
                    robustness/varied_policy.h)
list(APPEND sources robustness/certain_places.cpp robustness/counted_draws.cpp
                    robustness/deciding_numbers.cpp robustness/drawn_places.cpp
                    robustness/number_axis.cpp robustness/number_names.cpp
                    robustness/pair_proof.cpp robustness/pair_proof_reader.cpp
                    robustness/rank_counts.cpp
                    robustness/robustness.cpp robustness/swap_values.cpp
                    robustness/unit_keys.cpp robustness/varied_policy.cpp)
