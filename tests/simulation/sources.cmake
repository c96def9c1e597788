list(APPEND tests simulation/area_simulation_test.cpp simulation/capacity_test.cpp
                  simulation/causes_test.cpp simulation/variants_test.cpp
                  simulation/families_test.cpp simulation/foresight_test.cpp
                  simulation/queue_simulation_test.cpp simulation/queue_theory_test.cpp
                  simulation/repetitions_test.cpp simulation/replay_test.cpp
                  simulation/roster_promise_test.cpp simulation/roster_simulation_test.cpp
                  simulation/scenario_notes_test.cpp
                  simulation/share_test_test.cpp
                  simulation/sharing_test.cpp simulation/estimates_test.cpp
                  simulation/synthetic_list_test.cpp simulation/wait_incidence_test.cpp support/queue_theory.cpp
                  support/small_area.cpp support/textbook.cpp
                  simulation/roster_capacity_test.cpp simulation/growth_test.cpp
                  simulation/queue_warnings_test.cpp)
