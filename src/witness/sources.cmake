list(APPEND headers witness/policy_witness.h)
list(APPEND sources witness/listing_classes.cpp witness/near_days.cpp witness/net_layers.cpp
                    witness/net_part_search.cpp witness/policy_witness.cpp
                    witness/possible_answers.cpp witness/possible_family.cpp
                    witness/same_bands.cpp witness/witness_ages.cpp witness/witness_bands.cpp
                    witness/witness_model.cpp witness/witness_network.cpp
                    witness/witness_points.cpp witness/witness_search.cpp
                    witness/witness_whens.cpp)
