list(APPEND tests scoring/explanation_oracle_test.cpp scoring/explanation_test.cpp scoring/trajectory_test.cpp)
