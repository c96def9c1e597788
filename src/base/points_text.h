// Numbers as digits, appended without a locale: reports of a million lines are made of these.
#pragma once

#include <waitlist/base/whole.h>

#include <cstdint>
#include <string>

namespace waitlist {

void append_whole(std::string& out, std::int64_t number);

/// `12.500`, `-0.500`: always three decimals.
void append_points(std::string& out, Points points);

/// `+12.500`, `-0.500`, `0.000`: for differences.
[[nodiscard]] std::string signed_points(Points points);

}  // namespace waitlist
