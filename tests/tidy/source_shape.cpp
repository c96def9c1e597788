#include "tidy/source_shape.h"

#include "tidy/source_tree.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace tidy {

namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

bool is_space(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

// Copies code and blanks the rest, one construct at a time.
class Blanker {
 public:
  explicit Blanker(std::string_view text) : text_{text}, result_{text} {}

  std::string run() {
    while (at_ < text_.size()) step();
    return std::move(result_);
  }

 private:
  void step() {
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("//")) {
      blank(std::min(rest.find('\n'), rest.size()));
    } else if (rest.starts_with("/*")) {
      blank(past(rest, "*/", 2));
    } else if (rest.starts_with("R\"") && (at_ == 0 || !is_word(text_[at_ - 1]))) {
      const std::string close = ")" + std::string(rest.substr(2, rest.find('(') - 2)) + "\"";
      blank(past(rest, close, 2));
    } else if (rest.front() == '"' || is_character(rest)) {
      blank(literal_length(rest));
    } else {
      ++at_;
    }
  }

  // A quote after a digit separates thousands.
  [[nodiscard]] bool is_character(std::string_view rest) const {
    return rest.front() == '\'' && (at_ == 0 || !is_word(text_[at_ - 1]));
  }

  static std::size_t past(std::string_view rest, std::string_view close, std::size_t from) {
    const std::size_t end = rest.find(close, from);
    return end == std::string_view::npos ? rest.size() : end + close.size();
  }

  static std::size_t literal_length(std::string_view rest) {
    for (std::size_t i = 1; i < rest.size(); ++i) {
      if (rest[i] == '\\') {
        ++i;
      } else if (rest[i] == rest.front() || rest[i] == '\n') {
        return i + 1;
      }
    }
    return rest.size();
  }

  void blank(std::size_t count) {
    for (const std::size_t end = at_ + count; at_ < end; ++at_) {
      if (text_[at_] != '\n') result_[at_] = ' ';
    }
  }

  std::string_view text_;
  std::string result_;
  std::size_t at_ = 0;
};

void blank_directives(std::string& code) {
  std::size_t start = 0;
  while (start < code.size()) {
    std::size_t end = std::min(code.find('\n', start), code.size());
    const std::size_t first = code.find_first_not_of(" \t", start);
    if (first < end && code[first] == '#') {
      while (end < code.size() && code[end - 1] == '\\') {
        end = std::min(code.find('\n', end + 1), code.size());
      }
      for (std::size_t i = start; i < end; ++i) {
        if (code[i] != '\n') code[i] = ' ';
      }
    }
    start = end + 1;
  }
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

enum class Brace { scope, function, initialiser };

std::string_view last_word(std::string_view text) {
  std::size_t start = text.size();
  while (start > 0 && is_word(text[start - 1])) --start;
  return text.substr(start);
}

// Tells from the statement so far what an opening brace after it begins.
Brace kind_of(std::string_view head) {
  head = trimmed(head);
  if (head.empty()) return Brace::scope;
  constexpr std::array kScopes{"namespace", "class", "struct", "union", "enum", "extern"};
  if (head.starts_with("TEST_SUITE")) return Brace::scope;
  const bool calls = head.find('(') != std::string_view::npos;
  for (const std::string_view word : kScopes) {
    if (has_word(head, word) && !calls) return Brace::scope;
  }
  if (!calls) return Brace::initialiser;
  if (head.back() == ')' || head.back() == ']') return Brace::function;
  const std::string_view word = last_word(head);
  constexpr std::array kBeforeBody{"const", "noexcept", "override", "final", "mutable"};
  if (std::ranges::find(kBeforeBody, word) != kBeforeBody.end()) return Brace::function;
  if (head.find("->") != std::string_view::npos && head.back() != '=') return Brace::function;
  return head.back() == '}' ? Brace::function : Brace::initialiser;
}

std::size_t line_at(std::string_view code, std::size_t at) {
  const auto end = code.begin() + static_cast<std::ptrdiff_t>(at);
  return static_cast<std::size_t>(std::count(code.begin(), end, '\n')) + 1;
}

// Walks braces at the level of namespaces and classes and skips over bodies.
class FunctionFinder {
 public:
  explicit FunctionFinder(std::string_view code) : code_{code} {}

  std::vector<Function> run() {
    for (at_ = 0; at_ < code_.size(); ++at_) {
      const char c = code_[at_];
      if (c == ';' || c == '}') {
        statement_ = at_ + 1;
      } else if (c == '{') {
        open();
      }
    }
    return std::move(functions_);
  }

 private:
  void open() {
    const std::string_view head = code_.substr(statement_, at_ - statement_);
    const Brace kind = kind_of(head);
    if (kind == Brace::scope) {
      statement_ = at_ + 1;
      return;
    }
    const std::size_t close = matching();
    if (kind == Brace::initialiser) {  // the statement goes on after it
      at_ = close;
      return;
    }
    const std::size_t start = code_.find_first_not_of(" \t\n", statement_);
    const std::size_t first = line_at(code_, start);
    functions_.push_back({first, line_at(code_, close) - first + 1, std::string(trimmed(head))});
    at_ = close;
    statement_ = close + 1;
  }

  [[nodiscard]] std::size_t matching() const {
    std::size_t depth = 0;
    for (std::size_t i = at_; i < code_.size(); ++i) {
      if (code_[i] == '{') ++depth;
      if (code_[i] == '}' && --depth == 0) return i;
    }
    return code_.empty() ? 0 : code_.size() - 1;
  }

  std::string_view code_;
  std::size_t at_ = 0;
  std::size_t statement_ = 0;
  std::vector<Function> functions_;
};

}  // namespace

std::string code_only(std::string_view text) { return Blanker{text}.run(); }

std::vector<Function> functions_of(std::string_view text) {
  std::string code = code_only(text);
  blank_directives(code);
  return FunctionFinder{code}.run();
}

std::vector<std::string> includes_of(std::string_view text) {
  std::vector<std::string> found;
  for (std::string_view line : lines_of(text)) {
    line = trimmed(line);
    if (!line.starts_with("#include")) continue;
    line = trimmed(line.substr(8));
    if (line.size() < 2) continue;
    const std::size_t end = line.find_first_of(">\"", 1);
    if (end != std::string_view::npos) found.emplace_back(line.substr(1, end - 1));
  }
  return found;
}

bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_word(text[at - 1])) && (end == text.size() || !is_word(text[end]))) {
      return true;
    }
  }
  return false;
}

}  // namespace tidy
