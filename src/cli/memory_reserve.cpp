#include "cli/memory_reserve.h"

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

}  // namespace

bool keep_memory_in_reserve() {
  reserve = std::malloc(kReserve);  // not touched: it costs addresses and no memory
  std::set_new_handler(give_up_reserve);
  return reserve != nullptr;
}

}  // namespace waitlist::cli
