#include "support/failing_memory.h"

#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <new>

namespace {

using waitlist::failing_memory::Then;

struct Plan {
  bool is_on = false;
  bool has_struck = false;
  std::size_t before = 0;
  Then then = Then::memory_is_back;
  bool has_budget = false;
  std::size_t left = 0;  ///< of the budget
};

thread_local Plan plan;

/// Whether this request fails.
bool fails(std::size_t bytes) noexcept {
  if (!plan.is_on) return false;
  if (plan.has_budget) {
    plan.has_struck = plan.has_struck || bytes > plan.left;
    return bytes > plan.left;
  }
  if (plan.has_struck) return plan.then == Then::all_fail;
  if (plan.before-- > 0) return false;
  plan.has_struck = true;
  return true;
}

void* memory_or_throw(void* memory) {
  if (memory == nullptr) throw std::bad_alloc{};
  if (plan.has_budget) plan.left -= std::min(plan.left, malloc_usable_size(memory));
  return memory;
}

void give_back(void* memory) noexcept {
  if (plan.has_budget && memory != nullptr) plan.left += malloc_usable_size(memory);
  std::free(memory);
}

}  // namespace

namespace waitlist::failing_memory {

Shortage::Shortage(std::size_t before, Then then) noexcept {
  plan = {};
  plan.is_on = true;
  plan.before = before;
  plan.then = then;
}

Shortage::~Shortage() { plan = {}; }

bool Shortage::has_struck() const noexcept { return plan.has_struck; }

Budget::Budget(std::size_t bytes) noexcept {
  plan = {};
  plan.is_on = plan.has_budget = true;
  plan.left = bytes;
}

Budget::~Budget() { plan = {}; }

bool Budget::has_struck() const noexcept { return plan.has_struck; }

}  // namespace waitlist::failing_memory

// In the place of those of the standard library, whose other forms call these. The forms that do
// not throw are here too, since a sanitizer has its own.

void* operator new(std::size_t bytes) {
  if (fails(bytes)) throw std::bad_alloc{};
  return memory_or_throw(std::malloc(bytes == 0 ? 1 : bytes));
}

void* operator new(std::size_t bytes, std::align_val_t alignment) {
  if (fails(bytes)) throw std::bad_alloc{};
  const auto boundary = static_cast<std::size_t>(alignment);
  return memory_or_throw(
      std::aligned_alloc(boundary, (bytes + boundary - 1) / boundary * boundary));
}

void* operator new(std::size_t bytes, const std::nothrow_t& /*tag*/) noexcept {
  try {
    return operator new(bytes);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}

void operator delete(void* memory) noexcept { give_back(memory); }

void operator delete(void* memory, std::size_t /*bytes*/) noexcept { give_back(memory); }

void operator delete(void* memory, std::align_val_t /*alignment*/) noexcept { give_back(memory); }

void operator delete(void* memory, std::size_t /*bytes*/, std::align_val_t /*boundary*/) noexcept {
  give_back(memory);
}
