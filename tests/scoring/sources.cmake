list(APPEND tests scoring/explanation_test.cpp)
