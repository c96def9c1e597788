// The lists and the policy that are measured: invented by `synthetic_list`, the same on every run.
#pragma once

#include <waitlist/waitlist.h>

#include <cstdint>
#include <string>

namespace waitlist::bench {

/// The longest list that is measured: 1,000,000 cases unless WAITLIST_BENCH_MOST says otherwise.
/// Ten million need some 10 GB and minutes to be made.
[[nodiscard]] std::int64_t most_cases();

[[nodiscard]] Day as_of();
[[nodiscard]] const FactSchema& schema();
/// The whole staffordshire_2009 policy; read from the repository's root.
[[nodiscard]] const CompiledPolicy& policy();

/// The list of this many cases as CSV, made once.
[[nodiscard]] const std::string& csv_of(std::int64_t cases);
/// The list itself, made once.
[[nodiscard]] const CaseTable& table_of(std::int64_t cases);

}  // namespace waitlist::bench
