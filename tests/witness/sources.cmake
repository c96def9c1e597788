list(APPEND tests witness/policy_witness_test.cpp support/witness_worlds.cpp)
