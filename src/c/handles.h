// What stands behind the handles of C. Each is a value that never changes, a queue apart.
#pragma once

#include <waitlist/allocation/allocation.h>
#include <waitlist/c/waitlist.h>
#include <waitlist/cases/case_list.h>
#include <waitlist/policy/compiled_policy.h>
#include <waitlist/queue/live_queue.h>
#include <waitlist/queue/ranking.h>

#include "c/guard.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

struct wl_text {
  std::string bytes;
};

struct wl_errors {
  /// A fault with the texts that are made of it.
  struct Kept {
    waitlist::Error error;
    std::string code;
    std::string sentence;
  };

  std::vector<Kept> faults;
};

struct wl_facts {
  waitlist::FactSchema schema;
};

struct wl_policy {
  waitlist::CompiledPolicy policy;
};

struct wl_cases {
  waitlist::CaseList list;
  waitlist::FaultyRows faulty = waitlist::FaultyRows::refuse;
};

struct wl_ranking {
  waitlist::Ranking ranking;
};

struct wl_queue {
  waitlist::LiveQueue queue;
  waitlist::QueueEvents last;  ///< what the last change did
};

struct wl_allocation {
  waitlist::Allocation allocation;
};

struct wl_sink {
  std::string bytes;
  bool is_short = false;  ///< memory ran out: a part of the file is missing
};

namespace waitlist::c {

/// Gives the caller a handle of its own. Nothing after it may fail.
template <class Handle, class... Parts>
void give(Handle** out, Parts&&... parts) {
  *out = std::make_unique<Handle>(Handle{std::forward<Parts>(parts)...}).release();
}

/// A text that was made for the caller.
inline void give_text(wl_text** out, std::string bytes) { give(out, std::move(bytes)); }

/// The errors of a caller who wants them all, as a handle.
[[nodiscard]] std::unique_ptr<wl_errors> kept(Errors faults);

/// The day with this number.
inline Day day_of(std::int32_t number) {
  const auto day = Day::from_days_since_epoch(number);
  require(day.has_value(), "day", "is not from 1900-01-01 to 2199-12-31");
  return *day;
}

/// A form that the function does not have.
[[noreturn]] inline void refuse_form() { throw Misuse{"form", "is none that this function has"}; }

}  // namespace waitlist::c
