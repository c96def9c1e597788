list(APPEND headers simulation/synthetic_list.h)
list(APPEND sources )
