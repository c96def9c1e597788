list(APPEND tests base/boost_date_test.cpp base/day_test.cpp base/digested_text_test.cpp
                  base/decimal_test.cpp base/error_test.cpp base/ordered_json_test.cpp base/points_text_test.cpp support/shipped.cpp)
list(APPEND tests base/share_interval_test.cpp base/shown_text_test.cpp)
