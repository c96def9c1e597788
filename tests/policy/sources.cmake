list(APPEND tests policy/policy_faults_test.cpp policy/policy_review_test.cpp)
