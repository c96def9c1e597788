#include "io/json_document.h"

#include <waitlist/base/limits.h>

#include "io/written_number.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kDepthMax = 33;

struct TextAt {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

TextAt place_of_byte(std::string_view text, std::size_t byte) {
  TextAt at;
  for (const char c : text.substr(0, std::min(byte, text.size()))) {
    ++at.column;
    if (c == '\n') at = {at.line + 1, 1};
  }
  return at;
}

/// What is wrong, by a part of what the parser says.
struct SyntaxReason {
  std::string_view said, reason;
};

constexpr std::array<SyntaxReason, 8> kReasons{{
    {"unexpected end of input", "the text ends here, and a bracket is still open"},
    {"missing closing quote", "the quote that ends a text is missing"},
    {"control character",
     R"(a text holds a control character or a line break: write \n or \u000a)"},
    {"invalid string: '\\u'", R"(behind \u four hexadecimal digits are expected)"},
    {"surrogate", R"(a half of a pair of \u escapes stands alone)"},
    {"forbidden character after backslash",
     R"(behind a backslash only " \ / b f n r t and u are allowed)"},
    {"invalid number", "this is no number: 0, 7, -7, 7.5 and 7e3 are, 07, +7, .5 and 7. are not"},
    {"invalid literal", "write true, false, null, a number, or a text in double quotes"},
}};

std::string reason_of(std::string_view said) {
  if (said.ends_with("expected end of input")) {
    return "this is not JSON: something stands behind the end of the document";
  }
  said = said.substr(0, said.find("; last read:"));  // from there on the text itself speaks
  for (const SyntaxReason& one : kReasons) {
    if (said.find(one.said) != std::string_view::npos) {
      return "this is not JSON: " + std::string{one.reason};
    }
  }
  return "this is not JSON: a bracket, comma or quote is missing or too many just here";
}

/// Builds values from the events of the parser. The library's own way to watch keys, a callback,
/// searches the parent of every closed object and is quadratic in a long array; and its documents
/// need memory to be given up, of which there may be none left.
class DocumentBuilder final : public nlohmann::json_sax<Json> {
 public:
  DocumentBuilder(std::string_view text,
                  const std::string& source,
                  std::span<const std::string_view> streamed,
                  const VisitElement& visit,
                  JsonTree& to,
                  FaultList& faults)
      : text_{text},
        source_{source},
        streamed_{streamed},
        visit_{visit},
        rest_{to},
        faults_{faults} {
    open_.reserve(kDepthMax + 1);
  }

  bool null() override { return add(JsonKind::null, {}); }

  bool boolean(bool value) override { return add(JsonKind::boolean, value ? "true" : "false"); }

  bool number_integer(Json::number_integer_t value) override {
    return add(JsonKind::number, std::to_string(value));
  }

  bool number_unsigned(Json::number_unsigned_t value) override {
    return add(JsonKind::number, std::to_string(value));
  }

  /// A floating-point number is not what was written, so the digits are kept in its place.
  bool number_float(Json::number_float_t /*value*/, const std::string& text) override {
    return add(JsonKind::number, text);
  }

  bool string(std::string& value) override { return add(JsonKind::text, value); }

  bool binary(Json::binary_t& /*value*/) override { return false; }  // no value of a JSON text

  bool start_object(std::size_t /*size*/) override { return open(JsonKind::object); }

  bool start_array(std::size_t /*size*/) override { return open(JsonKind::array); }

  bool end_object() override { return close(); }

  bool end_array() override { return close(); }

  bool key(std::string& name) override {
    key_.assign(name);
    if (open_.size() == 1) top_key_ = name;
    return true;
  }

  bool parse_error(std::size_t byte,
                   const std::string& /*token*/,
                   const nlohmann::detail::exception& error) override {
    constexpr int kNumberOverflow = 406;
    const TextAt at = place_of_byte(text_, byte == 0 ? 0 : byte - 1);
    if (error.id == kNumberOverflow) {
      faults_.add(
          {ErrorCode::out_of_range, source_, 0, 0, "", "", "a number is too large to be read"});
    } else {
      faults_.add({ErrorCode::malformed_text, source_, at.line, at.column, "", "",
                   reason_of(error.what())});
    }
    return false;
  }

  /// Whether the document of a text without a fault of syntax is there; else after a fault.
  bool is_whole() {
    if (!is_too_deep_) return true;
    faults_.add({ErrorCode::too_large, source_, 0, 0, "", "",
                 "at most " + std::to_string(kDepthMax - 1) + " levels of brackets"});
    return false;
  }

 private:
  struct Open {
    std::uint32_t node = 0;
    JsonKind kind = JsonKind::null;
    std::size_t elements = 0;  ///< begun so far
    bool is_streamed = false;
  };

  /// `cases[3]` while the fourth element of that array of the document is read; else empty.
  [[nodiscard]] std::string element() const {
    if (open_.size() < 3 || open_[0].kind != JsonKind::object || open_[1].kind != JsonKind::array) {
      return {};
    }
    return clipped(top_key_) + '[' + std::to_string(open_[1].elements - 1) + ']';
  }

  /// Elements of streamed arrays have a tree of their own.
  [[nodiscard]] bool is_in_stream() const noexcept {
    return open_.size() > 1 && open_[1].is_streamed;
  }

  [[nodiscard]] JsonTree& tree() noexcept { return is_in_stream() ? element_ : rest_; }

  /// Once something stands too deep, the rest is parsed for its syntax alone: what nobody will read
  /// takes no memory, however many brackets are open.
  [[nodiscard]] bool goes_too_deep() {
    if (!is_too_deep_ && open_.size() >= kDepthMax) {
      is_too_deep_ = true;
      open_.clear();
    }
    return is_too_deep_;
  }

  std::uint32_t place(JsonKind kind, std::string_view text) {
    const bool is_member = !open_.empty() && open_.back().kind == JsonKind::object;
    if (!open_.empty()) ++open_.back().elements;
    return tree().add(kind, is_member ? std::string_view{key_} : std::string_view{}, text);
  }

  bool add(JsonKind kind, std::string_view text) {
    if (goes_too_deep()) return true;
    place(kind, text);
    end_value();
    return true;
  }

  bool open(JsonKind kind) {
    if (goes_too_deep()) return true;
    const bool is_streamed = kind == JsonKind::array && open_.size() == 1 &&
                             open_[0].kind == JsonKind::object &&
                             std::ranges::find(streamed_, top_key_) != streamed_.end();
    const std::uint32_t node = place(kind, {});
    open_.push_back({node, kind, 0, is_streamed});
    return true;
  }

  bool close() {
    if (is_too_deep_) return true;
    const Open& closed = open_.back();
    if (!closed.is_streamed) tree().close(closed.node);
    if (closed.kind == JsonKind::object) {
      for (const std::string_view name : tree().names_again(closed.node)) {
        faults_.add({ErrorCode::duplicate_name, source_, 0, 0, element(), clipped(name),
                     "this key stands twice in one object"});
      }
    }
    open_.pop_back();
    end_value();
    return true;
  }

  /// Hands on an element of a streamed array once it is complete.
  void end_value() {
    if (open_.size() != 2 || !open_[1].is_streamed) return;
    visit_(top_key_, open_[1].elements - 1, element_.root());
    element_.clear();
  }

  std::string_view text_;
  const std::string& source_;
  std::span<const std::string_view> streamed_;
  const VisitElement& visit_;
  JsonTree& rest_;
  FaultList& faults_;
  JsonTree element_;
  std::vector<Open> open_;
  std::string key_;      ///< of the value that comes next, in an object
  std::string top_key_;  ///< the last key of the document itself
  bool is_too_deep_ = false;
};

}  // namespace

bool read_json(std::string_view text,
               const std::string& source,
               std::span<const std::string_view> streamed,
               const VisitElement& visit,
               JsonTree& to,
               FaultList& faults) {
  DocumentBuilder builder{text, source, streamed, visit, to, faults};
  return Json::sax_parse(text.begin(), text.end(), &builder) && builder.is_whole();
}

std::string cell_of_number(JsonView value) {
  const std::string_view text = value.text();
  const auto number = written_number(text);
  return number && text.find_first_of("eE") != std::string_view::npos ? number->text()
                                                                      : std::string{text};
}

}  // namespace waitlist
