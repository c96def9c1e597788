list(APPEND headers report/explanation_report.h report/policy_report.h report/ranking_report.h)
list(APPEND sources report/plain_words.cpp report/text_table.cpp)
