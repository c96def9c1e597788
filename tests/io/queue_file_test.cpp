#include <waitlist/io/queue_file.h>

#include "support/shipped.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

/// Every place, a line each.
std::string order_of(const LiveQueue& queue) {
  std::string text;
  queue.visit([&text](const QueuePlace& place) {
    text += std::to_string(place.position) + ' ' + std::string{place.case_id} + ' ' +
            to_text(place.points) + '\n';
    return true;
  });
  return text;
}

LiveQueue small_queue() {
  const CaseTable cases = shipped::cases(
      "case_id,listed_on,status,hold_reason,da.dash\n"
      "A,2009-06-01,awaiting,,14\nB,2009-05-01,awaiting,,no\nC,2009-05-01,on_hold,asked,\n");
  auto queue = LiveQueue::make(cases, shipped::policy("staffordshire_2009"), shipped::as_of());
  REQUIRE(queue.has_value());
  return *std::move(queue);
}

}  // namespace

TEST_CASE("A queue that was written is the same again, and goes on as the first one does") {
  CHECK(rc::check([] {
    const CompiledPolicy policy = world::compiled(world::random_policy());
    auto made = LiveQueue::make(world::table_of(world::random_cases(10)), policy, world::as_of());
    if (!made) return;
    LiveQueue& queue = *made;
    for (const Case& one : world::random_cases(6)) static_cast<void>(queue.upsert(one));
    static_cast<void>(queue.advance_to(queue.as_of() + Days{*rc::gen::inRange(0, 40)}));
    const std::string text = write_queue(queue);
    auto again = read_queue(text, policy);
    RC_ASSERT(again.has_value());
    RC_ASSERT(write_queue(*again) == text);
    RC_ASSERT(again->as_of() == queue.as_of());
    RC_ASSERT(order_of(*again) == order_of(queue));

    for (const Case& one : world::random_cases(4)) {
      const auto first = queue.upsert(one);
      const auto second = again->upsert(one);
      RC_ASSERT(first.has_value() == second.has_value());
      if (first) RC_ASSERT(*first == *second);
    }
    const Day later = queue.as_of() + Days{*rc::gen::inRange(0, 400)};
    const auto first = queue.advance_to(later);
    const auto second = again->advance_to(later);
    RC_ASSERT(first.has_value() == second.has_value());
    if (first) RC_ASSERT(*first == *second);
    RC_ASSERT(order_of(*again) == order_of(queue));
  }));
}

TEST_CASE("A written queue that is cut anywhere, or of which any bit is changed, is refused") {
  const LiveQueue queue = small_queue();
  const CompiledPolicy& policy = queue.policy();
  const std::string text = write_queue(queue);
  REQUIRE(read_queue(text, policy).has_value());
  for (std::size_t size = 0; size < text.size(); ++size) {
    INFO("cut after ", size);
    CHECK(!read_queue(text.substr(0, size), policy).has_value());
  }
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string changed = text;
      changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ (1U << bit));
      INFO("bit ", bit, " of byte ", at);
      CHECK(!read_queue(changed, policy).has_value());
    }
  }
  CHECK(!read_queue(text + "X,2009-06-01\n", policy).has_value());
}

TEST_CASE("A queue is not read under another policy than it was ordered by") {
  const std::string text = write_queue(small_queue());
  const auto refused = read_queue(text, shipped::policy("first_come_first_served"), "night.queue");
  REQUIRE(!refused.has_value());
  const Error& fault = refused.error().front();
  CHECK(fault.code == ErrorCode::inconsistent);
  CHECK(fault.source == "night.queue");
  CHECK(fault.field == "policy");
  CHECK(fault.reason.find("staffordshire_2009") == std::string::npos);
  CHECK(fault.reason.find("first_come_first_served") != std::string::npos);
}

TEST_CASE("An empty queue is written and read too") {
  auto queue = small_queue();
  for (const char* id : {"A", "B", "C"}) REQUIRE(queue.remove(id).has_value());
  const auto again = read_queue(write_queue(queue), queue.policy());
  REQUIRE(again.has_value());
  CHECK(again->case_count() == 0);
}
