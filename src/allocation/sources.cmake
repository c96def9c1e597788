list(APPEND headers allocation/assignment.h allocation/assignment_problem.h)
list(APPEND sources allocation/assignment.cpp allocation/assignment_problem.cpp
                    allocation/assignment_reasons.cpp allocation/assignment_state.cpp
                    allocation/place_flow.cpp allocation/place_search.cpp
                    allocation/residual_walk.cpp allocation/unique_optimum.cpp)
