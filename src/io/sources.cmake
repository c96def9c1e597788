list(APPEND headers io/case_reader.h io/case_writer.h io/policy_reader.h)
list(APPEND sources io/policy_reader.cpp io/policy_rules_reader.cpp io/schema_reader.cpp
                    io/toml_document.cpp io/toml_table.cpp)
