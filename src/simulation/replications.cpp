#include "simulation/replications.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>
#include <utility>

namespace waitlist {
namespace {

using Progress = std::function<bool(std::uint32_t, std::uint32_t)>;

/// What the threads share: who takes which replication, what is done, and the first failure, which
/// ends the others.
class Workshop {
 public:
  Workshop(std::uint32_t count, const std::function<Figures(std::uint32_t, const StopSign&)>& run)
      : run_{run}, done_(count) {}

  /// Takes replications until none is left or somebody stops; reports each to `progress`, if any.
  void work(const Progress& progress) noexcept {
    try {
      for (std::uint32_t at = next_++; at < done_.size() && !stopped_; at = next_++) {
        Figures figures = run_(at, stopped_);
        if (stopped_) break;  // it may have ended early
        const std::uint32_t finished = keep(at, std::move(figures));
        if (progress && !progress(finished, size())) stopped_ = true;
      }
    } catch (...) {
      fail();
    }
    const std::lock_guard lock{mutex_};
    ++idle_;
    changed_.notify_one();
  }

  /// Reports progress on this thread until all `threads` have stopped working.
  void watch(std::size_t threads, const Progress& progress) noexcept {
    std::unique_lock lock{mutex_};
    while (idle_ < threads) {
      changed_.wait_for(lock, std::chrono::milliseconds{200});
      const std::uint32_t finished = finished_;
      lock.unlock();
      try {
        if (!progress(finished, size())) stopped_ = true;
      } catch (...) {
        fail();
      }
      lock.lock();
    }
  }

  /// What is done without a gap; throws what made a replication fail.
  std::vector<Figures> take() {
    if (failure_) std::rethrow_exception(failure_);
    const auto gap = std::ranges::find_if(done_, [](const Figures& one) { return one.empty(); });
    done_.erase(gap, done_.end());
    return std::move(done_);
  }

 private:
  [[nodiscard]] std::uint32_t size() const noexcept {
    return static_cast<std::uint32_t>(done_.size());
  }

  /// How many are done with this one.
  std::uint32_t keep(std::uint32_t at, Figures figures) {
    const std::lock_guard lock{mutex_};
    done_[at] = std::move(figures);
    ++finished_;
    changed_.notify_one();
    return finished_;
  }

  void fail() noexcept {
    const std::lock_guard lock{mutex_};
    if (!failure_) failure_ = std::current_exception();
    stopped_ = true;
  }

  const std::function<Figures(std::uint32_t, const StopSign&)>& run_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::atomic<std::uint32_t> next_{0};
  StopSign stopped_{false};
  std::vector<Figures> done_;
  std::exception_ptr failure_;
  std::uint32_t finished_ = 0;
  std::size_t idle_ = 0;
};

/// So many threads that work, or as many as there are to be had.
std::vector<std::thread> hands_of(Workshop& shop, unsigned wanted) {
  std::vector<std::thread> hands;
  hands.reserve(wanted);
  try {
    while (hands.size() < wanted) hands.emplace_back([&shop] { shop.work({}); });
  } catch (const std::system_error&) {
    return hands;  // fewer: slower, with the same result
  } catch (const std::bad_alloc&) {
    return hands;
  }
  return hands;
}

}  // namespace

std::vector<Figures> run_replications(
    std::uint32_t count,
    const SimulationOptions& options,
    const std::function<Figures(std::uint32_t, const StopSign&)>& run) {
  Workshop shop{count, run};
  const unsigned threads = std::clamp(options.threads, 1U, std::max(count, 1U));
  std::vector<std::thread> hands = hands_of(shop, options.progress ? threads : threads - 1);
  if (options.progress && !hands.empty())
    shop.watch(hands.size(), options.progress);
  else
    shop.work(options.progress);
  for (std::thread& hand : hands) hand.join();
  return shop.take();
}

}  // namespace waitlist
