// Memory kept back for the way out when there is no more: the first request that fails gives it
// back before it throws std::bad_alloc, since documents of some libraries need memory to be given
// up.
#include "cli/files.h"
#include "cli/run.h"

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace waitlist::cli {
namespace {

/// For each list that is being given up the pages of its parts are needed once more, at most.
constexpr std::size_t kReserve = std::size_t{8} * 1024 * 1024;

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): the handler takes no argument
std::atomic<void*> reserve = nullptr;

[[noreturn]] void give_up_reserve() {
  std::free(reserve.exchange(nullptr));
  throw std::bad_alloc{};
}

struct ReserveFromTheStart {
  ReserveFromTheStart() noexcept {
    reserve = std::malloc(kReserve);  // not touched: it costs addresses and no memory
    std::set_new_handler(give_up_reserve);
    if (reserve == nullptr) std::_Exit(report_no_memory({}));
  }
};

// Before the globals of libraries: they ask for memory, too, and short of it could only abort.
[[gnu::init_priority(101)]] const ReserveFromTheStart from_the_start;

}  // namespace
}  // namespace waitlist::cli
