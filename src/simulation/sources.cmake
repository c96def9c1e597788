list(APPEND headers simulation/synthetic_list.h)
list(APPEND sources simulation/answer_shares.cpp simulation/synthetic_list.cpp)
