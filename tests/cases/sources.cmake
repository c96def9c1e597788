list(APPEND tests cases/answer_rows_test.cpp cases/case_store_test.cpp cases/case_table_test.cpp
                  cases/fact_schema_test.cpp cases/id_order_test.cpp
                  cases/working_calendar_test.cpp)
list(APPEND tests cases/texts_survive_test.cpp)
