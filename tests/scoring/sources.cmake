list(APPEND tests scoring/ceilings_test.cpp scoring/conditions_test.cpp scoring/code_score_test.cpp
                  scoring/condition_truth_test.cpp scoring/criterion_when_test.cpp scoring/dated_scores_test.cpp scoring/explanation_oracle_test.cpp
                  scoring/explanation_test.cpp scoring/floor_tables_test.cpp scoring/measured_dates_test.cpp scoring/never_holds_test.cpp scoring/open_checks_test.cpp scoring/pair_points_test.cpp
                  scoring/shipped_policies_test.cpp scoring/stale_answers_test.cpp scoring/step_rows_test.cpp scoring/trajectory_test.cpp)
