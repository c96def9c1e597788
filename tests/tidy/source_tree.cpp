#include "tidy/source_tree.h"

#include "support/folders.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace tidy {

namespace {

const std::filesystem::path kTop = folders::source();

}  // namespace

std::string text_of(const std::string& path) {
  std::ifstream in(kTop / path, std::ios::binary);
  REQUIRE_MESSAGE(in.good(), "cannot read ", path);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<SourceFile> files_under(const std::vector<std::string>& folders) {
  std::vector<SourceFile> files;
  for (const std::string& folder : folders) {
    REQUIRE_MESSAGE(std::filesystem::is_directory(kTop / folder), "no such folder: ", folder);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(kTop / folder)) {
      if (!entry.is_regular_file()) continue;
      std::string path = entry.path().lexically_relative(kTop).generic_string();
      std::string text = text_of(path);
      files.push_back({std::move(path), std::move(text)});
    }
  }
  std::ranges::sort(files, {}, &SourceFile::path);
  return files;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

bool is_cpp(std::string_view path) {
  return path.ends_with(".cpp") || path.ends_with(".h") || path.ends_with(".c");
}

}  // namespace tidy
