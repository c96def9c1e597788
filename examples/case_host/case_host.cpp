#include "case_host.h"

#include <waitlist/cases/case_table.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace host {

using waitlist::Case;
using waitlist::CaseTable;
using waitlist::Day;
using waitlist::LiveQueue;
using waitlist::QueueEvents;

std::string text_of(const waitlist::Errors& errors) {
  std::string text;
  for (const waitlist::Error& error : errors) text += waitlist::to_text(error) + "\n";
  return text;
}

CaseHost::CaseHost(CaseStore store, LiveQueue queue)
    : store_{std::move(store)}, queue_{std::move(queue)} {}

std::optional<CaseHost> CaseHost::start(CaseStore store,
                                        const waitlist::CompiledPolicy& policy,
                                        Day today,
                                        QueueEvents& missed,
                                        std::string& problem) {
  const auto cases = store.load_all(problem);
  if (!cases) return std::nullopt;
  const auto table = CaseTable::make(store.schema(), *cases, "cases on disk");
  if (!table) {
    problem = text_of(table.error());
    return std::nullopt;
  }
  // The queue of the last day, so that what has happened since is told as events.
  const Day told = std::min(store.day().value_or(today), today);
  auto queue = LiveQueue::make(*table, policy, told);
  if (!queue) {
    problem = text_of(queue.error());
    return std::nullopt;
  }
  CaseHost host{std::move(store), *std::move(queue)};
  auto events = host.go_to(today, problem);
  if (!events) return std::nullopt;
  missed = *std::move(events);
  return host;
}

std::optional<QueueEvents> CaseHost::save(const Case& one, std::string& problem) {
  const std::optional<Case> before = queue_.case_of(one.case_id);
  auto events = queue_.upsert(one);
  if (!events) {
    problem = text_of(events.error());
    return std::nullopt;
  }
  // What the queue holds, not what was given: it keeps the earlier day of listing.
  if (store_.put(*queue_.case_of(one.case_id), problem)) return *std::move(events);
  if (!put_back(one.case_id, before)) problem += "; the queue has to be started again";
  return std::nullopt;
}

std::optional<QueueEvents> CaseHost::remove(std::string_view case_id, std::string& problem) {
  const std::optional<Case> before = queue_.case_of(case_id);
  auto events = queue_.remove(case_id);
  if (!events) {
    problem = text_of(events.error());
    return std::nullopt;
  }
  if (store_.remove(case_id, problem)) return *std::move(events);
  if (!put_back(case_id, before)) problem += "; the queue has to be started again";
  return std::nullopt;
}

bool CaseHost::put_back(std::string_view case_id, const std::optional<Case>& before) {
  // Taken away first: a case that stays would keep the earlier day of listing of both.
  if (queue_.case_of(case_id)) {
    if (!queue_.remove(case_id, waitlist::Telling::nothing)) return false;
  }
  return !before || queue_.upsert(*before, waitlist::Telling::nothing).has_value();
}

std::optional<QueueEvents> CaseHost::go_to(Day day, std::string& problem) {
  auto events = queue_.advance_to(day);
  if (!events) {
    problem = text_of(events.error());
    return std::nullopt;
  }
  // Kept after the events are known: whoever dies in between is told of them again, and of none
  // too few.
  if (!store_.put_day(day, problem)) return std::nullopt;
  return *std::move(events);
}

}  // namespace host
