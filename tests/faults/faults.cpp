// Loaded before the command line by LD_PRELOAD: takes the place of what it asks of the system, and
// lets that go wrong at one point after the other, each in a copy of the program.
#include "trial.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

extern "C" {
void* __libc_malloc(std::size_t bytes);
void* __libc_calloc(std::size_t count, std::size_t bytes);
void* __libc_realloc(void* memory, std::size_t bytes);
void* __libc_memalign(std::size_t boundary, std::size_t bytes);
void __libc_free(void* memory);
}

namespace {

using waitlist::faults::Kind;
using waitlist::faults::Trials;

/// What goes wrong in a copy.
enum class Fault : unsigned char {
  none,          ///< the program itself
  nothing_more,  ///< nothing is left to go wrong: a single fault was met
  no_memory,     ///< only memory that is given back can be had again
  disk_full      ///< nothing more can be written
};

struct State {
  std::atomic<int> threads = 0;                ///< beside the first one
  std::atomic<std::size_t> points_beside = 0;  ///< requests for memory while there are some
  Trials* trials = nullptr;  ///< nullptr while the program has not begun, or is over
  bool is_inside = false;    ///< within the library itself
  Fault fault = Fault::none;
  std::size_t left = 0;              ///< bytes of memory that were given back
  std::array<bool, 1024> is_ours{};  ///< descriptors in the folder of the target
};

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): what stands in for the system
State state;

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

/// While it lives the library asks the system itself.
class Inside {
 public:
  Inside() { state.is_inside = true; }

  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;

  ~Inside() { state.is_inside = false; }
};

/// Whether a copy can be made here: it has no other thread.
bool is_program(Kind kind) {
  return state.trials != nullptr && !state.is_inside && state.fault == Fault::none &&
         state.trials->plan().kind == kind && state.threads == 0;
}

/// Whether this is the one request that fails beside other threads.
bool fails_beside() {
  if (state.threads == 0 || state.trials == nullptr) return false;
  const std::size_t point = state.points_beside++;
  return state.trials->plan().kind == Kind::beside && point == state.trials->plan().first;
}

/// Tries a fault in a copy; true in that copy.
bool tried(const char* what, Fault fault) {
  const Inside inside;
  if (!state.trials->split(what)) return false;
  state.fault = fault;
  return true;
}

/// A point at which memory is asked for; true where there is none.
bool no_memory(std::size_t bytes) {
  if (is_program(Kind::memory) && state.trials->is_next()) {
    if (tried("one request for memory fails", Fault::nothing_more)) return true;
    if (tried("all requests for memory fail", Fault::no_memory)) return true;
  }
  if (fails_beside()) return true;
  return state.fault == Fault::no_memory && !state.is_inside && bytes > state.left;
}

void* taken(void* memory) {
  if (state.fault == Fault::no_memory && memory != nullptr) {
    const std::size_t size = malloc_usable_size(memory);
    state.left -= size < state.left ? size : state.left;
  }
  return memory;
}

void given_back(void* memory) {
  if (state.fault == Fault::no_memory && memory != nullptr)
    state.left += malloc_usable_size(memory);
}

void* none() {
  errno = ENOMEM;
  return nullptr;
}

/// A step that fails by itself in one copy; true there.
bool step_fails(const char* what, int error) {
  if (!is_program(Kind::disk) || !state.trials->is_next() || !tried(what, Fault::nothing_more)) {
    return false;
  }
  errno = error;
  return true;
}

/// A moment at which the program is asked to end, or killed.
void signals(const char* what) {
  if (!is_program(Kind::signal)) return;
  for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGKILL}) {
    if (!state.trials->is_next()) continue;
    const Inside inside;
    if (!state.trials->split(std::string{what} + " " + ::strsignal(signal), signal)) continue;
    state.fault = Fault::nothing_more;
    ::raise(signal);
    return;
  }
}

bool is_ours(int descriptor) {
  return state.trials != nullptr && descriptor >= 0 &&
         static_cast<std::size_t>(descriptor) < state.is_ours.size() &&
         state.is_ours[static_cast<std::size_t>(descriptor)];
}

using Main = int(int, char**, char**);

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): called through the system
Main* program = nullptr;

int with_faults(int count, char** arguments, char** environment) {
  {
    const Inside inside;
    ::unsetenv("LD_PRELOAD");
    static Trials trials{waitlist::faults::plan_of_environment()};
    state.trials = &trials;
  }
  const int status = program(count, arguments, environment);
  if (state.fault != Fault::none) {
    const Inside inside;
    Trials::end_copy(status);
  }
  const Inside inside;
  std::fflush(nullptr);
  state.trials->report(state.points_beside);
  ::_exit(status);
}

}  // namespace

// NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp,cppcoreguidelines-no-malloc)
extern "C" {

int __libc_start_main(Main* main,
                      int count,
                      char** arguments,
                      void (*start)(),
                      void (*end)(),
                      void (*loader_end)(),
                      void* stack_end);

int __libc_start_main(Main* main,
                      int count,
                      char** arguments,
                      void (*start)(),
                      void (*end)(),
                      void (*loader_end)(),
                      void* stack_end) {
  program = main;
  return real<int(Main*, int, char**, void (*)(), void (*)(), void (*)(), void*)>(
      "__libc_start_main")(with_faults, count, arguments, start, end, loader_end, stack_end);
}

void* malloc(std::size_t bytes) { return no_memory(bytes) ? none() : taken(__libc_malloc(bytes)); }

void* calloc(std::size_t count, std::size_t bytes) {
  return no_memory(count * bytes) ? none() : taken(__libc_calloc(count, bytes));
}

void* realloc(void* memory, std::size_t bytes) {
  if (no_memory(bytes)) return none();
  given_back(memory);
  return taken(__libc_realloc(memory, bytes));
}

void* aligned_alloc(std::size_t boundary, std::size_t bytes) {
  return no_memory(bytes) ? none() : taken(__libc_memalign(boundary, bytes));
}

int posix_memalign(void** memory, std::size_t boundary, std::size_t bytes) {
  if (no_memory(bytes)) return ENOMEM;
  *memory = taken(__libc_memalign(boundary, bytes));
  return *memory == nullptr ? ENOMEM : 0;
}

void free(void* memory) {
  given_back(memory);
  __libc_free(memory);
}

void* mmap(
    void* at, std::size_t bytes, int rights, int flags, int descriptor, off_t from) noexcept {
  if (no_memory(bytes)) {
    errno = ENOMEM;
    return MAP_FAILED;
  }
  return real<void*(void*, std::size_t, int, int, int, off_t)>("mmap")(at, bytes, rights, flags,
                                                                       descriptor, from);
}

int pthread_create(pthread_t* thread,
                   const pthread_attr_t* how,
                   void* (*work)(void*),
                   void* with) noexcept {
  ++state.threads;
  const int error = real<int(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*)>(
      "pthread_create")(thread, how, work, with);
  if (error != 0) --state.threads;
  return error;
}

int pthread_join(pthread_t thread, void** result) {
  const int error = real<int(pthread_t, void**)>("pthread_join")(thread, result);
  if (error == 0) --state.threads;
  return error;
}

int open(const char* path, int flags, ...) {
  std::va_list more;
  va_start(more, flags);
  const auto mode = va_arg(more, mode_t);
  va_end(more);
  const bool ours = state.trials != nullptr && !state.is_inside &&
                    state.trials->plan().has_in_folder(path) && (flags & O_ACCMODE) != O_RDONLY;
  if (ours) {
    signals("before a file is made");
    for (const int error : {ENOSPC, EACCES, EMFILE, EROFS}) {
      if (step_fails("no file can be made", error)) return -1;
    }
    if (state.fault == Fault::disk_full) {
      errno = ENOSPC;
      return -1;
    }
  }
  const int descriptor = real<int(const char*, int, ...)>("open")(path, flags, mode);
  if (ours && descriptor >= 0) {
    state.is_ours.at(static_cast<std::size_t>(descriptor)) = true;
    if (state.fault == Fault::none) {
      const Inside inside;
      state.trials->has_working_file(descriptor, path);
    }
    signals("after a file was made");
  }
  return descriptor;
}

ssize_t write(int descriptor, const void* bytes, std::size_t size) {
  const auto really = real<ssize_t(int, const void*, std::size_t)>("write");
  if (!is_ours(descriptor) || state.is_inside) return really(descriptor, bytes, size);
  if (state.fault == Fault::disk_full) {
    errno = ENOSPC;
    return -1;
  }
  signals("before a file is written");
  if (is_program(Kind::disk)) {
    for (std::size_t room = 0; room < size; ++room) {
      if (!state.trials->is_next() || !tried("the disk is full", Fault::disk_full)) continue;
      errno = ENOSPC;
      return room == 0 ? -1 : really(descriptor, bytes, room);
    }
    if (step_fails("a write fails", EIO)) return -1;
    if (step_fails("a write is interrupted", EINTR)) return -1;
  }
  if (is_program(Kind::signal)) {
    // Half of it first, so that there is something between.
    const ssize_t half = really(descriptor, bytes, (size + 1) / 2);
    signals("while a file is written");
    return half;
  }
  return really(descriptor, bytes, size);
}

int fsync(int descriptor) {
  if (is_ours(descriptor)) {
    signals("before a file is synced");
    if (step_fails("a file cannot be synced", EIO)) return -1;
    if (step_fails("there is no room to sync a file", ENOSPC)) return -1;
  }
  return real<int(int)>("fsync")(descriptor);
}

int fchmod(int descriptor, mode_t mode) noexcept {
  if (is_ours(descriptor) && step_fails("a mode cannot be kept", EPERM)) return -1;
  return real<int(int, mode_t)>("fchmod")(descriptor, mode);
}

int close(int descriptor) {
  const auto really = real<int(int)>("close");
  if (!is_ours(descriptor)) return really(descriptor);
  signals("before a file is closed");
  const bool fails = step_fails("a file cannot be closed", EIO);
  if (state.fault != Fault::none) state.is_ours[static_cast<std::size_t>(descriptor)] = false;
  // The program itself keeps it open for the copies; close-on-exec and its end take it away.
  if (state.fault == Fault::none) return 0;
  const int done = really(descriptor);
  if (fails) errno = EIO;
  return fails ? -1 : done;
}

int rename(const char* from, const char* to) noexcept {
  const bool ours = state.trials != nullptr && state.trials->plan().has_in_folder(to);
  if (ours) {
    signals("before a file is moved");
    for (const int error : {ENOSPC, EACCES, EBUSY}) {
      if (step_fails("a file cannot be moved", error)) return -1;
    }
  }
  const int done = real<int(const char*, const char*)>("rename")(from, to);
  if (ours && state.fault == Fault::none) {
    {
      const Inside inside;
      state.trials->has_no_working_file();
    }
    signals("after a file was moved");
  }
  return done;
}

int getentropy(void* chance, std::size_t bytes) {
  if (step_fails("there is no chance to be had", EIO)) return -1;
  return real<int(void*, std::size_t)>("getentropy")(chance, bytes);
}

std::FILE* fopen(const char* path, const char* mode) {
  for (const int error : {EMFILE, EACCES, ENOENT}) {
    if (step_fails("a file cannot be opened", error)) return nullptr;
  }
  return real<std::FILE*(const char*, const char*)>("fopen")(path, mode);
}

std::size_t fread(void* to, std::size_t bytes, std::size_t count, std::FILE* file) {
  if (!state.is_inside && step_fails("a file cannot be read", EIO)) {
    // What the standard library does on an error of the device.
    file->_flags |= 0x20;
    return 0;
  }
  return real<std::size_t(void*, std::size_t, std::size_t, std::FILE*)>("fread")(to, bytes, count,
                                                                                 file);
}
}
// NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp,cppcoreguidelines-no-malloc)
