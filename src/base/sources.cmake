list(APPEND headers base/boost_date.h base/day.h base/decimal.h base/digest.h base/error.h base/index.h base/limits.h base/result.h base/share_interval.h base/shown_text.h base/stream.h base/whole.h)
list(APPEND sources base/big_memory.cpp base/check.cpp base/csv_text.cpp base/day.cpp base/decimal.cpp base/digest.cpp base/error.cpp
                    base/fault_list.cpp base/ordered_json.cpp base/parallel.cpp base/point_parts.cpp base/points_text.cpp base/quantiles.cpp base/share_interval.cpp)
list(APPEND sources base/stream.cpp base/visible_text.cpp)
