list(APPEND tests policy/ceiling_rules_test.cpp policy/condition_faults_test.cpp
                  policy/floor_tables_rules_test.cpp policy/number_rules_test.cpp policy/points_per_test.cpp
                  policy/policy_faults_test.cpp policy/policy_review_test.cpp
                  policy/uncertain_numbers_test.cpp)
