list(APPEND tests allocation/assignment_test.cpp support/assignment_oracle.cpp
                  support/assignment_worlds.cpp support/boost_flow.cpp)
