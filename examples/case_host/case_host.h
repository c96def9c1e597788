// A host: its cases on disk, and the queue of them in memory. Both say the same after every call.
#pragma once

#include <waitlist/queue/live_queue.h>

#include "case_store.h"

#include <optional>
#include <string>
#include <string_view>

namespace host {

/// One thread calls what is not const; every other thread reads queue().snapshot() that it was
/// given.
class CaseHost {
 public:
  /// Reads the cases, and goes from the day that others were told of to `today`. What time did
  /// meanwhile is in `missed`, for the systems that listen.
  [[nodiscard]] static std::optional<CaseHost> start(CaseStore store,
                                                     const waitlist::CompiledPolicy& policy,
                                                     waitlist::Day today,
                                                     waitlist::QueueEvents& missed,
                                                     std::string& problem);

  /// Saves a case. What is answered is on disk; a case that cannot be right is refused before
  /// anything is kept, and a disk that fails leaves the queue as it was.
  [[nodiscard]] std::optional<waitlist::QueueEvents> save(const waitlist::Case& one,
                                                          std::string& problem);

  [[nodiscard]] std::optional<waitlist::QueueEvents> remove(std::string_view case_id,
                                                            std::string& problem);

  /// The overnight job.
  [[nodiscard]] std::optional<waitlist::QueueEvents> go_to(waitlist::Day day, std::string& problem);

  [[nodiscard]] const waitlist::LiveQueue& queue() const noexcept { return queue_; }

 private:
  CaseHost(CaseStore store, waitlist::LiveQueue queue);

  [[nodiscard]] bool put_back(std::string_view case_id,
                              const std::optional<waitlist::Case>& before);

  CaseStore store_;
  waitlist::LiveQueue queue_;
};

/// Every fault on a line of its own.
[[nodiscard]] std::string text_of(const waitlist::Errors& errors);

}  // namespace host
