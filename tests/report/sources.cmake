list(APPEND tests report/allocation_page_test.cpp report/chart_test.cpp report/equality_page_test.cpp report/equality_report_test.cpp report/error_report_test.cpp report/family_notice_test.cpp report/faulty_report_test.cpp
                  report/certain_marks_test.cpp report/plain_board_test.cpp report/plan_page_test.cpp report/readable_words_test.cpp report/policy_page_test.cpp report/queue_board_test.cpp report/report_test.cpp
                  report/since_report_test.cpp report/simulation_page_test.cpp report/short_of_memory_test.cpp report/simulation_report_test.cpp
                  support/html_checks.cpp)
if(WAITLIST_WORKBOOKS)
  list(APPEND tests report/ranking_workbook_test.cpp)
endif()
list(APPEND tests report/robustness_page_test.cpp report/robustness_report_test.cpp
                  report/foresight_page_test.cpp)
