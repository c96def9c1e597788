// The files of this repository as text, for tests that look at the source itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tidy {

struct SourceFile {
  std::string path;  ///< from the top of the repository, with `/`
  std::string text;
};

/// Every regular file under these folders of the repository, in the byte order of paths.
[[nodiscard]] std::vector<SourceFile> files_under(const std::vector<std::string>& folders);

/// One file; fails the running test when it cannot be read.
[[nodiscard]] std::string text_of(const std::string& path);

[[nodiscard]] std::vector<std::string_view> lines_of(std::string_view text);

/// Whether the path ends in `.cpp`, `.h` or `.c`.
[[nodiscard]] bool is_cpp(std::string_view path);

}  // namespace tidy
