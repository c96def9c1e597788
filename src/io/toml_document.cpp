#include "io/toml_document.h"

#include "base/big_memory.h"
#include "base/fault_list.h"
#include "io/text_encoding.h"

#include <toml++/toml.h>

#include <algorithm>
#include <exception>
#include <new>
#include <tuple>
#include <utility>

namespace waitlist {
namespace {

/// Finds dotted keys of absurd depth. Each part of `a.b.c` nests one table in another, and a parser
/// that frees them one inside the other would run out of stack.
class DepthScan {
 public:
  explicit DepthScan(std::string_view text) : text_{text} {}

  /// The line of a key that is too deep; 0 when there is none.
  std::uint32_t too_deep_at() {
    constexpr std::size_t kPartsMax = 16;
    std::size_t dots = 0;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '#')
        skip_comment();
      else if (c == '"' || c == '\'')
        skip_string(c);
      else {
        if (c == '\n') ++line_;
        if (c == '.')
          ++dots;
        else if (c == '=' || c == ',' || c == '[' || c == ']' || c == '{' || c == '}' || c == '\n')
          dots = 0;
        if (dots > kPartsMax) return line_;
        ++at_;
      }
    }
    return 0;
  }

 private:
  void skip_comment() {
    while (at_ < text_.size() && text_[at_] != '\n') ++at_;
  }

  void skip_string(char quote) {
    const std::string triple(3, quote);
    const bool is_long = text_.substr(at_, 3) == triple;
    at_ += is_long ? 3 : 1;
    while (at_ < text_.size()) {
      if (is_long ? text_.substr(at_, 3) == triple : text_[at_] == quote) break;
      if (text_[at_] == '\n') {
        if (!is_long) return;  // an unclosed string: the parser will say so
        ++line_;
      }
      at_ += text_[at_] == '\\' && quote == '"' ? std::size_t{2} : std::size_t{1};
    }
    at_ += is_long ? 3 : 1;
    while (is_long && at_ < text_.size() && text_[at_] == quote) ++at_;  // quotes before the end
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
};

/// The parser ends the program when memory runs out under it, so there has to be enough before it
/// begins. Throws std::bad_alloc where there is not.
void require_memory_for(std::string_view text) {
  constexpr std::size_t kAtLeast = std::size_t{128} * 1024;
  constexpr std::size_t kForEachByte = 128;  // `a=1` becomes a node, a key and where they stand
  const std::size_t enough = kAtLeast + text.size() * kForEachByte;
  release_big(allocate_big(enough), enough);
}

toml::table parsed(std::string_view text) {
  require_memory_for(text);
  return toml::parse(text);
}

}  // namespace

std::shared_ptr<const toml::table> parse_toml(std::string_view text, TomlFaults& faults) {
  if (text.size() > limits::kPolicyBytesMax) {
    faults.add(ErrorCode::too_large, {}, "", std::to_string(text.size()) + " bytes",
               "at most " + std::to_string(limits::kPolicyBytesMax) + " bytes");
    return nullptr;
  }
  FaultList encoding;
  check_encoding(text, faults.source(), encoding);
  if (!encoding.empty()) {
    for (Error& error : encoding.take()) faults.add(std::move(error));
    return nullptr;
  }
  if (const std::uint32_t line = DepthScan{text}.too_deep_at(); line != 0) {
    faults.add(ErrorCode::too_large, {line, 0}, "", "", "a key with more than 16 dotted parts");
    return nullptr;
  }
  faults.keep_text(text);
  try {
    return std::make_shared<const toml::table>(parse_again(text));
  } catch (const toml::parse_error& error) {
    faults.add(ErrorCode::malformed_text, {error.source().begin.line, error.source().begin.column},
               "", "", "not TOML: " + std::string{error.description()});
  } catch (const std::bad_alloc&) {
    throw;  // says nothing about the text
  } catch (const std::exception& error) {
    faults.add(ErrorCode::malformed_text, {}, "", "", std::string{"not TOML: "} + error.what());
  }
  return nullptr;
}

toml::table parse_again(std::string_view text) {
  try {
    return parsed(text);
  } catch (const toml::parse_error&) {
    // The parser takes a number for which there was no memory for one that is wrongly written. A
    // fault of the text is still there the second time.
    return parsed(text);
  }
}

Errors in_text_order(Errors faults) {
  std::ranges::stable_sort(faults, {}, [](const Error& error) {
    return std::tuple{error.line, error.column};
  });
  return first_faults(std::move(faults));
}

}  // namespace waitlist
