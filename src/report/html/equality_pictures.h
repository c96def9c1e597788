// The intervals of groups as pictures.
#pragma once

#include <waitlist/equality/order_equality.h>

#include <string>

namespace waitlist::html {

/// A row for each group that is compared over all bands: its usual gap, or its share, with the
/// interval. Empty where no group has an interval. `id` is unique in the page.
[[nodiscard]] std::string intervals_chart(const MonitoredFact& fact,
                                          EqualityMeasure measure,
                                          const std::string& id);

}  // namespace waitlist::html
