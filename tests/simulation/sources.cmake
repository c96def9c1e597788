list(APPEND tests simulation/synthetic_list_test.cpp)
