list(APPEND headers io/allocation_rules_reader.h io/answer_reader.h io/calendar_reader.h io/case_form.h io/case_mapping.h io/case_reader.h io/case_writer.h
                    io/outcome_reader.h io/policy_reader.h io/queue_file.h io/roster_reader.h io/scenario_reader.h
                    io/encoded_text.h io/workbook_reader.h)
list(APPEND sources io/allocation_rules_reader.cpp io/answer_reader.cpp io/calendar_reader.cpp io/diagnostic_csv_reader.cpp io/case_csv_reader.cpp
                    io/case_draft.cpp io/case_json_reader.cpp io/case_writer.cpp
                    io/cell_parser.cpp io/condition_reader.cpp io/csv_columns.cpp
                    io/csv_lexer.cpp io/csv_rows.cpp io/csv_run_reader.cpp io/fast_csv_reader.cpp
                    io/json_document.cpp io/json_faults.cpp io/json_tree.cpp io/order_reader.cpp io/policy_reader.cpp
                    io/policy_rules_reader.cpp io/practitioner_draft.cpp
                    io/roster_csv_reader.cpp io/roster_json_reader.cpp io/scale_reader.cpp
                    io/schema_reader.cpp io/text_encoding.cpp io/toml_document.cpp
                    io/toml_lists.cpp io/toml_numbers.cpp io/toml_table.cpp io/two_facts_reader.cpp
                    io/word_codes.cpp io/written_number.cpp)
list(APPEND sources io/area_scenario_reader.cpp io/case_mix_reader.cpp io/duration_reader.cpp
                    io/practitioners_reader.cpp io/queue_scenario_reader.cpp
                    io/run_plan_reader.cpp io/scenario_reader.cpp io/scenario_variants.cpp)
list(APPEND sources io/blank_text.cpp io/loose_word.cpp io/mapping/cell_rewriter.cpp io/mapping/export_layout.cpp
                    io/mapping/fast_export_reader.cpp io/mapping/mapped_column_reader.cpp
                    io/mapping/mapped_csv_reader.cpp io/mapping/mapped_words.cpp
                    io/mapping/mapping_reader.cpp io/mapping/mapping_suggestion.cpp
                    io/mapping/name_guess.cpp io/mapping/rewritten_export.cpp
                    io/mapping/written_day.cpp)
list(APPEND sources io/queue_file.cpp io/case_form.cpp io/case_json_lines.cpp io/encoded_text.cpp
                    io/workbook/sheet_data.cpp io/workbook/workbook_cases.cpp)
if(WAITLIST_WORKBOOKS)
  list(APPEND sources io/workbook/cell_formats.cpp io/workbook/sheet_reader.cpp
                      io/workbook/sheet_rows.cpp io/workbook/workbook_parts.cpp
                      io/workbook/workbook_reader.cpp io/workbook/xml_part.cpp
                      io/workbook/zip_archive.cpp)
else()
  list(APPEND sources io/workbook/no_workbooks.cpp)
endif()
list(APPEND sources io/outcome_reader.cpp)
