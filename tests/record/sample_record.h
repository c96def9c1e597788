// A small list under a shipped policy, and a log of it in memory.
#pragma once

#include <waitlist/queue/ranking.h>
#include <waitlist/record/record_log.h>

#include "record/crash_folder.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist::sample_record {

/// The texts of `staffordshire_2009`, and the policy as they have it.
[[nodiscard]] const PolicyTexts& texts();
[[nodiscard]] const CompiledPolicy& policy();

/// Six cases: a family of two, one on hold, others by themselves. `D` has a decision on its band.
[[nodiscard]] const std::string& cases_csv();

/// These cases as of a day, without those of these ids; with one faulty row where it is asked for.
[[nodiscard]] Ranking ranking(const char* as_of,
                              std::string_view without = {},
                              bool faulty = false);

/// A decision that puts a case to a place, with a reason of its own.
[[nodiscard]] ListDecision decision(const char* case_id, std::uint32_t place);

[[nodiscard]] Result<RecordWriter> begin(const std::shared_ptr<LogFiles>& folder);
[[nodiscard]] Result<RecordWriter> open(const std::shared_ptr<LogFiles>& folder);
[[nodiscard]] RecordLog read(const std::shared_ptr<LogFiles>& folder);

/// A decision that gives a case to a practitioner, with a reason of its own.
[[nodiscard]] ListDecision given(const char* case_id, const char* practitioner_id);

/// Two lists of two days, with decisions about the first.
[[nodiscard]] std::shared_ptr<CrashFolder> small_log();

/// The same, and decisions about the first list that were made on the day after the second.
[[nodiscard]] std::shared_ptr<CrashFolder> log_with_later_decisions();

}  // namespace waitlist::sample_record
