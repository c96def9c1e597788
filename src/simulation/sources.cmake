list(APPEND headers simulation/area_scenario.h simulation/area_simulation.h simulation/case_mix.h simulation/case_outcome.h
                    simulation/causes.h
                    simulation/duration.h simulation/foresight.h simulation/queue_scenario.h
                    simulation/queue_simulation.h simulation/run_plan.h
                    simulation/simulation_result.h simulation/synthetic_list.h
                    simulation/wait_incidence.h)
list(APPEND sources
  simulation/answer_shares.cpp simulation/area_model.cpp simulation/area_outcomes.cpp simulation/area_run.cpp
  simulation/area_simulation.cpp simulation/area_tally.cpp simulation/asked_units.cpp
  simulation/capacity_search.cpp
  simulation/attribution.cpp simulation/case_draw.cpp simulation/causes.cpp simulation/class_lines.cpp simulation/day_match.cpp
  simulation/duration_draw.cpp
  simulation/estimates.cpp simulation/families.cpp simulation/foresight.cpp
  simulation/growth.cpp simulation/longest_wait.cpp
  simulation/posts.cpp simulation/practitioner_pool.cpp
  simulation/queue_model.cpp simulation/queue_simulation.cpp
  simulation/replications.cpp simulation/report_groups.cpp simulation/roster_pool.cpp
  simulation/roster_posts.cpp simulation/scenario_notes.cpp simulation/share_test.cpp simulation/synthetic_list.cpp simulation/varied_area.cpp
  simulation/wait_course.cpp simulation/wait_incidence.cpp)
list(APPEND sources simulation/outcome_checks.cpp simulation/recorded_outcomes.cpp simulation/replay.cpp
  simulation/added_practitioners.cpp simulation/long_run.cpp)
