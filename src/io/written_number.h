// Numbers of TOML and JSON texts, exactly as they stand there.
#pragma once

#include <waitlist/base/decimal.h>

#include <optional>
#include <string_view>

namespace waitlist {

/// The number of such a text: with a sign, an exponent, or `_` between digits. nullopt: it is none,
/// or none that a Decimal can be.
[[nodiscard]] std::optional<Decimal> written_number(std::string_view text);

}  // namespace waitlist
