list(APPEND tests lost_children/catalogue_test.cpp)
