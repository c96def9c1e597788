#include "record/log_files.h"
#include "record/record_faults.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <set>
#include <system_error>
#include <utility>

namespace waitlist {
namespace {

constexpr mode_t kPrivateMode = 0600;
constexpr mode_t kPublicMode = 0644;
constexpr std::string_view kPrivateFolder = "private";

std::string message_of_errno() { return std::generic_category().message(errno); }

/// An open file or folder.
class Opened {
 public:
  explicit Opened(int number) : number_{number} {}

  ~Opened() {
    if (number_ >= 0) ::close(number_);
  }

  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;
  Opened(Opened&&) = delete;
  Opened& operator=(Opened&&) = delete;

  [[nodiscard]] bool is_open() const noexcept { return number_ >= 0; }

  [[nodiscard]] int number() const noexcept { return number_; }

  [[nodiscard]] bool close() noexcept { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t done = ::write(file, bytes.data(), bytes.size());
    if (done < 0 && errno != EINTR) return false;
    if (done > 0) bytes.remove_prefix(static_cast<std::size_t>(done));
  }
  return true;
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

class PosixFiles final : public LogFiles {
 public:
  explicit PosixFiles(std::string folder) : folder_{std::move(folder)} {
    while (folder_.size() > 1 && folder_.ends_with('/')) folder_.pop_back();
  }

  [[nodiscard]] std::string shown(const std::string& path) const override {
    return path.empty() ? folder_ : folder_ + '/' + path;
  }

  [[nodiscard]] Result<std::optional<std::string>> read(const std::string& path,
                                                        std::uint64_t bytes_max) override;
  [[nodiscard]] Result<std::vector<std::string>> names(const std::string& folder) override;
  [[nodiscard]] Errors make_folder(const std::string& folder) override;
  [[nodiscard]] Errors write(const std::string& path, std::string_view bytes) override;
  [[nodiscard]] Errors rename(const std::string& from, const std::string& to) override;
  [[nodiscard]] Errors remove(const std::string& path) override;

 private:
  [[nodiscard]] Errors unwritable(const std::string& path) const {
    const std::string why = message_of_errno();
    return {record_fault(shown(path), "", "cannot be written: " + why, ErrorCode::file_unwritable)};
  }

  [[nodiscard]] tl::unexpected<Errors> unreadable(const std::string& path) const {
    const std::string why = message_of_errno();
    return failed(
        record_fault(shown(path), "", "cannot be read: " + why, ErrorCode::file_unreadable));
  }

  static bool is_private(const std::string& path) { return path.starts_with(kPrivateFolder); }

  std::string folder_;
  std::set<std::string> synced_;  ///< folders whose names are known to last
};

Result<std::optional<std::string>> PosixFiles::read(const std::string& path,
                                                    std::uint64_t bytes_max) {
  const Opened file{::open(shown(path).c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (!file.is_open()) {
    if (errno == ENOENT || errno == ENOTDIR) return std::nullopt;
    return unreadable(path);
  }

  struct stat found {};

  if (::fstat(file.number(), &found) != 0) return unreadable(path);
  if (!S_ISREG(found.st_mode)) {
    return failed(record_fault(shown(path), "", "is no file", ErrorCode::file_unreadable));
  }
  if (static_cast<std::uint64_t>(found.st_size) > bytes_max) {
    return failed(record_fault(shown(path), std::to_string(found.st_size) + " bytes",
                               "expected at most " + std::to_string(bytes_max) + " bytes",
                               ErrorCode::too_large));
  }
  std::string bytes(static_cast<std::size_t>(found.st_size), '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = ::read(file.number(), bytes.data() + filled, bytes.size() - filled);
    if (got == 0) break;
    if (got > 0) {
      filled += static_cast<std::size_t>(got);
    } else if (errno != EINTR) {
      return unreadable(path);
    }
  }
  bytes.resize(filled);
  return std::optional{std::move(bytes)};
}

Result<std::vector<std::string>> PosixFiles::names(const std::string& folder) {
  const std::unique_ptr<DIR, int (*)(DIR*)> opened{::opendir(shown(folder).c_str()), ::closedir};
  std::vector<std::string> found;
  if (!opened) {
    if (errno == ENOENT) return found;
    return unreadable(folder);
  }
  errno = 0;
  // NOLINTNEXTLINE(concurrency-mt-unsafe): no other thread has this folder
  while (const dirent* one = ::readdir(opened.get())) {
    const std::string name{one->d_name};
    if (name != "." && name != "..") found.push_back(name);
    errno = 0;
  }
  if (errno != 0) return unreadable(folder);
  std::ranges::sort(found);
  return found;
}

Errors PosixFiles::make_folder(const std::string& folder) {
  const std::string path = shown(folder);
  if (::mkdir(path.c_str(), is_private(folder) ? 0700 : 0755) != 0) {
    struct stat found {};

    const bool there =
        errno == EEXIST && ::stat(path.c_str(), &found) == 0 && S_ISDIR(found.st_mode);
    if (!there) return unwritable(folder);
  }
  // One that is there may be of a process that ended before it was synced.
  if (synced_.contains(folder)) return {};
  const Opened parent{::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!parent.is_open() || ::fsync(parent.number()) != 0) return unwritable(folder);
  synced_.insert(folder);
  return {};
}

Errors PosixFiles::write(const std::string& path, std::string_view bytes) {
  const mode_t mode = is_private(path) ? kPrivateMode : kPublicMode;
  Opened file{::open(shown(path).c_str(),
                     O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY, mode)};
  const bool done =
      file.is_open() && write_all(file.number(), bytes) && ::fsync(file.number()) == 0;
  if (!done || !file.close()) return unwritable(path);
  return {};
}

Errors PosixFiles::rename(const std::string& from, const std::string& to) {
  // Open before the change, so that an error that its bytes meet is told to us.
  const Opened folder{::open(folder_of(shown(to)).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  const bool done = folder.is_open() && ::rename(shown(from).c_str(), shown(to).c_str()) == 0 &&
                    ::fsync(folder.number()) == 0;
  return done ? Errors{} : unwritable(to);
}

Errors PosixFiles::remove(const std::string& path) {
  const Opened folder{::open(folder_of(shown(path)).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!folder.is_open()) return errno == ENOENT ? Errors{} : unwritable(path);
  if (::unlink(shown(path).c_str()) != 0) return errno == ENOENT ? Errors{} : unwritable(path);
  return ::fsync(folder.number()) == 0 ? Errors{} : unwritable(path);
}

/// A lock of the file stays until it is closed, and goes with the process.
class FileLock final : public WriterLock {
 public:
  explicit FileLock(int number) : file_{number} {}

  [[nodiscard]] bool take() const {
    int taken = 0;
    do {
      taken = file_.is_open() ? ::flock(file_.number(), LOCK_EX | LOCK_NB) : -1;
    } while (taken != 0 && file_.is_open() && errno == EINTR);
    return taken == 0;
  }

 private:
  Opened file_;
};

}  // namespace

std::shared_ptr<LogFiles> posix_files(const std::string& folder) {
  return std::make_shared<PosixFiles>(folder);
}

Result<std::unique_ptr<WriterLock>> lock_for_writing(const std::string& folder) {
  const std::string path = folder + "/private/lock";
  auto lock = std::make_unique<FileLock>(
      ::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, kPrivateMode));
  if (lock->take()) return lock;
  if (errno == EWOULDBLOCK) {
    return failed(record_fault(path, "", "somebody else writes to this log now; try again later",
                               ErrorCode::file_unwritable));
  }
  const std::string why = message_of_errno();
  return failed(record_fault(path, "", "cannot be locked: " + why, ErrorCode::file_unwritable));
}

}  // namespace waitlist
