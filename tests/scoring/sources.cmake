list(APPEND tests scoring/explanation_test.cpp scoring/trajectory_test.cpp)
