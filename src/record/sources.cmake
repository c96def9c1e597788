list(APPEND headers record/recorded_plans.h)
list(APPEND sources record/recorded_plans.cpp record/remaining_rows.cpp)
list(APPEND headers record/commitment.h record/decisions.h record/log_entry.h record/log_head.h
                    record/log_tiles.h record/merkle_tree.h record/policy_texts.h
                    record/record_check.h record/record_log.h record/record_replay.h
                    record/record_story.h record/recorded_list.h)
list(APPEND sources record/base64_text.cpp record/commitment.cpp record/decisions.cpp
                    record/entry_text.cpp record/key_store.cpp record/list_check.cpp
                    record/log_entry.cpp record/log_files.cpp record/log_head.cpp
                    record/log_store.cpp record/log_tiles.cpp record/merkle_tree.cpp
                    record/openings.cpp record/overrides.cpp record/policy_texts.cpp
                    record/posix_files.cpp record/record_check.cpp record/record_erasure.cpp
                    record/record_log.cpp record/record_replay.cpp record/record_story.cpp
                    record/record_writer.cpp record/recorded_list.cpp)
list(APPEND sources record/later_decisions.cpp record/taken_decisions.cpp)
