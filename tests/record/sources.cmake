list(APPEND tests record/recorded_plans_test.cpp)
list(APPEND tests record/commitment_test.cpp record/crash_folder.cpp record/log_entry_test.cpp
                  record/log_store_test.cpp record/log_tiles_test.cpp record/merkle_tree_test.cpp
                  record/record_damage_test.cpp record/record_log_test.cpp
                  record/record_replay_test.cpp record/sample_record.cpp)
list(APPEND tests record/later_places_test.cpp record/record_reasons_test.cpp
                  record/record_years_test.cpp)
