list(APPEND headers cases/answer.h cases/answer_text.h cases/case.h cases/case_list.h cases/case_table.h
                    cases/contradiction.h cases/fact_schema.h cases/working_calendar.h)
list(APPEND sources cases/answer_rows.cpp cases/answer_text.cpp cases/case.cpp cases/case_list.cpp cases/case_table.cpp
                    cases/case_table_builder.cpp cases/case_rules.cpp cases/case_store.cpp
                    cases/case_view.cpp cases/column_writer.cpp
                    cases/contradiction_check.cpp cases/fact_schema.cpp
                    cases/id_index.cpp cases/id_order.cpp cases/linked_units.cpp
                    cases/rare_fields.cpp cases/shared_ids.cpp cases/unit_list.cpp cases/working_calendar.cpp)
