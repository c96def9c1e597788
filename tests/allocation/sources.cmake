list(APPEND tests allocation/allocation_test.cpp allocation/assignment_test.cpp
                   allocation/or_library_test.cpp
                  allocation/weighted_assignment_test.cpp support/assignment_oracle.cpp
                  support/assignment_worlds.cpp support/boost_flow.cpp)
