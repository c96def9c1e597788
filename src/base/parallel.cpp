#include "base/parallel.h"

#include <exception>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>
#include <vector>

namespace waitlist {
namespace {

/// The first failure of any part, until all have ended.
class Failure {
 public:
  template <class Work>
  void keep_of(Work work) noexcept {
    try {
      work();
    } catch (...) {
      const std::lock_guard lock{mutex_};
      if (!first_) first_ = std::current_exception();
    }
  }

  void throw_again() const {
    if (first_) std::rethrow_exception(first_);
  }

 private:
  std::mutex mutex_;
  std::exception_ptr first_;
};

}  // namespace

void run_parts(unsigned parts, const std::function<void(unsigned)>& part) {
  std::vector<std::thread> workers;
  workers.reserve(parts);
  Failure failure;
  const auto run = [&](unsigned i) noexcept { failure.keep_of([&] { part(i); }); };
  for (unsigned i = 1; i < parts; ++i) {
    try {
      workers.emplace_back(run, i);
    } catch (const std::system_error&) {
      run(i);  // no thread to be had: slower, with the same result
    } catch (const std::bad_alloc&) {
      run(i);
    }
  }
  if (parts > 0) run(0);
  for (std::thread& worker : workers) worker.join();
  failure.throw_again();
}

}  // namespace waitlist
