// A policy of one criterion and a rate of waiting: provisional where harm is not known, to be
// allocated from 100 days on.
#pragma once

#include <waitlist/io/policy_reader.h>

#include "support/shipped.h"
#include "support/small_policy_text.h"
#include "support/small_world.h"

#include <stdexcept>
#include <string>

namespace waitlist::harm_and_wait {

/// With points such as `low = 1, some = 2, high = 3, grave = 4`.
[[nodiscard]] inline CompiledPolicy policy(const std::string& levels) {
  auto read = read_policy(small_policy_text::head() + R"([[group]]
id = "h"
label = "Harm"
combine = "sum"

[[criterion]]
fact = "harm"
group = "h"
levels = { )" + levels + R"( }

[waiting]
rates = [{ from_day = 0, per_day = 0.1 }]

[must_allocate]
waiting_days = 100
below = "P1"
)",
                          small_world::schema());
  if (!read) throw std::logic_error{shipped::lines_of(read.error())};
  return *std::move(read);
}

}  // namespace waitlist::harm_and_wait
