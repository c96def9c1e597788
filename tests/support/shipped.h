// The files that are shipped with the library, read the way a host reads them.
#pragma once

#include <waitlist/cases/case_table.h>
#include <waitlist/policy/compiled_policy.h>
#include <waitlist/queue/ranking.h>

#include <string>
#include <string_view>
#include <vector>

namespace waitlist::shipped {

/// The bytes of a file of the repository.
[[nodiscard]] std::string text_of(const std::string& path);

[[nodiscard]] const FactSchema& facts();
/// The same for lists of any year: it does not say when the service began.
[[nodiscard]] const FactSchema& facts_of_any_year();
/// The policy `policies/NAME.toml`.
[[nodiscard]] CompiledPolicy policy(const std::string& name);
/// The same by a calendar of its own, `until_2028.csv`, which has the shipped holidays of 2009 to
/// 2028, those from 2027 on as computed.
[[nodiscard]] CompiledPolicy policy_until_2028(const std::string& name);
[[nodiscard]] const std::vector<std::string>& policy_names();

/// `Day` of an ISO date that exists.
[[nodiscard]] Day day(const char* text);

/// The day of the sample list, and of most examples.
[[nodiscard]] Day as_of();
[[nodiscard]] const CaseTable& sample();
[[nodiscard]] Ranking ranked_sample(const std::string& policy_name);
/// The sample list under `staffordshire_2009`, ranked once for all tests.
[[nodiscard]] const Ranking& staffordshire_ranking();

/// The table of this CSV text under the private law facts; ends the test when it is refused. Cases
/// may be listed on any day: tests go back to before the first holidays.
[[nodiscard]] CaseTable cases(std::string_view csv);

/// All faults, one on each line.
[[nodiscard]] std::string lines_of(const Errors& errors);

}  // namespace waitlist::shipped
