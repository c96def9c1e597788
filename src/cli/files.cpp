#include "cli/files.h"

#include <waitlist/base/limits.h>

#include "cli/output_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

namespace waitlist::cli {
namespace {

struct Close {
  void operator()(std::FILE* file) const noexcept { static_cast<void>(std::fclose(file)); }
};

using File = std::unique_ptr<std::FILE, Close>;

Error fault(ErrorCode code, const std::string& path, std::string reason) {
  return {code, path, 0, 0, "", "", std::move(reason)};
}

/// The size that a regular file says it has; a hint to read it in one go.
std::size_t expected_size(const std::string& path) {
  std::error_code none;
  const auto size = std::filesystem::file_size(path, none);
  return none ? 0 : static_cast<std::size_t>(size);
}

Result<std::string> read_all(std::FILE* file, const std::string& path, std::size_t expected) {
  constexpr std::size_t kPiece = std::size_t{1} << 20U;
  std::string text;
  std::size_t filled = 0;
  while (true) {
    text.resize(filled + (filled == 0 && expected > 0 ? expected + 1 : kPiece));
    const std::size_t wanted = text.size() - filled;
    const std::size_t got = std::fread(text.data() + filled, 1, wanted, file);
    filled += got;
    if (filled > limits::kInputBytesMax) {
      return failed(fault(ErrorCode::too_large, path,
                          "at most " + std::to_string(limits::kInputBytesMax) + " bytes"));
    }
    if (got < wanted) break;
  }
  if (std::ferror(file) != 0) {
    return failed(fault(ErrorCode::file_unreadable, path, "cannot be read to its end"));
  }
  text.resize(filled);
  return text;
}

/// Whether `path` is `folder` or lies below it; both without links and dots.
bool lies_in(const std::filesystem::path& path, const std::filesystem::path& folder) {
  return std::ranges::mismatch(path, folder).in2 == folder.end();
}

}  // namespace

void Files::keep_out_of(const std::string& folder) {
  std::error_code none;
  std::filesystem::path whole = std::filesystem::weakly_canonical(folder, none);
  // A slash at the end would count as one more, empty name.
  if (!whole.has_filename()) whole = whole.parent_path();
  kept_out_of_.push_back(whole.string());
}

void Files::remember(int descriptor) {
  struct stat found {};

  if (::fstat(descriptor, &found) == 0 && S_ISREG(found.st_mode)) {
    read_.emplace(found.st_dev, found.st_ino);
  }
}

Result<std::string> Files::read(const std::string& path) {
  if (path == "-") {
    remember(STDIN_FILENO);
    return read_all(stdin, "standard input", 0);
  }
  std::error_code none;
  if (std::filesystem::is_directory(path, none)) {
    return failed(fault(ErrorCode::file_unreadable, path, "is a directory; name a file"));
  }
  const File file{std::fopen(path.c_str(), "rb")};
  if (!file) {
    return failed(fault(ErrorCode::file_unreadable, path,
                        "cannot be opened: " + std::generic_category().message(errno)));
  }
  remember(::fileno(file.get()));
  return read_all(file.get(), path, expected_size(path));
}

Errors Files::check_target(const std::string& path) const {
  if (path.empty() || path == "-") return {};

  struct stat found {};

  const bool is_there = ::stat(path.c_str(), &found) == 0;
  if (is_there && read_.contains({found.st_dev, found.st_ino})) {
    return {fault(ErrorCode::file_unwritable, path,
                  "is also read in this run and would be lost; name another file")};
  }
  if (is_there && written_.contains({found.st_dev, found.st_ino})) {
    return {fault(ErrorCode::file_unwritable, path,
                  "was written in this run and would be lost; name another file")};
  }
  std::error_code none;
  const std::filesystem::path whole = std::filesystem::weakly_canonical(path, none);
  for (const std::string& folder : kept_out_of_) {
    if (!lies_in(whole, folder)) continue;
    return {fault(
        ErrorCode::file_unwritable, path,
        "lies in the log of the record, which this would damage; name a file outside " + folder)};
  }
  return {};
}

Errors Files::write(const std::string& path, std::string_view text) {
  if (path.empty() || path == "-") {
    have_written_ = true;
    const bool written =
        std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    if (written) return {};
    return {fault(ErrorCode::file_unwritable, "standard output", "cannot be written")};
  }

  Errors errors = check_target(path);
  if (errors.empty()) errors = write_output_file(path, text);
  if (!errors.empty()) return errors;
  have_written_ = true;

  struct stat found {};

  if (::stat(path.c_str(), &found) == 0 && S_ISREG(found.st_mode)) {
    written_.emplace(found.st_dev, found.st_ino);
  }
  return errors;
}

bool is_there(const std::string& path) {
  std::error_code none;
  return std::filesystem::exists(path, none);
}

std::string beside(const std::string& path, const std::string& name) {
  return (std::filesystem::path{path}.parent_path() / name).string();
}

}  // namespace waitlist::cli
