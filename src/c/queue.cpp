// A queue that lives: its changes, what they did, and what is asked of it.
#include <waitlist/io/case_reader.h>
#include <waitlist/io/case_writer.h>
#include <waitlist/io/queue_file.h>

#include "c/handles.h"

#include <nlohmann/json.hpp>

#include <optional>

namespace waitlist::c {
namespace {

using Json = nlohmann::ordered_json;

/// A line of JSON Lines.
std::string line_of(const Json& object) {
  // Ids and words were read as UTF-8; one that is not would be a text with marks, no exception.
  return object.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

Json position_or_null(Position position) {
  return position == 0 ? Json(nullptr) : Json(std::uint32_t{position});
}

Json text_or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

std::string event_line(const QueueEvent& event) {
  Json object = Json::object();
  object["event"] = to_text(event.kind);
  object["case_id"] = event.case_id;
  object["old_position"] = position_or_null(event.old_position);
  object["new_position"] = position_or_null(event.new_position);
  object["old_tier"] = text_or_null(event.old_tier);
  object["new_tier"] = text_or_null(event.new_tier);
  object["by_time"] = event.cause.has_value();
  object["change"] = event.change ? Json(to_text(*event.change)) : Json(nullptr);
  object["detail"] = text_or_null(event.detail);
  return line_of(object);
}

std::string place_line(const QueuePlace& place, const CompiledPolicy& policy) {
  Json object = Json::object();
  object["position"] = std::uint32_t{place.position};
  object["case_id"] = place.case_id;
  object["tier"] = policy.tier_id(place.tier);
  object["must_allocate"] = place.must_allocate;
  object["points"] = to_text(place.points);
  return line_of(object);
}

Case one_case(std::string_view json, const FactSchema& schema) {
  const CaseList list = value_of(read_case_list_json_lines(json, schema, "case"));
  if (list.cases.size() == 1) return list.cases.at(CaseRow{0});
  throw Rejected{{{ErrorCode::inconsistent, "case", 0, 0, "", std::to_string(list.cases.size()),
                   "a queue takes one case at a time, as one line of JSON"}}};
}

void refuse_faulty(const CaseList& list) {
  if (list.faulty.empty()) return;
  throw Rejected{{{ErrorCode::inconsistent, "cases", 0, 0, "", "",
                   "rows of this list are set apart as faulty, and a queue has no place for them; "
                   "mend them, or read the list without them"}}};
}

/// Keeps what a change did; from here on nothing may fail.
void keep_events(wl_queue& queue, QueueEvents happened, std::size_t* events) noexcept {
  queue.last = std::move(happened);
  if (events != nullptr) *events = queue.last.size();
}

}  // namespace
}  // namespace waitlist::c

using namespace waitlist::c;  // NOLINT(google-build-using-namespace): the work of this file

int32_t wl_queue_make(const wl_cases* cases,
                      const wl_policy* policy,
                      int32_t as_of,
                      wl_queue** queue,
                      wl_errors** errors) {
  clear(queue);
  return guarded("wl_queue_make", errors, [&] {
    given(queue, "queue");
    const wl_cases& list = given(cases, "cases");
    const waitlist::CompiledPolicy& by = given(policy, "policy").policy;
    const waitlist::Day day = day_of(as_of);
    refuse_faulty(list.list);
    give(queue, value_of(waitlist::LiveQueue::make(list.list.cases, by, day)),
         waitlist::QueueEvents{});
  });
}

void wl_queue_free(wl_queue* queue) { delete queue; }

int32_t wl_queue_upsert(
    wl_queue* queue, const char* json, size_t size, size_t* events, wl_errors** errors) {
  clear(events);
  return guarded("wl_queue_upsert", errors, [&] {
    wl_queue& changed = given(queue, "queue");
    given(json, "json");
    const waitlist::Case one =
        one_case(text_of(json, size, "json"), changed.queue.policy().schema());
    keep_events(changed, value_of(changed.queue.upsert(one)), events);
  });
}

int32_t wl_queue_remove(
    wl_queue* queue, const char* case_id, size_t size, size_t* events, wl_errors** errors) {
  clear(events);
  return guarded("wl_queue_remove", errors, [&] {
    wl_queue& changed = given(queue, "queue");
    given(case_id, "case_id");
    const std::string_view id = text_of(case_id, size, "case_id");
    keep_events(changed, value_of(changed.queue.remove(id)), events);
  });
}

int32_t wl_queue_advance_to(wl_queue* queue, int32_t day, size_t* events, wl_errors** errors) {
  clear(events);
  return guarded("wl_queue_advance_to", errors, [&] {
    wl_queue& changed = given(queue, "queue");
    const waitlist::Day to = day_of(day);
    keep_events(changed, value_of(changed.queue.advance_to(to)), events);
  });
}

int32_t wl_queue_events(const wl_queue* queue, wl_text** lines, wl_errors** errors) {
  clear(lines);
  return guarded("wl_queue_events", errors, [&] {
    given(lines, "lines");
    std::string told;
    for (const waitlist::QueueEvent& event : given(queue, "queue").last) told += event_line(event);
    give_text(lines, std::move(told));
  });
}

int32_t wl_queue_state(const wl_queue* queue, int32_t* as_of, size_t* ranked, wl_errors** errors) {
  clear(as_of);
  clear(ranked);
  return guarded("wl_queue_state", errors, [&] {
    given(as_of, "as_of");
    given(ranked, "ranked");
    const waitlist::LiveQueue& asked = given(queue, "queue").queue;
    *as_of = asked.as_of().days_since_epoch();
    *ranked = asked.size();
  });
}

int32_t wl_queue_position(const wl_queue* queue,
                          const char* case_id,
                          size_t size,
                          uint32_t* position,
                          wl_errors** errors) {
  clear(position);
  return guarded("wl_queue_position", errors, [&] {
    given(position, "position");
    given(case_id, "case_id");
    const std::string_view id = text_of(case_id, size, "case_id");
    *position = given(queue, "queue").queue.position(id).value_or(waitlist::Position{});
  });
}

int32_t wl_queue_top(const wl_queue* queue, size_t count, wl_text** lines, wl_errors** errors) {
  clear(lines);
  return guarded("wl_queue_top", errors, [&] {
    given(lines, "lines");
    const waitlist::LiveQueue& asked = given(queue, "queue").queue;
    std::string told;
    for (const waitlist::QueuePlace& place : asked.top(count)) {
      told += place_line(place, asked.policy());
    }
    give_text(lines, std::move(told));
  });
}

int32_t wl_queue_case(
    const wl_queue* queue, const char* case_id, size_t size, wl_text** line, wl_errors** errors) {
  clear(line);
  return guarded("wl_queue_case", errors, [&] {
    given(line, "line");
    given(case_id, "case_id");
    const waitlist::LiveQueue& asked = given(queue, "queue").queue;
    const auto held = asked.case_of(text_of(case_id, size, "case_id"));
    give_text(line,
              held ? write_cases_json_lines({&*held, 1}, asked.policy().schema()) : std::string{});
  });
}

int32_t wl_queue_ranking(const wl_queue* queue, wl_ranking** ranking, wl_errors** errors) {
  clear(ranking);
  return guarded("wl_queue_ranking", errors, [&] {
    given(ranking, "ranking");
    give(ranking, given(queue, "queue").queue.ranking());
  });
}

int32_t wl_queue_save(const wl_queue* queue, wl_text** text, wl_errors** errors) {
  clear(text);
  return guarded("wl_queue_save", errors, [&] {
    given(text, "text");
    give_text(text, write_queue(given(queue, "queue").queue));
  });
}

int32_t wl_queue_restore(
    const char* text, size_t size, const wl_policy* policy, wl_queue** queue, wl_errors** errors) {
  clear(queue);
  return guarded("wl_queue_restore", errors, [&] {
    given(queue, "queue");
    given(text, "text");
    give(
        queue,
        value_of(waitlist::read_queue(text_of(text, size, "text"), given(policy, "policy").policy)),
        waitlist::QueueEvents{});
  });
}
