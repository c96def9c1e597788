#include "cli/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <system_error>

namespace waitlist::cli {
namespace {

namespace fs = std::filesystem;

std::string message_of(int error) { return std::generic_category().message(error); }

/// A signal that ends the program has to wait until the working file is in its place or gone.
class SignalsWait {
 public:
  SignalsWait() {
    sigset_t held;
    sigemptyset(&held);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) sigaddset(&held, signal);
    pthread_sigmask(SIG_BLOCK, &held, &before_);
  }

  ~SignalsWait() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

  SignalsWait(const SignalsWait&) = delete;
  SignalsWait& operator=(const SignalsWait&) = delete;
  SignalsWait(SignalsWait&&) = delete;
  SignalsWait& operator=(SignalsWait&&) = delete;

 private:
  sigset_t before_{};
};

/// An open file that is closed at the end of its block. Each step answers an errno, 0 when done.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_{number} {}

  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }

  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor(Descriptor&&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;

  [[nodiscard]] bool is_open() const noexcept { return number_ >= 0; }

  [[nodiscard]] int write(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t done = ::write(number_, text.data(), text.size());
      if (done >= 0)
        text.remove_prefix(static_cast<std::size_t>(done));
      else if (errno != EINTR)
        return errno;
    }
    return 0;
  }

  /// Gives the file the mode and owner of another; the owner first, since that takes mode bits
  /// away.
  [[nodiscard]] int take_rights_of(const struct stat& other) const {
    struct stat own {};

    if (::fstat(number_, &own) != 0) return errno;
    const bool owned = own.st_uid == other.st_uid && own.st_gid == other.st_gid;
    if (!owned && ::fchown(number_, other.st_uid, other.st_gid) != 0) return errno;
    return ::fchmod(number_, other.st_mode & 07777U) == 0 ? 0 : errno;
  }

  [[nodiscard]] int sync() const { return ::fsync(number_) == 0 ? 0 : errno; }

  [[nodiscard]] int close() {
    const int number = number_;
    number_ = -1;
    return ::close(number) == 0 ? 0 : errno;
  }

 private:
  int number_;
};

/// Where the links at `path` lead, also when nothing is there yet; nullopt when they go in circles.
std::optional<fs::path> end_of_links(fs::path path) {
  constexpr int kLinksMax = 40;
  std::error_code none;
  for (int links = 0; links < kLinksMax; ++links) {
    if (!fs::is_symlink(path, none)) return path;
    const fs::path next = fs::read_symlink(path, none);
    if (none) return path;
    path = next.is_absolute() ? next : path.parent_path() / next;
  }
  return std::nullopt;
}

/// A name that nobody can foresee, so that nobody can put something in its place.
std::optional<fs::path> working_name(const fs::path& target) {
  std::array<std::uint64_t, 2> chance{};
  if (::getentropy(chance.data(), sizeof chance) != 0) return std::nullopt;
  std::string name = "." + target.filename().string() + ".";
  for (const std::uint64_t part : chance) name += std::to_string(part);
  return target.parent_path() / name;
}

int write_into(const fs::path& device, std::string_view text) {
  Descriptor file{::open(device.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY)};
  if (!file.is_open()) return errno;
  const int error = file.write(text);
  return error != 0 ? error : file.close();
}

/// `before` is the file that is replaced, if there is one.
int replace(const fs::path& target, const struct stat* before, std::string_view text) {
  const SignalsWait signals;
  const auto working = working_name(target);
  if (!working) return errno;
  const mode_t mode = before == nullptr ? 0666 : 0600;
  Descriptor file{
      ::open(working->c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)};
  if (!file.is_open()) return errno;
  int error = before == nullptr ? 0 : file.take_rights_of(*before);
  if (error == 0) error = file.write(text);
  if (error == 0) error = file.sync();
  const int closed = file.close();
  if (error == 0) error = closed;
  if (error == 0 && ::rename(working->c_str(), target.c_str()) != 0) error = errno;
  if (error != 0) ::unlink(working->c_str());
  return error;
}

int write_to(const std::string& path, std::string_view text) {
  const auto target = end_of_links(path);
  if (!target) return ELOOP;

  struct stat found {};

  if (::stat(target->c_str(), &found) != 0) {
    return errno == ENOENT ? replace(*target, nullptr, text) : errno;
  }
  if (S_ISDIR(found.st_mode)) return EISDIR;
  return S_ISREG(found.st_mode) ? replace(*target, &found, text) : write_into(*target, text);
}

}  // namespace

Errors write_output_file(const std::string& path, std::string_view text) {
  const int error = write_to(path, text);
  if (error == 0) return {};
  return {
      {ErrorCode::file_unwritable, path, 0, 0, "", "", "cannot be written: " + message_of(error)}};
}

}  // namespace waitlist::cli
