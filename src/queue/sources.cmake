list(APPEND headers queue/comparison.h queue/ranking.h queue/summary.h)
list(APPEND sources queue/order_keys.cpp queue/ranking.cpp)
