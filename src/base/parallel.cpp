#include "base/parallel.h"

#include <system_error>
#include <thread>
#include <vector>

namespace waitlist {

void run_parts(unsigned parts, const std::function<void(unsigned)>& part) {
  std::vector<std::thread> workers;
  for (unsigned i = 1; i < parts; ++i) {
    try {
      workers.emplace_back(part, i);
    } catch (const std::system_error&) {
      part(i);  // no thread to be had: slower, with the same result
    }
  }
  if (parts > 0) part(0);
  for (std::thread& worker : workers) worker.join();
}

}  // namespace waitlist
