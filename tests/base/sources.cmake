list(APPEND tests base/boost_date_test.cpp)
