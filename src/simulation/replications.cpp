#include "simulation/replications.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace waitlist {
namespace {

/// What the threads share: who takes which replication, and what is done.
class Workshop {
 public:
  Workshop(std::uint32_t count, const std::function<Figures(std::uint32_t, const StopSign&)>& run)
      : run_{run}, done_(count) {}

  /// Takes replications until none is left or somebody stops.
  void work() {
    for (std::uint32_t at = next_++; at < done_.size() && !stopped_; at = next_++) {
      Figures figures = run_(at, stopped_);
      if (stopped_) break;  // it may have ended early
      const std::lock_guard lock{mutex_};
      done_[at] = std::move(figures);
      ++finished_;
      changed_.notify_one();
    }
    const std::lock_guard lock{mutex_};
    ++idle_;
    changed_.notify_one();
  }

  /// Reports progress on this thread until all `threads` have stopped working.
  void watch(unsigned threads, const SimulationOptions& options) {
    std::unique_lock lock{mutex_};
    while (idle_ < threads) {
      changed_.wait_for(lock, std::chrono::milliseconds{200});
      const std::uint32_t finished = finished_;
      lock.unlock();
      if (!options.progress(finished, static_cast<std::uint32_t>(done_.size()))) stopped_ = true;
      lock.lock();
    }
  }

  std::vector<Figures> take() {
    const auto gap = std::ranges::find_if(done_, [](const Figures& one) { return one.empty(); });
    done_.erase(gap, done_.end());
    return std::move(done_);
  }

 private:
  const std::function<Figures(std::uint32_t, const StopSign&)>& run_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::atomic<std::uint32_t> next_{0};
  StopSign stopped_{false};
  std::vector<Figures> done_;
  std::uint32_t finished_ = 0;
  unsigned idle_ = 0;
};

}  // namespace

std::vector<Figures> run_replications(
    std::uint32_t count,
    const SimulationOptions& options,
    const std::function<Figures(std::uint32_t, const StopSign&)>& run) {
  Workshop shop{count, run};
  const unsigned threads = std::clamp(options.threads, 1U, std::max(count, 1U));
  std::vector<std::thread> hands;
  const unsigned beside = options.progress ? threads : threads - 1;
  hands.reserve(beside);
  for (unsigned i = 0; i < beside; ++i) hands.emplace_back([&shop] { shop.work(); });
  if (options.progress)
    shop.watch(threads, options);
  else
    shop.work();
  for (std::thread& hand : hands) hand.join();
  return shop.take();
}

}  // namespace waitlist
