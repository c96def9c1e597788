// The fast way to read a list: in parts side by side, as long as nothing is wrong with it.
#pragma once

#include <waitlist/cases/case_table.h>

#include <optional>
#include <string_view>

namespace waitlist {

/// The cases of a text, cut into so many parts; nullopt when there is any fault in it. The result
/// does not depend on the number of parts.
[[nodiscard]] std::optional<CaseTable> read_faultless_csv(std::string_view text,
                                                          const FactSchema& schema,
                                                          Day as_of,
                                                          unsigned parts);

}  // namespace waitlist
