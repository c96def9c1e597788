// Any bytes behind a right digest give a queue that is written as it was read, or faults.
#include <waitlist/base/digest.h>
#include <waitlist/io/queue_file.h>

#include "fuzz_world.h"

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = fuzz::text_of(data, size);
  const CompiledPolicy& policy = fuzz::policy();
  const PolicyStamp& stamp = policy.stamp();
  // No fuzzer finds a digest: the head is right, and what stands below it is any bytes.
  const std::string body = "policy " + stamp.digest.hex() + ' ' + stamp.id + ' ' + stamp.version +
                           "\nfacts " + policy.schema().digest().hex() + '\n' + std::string{bytes};
  const std::string text = "waitlist queue 1\nsha256 " + sha256(body).hex() + '\n' + body;
  const auto queue = read_queue(text, policy);
  if (!queue) {
    fuzz::require_faults(queue.error());
  } else {
    const auto again = read_queue(write_queue(*queue), policy);
    fuzz::require(again.has_value(), "what was written is read");
    fuzz::require(write_queue(*again) == write_queue(*queue), "it is the same queue");
  }
  const auto raw = read_queue(bytes, policy);
  if (!raw) fuzz::require_faults(raw.error());
  return 0;
}
