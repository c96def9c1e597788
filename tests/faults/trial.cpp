#include "trial.h"

#include <execinfo.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

namespace waitlist::faults {
namespace {

/// A copy that runs for longer hangs.
constexpr unsigned kSecondsMax = 10;
constexpr std::size_t kFoundMax = 12;

int paper() { return ::memfd_create("printed", 0); }

std::string printed(int paper) {
  std::string text;
  std::array<char, 4096> piece{};
  off_t at = 0;
  while (true) {
    const ssize_t got = ::pread(paper, piece.data(), piece.size(), at);
    if (got <= 0) return text;
    text.append(piece.data(), static_cast<std::size_t>(got));
    at += got;
  }
}

void wipe(int paper) {
  if (::ftruncate(paper, 0) != 0 || ::lseek(paper, 0, SEEK_SET) != 0) std::perror("wipe");
}

/// Says where an abort comes from: what went wrong there is gone by then.
extern "C" void show_frames(int signal) {
  std::array<void*, 24> frames{};
  ::backtrace_symbols_fd(frames.data(), ::backtrace(frames.data(), frames.size()), STDERR_FILENO);
  static_cast<void>(std::signal(signal, SIG_DFL));
  ::raise(signal);
}

/// How far the open files are read and written, which a copy shares.
class Offsets {
 public:
  Offsets() {
    for (int i = 0; i < kFilesMax; ++i) at_[static_cast<std::size_t>(i)] = ::lseek(i, 0, SEEK_CUR);
  }

  void put_back() const {
    for (int i = 0; i < kFilesMax; ++i) {
      const off_t at = at_[static_cast<std::size_t>(i)];
      if (at >= 0) ::lseek(i, at, SEEK_SET);
    }
  }

  [[nodiscard]] off_t of(int file) const { return at_.at(static_cast<std::size_t>(file)); }

 private:
  static constexpr int kFilesMax = 32;
  std::array<off_t, kFilesMax> at_{};
};

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool says_why(std::string_view text) {
  return has(text, "not enough memory") || has(text, "cannot be written") ||
         has(text, "cannot be opened") || has(text, "cannot be read");
}

/// Whatever else is in the folder of a file.
std::vector<std::filesystem::path> neighbours(const std::filesystem::path& of) {
  std::vector<std::filesystem::path> found;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator{of.parent_path(), none}) {
    if (entry.path() != of) found.push_back(entry.path());
  }
  return found;
}

}  // namespace

Trials::Trials(Plan plan)
    : plan_{std::move(plan)},
      own_out_{paper()},
      own_error_{paper()},
      copy_out_{paper()},
      copy_error_{paper()} {
  std::array<void*, 1> first{};
  ::backtrace(first.data(), 1);            // the first loads what it needs
  if (plan_.kind == Kind::beside) return;  // whoever runs it looks for itself
  ::dup2(own_out_, STDOUT_FILENO);
  ::dup2(own_error_, STDERR_FILENO);
}

bool Trials::is_next() { return points_++ % plan_.step == plan_.first; }

bool Trials::split(const std::string& what, int signal) {
  const std::string before = text_of_file(plan_.target);
  wipe(copy_out_);
  wipe(copy_error_);
  const Offsets offsets;
  const pid_t copy = ::fork();
  if (copy == 0) {
    ::dup2(copy_out_, STDOUT_FILENO);
    ::dup2(copy_error_, STDERR_FILENO);
    ::alarm(kSecondsMax);
    static_cast<void>(std::signal(SIGABRT, show_frames));
    return true;
  }
  if (copy < 0) {
    fault(what, "the test itself could not fork");
    return false;
  }
  int wait_status = 0;
  while (::waitpid(copy, &wait_status, 0) < 0) {
  }
  ++tried_;
  judge(what, signal, wait_status);
  put_back(before);
  offsets.put_back();
  if (working_ >= 0 && ::ftruncate(working_, offsets.of(working_)) != 0) {
    fault(what, "the test itself could not go back");
  }
  return false;
}

void Trials::end_copy(int status) {
  std::fflush(nullptr);
  ::_exit(status);
}

void Trials::judge(const std::string& what, int signal, int wait_status) {
  for (const auto& path : neighbours(plan_.target)) {
    if (signal != SIGKILL) fault(what, "left behind: " + path.filename().string());
    ::unlink(path.c_str());
  }
  const std::string target = text_of_file(plan_.target);
  if (target != plan_.old_text && target != plan_.new_text) {
    fault(what, "neither the old file nor the new one is there, but " +
                    std::to_string(target.size()) + " bytes");
  }
  judge_status(what, signal, wait_status, target);
}

void Trials::judge_status(const std::string& what,
                          int signal,
                          int wait_status,
                          const std::string& target) {
  const std::string out = printed(own_out_) + printed(copy_out_);
  const std::string error = printed(own_error_) + printed(copy_error_);
  if (WIFSIGNALED(wait_status)) {
    if (signal != 0 && WTERMSIG(wait_status) == signal) return;
    fault(what, std::string{"ended by signal "} + ::strsignal(WTERMSIG(wait_status)) + " " + error);
    return;
  }
  const int status = WEXITSTATUS(wait_status);
  if (status == plan_.status) {
    if (target != plan_.new_text) fault(what, "done, it says, but the old file is there");
    if (out != plan_.out) fault(what, "done, but not all was printed: " + out);
    if (error != plan_.error) fault(what, "done, but not all was said: " + error);
    return;
  }
  constexpr int kFileTrouble = 4;
  if (status != kFileTrouble) {
    fault(what, "exit status " + std::to_string(status) + ": " + error);
    return;
  }
  if (!says_why(error)) fault(what, "not said why: " + error);
  if (has(error, "nothing was written") && target != plan_.old_text) {
    fault(what, "nothing was written, it says, but the new file is there: " + error);
  }
}

void Trials::put_back(const std::string& target_before) const {
  if (text_of_file(plan_.target) != target_before) {
    ::unlink(plan_.target.c_str());  // it may be the working file, moved
    std::ofstream file{plan_.target, std::ios::binary | std::ios::trunc};
    file << target_before;
  }
  if (working_ >= 0) static_cast<void>(::link(second_name_.c_str(), working_path_.c_str()));
}

void Trials::has_working_file(int descriptor, const char* path) {
  working_ = descriptor;
  working_path_ = path;
  second_name_ = plan_.report + ".working";
  ::unlink(second_name_.c_str());
  if (::link(path, second_name_.c_str()) != 0)
    fault("link", "the test itself needs one file system");
}

void Trials::has_no_working_file() {
  working_ = -1;
  ::unlink(second_name_.c_str());
}

void Trials::fault(const std::string& what, const std::string& found) {
  ++faults_;
  if (found_.size() < kFoundMax) {
    found_.push_back("point " + std::to_string(points_ - 1) + ", " + what + ": " + found);
  }
}

void Trials::report(std::size_t points_beside) const {
  std::ofstream file{plan_.report};
  file << points_ << ' ' << tried_ << ' ' << faults_ << ' ' << points_beside << '\n';
  for (const std::string& line : found_) file << line << '\n';
}

}  // namespace waitlist::faults
