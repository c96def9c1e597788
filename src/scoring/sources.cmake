list(APPEND headers scoring/contribution_table.h scoring/explanation.h scoring/score.h scoring/trajectory.h)
list(APPEND sources scoring/age_number.cpp scoring/answer_words.cpp scoring/band_steps.cpp scoring/code_score.cpp scoring/coming_change.cpp
                    scoring/conditions.cpp scoring/contribution_keeper.cpp scoring/contributions.cpp scoring/dated_scores.cpp scoring/due_days.cpp
                    scoring/explanation.cpp scoring/filing_points.cpp
                    scoring/forecast.cpp scoring/group_points.cpp scoring/looks.cpp scoring/open_checks.cpp scoring/scorable.cpp
                    scoring/score.cpp scoring/standing.cpp scoring/telling_births.cpp scoring/trajectory.cpp scoring/unit_ages.cpp scoring/waited.cpp)
