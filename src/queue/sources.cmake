list(APPEND headers queue/comparison.h queue/ranking.h queue/summary.h)
list(APPEND sources queue/case_findings.cpp queue/comparison.cpp queue/order_keys.cpp
                    queue/ranking.cpp queue/summary.cpp)
