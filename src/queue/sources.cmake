list(APPEND headers queue/comparison.h queue/live_queue.h queue/ranking.h queue/summary.h)
list(APPEND sources queue/case_findings.cpp queue/comparison.cpp queue/live_queue.cpp
                    queue/order_keys.cpp queue/queue_order.cpp queue/queue_watch.cpp
                    queue/ranking.cpp queue/summary.cpp queue/unit_line.cpp)
