list(APPEND tests allocation/travel_minutes_test.cpp allocation/allocation_test.cpp allocation/appointed_test.cpp allocation/assignment_test.cpp
                   allocation/earlier_proposal_test.cpp allocation/kind_limits_test.cpp allocation/least_share_test.cpp allocation/load_gains_test.cpp allocation/new_limit_test.cpp allocation/other_work_test.cpp allocation/preferences_test.cpp
                   allocation/load_promise_test.cpp
                   allocation/one_more_place_test.cpp allocation/near_misses_test.cpp allocation/or_library_test.cpp allocation/outlook_test.cpp allocation/pair_load_test.cpp allocation/prices_test.cpp
                   allocation/safe_by_default_test.cpp allocation/second_worker_test.cpp allocation/several_places_test.cpp
                  allocation/weighted_assignment_test.cpp support/assignment_oracle.cpp
                  support/assignment_worlds.cpp support/boost_flow.cpp support/sample_allocation.cpp
                  support/slow_packing.cpp)
# Boost 1.74 adds up distances of vertices that it has not reached; the sums are not used.
set_source_files_properties(support/boost_flow.cpp PROPERTIES
                            COMPILE_OPTIONS -fno-sanitize=signed-integer-overflow)
