/// \file queue_file.h
/// \brief A live queue as a text that outlives the process, and back.
/// Layer: io (may use base, cases, policy, queue).  Form: docs/reference/queue-file.md.
/// Ranges: those of a list of cases; a text of at most limits::kInputBytesMax.
/// Complexity: O(n log n) time, and memory for a second list.  Threads: pure.
/// Not: a place to keep cases. A host that saves case by case keeps them in a database of its own
/// (docs/guides/live-queue.md); this is for those that have none, and for handing a queue over.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/queue/live_queue.h>

#include <string>
#include <string_view>

namespace waitlist {

/// The queue: its day, its policy by name and digest, its cases with the days of listing that
/// count, and a SHA-256 over all of it. Equal queues give equal texts.
[[nodiscard]] WAITLIST_EXPORT std::string write_queue(const LiveQueue& queue);

/// The queue again, on the day on which it was written: advance_to() goes on from there and tells
/// what has happened since. Errors: a text that is cut, changed or of another form, before any of
/// it is believed; another policy or fact schema than that of the text; those of read_cases_csv()
/// and of LiveQueue::make(), which a text that was written cannot have.
[[nodiscard]] WAITLIST_EXPORT Result<LiveQueue> read_queue(std::string_view text,
                                                           const CompiledPolicy& policy,
                                                           const std::string& source = "queue");

}  // namespace waitlist
