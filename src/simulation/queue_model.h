// A queue scenario and its policies, checked against each other and made ready to run.
#pragma once

#include <waitlist/base/result.h>
#include <waitlist/simulation/queue_scenario.h>

#include "simulation/queue_engine.h"

#include <span>
#include <string>
#include <vector>

namespace waitlist {

[[nodiscard]] QueueModel queue_model(const QueueScenario& scenario);

/// The course of every class under one policy. Errors: see simulate().
[[nodiscard]] Result<std::vector<WaitCourse>> class_courses(const QueueScenario& scenario,
                                                            const CompiledPolicy& policy);

}  // namespace waitlist
