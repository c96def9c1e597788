list(APPEND tests io/answer_text_test.cpp io/calendar_reader_test.cpp io/case_csv_test.cpp io/case_json_test.cpp io/count_decimals_test.cpp
                  io/csv_parts_test.cpp io/faulty_rows_test.cpp io/outcome_reader_test.cpp io/policy_page_test.cpp
                  io/policy_with_facts_test.cpp io/published_test.cpp io/queue_file_test.cpp io/roster_test.cpp
                  io/scenario_test.cpp io/scenario_variants_test.cpp io/written_number_test.cpp)
list(APPEND tests io/short_memory_test.cpp)
list(APPEND tests io/everyday_exports_test.cpp io/mapped_csv_test.cpp io/mapped_lists_test.cpp
                  io/mapping_test.cpp io/worked_mappings_test.cpp io/written_day_test.cpp)
list(APPEND tests io/case_forms_test.cpp io/encoded_text_test.cpp io/word_codes_test.cpp)
if(WAITLIST_WORKBOOKS)
  list(APPEND tests io/workbook_safety_test.cpp io/workbook_test.cpp support/small_workbook.cpp)
endif()
