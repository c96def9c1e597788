// The house rules that a reader can check by looking: sizes, direction of includes, orphans.
#include "tidy/source_shape.h"
#include "tidy/source_tree.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using tidy::SourceFile;

constexpr std::size_t kFileLinesMax = 500;
constexpr std::size_t kFunctionLinesMax = 70;
constexpr std::size_t kColumnsMax = 100;

const std::vector<SourceFile>& code_files() {
  static const std::vector<SourceFile> files = [] {
    std::vector<SourceFile> all =
        tidy::files_under({"include", "src", "tests", "examples", "benchmarks", "fuzz"});
    std::erase_if(all, [](const SourceFile& file) { return !tidy::is_cpp(file.path); });
    return all;
  }();
  return files;
}

// Characters, not bytes: continuation bytes of UTF-8 take no column.
std::size_t columns(std::string_view line) {
  return static_cast<std::size_t>(std::ranges::count_if(
      line, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// What the files of each module may include, beside their own module.
const std::map<std::string, std::vector<std::string>>& may_include() {
  static const std::map<std::string, std::vector<std::string>> rules{
      {"base", {}},
      {"cases", {"base"}},
      {"policy", {"base", "cases"}},
      {"scoring", {"base", "cases", "policy"}},
      {"queue", {"base", "cases", "policy", "scoring"}},
      {"witness", {"base", "cases", "policy", "scoring"}},
      {"equality", {"base", "cases", "policy", "scoring", "queue"}},
      {"allocation", {"base", "cases", "policy", "scoring", "queue"}},
      {"simulation", {"base", "cases", "policy", "scoring", "queue", "allocation"}},
      {"io", {"base", "cases", "policy", "queue", "allocation", "simulation"}},
      {"record", {"base", "cases", "policy", "scoring", "queue", "io"}},
      {"robustness", {"base", "cases", "policy", "scoring", "queue"}},
      {"report",
       {"base", "cases", "policy", "scoring", "queue", "equality", "robustness", "witness",
        "allocation", "simulation"}},
      {"c",
       {"base", "cases", "policy", "scoring", "queue", "allocation", "simulation", "io", "report"}},
  };
  return rules;
}

// `cases` for `src/cases/x.cpp` and `include/waitlist/cases/x.h`; empty outside the modules.
std::string module_of(std::string_view path) {
  for (const std::string_view top : {"include/waitlist/", "src/"}) {
    if (!path.starts_with(top)) continue;
    path.remove_prefix(top.size());
    const std::size_t end = path.find('/');
    return end == std::string_view::npos ? "" : std::string(path.substr(0, end));
  }
  return "";
}

// The module that an include leads to; empty for other libraries.
std::string module_included(std::string_view include) {
  if (include.starts_with("waitlist/")) include.remove_prefix(9);
  const std::string first{include.substr(0, include.find('/'))};
  return first == "cli" || may_include().contains(first) ? first : "";
}

bool may_module_include(const std::string& from, const std::string& to) {
  if (to.empty() || from == to) return true;
  const auto rule = may_include().find(from);
  return rule != may_include().end() && std::ranges::count(rule->second, to) != 0;
}

// `make` and `x.h` of "| `A::make()` | `x.h` |".
std::vector<std::string> quoted_names(std::string_view row) {
  std::vector<std::string> names;
  for (std::size_t at = row.find('`'); at != std::string_view::npos; at = row.find('`', at + 1)) {
    const std::size_t end = row.find('`', at + 1);
    std::string name{row.substr(at + 1, end - at - 1)};
    if (name.ends_with("()")) name.erase(name.size() - 2);
    if (const std::size_t inner = name.rfind("::"); inner != std::string::npos) {
      name.erase(0, inner + 2);
    }
    names.push_back(std::move(name));
    at = end;
  }
  return names;
}

std::string all_build_files() {
  std::string text = tidy::text_of("CMakeLists.txt");
  for (const SourceFile& file :
       tidy::files_under({"src", "tests", "examples", "benchmarks", "fuzz", "cmake"})) {
    if (file.path.ends_with(".cmake") || file.path.ends_with("CMakeLists.txt")) text += file.text;
  }
  return text;
}

// Whether `path` stands in `text` as a whole: `base/day.cpp` is not the `day.cpp` of a list, while
// `${folder}/day.cpp` is.
bool names_whole(std::string_view text, std::string_view path) {
  for (std::size_t at = text.find(path); at != std::string_view::npos;
       at = text.find(path, at + 1)) {
    const bool inside_longer = at >= 2 && text[at - 1] == '/' && text[at - 2] != '}';
    const std::string_view around = text.substr(at == 0 ? 0 : at - 1, path.size() + 2);
    if (!inside_longer && tidy::has_word(around, path)) return true;
  }
  return false;
}

// Whether `text` names the file by its path or by the end of it, from a folder on.
bool is_listed(std::string path, std::string_view text) {
  for (;;) {
    if (names_whole(text, path)) return true;
    const std::size_t slash = path.find('/');
    if (slash == std::string::npos) return false;
    path.erase(0, slash + 1);
  }
}

std::vector<std::string> sources_that_include(std::string_view top, std::string_view prefix) {
  std::vector<std::string> found;
  for (const SourceFile& file : code_files()) {
    if (!file.path.starts_with(top)) continue;
    const std::vector<std::string> includes = tidy::includes_of(file.text);
    if (std::ranges::any_of(
            includes, [&](const std::string& include) { return include.starts_with(prefix); })) {
      found.push_back(file.path);
    }
  }
  return found;
}

}  // namespace

TEST_SUITE("tidy") {
  TEST_CASE("tidy: there is code to look at") {
    CHECK(code_files().size() > 50);
    CHECK(std::ranges::count(code_files(), "tests/tidy_test.cpp", &SourceFile::path) == 1);
  }

  TEST_CASE("tidy: no source file is longer than 500 lines") {
    for (const SourceFile& file : code_files()) {
      CAPTURE(file.path);
      CHECK(tidy::lines_of(file.text).size() <= kFileLinesMax);
    }
  }

  TEST_CASE("tidy: no line of code is wider than 100 columns, and none ends in a blank") {
    for (const SourceFile& file : code_files()) {
      CAPTURE(file.path);
      std::size_t number = 0;
      for (const std::string_view line : tidy::lines_of(file.text)) {
        ++number;
        CAPTURE(number);
        CHECK(columns(line) <= kColumnsMax);
        const bool ends_in_blank = line.ends_with(' ') || line.ends_with('\t');
        CHECK_FALSE(ends_in_blank);
      }
    }
  }

  TEST_CASE("tidy: the answer of a property is always checked") {
    const std::string unchecked = std::string{" rc::"} + "check(";
    for (const SourceFile& file : code_files()) {
      CAPTURE(file.path);
      CHECK(file.text.find(unchecked) == std::string::npos);
    }
  }

  TEST_CASE("tidy: no function is longer than 70 lines") {
    std::size_t seen = 0;
    for (const SourceFile& file : code_files()) {
      for (const tidy::Function& function : tidy::functions_of(file.text)) {
        ++seen;
        CAPTURE(file.path);
        CAPTURE(function.first_line);
        CAPTURE(function.head);
        CHECK(function.lines <= kFunctionLinesMax);
      }
    }
    CHECK(seen > 100);
  }

  TEST_CASE("tidy: modules include only what stands before them") {
    for (const SourceFile& file : code_files()) {
      const std::string from = module_of(file.path);
      if (from.empty() || from == "cli") continue;
      CAPTURE(file.path);
      CHECK(may_include().contains(from));
      for (const std::string& include : tidy::includes_of(file.text)) {
        CAPTURE(include);
        CHECK(may_module_include(from, module_included(include)));
      }
    }
  }

  TEST_CASE("tidy: the command line, the C interface and examples see public headers only") {
    for (const SourceFile& file : code_files()) {
      const bool outsider = file.path.starts_with("src/cli/") || file.path.starts_with("src/c/") ||
                            file.path.starts_with("examples/");
      if (!outsider) continue;
      CAPTURE(file.path);
      for (const std::string& include : tidy::includes_of(file.text)) {
        CAPTURE(include);
        const std::string to = module_included(include);
        const bool is_own = to == "cli" || to == "c";
        const bool is_public = to.empty() || is_own || include.starts_with("waitlist/");
        CHECK(is_public);
      }
    }
  }

  TEST_CASE("tidy: a public header includes public headers only") {
    for (const SourceFile& file : code_files()) {
      if (!file.path.starts_with("include/")) continue;
      CAPTURE(file.path);
      for (const std::string& include : tidy::includes_of(file.text)) {
        CAPTURE(include);
        const bool is_public = module_included(include).empty() || include.starts_with("waitlist/");
        CHECK(is_public);
      }
    }
  }

  TEST_CASE("tidy: a public header says what it is, what it is for and where it stands") {
    for (const SourceFile& file : code_files()) {
      if (!file.path.starts_with("include/")) continue;
      CAPTURE(file.path);
      const std::string name = file.path.substr(file.path.rfind('/') + 1);
      const std::string module = module_of(file.path);
      const bool is_c = module == "c";
      const std::string start = is_c ? "/* " : "/// ";
      const std::string next = is_c ? " * " : "/// ";
      CHECK(file.text.starts_with(start + "\\file " + name + "\n" + next + "\\brief "));
      CHECK(file.text.find(is_c ? "#ifndef WAITLIST_C_" : "#pragma once") != std::string::npos);
      if (!module.empty()) {
        CHECK(file.text.find("\n" + next + "Layer: " + module) != std::string::npos);
      }
    }
  }

  TEST_CASE("tidy: Boost.Graph and Boost.Date_Time are each seen by one source file") {
    CHECK(sources_that_include("src/", "boost/graph/").size() == 1);
    CHECK(sources_that_include("src/", "boost/date_time/").size() == 1);
    CHECK(sources_that_include("include/", "boost/") ==
          std::vector<std::string>{"include/waitlist/base/boost_date.h"});
  }

  TEST_CASE("tidy: public headers name no other library but expected and, apart, Boost dates") {
    for (const std::string_view library :
         {"fmt/", "nlohmann/", "toml++/", "openssl/", "minizip/", "expat", "xlsxwriter"}) {
      CAPTURE(library);
      CHECK(sources_that_include("include/", library).empty());
    }
  }

  TEST_CASE("tidy: every source file and public header is named by the build") {
    const std::string build_files = all_build_files();
    for (const SourceFile& file : code_files()) {
      if (file.path.starts_with("tests/compile_fail/")) continue;
      CAPTURE(file.path);
      const bool must = file.path.ends_with(".cpp") || file.path.starts_with("include/");
      if (must) CHECK(is_listed(file.path, build_files));
    }
  }

  TEST_CASE(
      "tidy: the page of the library by task has every public header, and what stands there") {
    const std::string page = tidy::text_of("docs/reference/api.md");
    std::string in_all_rows;
    for (const std::string_view row : tidy::lines_of(page)) {
      if (!row.starts_with("| ")) continue;
      CAPTURE(row);
      const std::vector<std::string> named = quoted_names(row);
      std::string in_these_headers;
      for (const std::string& name : named) {
        if (!name.ends_with(".h")) continue;
        in_these_headers += tidy::text_of("include/waitlist/" + name);
        in_all_rows += name + ' ';
      }
      for (const std::string& name : named) {
        if (name.ends_with(".h")) continue;
        CAPTURE(name);
        CHECK(tidy::has_word(in_these_headers, name));
      }
    }
    for (const SourceFile& file : code_files()) {
      const std::string_view folder = "include/waitlist/";
      if (!file.path.starts_with(folder) || file.path == "include/waitlist/waitlist.h") continue;
      CAPTURE(file.path);
      CHECK(tidy::has_word(in_all_rows, file.path.substr(folder.size())));
    }
  }

  TEST_CASE("tidy: every mistake that must not compile is listed") {
    const std::string list = tidy::text_of("tests/compile_fail/CMakeLists.txt");
    for (const SourceFile& file : code_files()) {
      const std::string_view folder = "tests/compile_fail/";
      if (!file.path.starts_with(folder)) continue;
      CAPTURE(file.path);
      std::string name = file.path.substr(folder.size());
      name.erase(name.rfind('.'));
      CHECK(tidy::has_word(list, name));
    }
  }

  TEST_CASE("tidy: every private header is included by somebody") {
    std::string includes;
    for (const SourceFile& file : code_files()) {
      for (const std::string& include : tidy::includes_of(file.text)) includes += include + "\n";
    }
    for (const SourceFile& file : code_files()) {
      if (!file.path.ends_with(".h") || file.path.starts_with("include/")) continue;
      if (file.path.find("/precompiled") != std::string::npos) continue;  // included by the build
      CAPTURE(file.path);
      CHECK(is_listed(file.path, includes));
    }
  }

  TEST_CASE("tidy: a file that holds test cases is named for it, so that the runner finds it") {
    for (const SourceFile& file : code_files()) {
      if (!file.path.starts_with("tests/") || file.path.ends_with("_test.cpp")) continue;
      CAPTURE(file.path);
      CHECK_FALSE(tidy::has_word(tidy::code_only(file.text), "TEST_CASE"));
    }
  }

  TEST_CASE("tidy: nothing is left for later") {
    // Written backwards, so that this file does not find itself.
    std::vector<std::string> markers{"ODOT", "EMXIF", "XXX_", "KCAH"};
    for (std::string& marker : markers) {
      std::ranges::reverse(marker);
      std::erase(marker, '_');
    }
    const std::vector<SourceFile> files =
        tidy::files_under({"include", "src", "tests", "examples", "benchmarks", "fuzz", "cmake",
                           "scripts", "docs", "policies"});
    for (const SourceFile& file : files) {
      // Bytes may look like anything.
      if (file.path.ends_with(".png") || file.path.ends_with(".xlsx")) continue;
      CAPTURE(file.path);
      for (const std::string& marker : markers) {
        CAPTURE(marker);
        CHECK_FALSE(tidy::has_word(file.text, marker));
      }
    }
  }

  TEST_CASE("tidy: the README shows the quick start as it is compiled") {
    const std::string readme = tidy::text_of("README.md");
    const std::string program = tidy::text_of("examples/quick_start.cpp");
    const std::size_t start = readme.find("```cpp\n");
    REQUIRE(start != std::string::npos);
    const std::size_t end = readme.find("```", start + 7);
    REQUIRE(end != std::string::npos);
    const std::string block = readme.substr(start + 7, end - start - 7);
    REQUIRE(tidy::lines_of(block).size() >= 8);
    for (const std::string_view line : tidy::lines_of(block)) {
      CAPTURE(line);
      CHECK(program.find(line) != std::string::npos);
    }
  }
}

TEST_SUITE("tidy rules") {
  TEST_CASE("tidy: a function of 71 lines is seen, whatever it looks like") {
    std::string body;
    for (int line = 0; line < 69; ++line) body += "  call(\"}\");  // {\n";
    for (const std::string head :
         {"int f() {", "Result<int> A::f(int x) const noexcept {", "A::A(int x) : a_{x}, b_{} {",
          "auto f(char c = '{') -> int {", "namespace n { class A { void f() {",
          "TEST_CASE(\"a sentence\") {"}) {
      CAPTURE(head);
      const std::vector<tidy::Function> found = tidy::functions_of(head + "\n" + body + "}\n");
      REQUIRE(found.size() == 1);
      CHECK(found[0].first_line == 1);
      CHECK(found[0].lines == 71);
    }
  }

  TEST_CASE("tidy: tables, classes and namespaces are no functions, however long") {
    std::string rows;
    for (int line = 0; line < 90; ++line) rows += "  {1, 2},\n";
    for (const std::string head : {"constexpr std::array kRows{", "const Row rows[] = {",
                                   "enum A {", "namespace n {", "struct Row {"}) {
      CAPTURE(head);
      CHECK(tidy::functions_of(head + "\n" + rows + "};\n").empty());
    }
  }

  TEST_CASE("tidy: an include that leads backwards is refused") {
    CHECK(may_module_include("queue", module_included("waitlist/base/day.h")));
    CHECK(may_module_include("queue", module_included("queue/order.h")));
    CHECK(may_module_include("base", module_included("boost/graph/x.hpp")));
    CHECK_FALSE(may_module_include("base", module_included("waitlist/queue/ranking.h")));
    CHECK_FALSE(may_module_include("io", module_included("scoring/x.h")));
    CHECK_FALSE(may_module_include("report", module_included("io/csv.h")));
    CHECK_FALSE(may_module_include("report", module_included("cli/files.h")));
  }

  TEST_CASE("tidy: a file is listed by its path or by the end of it, and by no part of a name") {
    CHECK(is_listed("src/base/day.cpp", "list(APPEND sources base/day.cpp)"));
    CHECK(is_listed("tests/main.cpp", "add_executable(x main.cpp)"));
    CHECK_FALSE(is_listed("src/base/day.cpp", "list(APPEND sources base/holiday.cpp)"));
    CHECK_FALSE(is_listed("src/base/day.cpp", "base/day.cpp_old"));
    CHECK_FALSE(is_listed("src/queue/day.cpp", "list(APPEND sources base/day.cpp)"));
    CHECK(is_listed("tests/x/day.cpp", "add_executable(x ${here}/day.cpp)"));
  }

  TEST_CASE("tidy: the README shows the quick start as it is compiled") {
    const std::string program = tidy::text_of("examples/quick_start.cpp");
    const std::string readme = tidy::text_of("README.md");
    const std::size_t begin = program.find("int main() {\n") + 13;
    const std::string body = program.substr(begin, program.rfind("}\n") - begin);
    CHECK(body.size() > 500);
    CHECK(readme.find("```cpp\n" + body + "```\n") != std::string::npos);
  }

  TEST_CASE("tidy: words in longer words are no words") {
    CHECK(tidy::has_word("a word.", "word"));
    CHECK_FALSE(tidy::has_word("swords word_ Xword", "word"));
  }
}
