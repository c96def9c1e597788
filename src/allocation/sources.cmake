list(APPEND headers allocation/allocation.h allocation/allocation_outlook.h allocation/allocation_rules.h
                    allocation/assignment.h
                    allocation/assignment_problem.h allocation/practitioner_index.h allocation/roster.h
                    allocation/weighted_assignment.h)
list(APPEND sources allocation/allocation.cpp allocation/allocation_outlook.cpp allocation/allocator.cpp allocation/assignment.cpp
                    allocation/assignment_problem.cpp allocation/assignment_reasons.cpp
                    allocation/assignment_state.cpp allocation/case_rules.cpp
                    allocation/case_rules_reader.cpp allocation/closed_nodes.cpp allocation/earlier_proposal.cpp
                    allocation/eligibility.cpp allocation/exact_packing.cpp allocation/family_kin.cpp
                    allocation/kind_limits.cpp allocation/known_families.cpp allocation/least_shares.cpp
                    allocation/load_class.cpp allocation/load_fit.cpp allocation/load_fit_kinds.cpp allocation/load_flow.cpp
                    allocation/load_next_best.cpp                     allocation/load_packing.cpp
                    allocation/near_misses.cpp allocation/next_best_search.cpp allocation/pair_exchange.cpp allocation/pair_loads.cpp
                    allocation/place_flow.cpp allocation/place_gains.cpp
                    allocation/place_search.cpp
                    allocation/practitioner_places.cpp allocation/residual_graph.cpp
                    allocation/room_gathering.cpp allocation/roster.cpp allocation/roster_rules.cpp
                    allocation/rules_digest.cpp
                    allocation/second_workers.cpp allocation/shared_bound.cpp allocation/shared_reasons.cpp
                    allocation/travel_minutes.cpp allocation/unique_optimum.cpp
                    allocation/weighted_assignment.cpp allocation/weighted_changes.cpp)
