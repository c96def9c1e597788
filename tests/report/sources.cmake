list(APPEND tests report/report_test.cpp)
