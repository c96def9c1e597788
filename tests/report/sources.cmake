list(APPEND tests report/report_test.cpp report/simulation_report_test.cpp)
